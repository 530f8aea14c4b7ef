"""A lazy list whose rows are chosen with a click or a key; knows nothing of what they stand for."""

from typing import cast

from PySide6.QtCore import QItemSelectionRange, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from galley.ui.lists.lazy_list import LazyListView

__all__ = ["ChoiceListView"]

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EXTENDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class ChoiceListView(LazyListView):
    """Rows that can be opened, selected by the dozen, removed, and asked for their menu.

    Args:
        guess: How high a row is taken to be until it is measured, in pixels.
        margins: Empty space above the first row and below the last.
        choose_on_move: Whether moving to a row with an arrow key chooses it.
    """

    chosen = Signal(QModelIndex)
    removal_wanted = Signal(list)  # of rows, in order
    menu_wanted = Signal(QModelIndex, QPoint)  # the point is on the screen

    def __init__(
        self,
        guess: int,
        margins: tuple[int, int] = (0, 0),
        choose_on_move: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(guess, margins, parent)
        self._choose_on_move = choose_on_move
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.clicked.connect(self._clicked)

    @property
    def selected_count(self) -> int:
        """How many rows are selected; costs no more for all than for one."""
        # A list of ranges; the stubs leave out that it is a list.
        ranges = cast("list[QItemSelectionRange]", self.selectionModel().selection())
        return sum(one.height() for one in ranges)

    def selected_rows(self) -> list[int]:
        """The selected rows, in order."""
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete removes, arrows move."""
        current = self.currentIndex()
        if event.key() in _OPENING_KEYS and current.isValid():
            self.chosen.emit(current)
            return
        if event.key() == Qt.Key.Key_Delete and self.selected_rows():
            self.removal_wanted.emit(self.selected_rows())
            return
        super().keyPressEvent(event)
        moved = self.currentIndex()
        extending = bool(event.modifiers() & _EXTENDING)
        if self._choose_on_move and not extending and moved.isValid() and moved != current:
            self.chosen.emit(moved)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands of the window, not the start of a headline."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the pointer, or of the current row when a key asks."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        else:
            index, place = self.indexAt(event.pos()), event.globalPos()
        if index.isValid():
            self.menu_wanted.emit(index, place)

    def _clicked(self, index: QModelIndex) -> None:
        if self.selected_rows() == [index.row()]:
            self.chosen.emit(index)
