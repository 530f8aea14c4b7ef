"""The order of the library's list: what it is sorted by, and sorting that yields. Knows no Qt."""

from collections.abc import Callable, Generator, Sequence
from enum import StrEnum
from heapq import merge
from itertools import chain, islice
from operator import attrgetter
from typing import Any

from galley.domain.catalogue import ArticleSummary
from galley.domain.collation import collation_key

__all__ = ["ArticleOrder", "sorting"]

_SLICE = 2000  # articles: a millisecond
_JOINED = 8  # runs, sorted again, which merges them soon; the rest is merged as it is asked for


class ArticleOrder(StrEnum):
    """What the list is sorted by; what is the same in that is sorted by the day it was added."""

    ADDED = "added"
    PUBLISHED = "published"
    HEADLINE = "headline"
    PUBLICATION = "publication"
    UNCHECKED = "unchecked"


def _by_publication(article: ArticleSummary) -> str:
    """One string, which is compared sooner than a tuple; those without a publication come last."""
    key = collation_key(article.publication)
    return f"0{key}" if article.publication else "1"


# Each with whether the largest comes first.
_KEYS: dict[ArticleOrder, tuple[Callable[[ArticleSummary], Any], bool]] = {
    ArticleOrder.PUBLISHED: (attrgetter("published"), True),
    ArticleOrder.HEADLINE: (lambda article: collation_key(article.headline), False),
    ArticleOrder.PUBLICATION: (_by_publication, False),
    ArticleOrder.UNCHECKED: (lambda article: article.checked - article.facts, False),
}


def sorting(
    articles: Sequence[ArticleSummary], order: ArticleOrder
) -> Generator[None, None, list[ArticleSummary]]:
    """Sort articles: keys, then runs of them, then longer runs, which are merged.

    Args:
        articles: Mostly the newest first, which costs least.
        order: What they are sorted by; those that are the same in that are the newest first.
    """
    articles = sorted(articles, key=attrgetter("created_at"), reverse=True)
    yield
    if order is ArticleOrder.ADDED:
        return articles
    key, reverse = _KEYS[order]
    starts = range(0, len(articles), _SLICE)
    keys: list[Any] = []
    for start in starts:
        keys += map(key, articles[start : start + _SLICE])
        yield
    runs = [[*range(start, min(start + _SLICE, len(articles)))] for start in starts]
    for run in runs:
        run.sort(key=keys.__getitem__, reverse=reverse)
        yield
    longer: list[list[int]] = []
    for first in range(0, len(runs), _JOINED):
        longer.append([*chain(*runs[first : first + _JOINED])])
        longer[-1].sort(key=keys.__getitem__, reverse=reverse)
        yield
    places = merge(*longer, key=keys.__getitem__, reverse=reverse)
    arranged: list[ArticleSummary] = []
    for _start in starts:
        arranged += [articles[place] for place in islice(places, _SLICE)]
        yield
    return arranged
