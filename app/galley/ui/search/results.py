"""What a search found as rows of a page, an article's hits under its headline. Knows no Qt."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from galley.domain.catalogue import ArticleSummary
from galley.domain.search import Excerpt, SearchField, SearchHit

__all__ = [
    "Group",
    "More",
    "Row",
    "Share",
    "counts",
    "each_place",
    "hit_ranges",
    "matches",
    "rows",
    "share_of",
]


class Share(StrEnum):
    """A part of what was found, to look at alone."""

    ALL = "all"
    ARTICLES = "articles"  # in the article itself
    NOTES = "notes"
    MARKS = "marks"  # the marked words, who speaks, tags


@dataclass(frozen=True, slots=True)
class Group:
    """An article that was found, or of which something was found.

    Attributes:
        article_id: The article.
        headline: As it was captured or corrected.
        publication: Where it appeared.
        published: ISO 8601 or empty.
        headline_hits: Ranges of code points of the headline.
        hit: What Enter opens; None if the headline was not found itself.
        facts: How many annotations it has.
        checked: How many of them are checked.
    """

    article_id: str
    headline: str
    publication: str
    published: str
    headline_hits: tuple[tuple[int, int], ...] = ()
    hit: SearchHit | None = None
    facts: int = 0
    checked: int = 0


@dataclass(frozen=True, slots=True)
class More:
    """The row after the last, if more was found than is shown."""


Row = Group | SearchHit | More
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|\*|__|_|`)(?=\S)([^*_`]+)(?<=\S)\1(?!\w)")


def each_place(hits: Iterable[SearchHit]) -> tuple[SearchHit, ...]:
    """The hits as they are shown: each further place of an article as one of its own.

    Notes lose the signs of Markdown that stand around words.
    """
    found: list[SearchHit] = []
    for hit in hits:
        found.append(_without_emphasis(replace(hit, further=())))
        found += [_at(hit, place) for place in hit.further]
    return tuple(found)


def _at(hit: SearchHit, place: Excerpt) -> SearchHit:
    return replace(
        hit,
        field=place.field,
        snippet=place.snippet,
        hits=place.hits,
        offset=place.offset,
        paragraph=place.paragraph,
        further=(),
    )


def _without_emphasis(hit: SearchHit) -> SearchHit:
    if hit.field is not SearchField.NOTE:
        return hit
    dropped: set[int] = set()
    for match in _EMPHASIS.finditer(hit.snippet):
        size = len(match[1])
        dropped.update(range(match.start(), match.start() + size))
        dropped.update(range(match.end() - size, match.end()))
    if not dropped:
        return hit
    kept = "".join(c for place, c in enumerate(hit.snippet) if place not in dropped)

    def moved(place: int) -> int:
        return place - sum(sign < place for sign in dropped)

    return replace(
        hit, snippet=kept, hits=tuple((moved(start), moved(end)) for start, end in hit.hits)
    )


def share_of(hit: SearchHit) -> Share:
    """What a hit counts as."""
    if not hit.annotation_id:
        return Share.ARTICLES
    return Share.NOTES if hit.field is SearchField.NOTE else Share.MARKS


def counts(hits: Iterable[SearchHit]) -> dict[Share, int]:
    """How many hits there are of each share."""
    found = dict.fromkeys(Share, 0)
    for hit in hits:
        found[Share.ALL] += 1
        found[share_of(hit)] += 1
    return found


def matches(hits: Iterable[SearchHit]) -> dict[str, int]:
    """How many hits each article has, by its id; the article with the best hit first."""
    found: dict[str, int] = {}
    for hit in hits:
        found[hit.article_id] = found.get(hit.article_id, 0) + 1
    return found


def rows(
    hits: Iterable[SearchHit],
    share: Share,
    summaries: Mapping[str, ArticleSummary],
    *,
    more: bool = False,
) -> list[Row]:
    """The rows of the page: each article once, the one with the best hit first.

    Args:
        hits: The best first.
        share: Only these.
        summaries: What the library's list says of articles, by their ids.
        more: There is more than these hits.
    """
    groups: dict[str, Group] = {}
    texts: dict[str, list[Row]] = {}
    below: dict[str, list[Row]] = {}
    for hit in hits:
        if share is not Share.ALL and share_of(hit) is not share:
            continue
        if hit.article_id not in groups:
            groups[hit.article_id] = _group(hit, summaries.get(hit.article_id))
            texts[hit.article_id], below[hit.article_id] = [], []
        if hit.annotation_id:
            below[hit.article_id].append(hit)
            continue
        group = replace(groups[hit.article_id], headline_hits=hit.headline_hits)
        if hit.field is SearchField.HEADLINE:  # the headline itself is the row
            group = replace(group, hit=hit)
        else:
            texts[hit.article_id].append(hit)
        groups[hit.article_id] = group
    found: list[Row] = []
    for article_id, group in groups.items():
        found += [group, *texts[article_id], *below[article_id]]
    return [*found, More()] if more else found


def _group(hit: SearchHit, summary: ArticleSummary | None) -> Group:
    return Group(
        hit.article_id,
        hit.headline,
        hit.publication,
        hit.published,
        facts=summary.facts if summary else 0,
        checked=summary.checked if summary else 0,
    )


def hit_ranges(hit: SearchHit, text: str) -> list[tuple[int, int]]:
    """Where a hit's words stand in the article's canonical text, in code points.

    Args:
        hit: Of the article itself.
        text: The canonical text; if it is not the one that was searched, nothing is said.
    """
    if hit.annotation_id or hit.offset is None or not hit.hits:
        return []
    by = hit.offset - hit.hits[0][0]
    found = [(start + by, end + by) for start, end in hit.hits]
    words = [hit.snippet[start:end] for start, end in hit.hits]
    same = all(
        text[start:end].split() == word.split()
        for (start, end), word in zip(found, words, strict=True)
    )
    return found if same else []
