"""Finding a mark by its selectors alone, where the text it was made in is not known.

Its words, what stood before and behind them, and where it was: in that order of trust. A position
without context is never trusted. Offsets are folded code points.
"""

from dataclasses import dataclass
from typing import NamedTuple

from galley.anchoring.folding import FoldedText, fold
from galley.anchoring.resemblance import resemblances
from galley.domain.annotation import AnchorStatus, Target
from galley.domain.proposal import Rejection

__all__ = ["Finding", "Selectors", "find_by_selectors"]

_CONTEXT = 0.60  # of the better side, for a place to be believed
_SAME_CONTEXT = 0.85  # of it, for a place that nobody need look at, or whose words changed much
_NEAR_TIE = 0.06  # of the score: too close to call
_ACCEPTED = 0.72  # score of words that are merely alike
_ALIKE = 0.60  # of the words, and ...
_ALIKE_IN_CONTEXT = 0.40  # ... where what stands around is the same
_TELLING = 24  # code points of words that are found again by themselves
_TELLING_ALIKE = 48  # and of words that are merely alike
_VERY_ALIKE = 0.85
_SHOWN = 0.60  # likeness of a candidate that is worth a person's look
_MOST_PLACES = 200
_MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Selectors:
    """A mark's selectors, folded; ``start`` is a hint in code points of a text unknown."""

    words: str
    prefix: str
    suffix: str
    start: int
    occurrence: int = 0
    occurrences: int = 1

    @classmethod
    def of(cls, target: Target) -> "Selectors":
        """Those of a target."""
        return cls(
            fold(target.exact).text,
            fold(target.prefix).text,
            fold(target.suffix).text,
            target.start,
            target.occurrence,
            target.occurrences,
        )


class Place(NamedTuple):
    """A candidate: likeness of its words, of its better and worse side, and its score, 0 to 1."""

    start: int
    end: int
    likeness: float
    context: float
    worse_context: float
    score: float


class Finding(NamedTuple):
    """What was found: a place unless it is an orphan or ambiguous, and the places not taken."""

    status: AnchorStatus
    place: Place | None
    others: tuple[tuple[Place, Rejection], ...]


def find_by_selectors(selectors: Selectors, new: FoldedText, *, alike: bool = True) -> Finding:
    """The place of a mark in a text of which nothing else is known.

    Args:
        selectors: The mark's.
        new: The text.
        alike: Whether to look for words that are merely alike, which takes longer.
    """
    if not selectors.words.strip():
        return Finding(AnchorStatus.ORPHAN, None, ())
    exact = [
        _place(selectors, new, start, start + len(selectors.words), 1.0)
        for start in _occurrences(new.text, selectors.words)
    ]
    trusted = sorted((p for p in exact if p.context >= _CONTEXT), key=lambda p: -p.score)
    if trusted:
        return _exact_finding(selectors, trusted, len(exact))
    similar = _similar(selectors, new) if alike else []
    for place in similar:
        if _is_accepted(place):
            certain = place.worse_context >= _SAME_CONTEXT
            status = AnchorStatus.CHANGED if certain else AnchorStatus.SUGGESTED
            return Finding(status, place, _rejected([*exact, *similar], place))
    if len(exact) == 1 and len(selectors.words) >= _TELLING:
        return Finding(AnchorStatus.MOVED, exact[0], _rejected(similar, exact[0]))
    very = [p for p in similar if p.likeness >= _VERY_ALIKE]
    if len(very) == 1 and not exact and len(selectors.words) >= _TELLING_ALIKE:
        return Finding(AnchorStatus.SUGGESTED, very[0], _rejected(similar, very[0]))
    return Finding(AnchorStatus.ORPHAN, None, _rejected([*exact, *similar]))


def _occurrences(text: str, words: str) -> list[int]:
    places: list[int] = []
    place = text.find(words)
    while place >= 0 and len(places) < _MOST_PLACES:
        places.append(place)
        place = text.find(words, place + 1)
    return places


def _exact_finding(selectors: Selectors, trusted: list[Place], total: int) -> Finding:
    best = trusted[0]
    ties = sorted(p for p in trusted if p.score >= best.score - _NEAR_TIE)
    if len(ties) > 1:
        counted = total == selectors.occurrences and len(ties) == total
        if not counted or selectors.occurrence >= total:
            others = tuple((p, Rejection.NOT_ALONE) for p in ties[:_MOST_SHOWN])
            return Finding(AnchorStatus.AMBIGUOUS, None, others)
        best = ties[selectors.occurrence]
    certain = best.worse_context >= _SAME_CONTEXT and len(ties) == 1
    status = AnchorStatus.ANCHORED if certain else AnchorStatus.MOVED
    return Finding(status, best, _rejected(trusted, best))


def _similar(selectors: Selectors, new: FoldedText) -> list[Place]:
    """Places of words that are merely alike, and all that is between the prefix and the suffix."""
    found = [
        _place(selectors, new, place.start, place.end, place.likeness)
        for place in resemblances(selectors.words, new.text)
    ]
    between = _between(selectors, new.text)
    if between:
        likeness = _likeness(selectors.words, new.text[between[0] : between[1]])
        found.append(_place(selectors, new, *between, likeness))
    return sorted(found, key=lambda place: -place.score)


def _between(selectors: Selectors, text: str) -> tuple[int, int] | None:
    """What stands between the words before and the words behind, where either occurs once."""
    before, behind = selectors.prefix[-_TELLING:], selectors.suffix[:_TELLING]
    if min(len(before), len(behind)) < _TELLING // 2:
        return None
    start, end = text.find(before), text.find(behind)
    if start < 0 or end < 0 or text.rfind(before) != start or text.rfind(behind) != end:
        return None
    start += len(before)
    if not start < end <= start + 3 * len(selectors.words) + 200:
        return None
    return start, end


def _is_accepted(place: Place) -> bool:
    if place.score < _ACCEPTED or place.context < _CONTEXT:
        return False
    least = _ALIKE_IN_CONTEXT if place.context >= _SAME_CONTEXT else _ALIKE
    return place.likeness >= least


def _place(selectors: Selectors, new: FoldedText, start: int, end: int, likeness: float) -> Place:
    """A candidate scored: words 50, either side 20, position 2, as far as they are known."""
    text = new.text
    sides = []
    if selectors.prefix:
        low = max(0, start - len(selectors.prefix))
        sides.append(_likeness(selectors.prefix, text[low:start]))
    if selectors.suffix:
        sides.append(_likeness(selectors.suffix, text[end : end + len(selectors.suffix)]))
    distance = abs(new.unfold(start, end)[0] - selectors.start) / max(1, len(text))
    total = 50 * likeness + 20 * sum(sides) + 2 * max(0.0, 1 - distance)
    score = total / (52 + 20 * len(sides))
    return Place(start, end, likeness, max(sides, default=0.0), min(sides, default=0.0), score)


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel  # slow to import, and not wanted before first paint

    return Indel.normalized_similarity(one, other)


def _rejected(
    places: list[Place], taken: Place | None = None
) -> tuple[tuple[Place, Rejection], ...]:
    """The places that were not taken and are worth a look, with the reason."""
    rejected: dict[tuple[int, int], tuple[Place, Rejection]] = {}
    for place in places:
        if place.likeness < _SHOWN or (taken and (place.start, place.end) == taken[:2]):
            continue
        words_only = place.likeness == 1.0
        reason = Rejection.OTHER_SURROUNDINGS if words_only else Rejection.OTHER_WORDS
        rejected.setdefault((place.start, place.end), (place, reason))
    return tuple(rejected.values())[:_MOST_SHOWN]
