"""Looking for a quote that is no longer in its place. Knows the diff map, so it can veto.

A place elsewhere is a place only if it has the same words, is not the text of another old passage,
and came there with what stood around it: a writer who moves a passage moves its sentence, and sets
it down whole. Text that is merely alike is offered, never taken. Offsets are folded code points.
"""

from collections.abc import Iterator
from enum import IntEnum
from itertools import takewhile
from typing import NamedTuple

from galley.anchoring.diff_map import DiffMap

__all__ = ["Find", "Kinship", "exact_places", "is_claimed"]

_MOST_PLACES = 64  # occurrences that are looked at: more are no help to anybody
_CLAIMED = 0.5  # of a place's text is old text from elsewhere: it is another passage
_REACH = 120  # equal code points beside the quote that are company enough
_COMPANY = 16  # equal code points, both sides together, that are no coincidence
_ALONE = 64  # code points of a quote that needs no company
_SEAM = 12  # code points beside what came along that tell what it was set down beside
_MOSTLY = 0.75  # of them are old text
_STAYED = 0.5  # of a passage in its place: it did not move
_REWRITTEN_GAP = 6_000  # code points between what stayed, in which a quote is still in its place
_TELLING = 8  # code points of a quote that is found again by its words alone


class Kinship(IntEnum):
    """What binds an occurrence of the quote's words to the quote, the strongest last."""

    CLAIMED = 0  # nothing: it is other old text
    WORDS = 1  # nothing but the words, or no more than binds it to another old passage
    PLACE = 2  # between what stood before and behind; everything around it was rewritten
    COMPANY = 3  # it came with its sentence


class Find(NamedTuple):
    """An occurrence of the quote's words, half-open."""

    start: int
    end: int
    kinship: Kinship


def exact_places(diff: DiffMap, start: int, end: int) -> list[Find]:
    """Every place with the words of an old range, in text order, the first few dozen of them."""
    words = diff.old.text[start:end]
    trace = diff.trace(start, end)
    low, high = trace.before.new_end, trace.after.new
    doubles = [at for at in _occurrences(diff.old.text, words) if at != start]
    rivals = [at for at in doubles if not _stayed(diff, at, at + len(words))]
    own_gap = len(words) >= _TELLING and not rivals and high - low <= _REWRITTEN_GAP
    finds = []
    for place in _occurrences(diff.new.text, words):
        past = place + len(words)
        if is_claimed(diff, (place, past), (start, end)):
            kinship = Kinship.CLAIMED
        elif _came_with_company(diff, start, end, place):
            shared = any(_came_with_company(diff, at, at + len(words), place) for at in rivals)
            kinship = Kinship.WORDS if shared else Kinship.COMPANY
        elif own_gap and low <= place and past <= high:
            kinship = Kinship.PLACE
        else:
            kinship = Kinship.WORDS
        finds.append(Find(place, past, kinship))
    return finds


def is_claimed(diff: DiffMap, place: tuple[int, int], quote: tuple[int, int]) -> bool:
    """Whether a new range is mostly old text other than that of the quote's old range."""
    return diff.claimed(*place, by_other_than=quote) > _CLAIMED


def _occurrences(text: str, words: str) -> Iterator[int]:
    place = text.find(words) if words else -1
    for _ in range(_MOST_PLACES):
        if place < 0:
            return
        yield place
        place = text.find(words, place + 1)


def _came_with_company(diff: DiffMap, start: int, end: int, place: int) -> bool:
    """Whether the text beside the quote came along, as far as the passage was set down."""
    past = place + end - start
    left = _equal_before(diff.old.text, start, diff.new.text, place)
    right = _equal_after(diff.old.text, end, diff.new.text, past)
    whole_left = left >= place - diff.new_edge_before(place)
    whole_right = right + 1 >= diff.new_edge_after(past) - past  # the space may be another
    if not (whole_left or left >= _REACH or _is_old(diff, place - left - _SEAM, place - left)):
        return False
    if not (whole_right or right >= _REACH or _is_old(diff, past + right, past + right + _SEAM)):
        return False
    company = left + right
    if whole_left and whole_right:
        company += end - start  # itself a sentence, or a line
    return company >= _COMPANY or end - start >= _ALONE


def _stayed(diff: DiffMap, start: int, end: int) -> bool:
    """Whether an old range is still in its place, for the most part."""
    kept = sum(piece.length for piece in diff.trace(start, end).pieces)
    return kept >= _STAYED * (end - start)


def _is_old(diff: DiffMap, start: int, end: int) -> bool:
    """Whether old text stands there: what came was set down beside it, not written anew there."""
    return diff.claimed(max(0, start), min(end, len(diff.new.text))) >= _MOSTLY


def _equal_before(old: str, old_at: int, new: str, new_at: int) -> int:
    """How many code points before the two offsets are equal, as far as it matters."""
    old_side, new_side = (
        old[max(0, old_at - _REACH) : old_at],
        new[max(0, new_at - _REACH) : new_at],
    )
    return _equal(old_side[::-1], new_side[::-1])


def _equal_after(old: str, old_at: int, new: str, new_at: int) -> int:
    """How many code points after the two offsets are equal, as far as it matters."""
    return _equal(old[old_at : old_at + _REACH], new[new_at : new_at + _REACH])


def _equal(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
