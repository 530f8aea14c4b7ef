"""The search index: kept in the transaction that changes the data, and built anew when in doubt.

It holds words and where they stand, no texts: SQLite's full-text index without content, and beside
it a row for each thing that can be found. What was indexed is taken out again by naming its words,
so a digest of them is kept: if it is not that of the words at hand, the row alone goes, and the
words that stay behind lead nowhere. Entry numbers are never given twice.

The index is worth less than what it is made of: if it is damaged it is set aside and the edit is
kept.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version
from galley.domain.changes import Change, Entity
from galley.domain.errors import LibraryDamaged
from galley.domain.structure import Structure
from galley.storage.index_documents import (
    INDEX_FORMAT,
    Document,
    annotation_document,
    article_day,
    article_document,
)
from galley.storage.index_state import is_current, is_of_index, mark_outdated, set_state
from galley.storage.listing import (
    list_annotations,
    list_article,
    listing_anew,
    relist,
    sound_annotations,
    unlist_annotation,
)
from galley.storage.mapping import SealBroken, article_from_row
from galley.storage.tables import annotations, articles, search_entries
from galley.storage.version_rows import read_version

__all__ = [
    "OF_ARTICLE",
    "article_with_version",
    "build_index",
    "index_after",
    "index_article",
    "index_before",
]

_COLUMNS = "headline, text, caption, sidebar, about, quote, note, tag, speaker, made"
_VALUES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
# Written out rather than built: the virtual table is no table to SQLAlchemy, and an edit, which
# waits for the rest, is done sooner.
_PLACE = (
    "SELECT home.article, annotations.sequence, home.day, home.shown FROM annotations "
    "JOIN articles ON articles.id = annotations.article_id "
    "JOIN search_entries AS home ON home.article = articles.sequence AND home.annotation = 0 "
    "WHERE annotations.id = ?"
)
_ADD = f"INSERT INTO search_index (rowid, {_COLUMNS}) VALUES (?, {_VALUES})"  # noqa: S608 - constants
_TAKE_OUT = (
    f"INSERT INTO search_index (search_index, rowid, {_COLUMNS}) VALUES ('delete', ?, {_VALUES})"  # noqa: S608 - constants
)
_EMPTY = "INSERT INTO search_index (search_index) VALUES ('delete-all')"
# The state of an index that was just created, for one that is too damaged to be emptied by asking.
_RESET = (
    "DELETE FROM search_index_data",
    "DELETE FROM search_index_idx",
    "DELETE FROM search_index_docsize",
    "INSERT INTO search_index_data VALUES (1, x''), (10, x'00000000000000')",
)
_ADD_ENTRY = (
    "INSERT INTO search_entries (entry, article, annotation, day, shown, digest) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
# How many bytes of new words are held back before they are written.
_HOLD = "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', ?)"
_HELD, _HELD_WHILE_BUILDING = 1 << 20, 1 << 24
_OPTIMIZE = "INSERT INTO search_index (search_index) VALUES ('optimize')"
OF_ARTICLE = 0  # in the column "annotation": the row is the article's own

Progress = Callable[[int, int], None]


def index_article(connection: Connection, article: Article, version: Version) -> None:
    """Have a new article found."""
    if is_current(connection):
        with _unless_damaged(connection):
            _add_article(connection, article, version)


def index_before(connection: Connection, change: Change) -> None:
    """Take out what a change makes untrue, in its transaction, before its rows are written."""
    if isinstance(change.entity, Structure):
        _take_out_text(connection, change.entity)
    before = change.before
    if before is None or isinstance(before, Structure) or not _matters(connection, change):
        return
    with _unless_damaged(connection):
        if isinstance(before, Annotation):
            _unlist(connection, before)
        document = _document(connection, before)
        if document is not None:
            _take_out(connection, before, document)


def index_after(connection: Connection, change: Change) -> None:
    """Put in what a change makes true, in its transaction, after its rows were written."""
    if isinstance(change.entity, Structure):
        _put_in_text(connection, change.entity)
    after = change.after
    if after is None or isinstance(after, Structure):
        return
    if _matters(connection, change):
        with _unless_damaged(connection):
            _put_in(connection, after)
    elif isinstance(after, Article) and isinstance(change.before, Article):
        _set_day_and_shown(connection, change.before, after)


def _take_out_text(connection: Connection, structure: Structure) -> None:
    """Before a text is corrected: its article is found by its words no more."""
    article = _reader_of(connection, structure)
    if article is not None:
        with _unless_damaged(connection):
            document = _document(connection, article)
            if document is not None:
                _take_out(connection, article, document)


def _put_in_text(connection: Connection, structure: Structure) -> None:
    """After a text was corrected: its article is found by the words that it has now."""
    article = _reader_of(connection, structure)
    if article is not None:
        with _unless_damaged(connection):
            _put_in(connection, article)


def _reader_of(connection: Connection, structure: Structure) -> Article | None:
    """The article that reads this version, if the index is there to be changed."""
    if not is_current(connection):
        return None
    statement = select(articles).where(
        articles.c.id == structure.article_id, articles.c.version_id == structure.version_id
    )
    row = connection.execute(statement).mappings().first()
    return None if row is None else article_from_row(row)


def _matters(connection: Connection, change: Change) -> bool:
    """Whether a change is one of words that are found, and the index is there to be changed."""
    if not is_current(connection):
        return False
    before, after = change.before, change.after
    if isinstance(before, Article) and isinstance(after, Article):
        return (
            before.metadata != after.metadata
            or before.tags != after.tags
            or before.version_id != after.version_id
        )
    documents = [
        None if entity is None or isinstance(entity, Structure) else _document(connection, entity)
        for entity in (before, after)
    ]
    return documents[0] != documents[1] or _is_moved(before, after)


def _is_moved(before: Entity | None, after: Entity | None) -> bool:
    """Whether a mark stands elsewhere, though it has the same words."""
    return (
        isinstance(before, Annotation)
        and isinstance(after, Annotation)
        and before.start != after.start
    )


@contextmanager
def _unless_damaged(connection: Connection) -> Iterator[None]:
    """Write to the index; if it is damaged, leave it for later rather than lose the edit."""
    connection.exec_driver_sql("SAVEPOINT indexing")
    try:
        yield
        # Here the index writes what it has. Releasing its own savepoint would do that as well, but
        # if it failed then, all of the transaction would be gone.
        connection.exec_driver_sql("SAVEPOINT written")
        connection.exec_driver_sql("RELEASE written")
    except (LibraryDamaged, IntegrityError, MemoryError) as damaged:
        if not is_of_index(damaged):
            raise
        connection.exec_driver_sql("ROLLBACK TO indexing")
        mark_outdated(connection)
    connection.exec_driver_sql("RELEASE indexing")


def _document(connection: Connection, entity: Article | Annotation) -> Document | None:
    """What is found of this; nothing of an annotation in the trash."""
    if isinstance(entity, Article):
        version = read_version(connection, entity.version_id)
        return None if version is None else article_document(entity, version)
    return annotation_document(entity) if entity.trashed_at is None else None


def _take_out(connection: Connection, entity: Article | Annotation, document: Document) -> None:
    entry = connection.execute(_entry_of(entity)).first()
    if entry is None:
        mark_outdated(connection)
        return
    if entry.digest == document.digest:
        connection.exec_driver_sql(_TAKE_OUT, (entry.entry, *document.columns))
    connection.execute(delete(search_entries).where(search_entries.c.entry == entry.entry))


def _entry_of(entity: Article | Annotation) -> Select[Any]:
    if isinstance(entity, Article):
        return (
            select(search_entries)
            .join(articles, articles.c.sequence == search_entries.c.article)
            .where(articles.c.id == entity.id, search_entries.c.annotation == OF_ARTICLE)
        )
    return (
        select(search_entries)
        .select_from(articles)
        .join(annotations, annotations.c.article_id == articles.c.id)
        .join(
            search_entries,
            (search_entries.c.article == articles.c.sequence)
            & (search_entries.c.annotation == annotations.c.sequence),
        )
        .where(articles.c.id == entity.article_id, annotations.c.id == entity.id)
    )


def _unlist(connection: Connection, annotation: Annotation) -> None:
    find = select(annotations.c.sequence).where(annotations.c.id == annotation.id)
    sequence = connection.execute(find).scalar()
    if sequence is not None:
        unlist_annotation(connection, sequence)


def _put_in(connection: Connection, entity: Article | Annotation) -> None:
    if isinstance(entity, Article):
        version = read_version(connection, entity.version_id)
        if version is None:
            mark_outdated(connection)
            return
        _add_article(connection, entity, version)
        _set_day_and_shown(connection, None, entity)
    elif entity.trashed_at is None:
        _add_annotation(connection, entity)


def _add_article(connection: Connection, article: Article, version: Version) -> None:
    find = select(articles.c.sequence).where(articles.c.id == article.id)
    sequence = connection.execute(find).scalar_one()
    place = (sequence, OF_ARTICLE, article_day(article), int(article.trashed_at is None))
    _add(connection, article_document(article, version), place)
    if article.trashed_at is None:
        list_article(connection, sequence, article)


def _add_annotation(connection: Connection, annotation: Annotation) -> None:
    """It has its article's day, and is hidden with it."""
    place = connection.exec_driver_sql(_PLACE, (annotation.id,)).first()
    if place is None:
        mark_outdated(connection)
        return
    _add(connection, annotation_document(annotation), tuple(place))
    article, sequence, _day, shown = place
    if shown:
        list_annotations(connection, article, [(sequence, annotation)])


