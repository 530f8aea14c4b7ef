"""A list view that measures a row only when it comes into sight; knows nothing of what rows show.

Qt's own list view asks the delegate for the size of every row before it paints the first. Here a
row's height is guessed until it is reached, and the row at the top of the view stays where it is
when a guess turns out wrong. It stays a ``QListView``, so that screen readers find a list.
"""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from galley.ui.lists.overlay_scroll_bar import OverlayScrollBar
from galley.ui.lists.row_models import Index
from galley.ui.lists.row_window import RowWindow

__all__ = ["LazyListView"]

_Action = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint

_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_WHEEL_STEP = 24  # px; a wheel's notch is three of them
_SHADOW_REACH = 16  # px that a row may paint outside itself


class LazyListView(QListView):
    """One column of rows, each as high as its delegate says.

    Args:
        guess: How high a row is taken to be until it is measured, in pixels.
        margins: Empty space above the first row and below the last.
    """

    def __init__(
        self, guess: int, margins: tuple[int, int] = (0, 0), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._window = RowWindow(guess, margins, self._measure)
        self._adjusting = False
        self._width = -1  # rows are measured for this width; -1 until the view has one
        self._keyboard = False  # the focus is shown only to who moves it with keys
        self._overlay = OverlayScrollBar(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show another model's rows."""
        old = self._model()
        if old is not None:
            old.rowsRemoved.disconnect(self._rows_removed)
        super().setModel(model)
        if model is not None:
            model.rowsRemoved.connect(self._rows_removed)
        self._start_over()

    def forget_heights(self) -> None:
        """Measure every row again when it is next seen: a font or the width changed."""
        self._window.forget()
        self._settle()

    def first_visible_row(self) -> int:
        """The row at the top of the view."""
        return self._window.first

    def visible_rows(self) -> range:
        """The rows that are at least partly in sight."""
        return self._window.visible()

    # What the model tells

    def reset(self) -> None:
        """The model's rows are others now."""
        super().reset()
        self._start_over()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """Make room, and keep what is in sight where it is."""
        self._window.insert(start, end - start + 1)
        super().rowsInserted(parent, start, end)
        self._settle()

    def _rows_removed(self, _parent: QModelIndex, start: int, end: int) -> None:
        self._window.remove(start, end - start + 1)
        self._settle()

    def dataChanged(self, top: Index, bottom: Index, roles: Sequence[int] = ()) -> None:
        """Measure these rows again."""
        super().dataChanged(top, bottom, list(roles))
        for row in range(top.row(), bottom.row() + 1):
            self._window.forget_row(row)
        self._settle()

    # Where rows are

    def visualRect(self, index: Index) -> QRect:
        """The row's rectangle in the viewport; as wide as the view, under its scroll bar too."""
        if not index.isValid() or index.row() >= len(self._window):
            return QRect()
        row = index.row()
        return QRect(0, self._window.place(row), self.width(), self._window.height(row))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row at a point of the viewport."""
        model = self._model()
        if model is None or not self._window.covers(point.y()):
            return QModelIndex()
        return model.index(self._window.row_at(point.y()), 0)

    def verticalOffset(self) -> int:
        """How far the list is scrolled, in pixels of measured and guessed rows."""
        return self._window.offset

    def horizontalOffset(self) -> int:
        """Rows are as wide as the view."""
        return 0

    def scrollTo(self, index: Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Bring a row into sight."""
        row = index.row()
        if not index.isValid() or row >= len(self._window) or self._width < 0:
            return
        if hint == _Hint.PositionAtTop:
            self._window.put(row, 0)
        elif hint == _Hint.PositionAtCenter:
            self._window.centre(row)
        else:
            self._window.bring_into_sight(row)
        self._settle()

    def moveCursor(self, action: _Action, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The row that a key leads to."""
        model, count = self._model(), len(self._window)
        if model is None or not count:
            return QModelIndex()
        current = self.currentIndex().row()
        if current < 0:
            return model.index(0, 0)
        targets = {
            _Action.MoveUp: current - 1,
            _Action.MovePrevious: current - 1,
            _Action.MoveLeft: current - 1,
            _Action.MoveDown: current + 1,
            _Action.MoveNext: current + 1,
            _Action.MoveRight: current + 1,
            _Action.MoveHome: 0,
            _Action.MoveEnd: count - 1,
            _Action.MovePageUp: self._window.page(current, -1),
            _Action.MovePageDown: self._window.page(current, 1),
        }
        return model.index(min(max(targets[action], 0), count - 1), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows that a rectangle of the viewport touches."""
        rect = rect.normalized()
        selection, model = QItemSelection(), self._model()
        above, below = self._window.place(0), self._window.place(len(self._window))
        if model is not None and rect.bottom() >= above and rect.top() < below:
            first, last = self._window.row_at(rect.top()), self._window.row_at(rect.bottom())
            selection.select(model.index(first, 0), model.index(last, 0))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Where selected rows are in sight."""
        region, model = QRegion(), self.model()
        for row in self.visible_rows():
            index = model.index(row, 0)
            if selection.contains(index):
                region += self.visualRect(index)
        return region

    # Laying out and painting

    def doItemsLayout(self) -> None:
        """Qt asks for a layout of everything; only what is in sight is measured."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Tell the scroll bar how long the list is."""
        if len(self._window) != self._rows():
            self._start_over()
        else:
            self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        self._overlay.place()
        if self.width() == self._width:
            current = self.visualRect(self.currentIndex())
            was_in_sight = current.top() >= 0 and current.bottom() < event.oldSize().height()
            self._settle()
            if was_in_sight and current.isValid():  # it stays, also when there is less room
                self.scrollTo(self.currentIndex())
            return
        first_time = self._width < 0
        self._width = self.width()
        self.forget_heights()
        if first_time:
            self.scrollTo(self.currentIndex())

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The scroll bar moved; its ends are the list's ends, however wrong the guesses were."""
        if self._adjusting or not len(self._window):
            return
        bar = self.verticalScrollBar()
        if bar.value() == bar.minimum():
            self._window.scroll_to_top()
        elif bar.value() == bar.maximum():
            self._window.scroll_to_bottom()
        else:
            self._window.scroll_to(bar.value())
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight, from the top down: a row lies over the shadow of the last."""
        painter = QPainter(self.viewport())
        for row in self.visible_rows():
            self._paint_row(painter, event.rect(), row)
        painter.end()

    def _paint_row(self, painter: QPainter, exposed: QRect, row: int) -> None:
        index = self.model().index(row, 0)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        if not option.rect.adjusted(0, -_SHADOW_REACH, 0, _SHADOW_REACH).intersects(exposed):
            return
        state = option.state & ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver)
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if row == self.currentIndex().row() and self._keyboard and self.hasFocus():
            state |= QStyle.StateFlag.State_HasFocus
        if option.rect.contains(self._pointer()):
            state |= QStyle.StateFlag.State_MouseOver
        option.state = state
        self.itemDelegateForIndex(index).paint(painter, option, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the first key on, the focus is shown."""
        self._keyboard = True
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Who uses the mouse sees where it is."""
        self._keyboard = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus when a key brought it here."""
        self._keyboard = event.reason() in _KEYBOARD_REASONS
        super().focusInEvent(event)

    def _pointer(self) -> QPoint:
        if not self.viewport().underMouse():
            return QPoint(-1, -1)
        return self.viewport().mapFromGlobal(self.cursor().pos())

    def _model(self) -> QAbstractItemModel | None:
        """The model; Qt's stubs leave out that a view may have none."""
        return cast("QAbstractItemModel | None", self.model())

    def _rows(self) -> int:
        model = self._model()
        return 0 if model is None else model.rowCount()

    def _start_over(self) -> None:
        self._window.reset(self._rows())
        self._settle()

    def _measure(self, row: int) -> int:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = QRect(0, 0, self.width(), 0)
        index = self.model().index(row, 0)
        return self.itemDelegateForIndex(index).sizeHint(option, index).height()

    def _settle(self) -> None:
        """Measure what is in sight, and set the scroll bar to match."""
        if self._width < 0:
            return  # never shown: there is no width to measure for
        view = self.viewport().height()
        self._window.settle(view)
        bar = self.verticalScrollBar()
        self._adjusting = True
        bar.setSingleStep(_WHEEL_STEP)
        bar.setPageStep(view)
        bar.setRange(0, max(0, self._window.length - view))
        bar.setValue(self._window.offset)
        self._adjusting = False
        self.viewport().update()
