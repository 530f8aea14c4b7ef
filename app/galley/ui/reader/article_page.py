"""The article set and laid out as a page: text, photo, head line and the page's own sidebar."""

from datetime import datetime

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QPainter,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from galley.domain.article import Article, Version
from galley.ui.reader.mark_index import Mark, MarkIndex
from galley.ui.reader.meta_line import MetaLine
from galley.ui.reader.ornaments import (
    paint_masthead_rule,
    paint_photo,
    paint_quote_rules,
    photo_rect,
)
from galley.ui.reader.page import Layout, Typography, page_for
from galley.ui.reader.photo import Photo, PhotoPlaceholder
from galley.ui.reader.photo_marks import PhotoMarks
from galley.ui.reader.sidebar_view import SidebarView
from galley.ui.reader.text_runs import block_rect
from galley.ui.reader.typeset_text import TypesetText
from galley.ui.reader.typesetting import (
    BOTTOM_MARGIN,
    set_margins,
    top_margin,
)
from galley.ui.theme.current import ThemeSource

__all__ = ["SIDEBAR_TOP", "ArticlePage"]

_RELAYOUT_AFTER = 40  # ms without a further resize
SIDEBAR_TOP = 22
_BEFORE_SIDEBAR = 34
_LONG = 1000  # text blocks
_FOOT_SLACK = 2000  # px under a long text