def _add(connection: Connection, document: Document, place: tuple[int, ...]) -> None:
    result = connection.exec_driver_sql(_ADD_ENTRY, (None, *place, document.digest))
    connection.exec_driver_sql(_ADD, (result.lastrowid, *document.columns))


def _set_day_and_shown(connection: Connection, before: Article | None, after: Article) -> None:
    """An article's annotations have its day, and go to the trash and come back with it."""
    day, shown = article_day(after), after.trashed_at is None
    if before and (article_day(before), before.trashed_at is None) == (day, shown):
        return
    if before is None or (before.trashed_at is None) != shown:
        relist(connection, after)
    of_article = select(articles.c.sequence).where(articles.c.id == after.id).scalar_subquery()
    connection.execute(
        update(search_entries)
        .where(search_entries.c.article == of_article)
        .values(day=day, shown=int(shown))
    )


# Building


def build_index(connection: Connection, progress: Progress = lambda _done, _total: None) -> None:
    """Build the index anew from all that is in the library, in one transaction.

    What is damaged is left out; the library check tells of it.

    Args:
        connection: In a transaction that holds the write lock.
        progress: Is told how many articles are done, of how many; may raise to stop it all.
    """
    _empty(connection)
    connection.execute(delete(search_entries))
    total = connection.execute(select(func.count()).select_from(articles)).scalar_one()
    sequences = connection.scalars(select(articles.c.sequence).order_by(articles.c.sequence)).all()
    connection.exec_driver_sql(_HOLD, (_HELD_WHILE_BUILDING,))
    entries = 0
    with listing_anew(connection):
        for done, sequence in enumerate(sequences):
            progress(done, total)
            with suppress(SealBroken):
                entries += _build_article(connection, sequence, entries + 1)
    connection.exec_driver_sql(_OPTIMIZE)
    connection.exec_driver_sql(_HOLD, (_HELD,))
    set_state(connection, INDEX_FORMAT)
    progress(total, total)


