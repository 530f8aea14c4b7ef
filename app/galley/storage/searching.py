"""Looks a query up in the search index, in two steps: first which, then the words around the hits.

Every word reaches the index as a quoted string: raw, most strings are no query to it.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, Table, select

from galley.domain.annotation import Annotation
from galley.domain.note_links import without_addresses
from galley.domain.search import Excerpt, Query, SearchField, SearchHit, SearchResults, Term
from galley.storage.index_documents import (
    EVERYTHING,
    Passage,
    article_passages,
    index_words,
    kind_word,
    quoted_words,
    status_word,
)
from galley.storage.mapping import (
    SealBroken,
    annotation_from_row,
    article_from_row,
)
from galley.storage.snippets import Matcher, Snippet
from galley.storage.tables import annotations, articles
from galley.storage.version_rows import read_version

__all__ = ["day_range", "match_expression", "search"]

MOST_RANKED = 2000  # rows that have a word; what more have says little, and takes long to weigh
MOST_ASKED = (
    300  # rows of some days; to ask one for its words costs as much as to read past a hundred
)
_WEIGHTS = {
    SearchField.HEADLINE: 10.0,
    SearchField.TEXT: 1.0,
    SearchField.CAPTION: 2.0,
    SearchField.SIDEBAR: 0.2,
    SearchField.ABOUT: 2.0,
    SearchField.QUOTE: 3.0,
    SearchField.NOTE: 4.0,
    SearchField.TAG: 6.0,
    SearchField.SPEAKER: 6.0,
}
# Where a word says most of what a thing is about.
_TELLING = (SearchField.HEADLINE, SearchField.TAG, SearchField.SPEAKER)

_COUNT = "SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT ?)"
_COUNT_DAYS = (
    "SELECT count(*) FROM (SELECT 1 FROM search_entries WHERE day >= ? AND day < ? LIMIT ?)"
)
# CROSS JOIN: the left one first, whatever SQLite thinks of it.
_WORDS_FIRST = "search_index CROSS JOIN search_entries AS e ON e.entry = search_index.rowid "
_DAYS_FIRST = "search_entries AS e CROSS JOIN search_index ON search_index.rowid = e.entry "
_FIND = (
    "SELECT e.entry, e.article, e.annotation FROM {}"
    "WHERE search_index MATCH ? AND e.shown = 1 AND e.day >= ? AND e.day < ? "
)
# The plus keeps SQLite from asking the index for each of these rows one by one.
_AMONG = "AND +search_index.rowid IN (SELECT rowid FROM search_index WHERE search_index MATCH ?) "
_BEST_FIRST = "ORDER BY bm25(search_index, {}, 0.0) LIMIT ?".format(
    ", ".join(str(_WEIGHTS[field]) for field in SearchField)
)
_NEWEST_FIRST = "ORDER BY search_index.rowid DESC LIMIT ?"
_MOST_PLACES = 3  # of an article
_FIRST_DAY, _LAST_DAY = 0, 100_000_000


class _Found(NamedTuple):
    """What the index knows of a hit."""

    entry: int
    article: int
    annotation: int


def search(connection: Connection, query: Query, *, limit: int) -> SearchResults:
    """What fits a query, the best first.

    Weighed are the words that few things have: to weigh one that half the library has, all of
    those would have to be looked at. A query without such a word gives the newest first, after
    those that have the words in a headline, tag or speaker's name.

    Args:
        connection: In a transaction; the index is current.
        query: What is looked for; an empty one finds nothing.
        limit: How many hits at most.
    """
    if query.is_empty or limit < 1:
        return SearchResults()
    everything = match_expression(query)
    rare = [term for term in query.terms if not term.negated and _is_rare(connection, term, query)]
    if rare:
        weighed = match_expression(Query(tuple(rare), fields=query.fields))
        among = "" if weighed == everything else _AMONG
        order = among + _BEST_FIRST
        asked = [weighed, everything][: 2 if among else 1]
        found = _find(connection, _WORDS_FIRST, asked, query, order, limit)
    else:
        join = _DAYS_FIRST if _has_few_days(connection, query) else _WORDS_FIRST
        telling = match_expression(query, within=_TELLING)
        first = _find(connection, join, [telling], query, _NEWEST_FIRST, limit)
        rest = _find(connection, join, [everything], query, _NEWEST_FIRST, limit)
        found = list(dict.fromkeys(chain(first, rest)))
    hits = _hits(connection, found[:limit], Matcher(query))
    return SearchResults(tuple(hits), more=len(found) > limit, ranked=bool(rare))


def _is_rare(connection: Connection, term: Term, query: Query) -> bool:
    parameters = (_term(term, query.fields), MOST_RANKED + 1)
    count: int = connection.exec_driver_sql(_COUNT, parameters).scalar_one()
    return count <= MOST_RANKED


def _has_few_days(connection: Connection, query: Query) -> bool:
    """Whether there is so little of the days that are wanted that each is asked for its words.

    All that has the words would otherwise be looked at for a day that nothing, or only the oldest,
    is of.
    """
    if query.before is None and query.after is None:
        return False
    parameters = (*day_range(query), MOST_ASKED + 1)
    count: int = connection.exec_driver_sql(_COUNT_DAYS, parameters).scalar_one()
    return count <= MOST_ASKED


def match_expression(query: Query, *, within: Sequence[SearchField] = ()) -> str:
    """A query as FTS5 reads it, whatever the words are.

    Args:
        query: It is not empty.
        within: Where at least one of the words must stand; anywhere if empty.
    """
    wanted = [_term(term, query.fields) for term in query.terms if not term.negated]
    if within and wanted:
        somewhere = (_limited(within, _string(t)) for t in query.terms if not t.negated)
        wanted.append(f"({' OR '.join(somewhere)})")
    wanted += [_any(map(kind_word, query.kinds))] if query.kinds else []
    wanted += [_any(map(status_word, query.statuses))] if query.statuses else []
    unwanted = [_term(term, query.fields) for term in query.terms if term.negated]
    unwanted += [_made(kind_word(kind)) for kind in sorted(query.not_kinds)]
    unwanted += [_made(status_word(status)) for status in sorted(query.not_statuses)]
    expression = " AND ".join(wanted or [_made(EVERYTHING)])
    return f"({expression}) NOT ({' OR '.join(unwanted)})" if unwanted else expression


def _term(term: Term, fields: frozenset[SearchField]) -> str:
    if term.field is not None:
        return _limited([term.field], _string(term))
    return _limited(sorted(fields), _string(term)) if fields else _string(term)


def _limited(fields: Iterable[SearchField], words: str) -> str:
    return f"{{{' '.join(fields)}}} : {words}"


def _string(term: Term) -> str:
    quoted = '"' + index_words(term.text).replace('"', '""') + '"'
    return f"{quoted} *" if term.prefix else quoted


def _made(word: str) -> str:
    return f'made : "{word}"'


def _any(words: Iterable[str]) -> str:
    return f"({' OR '.join(_made(word) for word in sorted(words))})"


def _find(
    connection: Connection,
    join: str,
    expressions: Sequence[str],
    query: Query,
    rest: str,
    limit: int,
) -> list[_Found]:
    """One more than the limit, so that it is known whether there are more."""
    statement = _FIND.format(join) + rest
    parameters = (expressions[0], *day_range(query), *expressions[1:], limit + 1)
    return [_Found(*row) for row in connection.exec_driver_sql(statement, parameters)]


def day_range(query: Query) -> tuple[int, int]:
    """The first day that a query wants, and the first that it no longer wants, as the index has."""
    return _day(query.after, _FIRST_DAY), _day(query.before, _LAST_DAY)


def _day(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else day.year * 10_000 + day.month * 100 + day.day


# The second step


def _hits(connection: Connection, found: Sequence[_Found], matcher: Matcher) -> list[SearchHit]:
    of_articles = _rows(connection, articles, {hit.article for hit in found})
    of_annotations = _rows(
        connection, annotations, {hit.annotation for hit in found if hit.annotation}
    )
    hits = []
    for article, annotation in ((of_articles[f.article], f.annotation) for f in found):
        if not annotation:
            hits.append(_article_hit(connection, article, matcher))
            continue
        with suppress(SealBroken):  # its words are not known to be what was found
            hits.append(_annotation_hit(article, of_annotations[annotation], matcher))
    return hits


def _rows(connection: Connection, table: Table, sequences: set[int]) -> dict[int, RowMapping]:
    statement = select(table).where(table.c.sequence.in_(sequences))
    return {row["sequence"]: row for row in connection.execute(statement).mappings()}


def _article_hit(connection: Connection, row: RowMapping, matcher: Matcher) -> SearchHit:
    snippets: list[Snippet] = []
    with suppress(SealBroken):  # opening it tells; the list is whole
        version = read_version(connection, row["version_id"])
        if version is not None:
            passages = article_passages(article_from_row(row), version)
            snippets = matcher.snippets(passages, most=_MOST_PLACES)
    first, *others = snippets or [Snippet(SearchField.TEXT, "")]
    further = [Excerpt(one.field, one.text, one.hits, one.offset, one.paragraph) for one in others]
    return replace(_hit(row, first, matcher), further=tuple(further))


def _hit(
    row: RowMapping, snippet: Snippet, matcher: Matcher, annotation: Annotation | None = None
) -> SearchHit:
    headline = matcher.hits(SearchField.HEADLINE, row["headline"]) if annotation is None else ()
    return SearchHit(
        article_id=row["id"],
        headline=row["headline"],
        publication=row["publication"],
        published=row["published"],
        annotation_id=annotation.id if annotation else "",
        kind=annotation.kind if annotation else None,
        status=annotation.check.status if annotation else None,
        quote=annotation.words_in(row["version_id"]) if annotation else "",
        field=snippet.field,
        snippet=snippet.text,
        hits=snippet.hits,
        headline_hits=headline,
        offset=snippet.offset,
        paragraph=snippet.paragraph,
    )


def _annotation_hit(home: RowMapping, row: RowMapping, matcher: Matcher) -> SearchHit:
    """An annotation opens where it stands, whichever of its words were found."""
    annotation = annotation_from_row(row)
    here = annotation.targets_in(home["version_id"])
    words = quoted_words((*here, *annotation.all_targets))
    quotes = [Passage(SearchField.QUOTE, text) for text in words]
    others = (
        (SearchField.NOTE, without_addresses(annotation.note)),
        (SearchField.NOTE, annotation.check.evidence),
        (SearchField.SPEAKER, annotation.speaker),
        *((SearchField.TAG, tag) for tag in annotation.tags),
    )
    passages = [*quotes, *(Passage(field, text) for field, text in others)]
    snippet = matcher.snippet(passages) or Snippet(SearchField.QUOTE, "")
    offset = here[0].start if here else None
    return _hit(home, replace(snippet, offset=offset), matcher, annotation)
