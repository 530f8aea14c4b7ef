"""The table of all annotations as a Qt model that holds the rows in sight; knows no library."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
)

from galley.domain.annotation_table import (
    AnnotationOrder,
    AnnotationRow,
    TableColumn,
    TableGrouping,
)
from galley.ui.annotations.grouped_rows import GroupedRows
from galley.ui.annotations.words import (
    accessible_row,
    cell_text,
    column_name,
    group_name,
    number_text,
)
from galley.ui.lists.row_models import ROW_ROLE, Index

__all__ = ["COLUMNS", "AnnotationTableModel", "GroupHead"]

COLUMNS = tuple(TableColumn)
_NO_PARENT = QModelIndex()
_AROUND = 60  # rows that are read before and after one that came into sight
_MOST_KEPT = 5000
_WHOLE_ROW = 0  # the first column says the whole row to a screen reader


class GroupHead(NamedTuple):
    """The row above a group."""

    name: str
    size: int
    folded: bool


class AnnotationTableModel(QAbstractTableModel):
    """Rows come when they are asked for: until then a cell is empty.

    Attributes:
        rows_wanted: These annotations' rows are in sight, and not known: a list of numbers.
    """

    rows_wanted = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = GroupedRows()
        self._grouping = TableGrouping.NONE
        self._known: dict[int, AnnotationRow] = {}
        self._stale: set[int] = set()  # known as they were
        self._asked: set[int] = set()
        self._missed: set[int] = set()  # rows in sight that are not known
        self._ask_soon = QTimer(self, singleShot=True, interval=0)
        self._ask_soon.timeout.connect(self._ask)

    # -- what is shown ---------------------------------------------------------------------------

    def set_order(self, order: AnnotationOrder, grouping: TableGrouping, *, same: bool) -> None:
        """Show other rows.

        Args:
            order: Their numbers.
            grouping: What they are put together by.
            same: The groups are the same ones: those folded away stay so.
        """
        self.beginResetModel()
        self.rows.set_order(order, keep_folds=same)
        self._grouping = grouping
        self._missed.clear()
        self.endResetModel()

    def forget_rows(self) -> None:
        """What is known may be true no more; it is shown until it is known anew."""
        self._asked.clear()
        self._stale.update(self._known)

    def take_rows(self, asked: Sequence[int], rows: Iterable[AnnotationRow]) -> None:
        """Show the rows that were asked for."""
        self._asked.difference_update(asked)
        self._stale.difference_update(asked)
        if len(self._known) > _MOST_KEPT:
            self._known.clear()
            self._stale.clear()
        self._known.update((row.sequence, row) for row in rows)
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def toggle(self, group: int) -> None:
        """Fold a group away, or unfold it."""
        head, count = self.rows.head(group), self.rows.size(group)
        if self.rows.is_folded(group):
            self.beginInsertRows(_NO_PARENT, head + 1, head + count)
            self.rows.fold([group], folded=False)
            self.endInsertRows()
        else:
            self.beginRemoveRows(_NO_PARENT, head + 1, head + count)
            self.rows.fold([group], folded=True)
            self.endRemoveRows()
        self.dataChanged.emit(self.index(head, 0), self.index(head, len(COLUMNS) - 1))

    def fold_all(self, *, folded: bool) -> None:
        """Fold every group away, or unfold all."""
        self.beginResetModel()
        self.rows.fold(range(self.rows.groups), folded=folded)
        self.endResetModel()

    def row_at(self, row: int) -> AnnotationRow | GroupHead | None:
        """What a row shows; None while it is not known."""
        group, place = self.rows.place(row)
        if place < 0:
            tag, first = self.rows.name(group), self.rows.first_of(group)
            known = None if first is None else self._known.get(first)
            if known is None and first is not None and not tag:
                self._miss(row)
            name = group_name(self._grouping, tag, known)
            return GroupHead(name, self.rows.size(group), self.rows.is_folded(group))
        sequence = self.rows.sequence(row)
        if sequence is None:
            return None
        if sequence not in self._known or sequence in self._stale:
            self._miss(row)
        return self._known.get(sequence)

    # -- Qt's questions --------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows are to be seen."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """One for each thing that a row says."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return column_name(COLUMNS[section]) if role in shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, a cell's words, or the row as a screen reader says it."""
        if not index.isValid():
            return None
        if role == ROW_ROLE:
            return self.row_at(index.row())
        column = index.column()
        if role == Qt.ItemDataRole.AccessibleTextRole and column == _WHOLE_ROW:
            return self._said(self.row_at(index.row()))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self.row_at(index.row())
            if isinstance(row, AnnotationRow):
                return cell_text(row, COLUMNS[column])
            return row.name if row is not None and column == 0 else ""
        return None

    @staticmethod
    def _said(row: AnnotationRow | GroupHead | None) -> str:
        if isinstance(row, GroupHead):
            return f"{row.name}, {number_text(row.size)}"
        return "" if row is None else accessible_row(row)

    # -- what is not known -----------------------------------------------------------------------

    def _miss(self, row: int) -> None:
        self._missed.add(row)
        if not self._ask_soon.isActive():
            self._ask_soon.start()

    def _ask(self) -> None:
        """Ask for the rows in sight that are not known, and for some around them."""
        wanted: dict[int, None] = {}
        missed, self._missed = sorted(self._missed), set()
        around: range = range(0)
        for row in missed:
            for near in range(max(0, row - _AROUND), min(len(self.rows), row + _AROUND + 1)):
                if near in around:
                    continue
                wanted.update(self._unknown(near))
            around = range(max(0, row - _AROUND), row + _AROUND + 1)
        if wanted:
            self._asked.update(wanted)
            self.rows_wanted.emit(list(wanted))

    def _unknown(self, row: int) -> dict[int, None]:
        group, place = self.rows.place(row)
        number = self.rows.first_of(group) if place < 0 else self.rows.sequence(row)
        if number is None or number in self._asked:
            return {}
        return {} if number in self._known and number not in self._stale else {number: None}