def _empty(connection: Connection) -> None:
    for statement in _RESET:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(_EMPTY)


def _build_article(connection: Connection, sequence: int, first: int) -> int:
    """Index an article with its annotations, in two statements.

    Returns:
        How many entries that took, numbered from ``first``.
    """
    article, version = article_with_version(connection, sequence)
    if version is None:
        return 0
    marks = list(sound_annotations(connection, article.id))
    documents = [(OF_ARTICLE, article_document(article, version))]
    documents += [(n, annotation_document(mark)) for n, mark in marks if mark is not None]
    if article.trashed_at is None:
        list_article(connection, sequence, article)
        list_annotations(connection, sequence, [(n, m) for n, m in marks if m is not None])
    day, shown = article_day(article), int(article.trashed_at is None)
    rows = [
        (entry, sequence, annotation, day, shown, document.digest, *document.columns)
        for entry, (annotation, document) in enumerate(documents, first)
    ]
    connection.exec_driver_sql(_ADD_ENTRY, [row[:6] for row in rows])
    connection.exec_driver_sql(_ADD, [(row[0], *row[6:]) for row in rows])
    return len(rows)


def article_with_version(connection: Connection, sequence: int) -> tuple[Article, Version | None]:
    """An article and the version that is read.

    Raises:
        SealBroken: One of them is damaged.
    """
    statement = select(articles).where(articles.c.sequence == sequence)
    article = article_from_row(connection.execute(statement).mappings().one())
    return article, read_version(connection, article.version_id)
