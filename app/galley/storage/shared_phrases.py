"""Which articles have some of a text's phrases: by the search index alone, reads no text."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, select

from galley.domain.search import Query, SearchField, Term
from galley.storage.searching import match_expression
from galley.storage.tables import articles

__all__ = ["articles_with_phrases"]

# CROSS JOIN: the words first, whatever SQLite thinks of it.
_FIND = (
    "SELECT e.article FROM search_index CROSS JOIN search_entries AS e "
    "ON e.entry = search_index.rowid WHERE search_index MATCH ? AND e.shown = 1 LIMIT ?"
)
_TEXT = frozenset({SearchField.TEXT})


def articles_with_phrases(
    connection: Connection, phrases: Iterable[str], *, common: int, limit: int
) -> list[str]:
    """The ids of articles that have some phrases in their text, those with the most first.

    Args:
        connection: In a transaction; the index is current.
        phrases: Words in a row.
        common: How many articles have a phrase that says nothing any more, such as a paper's own.
        limit: How many ids at most; of articles with as many phrases, the newest.
    """
    shared: Counter[int] = Counter()
    for phrase in phrases:
        query = match_expression(Query((Term(phrase),), fields=_TEXT))
        found = connection.exec_driver_sql(_FIND, (query, common)).scalars().all()
        if len(found) < common:
            shared.update(found)
    best = sorted(shared, key=lambda number: (shared[number], number), reverse=True)[:limit]
    statement = select(articles.c.sequence, articles.c.id).where(articles.c.sequence.in_(best))
    ids = {row.sequence: row.id for row in connection.execute(statement)}
    return [ids[number] for number in best if number in ids]
