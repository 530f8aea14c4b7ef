"""The list of cards: what a click or key on one of them means; knows nothing of edits."""

from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from galley.ui.lists.choice_list import ChoiceListView

__all__ = ["CardListView"]


class CardListView(ChoiceListView):
    """Cards, each with a status chip that opens a menu of its own.

    Args:
        guess: How high a row is taken to be until it is measured, in pixels.
        chip_rect: Where a row's status chip is, from the row's corner.
    """

    edit_wanted = Signal(QModelIndex)
    copy_wanted = Signal(list)  # of rows, in order
    selection_changed = Signal()
    status_menu_wanted = Signal(QModelIndex, QPoint)  # the point is on the screen

    def __init__(
        self,
        guess: int,
        chip_rect: Callable[[QModelIndex], QRectF],
        margins: tuple[int, int] = (0, 0),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(guess, margins, choose_on_move=True, parent=parent)
        self._chip_rect = chip_rect
        self._pressed_chip = QModelIndex()
        self._double_click = False
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.doubleClicked.connect(self._double_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 edits, Ctrl+C copies, Escape lets all but one card go; the rest is the list's."""
        current = self.currentIndex()
        if current.isValid() and event.key() == Qt.Key.Key_F2:
            self.edit_wanted.emit(current)
        elif event.matches(QKeySequence.StandardKey.Copy) and self.selected_rows():
            self.copy_wanted.emit(self.selected_rows())
        elif event.key() == Qt.Key.Key_Escape and self.selected_count > 1:
            self.select_current()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a chip is for the chip alone: the reader stays where it is."""
        self._double_click = False
        index = self._chip_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._pressed_chip = index
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the chip's menu when the button goes up where it went down."""
        pressed, self._pressed_chip = self._pressed_chip, QModelIndex()
        if self._double_click:
            self._double_click = False  # the card was chosen by the first click already
        elif not pressed.isValid():
            super().mouseReleaseEvent(event)
        elif self._chip_at(event.position().toPoint()) == pressed:
            self.status_menu_wanted.emit(pressed, self.chip_foot(pressed))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on a chip are not a wish to edit the note."""
        if not self._chip_at(event.position().toPoint()).isValid():
            self._double_click = True
            super().mouseDoubleClickEvent(event)

    def select_current(self) -> None:
        """Select the current card alone."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(self.currentIndex(), flag)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Say so."""
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Carry the selected cards away as quotations; the card under the pointer is seen."""
        indexes = self.selectedIndexes()
        if not indexes:
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(indexes))
        card = self.visualRect(self.currentIndex())
        drag.setPixmap(self.viewport().grab(card))
        drag.setHotSpot(self.viewport().mapFromGlobal(self.cursor().pos()) - card.topLeft())
        drag.exec(supported)

    def chip_foot(self, index: QModelIndex) -> QPoint:
        """Where on the screen a menu under the row's chip begins."""
        chip = self._chip_rect(index).translated(self.visualRect(index).topLeft())
        return self.viewport().mapToGlobal(chip.bottomLeft().toPoint() + QPoint(0, 4))

    def _chip_at(self, place: QPoint) -> QModelIndex:
        index = self.indexAt(place)
        if index.isValid():
            chip = self._chip_rect(index).translated(self.visualRect(index).topLeft())
            if chip.contains(place):
                return index
        return QModelIndex()

    def _double_clicked(self, index: QModelIndex) -> None:
        self.edit_wanted.emit(index)
