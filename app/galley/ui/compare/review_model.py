"""The rows to review as a Qt model; knows no comparison beyond what a row holds."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from galley.domain.annotation import Decision
from galley.domain.comparison import CaptureComparison, Standing, standings
from galley.ui.compare.review import HeadlineRow, MarkRow, Row, SectionRow, name_of
from galley.ui.compare.words import accessible_row, decision_text, excerpt, line_of
from galley.ui.lists.row_changes import changed_span

__all__ = ["ROW_ROLE", "ReviewModel"]

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


class ReviewModel(QAbstractListModel):
    """One column: the headline, marks, and headings over those that need nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._comparison: CaptureComparison | None = None
        self._old: tuple[Standing, ...] = ()
        self._new: tuple[Standing, ...] = ()

    def set_comparison(self, comparison: CaptureComparison) -> None:
        """Say which captures the rows are about; of others than before, none is left."""
        before, self._comparison = self._comparison, comparison
        if before is None or (before.old, before.new) != (comparison.old, comparison.new):
            self.set_rows([])
            self._old, self._new = standings(comparison.old), standings(comparison.new)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead; what stays the same stays where it is."""
        first, old_end, new_end = changed_span(self._rows, rows)
        if first < old_end:
            self.beginRemoveRows(_NO_PARENT, first, old_end - 1)
            del self._rows[first:old_end]
            self.endRemoveRows()
        if first < new_end:
            self.beginInsertRows(_NO_PARENT, first, new_end - 1)
            self._rows[first:first] = rows[first:new_end]
            self.endInsertRows()

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self._rows

    def row_at(self, row: int) -> Row:
        """What a row shows."""
        return self._rows[row]

    def row_named(self, name: str) -> int | None:
        """The row that has a name."""
        found = (number for number, row in enumerate(self._rows) if name_of(row) == name)
        return next(found, None)

    def stops_at(self, row: int) -> bool:
        """Whether the keys stop at a row: not at headings."""
        return not isinstance(self._rows[row], SectionRow)

    def line_at(self, row: int) -> str:
        """The line that says what happened in a row; what was decided, if it has one line only."""
        here = self._rows[row]
        if isinstance(here, MarkRow):
            decided = here.decision not in (None, Decision.AUTOMATIC)
            if here.compact and decided and here.decision is not None:
                return decision_text(here.decision)
            return self.line_of(here)
        return self._headline() if isinstance(here, HeadlineRow) else ""

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
            return excerpt(row.mark) if isinstance(row, MarkRow) else self.line_at(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return accessible_row(row, self.line_at(index.row()))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if index.isValid() and not self.stops_at(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)
