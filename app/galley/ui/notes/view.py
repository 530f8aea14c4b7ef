"""The list of cards: what a click or key on one of them means; knows nothing of edits."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from galley.ui.lists.choice_list import ChoiceListView
from galley.ui.notes.card_links import CardLinks
from galley.ui.notes.note_document import Anchor
from galley.ui.theme.current import ThemeSource

__all__ = ["CardListView"]


class CardListView(ChoiceListView):
    """Cards, each with a status chip that opens a menu of its own.

    Args:
        guess: How high a row is taken to be until it is measured, in pixels.
        chip_rect: Where a row's status chip is, from the row's corner.
        themes: The colours.
        anchors: The links of a row's note, from the row's corner.
    """

    edit_wanted = Signal(QModelIndex)
    copy_wanted = Signal(list)  # of rows, in order
    selection_changed = Signal()
    status_menu_wanted = Signal(QModelIndex, QPoint)  # the point is on the screen
    link_wanted = Signal(QModelIndex, str, bool)  # an address, and whether in another window

    def __init__(
        self,
        guess: int,
        chip_rect: Callable[[QModelIndex], QRectF],
        themes: ThemeSource,
        anchors: Callable[[QModelIndex], Sequence[Anchor]],
        margins: tuple[int, int] = (0, 0),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(guess, margins, choose_on_move=True, parent=parent)
        self._chip_rect = chip_rect
        self._links = CardLinks(self, themes, anchors)
        self._pressed_chip = QModelIndex()
        self._double_click = False
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.doubleClicked.connect(self._double_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 edits, Ctrl+C copies, Escape lets all but one card go; the rest is the list's.

        Right and Left go through a card's links, and Enter follows one.
        """
        current = self.currentIndex()
        if self._on_link_key(event):
            return
        if current.isValid() and event.key() == Qt.Key.Key_F2:
            self.edit_wanted.emit(current)
        elif event.matches(QKeySequence.StandardKey.Copy) and self.selected_rows():
            self.copy_wanted.emit(self.selected_rows())
        elif event.key() == Qt.Key.Key_Escape and self.selected_count > 1:
            self.select_current()
        else:
            super().keyPressEvent(event)

    def _on_link_key(self, event: QKeyEvent) -> bool:
        """Whether a key was for a link of the current card."""
        if self._links.on_key(event):
            return True
        chosen, current = self._links.chosen, self.currentIndex()
        if chosen is None:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            elsewhere = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.link_wanted.emit(current, chosen.address, elsewhere)
            return True
        return self._links.let_go() and event.key() == Qt.Key.Key_Escape

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A link shows that it is one."""
        super().mouseMoveEvent(event)
        self._links.point(event.position().toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and a ring round the link that the keyboard is on."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._links.paint(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a chip or a link is for that alone: the reader stays where it is."""
        self._double_click = False
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._links.press(event.position().toPoint()):
            return
        index = self._chip_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._pressed_chip = index
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the chip's menu when the button goes up where it went down."""
        pressed, self._pressed_chip = self._pressed_chip, QModelIndex()
        address = self._links.release(event.position().toPoint())
        if address:
            elsewhere = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            index = self.indexAt(event.position().toPoint())
            self.link_wanted.emit(index, address, elsewhere)
        elif self._double_click:
            self._double_click = False  # the card was chosen by the first click already
        elif not pressed.isValid():
            super().mouseReleaseEvent(event)
        elif self._chip_at(event.position().toPoint()) == pressed:
            self.status_menu_wanted.emit(pressed, self.chip_foot(pressed))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on a chip or a link are not a wish to edit the note."""
        place = event.position().toPoint()
        if not self._chip_at(place).isValid() and self._links.at(place) is None:
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
