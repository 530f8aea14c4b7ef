"""Following a quote through the diff map to where its text went. Never looks for its words.

Offsets are folded code points.
"""

import re
from typing import NamedTuple

from galley.anchoring.approximate import find_approximate
from galley.anchoring.diff_map import DiffMap, Trace

__all__ = ["Landing", "follow", "follow_moves"]

_ENOUGH = 0.5  # of the quote's characters still there: it is the same place
_LITTLE = 0.25  # of them, where the quote is held from both sides
_SUPPORT = 16  # code points in one piece, in the quote and beside it, that are no coincidence
_HOLD = 8  # code points on either side that hold a quote
_SHORT = 60  # code points: a quote that may have been replaced whole, between words that stayed
_STEADY = 16  # code points in one piece that need no second look
_NEARBY = 64  # code points beside a line that tell whether it is the same line
_ALIKE = 0.65  # of them
_SAME_SENTENCE = 0.5  # of the words beside the quote, of the shorter of two sentences
_FEW_WORDS = 4  # beside the quote, which tell nothing
_BESIDE = 40  # code points beside a quote that may turn its meaning round
_EDGE_WINDOW = 40  # code points beyond the length of a lost edge in which it is looked for
_EDGE_ERRORS = 0.4  # of a lost edge


_WORD = re.compile(r"\w+")


class Landing(NamedTuple):
    """A quote's own place in the new text.

    Attributes:
        start: Folded code point.
        end: Exclusive.
        sure: Enough of the quote is there to say that it is the place.
        settled: What stood around the quote is there too.
        before: The old wording, with the words right beside it that did not stay.
        after: The new wording, with the words right beside it that are new.
    """

    start: int
    end: int
    sure: bool
    settled: bool
    before: str
    after: str


def follow(diff: DiffMap, start: int, end: int) -> Landing | None:
    """Where an old range stands now, or None if nothing worth showing is left of it.

    Args:
        diff: The pair of texts.
        start: First folded code point of the range in the old text.
        end: Exclusive; the range is not empty.
    """
    trace = diff.trace(start, end)
    held = _is_held(diff, trace, start, end)
    if not trace.pieces:
        return _replaced(diff, trace, start, end) if held else None
    kept = sum(piece.length for piece in trace.pieces) / (end - start)
    first, last = trace.pieces[0], trace.pieces[-1]
    new_start = _left_edge(diff, trace, start) if first.old > start else first.new
    new_end = _right_edge(diff, trace, end) if last.old_end < end else last.new_end
    new_start, new_end = _trimmed(diff, (start, end), (new_start, new_end))
    whole = _holds_together(new_end - new_start, end - start, kept)
    if whole and _is_enough(diff, trace, start, end, kept=kept, held=held):
        settled = _is_settled(diff, trace, start, end)
        wordings = _wordings(diff, trace, (start, end), (new_start, new_end))
        return Landing(new_start, new_end, True, settled, *wordings)
    replaced = _replaced(diff, trace, start, end) if held else None
    if replaced or not whole or kept < _LITTLE:
        return replaced
    wordings = _wordings(diff, trace, (start, end), (new_start, new_end))
    return Landing(new_start, new_end, False, False, *wordings)


def follow_moves(diff: DiffMap, start: int, end: int) -> tuple[int, int] | None:
    """Where the lines of an old range stand that moved, if they are half of it and together."""
    moves = diff.moves_over(start, end)
    kept = sum(move.length for move in moves) / (end - start)
    if kept < _ENOUGH:
        return None
    new_start, new_end = min(m.new for m in moves), max(m.new_end for m in moves)
    if not _holds_together(new_end - new_start, end - start, kept):
        return None
    return _trimmed(diff, (start, end), (new_start, new_end))


def _wordings(
    diff: DiffMap, trace: Trace, quote: tuple[int, int], place: tuple[int, int]
) -> tuple[str, str]:
    """Both wordings, with what changed right beside them: a *not* there turns the quote round."""
    old_low = max(trace.before.old_end, quote[0] - _BESIDE, diff.old_edge_before(quote[0]))
    old_high = min(trace.after.old, quote[1] + _BESIDE, diff.old_edge_after(quote[1]))
    new_low = max(trace.before.new_end, place[0] - _BESIDE, diff.new_edge_before(place[0]))
    new_high = min(trace.after.new, place[1] + _BESIDE, diff.new_edge_after(place[1]))
    return diff.old.text[old_low:old_high], diff.new.text[new_low:new_high]


