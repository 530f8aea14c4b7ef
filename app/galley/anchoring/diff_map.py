"""Where the text of one version stands in another: built once for a pair of texts.

Sentences and lines are aligned first; what changed between them is compared word by word when it
is asked for. Offsets are folded code points. Knows no marks.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from galley.anchoring.alignment import Run, align
from galley.anchoring.folding import fold
from galley.anchoring.gap_diff import Segment, Stretch, joined
from galley.anchoring.units import Units, cut

__all__ = ["DiffMap", "Trace"]

_SHORTEST_MOVE = 16  # code points of a line that alone says that it is the same line elsewhere
_WIDENED = 200  # code points more than twice its length that an edited line may have become
_LONGEST_ON_THE_WAY = 20_000  # code points between two moves that are compared
_EDITED_IN_PLACE = 0.7  # of a line's letters still in its place: its copy elsewhere is another line


class Trace(NamedTuple):
    """What became of an old range: the equal text in it, and what stands nearest around it.

    Attributes:
        pieces: Ascending, clipped to the range.
        before: The equal text that ends at or before the range's start.
        after: The equal text that begins at or after the range's end.
    """

    pieces: list[Segment]
    before: Segment
    after: Segment


class DiffMap:
    """The old text's places in the new one.

    Attributes:
        old: The old text, folded.
        new: The new text, folded.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old = fold(old)
        self.new = fold(new)
        old_units, new_units = cut(self.old), cut(self.new)
        self._old_edges, self._new_edges = old_units.edges, new_units.edges
        self._old_lines = old_units.words
        self._old_counts = Counter(old_units.words)
        self._new_counts = Counter(new_units.words)
        alignment = align(*_numbered(old_units, new_units), [len(w) for w in old_units.words])
        self._stable = self._segments(alignment.kept, old_units, new_units)
        self._stable_old_ends = [segment.old_end for segment in self._stable]
        self._stable_new_ends = [segment.new_end for segment in self._stable]
        self._gaps: dict[int, list[Segment]] = {}
        self._beside: dict[tuple[int, int], list[list[Segment]]] = {}
        self.moves: list[Segment] = []
        self._moves_by_new: list[Segment] = []
        moves = self._segments(alignment.moved, old_units, new_units)
        self._moves_by_new = sorted(
            (m for m in moves if m.length >= _SHORTEST_MOVE), key=lambda move: move.new
        )
        self.moves = sorted(m for m in self._moves_by_new if not self._stayed(m))
        self._moves_by_new = sorted(self.moves, key=lambda move: move.new)
        self._gaps.clear()

    def trace(self, start: int, end: int) -> Trace:
        """What became of an old range in its place; see :meth:`moves_over` for elsewhere."""
        before = Segment(0, 0, 0)
        pieces: list[Segment] = []
        for segment in joined(self._around(start, end), self.old.text, self.new.text):
            if segment.old_end <= start:
                before = segment
            elif segment.old >= end:
                return Trace(pieces, before, segment)
            else:
                if segment.old < start:
                    before = Segment(segment.old, segment.new, start - segment.old)
                pieces.append(_clipped(segment, start, end))
                if segment.old_end > end:
                    return Trace(pieces, before, _clipped(segment, end, segment.old_end))
        return Trace(pieces, before, Segment(len(self.old.text), len(self.new.text), 0))

    def moves_over(self, start: int, end: int) -> list[Segment]:
        """The parts of an old range that stand elsewhere in the new text, in old order.

        A line that was edited on its way is found by the lines beside it that came along whole.
        """
        first = bisect_right(self.moves, start, key=lambda move: move.old_end)
        found, at = [], start
        for move in self.moves[first:]:
            if move.old >= end:
                break
            found += [*self._edited_on_the_way(at, move.old), _clipped(move, start, end)]
            at = move.old_end
        return found + self._edited_on_the_way(at, end)

    def _edited_on_the_way(self, start: int, end: int) -> list[Segment]:
        """What is left of an old range between moves, beside where its neighbours stand now."""
        if start >= end:
            return []
        number = bisect_right(self._stable_old_ends, start)
        index = bisect_right(self.moves, start, key=lambda move: move.old_end)
        if (number, index) not in self._beside:
            stretches = self._beside_moves(self._stretch(number), index)
            self._beside[number, index] = [
                stretch.segments(self.old.text, self.new.text) for stretch in stretches
            ]
        found = [
            [_clipped(s, start, end) for s in segments if s.old < end and s.old_end > start]
            for segments in self._beside[number, index]
        ]
        return max(found, key=lambda pieces: sum(p.length for p in pieces), default=[])

    def _beside_moves(self, around: Stretch, index: int) -> list[Stretch]:
        """The old text before the move of this index, and the new text beside either neighbour.

        Args:
            around: The changed stretch that it is in.
            index: May be that past the last move.
        """
        before = self.moves[index - 1] if index else None
        if before and before.old_end < around.old:
            before = None
        after = self.moves[index] if index < len(self.moves) else None
        if after and after.old > around.old_end:
            after = None
        low = before.old_end if before else around.old
        high = after.old if after else around.old_end
        if not 0 < high - low <= _LONGEST_ON_THE_WAY:
            return []
        reach = 2 * (high - low) + _WIDENED
        found = []
        if before:
            new = before.new_end
            found.append(Stretch(low, high, new, min(self._free_until(new), new + reach)))
        if after:
            new = after.new
            found.append(Stretch(low, high, max(self._free_since(new), new - reach), new))
        return [stretch for stretch in found if stretch.new < stretch.new_end]

    def _free_until(self, new: int) -> int:
        """Where new text ends that begins here and is in no line that stayed or moved."""
        stable = bisect_left(self._stable, new, key=lambda segment: segment.new)
        moved = bisect_left(self._moves_by_new, new, key=lambda move: move.new)
        ends = [segment.new for segment in self._stable[stable : stable + 1]]
        ends += [move.new for move in self._moves_by_new[moved : moved + 1]]
        return min(ends, default=len(self.new.text))

    def _free_since(self, new: int) -> int:
        """Where new text begins that ends here and is in no line that stayed or moved."""
        stable = bisect_right(self._stable_new_ends, new)
        moved = bisect_right(self._moves_by_new, new, key=lambda move: move.new_end)
        starts = [segment.new_end for segment in self._stable[:stable][-1:]]
        starts += [move.new_end for move in self._moves_by_new[:moved][-1:]]
        return max(starts, default=0)

    def claimed(self, start: int, end: int, *, by_other_than: tuple[int, int] = (0, 0)) -> float:
        """How much of a new range, 0 to 1, is old text other than that of the old range given."""
        length = 0
        own_start, own_end = by_other_than
        for segment in self._sources(start, end):
            low, high = max(start, segment.new), min(end, segment.new_end)
            if low >= high:
                continue
            shift = segment.old - segment.new
            own = min(high + shift, own_end) - max(low + shift, own_start)
            length += high - low - max(0, own)
        return length / (end - start) if end > start else 0.0

    def parts(self, start: int, end: int) -> bool:
        """Whether a sentence or a line of the old text ends inside an old range."""
        return self.old_edge_before(end - 1) > start

    def is_repeated_otherwise(self, start: int, end: int) -> bool:
        """Whether each line of an old range occurs several times, and not as often in either text.

        Then a line that stayed is not told by its words from one that came or went.
        """
        first = bisect_right(self._old_edges, start) - 1
        last = bisect_left(self._old_edges, end)
        lines = self._old_lines[first:last]
        counts = [(self._old_counts[line], self._new_counts[line]) for line in lines]
        return all(old != new and max(old, new) > 1 for old, new in counts)

    def old_edge_before(self, offset: int) -> int:
        """Where the old sentence or line begins that this old offset is in."""
        return self._old_edges[bisect_right(self._old_edges, offset) - 1]

    def old_edge_after(self, offset: int) -> int:
        """Where the first old sentence or line ends at or after this old offset."""
        return self._old_edges[bisect_left(self._old_edges, offset)]

    def new_edge_before(self, offset: int) -> int:
        """Where the new sentence or line begins that this new offset is in."""
        return self._new_edges[bisect_right(self._new_edges, offset) - 1]

    def new_edge_after(self, offset: int) -> int:
        """Where the first new sentence or line ends at or after this new offset."""
        return self._new_edges[bisect_left(self._new_edges, offset)]

    def added(self) -> Iterator[tuple[int, int]]:
        """The new text's stretches between the lines that stayed, where anything new must be."""
        for index in range(len(self._stable) + 1):
            stretch = self._stretch(index)
            if stretch.new < stretch.new_end:
                yield stretch.new, stretch.new_end

    def _around(self, start: int, end: int) -> Iterator[Segment]:
        """The equal text from before an old range to after it, ascending."""
        index = bisect_right(self._stable_old_ends, start)
        if index:
            yield self._stable[index - 1]
        while True:
            yield from self._gap(index)
            if index == len(self._stable):
                return
            yield self._stable[index]
            if self._stable[index].old >= end:
                return
            index += 1

    def _sources(self, start: int, end: int) -> Iterator[Segment]:
        """The equal text whose new side may touch a new range."""
        index = bisect_right(self._stable_new_ends, start)
        while True:
            yield from self._gap(index)
            if index == len(self._stable) or self._stable[index].new >= end:
                break
            yield self._stable[index]
            index += 1
        yield from self._moved_into(start, end)

    def _moved_into(self, start: int, end: int) -> list[Segment]:
        first = bisect_right(self._moves_by_new, start, key=lambda move: move.new_end)
        last = bisect_left(self._moves_by_new, end, key=lambda move: move.new)
        return self._moves_by_new[first:last]

    def _gap(self, index: int) -> list[Segment]:
        """The equal text inside the stretch before the stable segment of this index."""
        if index not in self._gaps:
            stretch = self._stretch(index)
            segments: list[Segment] = []
            if stretch.old < stretch.old_end and stretch.new < stretch.new_end:
                moved = self._moved_into(stretch.new, stretch.new_end)
                taken = [(move.new, move.new_end) for move in moved]
                segments = stretch.segments(self.old.text, self.new.text, taken)
            self._gaps[index] = segments
        return self._gaps[index]

    def _stretch(self, index: int) -> Stretch:
        before = self._stable[index - 1] if index else Segment(0, 0, 0)
        if index < len(self._stable):
            after = self._stable[index]
            return Stretch(before.old_end, after.old, before.new_end, after.new)
        ends = len(self.old.text), len(self.new.text)
        return Stretch(before.old_end, ends[0], before.new_end, ends[1])

    def _stayed(self, move: Segment) -> bool:
        """Whether a line was edited in its place, so that its double elsewhere is a copy."""
        pieces = self.trace(move.old, move.old_end).pieces
        return sum(piece.length for piece in pieces) >= _EDITED_IN_PLACE * move.length

    def _segments(self, runs: list[Run], old: Units, new: Units) -> list[Segment]:
        single = (
            Segment(old.edges[i], new.edges[j], _equal_span(old, new, i, j))
            for run in runs
            for i, j in zip(range(run.old, run.old + run.length), count(run.new), strict=False)
        )
        return joined(single, self.old.text, self.new.text)


def _numbered(old: Units, new: Units) -> tuple[list[int], list[int]]:
    numbers: dict[str, int] = {}
    return (
        [numbers.setdefault(words, len(numbers)) for words in old.words],
        [numbers.setdefault(words, len(numbers)) for words in new.words],
    )


def _equal_span(old: Units, new: Units, i: int, j: int) -> int:
    """The length of two equal lines, with the space behind them where both have it."""
    old_length, new_length = (
        units.edges[at + 1] - units.edges[at] for units, at in ((old, i), (new, j))
    )
    return old_length if old_length == new_length else len(old.words[i])


def _clipped(segment: Segment, start: int, end: int) -> Segment:
    """The part of a segment that lies in an old range."""
    low, high = max(segment.old, start), min(segment.old_end, end)
    return Segment(low, segment.new + low - segment.old, high - low)
