"""The article set and laid out as a page: text, photo, head line and the page's own sidebar."""

from datetime import datetime

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QPainter,
    QResizeEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from galley.domain.article import SIDEBAR_ZONES, Article, Version
from galley.ui.reader.growing_text import AT_ONCE, GrowingText
from galley.ui.reader.mark_index import Mark, MarkIndex
from galley.ui.reader.meta_line import MetaLine
from galley.ui.reader.ornaments import (
    paint_masthead_rule,
    paint_photo,
    paint_quote_rules,
    photo_rect,
)
from galley.ui.reader.page import Layout, Page, Typography, page_for
from galley.ui.reader.photo import PLACEHOLDER_HEIGHT, Photo, PhotoPlaceholder
from galley.ui.reader.photo_marks import PhotoMarks
from galley.ui.reader.sidebar_view import SidebarView
from galley.ui.reader.text_runs import block_rect
from galley.ui.reader.typesetting import (
    BOTTOM_MARGIN,
    ArticleSetter,
    TypesetArticle,
    set_margins,
    top_margin,
)
from galley.ui.theme.current import ThemeSource

__all__ = ["SIDEBAR_TOP", "ArticlePage"]

_RELAYOUT_AFTER = 40  # ms without a further resize
_PHOTO_SHARE = 0.45  # of the viewport's height, at most
SIDEBAR_TOP = 22
_BEFORE_SIDEBAR = 34
_WORTH_WIDENING = 0.6  # of the column: a picture less wide than this would only get blurred
_FEW = 24  # code points: more than any run of spaces, less than a line
_LONG = 1000  # text blocks
_FOOT_SLACK = 2000  # px under a long text


