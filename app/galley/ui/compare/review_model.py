"""The rows to review as a Qt model; knows no comparison beyond what a row holds."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt

from galley.domain.annotation import Decision
from galley.domain.comparison import CaptureComparison, Standing, standings
from galley.ui.compare.review import HeadlineRow, MarkRow, Row, SectionRow, name_of
from galley.ui.compare.words import accessible_row, decision_text, excerpt, line_of
from galley.ui.lists.row_changes import changed_span
from galley.ui.lists.row_models import Index, RowsModel

__all__ = ["ReviewModel"]

_NO_PARENT = QModelIndex()


class ReviewModel(RowsModel[Row]):
    """One column: the headline, marks, and headings over those that need nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            lambda row: accessible_row(row, self._line_of_row(row)), self._title_of, parent
        )
        self._comparison: CaptureComparison | None = None
        self._old: tuple[Standing, ...] = ()
        self._new: tuple[Standing, ...] = ()

    def set_comparison(self, comparison: CaptureComparison) -> None:
        """Say which captures the rows are about; of others than before, none is left."""
        before, self._comparison = self._comparison, comparison
        if before is None or (before.old, before.new) != (comparison.old, comparison.new):
            self.show_rows([])
            self._old, self._new = standings(comparison.old), standings(comparison.new)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead; what stays the same stays where it is.

        What doesn't is taken out first, and with it the choice: another mark in its row is not it.
        """
        first, old_end, new_end = changed_span(self._rows, rows)
        if first < old_end:
            self.beginRemoveRows(_NO_PARENT, first, old_end - 1)
            del self._rows[first:old_end]
            self.endRemoveRows()
        if first < new_end:
            self.beginInsertRows(_NO_PARENT, first, new_end - 1)
            self._rows[first:first] = rows[first:new_end]
            self.endInsertRows()

    def row_named(self, name: str) -> int | None:
        """The row that has a name."""
        found = (number for number, row in enumerate(self._rows) if name_of(row) == name)
        return next(found, None)

    def stops_at(self, row: int) -> bool:
        """Whether the keys stop at a row: not at headings."""
        return not isinstance(self._rows[row], SectionRow)

    def line_at(self, row: int) -> str:
        """The line that says what happened in a row; what was decided, if it has one line only."""
        return self._line_of_row(self._rows[row])

    def _line_of_row(self, row: Row) -> str:
        if isinstance(row, MarkRow):
            decided = row.decision not in (None, Decision.AUTOMATIC)
            if row.compact and decided and row.decision is not None:
                return decision_text(row.decision)
            return self.line_of(row)
        return self._headline() if isinstance(row, HeadlineRow) else ""

    def _title_of(self, row: Row) -> str:
        return excerpt(row.mark) if isinstance(row, MarkRow) else self._line_of_row(row)

    def line_of(self, row: MarkRow) -> str:
        """What happened to a mark."""
        main = row.mark.main
        old, new = self.standing(main.old, new=False), self.standing(main.new)
        return line_of(row.mark, old, new)

    def standing(self, place: tuple[int, int] | None, *, new: bool = True) -> Standing | None:
        """Where a place of the new text, or of the old one, stands."""
        if place is None or self._comparison is None:
            return None
        version = self._comparison.new if new else self._comparison.old
        return (self._new if new else self._old)[version.block_index(place[0])]

    def _headline(self) -> str:
        change = self._comparison.headline if self._comparison else None
        if change is None or self._comparison is None:
            return ""
        stretch, version = change.new, self._comparison.new
        return "" if stretch is None else version.text[stretch.start : stretch.end]

    def old_headline(self) -> str:
        """The headline as it was."""
        change = self._comparison.headline if self._comparison else None
        if change is None or self._comparison is None or change.old is None:
            return ""
        return self._comparison.old.text[change.old.start : change.old.end]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if index.isValid() and not self.stops_at(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)
