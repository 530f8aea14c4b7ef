"""Code points of the canonical text to positions of a QTextDocument (UTF-16 units), and back.

The only place where the two meet. A document shows the text as segments: runs of canonical text
that stand at some position of the document; what lies between (ornaments, parts that are folded
away) has no place in the canonical text, and a position in it belongs to the nearest segment.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["DocumentMap", "Segment", "utf16_length"]


def utf16_length(text: str) -> int:
    """How many UTF-16 units Qt needs for this text."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def _astral_offsets(text: str) -> tuple[int, ...]:
    # Most texts have none. Only such characters begin with a byte from F0 on in UTF-8.
    if text.isascii() or max(text.encode("utf-8", "surrogatepass")) < 0xF0:
        return ()
    return tuple(index for index, character in enumerate(text) if character > "\uffff")


class Segment(NamedTuple):
    """A run of canonical text and where the document shows it.

    Attributes:
        start: Its first code point in the canonical text.
        length: In code points.
        position: Its first UTF-16 position in the document.
        units: Its length in UTF-16 units.
        astral: Offsets, in code points from ``start``, of the characters that take two units.
        pairs: The same in UTF-16 units from ``position``.
    """

    start: int
    length: int
    position: int
    units: int
    astral: tuple[int, ...] = ()
    pairs: tuple[int, ...] = ()

    @classmethod
    def of(cls, start: int, text: str, position: int) -> "Segment":
        """The segment that shows ``text``, which starts at a code point, at a position."""
        astral = _astral_offsets(text)
        pairs = tuple(offset + before for before, offset in enumerate(astral))
        return cls(start, len(text), position, len(text) + len(astral), astral, pairs)

    @property
    def end(self) -> int:
        """One past its last code point."""
        return self.start + self.length

    def to_position(self, offset: int) -> int:
        """The position of a code point inside the segment (or of its end)."""
        inside = offset - self.start
        return self.position + inside + bisect_right(self.astral, inside - 1)

    def to_offset(self, position: int) -> int:
        """The code point at a position inside the segment; the middle of a pair is its start."""
        units = position - self.position
        return self.start + units - bisect_right(self.pairs, units - 1)


class DocumentMap:
    """The segments of one document, in the order of the document and of the text alike."""

    def __init__(self) -> None:
        self._segments: list[Segment] = []  # at their positions before anything was put before
        self._starts: list[int] = []
        self._positions: list[int] = []
        self._moved = 0  # UTF-16 units that were put before them

    def add(self, start: int, text: str, position: int) -> None:
        """Say that the document shows this run of canonical text at this position.

        Raises:
            ValueError: It does not follow on what was added before.
        """
        segment = Segment.of(start, text, position - self._moved)
        if self._segments:
            last = self._segments[-1]
            if start < last.end or segment.position < last.position + last.units:
                msg = "segments are added in the order of the text and of the document"
                raise ValueError(msg)
        self._segments.append(segment)
        self._starts.append(start)
        self._positions.append(segment.position)

    def put_before(self, above: "DocumentMap", units: int) -> None:
        """Say that the document shows more before all that is shown by now.

        Args:
            above: What of it is canonical text, at its positions.
            units: How many UTF-16 units there are of it in all.

        Raises:
            ValueError: It does not go before what was added by now.
        """
        moved = self._moved + units
        new = [segment._replace(position=segment.position - moved) for segment in above.segments]
        if new and self._segments:
            last, first = new[-1], self._segments[0]
            if last.end > first.start or last.position + last.units > first.position:
                msg = "what is put before stands before it, in the text and in the document"
                raise ValueError(msg)
        self._moved = moved
        self._segments[:0] = new
        self._starts[:0] = [segment.start for segment in new]
        self._positions[:0] = [segment.position for segment in new]

    @property
    def segments(self) -> Iterable[Segment]:
        """All segments, in order."""
        moved = self._moved
        return (one._replace(position=one.position + moved) for one in self._segments)

    def __bool__(self) -> bool:
        return bool(self._segments)

    def to_position(self, offset: int) -> int:
        """The document's position of a code point; of the nearest shown one where it is not shown.

        Raises:
            LookupError: The document shows nothing.
        """
        segment = self._segment_at(self._starts, offset)
        return self._moved + segment.to_position(min(max(offset, segment.start), segment.end))

    def to_offset(self, position: int) -> int:
        """The code point at a position; the nearest one where the position shows none.

        Raises:
            LookupError: The document shows nothing.
        """
        position -= self._moved
        segment = self._segment_at(self._positions, position)
        inside = min(max(position, segment.position), segment.position + segment.units)
        return segment.to_offset(inside)

    def _segment_at(self, keys: list[int], value: int) -> Segment:
        if not self._segments:
            msg = "the document shows nothing"
            raise LookupError(msg)
        return self._segments[max(0, bisect_right(keys, value) - 1)]

    def to_ranges(self, start: int, end: int) -> list[tuple[int, int]]:
        """The document's ranges (UTF-16, half-open) that show a passage; none if it is not shown.

        Args:
            start: First code point.
            end: One past the last.
        """
        ranges: list[tuple[int, int]] = []
        index = max(0, bisect_right(self._starts, start) - 1)
        for segment in self._segments[index:]:
            if segment.start >= end:
                break
            first, last = max(start, segment.start), min(end, segment.end)
            if first < last:
                position, finish = segment.to_position(first), segment.to_position(last)
                ranges.append((self._moved + position, self._moved + finish))
        return ranges

    def to_passage(self, first: int, last: int) -> tuple[int, int] | None:
        """The passage of canonical text that a selection of the document shows, or None.

        Args:
            first: First UTF-16 position of the selection.
            last: One past its last position.
        """
        if first >= last or not self._segments:
            return None
        first, last = first - self._moved, last - self._moved
        index = max(0, bisect_right(self._positions, first) - 1)
        shown = []
        for segment in self._segments[index:]:
            if segment.position >= last:
                break
            begin = max(first, segment.position)
            finish = min(last, segment.position + segment.units)
            if begin < finish:
                shown.append((segment.to_offset(begin), segment.to_offset(finish)))
        if not shown:
            return None
        start, end = shown[0][0], shown[-1][1]
        return (start, end) if start < end else None
