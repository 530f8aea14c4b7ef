"""Which marks touch a stretch of text: an index that costs what is asked for, not what is there.

Marks are filed under every bucket of the canonical text that they touch. Adding, removing and
asking take time in the length of the mark or the stretch, whatever the number of marks.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from galley.domain.annotation import Annotation, Kind

__all__ = ["Mark", "MarkIndex", "nesting"]

_BUCKET = 256  # code points: a few lines of text
_STRETCH = 16_384  # code points: some screens


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
        # Those that nobody has asked for yet; their ids, by the wide stretches that they touch.
        self._unfiled: dict[str, Annotation] = {}
        self._to_put: Sequence[Annotation] = ()  # of many that were altered, until somebody asks
        self._by_stretch: defaultdict[int, list[str]] = defaultdict(list)

    def __len__(self) -> int:
        self._settle()
        return len(self._by_annotation) + len(self._unfiled)

    def __contains__(self, annotation_id: str) -> bool:
        self._settle()
        return annotation_id in self._by_annotation or annotation_id in self._unfiled

    def put(self, annotation: Annotation) -> None:
        """Add an annotation, or take its new form; one without a place in this text is not here."""
        self.remove(annotation.id)
        if annotation.targets_in(self.version_id):
            self._file(annotation)

    def _file(self, annotation: Annotation) -> None:
        """Add one that has a place, and is not here."""
        targets = annotation.targets_in(self.version_id)
        final = len(targets) - 1
        marks = tuple(
            [
                Mark(annotation, target.start, target.end, number == final, number)
                for number, target in enumerate(targets)
            ]
        )
        self._by_annotation[annotation.id] = marks
        for mark in marks:
            for bucket in _buckets(mark.start, mark.end):
                self._by_bucket.setdefault(bucket, []).append(mark)

    def _file_stretch(self, stretch: int) -> None:
        """File what touches a wide stretch, if that was not asked for before."""
        for annotation_id in self._by_stretch.pop(stretch, ()):
            self._file_one(annotation_id)

    def _file_one(self, annotation_id: str) -> None:
        annotation = self._unfiled.pop(annotation_id, None)
        if annotation is not None:
            self._file(annotation)

    def change(self, put: Sequence[Annotation], removed: Iterable[str]) -> None:
        """Add or alter many, and take others out.

        Where most are altered that is done when somebody asks: whoever has changed thousands has
        done enough for one frame.
        """
        self._settle()
        for annotation_id in removed:
            self.remove(annotation_id)
        if 2 * len(put) > len(self):  # to take most of them out one by one would cost more
            self._to_put = put
            return
        for annotation in put:
            self.put(annotation)

    def _settle(self) -> None:
        """Alter what was put off."""
        put, self._to_put = self._to_put, ()
        if put:
            there = {annotation.id: annotation for annotation in self.annotations}
            there.update({annotation.id: annotation for annotation in put})
            self.replace_all(there.values(), self.version_id)

    def remove(self, annotation_id: str) -> None:
        """Take an annotation out; one that is not here is no error."""
        self._settle()
        self._unfiled.pop(annotation_id, None)
        marks = self._by_annotation.pop(annotation_id, ())
        for bucket in {b for mark in marks for b in _buckets(mark.start, mark.end)}:
            filed = [m for m in self._by_bucket[bucket] if m.annotation.id != annotation_id]
            if filed:
                self._by_bucket[bucket] = filed
            else:
                del self._by_bucket[bucket]

    def replace_all(self, annotations: Iterable[Annotation], version_id: str) -> None:
        """Hold exactly those of these annotations that have a place in a version.

        Of thousands, those are filed first that are asked for: an article opens with the marks of
        its first screen.
        """
        self.version_id = version_id
        self._to_put = ()
        self._by_bucket.clear()
        self._by_annotation.clear()
        self._unfiled, self._by_stretch = {}, defaultdict(list)
        self.add(annotations)

    def add(self, annotations: Iterable[Annotation]) -> None:
        """Hold these too, of which none is here."""
        self._settle()
        version_id, unfiled, by_stretch = self.version_id, self._unfiled, self._by_stretch
        for annotation in annotations:
            targets = annotation.targets_in(version_id)
            if targets:
                key = annotation.id
                unfiled[key] = annotation
                for target in targets:
                    first, last = target.start // _STRETCH, target.end // _STRETCH
                    by_stretch[first].append(key)
                    if last > first:
                        for stretch in range(first + 1, last + 1):
                            by_stretch[stretch].append(key)

    @property
    def annotations(self) -> list[Annotation]:
        """All that have a place in this text, in no order."""
        self._settle()
        filed = [marks[0].annotation for marks in self._by_annotation.values()]
        return [*filed, *self._unfiled.values()]

    def starts_by_kind(self) -> dict[Kind, list[int]]:
        """Where the passages begin, in order, by the kinds of their annotations."""
        found: defaultdict[Kind, list[int]] = defaultdict(list)
        for annotation in self.annotations:
            starts = [target.start for target in annotation.targets_in(self.version_id)]
            found[annotation.kind] += starts
        return {kind: sorted(starts) for kind, starts in found.items()}

    def get(self, annotation_id: str) -> tuple[Mark, ...]:
        """The passages of one annotation; none if it is not here."""
        self._settle()
        self._file_one(annotation_id)
        return self._by_annotation.get(annotation_id, ())

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with the stretch, outer before inner."""
        self._settle()
        if self._by_stretch:
            for stretch in range(start // _STRETCH, end // _STRETCH + 1):
                self._file_stretch(stretch)
        found = {
            mark.key: mark
            for bucket in _buckets(start, end)
            for mark in self._by_bucket.get(bucket, ())
            if mark.start < end and mark.end > start
        }
        return sorted(found.values(), key=lambda mark: mark.order)

    def __iter__(self) -> Iterator[Mark]:
        self._settle()
        for stretch in list(self._by_stretch):
            self._file_stretch(stretch)
        return iter([mark for marks in self._by_annotation.values() for mark in marks])


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
