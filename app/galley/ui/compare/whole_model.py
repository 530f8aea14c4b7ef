"""The two texts' rows as a Qt model; compares nothing."""

from collections.abc import Collection

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from galley.domain.comparison import CaptureComparison, RowState, Standing, TextRow, standings
from galley.ui.compare.whole_rows import FoldedRow, ShownRow, WholeRow, whole_rows
from galley.ui.compare.words import folded_text, moved_text, place_text, state_text
from galley.ui.components.placeholders import filled

__all__ = ["ROW_ROLE", "WholeModel"]

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()
_SAID = 400  # code points of either side that a screen reader says


class WholeModel(QAbstractListModel):
    """One column; each row holds what stands in one text beside what stands in the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._comparison: CaptureComparison | None = None
        self._rows: list[WholeRow] = []
        self._places: dict[int, int] = {}
        self._old: tuple[Standing, ...] = ()
        self._new: tuple[Standing, ...] = ()

    @property
    def comparison(self) -> CaptureComparison | None:
        """What is shown."""
        return self._comparison

    def show_comparison(self, comparison: CaptureComparison, *, folding: bool) -> None:
        """Show two texts."""
        self._comparison = comparison
        self._old, self._new = standings(comparison.old), standings(comparison.new)
        self.fold(folding=folding)

    def fold(self, *, folding: bool, unfolded: Collection[int] = ()) -> None:
        """Fold what did not change, or do not; see :func:`whole_rows`."""
        if self._comparison is None:
            return
        self.beginResetModel()
        rows = self._comparison.texts.rows
        self._rows = whole_rows(rows, folding=folding, unfolded=unfolded)
        self._places = {
            row.number: place for place, row in enumerate(self._rows) if isinstance(row, ShownRow)
        }
        self.endResetModel()

    def row_at(self, row: int) -> WholeRow:
        """What a row shows."""
        return self._rows[row]

    def place_of(self, number: int) -> int:
        """The row of the list that shows a row of the comparison; the fold it is in, if it is."""
        if number in self._places:
            return self._places[number]
        folds = (
            place
            for place, row in enumerate(self._rows)
            if isinstance(row, FoldedRow) and row.first <= number < row.first + row.count
        )
        return next(folds, 0)

    def number_at(self, row: int) -> int:
        """The row of the comparison at, or first in, a row of the list."""
        here = self._rows[row]
        return here.number if isinstance(here, ShownRow) else here.first

    def words(self, row: TextRow, *, new: bool) -> str:
        """What stands on one side of a row."""
        stretch = row.new if new else row.old
        if stretch is None or self._comparison is None:
            return ""
        text = self._comparison.new.text if new else self._comparison.old.text
        return text[stretch.start : stretch.end]

    def standing(self, row: TextRow, *, new: bool) -> Standing | None:
        """Where one side of a row stands."""
        stretch = row.new if new else row.old
        if stretch is None:
            return None
        return (self._new if new else self._old)[stretch.block]

    def hint(self, row: TextRow) -> str:
        """What is said on the empty side of a row that moved."""
        if row.elsewhere < 0 or self._comparison is None:
            return ""
        other = self._comparison.texts.rows[row.elsewhere]
        away = row.state is RowState.MOVED_AWAY
        standing = self.standing(other, new=away)
        return moved_text(place_text(standing) if standing else "", away=away)

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
            if isinstance(row, FoldedRow):
                return folded_text(row.count)
            return self.words(row.row, new=True) or self.words(row.row, new=False)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(row)
        return None

    def _said(self, row: WholeRow) -> str:
        if isinstance(row, FoldedRow):
            return folded_text(row.count)
        state, here = state_text(row.row.state), row.row
        old, new = (self.words(here, new=side)[:_SAID] for side in (False, True))
        if here.state is RowState.SAME or not old or not new:
            return f"{state}: {new or old}"
        return filled(self.tr("%1. Before: %2 Now: %3"), state, old, new)
