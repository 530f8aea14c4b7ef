"""An article's text in its column: set for a page, shown from its beginning or in part.

Knows nothing of what is laid over it.
"""

from PySide6.QtCore import QPointF, QSignalBlocker, Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

from galley.domain.article import SIDEBAR_ZONES, Version
from galley.ui.reader.document_map import DocumentMap
from galley.ui.reader.figure_rooms import FigureRooms
from galley.ui.reader.growing_text import AT_ONCE, GrowingText
from galley.ui.reader.mark_index import MarkIndex
from galley.ui.reader.marked_text import MarkedText
from galley.ui.reader.page import Page, Typography, page_for
from galley.ui.reader.typesetting import ArticleSetter, TypesetArticle, set_margins
from galley.ui.theme.current import ThemeSource

__all__ = ["TypesetText"]

_FEW = 24  # code points: more than any run of spaces, less than a line
_KEEP = QTextCursor.MoveMode.KeepAnchor
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
        self._setter: ArticleSetter | None = None  # of the text itself
        self._typeset: TypesetArticle | None = None  # what is shown: that, or a part
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
        self._drop_hidden()
        self._version = version
        self._setter = self._typeset = None
        self._part = self._left_at = None
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
        fresh = self._begin_anew_if_needed(version)
        setter, width = self._setter, self.viewport().width()
        assert setter is not None  # noqa: S101 - there is one from now on
        whole = setter.typeset
        widened = whole.document.textWidth() != width
        far = self.is_far(top) and (fresh or widened or self.is_part)
        if fresh:
            setter.go_on((0 if far else top) + AT_ONCE)
        self._figures_kept = 0
        self._make_rooms(whole)
        set_margins(whole, self._page, width, foot)
        whole.document.setTextWidth(width)
        if far:
            self.stand_around(top)
        else:
            if self._typeset is not whole:  # with its margins and width: Qt lays it out once
                self._show(whole)
            self.forget_layout()
            self.stand_up_to(top + AT_ONCE)
        self.scroll_to_offset(top)

    def _begin_anew_if_needed(self, version: Version) -> bool:
        """Begin to set the text anew if anything that it depends on is different; whether it is."""
        page = self._page
        small = page.text_width / page.scale < 520
        setting = (page.scale, page.large, page.face, page.leading, small)
        wanted = (version.id, setting, id(self.themes.theme))
        if wanted == self._set_for:
            return False
        self._drop_hidden()
        self._set_for = wanted
        self._setter = ArticleSetter(version, page, self.themes.theme)
        return True

    def _drop_hidden(self) -> None:
        """Delete the text that is set behind a part, and will not be shown."""
        if self._setter is not None and self._setter.typeset is not self._typeset:
            self._setter.typeset.document.deleteLater()

    def _make_rooms(self, typeset: TypesetArticle) -> None:
        seen, kept = self.viewport().height(), self._figures_kept
        self._figures_kept = self._figures.reserve(typeset, self._page, seen, kept)

    # -- growing, and parts ------------------------------------------------------------------

    def set_further(self, offset: int) -> bool:
        """Set the article's blocks that begin before a code point, with room for their photos."""
        if self._setter is None:
            return True
        self._setter.go_on(offset)
        self._make_rooms(self._setter.typeset)
        return self._setter.is_done

    def whole(self) -> tuple[QTextDocument, DocumentMap]:
        """The text itself, which may be set behind the part that is shown."""
        if self._setter is None:
            return super().whole()
        return self._setter.typeset.document, self._setter.typeset.map

    def show_part(self, offset: int) -> None:
        """Set and show what stands around a code point, which is at the top then."""
        version, page, width = self._version, self._page, self.viewport().width()
        if version is None:
            return
        begin = max(0, offset - AT_ONCE // 2)
        setter = ArticleSetter(version, page, self.themes.theme, begin)
        setter.go_on(offset + AT_ONCE)
        self._figures.reserve(setter.typeset, page, self.viewport().height())
        set_margins(setter.typeset, page, width)
        setter.typeset.document.setTextWidth(width)
        self._turn_to(setter.typeset, offset, (setter.begin, setter.end))

    def show_whole(self) -> None:
        """Show the text itself instead of a part of it; what is seen stays."""
        if self._setter is not None:
            self._turn_to(self._setter.typeset, self.offset_at_top(), None)

    def _turn_to(self, typeset: TypesetArticle, offset: int, part: tuple[int, int] | None) -> None:
        """Show other lines of the same text; a code point stays where it is if it is seen."""
        place = MarkedText.rect_of(self, offset, offset + _FEW)
        seen = not place.isEmpty() and 0 <= place.bottom() <= self.viewport().height()
        y = place.top() if seen else _OVER_LINE
        cursor = self.textCursor()
        ends = self._left_at
        if ends is None and self._map and self._typeset is not None:  # else of another text
            ends = self._map.to_offset(cursor.anchor()), self._map.to_offset(cursor.position())
        caret = self.cursorWidth()
        self._part = part
        with QSignalBlocker(self):  # nobody selects anything
            self._show(typeset)
            self.setCursorWidth(caret)
            stand = ends is not None and self.stands(min(ends)) and self.stands(max(ends))
            self._left_at = None if stand else ends
            if ends is not None and stand:
                cursor = QTextCursor(typeset.document)
                cursor.setPosition(self._map.to_position(ends[0]))
                cursor.setPosition(self._map.to_position(ends[1]), _KEEP)
                self.setTextCursor(cursor)
            if part:
                layout = typeset.document.documentLayout()
                layout.blockBoundingRect(typeset.document.lastBlock())  # lays all of it out
                layout.documentSizeChanged.emit(
                    layout.documentSize()
                )  # the bar would hear it later
        place, bar = MarkedText.rect_of(self, offset, offset + _FEW), self.verticalScrollBar()
        if not place.isEmpty():
            bar.setValue(bar.value() + round(place.top() - y))
            self._kept_place = (bar.value(), offset)

    def _show(self, typeset: TypesetArticle) -> None:
        self._typeset = typeset
        text = self._version.text if self._version is not None else ""
        self.set_content(typeset.document, typeset.map, text, self.whole()[0])

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
