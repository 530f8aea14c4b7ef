"""Whether the search index is whole, and true to what is in the library."""

from collections.abc import Iterator
from contextlib import suppress

from sqlalchemy import Connection, func, select

from galley.domain.errors import LibraryDamaged
from galley.storage.index_documents import annotation_document, article_day, article_document
from galley.storage.index_state import is_current, is_of_index
from galley.storage.listing import faults, listed, sound_annotations
from galley.storage.mapping import SealBroken
from galley.storage.search_index import (
    OF_ARTICLE,
    article_with_version,
)
from galley.storage.tables import articles, listed_annotations, listed_articles, search_entries

__all__ = ["index_faults"]

_CHECK = "INSERT INTO search_index (search_index) VALUES ('integrity-check')"


def index_faults(connection: Connection) -> list[str]:
    """What is wrong with the index, in sentences; nothing if it is whole, or not built yet."""
    if not is_current(connection):
        return []
    if not _is_structure_sound(connection):
        return ["The search index is damaged. Nothing that was written is lost by that."]
    unknown = sum(_differences(connection))
    if unknown:
        return [f"The search index is wrong in {unknown} places. No text is lost by that."]
    return []


def _is_structure_sound(connection: Connection) -> bool:
    """Ask the index itself, where that is possible: the question counts as writing."""
    if connection.exec_driver_sql("PRAGMA query_only").scalar():
        return True
    try:
        connection.exec_driver_sql(_CHECK)
    except (LibraryDamaged, MemoryError) as damaged:
        if not is_of_index(damaged):
            raise
        return False
    return True


def _differences(connection: Connection) -> Iterator[int]:
    """How many rows are wrong, too many or not there, by article."""
    known = 0
    for sequence in connection.scalars(select(articles.c.sequence)).all():
        statement = select(
            search_entries.c.annotation,
            search_entries.c.digest,
            search_entries.c.day,
            search_entries.c.shown,
        ).where(search_entries.c.article == sequence)
        entries = {row.annotation: tuple(row)[1:] for row in connection.execute(statement)}
        known += len(entries)
        with suppress(SealBroken):  # told of elsewhere
            wanted = _expected_entries(connection, sequence)
            damaged = {key for key, value in wanted.items() if value is None}
            sound = wanted.keys() - damaged
            yield sum(entries.get(key) != wanted[key] for key in sound)
            yield len(entries.keys() - wanted.keys())
    total = connection.execute(select(func.count()).select_from(search_entries)).scalar_one()
    yield total - known
    yield from _differences_of_list(connection)


def _differences_of_list(connection: Connection) -> Iterator[int]:
    """The same for what long lists are sorted by."""
    homes = marks = 0
    for sequence in connection.scalars(select(articles.c.sequence)).all():
        found = listed(connection, sequence)
        homes += found.article is not None
        marks += len(found.marks)
        with suppress(SealBroken):  # as above
            article, _version = article_with_version(connection, sequence)
            yield faults(connection, article, found)
    for table, known in ((listed_articles, homes), (listed_annotations, marks)):
        total = connection.execute(select(func.count()).select_from(table)).scalar_one()
        yield total - known


def _expected_entries(
    connection: Connection, sequence: int
) -> dict[int, tuple[int, int, int] | None]:
    """Digest, day and whether it is shown, by annotation; None for one that is damaged."""
    article, version = article_with_version(connection, sequence)
    if version is None:
        return {}
    day, shown = article_day(article), int(article.trashed_at is None)
    entries: dict[int, tuple[int, int, int] | None] = {
        n: (annotation_document(mark).digest, day, shown) if mark else None
        for n, mark in sound_annotations(connection, article.id)
    }
    entries[OF_ARTICLE] = (article_document(article, version).digest, day, shown)
    return entries
