"""The page's own sidebar beside or under the article: a text that can be marked like any other."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QWidget

from galley.domain.article import Version
from galley.ui.components.buttons import LinkButton
from galley.ui.reader.article_text import ArticleText
from galley.ui.reader.mark_index import MarkIndex
from galley.ui.reader.page import Layout
from galley.ui.reader.sidebar_setting import (
    COLUMN_AIR,
    COLUMN_SCALE,
    HEADING_TOP,
    TypesetSidebar,
    set_sidebars,
)
from galley.ui.reader.text_runs import block_rect
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_bar

__all__ = ["SidebarView"]

_ITEM_AIR = 7
_ASIDE = 6  # between the first heading and what stands at its right


class SidebarView(ArticleText):
    """All sidebars of a page, in one text. As high as it needs to be; the article scrolls it."""

    folding_changed = Signal()

    def __init__(self, themes: ThemeSource, marks: MarkIndex, parent: QWidget) -> None:
        super().__init__(themes, marks, parent)
        self.setAccessibleName(self.tr("The page’s own sidebar"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._typeset: TypesetSidebar | None = None
        self._layout = Layout.MIDDLE
        self._unfolded: set[Layout] = {Layout.WIDE, Layout.NARROW}
        self._scale = 1.0
        self._fold = LinkButton(themes, "", self, size=11.5)
        self._fold.clicked.connect(self._toggle)
        self._origin = QLabel(self.tr("From the page’s own sidebar"), self)
        self._origin.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    @property
    def folded(self) -> bool:
        """Whether each teaser is cut to one line."""
        return self._layout not in self._unfolded

    def unfold(self) -> None:
        """Show the teasers in full, because a mark in one of them is wanted."""
        if self.folded:
            self._toggle()

    def _toggle(self) -> None:
        self._unfolded ^= {self._layout}
        self.folding_changed.emit()

    def show_version(self, version: Version, layout: Layout, width: float, scale: float) -> float:
        """Set the sidebars for a page and say how high they are.

        Args:
            version: Whose sidebars.
            layout: The page's layout.
            width: The room, in pixels.
            scale: Text zoom.

        Returns:
            The height in pixels; 0 where the page has no sidebar, and the view hides.
        """
        self._layout, self._scale = layout, scale
        self.setVisible(bool(version.sidebars))
        if not version.sidebars:
            return 0.0
        theme = self.themes.theme
        aside = self._name_heading_part().width() + _ASIDE
        typeset = set_sidebars(
            version, layout, width, scale, theme, folded=self.folded, aside=aside
        )
        self._typeset = typeset
        typeset.document.setTextWidth(width)
        height = typeset.document.size().height()
        self.resize(round(width), round(height + 2))
        self.set_content(typeset.document, typeset.map, version.text)
        self._place_heading_parts()
        return height

    def _name_heading_part(self) -> QWidget:
        """What stands at the first heading's right, as large as its words."""
        narrow = self._layout is Layout.NARROW
        self._origin.setVisible(narrow)
        self._fold.setVisible(not narrow)
        scale = self._scale * (COLUMN_SCALE if narrow else 1.0)
        self._origin.setFont(inter(12 * scale))
        self._fold.setText(self.tr("Show in full") if self.folded else self.tr("Show less"))
        part: QWidget = self._origin if narrow else self._fold
        part.adjustSize()
        return part

    def _place_heading_parts(self) -> None:
        part = self._name_heading_part()
        narrow = self._layout is Layout.NARROW
        scale = self._scale * (COLUMN_SCALE if narrow else 1.0)
        middle = round((HEADING_TOP + 9) * scale)
        inset = 0 if narrow else 2  # a link has 2 px of air around its words
        part.move(self.width() - part.width() + inset, middle - part.height() // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what stands at the heading's right at the right."""
        super().resizeEvent(event)
        self._place_heading_parts()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The article scrolls, not the sidebar."""
        event.ignore()

    def paint_under(self, painter: QPainter, clip: QRectF) -> None:
        """The thick rule over each heading, the hairlines between items."""
        if self._typeset is None:
            return
        theme, document = self.themes.theme, self._typeset.document
        width = self.viewport().width()
        for number in self._typeset.headings:
            top = block_rect(document, document.findBlockByNumber(number)).top()
            rule = QRectF(0, max(0.0, top - HEADING_TOP * self._scale - 2), width, 2)
            paint_bar(painter, rule, theme.ink)
        narrow = self._layout is Layout.NARROW
        air = COLUMN_AIR * COLUMN_SCALE if narrow else _ITEM_AIR
        air *= self._scale
        for number in self._typeset.ruled:
            top = block_rect(document, document.findBlockByNumber(number)).top()
            line = QRectF(0, round(top - air), width, 1)
            if line.intersects(clip):
                paint_bar(painter, line, theme.hair)
