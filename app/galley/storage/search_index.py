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

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from galley.domain.article import Article, Version
from galley.domain.changes import Change
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
)
from galley.storage.mapping import SealBroken, article_from_row
from galley.storage.tables import articles, search_entries
from galley.storage.version_rows import read_version

__all__ = [
    "ADD",
    "ADD_ENTRY",
    "OF_ARTICLE",
    "TAKE_OUT",
    "article_with_version",
    "build_index",
    "index_after",
    "index_article",
    "index_before",
    "unless_damaged",
]

_COLUMNS = "headline, text, caption, sidebar, about, quote, note, tag, speaker, made"
_VALUES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
# Written out rather than built: the virtual table is no table to SQLAlchemy, and an edit, which
# waits for the rest, is done sooner.
ADD = f"INSERT INTO search_index (rowid, {_COLUMNS}) VALUES (?, {_VALUES})"  # noqa: S608 - constants
TAKE_OUT = (
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
ADD_ENTRY = (
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
        with unless_damaged(connection):
            _add_article(connection, article, version)


def index_before(connection: Connection, change: Change) -> None:
    """Take out what a change of an article or its text makes untrue, before it is written."""
    if isinstance(change.entity, Structure):
        _take_out_text(connection, change.entity)
    before = change.before
    if isinstance(before, Article) and _matters(connection, change):
        with unless_damaged(connection):
            document = _document(connection, before)
            if document is not None:
                _take_out(connection, before, document)


def index_after(connection: Connection, change: Change) -> None:
    """Put in what a change of an article or its text makes true, after it was written."""
    if isinstance(change.entity, Structure):
        _put_in_text(connection, change.entity)
    before, after = change.before, change.after
    if not isinstance(before, Article) or not isinstance(after, Article):
        return
    if _matters(connection, change):
        with unless_damaged(connection):
            _put_in(connection, after)
    else:
        _set_day_and_shown(connection, before, after)


def _take_out_text(connection: Connection, structure: Structure) -> None:
    """Before a text is corrected: its article is found by its words no more."""
    article = _reader_of(connection, structure)
    if article is not None:
        with unless_damaged(connection):
            document = _document(connection, article)
            if document is not None:
                _take_out(connection, article, document)


def _put_in_text(connection: Connection, structure: Structure) -> None:
    """After a text was corrected: its article is found by the words that it has now."""
    article = _reader_of(connection, structure)
    if article is not None:
        with unless_damaged(connection):
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
    before, after = change.before, change.after
    return (
        isinstance(before, Article)
        and isinstance(after, Article)
        and (
            before.metadata != after.metadata
            or before.tags != after.tags
            or before.version_id != after.version_id
        )
        and is_current(connection)
    )


@contextmanager
def unless_damaged(connection: Connection) -> Iterator[None]:
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


def _document(connection: Connection, article: Article) -> Document | None:
    """What is found of an article by the version that is read."""
    version = read_version(connection, article.version_id)
    return None if version is None else article_document(article, version)


def _take_out(connection: Connection, article: Article, document: Document) -> None:
    of_article = (
        select(search_entries)
        .join(articles, articles.c.sequence == search_entries.c.article)
        .where(articles.c.id == article.id, search_entries.c.annotation == OF_ARTICLE)
    )
    entry = connection.execute(of_article).first()
    if entry is None:
        mark_outdated(connection)
        return
    if entry.digest == document.digest:
        connection.exec_driver_sql(TAKE_OUT, (entry.entry, *document.columns))
    connection.execute(delete(search_entries).where(search_entries.c.entry == entry.entry))


def _put_in(connection: Connection, article: Article) -> None:
    version = read_version(connection, article.version_id)
    if version is None:
        mark_outdated(connection)
        return
    _add_article(connection, article, version)
    _set_day_and_shown(connection, None, article)


def _add_article(connection: Connection, article: Article, version: Version) -> None:
    find = select(articles.c.sequence).where(articles.c.id == article.id)
    sequence = connection.execute(find).scalar_one()
    place = (sequence, OF_ARTICLE, article_day(article), int(article.trashed_at is None))
    document = article_document(article, version)
    result = connection.exec_driver_sql(ADD_ENTRY, (None, *place, document.digest))
    connection.exec_driver_sql(ADD, (result.lastrowid, *document.columns))
    if article.trashed_at is None:
        list_article(connection, sequence, article)


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
    connection.exec_driver_sql(ADD_ENTRY, [row[:6] for row in rows])
    connection.exec_driver_sql(ADD, [(row[0], *row[6:]) for row in rows])
    return len(rows)


def article_with_version(connection: Connection, sequence: int) -> tuple[Article, Version | None]:
    """An article and the version that is read.

    Raises:
        SealBroken: One of them is damaged.
    """
    statement = select(articles).where(articles.c.sequence == sequence)
    article = article_from_row(connection.execute(statement).mappings().one())
    return article, read_version(connection, article.version_id)
