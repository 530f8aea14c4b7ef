"""Finds articles that are in the library twice: the same capture, the same words, or like words.

Nothing is done about them. The search is in three steps, for a library is larger than memory and
whoever works in it must not wait: a small sketch of each article, the pairs whose sketches share
something, and the likeness of these pairs by their words. The sketch is the smallest hashes of an
article's runs of words, of which two articles share about as many as they share runs (Broder, “On
the resemblance and containment of documents”, 1997).
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from galley.domain.article import Version, Zone
from galley.domain.catalogue import ArticleSummary
from galley.domain.errors import NotFound

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = [
    "MOST_ARTICLES",
    "Pair",
    "Print",
    "candidates",
    "compared",
    "newest",
    "prints_of",
]

MOST_ARTICLES = 50_000  # the newest: their sketches are kept in memory
_MOST_PAIRS = 1000
_SKETCH = 48  # hashes of an article
_RUN = 4  # words
_LEAST_SHARED = 6  # of the sketch: an eighth of the runs of words
_COMMON = 40  # articles that have a run: then it is a paper's own, such as a line on copyright
_LEAST_LIKE = 0.6
_MOST_WORDS = 5000  # of each article that are compared
_EXCERPT = 220  # code points
_TOLD_ZONES = frozenset({Zone.HEADLINE, Zone.DEK, Zone.BODY})
_WORD = re.compile(r"\w+")


class Print(NamedTuple):
    """What is known of an article without its words.

    Attributes:
        article_id: The article.
        capture: SHA-256 of the bytes that the version which is read was taken from.
        words: A hash of all its words.
        sketch: The smallest hashes of its runs of words.
    """

    article_id: str
    capture: str
    words: int
    sketch: tuple[int, ...]


class Pair(NamedTuple):
    """Two articles that are alike, the one that was added last first.

    Attributes:
        first: Its id.
        second: The other's id.
        likeness: The share of words that both have in the same order, 0 to 1.
        same_capture: They were read from the very same bytes.
        excerpts: How the words of each begin where they are not the same.
    """

    first: str
    second: str
    likeness: float
    same_capture: bool = False
    excerpts: tuple[str, str] = ("", "")


def prints_of(library: "Library", article_ids: Sequence[str]) -> list[Print]:
    """Sketches of some articles; none of those that went away meanwhile. On the library's thread.

    Raises:
        LibraryDamaged: One of them is not what was saved.
    """
    found: list[Print] = []
    for article_id in article_ids:
        version = _version(library, article_id)
        if version is not None:
            words = _words(_text(version))
            every = zlib.crc32(" ".join(words).encode()) if words else -len(found) - 1
            found.append(Print(article_id, version.capture.sha256, every, _sketch(words)))
    return found


def _version(library: "Library", article_id: str) -> Version | None:
    try:
        article = library.article(article_id)
    except NotFound:
        return None
    return None if article.trashed_at else library.version(article.version_id)


def _text(version: Version) -> str:
    return "\n".join(block.text for block in version.blocks if block.zone in _TOLD_ZONES)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _sketch(words: Sequence[str]) -> tuple[int, ...]:
    runs = zip(*(words[start:] for start in range(_RUN)), strict=False)
    return tuple(nsmallest(_SKETCH, {zlib.crc32(" ".join(run).encode()) for run in runs}))


def candidates(prints: Sequence[Print]) -> list[tuple[str, str]]:
    """The pairs worth comparing, as ids in the order of the prints, the likeliest first.

    Args:
        prints: Of articles, the newest first.
    """
    places = {one.article_id: place for place, one in enumerate(prints)}
    certain = {
        *_sharing((one.capture, one.article_id) for one in prints),
        *_sharing((one.words, one.article_id) for one in prints if one.sketch),
    }
    shared: Counter[tuple[str, str]] = Counter()
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for one in prints:
        for value in one.sketch:
            holders[value].append(one.article_id)
    for ids in holders.values():
        if 1 < len(ids) <= _COMMON:
            shared.update(combinations(ids, 2))
    # A short article has few runs of words; all of them count.
    least = {one.article_id: min(_LEAST_SHARED, len(one.sketch)) for one in prints}
    likely = (
        pair
        for pair, count in shared.most_common()
        if count >= max(1, min(least[pair[0]], least[pair[1]])) and pair not in certain
    )
    ordered = [*sorted(certain, key=lambda pair: places[pair[0]]), *likely]
    return ordered[:_MOST_PAIRS]


def _sharing(keyed: Iterable[tuple[object, str]]) -> set[tuple[str, str]]:
    """Neighbours among those that have the same key: of three, the first two and the last two."""
    groups: defaultdict[object, list[str]] = defaultdict(list)
    for key, article_id in keyed:
        groups[key].append(article_id)
    return {pair for ids in groups.values() for pair in pairwise(ids)}


def compared(library: "Library", pairs: Sequence[tuple[str, str]]) -> list[Pair]:
    """Those of some pairs that are alike. On the library's thread.

    Raises:
        LibraryDamaged: One of the articles is not what was saved.
    """
    found = []
    for first, second in pairs:
        one, other = _version(library, first), _version(library, second)
        if one is not None and other is not None:
            pair = _compare((first, one), (second, other))
            if pair.likeness >= _LEAST_LIKE or pair.same_capture:
                found.append(pair)
    return found


def _compare(first: tuple[str, Version], second: tuple[str, Version]) -> Pair:
    from rapidfuzz.distance import Indel  # slow to import, and rarely wanted

    texts = _text(first[1]), _text(second[1])
    words = [_words(text)[:_MOST_WORDS] for text in texts]
    same = first[1].capture.sha256 == second[1].capture.sha256
    likeness = 1.0 if same else Indel.normalized_similarity(*words, score_cutoff=_LEAST_LIKE)
    return Pair(first[0], second[0], likeness, same, _excerpts(*texts))


def _excerpts(one: str, other: str) -> tuple[str, str]:
    """Both texts from shortly before the first words in which they differ."""
    ones, others = one.split(), other.split()
    differs = (n for n, pair in enumerate(zip(ones, others, strict=False)) if pair[0] != pair[1])
    place = next(differs, min(len(ones), len(others)))
    start = max(0, place - 6) if place < max(len(ones), len(others)) else 0
    return _excerpt(ones, start), _excerpt(others, start)


def _excerpt(words: Sequence[str], start: int) -> str:
    text = " ".join(words[start : start + 60])
    shown = text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1]}…"
    return f"… {shown}" if start and shown else shown


def newest(summaries: Sequence[ArticleSummary]) -> list[str]:
    """The ids of the articles that are compared, the newest first."""
    return [summary.id for summary in summaries[:MOST_ARTICLES]]