def _trimmed(diff: DiffMap, quote: tuple[int, int], place: tuple[int, int]) -> tuple[int, int]:
    """The place without a space at an end where the quote has none."""
    old, new = diff.old.text, diff.new.text
    start, end = place
    if new[start:end].strip(" "):
        if old[quote[0]] != " " and new[start] == " ":
            start += 1
        if old[quote[1] - 1] != " " and new[end - 1] == " ":
            end -= 1
    return start, end


def _is_enough(
    diff: DiffMap, trace: Trace, start: int, end: int, *, kept: float, held: bool
) -> bool:
    if held:
        return kept >= _LITTLE
    return kept >= _ENOUGH and _support(diff, trace, start, end) >= _SUPPORT


def _support(diff: DiffMap, trace: Trace, start: int, end: int) -> int:
    """The longest equal text in one piece that is in the quote, and what touches it outside."""
    first, last = trace.pieces[0], trace.pieces[-1]
    left = right = 0
    if first.old == start and (trace.before.old_end, trace.before.new_end) == (start, first.new):
        left = trace.before.length
    if last.old_end == end and (trace.after.old, trace.after.new) == (end, last.new_end):
        right = trace.after.length
    if _touches_an_end(
        diff, first.old - left, first.new - left, last.old_end + right, last.new_end + right
    ):
        return max(len(diff.old.text), _SUPPORT)
    if len(trace.pieces) == 1:
        return left + first.length + right
    return max(left + first.length, last.length + right, *(p.length for p in trace.pieces))


def _touches_an_end(
    diff: DiffMap, old_start: int, new_start: int, old_end: int, new_end: int
) -> bool:
    """Whether equal text reaches to the beginning or to the end of both texts."""
    ends = len(diff.old.text), len(diff.new.text)
    return (old_start, new_start) == (0, 0) or (old_end, new_end) == ends


def _is_settled(diff: DiffMap, trace: Trace, start: int, end: int) -> bool:
    """Whether the quote and what is around it are unchanged, so that nobody need look.

    A sentence alone, between others than before, may be a copy of the one that was marked.
    """
    piece = trace.pieces[0]
    if piece.length < end - start:
        return False
    left = right = 0
    if (trace.before.old_end, trace.before.new_end) == (start, piece.new):
        left = trace.before.length
    if (trace.after.old, trace.after.new) == (end, piece.new_end):
        right = trace.after.length
    old_low, old_high = start - left, end + right
    new_low, new_high = piece.new - left, piece.new_end + right
    if _touches_an_end(diff, old_low, new_low, old_high, new_high):
        return True
    if old_high - old_low < _STEADY:
        return False
    lines = diff.old_edge_before(start), diff.old_edge_after(end)
    if diff.is_repeated_otherwise(start, end):
        # Which of the doubles came or went only both neighbours together can tell.
        return old_low < lines[0] and old_high > lines[1]
    whole_line = old_low == lines[0] and lines[1] - 1 <= old_high <= lines[1]
    if not whole_line and not _is_same_sentence(diff, (start, end), (piece.new, piece.new_end)):
        return False
    if left + right >= _HOLD and not whole_line:
        return True
    return _is_alike(
        diff.old.text[max(0, old_low - _NEARBY) : old_low],
        diff.new.text[max(0, new_low - _NEARBY) : new_low],
    ) or _is_alike(
        diff.old.text[old_high : old_high + _NEARBY], diff.new.text[new_high : new_high + _NEARBY]
    )


