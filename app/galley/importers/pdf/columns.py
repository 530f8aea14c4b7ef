"""Finds the columns of a PDF's page, and puts lines that were drawn across them in their order.

A gutter is room beside which lines begin, below each other, and which no line enters. Text in
columns goes on from line to line within one, which the cells of a table do not. Knows where lines
stand and how they begin, and nothing of what they say or of the file they came from.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

__all__ = ["Box", "Gutter", "captions_below", "gutters_of", "reading_order"]

_FEWEST_LINES = 3  # of a column
_NARROWEST = 0.5  # of the size: a gutter
_NARROWEST_COLUMN = 6.0  # times the size
_FEWEST_WORDS = 2.5  # of a line, in the middle
_WIDEST_LEADING = 1.9  # times the size, in the middle
_GOES_ON = 0.35  # of a column's lines begin amid a sentence
_TOGETHER = 2.0  # points: lines that begin at one place
_SET_APART = 3.0  # times the size: a foot below the columns, a head above them
_FEWEST_OF_TEXT = 3  # rows
_BELOW = 3.2  # times a line's size, from a picture to the first line of its caption
_NEXT = 1.45  # times a line's size, to the caption's next line
_SMALLER = 0.96  # of the page's usual size
_MOST_GUTTERS = 12  # of a page
_FEWEST_SWITCHES = 4  # from one column to the other, where rows were drawn across them
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


class Box(NamedTuple):
    """A piece of a line, in points from the page's left and lower edge."""

    left: float
    right: float
    base: float
    size: float
    text: str


class Gutter(NamedTuple):
    """The room between two columns: where the right one begins, and between which base lines.

    Attributes:
        crossed: The base lines of captions that lie across it.
    """

    place: float
    top: float
    bottom: float
    crossed: tuple[float, ...] = ()

    def is_between(self, base: float, left: float, right: float) -> bool:
        """Whether it parts what ends on its left from what begins on its right."""
        if base in self.crossed:
            return False
        return self.bottom <= base <= self.top and left < self.place <= right


class _Split(NamedTuple):
    """A page's pieces around a gutter, by their numbers."""

    gutter: Gutter
    left: list[int]
    right: list[int]


def gutters_of(boxes: Sequence[Box], spared: Collection[int] = ()) -> list[Gutter]:
    """The gutters of a page.

    Args:
        boxes: The pieces of its lines, parted where there is more room than between words.
        spared: The pieces that part no columns although they span them: a caption between them.
    """
    gutters: list[Gutter] = []
    waiting = [list(range(len(boxes)))]
    while waiting and len(gutters) < _MOST_GUTTERS:
        numbers = waiting.pop()
        split = _split(boxes, numbers, spared)
        if split is not None:
            gutters.append(split.gutter)
            inside = {*split.left, *split.right}
            waiting += [split.left, split.right, [n for n in numbers if n not in inside]]
    return gutters


def reading_order(boxes: Sequence[Box], spared: Collection[int] = ()) -> list[int]:
    """The numbers of a page's lines in the order in which they are read.

    What was drawn column by column stays as it is; where rows were drawn across columns, these are
    read one after the other, and what spans them, such as a headline, stays above or below.

    Args:
        boxes: The lines in the order in which they are drawn, none across a gutter.
        spared: The lines that part no columns although they span them.
    """
    return _ordered(boxes, list(range(len(boxes))), spared, _MOST_GUTTERS)


def captions_below(
    boxes: Sequence[Box], pictures: Sequence[tuple[float, float, float]]
) -> frozenset[int]:
    """The numbers of the lines of small letters right below pictures.

    Args:
        boxes: The lines of a page.
        pictures: Their left, right and lower edges.
    """
    if not pictures or not boxes:
        return frozenset()
    small = _SMALLER * median(box.size for box in boxes)
    found: set[int] = set()
    for left, right, bottom in pictures:
        last: Box | None = None
        for number in sorted(range(len(boxes)), key=lambda n: -boxes[n].base):
            box = boxes[number]
            if box.size > small or box.right <= left or box.left >= right:
                continue
            room = bottom - box.base if last is None else last.base - box.base
            if -1 <= room <= (_BELOW if last is None else _NEXT) * box.size:
                found.add(number)
                last = box
    return frozenset(found)


def _ordered(
    boxes: Sequence[Box], numbers: list[int], spared: Collection[int], depth: int
) -> list[int]:
    split = _split(boxes, numbers, spared) if depth else None
    if split is None:
        return numbers
    left, right = ({*split.left}, {*split.right})
    rest = [number for number in numbers if number not in left and number not in right]
    parts = [_ordered(boxes, part, spared, depth - 1) for part in (split.left, split.right, rest)]
    drawn = [number in left for number in numbers if number in left or number in right]
    switches = sum(one != other for one, other in pairwise(drawn))
    if switches >= _FEWEST_SWITCHES:
        first, second = parts[1::-1] if _is_from_the_right(boxes, split) else parts[:2]
        columns = [*first, *second]
    else:
        each = iter(parts[0]), iter(parts[1])
        columns = [next(each[0] if is_left else each[1]) for is_left in drawn]
    inside, outside = iter(columns), iter(parts[2])
    return [next(inside if n in left or n in right else outside) for n in numbers]


