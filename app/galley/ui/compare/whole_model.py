"""The two texts' rows as a Qt model; compares nothing."""

from collections.abc import Collection

from PySide6.QtCore import QObject

from galley.domain.comparison import CaptureComparison, RowState, Standing, TextRow, standings
from galley.ui.compare.whole_rows import FoldedRow, ShownRow, WholeRow, whole_rows
from galley.ui.compare.words import folded_text, moved_text, place_text, state_text
from galley.ui.components.placeholders import filled
from galley.ui.lists.row_models import RowsModel

__all__ = ["WholeModel"]

_SAID = 400  # code points of either side that a screen reader says


class WholeModel(RowsModel[WholeRow]):
    """One column; each row holds what stands in one text beside what stands in the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(self._said, self._title_of, parent)
        self._comparison: CaptureComparison | None = None
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
        rows = whole_rows(self._comparison.texts.rows, folding=folding, unfolded=unfolded)
        self._places = {
            row.number: place for place, row in enumerate(rows) if isinstance(row, ShownRow)
        }
        self.show_rows(rows)

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

    def _title_of(self, row: WholeRow) -> str:
        if isinstance(row, FoldedRow):
            return folded_text(row.count)
        return self.words(row.row, new=True) or self.words(row.row, new=False)

    def _said(self, row: WholeRow) -> str:
        if isinstance(row, FoldedRow):
            return folded_text(row.count)
        state, here = state_text(row.row.state), row.row
        old, new = (self.words(here, new=side)[:_SAID] for side in (False, True))
        if here.state is RowState.SAME or not old or not new:
            return f"{state}: {new or old}"
        return filled(self.tr("%1. Before: %2 Now: %3"), state, old, new)
