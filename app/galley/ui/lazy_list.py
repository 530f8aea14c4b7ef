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
    QPersistentModelIndex,
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

from galley.ui.overlay_scroll_bar import OverlayScrollBar
from galley.ui.row_heights import RowHeights

__all__ = ["LazyListView"]

Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint

_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_WHEEL_STEP = 24  # px; a wheel's notch is three of them
_LOCAL_SCROLL = 3  # view heights within which a scroll keeps what is seen in its place


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
        self._heights = RowHeights(guess)
        self._above, self._below = margins
        self._first = 0  # the row at the top of the view …
        self._hidden = -self._above  # … and how much of it is scrolled out; negative: space above
        self._adjusting = False
        self._width = -1
        self._keyboard = False  # the focus is shown only to who moves it with keys
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._overlay = OverlayScrollBar(self)
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
        self._heights.reset(self._rows())
        self._settle()

    def first_visible_row(self) -> int:
        """The row at the top of the view."""
        return self._first

    def visible_rows(self) -> range:
        """The rows that are at least partly in sight."""
        bottom = self.viewport().height()
        row, y = self._first, -self._hidden
        while row < len(self._heights) and y < bottom:
            y += self._heights.height(row)
            row += 1
        return range(self._first, row)

    # What the model tells

    def reset(self) -> None:
        """The model's rows are others now."""
        super().reset()
        self._start_over()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """Make room, and keep what is in sight where it is."""
        count = end - start + 1
        self._heights.insert(start, count)
        if start < self._first or (start == self._first and self._hidden > 0):
            self._first += count
        super().rowsInserted(parent, start, end)
        self._settle()

    def _rows_removed(self, _parent: QModelIndex, start: int, end: int) -> None:
        self._heights.remove(start, end - start + 1)
        if end < self._first:
            self._first -= end - start + 1
        elif start <= self._first:
            self._first, self._hidden = start, 0
        self._settle()

    def dataChanged(self, top: Index, bottom: Index, roles: Sequence[int] = ()) -> None:
        """Measure these rows again."""
        super().dataChanged(top, bottom, list(roles))
        for row in range(top.row(), bottom.row() + 1):
            self._heights.forget(row)
        self._settle()

    # Where rows are

    def visualRect(self, index: Index) -> QRect:
        """The row's rectangle in the viewport."""
        if not index.isValid() or index.row() >= len(self._heights):
            return QRect()
        row = index.row()
        top = self._above + self._heights.top(row) - self.verticalOffset()
        return QRect(0, top, self.width(), self._heights.height(row))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row at a point of the viewport."""
        y = point.y() + self.verticalOffset() - self._above
        model = self._model()
        if model is None or not 0 <= y < self._heights.total:
            return QModelIndex()
        return model.index(self._heights.row_at(y), 0)

    def verticalOffset(self) -> int:
        """How far the list is scrolled, in pixels of measured and guessed rows."""
        return self._above + self._heights.top(self._first) + self._hidden

    def horizontalOffset(self) -> int:
        """Rows are as wide as the view."""
        return 0

    def scrollTo(self, index: Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Bring a row into sight."""
        if not index.isValid() or index.row() >= len(self._heights):
            return
        row, view = index.row(), self.viewport().height()
        height = self._measure(row)
        top = self.visualRect(index).top()
        if hint == _Hint.PositionAtTop:
            self._place(row, 0)
        elif hint == _Hint.PositionAtCenter:
            self._place(row, max(0, (view - height) // 2))
        elif hint == _Hint.PositionAtBottom or (top + height > view and height <= view and top > 0):
            self._place(row, view - height - self._below)
        elif top < self._above or top + height > view:
            self._place(row, self._above)

    def moveCursor(self, action: _Action, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The row that a key leads to."""
        model, count = self._model(), len(self._heights)
        if model is None or not count:
            return QModelIndex()
        current = self.currentIndex().row()
        if current < 0:
            return model.index(0, 0)
        page = self.viewport().height()
        targets = {
            _Action.MoveUp: current - 1,
            _Action.MovePrevious: current - 1,
            _Action.MoveLeft: current - 1,
            _Action.MoveDown: current + 1,
            _Action.MoveNext: current + 1,
            _Action.MoveRight: current + 1,
            _Action.MoveHome: 0,
            _Action.MoveEnd: count - 1,
            _Action.MovePageUp: self._heights.row_at(self._heights.top(current) - page),
            _Action.MovePageDown: self._heights.row_at(self._heights.top(current) + page),
        }
        return model.index(min(max(targets[action], 0), count - 1), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows that a rectangle of the viewport touches."""
        rect = rect.normalized()
        shift = self.verticalOffset() - self._above
        top, bottom = rect.top() + shift, rect.bottom() + shift
        selection, model = QItemSelection(), self._model()
        if model is not None and bottom >= 0 and top < self._heights.total:
            first, last = self._heights.row_at(top), self._heights.row_at(bottom)
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
        if len(self._heights) != self._rows():
            self._start_over()
        else:
            self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        self._overlay.place()
        if self.width() != self._width:
            self._width = self.width()
            self.forget_heights()
        else:
            self._settle()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The scroll bar moved."""
        if self._adjusting:
            return
        bar = self.verticalScrollBar()
        wanted = bar.value()
        if wanted in (bar.minimum(), bar.maximum()) and len(self._heights):
            self._scroll_to_end(top=wanted == bar.minimum())
            return
        moved = wanted - self.verticalOffset()
        if abs(moved) <= _LOCAL_SCROLL * self.viewport().height():
            self._hidden += moved
        else:
            self._first = max(0, self._heights.row_at(wanted - self._above))
            self._hidden = wanted - self._above - self._heights.top(self._first)
        self._settle()

    def _scroll_to_end(self, top: bool) -> None:
        """An end of the scroll bar is an end of the list, however wrong the guesses were."""
        if top:
            self._place(0, self._above)
        else:
            last = len(self._heights) - 1
            self._place(last, self.viewport().height() - self._below - self._measure(last))

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
        if not option.rect.adjusted(0, -16, 0, 16).intersects(exposed):
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
        self._heights.reset(self._rows())
        self._first, self._hidden = 0, -self._above
        self._settle()

    def _measure(self, row: int) -> int:
        """The row's height, measured now if it never was."""
        if not self._heights.measured(row):
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = QRect(0, 0, self.width(), 0)
            index = self.model().index(row, 0)
            self._heights.set_height(
                row, self.itemDelegateForIndex(index).sizeHint(option, index).height()
            )
        return self._heights.height(row)

    def _place(self, row: int, y: int) -> None:
        """Scroll so that a row begins ``y`` pixels below the top of the view."""
        self._first, self._hidden = row, -y
        self._settle()

    def _settle(self) -> None:
        """Measure what is in sight, find the row at the top, and set the scroll bar to match."""
        if self._width < 0:
            return  # never shown: there is no width to measure for
        if len(self._heights):
            self._normalise()
            self._fill()
        else:
            self._first, self._hidden = 0, -self._above
        self._set_scroll_bar()
        self.viewport().update()

    def _normalise(self) -> None:
        """Make the first row the one at the top of the view."""
        self._first = min(self._first, len(self._heights) - 1)
        while self._hidden < 0 and self._first > 0:
            self._first -= 1
            self._hidden += self._measure(self._first)
        if self._first == 0:
            self._hidden = max(self._hidden, -self._above)
        while self._first < len(self._heights) - 1 and self._hidden >= self._measure(self._first):
            self._hidden -= self._heights.height(self._first)
            self._first += 1

    def _fill(self) -> None:
        """Measure down to the bottom of the view; at the list's end leave no gap below it."""
        bottom = self.viewport().height()
        row, y = self._first, -self._hidden
        while row < len(self._heights) and y < bottom:
            y += self._measure(row)
            row += 1
        gap = bottom - self._below - y
        if (
            row == len(self._heights)
            and gap > 0
            and (self._first > 0 or self._hidden > -self._above)
        ):
            self._hidden -= gap
            self._normalise()
            self._fill_once_more()

    def _fill_once_more(self) -> None:
        """Rows that came into sight at the top were measured on the way; the rest already was."""
        for row in self.visible_rows():
            self._measure(row)

    def _set_scroll_bar(self) -> None:
        bar, view = self.verticalScrollBar(), self.viewport().height()
        length = self._above + self._heights.total + self._below
        self._adjusting = True
        bar.setSingleStep(_WHEEL_STEP)
        bar.setPageStep(view)
        bar.setRange(0, max(0, length - view))
        bar.setValue(self.verticalOffset())
        self._adjusting = False