class ArticlePage(TypesetText):
    """The page without its margin."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, MarkIndex(), parent)
        self.setAccessibleName(self.tr("Article"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, or the text would be set anew when it came; without a thumb while idle.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._show_thumb)
        self.sidebar = SidebarView(themes, self.marks, self.viewport())
        self.placeholder = PhotoPlaceholder(themes, self.viewport())
        self.meta_line = MetaLine(themes, self.viewport())
        self.sidebar.folding_changed.connect(self.lay_out_again)
        for child in (self.sidebar, self.placeholder, self.meta_line):
            child.hide()
        self.photo_marks = PhotoMarks(self.marks, self.photo_frame)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_RELAYOUT_AFTER)
        self._timer.timeout.connect(self.lay_out_again)
        self.verticalScrollBar().valueChanged.connect(self._place_children)
        themes.changed.connect(self._on_theme)

    def _show_thumb(self, least: int, most: int) -> None:
        """A bar that has nothing to scroll shows no thumb."""
        self.verticalScrollBar().setEnabled(most > least)

    # -- what is shown -----------------------------------------------------------------------

    def set_page(
        self,
        article: Article,
        version: Version,
        photos: dict[int, Photo],
        now: datetime,
        at: int = 0,
    ) -> None:
        """Set an article and show its top, or another place.

        Args:
            article: With what a person added to it.
            version: The version to read.
            photos: The pictures that are there, by figure.
            now: The time, in UTC.
            at: The code point that is to stand at the top.
        """
        self.take_text(version, at)
        self._figures.article, self._figures.version = article, version
        self._figures.photos = photos
        self.photo_marks.set_pictures(version, article.assets_in(version))
        self.meta_line.show_article(article, version, now)
        self.lay_out_again()
        if not at:
            self.verticalScrollBar().setValue(0)

    def update_article(self, article: Article, now: datetime) -> None:
        """What a person added to the article changed; the text and the place in it stay."""
        if self._version is None:
            return
        self._figures.article = article
        self.photo_marks.set_pictures(self._version, article.assets_in(self._version))
        self.meta_line.show_article(article, self._version, now)
        self.lay_out_again()

    @property
    def photos(self) -> dict[int, Photo]:
        """The pictures that are there, by figure."""
        return self._figures.photos

    def set_photos(self, photos: dict[int, Photo]) -> None:
        """The pictures changed; the text and the place in it stay."""
        self._figures.photos = photos
        self.lay_out_again()

    def set_typography(self, typography: Typography) -> None:
        """Set the text another way; the place in it stays."""
        if typography != self._typography:
            self._typography = typography
            self.lay_out_again()

    def _on_theme(self) -> None:
        self._set_for = ()
        self.lay_out_again()

    # -- layout ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow a new size, once it has settled: a new width lays out everything again."""
        super().resizeEvent(event)
        if self._version is not None and event.size() != event.oldSize():
            if event.oldSize().width() <= 0:
                self.lay_out_again()
            else:
                self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Stay where the page begins: at its first show, Qt would scroll to the caret."""

    def lay_out_again(self) -> None:
        """Set and lay out the page for the present width, keeping the place that is read.

        A view that was never given a size waits for it: it would be laid out for nothing.
        """
        version, sized = self._version, self.testAttribute(Qt.WidgetAttribute.WA_Resized)
        if version is None or not sized or self.viewport().width() <= 0:
            return
        top = self.offset_at_top()
        page = self._page = page_for(self.width(), self._typography)
        width = page.text_width if page.layout is Layout.NARROW else page.sidebar_width
        height = self.sidebar.show_version(version, page.layout, width, page.scale)
        self.meta_line.set_scale(page.scale)
        self.placeholder.set_scale(page.scale)
        under = page.layout is Layout.NARROW and height > 0
        self.set_text(version, top, height + _BEFORE_SIDEBAR if under else 0.0)
        self.turned()
        self.grow_on()

    def turned(self) -> None:
        """Other lines are shown."""
        self._place_children()
        self.laid_out.emit()

    def when_whole(self) -> None:
        """The sidebar may come after the text."""
        self._place_children()

    def foot_changed(self, needed: float) -> None:
        """Let the page be scrolled down to ``needed``, in the document's coordinates."""
        if self._typeset is None or self._page.layout is Layout.NARROW or not self.is_whole:
            return
        typeset, document = self._typeset, self._typeset.document
        needed = max(needed, self._sidebar_bottom())
        margin = document.rootFrame().frameFormat().bottomMargin()
        foot = max(0.0, needed - (document.size().height() - margin))
        # Another margin lays everything out again: in a long text only now and then.
        slack = _FOOT_SLACK if document.blockCount() > _LONG else 0
        if abs(margin - foot - BOTTOM_MARGIN) > slack + 1:
            set_margins(typeset, self._page, self.viewport().width(), foot + slack * (foot > 0))

    def photo_at(self, position: QPoint) -> int:
        """The figure of the photo under a point of the viewport; -1 for none."""
        if self._typeset is None:
            return -1
        point = QPointF(position) + QPointF(0, self.verticalScrollBar().value())
        under = (f for f in self._typeset.figures if self.photo_frame(f).contains(point))
        return next(under, -1)

    def photo_frame(self, figure: int) -> QRectF:
        """Where a figure's photo lies, in the document's coordinates; empty if there is none."""
        photo = self.photos.get(figure)
        if photo is None or self._typeset is None or figure not in self._typeset.figures:
            return QRectF()
        return photo_rect(self._figure_rect(figure), photo)

    def marks_at(self, position: QPoint) -> list[Mark]:
        """The marks under a point of the viewport, on words or on a part of a photo."""
        point = QPointF(position) + QPointF(0, self.verticalScrollBar().value())
        return self.photo_marks.at(point) + super().marks_at(position)

    def acts_at(self, position: QPoint) -> bool:
        """A photo opens large."""
        return super().acts_at(position) or self.photo_at(position) >= 0

    def _figure_rect(self, figure: int) -> QRectF:
        """Where a figure stands, in the document's coordinates."""
        if self._typeset is None:
            return QRectF()
        place = self._typeset.block(self._typeset.figures[figure])
        rect = block_rect(self._typeset.document, place)
        height = self._figures.height(figure, self._page, self.viewport().height())
        return QRectF(self._page.text_left, rect.top(), self._page.text_width, height)

    def _place_children(self) -> None:
        """Move what is laid over the text to where it belongs at this scroll position."""
        if self._typeset is None or self._version is None:
            return
        scrolled = self.verticalScrollBar().value()
        page = self._page
        if self.is_part or (self._page.layout is Layout.NARROW and not self.is_whole):
            self.sidebar.hide()  # it comes at the text's beginning, or end, which is not there yet
        elif self._version.sidebars:
            self.sidebar.move(round(page.sidebar_left), round(self.sidebar_top()) - scrolled)
            self.sidebar.show()
        self._place_placeholder(scrolled)
        self._place_meta_line(scrolled)

    @property
    def has_sidebar(self) -> bool:
        """Whether the captured page has a sidebar of its own."""
        return self._version is not None and bool(self._version.sidebars)

    def sidebar_top(self) -> float:
        """Where the page's own sidebar begins, in the document's coordinates."""
        if self._page.layout is not Layout.NARROW:
            return SIDEBAR_TOP
        document = self.document()
        foot = document.rootFrame().frameFormat().bottomMargin()
        return document.size().height() - foot + _BEFORE_SIDEBAR

    def _place_placeholder(self, scrolled: int) -> None:
        typeset = self._typeset
        missing = (
            next((f for f in typeset.figures if self._figures.lacks_lead(f)), None)
            if typeset
            else None
        )
        self.placeholder.setVisible(missing is not None)
        if missing is not None:
            rect = self._figure_rect(missing).translated(0, -scrolled)
            self.placeholder.setGeometry(rect.toRect())

    def _place_meta_line(self, scrolled: int) -> None:
        typeset, scale = self._typeset, self._page.scale
        if typeset is None or self.is_part:
            self.meta_line.hide()
            return
        top = top_margin(self._page)
        if typeset.head_end >= 0:
            head = typeset.block(typeset.head_end)
            top = block_rect(typeset.document, head).bottom() + 10 * scale
        self.meta_line.setGeometry(
            round(self._page.text_left),
            round(top) - scrolled,
            round(self._page.text_width + 30),
            round(20 * scale),
        )
        self.meta_line.show()

    def _sidebar_bottom(self) -> float:
        if not self.has_sidebar:
            return 0.0
        return SIDEBAR_TOP + self.sidebar.height()

    def place_of(self, start: int, end: int) -> QRectF:
        """The rectangle around a passage, in the viewport's coordinates, wherever it is shown."""
        rect = self.rect_of(start, end)
        if rect.isEmpty():
            rect = self.sidebar.rect_of(start, end)
            rect.translate(QPointF(self.sidebar.pos()))
        return rect

    # -- painting ----------------------------------------------------------------------------

    def paint_under(self, painter: QPainter, clip: QRectF) -> None:
        """The masthead's hairline, block quotes' rules, and the photos."""
        if self._typeset is None:
            return
        theme = self.themes.theme
        paint_masthead_rule(painter, self._typeset, self._page, theme)
        paint_quote_rules(painter, self._typeset, self._page, theme, clip)
        for figure in self._typeset.figures:
            room = self._figure_rect(figure)
            if figure in self.photos and room.intersects(clip):
                paint_photo(painter, room, self.photos[figure], theme)
                self.photo_marks.paint(painter, figure, theme, self.active)
