"""What changed between two wordings, word by word, for showing. Knows no marks.

Offsets are code points of the wordings as they are; what differs only in typography is no change.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from galley.anchoring.folding import FoldedText, fold
from galley.anchoring.gap_diff import word_pairs
from galley.anchoring.units import Token, tokens

__all__ = ["WordChange", "word_changes"]


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
    old_words, new_words = tokens(old.text, 0, len(old.text)), tokens(new.text, 0, len(new.text))
    changes = []
    i = j = 0
    for k, m in [*word_pairs(old_words, new_words), (len(old_words), len(new_words))]:
        if k > i or m > j:
            changes.append(WordChange(_range(old, old_words, i, k), _range(new, new_words, j, m)))
        i, j = k + 1, m + 1
    return tuple(changes)


def _range(folded: FoldedText, words: Sequence[Token], first: int, past: int) -> tuple[int, int]:
    """The original range of some words; where there are none, the empty one before the next."""
    if first < past:
        return folded.unfold(words[first].start, words[past - 1].end)
    at = words[first].start if first < len(words) else len(folded.text)
    start = folded.unfold(at, at)[0]
    return start, start
