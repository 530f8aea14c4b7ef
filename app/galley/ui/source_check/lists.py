"""The source check's two lists: what keys and clicks on their rows mean; they change nothing."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from galley.ui.lists.choice_list import ChoiceListView
from galley.ui.lists.row_models import Index, RowsModel
from galley.ui.source_check.block_text import STRETCH
from galley.ui.source_check.delegates import (
    BLOCK_GUESS,
    FRAGMENT_GUESS,
    BlockDelegate,
    FragmentDelegate,
    RowDelegate,
)
from galley.ui.source_check.rows import BlockRow, CaptureRow
from galley.ui.theme.current import ThemeSource

__all__ = ["BlockList", "FragmentList"]

_MARGINS = (8, 24)
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MENU_KEYS = (*_OPENING, Qt.Key.Key_Menu)
_OWN = frozenset({Qt.Key.Key_S, Qt.Key.Key_J, Qt.Key.Key_B, Qt.Key.Key_Delete})
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class _CheckList(ChoiceListView):
    """What both lists share: single letters are their own, and the row under the pointer is told.

    Attributes:
        hovered: The row under the pointer, or -1.
        moved: Another row is the current one: which, or -1.
        entered: Keys go here now.
        next_wanted: The next passage that may be of the article is to be gone to.
        takes_next: Whether there is such a one; else the key is the window's.
    """

    hovered = Signal(int)
    moved = Signal(int)
    entered = Signal()
    next_wanted = Signal()

    delegate: RowDelegate

    def __init__(self, guess: int, parent: QWidget | None = None) -> None:
        super().__init__(guess, _MARGINS, parent=parent)
        self._hovered = -1
        self.takes_next = False
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("LazyListView { background: transparent; }")

    def event(self, event: QEvent) -> bool:
        """Keep single letters from the window, which has other uses for them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.key() in _OWN or self._is_next(event))
            and event.modifiers() in _PLAIN
        ):
            event.accept()
            return True
        return super().event(event)

    def _is_next(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_D and self.takes_next

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """D goes to the next doubtful passage; N is the next unchecked fact, here as everywhere."""
        if self._is_next(event) and event.modifiers() in _PLAIN:
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that keys go here."""
        super().focusInEvent(event)
        self.entered.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is the current one now."""
        super().currentChanged(current, previous)
        self.moved.emit(current.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which row the pointer is over."""
        super().mouseMoveEvent(event)
        self._tell_hovered(self.indexAt(event.position().toPoint()).row())

    def viewportEvent(self, event: QEvent) -> bool:
        """Once the pointer has left, it is over none."""
        if event.type() == QEvent.Type.Leave:
            self._tell_hovered(-1)
        return super().viewportEvent(event)

    def _tell_hovered(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.hovered.emit(row)

    def set_scale(self, scale: float) -> None:
        """Set all rows at ``scale`` times their size; the current one stays in sight."""
        self.delegate.set_scale(scale)
        seen = self.currentIndex().row() in self.visible_rows()
        self.forget_heights()
        if seen:
            self.scrollTo(self.currentIndex())

    def go_to(self, row: int) -> None:
        """Make a row the current one, chosen alone, and bring it into sight."""
        index = self.model().index(row, 0)
        if index.isValid():
            # Said outright: a view asks the keyboard, and Ctrl is still down after Ctrl+Z.
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)


class BlockList(_CheckList):
    """The article's blocks, the current one with a caret.

    Attributes:
        split_wanted: The current block is to be split at the caret.
        join_wanted: The chosen blocks are to be one.
    """

    split_wanted = Signal()
    join_wanted = Signal()

    delegate: BlockDelegate

    def __init__(self, themes: ThemeSource, model: RowsModel[BlockRow]) -> None:
        super().__init__(BLOCK_GUESS)
        self._blocks = model
        self.delegate = BlockDelegate(themes)
        self.setItemDelegate(self.delegate)
        self.setModel(model)

    @property
    def caret(self) -> int:
        """The code point of the current block's text that the caret stands before."""
        row, offset = self.delegate.caret
        return offset if row == self.currentIndex().row() else 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The caret goes along."""
        self._place_caret(0, current.row())
        super().currentChanged(current, previous)

    def follow_rows(self) -> None:
        """The caret goes along where rows came or went above the current one."""
        if self.delegate.caret[0] != self.currentIndex().row():
            self._place_caret(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for the menu, S splits, J joins; arrows to the sides move the caret."""
        current, key = self.currentIndex(), event.key()
        plain = event.modifiers() in _PLAIN
        if not current.isValid():
            super().keyPressEvent(event)
        elif key in _MENU_KEYS:
            self.menu_wanted.emit(current, self._below(current))
        elif key == Qt.Key.Key_S and plain:
            self.split_wanted.emit()
        elif key == Qt.Key.Key_J and plain:
            self.join_wanted.emit()
        elif not self._move_caret(event):
            super().keyPressEvent(event)

    def _below(self, index: QModelIndex) -> QPoint:
        rect = self.visualRect(index)
        place = QPoint(rect.left() + self.delegate.text_left(rect.width()), rect.bottom())
        return self.viewport().mapToGlobal(place)

    def _move_caret(self, event: QKeyEvent) -> bool:
        """Whether a key was one for the caret."""
        current = self.currentIndex()
        row = self._blocks.row(current.row())
        words = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if row.photo is not None or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not words:
            self._place_caret(0 if event.key() == Qt.Key.Key_Home else len(row.words))
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            text = self.delegate.text_of(current, self.width())
            by = -1 if event.key() == Qt.Key.Key_Left else 1
            self._place_caret(text.step(self.caret, by, words=words))
        else:
            return False
        return True

    def _place_caret(self, offset: int, row: int | None = None) -> None:
        current = self.currentIndex()
        number = current.row() if row is None else row
        self.delegate.caret = (number, offset)
        if 0 <= number < self._blocks.rowCount():
            index = self._blocks.index(number)
            if len(self._blocks.row(number).words) > STRETCH:  # another stretch is set
                self.dataChanged(index, index)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press in the text puts the caret there."""
        super().mousePressEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        at_current = index.isValid() and index == self.currentIndex()  # at first there is none
        if event.button() == Qt.MouseButton.LeftButton and at_current:
            offset = self.delegate.offset_at(index, self.visualRect(index), point)
            if offset >= 0:
                self._place_caret(offset)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret is seen while keys go here."""
        self.delegate.show_caret = True
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And only then, or while a menu of it is open."""
        self.delegate.show_caret = event.reason() == Qt.FocusReason.PopupFocusReason
        super().focusOutEvent(event)


class FragmentList(_CheckList):
    """The capture; what is left out of the article can be brought back.

    Attributes:
        return_wanted: What is chosen of what is left out is to be brought back.
        unfolding_wanted: The current row's stretches are to be shown one by one.
        folding_wanted: What the current row was folded with is to be one row again.
        counterpart_wanted: The block of the current stretch is to be gone to.
    """

    return_wanted = Signal()
    unfolding_wanted = Signal()
    folding_wanted = Signal()
    counterpart_wanted = Signal()

    delegate: FragmentDelegate

    def __init__(self, themes: ThemeSource, model: RowsModel[CaptureRow]) -> None:
        super().__init__(FRAGMENT_GUESS)
        self._fragments = model
        self.delegate = FragmentDelegate(themes)
        self.setItemDelegate(self.delegate)
        self.setModel(model)

    def wait_at(self, row: int) -> None:
        """Have the keys, once they come here, begin at a row; till then nothing is chosen."""
        if not self.hasFocus():
            index = self._fragments.index(row)
            flag = QItemSelectionModel.SelectionFlag.Clear
            self.selectionModel().setCurrentIndex(index, flag)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row at which the keys begin is chosen."""
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selected_count:
            self.setCurrentIndex(self.currentIndex())
            self.moved.emit(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or B brings back what is left out; Enter goes to the block of what is not.

        Right unfolds and Left folds, as in any tree.
        """
        current = self.currentIndex()
        opening = event.key() in _OPENING
        row = self._fragments.row(current.row()) if current.isValid() else None
        if row is not None and event.key() == Qt.Key.Key_Right and row.is_folded:
            self.unfolding_wanted.emit()
        elif row is not None and event.key() == Qt.Key.Key_Left and row.run:
            self.folding_wanted.emit()
        elif current.isValid() and (opening or event.key() == Qt.Key.Key_B):
            if self.selected_count > 1:
                self.return_wanted.emit()
            elif self._fragments.row(current.row()).is_left_out:
                self._follow(current.row())
            elif opening:
                self.counterpart_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Over the words that bring a piece back the pointer is a hand."""
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        if self._link_at(point) >= 0 or self._other_at(point) >= 0:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on these words brings it back."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        row, other = self._link_at(point), self._other_at(point)
        if event.button() != Qt.MouseButton.LeftButton or self.selected_count > 1:
            return  # with Shift or Ctrl it is choosing
        if row >= 0:
            self._follow(row)
        elif other >= 0 and self._fragments.row(other).heads:
            self.folding_wanted.emit()
        elif other >= 0:
            self.removal_wanted.emit([other])

    def _follow(self, row: int) -> None:
        """What the words at a left-out row's end say."""
        if self._fragments.row(row).is_folded:
            self.unfolding_wanted.emit()
        elif self._fragments.row(row).leads_on:
            self.return_wanted.emit()

    def _link_at(self, point: QPoint) -> int:
        """The row at whose words of this kind a point is; -1 for none."""
        index = self.indexAt(point)
        if not index.isValid():
            return -1
        row = self._fragments.row(index.row())
        place = self.delegate.link_rect(row, self.visualRect(index))
        return index.row() if row.leads_on and place.contains(point) else -1

    def _other_at(self, point: QPoint) -> int:
        """The row at whose other words a point is: to fold it again, or leave it out; or -1."""
        index = self.indexAt(point)
        if not index.isValid():
            return -1
        place = self.delegate.other_rect(self._fragments.row(index.row()), self.visualRect(index))
        return index.row() if place.contains(point) else -1
