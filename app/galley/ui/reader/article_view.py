"""The article as a page: text, photo, margin notes and the page's own sidebar, scrolled as one."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from galley.domain.annotation import Annotation, reading_order
from galley.domain.article import Article, Version
from galley.ui.reader.article_text import ArticleText
from galley.ui.reader.margin import Anchor, Card, Margin
from galley.ui.reader.mark_index import MarkIndex
from galley.ui.reader.mark_painter import mark_boxes
from galley.ui.reader.meta_line import MetaLine
from galley.ui.reader.page import Layout, Page, page_for
from galley.ui.reader.photo import PLACEHOLDER_HEIGHT, PhotoPlaceholder
from galley.ui.reader.sidebar_view import SidebarView
from galley.ui.reader.text_runs import block_rect
from galley.ui.reader.typesetting import TypesetArticle, set_article, set_margins
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.painting import paint_number_badge

__all__ = ["ArticleView"]

_RELAYOUT_AFTER = 40  # ms without a further resize
_PHOTO_SHARE = 0.45  # of the viewport's height, at most
_PHOTO_RADIUS = 4
_SIDEBAR_TOP = 22
_UNDER_SIDEBAR = 14
_BEFORE_SIDEBAR = 34
_BADGE = 20
_LEAST_EDITOR = 300


class ArticleView(ArticleText):
    """The whole page.

    Attributes:
        card_clicked: A margin card or badge was clicked: the annotation's id.
        card_opened: It was double-clicked: the note is to be edited.
        laid_out: The page has new geometry; what is laid over it moves.
    """

    card_clicked = Signal(str)
    card_opened = Signal(str)
    laid_out = Signal()

    def __init__(
        self, themes: ThemeSource, plain_note: Callable[[str], str], parent: QWidget
    ) -> None:
        super().__init__(themes, MarkIndex(), parent)
        self.setAccessibleName(self.tr("Article"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTabChangesFocus(True)
        self.sidebar = SidebarView(themes, self.marks, self.viewport())
        self.placeholder = PhotoPlaceholder(themes, self.viewport())
        self.meta_line = MetaLine(themes, self.viewport())
        self.sidebar.folding_changed.connect(self._relayout)
        for child in (self.sidebar, self.placeholder, self.meta_line):
            child.hide()
        self._margin = Margin(plain_note)
        self._article: Article | None = None
        self._version: Version | None = None
        self._typeset: TypesetArticle | None = None
        self._photos: dict[int, QImage] = {}
        self._numbers: dict[str, int] = {}
        self._zoom = 1.0
        self._editing = ("", 0.0)
        self._page = page_for(860)
        self._set_for: tuple[object, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_RELAYOUT_AFTER)
        self._timer.timeout.connect(self._relayout)
        self.verticalScrollBar().valueChanged.connect(self._place_children)
        themes.changed.connect(self._on_theme)

    # -- what is shown -----------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The columns as they are now."""
        return self._page

    @property
    def version(self) -> Version | None:
        """The version that is read."""
        return self._version

    def show_article(
        self,
        article: Article,
        version: Version,
        annotations: list[Annotation],
        photos: dict[int, QImage],
        now: datetime,
    ) -> None:
        """Show an article from its top.

        Args:
            article: With what a person added to it.
            version: The version to read.
            annotations: Those in use, in any order.
            photos: The pictures that are there, by figure.
            now: The time, in UTC.
        """
        self._article, self._version = article, version
        self._photos = photos
        self.marks.replace_all(annotations)
        self._number_notes()
        self.meta_line.show_article(article, version, now)
        self._set_for = ()
        self._relayout()
        self.verticalScrollBar().setValue(0)

    def update_article(self, article: Article, now: datetime) -> None:
        """What a person added to the article changed; the text and the place in it stay."""
        if self._version is None:
            return
        self._article = article
        self.meta_line.show_article(article, self._version, now)
        self._relayout()

    @property
    def photos(self) -> dict[int, QImage]:
        """The pictures that are there, by figure."""
        return self._photos

    def set_photos(self, photos: dict[int, QImage]) -> None:
        """The pictures changed; the text and the place in it stay."""
        self._photos = photos
        self._relayout()

    def put_annotation(self, annotation: Annotation) -> None:
        """An annotation is new or has changed."""
        self.marks.put(annotation)
        self._after_change(annotation.id)

    def remove_annotation(self, annotation_id: str) -> None:
        """An annotation is gone from the page."""
        self.marks.remove(annotation_id)
        self._after_change(annotation_id)

    def _after_change(self, annotation_id: str) -> None:
        self.marks_changed(annotation_id)
        self.sidebar.marks_changed(annotation_id)
        self._number_notes()
        self._arrange_margin()

    def _number_notes(self) -> None:
        noted = {
            mark.annotation.id: mark.annotation
            for mark in self.marks
            if self._noted(mark.annotation)
        }
        ordered = sorted(noted.values(), key=reading_order)
        self._numbers = {annotation.id: number for number, annotation in enumerate(ordered, 1)}

    def _noted(self, annotation: Annotation) -> bool:
        return bool(annotation.note) or annotation.id == self._editing[0]

    def number_of(self, annotation_id: str) -> int:
        """The number on a note's card; 0 for an annotation without a note."""
        return self._numbers.get(annotation_id, 0)

    def set_active(self, annotation_id: str | None) -> None:
        """Ring this annotation's marks and raise its card."""
        super().set_active(annotation_id)
        self.sidebar.set_active(annotation_id)

    def set_zoom(self, zoom: float) -> None:
        """Set the page larger or smaller: 0.8 to 2.0."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._relayout()

    def _on_theme(self) -> None:
        self._set_for = ()
        self._relayout()

    # -- layout ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow a new size, once it has settled: a new width lays out everything again."""
        super().resizeEvent(event)
        if self._version is not None and event.size() != event.oldSize():
            if event.oldSize().width() <= 0:
                self._relayout()
            else:
                self._timer.start()

    def _relayout(self) -> None:
        """Set and lay out the page for the present width, keeping the place that is read."""
        if self._version is None or self.viewport().width() <= 0:
            return
        top = self.offset_at_top()
        self._page = page_for(self.width(), self._zoom)
        self._typeset_if_needed(self._version)
        self._lay_out(self._version)
        self.scroll_to_offset(top)
        self.laid_out.emit()

    def offset_at_top(self) -> int:
        """The code point at the top of what is seen; 0 at the article's beginning."""
        value = self.verticalScrollBar().value()
        if value == 0 or not self.document_map:
            return 0
        return self._offset_at(QPointF(self._page.text_left, value + 4))

    def scroll_to_offset(self, offset: int) -> None:
        """Scroll so that a code point stands at the top; 0 is the article's beginning."""
        if offset <= 0:
            return
        rect = self.rect_of(offset, offset + 1)
        if not rect.isEmpty():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(rect.top()) - 4)

    def _typeset_if_needed(self, version: Version) -> None:
        page = self._page
        small = page.text_width / page.scale < 520
        wanted = (version.id, page.scale, page.large, small, id(self.themes.theme))
        if wanted == self._set_for:
            return
        self._set_for = wanted
        self._typeset = set_article(version, page, self.themes.theme)
        self.set_content(self._typeset.document, self._typeset.map, version.text)

    def _lay_out(self, version: Version) -> None:
        typeset, page = self._typeset, self._page
        if typeset is None:
            return
        self._reserve_photos(typeset, page)
        width = page.text_width if page.layout is Layout.NARROW else page.sidebar_width
        height = self.sidebar.show_version(version, page.layout, width, page.scale)
        foot = height + _BEFORE_SIDEBAR if page.layout is Layout.NARROW and height else 0.0
        set_margins(typeset.document, page, self.viewport().width(), foot)
        typeset.document.setTextWidth(self.viewport().width())
        self.forget_layout()
        self.meta_line.set_scale(page.scale)
        self.placeholder.set_scale(page.scale)
        self._place_children()
        self._arrange_margin()

    def _reserve_photos(self, typeset: TypesetArticle, page: Page) -> None:
        """Give each figure's line the height of its picture, of the placeholder, or none."""
        from PySide6.QtGui import QTextBlockFormat, QTextCursor

        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        for figure, number in typeset.figures.items():
            cursor = QTextCursor(typeset.document.findBlockByNumber(number))
            block_format = cursor.blockFormat()
            height = self._photo_height(figure, page)
            block_format.setLineHeight(max(1.0, height), fixed)
            block_format.setBottomMargin(8 * page.scale if height else 0)
            cursor.setBlockFormat(block_format)

    def _photo_height(self, figure: int, page: Page) -> float:
        photo = self._photos.get(figure)
        if photo is not None:
            size = photo.deviceIndependentSize()
            most = max(160.0, self.viewport().height() * _PHOTO_SHARE)
            return min(most, page.text_width * size.height() / max(1.0, size.width()))
        if self._lacks_lead_photo(figure):
            return PLACEHOLDER_HEIGHT * min(page.scale, 1.25)
        return 0.0

    def _lacks_lead_photo(self, figure: int) -> bool:
        if self._article is None or self._version is None or self._article.placeholder_hidden:
            return False
        figures = self._version.figures
        return 0 <= figure < len(figures) and figures[figure].lead and figure not in self._photos

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
        if self._version.sidebars:
            self.sidebar.move(round(page.sidebar_left), round(self._sidebar_top()) - scrolled)
            self.sidebar.show()
        self._place_placeholder(scrolled)
        self._place_meta_line(scrolled)

    def _sidebar_top(self) -> float:
        if self._page.layout is not Layout.NARROW:
            return _SIDEBAR_TOP
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
        if typeset is None or typeset.head_end < 0:
            self.meta_line.hide()
            return
        document = typeset.document
        bottom = block_rect(document, document.findBlockByNumber(typeset.head_end)).bottom()
        self.meta_line.setGeometry(
            round(self._page.text_left),
            round(bottom + 10 * scale) - scrolled,
            round(self._page.text_width + 30),
            round(20 * scale),
        )
        self.meta_line.show()

    # -- margin ------------------------------------------------------------------------------

    def _arrange_margin(self) -> None:
        page = self._page
        if self._version is None:
            return
        floor = 24.0
        if page.layout is Layout.MIDDLE and self._version.sidebars:
            floor = _SIDEBAR_TOP + self.sidebar.height() + _UNDER_SIDEBAR
        self._margin.arrange(self._anchors(), page, floor, self._editing)
        self._make_room()
        self.viewport().update()

    def _make_room(self) -> None:
        """Cards that reach below the text must still be scrolled to."""
        if self._typeset is None or self._page.layout is Layout.NARROW:
            return
        frame = self._typeset.document.rootFrame()
        needed = max(self._margin.bottom, self._sidebar_bottom())
        text_bottom = self.document().size().height() - frame.frameFormat().bottomMargin()
        foot = max(0.0, needed - text_bottom)
        wanted = 56 + foot
        if abs(frame.frameFormat().bottomMargin() - wanted) > 1:
            set_margins(self._typeset.document, self._page, self.viewport().width(), foot)

    def _sidebar_bottom(self) -> float:
        if self._version is None or not self._version.sidebars:
            return 0.0
        return _SIDEBAR_TOP + self.sidebar.height()

    def _anchors(self) -> list[Anchor]:
        anchors = []
        for annotation_id, number in self._numbers.items():
            mark = self.marks.get(annotation_id)[-1]
            boxes = mark_boxes(self.runs(mark))
            if boxes:
                end = boxes[-1]
                anchors.append(Anchor(mark.annotation, number, end.right(), end.bottom()))
                continue
            boxes = mark_boxes(self.sidebar.runs(mark))
            y = self._sidebar_top() + (boxes[-1].bottom() if boxes else 0.0)
            anchors.append(Anchor(mark.annotation, number, 0.0, y, in_sidebar=True))
        return anchors

    def open_editor_room(self, annotation_id: str, height: float) -> None:
        """Make room in the rail for an open editor; ("", 0) closes it."""
        self._editing = (annotation_id, height)
        self._number_notes()
        self._arrange_margin()

    def editor_rect(self, annotation_id: str) -> QRect | None:
        """Where an annotation's editor belongs, in the viewport's coordinates.

        Returns:
            None where the page has no rail, or the annotation no place in it.
        """
        card = self._margin.card_of(annotation_id)
        if card is None:
            return None
        scrolled = QPointF(0, self.verticalScrollBar().value())
        return card.rect.translated(-scrolled).toRect()

    def place_of(self, start: int, end: int) -> QRectF:
        """The rectangle around a passage, in the viewport's coordinates, wherever it is shown."""
        rect = self.rect_of(start, end)
        if rect.isEmpty():
            rect = self.sidebar.rect_of(start, end)
            rect.translate(QPointF(self.sidebar.pos()))
        return rect

    def _badge_at(self, point: QPointF) -> str:
        for annotation_id, rect in self._badges():
            if rect.contains(point):
                return annotation_id
        return ""

    def _badges(self) -> list[tuple[str, QRectF]]:
        """In a narrow page: a numbered badge beside each noted mark, pushed apart."""
        if self._page.layout is not Layout.NARROW:
            return []
        anchors = sorted(self._anchors(), key=lambda anchor: (anchor.y, anchor.number))
        left, placed, floor = self._page.rail_left, [], 0.0
        for anchor in anchors:
            top = max(anchor.y - 22, floor)
            placed.append((anchor.annotation.id, QRectF(left, round(top), _BADGE, _BADGE)))
            floor = top + _BADGE + 4
        return placed

    def _card_id_at(self, position: QPoint) -> str:
        point = QPointF(position) + QPointF(0, self.verticalScrollBar().value())
        card: Card | None = self._margin.card_at(point)
        return card.anchor.annotation.id if card else self._badge_at(point)

    # -- mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a card is for the card."""
        card = self._card_id_at(event.position().toPoint())
        if card and event.button() == Qt.MouseButton.LeftButton:
            self.card_clicked.emit(card)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a card began nothing."""
        if not self._card_id_at(event.position().toPoint()) or self.textCursor().hasSelection():
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks on a card open its note."""
        card = self._card_id_at(event.position().toPoint())
        if card and event.button() == Qt.MouseButton.LeftButton:
            self.card_opened.emit(card)
            return
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over cards; an arrow beside the text."""
        super().mouseMoveEvent(event)
        if event.buttons():
            return
        here = event.position()
        if self._card_id_at(here.toPoint()):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        elif not self._page.text_left - 4 <= here.x() <= self._page.text_right + 4:
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Left to the pane around this view."""
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """A tooltip over a badge says the note."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            annotation_id = self._card_id_at(event.pos())
            marks = self.marks.get(annotation_id) if annotation_id else ()
            self.viewport().setToolTip("")
            if marks and self._page.layout is Layout.NARROW:
                self.viewport().setToolTip(self._margin.plain_note(marks[0].annotation.note))
        return super().viewportEvent(event)

    # -- painting ----------------------------------------------------------------------------

    def paint_under(self, painter: QPainter, clip: QRectF) -> None:
        """The masthead's hairline, block quotes' rules, and the photos."""
        typeset, theme = self._typeset, self.themes.theme
        if typeset is None:
            return
        page, document = self._page, typeset.document
        if typeset.masthead >= 0:
            rect = block_rect(document, document.findBlockByNumber(typeset.masthead))
            y = rect.bottom() + 6 * page.scale
            painter.fillRect(
                QRectF(page.text_left, round(y), page.text_width, 1), QColor(theme.hair)
            )
        for number in typeset.indented:
            rect = block_rect(document, document.findBlockByNumber(number))
            if rect.intersects(clip):
                painter.fillRect(
                    QRectF(page.text_left, rect.top(), 3, rect.height()), QColor(theme.hair2)
                )
        for figure in typeset.figures:
            if figure in self._photos:
                self._paint_photo(painter, figure, clip)

    def _paint_photo(self, painter: QPainter, figure: int, clip: QRectF) -> None:
        room, photo = self._figure_rect(figure), self._photos[figure]
        if not room.intersects(clip):
            return
        size = photo.deviceIndependentSize().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRectF(room.topLeft(), size)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rounded = QPainterPath()
        rounded.addRoundedRect(rect, _PHOTO_RADIUS, _PHOTO_RADIUS)
        painter.setClipPath(rounded, Qt.ClipOperation.IntersectClip)
        painter.drawImage(rect, photo)
        painter.restore()

    def paint_note_dots(self) -> bool:
        """A narrow page says it with badges."""
        return self._page.layout is not Layout.NARROW

    def paint_over(self, painter: QPainter, clip: QRectF) -> None:
        """The margin: leaders and cards, or badges."""
        theme, page = self.themes.theme, self._page
        self._margin.paint(painter, clip, page, theme, self._active, self._editing[0])
        for annotation_id, rect in self._badges():
            if rect.intersects(clip):
                kind = self.marks.get(annotation_id)[0].annotation.kind
                number = self._numbers[annotation_id]
                active = annotation_id == self._active
                paint_number_badge(painter, rect, number, kind, theme, active)
