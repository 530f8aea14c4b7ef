"""What changed between two wordings, word by word, for showing. Knows no marks.

Offsets are code points of the wordings as they are; what differs only in typography is no change.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from galley.anchoring.folding import FoldedText, fold
from galley.anchoring.gap_diff import word_pairs
from galley.anchoring.units import Token, tokens

__all__ = ["WordChange", "word_changes"]


_FEW = 8  # letters that stayed between two changes, and say nothing


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that were replaced, dropped (``new`` is empty) or added (``old`` is empty).

    Attributes:
        old: The range in the old wording, half-open.
        new: The range in the new wording, half-open.
    """

    old: tuple[int, int]
    new: tuple[int, int]


def word_changes(before: str, after: str) -> tuple[WordChange, ...]:
    """The changes from one wording to another, in order; between them all words are the same."""
    old, new = fold(before), fold(after)
    old_words, new_words = _words(old.text), _words(new.text)
    changes = []
    i = j = 0
    for k, m in [*word_pairs(old_words, new_words), (len(old_words), len(new_words))]:
        if k > i or m > j:
            changes.append(WordChange(_range(old, old_words, i, k), _range(new, new_words, j, m)))
        i, j = k + 1, m + 1
    return tuple(_without_coincidences(changes))


def _words(text: str) -> list[Token]:
    """The tokens of a folded text, with points in a row as one.

    They may all be of one character, an ellipsis, of which no part can change by itself.
    """
    found: list[Token] = []
    for token in tokens(text, 0, len(text)):
        last = found[-1] if found else None
        if last is not None and last.text[-1] == token.text == "." and last.end == token.start:
            found[-1] = Token(last.start, token.end, last.text + token.text)
        else:
            found.append(token)
    return found


def _without_coincidences(changes: Sequence[WordChange]) -> list[WordChange]:
    """The changes, joined where the few letters between two long ones are there by chance."""
    joined: list[WordChange] = []
    for change in changes:
        last = joined[-1] if joined else None
        if last is not None:
            between = change.old[0] - last.old[1]
            least = min(_reach(last), _reach(change))
            if between <= _FEW and 2 * between < least:
                joined[-1] = WordChange((last.old[0], change.old[1]), (last.new[0], change.new[1]))
                continue
        joined.append(change)
    return joined


def _reach(change: WordChange) -> int:
    """How much was lost and came, whichever is less: only where both did, words were replaced."""
    return min(change.old[1] - change.old[0], change.new[1] - change.new[0])


def _range(folded: FoldedText, words: Sequence[Token], first: int, past: int) -> tuple[int, int]:
    """The original range of some words; where there are none, the empty one before the next."""
    if first < past:
        return folded.unfold(words[first].start, words[past - 1].end)
    at = words[first].start if first < len(words) else len(folded.text)
    start = folded.unfold(at, at)[0]
    return start, start
