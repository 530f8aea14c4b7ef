"""Rows of one kind as list models; knows only what every row can say of itself."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from galley.ui.lists.row_changes import changed_span

__all__ = [
    "ROW_ROLE",
    "ChangingRowsModel",
    "ChoosableRow",
    "ChoosableRowsModel",
    "Index",
    "RowsModel",
    "TitledRow",
    "TitledRowsModel",
]

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()

R = TypeVar("R")


class RowsModel(QAbstractListModel, Generic[R]):
    """One column of rows.

    Args:
        spoken: All of a row in words, for a screen reader.
        title: What it is known by, where it is not painted; all of it if this is left out.
    """

    def __init__(
        self,
        spoken: Callable[[R], str],
        title: Callable[[R], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows: list[R] = []
        self._spoken, self._title = spoken, title or spoken

    @property
    def rows(self) -> Sequence[R]:
        """All of them."""
        return self._rows

    def row(self, number: int) -> R:
        """A row."""
        return self._rows[number]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, its title, or all of it in words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()


class TitledRow(Protocol):
    """What a list shows of a row where it is not painted."""

    @property
    def title(self) -> str:
        """What it is known by."""
        ...

    @property
    def spoken(self) -> str:
        """All of it in words, for a screen reader."""
        ...


T = TypeVar("T", bound=TitledRow)


class TitledRowsModel(RowsModel[T]):
    """Rows that know their own words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.spoken, lambda row: row.title, parent)

    def _set(self, number: int, row: T) -> None:
        """Show another row in a row's place."""
        self._rows[number] = row
        self.dataChanged.emit(self.index(number), self.index(number))


class ChoosableRow(Protocol):
    """A row of which some, such as headings, can't be chosen."""

    @property
    def choosable(self) -> bool:
        """Whether the keyboard may stand on it."""
        ...

    @property
    def spoken(self) -> str:
        """All of it in words, for a screen reader."""
        ...


C = TypeVar("C", bound=ChoosableRow)


class ChoosableRowsModel(RowsModel[C]):
    """Rows some of which are passed over."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.spoken, parent=parent)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What Qt may do with a row."""
        if not self._rows[index.row()].choosable:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ChangingRowsModel(RowsModel[R]):
    """Other rows replace only those that are not the same."""

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; what stays the same stays where it is."""
        start, old_end, new_end = changed_span(self._rows, rows)
        both = min(old_end, new_end)
        self._rows[start:both] = rows[start:both]
        if start < both:
            self.dataChanged.emit(self.index(start), self.index(both - 1))
        if both < old_end:
            self.beginRemoveRows(_NO_PARENT, both, old_end - 1)
            del self._rows[both:old_end]
            self.endRemoveRows()
        if both < new_end:
            self.beginInsertRows(_NO_PARENT, both, new_end - 1)
            self._rows[both:both] = rows[both:new_end]
            self.endInsertRows()
