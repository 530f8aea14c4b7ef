"""Which row of the table shows what, with groups that can be folded away. Knows no Qt."""

from array import array
from bisect import bisect_right
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import accumulate, islice

from galley.domain.annotation_table import AnnotationOrder

__all__ = ["ChosenNumbers", "GroupedRows"]


_SLICE = 10_000  # rows: a few milliseconds


class ChosenNumbers:
    """The numbers of chosen annotations, each once. Being made costs nothing, whatever their count.

    Args:
        sequences: All that are shown, in order.
        runs: Begin and end of each run of places in it, in order, none of them overlapping.
        often: One number may stand in several places.
    """

    def __init__(
        self, sequences: Sequence[int], runs: tuple[tuple[int, int], ...], *, often: bool
    ) -> None:
        self._sequences, self._runs, self._often = sequences, runs, often

    def __bool__(self) -> bool:
        return bool(self._runs)

    def __len__(self) -> int:
        if self._often:
            return sum(1 for _number in self)
        known = len(self._sequences)
        return sum(max(0, min(end, known) - begin) for begin, end in self._runs)

    def __iter__(self) -> Iterator[int]:
        known: set[int] = set()
        for begin, end in self._runs:
            for start in range(begin, end, _SLICE):
                for number in self._sequences[start : min(end, start + _SLICE)]:
                    if not self._often:
                        yield number
                    elif number not in known:
                        known.add(number)
                        yield number


class GroupedRows:
    """The rows that are seen: annotations, and above each group its head.

    A group is told from others by the number of its place, until another order is shown.
    """

    def __init__(self) -> None:
        self._sequences: Sequence[int] = ()
        self._sizes: Sequence[int] = ()
        self._names: Sequence[str] = ()
        self._begins: list[int] = []  # the place of each group's first annotation in the order
        self._heads: list[int] = []  # the row of each group's head
        self._folded: set[int] = set()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def groups(self) -> int:
        """How many groups there are; 0 if rows are not put together."""
        return len(self._sizes)

    @property
    def sequences(self) -> Sequence[int]:
        """All annotations, folded away or not."""
        return self._sequences

    def set_order(self, order: AnnotationOrder, *, keep_folds: bool) -> None:
        """Show another order.

        Args:
            order: The annotations with their groups.
            keep_folds: The groups are the same ones, so that those folded away stay so.
        """
        self._sequences, self._sizes, self._names = order.sequences, order.sizes, order.names
        if not keep_folds:
            self._folded.clear()
        self._begins = list(accumulate(self._sizes, initial=0))[:-1]
        self._add_up()

    def _add_up(self) -> None:
        if not self._sizes:
            self._heads, self._count = [], len(self._sequences)
            return
        heights = [size + 1 for size in self._sizes]
        for group in self._folded:
            heights[group] = 1
        *self._heads, self._count = accumulate(heights, initial=0)

    def place(self, row: int) -> tuple[int, int]:
        """What a row shows: its group, and its place in the order; -1 for a head, and no group."""
        if not self._sizes:
            return -1, row
        group = bisect_right(self._heads, row) - 1
        inside = row - self._heads[group] - 1
        return group, -1 if inside < 0 else self._begins[group] + inside

    def sequence(self, row: int) -> int | None:
        """The annotation that a row shows; None for a head, or if it is not known yet."""
        _group, place = self.place(row)
        return self._sequences[place] if 0 <= place < len(self._sequences) else None

    def size(self, group: int) -> int:
        """How many annotations a group has."""
        return self._sizes[group]

    def name(self, group: int) -> str:
        """A tag's group's tag; empty for other groups, and for those without a tag."""
        return self._names[group] if self._names else ""

    def first_of(self, group: int) -> int | None:
        """A group's first annotation, which says what the group is; None if not known yet."""
        begin = self._begins[group]
        return self._sequences[begin] if begin < len(self._sequences) else None

    def head(self, group: int) -> int:
        """The row of a group's head."""
        return self._heads[group]

    def is_folded(self, group: int) -> bool:
        """Whether only its head is seen."""
        return group in self._folded

    def fold(self, groups: Iterable[int], *, folded: bool) -> None:
        """Fold groups away, or unfold them."""
        if folded:
            self._folded.update(groups)
        else:
            self._folded.difference_update(groups)
        self._add_up()

    def chosen(self, ranges: Iterable[tuple[int, int]]) -> ChosenNumbers:
        """The annotations in some rows; a head stands for all of its group.

        Args:
            ranges: First and last row of each run of rows.

        Returns:
            Each of them once, in the order of the rows; whatever is folded or shown afterwards.
        """
        runs = sorted(run for first, last in ranges for run in self._places(first, last))
        joined: list[tuple[int, int]] = []
        for begin, end in runs:  # a head and its rows may both be chosen
            if joined and begin <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((begin, end))
        return ChosenNumbers(self._sequences, tuple(joined), often=bool(self._names))

    def count(self, ranges: Iterable[tuple[int, int]]) -> int:
        """How many annotations :meth:`chosen` would give."""
        return len(self.chosen(ranges))

    def is_like(self, order: AnnotationOrder) -> bool:
        """Whether an order has the very rows that are shown."""
        before, after = self._sequences, order.sequences
        if isinstance(before, array) and isinstance(after, array):  # a million in a millisecond
            same = before.tobytes() == after.tobytes()
        else:
            same = list(before) == list(after)
        return same and list(self._sizes) == list(order.sizes)

    def row_of(self, number: int) -> int | None:
        """The first row that shows an annotation, unless that is folded away."""
        try:
            return self._row_at(self._sequences.index(number))
        except ValueError:
            return None

    def finding(self, numbers: Iterable[int]) -> Generator[None, None, list[tuple[int, int]]]:
        """Look for some annotations' rows, but for those folded away, in slices.

        Returns:
            First and last row of each run of rows.
        """
        wanted: set[int] = set()
        some = iter(numbers)
        while part := list(islice(some, _SLICE)):
            wanted.update(part)
            yield
        runs: list[tuple[int, int]] = []
        for start in range(0, len(self._sequences) if wanted else 0, _SLICE):
            for place, number in enumerate(self._sequences[start : start + _SLICE], start):
                row = self._row_at(place) if number in wanted else None
                if row is None:
                    continue
                if runs and runs[-1][1] == row - 1:
                    runs[-1] = (runs[-1][0], row)
                else:
                    runs.append((row, row))
            yield
        return runs

    def _row_at(self, place: int) -> int | None:
        """The row that shows a place in the order; None if that is folded away."""
        if not self._sizes:
            return place
        group = bisect_right(self._begins, place) - 1
        if group in self._folded:
            return None
        return self._heads[group] + 1 + place - self._begins[group]

    def _places(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Runs of places in the order, for a run of rows."""
        if not self._sizes:
            yield first, last + 1
            return
        row = first
        while row <= last:
            group, place = self.place(row)
            end = self._begins[group] + self._sizes[group]
            if place < 0:
                yield self._begins[group], end
                below = self._heads[group] + 1
                row = below if self.is_folded(group) else below + self._sizes[group]
            else:
                rest = min(end, place + last - row + 1)
                yield place, rest
                row += rest - place
