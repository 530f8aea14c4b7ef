"""Rows of one kind as a list model; knows only what every row can say of itself."""

from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

__all__ = ["ROW_ROLE", "Index", "TitledRow", "TitledRowsModel"]

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


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


R = TypeVar("R", bound=TitledRow)


class TitledRowsModel(QAbstractListModel, Generic[R]):
    """One column of rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[R] = []

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
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    def _show(self, rows: list[R]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _set(self, number: int, row: R) -> None:
        """Show another row in a row's place."""
        self._rows[number] = row
        self.dataChanged.emit(self.index(number), self.index(number))
