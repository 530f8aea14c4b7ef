"""The table itself: rows, keys, sorting by its header; knows no library."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from galley.domain.annotation_table import TableColumn
from galley.ui.annotations.delegate import ROW_HEIGHT, TableDelegate
from galley.ui.annotations.header import TableHeader
from galley.ui.annotations.model import COLUMNS, AnnotationTableModel, GroupHead
from galley.ui.annotations.shown_columns import ShownColumns
from galley.ui.theme.current import ThemeSource

__all__ = ["AnnotationTableView"]

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_Flag = QItemSelectionModel.SelectionFlag


class AnnotationTableView(QTableView):
    """Rows to go through, choose by the dozen, and open.

    Attributes:
        opened: A row is to be opened: its place among the rows.
        folded: A group's head was asked to fold or unfold: its row.
        deleted: The chosen rows are to go.
        dismissed: Escape.
        sort_wanted: A column's title was pressed.
        menu_wanted: The menu of the chosen rows is asked for, at a point of the screen.
        chosen_changed: Other rows are chosen.
    """

    opened = Signal(int)
    folded = Signal(int)
    deleted = Signal()
    dismissed = Signal()
    sort_wanted = Signal(object)
    menu_wanted = Signal(QPoint)
    chosen_changed = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        model: AnnotationTableModel,
        plain_note: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes, self._table = themes, model
        self._pointed = -1
        self._keyboard = False
        self.setModel(model)
        self.setItemDelegate(
            TableDelegate(
                themes,
                plain_note,
                lambda: self.columnViewportPosition(0),
                lambda row: row == self._pointed,
                lambda row: self._keyboard and self.hasFocus() and row == self.currentIndex().row(),
            )
        )
        self.setAccessibleName(self.tr("All annotations"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_up_headers()
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().selectionChanged.connect(lambda *_what: self.chosen_changed.emit())
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QTableView { background: transparent; }")
        themes.changed.connect(self.viewport().update)

    def _set_up_headers(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.hide()
        header = TableHeader(self._themes, self)
        self.setHorizontalHeader(header)
        self._columns = ShownColumns(self, header)
        header.sectionPressed.disconnect()  # Qt would choose all cells of the column
        header.sectionClicked.connect(lambda section: self.sort_wanted.emit(COLUMNS[section]))

    @property
    def columns(self) -> ShownColumns:
        """Which are shown, in which order and how wide."""
        return self._columns

    def show_sorting(self, column: TableColumn, *, descending: bool) -> None:
        """Mark the column that rows are sorted by."""
        header = self.horizontalHeader()
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(True)
        header.setSortIndicator(COLUMNS.index(column), way)
        self._columns.sort_by(column)

    # -- what is chosen --------------------------------------------------------------------------

    def chosen_ranges(self) -> list[tuple[int, int]]:
        """The chosen rows, as first and last row of each run, from the top down."""
        ranges = self.selectionModel().selection()
        return sorted((one.top(), one.bottom()) for one in ranges.toList())

    def choose(self, ranges: Iterable[tuple[int, int]], current: int = -1) -> None:
        """Choose just the rows of these runs, each of a first and a last one."""
        column = self._table.columnCount() - 1
        # Made at once: selecting them one by one looks at all those before, each time.
        found = [
            QItemSelectionRange(self._table.index(first, 0), self._table.index(last, column))
            for first, last in ranges
        ]
        selection = QItemSelection()
        for one in found:
            selection.append(one)
        self.selectionModel().select(selection, _Flag.ClearAndSelect)
        if current >= 0:
            index = self._table.index(current, 0)
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            self.scrollTo(index)

    def focus_rows(self) -> None:
        """Give the keys to the rows."""
        if not self.currentIndex().isValid() and self._table.rowCount():
            self.setCurrentIndex(self._table.index(0, 0))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def keep_current_in_sight(self) -> None:
        """Scroll to the row that the keys are at, if it is not in sight."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    # -- keys and mouse --------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Delete is of the rows here, and not of the window."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Space)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete takes away, Escape leaves; left and right fold a group."""
        self._keyboard = True
        row, key = self.currentIndex().row(), event.key()
        if key == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit()
        elif row >= 0 and key in _OPENING_KEYS:
            self.opened.emit(row)
        elif row >= 0 and self._folds(row, key):
            self.folded.emit(row)
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def _folds(self, row: int, key: int) -> bool:
        head = self._table.row_at(row)
        if not isinstance(head, GroupHead):
            return False
        left, right = Qt.Key.Key_Left, Qt.Key.Key_Right
        return key == Qt.Key.Key_Space or (key == right if head.folded else key == left)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End lead to the first and the last row, and not along the row."""
        rows, actions = self._table.rowCount(), QAbstractItemView.CursorAction
        column = max(0, self.currentIndex().column())
        if rows and action == actions.MoveHome:
            return self._table.index(0, column)
        if rows and action == actions.MoveEnd:
            return self._table.index(rows - 1, column)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands of the window."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a group's chevron folds it; elsewhere it chooses."""
        self._keyboard = False
        index = self.indexAt(event.position().toPoint())
        head = self._table.row_at(index.row()) if index.isValid() else None
        at_chevron = event.position().x() - self.columnViewportPosition(0) < 36
        if isinstance(head, GroupHead) and at_chevron:
            self.folded.emit(index.row())
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row the pointer is over."""
        super().mouseMoveEvent(event)
        self._point_at(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is over no row."""
        super().leaveEvent(event)
        self._point_at(-1)

    def _point_at(self, row: int) -> None:
        if row != self._pointed:
            self._pointed = row
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus when a key brought it here."""
        self._keyboard = event.reason() in _KEYBOARD_REASONS
        super().focusInEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of what is chosen; a row under the pointer that is not is chosen first."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).center()
        else:
            place = event.pos()
            index = self.indexAt(place)
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
        if self.chosen_ranges():
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    # -- looks -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for, and the room that is left among them."""
        super().resizeEvent(event)
        self._columns.share_room()

    def current_row(self) -> int:
        """The row that the keys are at; -1 for none."""
        index: QModelIndex = self.currentIndex()
        return index.row()
