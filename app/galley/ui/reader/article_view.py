"""The page with its margin: cards with leaders, or badges, numbered in reading order."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from galley.domain.annotation import Annotation, reading_order_in
from galley.domain.article import Article, Version
from galley.ui.reader.article_page import SIDEBAR_TOP, ArticlePage
from galley.ui.reader.margin import Anchor, Margin
from galley.ui.reader.mark_painter import mark_boxes
from galley.ui.reader.page import Layout
from galley.ui.reader.photo import Photo
from galley.ui.theme.current import ThemeSource

__all__ = ["ArticleView"]

_RAIL_TOP = 24
_UNDER_SIDEBAR = 14


class ArticleView(ArticlePage):
    """The whole page.

    Attributes:
        card_clicked: A margin card or badge was clicked: the annotation's id.
        card_opened: It was double-clicked: the note is to be edited.
    """

    card_clicked = Signal(str)
    card_opened = Signal(str)

    def __init__(
        self, themes: ThemeSource, plain_note: Callable[[str], str], parent: QWidget
    ) -> None:
        super().__init__(themes, parent)
        self._margin = Margin(plain_note)
        self._noted: dict[str, Annotation] = {}
        self._numbers: dict[str, int] = {}
        self._ends: dict[str, tuple[float, float, bool]] = {}
        self._editing = ("", 0.0)
        self.laid_out.connect(self._on_laid_out)
        self.grown.connect(self._arrange_margin)

    # -- what is shown -----------------------------------------------------------------------

    def show_article(
        self,
        article: Article,
        version: Version,
        annotations: list[Annotation],
        photos: dict[int, Photo],
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
        self.marks.replace_all(annotations, version.id)
        self._noted = {one.id: one for one in annotations if self._is_noted(one)}
        self._number()
        self.set_page(article, version, photos, now)

    def put_annotation(self, annotation: Annotation) -> None:
        """An annotation is new or has changed."""
        before = self._noted.get(annotation.id)
        self.marks.put(annotation)
        self._refresh_marks(annotation.id)
        if not self._is_noted(annotation):
            if before is not None:
                del self._noted[annotation.id]
                self._number_and_arrange()
            return
        self._noted[annotation.id] = annotation
        here = self.marks.version_id
        if before is None or before.targets_in(here) != annotation.targets_in(here):
            self._ends.pop(annotation.id, None)
            self._number_and_arrange()
        elif before.note != annotation.note and annotation.id != self._editing[0]:
            self._arrange_margin()
        else:
            self._margin.replace(annotation)

    def remove_annotation(self, annotation_id: str) -> None:
        """An annotation is gone from the page."""
        self.marks.remove(annotation_id)
        self._refresh_marks(annotation_id)
        if self._noted.pop(annotation_id, None) is not None:
            self._number_and_arrange()

    def _refresh_marks(self, annotation_id: str) -> None:
        self.marks_changed(annotation_id)
        self.sidebar.marks_changed(annotation_id)

    def _is_noted(self, annotation: Annotation) -> bool:
        """Whether it has a card: a mark on this page with a note, written or being written."""
        if not annotation.note and annotation.id != self._editing[0]:
            return False
        return annotation.id in self.marks

    def _number_and_arrange(self) -> None:
        self._number()
        self._arrange_margin()

    def _number(self) -> None:
        ordered = sorted(self._noted.values(), key=reading_order_in(self.marks.version_id))
        self._numbers = {annotation.id: number for number, annotation in enumerate(ordered, 1)}

    def number_of(self, annotation_id: str) -> int:
        """The number on a note's card; 0 for an annotation without a note."""
        return self._numbers.get(annotation_id, 0)

    def set_active(self, annotation_id: str | None) -> None:
        """Ring this annotation's marks and raise its card."""
        super().set_active(annotation_id)
        self.sidebar.set_active(annotation_id)

    # -- margin ------------------------------------------------------------------------------

    def _arrange_margin(self) -> None:
        version, page = self.version, self.page
        if version is None:
            return
        floor = float(_RAIL_TOP)
        if page.layout is Layout.MIDDLE and version.sidebars:
            floor = SIDEBAR_TOP + self.sidebar.height() + _UNDER_SIDEBAR
        self._margin.arrange(self._anchors(), page, floor, self._editing)
        self.foot_changed(self._margin.bottom)
        self.viewport().update()

    def _on_laid_out(self) -> None:
        self._ends.clear()
        self._arrange_margin()

    def _anchors(self) -> list[Anchor]:
        anchors = []
        for annotation in self._noted.values():
            if not self._has_its_place(annotation):
                continue
            x, y, in_sidebar = self._end_of(annotation)
            number = self._numbers[annotation.id]
            anchors.append(Anchor(annotation, number, x, y, in_sidebar))
        return anchors

    def _has_its_place(self, annotation: Annotation) -> bool:
        """Whether the page stands far enough to say where a mark ends."""
        if self.is_whole:
            return True
        mark = self.marks.get(annotation.id)[-1]
        if self.sidebar.shows(mark.start):
            return self.page.layout is not Layout.NARROW
        return self.stands(mark.end)

    def _end_of(self, annotation: Annotation) -> tuple[float, float, bool]:
        """Where a mark ends: x, the y of its foot, and whether that is in the page's sidebar."""
        end = self._ends.get(annotation.id)
        if end is None:
            mark = self.marks.get(annotation.id)[-1]
            run = self.last_run(mark)
            if run is not None:
                box = mark_boxes([run])[0]
                end = (box.right(), box.bottom(), False)
            else:
                run = self.sidebar.last_run(mark)
                foot = mark_boxes([run])[0].bottom() if run is not None else 0.0
                end = (0.0, self.sidebar_top() + foot, True)
            self._ends[annotation.id] = end
        return end

    def open_editor_room(self, annotation_id: str, height: float) -> None:
        """Make room in the rail for an open editor; ("", 0) closes it."""
        before, self._editing = self._editing[0], (annotation_id, height)
        for one in {before, annotation_id} - {""}:
            marks = self.marks.get(one)
            if marks and self._is_noted(marks[0].annotation):
                self._noted[one] = marks[0].annotation
            else:
                self._noted.pop(one, None)
        self._number_and_arrange()

    def editor_rect(self, annotation_id: str) -> QRect | None:
        """Where an annotation's editor belongs, in the viewport's coordinates.

        Returns:
            None where the page has no rail, or the annotation no place in it.
        """
        card = self._margin.card_of(annotation_id)
        if card is None or card.is_badge:
            return None
        scrolled = QPointF(0, self.verticalScrollBar().value())
        return card.rect.translated(-scrolled).toRect()

    def _card_id_at(self, position: QPoint) -> str:
        point = QPointF(position) + QPointF(0, self.verticalScrollBar().value())
        card = self._margin.card_at(point)
        return card.anchor.annotation.id if card else ""

    # -- mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a card is for the card."""
        card = self._card_id_at(event.position().toPoint())
        if card and event.button() == Qt.MouseButton.LeftButton:
            self.card_clicked.emit(card)
            return
        super().mousePressEvent(event)

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
        elif not self.page.text_left - 4 <= here.x() <= self.page.text_right + 4:
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        """A tooltip over a badge says the note."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            annotation_id = self._card_id_at(event.pos())
            marks = self.marks.get(annotation_id) if annotation_id else ()
            self.viewport().setToolTip("")
            if marks and self.page.layout is Layout.NARROW:
                self.viewport().setToolTip(self._margin.plain_note(marks[0].annotation.note))
        return super().viewportEvent(event)

    # -- painting ----------------------------------------------------------------------------

    def paint_note_dots(self) -> bool:
        """A narrow page says it with badges."""
        return self.page.layout is not Layout.NARROW

    def paint_over(self, painter: QPainter, clip: QRectF) -> None:
        """The margin: leaders and cards, or badges."""
        theme, active = self.themes.theme, self.active
        self._margin.paint(painter, clip, self.page, theme, active, self._editing[0])