def _is_same_sentence(diff: DiffMap, quote: tuple[int, int], place: tuple[int, int]) -> bool:
    """Whether what else the quote's sentence says is still said there, or what is said was said.

    A sentence that was cut or went on has the other's words; one that was put in its place shares
    no more than the quote, and some words that any sentence has.
    """
    from rapidfuzz.distance import LCSseq  # as below

    old, new = diff.old, diff.new
    edges = diff.old_edge_before(quote[0]), diff.old_edge_after(quote[1])
    one = _WORD.findall(f"{old.text[edges[0] : quote[0]]} {old.text[quote[1] : edges[1]]}")
    edges = diff.new_edge_before(place[0]), diff.new_edge_after(place[1])
    other = _WORD.findall(f"{new.text[edges[0] : place[0]]} {new.text[place[1] : edges[1]]}")
    shorter = min(len(one), len(other))
    return shorter < _FEW_WORDS or LCSseq.similarity(one, other) >= _SAME_SENTENCE * shorter


def _is_alike(one: str, other: str) -> bool:
    from rapidfuzz.distance import Indel  # slow to import, and not wanted before first paint

    return Indel.normalized_similarity(one, other) >= _ALIKE


def _holds_together(new_length: int, old_length: int, kept: float) -> bool:
    """Whether what is left is one passage: an insertion may part a quote, not scatter it."""
    if kept >= 0.8:
        return new_length <= 3 * old_length + 600
    return new_length <= 2 * old_length + 100


def _is_held(diff: DiffMap, trace: Trace, start: int, end: int) -> bool:
    """Whether what stood right before and right behind the quote is still there."""
    before, after = trace.before, trace.after
    if min(before.length, after.length) < _HOLD:
        return False
    old = diff.old.text
    return not (old[before.old_end : start].strip() or old[end : after.old].strip())


def _replaced(diff: DiffMap, trace: Trace, start: int, end: int) -> Landing | None:
    """A short quote whose words are others now, between what stayed of its sentence."""
    before, after = trace.before, trace.after
    words = diff.new.text[before.new_end : after.new]
    low = before.new_end + len(words) - len(words.lstrip(" "))
    high = after.new - (len(words) - len(words.rstrip(" ")))
    if end - start > _SHORT or low >= high:
        return None
    if high - low > 2 * (end - start) + 8 or end - start > 3 * (high - low) + 8:
        return None
    cut_off_left = diff.parts(before.old_end - 1, start + 1)
    if cut_off_left and diff.parts(end - 1, after.old + 1):
        return None  # a sentence of its own, or a line: what stands there now is another
    wordings = _wordings(diff, trace, (start, end), (low, high))
    return Landing(low, high, True, False, *wordings)


def _left_edge(diff: DiffMap, trace: Trace, start: int) -> int:
    """Where a quote begins whose first words are not where they were."""
    first, before = trace.pieces[0], trace.before
    head = diff.old.text[start : first.old]
    low = max(before.new_end, first.new - len(head) - _EDGE_WINDOW)
    if diff.new.text.endswith(head, low, first.new):
        return first.new - len(head)
    whole = first.new - before.new_end
    lost_alone = not diff.old.text[before.old_end : start].strip()
    if lost_alone and whole <= 2 * len(head) + 8:
        gap = diff.new.text[before.new_end : first.new]
        return before.new_end + len(gap) - len(gap.lstrip(" "))
    window = diff.new.text[low : first.new]
    match = find_approximate(head, window, int(_EDGE_ERRORS * len(head)), last=True)
    return low + match.start if match else first.new


def _right_edge(diff: DiffMap, trace: Trace, end: int) -> int:
    """Where a quote ends whose last words are not where they were."""
    last, after = trace.pieces[-1], trace.after
    tail = diff.old.text[last.old_end : end]
    high = min(after.new, last.new_end + len(tail) + _EDGE_WINDOW)
    if diff.new.text.startswith(tail, last.new_end, high):
        return last.new_end + len(tail)
    whole = after.new - last.new_end
    lost_alone = not diff.old.text[end : after.old].strip()
    if lost_alone and whole <= 2 * len(tail) + 8:
        gap = diff.new.text[last.new_end : after.new]
        return after.new - (len(gap) - len(gap.rstrip(" ")))
    window = diff.new.text[last.new_end : high]
    match = find_approximate(tail, window, int(_EDGE_ERRORS * len(tail)))
    return last.new_end + match.end if match else last.new_end
