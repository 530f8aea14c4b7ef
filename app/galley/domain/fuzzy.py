"""Matching a few typed letters with a name: “nuf” finds “Next unchecked fact”. Pure."""

from dataclasses import dataclass

__all__ = ["Match", "match", "rank"]

_LETTER = 10
_IN_A_ROW = 8
_WORD_START = 9
_VERY_START = 4
_GAP_MOST = 4  # a longer gap costs no more than this


@dataclass(frozen=True, slots=True)
class Match:
    """How well a query fits a name.

    Attributes:
        score: Higher is better; comparable among names for the same query.
        places: The indices of the name's letters that the query's letters stand for.
    """

    score: int
    places: tuple[int, ...]


def match(query: str, name: str) -> Match | None:
    """Match the query's letters in order; spaces and case do not count.

    Letters that follow each other in the query follow each other in the name, or the later one
    stands in the same word or begins another: "dark" is not "Delete mark", and Enter does not
    delete a mark for somebody who wanted a dark page.

    Args:
        query: What was typed; nothing fits everything equally.
        name: What may be meant.

    Returns:
        The best way to match, or None if there is none.
    """
    wanted = "".join(query.lower().split())
    if not wanted:
        return Match(0, ())
    letters = [character.lower() for character in name]
    best: list[Match | None] = [None] * len(letters)
    for number, letter in enumerate(wanted):
        best = [
            _extended(best, index, name, first=number == 0) if letters[index] == letter else None
            for index in range(len(letters))
        ]
    found = [one for one in best if one is not None]
    return max(found, key=lambda one: one.score, default=None)


def _extended(before: list[Match | None], index: int, name: str, *, first: bool) -> Match | None:
    """The best match of one letter more, whose last letter stands at ``index``."""
    worth = _LETTER + _start_bonus(name, index)
    if first:
        return Match(worth - min(index, _GAP_MOST), (index,))
    starts_word = _start_bonus(name, index) > 0
    candidates = []
    for previous in range(index):
        earlier = before[previous]
        between = name[previous + 1 : index]
        if earlier is not None and (starts_word or not between or between.isalnum()):
            gap = index - previous - 1
            step = _IN_A_ROW if gap == 0 else -min(gap, _GAP_MOST)
            candidates.append(Match(earlier.score + worth + step, (*earlier.places, index)))
    return max(candidates, key=lambda one: one.score, default=None)


def _start_bonus(name: str, index: int) -> int:
    if index == 0:
        return _WORD_START + _VERY_START
    return _WORD_START if not name[index - 1].isalnum() else 0


def rank(query: str, names: list[str]) -> list[tuple[int, Match]]:
    """The names that fit, best first; equal ones, and all for an empty query, as they came.

    Returns:
        Each name's index and match.
    """
    found = [
        (index, one) for index, name in enumerate(names) if (one := match(query, name)) is not None
    ]
    if query.strip():
        found.sort(key=lambda pair: (-pair[1].score, len(names[pair[0]])))
    return found
