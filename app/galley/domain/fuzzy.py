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
    delete a mark for somebody who wanted a dark page. Words that begin the name's own may come in
    any order: "source check" is "Check source".

    Args:
        query: What was typed; nothing fits everything equally.
        name: What may be meant.

    Returns:
        The best way to match, or None if there is none.
    """
    return _in_order("".join(query.lower().split()), name) or _in_any_order(query, name)


def _in_any_order(query: str, name: str) -> Match | None:
    """The match of a query's words with the beginnings of as many words of a name."""
    letters = [character.lower() for character in name]
    starts = [index for index in range(len(name)) if _start_bonus(name, index)]
    places: list[int] = []
    for word in query.lower().split():
        fits = (s for s in starts if letters[s : s + len(word)] == list(word) and s not in places)
        start = next(fits, None)
        if start is None:
            return None
        places.extend(range(start, start + len(word)))
    in_a_row = len(places) - len(query.split())
    return Match(_LETTER * len(places) + _IN_A_ROW * in_a_row - _GAP_MOST, tuple(sorted(places)))


def _in_order(wanted: str, name: str) -> Match | None:
    """The best match of letters that follow each other in a name."""
    if not wanted:
        return Match(0, ())
    letters = [character.lower() for character in name]
    words = _words(name)
    found = [
        Match(_LETTER + _start_bonus(name, index) - min(index, _GAP_MOST), (index,))
        for index, letter in enumerate(letters)
        if letter == wanted[0]
    ]
    for letter in wanted[1:]:
        if not found:
            return None
        places = [index for index, known in enumerate(letters) if known == letter]
        found = _longer(found, places, name, words)
    return max(found, key=_score, default=None)


def _words(name: str) -> list[int]:
    """Where the word begins that the letter before each place stands in; there, if in none."""
    words, begin = [], 0
    for index in range(len(name)):
        if index and not name[index - 1].isalnum():
            begin = index
        words.append(begin)
    return words


def _longer(found: list[Match], places: list[int], name: str, words: list[int]) -> list[Match]:
    """The best match with a letter more for each place where that letter stands.

    Beyond some letters every gap costs the same: of the matches that end far behind, only the best
    one is looked at, and the best in the same word. So a name costs its length, not its square.

    Args:
        found: The best matches without the letter, in the order of where they end.
        places: Where the letter stands.
        name: What is matched.
        words: As :func:`_words` has them.
    """
    longer = []
    passed = word = 0
    far: Match | None = None
    far_in_word: Match | None = None
    for index in places:
        if words[index] != word:
            word = words[index]
            still = (one for one in found[:passed] if one.places[-1] >= word - 1)
            far_in_word = max(still, key=_score, default=None)
        while passed < len(found) and index - found[passed].places[-1] > _GAP_MOST:
            one, passed = found[passed], passed + 1
            if far is None or one.score > far.score:
                far = one
            in_word = one.places[-1] >= word - 1
            if in_word and (far_in_word is None or one.score > far_in_word.score):
                far_in_word = one
        bonus = _start_bonus(name, index)
        behind = far if bonus else far_in_word
        best, worth = behind, behind.score - _GAP_MOST if behind else 0
        for one in found[passed:]:
            gap = index - one.places[-1] - 1
            if gap < 0:
                break
            score = one.score + (_IN_A_ROW if gap == 0 else -gap)
            may_be = bonus or one.places[-1] >= word - 1
            if may_be and (best is None or score > worth):
                best, worth = one, score
        if best is not None:
            longer.append(Match(worth + _LETTER + bonus, (*best.places, index)))
    return longer


def _score(match_: Match) -> int:
    return match_.score


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