class ArticlePage(GrowingText):
    """The page without its margin.

    Attributes:
        laid_out: The page has new geometry; what is laid over it moves.
    """

    laid_out = Signal()

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
        self._article: Article | None = None
        self._version: Version | None = None
        self._typeset: TypesetArticle | None = None
        self._photos: dict[int, Photo] = {}
        self._typography = Typography()
        self.photo_marks = PhotoMarks(self.marks, self.photo_frame)
        self._kept_place = (-1, 0)  # a scroll position, and the offset that was put at the top
        self._page = page_for(860)
        self._set_for: tuple[object, ...] = ()
        self._setter: ArticleSetter | None = None
        self._figures_kept = 0  # how many of the figures have their room
        self._begin_at = 0
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

    @property
    def page(self) -> Page:
        """The columns as they are now."""
        return self._page

    @property
    def version(self) -> Version | None:
        """The version that is read."""
        return self._version

    def set_page(
        self, article: Article, version: Version, photos: dict[int, Photo], now: datetime
    ) -> None:
        """Set an article and show its top.

        Args:
            article: With what a person added to it.
            version: The version to read.
            photos: The pictures that are there, by figure.
            now: The time, in UTC.
        """
        self._article, self._version = article, version
        self._setter = self._typeset = None
        self._photos = photos
        self.photo_marks.set_pictures(version, article.assets_in(version))
        self.meta_line.show_article(article, version, now)
        self._set_for = ()
        self._begin_at = 0
        self._kept_place = (-1, 0)
        self.lay_out_again()
        self.verticalScrollBar().setValue(0)

    def update_article(self, article: Article, now: datetime) -> None:
        """What a person added to the article changed; the text and the place in it stay."""
        if self._version is None:
            return
        self._article = article
        self.photo_marks.set_pictures(self._version, article.assets_in(self._version))
        self.meta_line.show_article(article, self._version, now)
        self.lay_out_again()

    @property
    def photos(self) -> dict[int, Photo]:
        """The pictures that are there, by figure."""
        return self._photos

    def set_photos(self, photos: dict[int, Photo]) -> None:
        """The pictures changed; the text and the place in it stay."""
        self._photos = photos
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
        sized = self.testAttribute(Qt.WidgetAttribute.WA_Resized)
        if self._version is None or not sized or self.viewport().width() <= 0:
            return
        top = self.offset_at_top()
        self._page = page_for(self.width(), self._typography)
        fresh = self._typeset_if_needed(self._version, top)
        self._lay_out(self._version, fresh=fresh)
        self.stand_up_to(top + AT_ONCE)
        self.scroll_to_offset(top)
        self.laid_out.emit()
        self.grow_on()

    def set_further(self, offset: int) -> bool:
        """Set the article's blocks that begin before a code point, with room for their photos."""
        if self._setter is None:
            return True
        self._setter.go_on(offset)
        self._reserve_photos(self._setter.typeset, self._page)
        return self._setter.is_done

    def is_beside(self, offset: int) -> bool:
        """Whether a code point stands in the page's own sidebar."""
        version = self._version
        if version is None or not version.blocks or not 0 <= offset <= len(version.text):
            return True
        return version.blocks[version.block_index(offset)].zone in SIDEBAR_ZONES

    def when_whole(self) -> None:
        """The sidebar may come after the text."""
        self._place_children()

    def offset_at_top(self) -> int:
        """The code point at the top of what is seen; 0 at the article's beginning."""
        if self._typeset is None:
            return self._begin_at
        value = self.verticalScrollBar().value()
        if value == 0 or not self.document_map:
            return 0
        if value == self._kept_place[0]:
            # Asked anew, it would be the beginning of the line that has it, which is earlier: a
            # page that is set ten times over would creep upwards.
            return self._kept_place[1]
        return self._offset_at(QPointF(self._page.text_left, value + 4))

    def scroll_to_offset(self, offset: int) -> None:
        """Scroll so that a code point stands at the top; 0 is the article's beginning."""
        if self._typeset is None:
            self._begin_at = offset
        if offset <= 0:
            return
        rect = self.rect_of(offset, offset + _FEW)  # a space alone covers nothing
        if not rect.isEmpty():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(rect.top()) - 4)
            self._kept_place = (bar.value(), offset)

    def _typeset_if_needed(self, version: Version, top: int) -> bool:
        """Set the text anew if anything that it depends on is different; whether it was.

        Args:
            version: What to set.
            top: The code point that will stand at the top of what is seen.
        """
        page = self._page
        small = page.text_width / page.scale < 520
        setting = (page.scale, page.large, page.face, page.leading, small)
        wanted = (version.id, setting, id(self.themes.theme))
        if wanted == self._set_for:
            return False
        self._set_for = wanted
        self._setter = ArticleSetter(version, page, self.themes.theme)
        self._setter.go_on(top + AT_ONCE)
        self._typeset = self._setter.typeset
        return True

    def _lay_out(self, version: Version, *, fresh: bool) -> None:
        typeset, page = self._typeset, self._page
        if typeset is None:
            return
        self._figures_kept = 0
        self._reserve_photos(typeset, page)
        width = page.text_width if page.layout is Layout.NARROW else page.sidebar_width
        height = self.sidebar.show_version(version, page.layout, width, page.scale)
        foot = height + _BEFORE_SIDEBAR if page.layout is Layout.NARROW and height else 0.0
        set_margins(typeset, page, self.viewport().width(), foot)
        typeset.document.setTextWidth(self.viewport().width())
        if fresh:  # with its margins and width: Qt lays it out once
            self.set_content(typeset.document, typeset.map, version.text)
        self.forget_layout()
        self.meta_line.set_scale(page.scale)
        self.placeholder.set_scale(page.scale)
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

    def _reserve_photos(self, typeset: TypesetArticle, page: Page) -> None:
        """Give each figure's line the height of its picture, of the placeholder, or none."""
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        for figure, number in list(typeset.figures.items())[self._figures_kept :]:
            cursor = QTextCursor(typeset.document.findBlockByNumber(number))
            block_format = cursor.blockFormat()
            height = self._photo_height(figure, page)
            block_format.setLineHeight(max(1.0, height), fixed)
            block_format.setBottomMargin(8 * page.scale if height else 0)
            cursor.setBlockFormat(block_format)
        self._figures_kept = len(typeset.figures)

    def _photo_height(self, figure: int, page: Page) -> float:
        photo = self._photos.get(figure)
        if photo is not None:
            size = photo.size
            if not self._is_lead(figure):
                # At the column's width; one that is much smaller than that stays as it is.
                wide = size.width() >= _WORTH_WIDENING * page.text_width
                share = page.text_width / max(1, size.width()) if wide else 1.0
                return size.height() * share
            most = max(160.0, self.viewport().height() * _PHOTO_SHARE)
            return min(most, page.text_width * size.height() / max(1.0, size.width()))
        if self._lacks_lead_photo(figure):
            return PLACEHOLDER_HEIGHT * min(page.scale, 1.25)
        return 0.0

    def photo_at(self, position: QPoint) -> int:
        """The figure of the photo under a point of the viewport; -1 for none."""
        if self._typeset is None:
            return -1
        point = QPointF(position) + QPointF(0, self.verticalScrollBar().value())
        under = (f for f in self._typeset.figures if self.photo_frame(f).contains(point))
        return next(under, -1)

    def photo_frame(self, figure: int) -> QRectF:
        """Where a figure's photo lies, in the document's coordinates; empty if there is none."""
        photo = self._photos.get(figure)
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

    def _is_lead(self, figure: int) -> bool:
        figures = self._version.figures if self._version is not None else ()
        return 0 <= figure < len(figures) and figures[figure].lead

    def _lacks_lead_photo(self, figure: int) -> bool:
        if self._article is None or self._article.placeholder_hidden:
            return False
        return self._is_lead(figure) and figure not in self._photos

    def _figure_rect(self, figure: int) -> QRectF:
        """Where a figure stands, in the document's coordinates."""
        if self._typeset is None:
            return QRectF()
        document = self._typeset.document
        rect = block_rect(document, document.findBlockByNumber(self._typeset.figures[figure]))
        height = self._photo_height(figure, self._page)
        return QRectF(self._page.text_left, rect.top(), self._page.text_width, height)

    def _place_children(self) -> None:
        """Move what is laid over the text to where it belongs at this scroll position."""
        if self._typeset is None or self._version is None:
            return
        scrolled = self.verticalScrollBar().value()
        page = self._page
        if self._page.layout is Layout.NARROW and not self.is_whole:
            self.sidebar.hide()  # it comes after the text, whose end is not known yet
        elif self._version.sidebars:
            self.sidebar.move(round(page.sidebar_left), round(self.sidebar_top()) - scrolled)
            self.sidebar.show()
        self._place_placeholder(scrolled)
        self._place_meta_line(scrolled)

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
            next((f for f in typeset.figures if self._lacks_lead_photo(f)), None)
            if typeset
            else None
        )
        self.placeholder.setVisible(missing is not None)
        if missing is not None:
            rect = self._figure_rect(missing).translated(0, -scrolled)
            self.placeholder.setGeometry(rect.toRect())

    def _place_meta_line(self, scrolled: int) -> None:
        typeset, scale = self._typeset, self._page.scale
        if typeset is None:
            self.meta_line.hide()
            return
        top = top_margin(self._page)
        if typeset.head_end >= 0:
            head = typeset.document.findBlockByNumber(typeset.head_end)
            top = block_rect(typeset.document, head).bottom() + 10 * scale
        self.meta_line.setGeometry(
            round(self._page.text_left),
            round(top) - scrolled,
            round(self._page.text_width + 30),
            round(20 * scale),
        )
        self.meta_line.show()

    def _sidebar_bottom(self) -> float:
        if self._version is None or not self._version.sidebars:
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
            if figure in self._photos and room.intersects(clip):
                paint_photo(painter, room, self._photos[figure], theme)
                self.photo_marks.paint(painter, figure, theme, self.active)
