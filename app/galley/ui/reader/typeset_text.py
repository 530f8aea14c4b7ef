"""An article's text in its column: set for a page, shown from its beginning or in part.

Knows nothing of what is laid over it.
"""

from PySide6.QtCore import QPointF, QSignalBlocker, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from galley.domain.article import SIDEBAR_ZONES, Version
from galley.ui.reader.figure_rooms import FigureRooms
from galley.ui.reader.growing_text import AT_ONCE, GrowingText
from galley.ui.reader.mark_index import MarkIndex
from galley.ui.reader.page import Page, Typography, page_for
from galley.ui.reader.text_runs import block_rect
from galley.ui.reader.typesetting import ArticleSetter, TypesetArticle, set_margins
from galley.ui.theme.current import ThemeSource

__all__ = ["TypesetText"]

_FEW = 24  # code points: more than any run of spaces, less than a line
_OVER_LINE = 4  # px between the viewport's top and the words that were gone to


class TypesetText(GrowingText):
    """The text of a version, and which of its words stand at the top of what is seen.

    Attributes:
        laid_out: The page has new geometry; what is laid over it moves.
    """

    laid_out = Signal()

    def __init__(self, themes: ThemeSource, marks: MarkIndex, parent: QWidget) -> None:
        super().__init__(themes, marks, parent)
        self._version: Version | None = None
        self._figures = FigureRooms()
        self._figures_kept = 0  # how many of the figures have their room
        self._page = page_for(860)
        self._typography = Typography()
        self._set_for: tuple[object, ...] = ()
        self._setter: ArticleSetter | None = None
        self._typeset: TypesetArticle | None = None  # what is shown: what that has set
        self._foot = 0.0
        self._owed = 0.0  # the part of a pixel by which the scroll bar is behind the text
        self._kept_place = (-1, 0)  # a scroll position, and the offset that was put at the top
        self._begin_at = 0

    @property
    def page(self) -> Page:
        """The columns as they are now."""
        return self._page

    @property
    def version(self) -> Version | None:
        """The version that is read."""
        return self._version

    # -- setting -----------------------------------------------------------------------------

    def take_text(self, version: Version, at: int) -> None:
        """Another text is to be shown, from a code point on."""
        self._version = version
        self._setter = self._typeset = None
        self._begins = 0
        self._left_at = None
        self._set_for = ()
        self._begin_at = at
        self._kept_place = (-1, 0)

    def set_text(self, version: Version, top: int, foot: float) -> None:
        """Set and lay out the text for the present page and width.

        Args:
            version: What to set.
            top: The code point that will stand at the top of what is seen.
            foot: Room under the text, for what follows the article.
        """
        self._foot = foot
        otherwise = self._is_set_otherwise(version)
        setter, width = self._setter, self.viewport().width()
        if setter is None or otherwise:
            setter = self._set_around(top)
        elif setter.typeset.document.textWidth() != width and self.is_far(top - setter.begin):
            setter = self._set_around(top)  # all above would be laid out again
        self._figures_kept = 0
        self._fit(setter.typeset)
        self._show(setter, top + AT_ONCE)
        self.scroll_to_offset(top)

    def _is_set_otherwise(self, version: Version) -> bool:
        """Whether anything that the setting depends on is different by now."""
        page = self._page
        small = page.text_width / page.scale < 520
        setting = (page.scale, page.large, page.face, page.leading, small)
        present, self._set_for = self._set_for, (version.id, setting, id(self.themes.theme))
        return present != self._set_for

    def _set_around(self, offset: int) -> ArticleSetter:
        """Set the text anew, from its beginning or, where that is far, from a little above."""
        assert self._version is not None  # noqa: S101 - there is a text to be set
        begin = max(0, offset - AT_ONCE // 2) if self.is_far(offset) else 0
        setter = ArticleSetter(self._version, self._page, self.themes.theme, begin)
        setter.go_on(offset + AT_ONCE)
        self._figures_kept = 0
        return setter

    def _fit(self, typeset: TypesetArticle) -> None:
        """Give the text its column, and its figures their rooms."""
        width = self.viewport().width()
        self._make_rooms(typeset)
        set_margins(typeset, self._page, width, self._foot)
        typeset.document.setTextWidth(width)

    def _make_rooms(self, typeset: TypesetArticle) -> None:
        seen, kept = self.viewport().height(), self._figures_kept
        self._figures_kept = self._figures.reserve(typeset, self._page, seen, kept)

    def _show(self, setter: ArticleSetter, offset: int) -> None:
        """Show what is set, laid out up to a code point; the same words are selected."""
        if self._typeset is setter.typeset:
            self.forget_layout()
            self.stand_from(setter.begin, offset)
            return
        cursor, caret, ends = self.textCursor(), self.cursorWidth(), self._left_at
        same = self._map and self._typeset is not None  # else those of another text
        if ends is None and same:
            ends = self._map.to_offset(cursor.anchor()), self._map.to_offset(cursor.position())
        self._setter, self._typeset = setter, setter.typeset
        text = self._version.text if self._version is not None else ""
        with QSignalBlocker(self):  # nobody selects anything
            self.set_content(setter.typeset.document, setter.typeset.map, text)
        self.stand_from(setter.begin, offset)
        if self.is_part:
            layout = setter.typeset.document.documentLayout()
            layout.documentSizeChanged.emit(layout.documentSize())  # the bar would hear it later
        if same:
            self.setCursorWidth(caret)
        self._left_at = ends
        self._take_up_if_shown()

    # -- growing -----------------------------------------------------------------------------

    def set_further(self, offset: int) -> bool:
        """Set the article's blocks that begin before a code point, with room for their photos."""
        if self._setter is None:
            return True
        self._setter.go_on(offset)
        self._make_rooms(self._setter.typeset)
        return self._setter.is_done

    def set_back(self, offset: int) -> tuple[int, float]:
        """Set what stands above, with room for its photos; what is seen stays where it is."""
        setter, bar = self._setter, self.verticalScrollBar()
        assert setter is not None  # noqa: S101 - what is shown was set
        typeset, present, top = setter.typeset, setter.begin, self.offset_at_top()
        before = block_rect(typeset.document, typeset.block(present)).top()
        edit = QTextCursor(typeset.document)
        edit.beginEditBlock()  # laid out once
        setter.go_back(offset)
        self._make_rooms(typeset)
        edit.endEditBlock()
        by = block_rect(typeset.document, typeset.block(present)).top() - before
        exact = bar.value() + by + self._owed
        bar.setValue(round(exact))
        self._owed = exact - round(exact)  # pixels are whole, and there are hundreds of slices
        self._kept_place = (bar.value(), top)
        self.forget_layout()
        return setter.begin, by

    def show_around(self, offset: int) -> None:
        """Set and show what stands around a code point, which is at the top then."""
        setter = self._set_around(offset)
        self._fit(setter.typeset)
        self._show(setter, offset + AT_ONCE)
        self.scroll_to_offset(offset)

    def is_beside(self, offset: int) -> bool:
        """Whether a code point stands in the page's own sidebar."""
        version = self._version
        if version is None or not version.blocks or not 0 <= offset <= len(version.text):
            return True
        return version.blocks[version.block_index(offset)].zone in SIDEBAR_ZONES

    # -- the place that is read --------------------------------------------------------------

    def offset_at_top(self) -> int:
        """The code point at the top of what is seen; 0 at the article's beginning."""
        if self._typeset is None:
            return self._begin_at
        value = self.verticalScrollBar().value()
        if (value == 0 and not self.is_part) or not self.document_map:
            return 0
        if value == self._kept_place[0]:
            # Asked anew, it would be the beginning of the line that has it, which is earlier: a
            # page that is set ten times over would creep upwards.
            return self._kept_place[1]
        return self._offset_at(self._on_line(QPointF(self._page.text_left, value + _OVER_LINE)))

    def scroll_to_offset(self, offset: int) -> None:
        """Scroll so that a code point stands at the top; 0 is the article's beginning."""
        if self._typeset is None:
            self._begin_at = offset
        if offset <= 0:
            return
        rect = self.rect_of(offset, offset + _FEW)  # a space alone covers nothing
        if not rect.isEmpty():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(rect.top()) - _OVER_LINE)
            self._kept_place = (bar.value(), offset)
