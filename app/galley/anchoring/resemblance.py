"""Looking for words that are merely alike: seeds, then an approximate search around them.

Eight letters in a row that are in both tell where to look; the diagonals on which most of them lie
are searched. Offsets are folded code points. Knows nothing of what is done with the places.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from galley.anchoring.approximate import find_approximate

__all__ = ["Resemblance", "resemblances"]

_SEED = 8
_MOST_SEEDS = 24
_MOST_HITS = 32  # of one seed: one that is everywhere tells nothing
_DIAGONALS = 8
_WIDTH = 32  # code points that a diagonal may waver
_MOST_ERRORS = 0.35
_LONG = 800  # code points of words that are compared as they stand, without a search
_LONGEST = 20_000  # code points of words; who marks more has marked no passage
_WORK = 2_400  # code points, all windows together, that one search may cover


class Resemblance(NamedTuple):
    """A place, half-open, and how alike its words are, 0 to 1."""

    start: int
    end: int
    likeness: float


def resemblances(
    words: str,
    text: str,
    regions: Iterable[tuple[int, int]] | None = None,
    *,
    most_errors: float = _MOST_ERRORS,
) -> list[Resemblance]:
    """The places whose words are most alike, the best first.

    None is found for words shorter than a seed, or longer than any passage.

    Args:
        words: Folded.
        text: Folded.
        regions: Where in the text to look; None for everywhere.
        most_errors: How many of the words' code points may differ, as a share of them.
    """
    if len(words) > _LONGEST:
        return []
    spans = [(0, len(text))] if regions is None else list(regions)
    hits = Counter((place - offset) // _WIDTH for offset, place in _seed_hits(words, text, spans))
    most = min(_DIAGONALS, max(1, _WORK // max(1, len(words))))
    found: dict[tuple[int, int], Resemblance] = {}
    for diagonal, _ in hits.most_common(most):
        place = _search(words, text, diagonal * _WIDTH, most_errors)
        if place:
            found[place.start, place.end] = place
    return sorted(found.values(), key=lambda place: (-place.likeness, place.start))


def _seed_hits(words: str, text: str, regions: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Offsets of seeds in the words, and where they stand in the text."""
    spans = [span for span in regions if span[1] - span[0] >= _SEED]
    last = len(words) - _SEED
    step = max(1, last // _MOST_SEEDS)
    for offset in range(0, last + 1, step):
        seed = words[offset : offset + _SEED]
        hits = 0
        for low, high in spans:
            place = text.find(seed, low, high)
            while place >= 0 and hits < _MOST_HITS:
                yield offset, place
                hits += 1
                place = text.find(seed, place + 1, high)


def _search(words: str, text: str, diagonal: int, most_errors: float) -> Resemblance | None:
    slack = _WIDTH + int(most_errors * min(len(words), _LONG))
    low = max(0, diagonal - slack)
    high = min(len(text), diagonal + len(words) + slack)
    if len(words) > _LONG:
        return _as_it_stands(words, text, max(0, diagonal))
    match = find_approximate(words, text[low:high], int(most_errors * len(words)))
    if not match:
        return None
    likeness = 1 - match.errors / len(words)
    return Resemblance(low + match.start, low + match.end, likeness)


def _as_it_stands(words: str, text: str, start: int) -> Resemblance | None:
    from rapidfuzz.distance import Indel  # slow to import, and not wanted before first paint

    end = min(len(text), start + len(words))
    likeness = Indel.normalized_similarity(words, text[start:end], score_cutoff=1 - _MOST_ERRORS)
    return Resemblance(start, end, likeness) if likeness else None
