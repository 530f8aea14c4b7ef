"""The panel's cards as a Qt model, in reading order and filtered; knows nothing of painting."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
)

from galley.domain.annotation import (
    Annotation,
    CheckStatus,
    Kind,
    reading_order,
    reading_order_in,
)
from galley.ui.lists.row_changes import changed_span
from galley.ui.lists.row_models import Index
from galley.ui.notes.filters import NoteFilter
from galley.ui.notes.note_document import LinkedFrom
from galley.ui.notes.words import Standing, accessible_text, excerpt_text, standing

__all__ = ["ANNOTATION_ROLE", "NotesModel"]

ANNOTATION_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()
_MANY = 200  # rows: to tell of each stretch of them takes longer than to look at all in sight


class NotesModel(QAbstractListModel):
    """One column: the annotations that the filter accepts, as a reader meets them.

    A new list is compared with the old one, so that one mark more is one row more and what the
    view knows of the other rows stays true.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._annotations: list[Annotation] = []
        self._by_id: dict[str, Annotation] = {}
        self._numbers: Mapping[str, int] | None = None
        self._version_id = ""
        self._order: Callable[[Annotation], Any] = reading_order
        self._filter = NoteFilter()
        self._shown: list[Annotation] = []
        self._quoting: Callable[[Sequence[str]], QMimeData] | None = None
        self._linked: Mapping[str, tuple[LinkedFrom, ...]] = {}

    @property
    def annotations(self) -> Sequence[Annotation]:
        """All annotations in reading order, shown or not."""
        return self._annotations

    @property
    def filter(self) -> NoteFilter:
        """Which of them are shown."""
        return self._filter

    def set_annotations(
        self,
        annotations: Sequence[Annotation],
        numbers: Mapping[str, int] | None = None,
        version_id: str = "",
        *,
        in_order: bool = False,
    ) -> None:
        """Show these instead.

        Args:
            annotations: Those in use.
            numbers: Each id's number; without it they are numbered as a reader meets them.
            version_id: The version that is shown; without it each stands where it was made.
            in_order: They come as a reader meets them in that version: thousands need no sorting.
        """
        if version_id != self._version_id:
            self._version_id = version_id
            self._order = reading_order_in(version_id) if version_id else reading_order
            self.beginResetModel()
            self._annotations, self._by_id, self._shown = [], {}, []
            self.endResetModel()
        self._annotations = list(annotations) if in_order else sorted(annotations, key=self._order)
        self._by_id = {annotation.id: annotation for annotation in self._annotations}
        self._numbers = numbers
        self._show(self._accepted())

    def update_annotation(self, annotation: Annotation) -> bool:
        """Put a changed annotation in the place of the one with its id, or add a new one.

        Costs no more among thousands than among ten.

        Returns:
            Whether there may be more or fewer of some kind or status than before.
        """
        old = self._by_id.get(annotation.id)
        self._put(annotation, old)
        return old is None or _counted(old) != _counted(annotation)

    def _put(self, annotation: Annotation, old: Annotation | None) -> None:
        row = None if old is None else self._row(old)
        moved = old is not None and self._order(old) != self._order(annotation)
        if old is not None and not moved:
            self._annotations[self._place(self._annotations, old)] = annotation
            self._by_id[annotation.id] = annotation
            if row is not None and self._filter.accepts(annotation):
                self._shown[row] = annotation
                self.dataChanged.emit(self.index(row), self.index(row))
                return
        if old is not None:
            self._take_out(old, row, wholly=moved)
        if old is None or moved:
            self._annotations.insert(self._place(self._annotations, annotation), annotation)
            self._by_id[annotation.id] = annotation
        if self._filter.accepts(annotation):
            place = self._place(self._shown, annotation)
            self.beginInsertRows(_NO_PARENT, place, place)
            self._shown.insert(place, annotation)
            self.endInsertRows()

    def remove_annotations(self, ids: Iterable[str]) -> None:
        """Take annotations out; an unknown id is ignored."""
        for annotation_id in ids:
            old = self._by_id.get(annotation_id)
            if old is not None:
                self._take_out(old, self._row(old), wholly=True)

    def set_filter(self, note_filter: NoteFilter) -> None:
        """Show those that the filter accepts."""
        if note_filter != self._filter:
            self._filter = note_filter
            self.beginResetModel()
            self._shown = self._accepted()
            self.endResetModel()

    def set_linked(self, linked: Mapping[str, tuple[LinkedFrom, ...]]) -> None:
        """Take what links to the annotations, by their ids."""
        before, self._linked = self._linked, linked
        for one in before.keys() | linked.keys():
            row = self.row_of(one) if before.get(one) != linked.get(one) else None
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row))

    def linked(self, annotation: Annotation) -> tuple[LinkedFrom, ...]:
        """What links to an annotation."""
        return self._linked.get(annotation.id, ())

    def row_of(self, annotation_id: str) -> int | None:
        """The row that shows an annotation, or None."""
        annotation = self._by_id.get(annotation_id)
        return None if annotation is None else self._row(annotation)

    def annotation_at(self, row: int) -> Annotation:
        """The annotation in a row."""
        return self._shown[row]

    def has(self, annotation_id: str) -> bool:
        """Whether there is such an annotation, shown or not."""
        return annotation_id in self._by_id

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cards can be selected and dragged away."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def supportedDragActions(self) -> Qt.DropAction:
        """What is dragged away stays here."""
        return Qt.DropAction.CopyAction

    def set_quoting(self, quoting: Callable[[Sequence[str]], QMimeData]) -> None:
        """Have annotations, by their ids, made into what other programs take."""
        self._quoting = quoting

    def mimeTypes(self) -> list[str]:
        """Text, rich text and Markdown."""
        return ["text/plain", "text/html", "text/markdown"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The cards as quotations, in reading order."""
        rows = sorted(index.row() for index in indexes)
        ids = [self._shown[row].id for row in rows]
        return self._quoting(ids) if self._quoting is not None else QMimeData()

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
            return excerpt_text(self.standing(annotation))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            absence = self.standing(annotation).absence
            links = sum(one.notes for one in self.linked(annotation))
            return accessible_text(annotation, self._number(annotation), absence, links)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return annotation.note
        return None

    def standing(self, annotation: Annotation) -> Standing:
        """Its words in the version that is shown, and why it has no place there if it has none."""
        return standing(annotation, self._version_id)

    def _place(self, annotations: Sequence[Annotation], annotation: Annotation) -> int:
        """Where an annotation is in a sorted list, or where it would go."""
        return bisect_left(annotations, self._order(annotation), key=self._order)

    def _number(self, annotation: Annotation) -> int:
        """The annotation's number as it was given, or as a reader meets it."""
        if self._numbers is not None and annotation.id in self._numbers:
            return self._numbers[annotation.id]
        return self._place(self._annotations, annotation) + 1

    def _row(self, annotation: Annotation) -> int | None:
        row = self._place(self._shown, annotation)
        there = row < len(self._shown) and self._shown[row].id == annotation.id
        return row if there else None

    def _take_out(self, annotation: Annotation, row: int | None, wholly: bool) -> None:
        """Remove a row, and the annotation itself if ``wholly``."""
        if wholly:
            del self._annotations[self._place(self._annotations, annotation)]
            del self._by_id[annotation.id]
        if row is not None:
            self.beginRemoveRows(_NO_PARENT, row, row)
            del self._shown[row]
            self.endRemoveRows()

    def _accepted(self) -> list[Annotation]:
        if self._filter.shows_all:
            return list(self._annotations)
        return [annotation for annotation in self._annotations if self._filter.accepts(annotation)]

    def _show(self, new: list[Annotation]) -> None:
        """Tell the view of the difference between what is shown and ``new``."""
        old = self._shown
        start, old_end, new_end = changed_span(
            [annotation.id for annotation in old], [annotation.id for annotation in new]
        )
        if start == 0 and old_end == len(old) and new_end == len(new):
            self.beginResetModel()
            self._shown = new
            self.endResetModel()
            return
        after = zip(old[old_end:], new[new_end:], strict=True)
        pairs = [*zip(old[:start], new[:start], strict=True), *after]
        rows = [*range(start), *range(new_end, len(new))]
        changed = [
            row
            for row, (was, now) in zip(rows, pairs, strict=True)
            if was is not now and was != now
        ]
        self._replace(start, old_end, new[start:new_end])
        self._shown = new
        for first, last in _stretches(changed):
            self.dataChanged.emit(self.index(first), self.index(last))

    def _replace(self, start: int, end: int, middle: list[Annotation]) -> None:
        """Remove the rows from ``start`` up to ``end`` and put ``middle`` there."""
        if end > start:
            self.beginRemoveRows(_NO_PARENT, start, end - 1)
            self._shown = self._shown[:start] + self._shown[end:]
            self.endRemoveRows()
        if middle:
            self.beginInsertRows(_NO_PARENT, start, start + len(middle) - 1)
            self._shown = self._shown[:start] + middle + self._shown[start:]
            self.endInsertRows()


def _counted(annotation: Annotation) -> tuple[Kind, CheckStatus]:
    return annotation.kind, annotation.check.status


def _stretches(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of rows that follow on one another, by their first and last; all as one if many."""
    if len(rows) > _MANY:
        yield rows[0], rows[-1]
        return
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] != rows[place - 1] + 1:
            yield rows[start], rows[place - 1]
            start = place
