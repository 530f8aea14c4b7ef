"""Which marks touch a stretch of text: an index that costs what is asked for, not what is there.

Marks are filed under every bucket of the canonical text that they touch. Adding, removing and
asking take time in the length of the mark or the stretch, whatever the number of marks.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from galley.domain.annotation import Annotation

__all__ = ["Mark", "MarkIndex", "nesting"]

_BUCKET = 256  # code points: a few lines of text


class Mark(NamedTuple):
    """One passage of an annotation, as it is painted. Offsets are code points, end exclusive."""

    annotation: Annotation
    start: int
    end: int
    last: bool = True
    passage: int = 0  # which one of its annotation, from 0

    @property
    def key(self) -> tuple[str, int, int]:
        """What tells this passage from all others of the article."""
        return (self.annotation.id, self.start, self.end)

    @property
    def order(self) -> tuple[int, int, datetime, str]:
        """Outer before inner; of two on the same words the one made first."""
        return (self.start, -self.end, self.annotation.created_at, self.annotation.id)


def _last_bucket(start: int, end: int) -> int:
    return (end - 1 if end > start else start) // _BUCKET


def _buckets(start: int, end: int) -> range:
    return range(start // _BUCKET, _last_bucket(start, end) + 1)


class MarkIndex:
    """The marks of one text: those annotations that have a place in its version.

    Attributes:
        version_id: The version's.
    """

    def __init__(self, version_id: str = "") -> None:
        self.version_id = version_id
        self._by_bucket: dict[int, list[Mark]] = {}
        self._by_annotation: dict[str, tuple[Mark, ...]] = {}

    def __len__(self) -> int:
        return len(self._by_annotation)

    def __contains__(self, annotation_id: str) -> bool:
        return annotation_id in self._by_annotation

    def put(self, annotation: Annotation) -> None:
        """Add an annotation, or take its new form; one without a place in this text is not here."""
        if annotation.id in self._by_annotation:
            self.remove(annotation.id)
        self._file(annotation)

    def _file(self, annotation: Annotation) -> None:
        """Add one that is not here."""
        targets = annotation.targets_in(self.version_id)
        if not targets:
            return
        final = len(targets) - 1
        marks = tuple(
            [
                Mark(annotation, target.start, target.end, number == final, number)
                for number, target in enumerate(targets)
            ]
        )
        self._by_annotation[annotation.id] = marks
        by_bucket = self._by_bucket
        for mark in marks:
            for bucket in _buckets(mark.start, mark.end):
                if bucket in by_bucket:
                    by_bucket[bucket].append(mark)
                else:
                    by_bucket[bucket] = [mark]

    def change(self, put: Sequence[Annotation], removed: Iterable[str]) -> None:
        """Add or alter many, and take others out."""
        for annotation_id in removed:
            self.remove(annotation_id)
        if 2 * len(put) > len(self):  # to take most of them out one by one would cost more
            there = {marks[0].annotation.id: marks[0].annotation for marks in self._all()}
            there.update({annotation.id: annotation for annotation in put})
            self.replace_all(there.values(), self.version_id)
            return
        for annotation in put:
            self.put(annotation)

    def _all(self) -> Iterable[tuple[Mark, ...]]:
        return self._by_annotation.values()

    def remove(self, annotation_id: str) -> None:
        """Take an annotation out; one that is not here is no error."""
        marks = self._by_annotation.pop(annotation_id, ())
        for bucket in {b for mark in marks for b in _buckets(mark.start, mark.end)}:
            filed = [m for m in self._by_bucket[bucket] if m.annotation.id != annotation_id]
            if filed:
                self._by_bucket[bucket] = filed
            else:
                del self._by_bucket[bucket]

    def replace_all(self, annotations: Iterable[Annotation], version_id: str) -> None:
        """Hold exactly those of these annotations that have a place in a version."""
        self.version_id = version_id
        self._by_bucket.clear()
        self._by_annotation.clear()
        for annotation in annotations:
            self._file(annotation)

    def get(self, annotation_id: str) -> tuple[Mark, ...]:
        """The passages of one annotation; none if it is not here."""
        return self._by_annotation.get(annotation_id, ())

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with the stretch, outer before inner."""
        found = {
            mark.key: mark
            for bucket in _buckets(start, end)
            for mark in self._by_bucket.get(bucket, ())
            if mark.start < end and mark.end > start
        }
        return sorted(found.values(), key=lambda mark: mark.order)

    def __iter__(self) -> Iterator[Mark]:
        return iter(mark for marks in self._by_annotation.values() for mark in marks)


def nesting(marks: list[Mark]) -> dict[tuple[str, int, int], int]:
    """How deep each mark lies inside the others: 0 for an outermost one.

    Args:
        marks: Marks in their order, outer before inner.

    Returns:
        The depth by :attr:`Mark.key`. Marks that merely overlap count as nested too, the
        later one deeper, so that both keep an edge that can be seen.
    """
    depths: dict[tuple[str, int, int], int] = {}
    open_marks: list[tuple[int, int]] = []  # (end, depth)
    for mark in marks:
        open_marks = [(end, depth) for end, depth in open_marks if end > mark.start]
        taken = {depth for _end, depth in open_marks}
        depth = next(level for level in range(len(taken) + 1) if level not in taken)
        depths[mark.key] = depth
        open_marks.append((mark.end, depth))
    return depths
