"""The page with its margin: cards with leaders, or badges, numbered in reading order."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version
from galley.ui.components.plain_tip import plain_tip
from galley.ui.reader.article_page import SIDEBAR_TOP
from galley.ui.reader.drawn_photos import DrawnPhotos
from galley.ui.reader.margin import Margin
from galley.ui.reader.mark_ends import MarkEnds
from galley.ui.reader.numbered_notes import NumberedNotes
from galley.ui.reader.page import Layout
from galley.ui.reader.photo import Photo
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.ui.lists.slices import Slices

__all__ = ["ArticleView"]

_RAIL_TOP = 24
_UNDER_SIDEBAR = 14
_A_FRAME = 20  # ms
_MANY = 500  # annotations, whose cards take as long as a frame


class ArticleView(DrawnPhotos):
    """The whole page.

    Attributes:
        card_clicked: A margin card or badge was clicked: the annotation's id.
        card_opened: It was double-clicked: the note is to be edited.
        links_clicked: Its sign for links was clicked: the annotation's id.
    """

    card_clicked = Signal(str)
    card_opened = Signal(str)
    links_clicked = Signal(str)

    def __init__(
        self, themes: ThemeSource, plain_note: Callable[[str], str], parent: QWidget
    ) -> None:
        super().__init__(themes, parent)
        self._margin = Margin(plain_note)
        self._notes = NumberedNotes(self.marks)
        self._ends = MarkEnds(self)
        self._editing = ("", 0.0)
        self._measuring: Slices | None = None
        self.laid_out.connect(self._on_laid_out)
        self.moved_down.connect(self._margin.move_down)
        self.moved_down.connect(self._ends.move_down)
        self.grown.connect(self._arrange_margin)

    # -- what is shown -----------------------------------------------------------------------

    def show_article(
        self,
        article: Article,
        version: Version,
        annotations: list[Annotation],
        photos: dict[int, Photo],
        now: datetime,
        at: int = 0,
        *,
        follow: bool = False,
    ) -> None:
        """Show an article from its top, or from another place.

        Args:
            article: With what a person added to it.
            version: The version to read.
            annotations: Those in use, in any order.
            photos: The pictures that are there, by figure.
            now: The time, in UTC.
            at: The code point that is to stand at the top.
            follow: More annotations come; until all are there no note has its number, nor its card.
        """
        if self._measuring is not None:
            self._measuring.stop()
        self.marks.replace_all(annotations, version.id)
        self._notes.follow = follow
        self._notes.find(annotations)
        self.set_page(article, version, photos, now, at)

    def add_annotations(self, annotations: Sequence[Annotation]) -> None:
        """More annotations of the article are there by now; none of them was before."""
        self.marks.add(annotations)
        self.paint_marks_soon()

    def take_all_as_there(self) -> None:
        """No more annotations come: notes are numbered, and have their cards.

        Where thousands of them end is measured between the window's other work.
        """
        from galley.ui.lists.slices import Slices  # few articles have thousands

        if self._measuring is None:
            self._measuring = Slices(self)
        noted = [one for one in self.marks.annotations if one.note]
        self._measuring.start(self._ends.measured(noted), self._show_all_cards)

    def _show_all_cards(self, _measured: None) -> None:
        self.sidebar.viewport().update()
        self._notes.follow = False
        self._find_cards()

    def put_annotation(self, annotation: Annotation) -> None:
        """An annotation is new or has changed."""
        self.marks.put(annotation)
        self._refresh_marks(annotation.id)
        before = self._notes.put(annotation)
        if annotation.id not in self._notes:
            if before is not None:
                self._number_and_arrange()
            return
        here = self.marks.version_id
        where = annotation.targets_in(here), annotation.region
        if before is None or (before.targets_in(here), before.region) != where:
            self._number_and_arrange()
        elif before.note != annotation.note and annotation.id != self._editing[0]:
            self._arrange_margin()
        else:
            self._margin.replace(annotation)

    def change_annotations(self, put: Sequence[Annotation], removed: Sequence[str]) -> None:
        """Many are new or have changed, and many are gone: thousands of cards a frame later."""
        self.marks.change(put, removed)
        self.forget_layout()
        self.sidebar.forget_layout()
        if len(put) + len(removed) > _MANY:
            QTimer.singleShot(_A_FRAME, self, self._find_cards)
        else:
            self._find_cards()

    def _find_cards(self) -> None:
        self._notes.find(self.marks.annotations)
        self._arrange_margin()

    def remove_annotation(self, annotation_id: str) -> None:
        """An annotation is gone from the page."""
        self.marks.remove(annotation_id)
        self._refresh_marks(annotation_id)
        if self._notes.remove(annotation_id):
            self._number_and_arrange()

    def _refresh_marks(self, annotation_id: str) -> None:
        self.marks_changed(annotation_id)
        self.sidebar.marks_changed(annotation_id)

    def _number_and_arrange(self) -> None:
        self._notes.number()
        self._arrange_margin()

    def number_of(self, annotation_id: str) -> int:
        """The number on a note's card; 0 for an annotation without a note."""
        return self._notes.numbers.get(annotation_id, 0)

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
        if page.layout is Layout.MIDDLE and self.has_sidebar and not self.is_part:
            floor = SIDEBAR_TOP + self.sidebar.height() + _UNDER_SIDEBAR
        anchors = self._ends.anchors(self._notes.noted, self._notes.numbers)
        self._margin.arrange(anchors, page, floor, self._editing)
        self.foot_changed(self._margin.bottom)
        self.viewport().update()

    def _on_laid_out(self) -> None:
        self._ends.forget()
        self._arrange_margin()

    def open_editor_room(self, annotation_id: str, height: float) -> None:
        """Make room in the rail for an open editor; ("", 0) closes it."""
        before, self._editing = self._editing[0], (annotation_id, height)
        self._notes.editing = annotation_id
        for one in {before, annotation_id} - {""}:
            marks = self.marks.get(one)
            if marks:
                self._notes.put(marks[0].annotation)
            else:
                self._notes.remove(one)
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

    def _links_at(self, position: QPoint) -> str:
        return self._margin.links_at(
            QPointF(position) + QPointF(0, self.verticalScrollBar().value())
        )

    # -- mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a card is for the card."""
        card = self._card_id_at(event.position().toPoint())
        if card and event.button() == Qt.MouseButton.LeftButton:
            links = self._links_at(event.position().toPoint())
            (self.links_clicked if links else self.card_clicked).emit(card)
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
        """A tooltip over a badge says the note, one over a card's sign for links what it is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            annotation_id = self._card_id_at(event.pos())
            marks = self.marks.get(annotation_id) if annotation_id else ()
            self.viewport().setToolTip(
                self.tr("Links of the mark") if self._links_at(event.pos()) else ""
            )
            if marks and self.page.layout is Layout.NARROW:
                self.viewport().setToolTip(
                    plain_tip(self._margin.plain_note(marks[0].annotation.note))
                )
        return super().viewportEvent(event)

    # -- painting ----------------------------------------------------------------------------

    def paint_note_dots(self) -> bool:
        """A narrow page says it with badges."""
        return self.page.layout is not Layout.NARROW

    def paint_over(self, painter: QPainter, clip: QRectF) -> None:
        """The margin: leaders and cards, or badges."""
        super().paint_over(painter, clip)
        theme, active = self.themes.theme, self.active
        self._margin.paint(painter, clip, self.page, theme, active, self._editing[0])
