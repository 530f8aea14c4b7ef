"""Keeps the search index and the long lists true to annotations of one article, many at once."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from galley.domain.annotation import Annotation
from galley.storage.index_documents import Document, annotation_document
from galley.storage.index_state import is_current, mark_outdated
from galley.storage.listing import list_annotations, unlist_annotations
from galley.storage.search_index import ADD, ADD_ENTRY, TAKE_OUT, unless_damaged

__all__ = ["Indexing", "index_marks"]

_HOME = (
    "SELECT home.article, home.day, home.shown FROM articles "
    "JOIN search_entries AS home ON home.article = articles.sequence AND home.annotation = 0 "
    "WHERE articles.id = ?"
)
_ENTRIES = (
    "SELECT annotation, entry, digest FROM search_entries "
    "WHERE article = ? AND annotation IN (SELECT value FROM json_each(?))"
)
_REMOVE_ENTRY = "DELETE FROM search_entries WHERE entry = ?"
_LAST_ENTRY = "SELECT seq FROM sqlite_sequence WHERE name = 'search_entries'"


class Indexing(NamedTuple):
    """What became of an annotation.

    Attributes:
        number: Its sequence.
        before: As it was indexed; None for a new one.
        after: As it is; None for one that is gone.
    """

    number: int
    before: Annotation | None
    after: Annotation | None


class _Mattering(NamedTuple):
    """A change of what is found, with what was found before and is found after it."""

    change: Indexing
    before: Document | None
    after: Document | None


def index_marks(connection: Connection, changes: Sequence[Indexing]) -> None:
    """Have annotations of one article found by what they are now, in the edit's transaction.

    Args:
        connection: In a transaction in which their rows are written.
        changes: Each of another annotation.
    """
    if not is_current(connection):
        return
    mattering = [one for one in map(_documents, changes) if _matters(one)]
    if mattering:
        with unless_damaged(connection):
            _index(connection, mattering)


def _documents(change: Indexing) -> _Mattering:
    return _Mattering(change, _document(change.before), _document(change.after))


def _document(mark: Annotation | None) -> Document | None:
    """What is found of an annotation; nothing of one in the trash."""
    return annotation_document(mark) if mark is not None and mark.trashed_at is None else None


def _matters(one: _Mattering) -> bool:
    """Whether it has other words, or stands elsewhere with the same."""
    before, after = one.change.before, one.change.after
    moved = before is not None and after is not None and before.start != after.start
    return one.before != one.after or moved


def _index(connection: Connection, mattering: Sequence[_Mattering]) -> None:
    mark = mattering[0].change.after or mattering[0].change.before
    assert mark is not None  # noqa: S101 - a change has one of them
    home = connection.exec_driver_sql(_HOME, (mark.article_id,)).first()
    if home is None or not _take_out(connection, home.article, mattering):
        mark_outdated(connection)
        return
    _put_in(connection, tuple(home), mattering)


def _take_out(connection: Connection, article: int, mattering: Sequence[_Mattering]) -> bool:
    """Have them found no more by what they were; False if one that is to be there is not."""
    unlist_annotations(connection, [one.change.number for one in mattering if one.change.before])
    numbers = [one.change.number for one in mattering if one.before is not None]
    if not numbers:
        return True
    found = connection.exec_driver_sql(_ENTRIES, (article, json.dumps(numbers))).all()
    entries = {row.annotation: row for row in found}
    if len(entries) < len(numbers):
        return False
    words: list[tuple[Any, ...]] = []
    for one in mattering:
        if one.before is not None:
            entry = entries[one.change.number]
            if entry.digest == one.before.digest:
                words.append((entry.entry, *one.before.columns))
    if words:
        connection.exec_driver_sql(TAKE_OUT, words)
    connection.exec_driver_sql(_REMOVE_ENTRY, [(row.entry,) for row in found])
    return True


def _put_in(connection: Connection, home: tuple[Any, ...], mattering: Sequence[_Mattering]) -> None:
    """They have their article's day, and are hidden with it."""
    article, day, shown = home
    new = [(one.change, one.after) for one in mattering if one.after is not None]
    if not new:
        return
    first = (connection.exec_driver_sql(_LAST_ENTRY).scalar() or 0) + 1
    rows = [
        (entry, article, change.number, day, shown, document.digest, *document.columns)
        for entry, (change, document) in enumerate(new, first)
    ]
    connection.exec_driver_sql(ADD_ENTRY, [row[:6] for row in rows])
    connection.exec_driver_sql(ADD, [(row[0], *row[6:]) for row in rows])
    if shown:
        marks = [(change.number, change.after) for change, _document in new if change.after]
        list_annotations(connection, article, marks)
