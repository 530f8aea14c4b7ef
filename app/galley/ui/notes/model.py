"""The panel's cards as a Qt model, in reading order and filtered; knows nothing of painting."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from galley.domain.annotation import Annotation, reading_order
from galley.ui.notes.filters import NoteFilter
from galley.ui.notes.words import accessible_text, excerpt_text

__all__ = ["ANNOTATION_ROLE", "NotesModel"]

Index = QModelIndex | QPersistentModelIndex
ANNOTATION_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


class NotesModel(QAbstractListModel):
    """One column: the annotations that the filter accepts, as a reader meets them.

    A new list is compared with the old one, so that one mark more is one row more and what the
    view knows of the other rows stays true.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._annotations: list[Annotation] = []
        self._numbers: dict[str, int] = {}
        self._filter = NoteFilter()
        self._shown: list[Annotation] = []
        self._rows: dict[str, int] | None = None  # id -> row, made when first asked for

    @property
    def annotations(self) -> Sequence[Annotation]:
        """All annotations in reading order, shown or not."""
        return self._annotations

    @property
    def filter(self) -> NoteFilter:
        """Which of them are shown."""
        return self._filter

    def set_annotations(
        self, annotations: Sequence[Annotation], numbers: Mapping[str, int] | None = None
    ) -> None:
        """Show these instead.

        Args:
            annotations: In any order.
            numbers: Each id's number; without it they are numbered as a reader meets them.
        """
        self._annotations = sorted(annotations, key=reading_order)
        self._numbers = dict(numbers) if numbers is not None else self._counted()
        self._show(self._accepted())

    def update_annotation(self, annotation: Annotation) -> None:
        """Put a changed annotation in the place of the one with its id; ignore an unknown one."""
        for place, old in enumerate(self._annotations):
            if old.id == annotation.id:
                self._annotations[place] = annotation
                if reading_order(old) != reading_order(annotation):
                    self._annotations.sort(key=reading_order)
                self._show(self._accepted())
                return

    def set_filter(self, note_filter: NoteFilter) -> None:
        """Show those that the filter accepts."""
        if note_filter != self._filter:
            self._filter = note_filter
            self.beginResetModel()
            self._shown = self._accepted()
            self._rows = None
            self.endResetModel()

    def row_of(self, annotation_id: str) -> int | None:
        """The row that shows an annotation, or None."""
        if self._rows is None:
            self._rows = {annotation.id: row for row, annotation in enumerate(self._shown)}
        return self._rows.get(annotation_id)

    def annotation_at(self, row: int) -> Annotation:
        """The annotation in a row."""
        return self._shown[row]

    def has(self, annotation_id: str) -> bool:
        """Whether there is such an annotation, shown or not."""
        return any(annotation.id == annotation_id for annotation in self._annotations)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many annotations are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The annotation itself, its words, or the card as a screen reader says it."""
        if not index.isValid():
            return None
        annotation = self._shown[index.row()]
        if role == ANNOTATION_ROLE:
            return annotation
        if role == Qt.ItemDataRole.DisplayRole:
            return excerpt_text(annotation)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return accessible_text(annotation, self._numbers.get(annotation.id, index.row() + 1))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return annotation.note
        return None

    def _counted(self) -> dict[str, int]:
        return {annotation.id: n for n, annotation in enumerate(self._annotations, start=1)}

    def _accepted(self) -> list[Annotation]:
        if self._filter.shows_all:
            return list(self._annotations)
        return [annotation for annotation in self._annotations if self._filter.accepts(annotation)]

    def _show(self, new: list[Annotation]) -> None:
        """Tell the view of the difference between what is shown and ``new``."""
        old = self._shown
        shortest = min(len(old), len(new))
        head = 0
        while head < shortest and old[head].id == new[head].id:
            head += 1
        tail = 0
        while tail < shortest - head and old[-1 - tail].id == new[-1 - tail].id:
            tail += 1
        if not head and not tail:
            self.beginResetModel()
            self._shown, self._rows = new, None
            self.endResetModel()
            return
        pairs = [(row, row) for row in range(head)]
        pairs += [(len(old) - back, len(new) - back) for back in range(tail, 0, -1)]
        changed = [after for before, after in pairs if old[before] != new[after]]
        self._replace(head, len(old) - tail, new[head : len(new) - tail])
        self._shown, self._rows = new, None
        for row in changed:
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def _replace(self, start: int, end: int, middle: list[Annotation]) -> None:
        """Remove the rows from ``start`` up to ``end`` and put ``middle`` there."""
        if end > start:
            self.beginRemoveRows(_NO_PARENT, start, end - 1)
            self._shown = self._shown[:start] + self._shown[end:]
            self._rows = None
            self.endRemoveRows()
        if middle:
            self.beginInsertRows(_NO_PARENT, start, start + len(middle) - 1)
            self._shown = self._shown[:start] + middle + self._shown[start:]
            self._rows = None
            self.endInsertRows()