def _is_from_the_right(boxes: Sequence[Box], split: _Split) -> bool:
    said = "".join(boxes[number].text for number in (*split.left, *split.right))
    return 2 * len(_RIGHT_TO_LEFT.findall(said)) > len(said)


def _split(boxes: Sequence[Box], numbers: Sequence[int], spared: Collection[int]) -> _Split | None:
    """The gutter with the most lines beside it among some pieces; None if there is none."""
    if len(numbers) < 2 * _FEWEST_LINES:
        return None
    size = median(boxes[number].size for number in numbers)
    leftmost = min(boxes[number].left for number in numbers)
    begins = Counter(round(boxes[number].left / _TOGETHER) for number in numbers)
    best: _Split | None = None
    for begin, times in begins.items():
        place = begin * _TOGETHER
        near = times + begins.get(begin + 1, 0) + begins.get(begin - 1, 0)
        if near < _FEWEST_LINES or place < leftmost + _NARROWEST_COLUMN * size:
            continue
        found = _beside(boxes, numbers, spared, place, size)
        if found is not None and (best is None or _weight(found) > _weight(best)):
            best = found
    return best


def _weight(split: _Split) -> tuple[int, float]:
    """How many lines stand beside a gutter; of equal ones, the one to the left is the first."""
    return min(len(split.left), len(split.right)), -split.gutter.place


def _beside(
    boxes: Sequence[Box],
    numbers: Sequence[int],
    spared: Collection[int],
    place: float,
    size: float,
) -> _Split | None:
    """The longest stretch of lines that do not cross a place, if there are columns beside it."""
    best: _Split | None = None
    edge = place - _TOGETHER
    left: list[int] = []
    right: list[int] = []
    crossed: list[float] = []
    for number in [*sorted(numbers, key=lambda n: -boxes[n].base), -1]:
        box = boxes[number] if number >= 0 else None
        if box is not None and box.right <= edge - _NARROWEST * size + _TOGETHER:
            left.append(number)
        elif box is not None and box.left >= edge:
            right.append(number)
        elif box is not None and number in spared:
            crossed.append(box.base)
        else:
            left, right = _without_outliers(boxes, left, right, size)
            if _is_column(boxes, left, size) and _is_column(boxes, right, size):
                bases = [boxes[n].base for n in (*left, *right)]
                found = _Split(
                    Gutter(edge, max(bases) + 1, min(bases) - 1, tuple(crossed)),
                    _as_drawn(left, numbers),
                    _as_drawn(right, numbers),
                )
                if best is None or _weight(found) > _weight(best):
                    best = found
            left, right, crossed = [], [], []
    return best


def _without_outliers(
    boxes: Sequence[Box], left: list[int], right: list[int], size: float
) -> tuple[list[int], list[int]]:
    """Two columns without a few rows above or below that are set apart from them."""
    rows = sorted({round(boxes[number].base) for number in (*left, *right)}, reverse=True)
    parted = [
        n for n, (one, other) in enumerate(pairwise(rows), 1) if one - other > _SET_APART * size
    ]
    first = max((n for n in parted if n < _FEWEST_OF_TEXT), default=0)
    end = min((n for n in parted if n > len(rows) - _FEWEST_OF_TEXT), default=len(rows))
    kept = {*rows[first:end]}
    within = [[n for n in side if round(boxes[n].base) in kept] for side in (left, right)]
    return within[0], within[1]


def _as_drawn(some: list[int], numbers: Sequence[int]) -> list[int]:
    chosen = {*some}
    return [number for number in numbers if number in chosen]


def _is_column(boxes: Sequence[Box], numbers: Sequence[int], size: float) -> bool:
    """Whether some pieces are lines of running text below each other: no table's cells."""
    if len(numbers) < _FEWEST_LINES:
        return False
    own = [boxes[number] for number in numbers]
    if median(len(box.text.split()) for box in own) < _FEWEST_WORDS and not _is_dense(own):
        return False
    if median(box.right - box.left for box in own) < _NARROWEST_COLUMN * size:
        return False
    bases = sorted({round(box.base) for box in own}, reverse=True)
    gaps = [above - below for above, below in pairwise(bases)]
    if gaps and median(gaps) > _WIDEST_LEADING * size:
        return False
    going_on = sum(_begins_amid(box.text) for box in own)
    return going_on >= _GOES_ON * len(own)


def _is_dense(own: Sequence[Box]) -> bool:
    """Whether the lines are of a script that puts no spaces between words."""
    return all(ord(box.text[-1]) > 0x2E7F for box in own if box.text)


def _begins_amid(text: str) -> bool:
    """Whether a line begins as one does amid a sentence: not with a capital or a figure."""
    return text[:1].isalpha() and not text[:1].isupper()
