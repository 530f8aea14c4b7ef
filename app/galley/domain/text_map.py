"""Where passages of one reading of a version stand in another reading of the same version.

Exact: letters are followed by where they came from, never by what they say.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from galley.domain.reading import Reading, Run

__all__ = ["TextMap"]

_Range = tuple[int, int]


class TextMap:
    """Follows code points from one reading to another.

    Args:
        before: The reading that passages are given in.
        after: The reading that they are wanted in, of the same captured version.
    """

    def __init__(self, before: Reading, after: Reading) -> None:
        self._old, self._new = before.version.text, after.version.text
        self._unchanged = before.runs == after.runs and self._old == self._new
        self._from = before.runs
        self._starts = [run.start for run in before.runs]
        self._to = sorted(after.runs, key=_origin)
        self._origins = [run.origin for run in self._to]

    def follow(self, start: int, end: int) -> tuple[_Range, ...]:
        """Where a passage is: in one piece or, where other words came between its own, in several.

        A passage reaches from its first word to its last. What was left out between the two is no
        part of it any more; where the first or the last itself was left out, it has no place.

        Args:
            start: Its first code point in the text before.
            end: One past its last.

        Returns:
            Ranges of code points of the text after, in reading order; nothing without a place.
        """
        if self._unchanged:
            return ((start, end),)
        words = self._old[start:end]
        first = start + len(words) - len(words.lstrip())
        last = start + len(words.rstrip()) - 1
        found = sorted(self._images(start, end))
        if first <= last:  # else it is nothing but white space
            if not any(self._images(first, first + 1)) or not any(self._images(last, last + 1)):
                return ()
            found = [image for image in found if self._new[image.start : image.end].strip()]
        places = tuple(self._joined(found))
        return places if len(places) < 2 else tuple(map(self._stripped, places))

    def _images(self, start: int, end: int) -> Iterator["_Image"]:
        """Where the letters are that are still there, in pieces."""
        number = max(0, bisect_right(self._starts, start) - 1)
        while number < len(self._from) and self._from[number].start < end:
            run = self._from[number]
            begin, stop = max(run.start, start), min(run.start + run.length, end)
            if begin < stop:
                origin = run.origin + begin - run.start
                yield from self._of_origins(origin, origin + stop - begin, begin)
            number += 1

    def _of_origins(self, start: int, end: int, was: int) -> Iterator["_Image"]:
        number = max(0, bisect_right(self._origins, start) - 1)
        while number < len(self._to) and self._to[number].origin < end:
            run = self._to[number]
            begin, stop = max(run.origin, start), min(run.origin + run.length, end)
            if begin < stop:
                place = run.start + begin - run.origin
                yield _Image(place, place + stop - begin, was + begin - start)
            number += 1

    def _joined(self, images: Sequence["_Image"]) -> Iterator[_Range]:
        """Those with nothing but white space between them are one, if they follow as they did."""
        at = 0
        while at < len(images):
            upto = at + 1
            while upto < len(images) and self._adjoin(images[upto - 1], images[upto]):
                upto += 1
            yield images[at].start, images[upto - 1].end
            at = upto

    def _stripped(self, place: _Range) -> _Range:
        """Without the boundary on either side, where other words came in."""
        words = self._new[slice(*place)]
        start = place[0] + len(words) - len(words.lstrip())
        return (start, start + len(words.strip())) if words.strip() else place

    def _adjoin(self, one: "_Image", other: "_Image") -> bool:
        return one.was < other.was and not self._new[one.end : other.start].strip()


class _Image(NamedTuple):
    """Where letters are that are still there, and where they were."""

    start: int
    end: int
    was: int


def _origin(run: Run) -> int:
    return run.origin
