"""A text that can be marked: selects, paints the marks, says what was clicked. Alters nothing.

Both the article and the page's own sidebar are one of these. Positions inside Qt's document never
leave it: what goes in and out are code points of the canonical text.
"""

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from galley.ui.reader.mark_handles import Drag, handle_at, paint_handles
from galley.ui.reader.mark_index import Mark, MarkIndex
from galley.ui.reader.mark_painter import mark_boxes
from galley.ui.reader.marked_text import MarkedText
from galley.ui.reader.text_runs import runs_of
from galley.ui.theme.current import ThemeSource

__all__ = ["ArticleText"]


class ArticleText(MarkedText):
    """A marked text that can be selected, clicked, and read with the keyboard.

    Attributes:
        passage_selected: A selection was made: first code point, one past the last.
        selection_moves: Other words are selected, perhaps still with the button held.
        selection_cleared: There is no selection any more.
        nothing_clicked: A click where there is no mark.
        passage_moved: An end of the active mark was dragged: the annotation's id, which of its
            passages, first code point and one past the last.
        marks_clicked: A click on marked words: the annotations' ids, innermost first.
    """

    passage_selected = Signal(int, int)
    selection_moves = Signal()
    selection_cleared = Signal()
    marks_clicked = Signal(list)
    nothing_clicked = Signal()
    passage_moved = Signal(str, int, int, int)

    def __init__(self, themes: ThemeSource, marks: MarkIndex, parent: QWidget | None) -> None:
        super().__init__(themes, marks, parent)
        self._pressed_at: QPoint | None = None
        self._drag: Drag | None = None
        self._handles_shown = False
        self._selecting = False
        self._meant: tuple[int, int] | None = None
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(0)
        self.viewport().setMouseTracking(True)
        self.selectionChanged.connect(self._on_selection_changed)

    # -- selection ---------------------------------------------------------------------------

    def selected_passage(self) -> tuple[int, int] | None:
        """The selected passage in code points, or None."""
        cursor = self.textCursor()
        return self._map.to_passage(cursor.selectionStart(), cursor.selectionEnd())

    def select_passage(self, start: int, end: int) -> None:
        """Select a passage that this text shows.

        Args:
            start: First code point.
            end: One past the last.
        """
        ranges = self._map.to_ranges(start, end)
        if not ranges:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(ranges[0][0])
        cursor.setPosition(ranges[-1][1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def clear_selection(self) -> None:
        """Select nothing; the caret stays where it is."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def show_meant(self, passage: tuple[int, int] | None) -> None:
        """Draw a line around what the selection is taken to mean; None where that is itself."""
        if passage != self._meant:
            self._meant = passage
            self.viewport().update()

    def _on_selection_changed(self) -> None:
        self.selection_moves.emit()
        if self._selecting:
            return
        passage = self.selected_passage()
        if passage is None:
            self.selection_cleared.emit()
        else:
            self.passage_selected.emit(*passage)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What copying gives: the captured words, to the character."""
        data = QMimeData()
        passage = self.selected_passage()
        if passage is not None:
            data.setText(self._text[passage[0] : passage[1]])
        return data

    # -- mouse and keys ----------------------------------------------------------------------

    def _on_line_event(self, event: QMouseEvent) -> QMouseEvent:
        """The same event on the nearest line; outside the view it is left as it is."""
        here = event.position()
        if not self.viewport().rect().contains(here.toPoint()):
            return event
        scrolled = self._scrolled()
        there = self._on_line(here + scrolled) - scrolled
        return QMouseEvent(
            event.type(),
            there,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
            event.pointingDevice(),
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a selection; the caret hides until a key moves it."""
        self.setCursorWidth(0)
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = self._handle_under(event.position())
            if self._drag is not None:
                return
            self._selecting = True
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(self._on_line_event(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A selection is made, or a mark was clicked."""
        if self._drag is not None:
            self._drop()
            return
        super().mouseReleaseEvent(self._on_line_event(event))
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._selecting = False
        if self.textCursor().hasSelection():
            self._on_selection_changed()
            return
        self.selection_cleared.emit()
        here = event.position().toPoint()
        if self._pressed_at is not None and (here - self._pressed_at).manhattanLength() < 4:
            marks = self.marks_at(here)
            if marks:
                self.marks_clicked.emit([mark.annotation.id for mark in marks])
            else:
                self.nothing_clicked.emit()

    def forget_press(self) -> None:
        """The release that follows is the end of something else than a click."""
        self._pressed_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A word is selected; the release that follows says so."""
        super().mouseDoubleClickEvent(self._on_line_event(event))
        self._selecting = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over marks, a text cursor over text."""
        if self._drag is not None:
            self._drag.to(self._offset_at(self._on_line(event.position() + self._scrolled())))
            self.viewport().update()
            return
        super().mouseMoveEvent(self._on_line_event(event))
        if not event.buttons():
            if self._show_handles(event.position()):
                return
            over = self.acts_at(event.position().toPoint())
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
            if self.viewport().cursor().shape() != shape:
                self.viewport().setCursor(shape)

    def _active_marks(self) -> list[tuple[Mark, list[QRectF]]]:
        marks = self.marks.get(self._active) if self._active else ()
        return [(mark, mark_boxes(self.runs(mark))) for mark in marks]

    def _handle_under(self, position: QPointF) -> Drag | None:
        point = position + self._scrolled()
        drags = (handle_at(point, mark, boxes) for mark, boxes in self._active_marks())
        return next((drag for drag in drags if drag is not None), None)

    def _show_handles(self, position: QPointF) -> bool:
        """Show the active mark's ends while the pointer is near; whether it is on one of them."""
        point = position + self._scrolled()
        near = any(
            box.adjusted(-8, -4, 8, 4).contains(point)
            for _mark, boxes in self._active_marks()
            for box in boxes
        )
        if near != self._handles_shown:
            self._handles_shown = near
            self.viewport().update()
        on_handle = near and self._handle_under(position) is not None
        if on_handle:
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
        return on_handle

    def _drop(self) -> None:
        drag, self._drag = self._drag, None
        if drag is not None and drag.moved:
            self.passage_moved.emit(drag.mark.annotation.id, drag.index, drag.start, drag.end)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, which shows itself from now on; keys that mean nothing here go on."""
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self.show_caret()

    def show_caret(self) -> None:
        """The caret is moved by keys: show it, and where it is."""
        self.setCursorWidth(2)
        self.ensureCursorVisible()
        if self.textCursor().atStart():  # with the air above the first line
            self.verticalScrollBar().setValue(0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The reader has its own menu; Qt's would offer actions that do nothing here."""
        event.ignore()

    # -- painting ----------------------------------------------------------------------------

    def paint_ends(self, painter: QPainter) -> None:
        """Paint the active mark's ends, and what a drag or a selection would make a mark of."""
        theme = self.themes.theme
        if self._meant is not None:
            self._outline(painter, *self._meant)
        if self._drag is not None:
            drag = self._drag
            paint_handles(painter, drag.mark, self._outline(painter, drag.start, drag.end), theme)
        elif self._handles_shown:
            for mark, boxes in self._active_marks():
                paint_handles(painter, mark, boxes, theme)

    def _outline(self, painter: QPainter, start: int, end: int) -> list[QRectF]:
        """Draw a line around a passage; its rectangles."""
        runs = [
            run
            for first, last in self._map.to_ranges(start, end)
            for run in runs_of(self.document(), first, last)
        ]
        painter.setPen(QPen(QColor(self.themes.theme.accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        boxes = mark_boxes(runs)
        for box in boxes:
            painter.drawRoundedRect(box, 3.5, 3.5)
        return boxes
