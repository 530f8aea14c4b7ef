"""The rows of the page of results as a Qt model; knows no search."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from galley.domain.search import SearchHit
from galley.ui.search.results import Group, More, Row
from galley.ui.search.words import accessible_row, headline_of, words_of

__all__ = ["ROW_ROLE", "ResultsModel"]

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


class ResultsModel(QAbstractListModel):
    """One column: articles, and under each what was found in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_at(self, row: int) -> Row:
        """What a row shows."""
        return self._rows[row]

    def stops_at(self, row: int) -> bool:
        """Whether the keys stop at a row: at what was found, not at a headline for its own sake."""
        here = self._rows[row]
        return not isinstance(here, Group) or here.hit is not None

    def row_like(self, wanted: Row) -> int | None:
        """The row that shows the same thing as one of an earlier search did."""
        name = _name_of(wanted)
        names = enumerate(map(_name_of, self._rows))
        return next((row for row, known in names if known == name), None)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, its words, or the row as a screen reader says it."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _words_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return accessible_row(row)
        return None


def _words_of(row: Row) -> str:
    if isinstance(row, Group):
        return headline_of(row)
    return words_of(row) if isinstance(row, SearchHit) else accessible_row(row)


def _name_of(row: Row) -> tuple[str, str, int | None]:
    if isinstance(row, More):
        return ("", "", None)
    if isinstance(row, Group):
        return (row.article_id, "headline", None)
    return (row.article_id, row.annotation_id, row.offset)
