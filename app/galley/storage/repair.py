"""Checks a library that may not even open, and repairs what can be repaired without loss.

In place only what repeats something else is written: indexes, the columns by which values are
looked up, and the search index. A damaged file is never written; a new one is made beside it.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, delete, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from galley.domain.annotation import Annotation
from galley.domain.errors import JobCancelled, LibraryDamaged, LibraryUnusable
from galley.domain.jobs import Job
from galley.domain.keeping import Before, Occasion, Repair
from galley.storage import mapping
from galley.storage.backup import Lending, whole_copy
from galley.storage.backups import back_up, backup_folder, set_aside
from galley.storage.checking import Finding, check_piecemeal, check_structure
from galley.storage.collecting import is_listed, list_memberships
from galley.storage.engine import connect, disconnect, engine_for, for_writing
from galley.storage.index_checking import index_faults
from galley.storage.index_state import is_current
from galley.storage.lock import WindowLock
from galley.storage.mapping import SealBroken
from galley.storage.note_links import link_rows, list_links
from galley.storage.opening import Opened, in_sentences, open_library
from galley.storage.salvage import salvage
from galley.storage.search_index import build_index
from galley.storage.tables import (
    annotations,
    articles,
    collections,
    journal,
    note_links,
    targets,
    versions,
)

__all__ = ["Examination", "examine", "examine_index_apart", "examine_structure", "repair"]

_LARGE = 256_000_000  # bytes, from which on the structure is checked table by table
_LOOK_EVERY = 10_000  # of SQLite's own steps, a few milliseconds


@dataclass(frozen=True, slots=True)
class Examination:
    """What is wrong with a library.

    Attributes:
        findings: In the order in which they were found; empty if all is well.
        opens: It opens all the same: what is wrong is inside.
    """

    findings: tuple[Finding, ...]
    opens: bool


def examine(library: Path, *, index: bool = True, job: Job | None = None) -> Examination:
    """Check a library: whether it opens, its structure, every seal and every mark.

    It is read in pieces, so that whoever has it open can write in between.

    Args:
        library: Its file; it may be open elsewhere.
        index: The search index too; nobody can write meanwhile.
        job: Told how far it is; may be cancelled.

    Raises:
        JobCancelled: The person cancelled.
        LibraryUnusable: It is not there, no library, of a newer Galley, or locked.
    """
    job = job or Job()
    try:
        opened = _open(library)
    except LibraryDamaged as damaged:
        return Examination((Finding(str(damaged)), *_structure(library)), opens=False)
    try:
        with _ending_with(job, opened.connection):
            findings = _examine_open(opened, library, job, index=index)
    except LibraryDamaged as damaged:
        return Examination((Finding(str(damaged)), *_structure(library)), opens=False)
    finally:
        disconnect(opened.connection)
    return Examination(findings, opens=True)


def examine_structure(library: Path, job: Job) -> tuple[Finding, ...]:
    """Check the structure alone, quickly, table by table.

    Raises:
        JobCancelled: The person cancelled.
        LibraryUnusable: It can't be opened.
    """
    opened = _open(library)
    try:
        with _ending_with(job, opened.connection):
            return tuple(check_structure(engine_for(opened.connection, library).begin))
    finally:
        disconnect(opened.connection)


def examine_index_apart(library: Path, lending: Lending, job: Job) -> tuple[Finding, ...]:
    """Check the search index of an open library on a copy, so that it can be written meanwhile.

    The index's own check is one statement that counts as writing, and takes minutes where there
    are very many words.

    Args:
        library: Its file.
        lending: Of the library.
        job: Told how far the copy is; may be cancelled.

    Raises:
        JobCancelled: The person cancelled, or the library is being closed.
        LibraryUnusable: There is no room for the copy, or it can't be made.
    """
    folder = backup_folder(library)
    with in_sentences(folder):
        folder.mkdir(exist_ok=True)
        with (
            whole_copy(lending, folder, job) as copy,
            closing(connect(copy)) as connection,
            _ending_with(job, connection),
            engine_for(connection, copy).connect() as reading,
        ):
            return tuple(Finding(sentence) for sentence in index_faults(reading))


def _examine_open(opened: Opened, library: Path, job: Job, *, index: bool) -> tuple[Finding, ...]:
    engine = engine_for(opened.connection, library)
    large = library.stat().st_size > _LARGE
    found = check_piecemeal(
        engine.begin,
        step=lambda done, total: job.step(done, total, "Checking"),
        table_by_table=large,
    )
    if index:
        with engine.connect() as connection:
            # For the search index's own check, which counts as writing; nothing is written.
            found += [Finding(sentence) for sentence in index_faults(connection)]
    return tuple(found)


@contextmanager
def _ending_with(job: Job, connection: sqlite3.Connection) -> Iterator[None]:
    """Have SQLite end what it is doing when a job is cancelled, however long that would take."""
    connection.set_progress_handler(lambda: job.cancelled, _LOOK_EVERY)
    try:
        yield
    except (sqlite3.OperationalError, DBAPIError) as error:
        if job.cancelled:
            raise JobCancelled from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _open(library: Path) -> Opened:
    return open_library(library, create=False, exclusive=False, who="", open_anyway=False)


def _structure(library: Path) -> Iterator[Finding]:
    """What SQLite says of a file that does not open, as far as it can say anything."""
    try:
        with closing(connect(library, read_only=True)) as connection:
            for (message,) in connection.execute("PRAGMA integrity_check(20)"):
                if message != "ok":
                    yield Finding(f"The file’s structure is damaged: {message}.")
    except (sqlite3.Error, LibraryUnusable) as error:
        yield Finding(f"SQLite can’t read it: {error}.")


def repair(library: Path, *, now: datetime, who: str = "") -> Repair:
    """Repair what can be repaired without loss, after the library was kept as it is.

    Args:
        library: Its file. Nobody has it open, this process neither.
        now: The time, in UTC.
        who: The person, for the lock.

    Raises:
        LibraryLocked: A window has the library open.
        LibraryUnusable: It is not there, no library, or of a newer Galley; or something can't be
            written. The library is as it was.
    """
    library = library.resolve()
    with in_sentences(library), WindowLock.acquire(library, who):
        examination = examine(library)
        if not examination.findings and _index_is_current(library):
            return Repair()
        if not examination.opens:
            return _salvage_beside(library, now, examination)
        try:
            kept = back_up(library, now=now, occasion=Occasion(Before.REPAIR))
            mended = _mend(library)
        except (LibraryDamaged, IntegrityError):  # an index is not all that is damaged
            return _salvage_beside(library, now, examination)
        remaining = tuple(finding.sentence for finding in examine(library).findings)
        return Repair(mended, remaining, kept=kept.path)


def _index_is_current(library: Path) -> bool:
    opened = _open(library)
    try:
        with engine_for(opened.connection, library).connect() as connection:
            return is_current(connection)
    finally:
        disconnect(opened.connection)


def _salvage_beside(library: Path, now: datetime, examination: Examination) -> Repair:
    kept = set_aside(library, now=now)
    salvaged = salvage(library, _free_name(library))
    counts = ", ".join(f"{salvaged.kept[name]} {name}" for name in ("articles", "annotations"))
    return Repair(
        mended=(f"A new library was made of what can be read: {counts}.",),
        remaining=(*(f.sentence for f in examination.findings), *salvaged.lost),
        salvaged=salvaged.path,
        kept=kept,
    )


def _free_name(library: Path) -> Path:
    number = 1
    while True:
        name = f"{library.stem}.salvaged{f'-{number}' if number > 1 else ''}{library.suffix}"
        if not library.with_name(name).exists():
            return library.with_name(name)
        number += 1


def _mend(library: Path) -> tuple[str, ...]:
    """Write anew what repeats something else, in one transaction; a sentence for each.

    Raises:
        LibraryDamaged: The structure is not sound even so; nothing was changed.
        IntegrityError: The same: rows are there twice.
    """
    opened = _open(library)
    try:
        with for_writing(engine_for(opened.connection, library)).begin() as connection:
            connection.exec_driver_sql("REINDEX")
            listed = _list_anew(connection)
            build_index(connection)
            if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
                raise LibraryDamaged(f"The library {library} is damaged.")
    finally:
        disconnect(opened.connection)
    sentences = ["The indexes and the search index were built anew."]
    if listed:
        rows = "1 row was" if listed == 1 else f"{listed} rows were"
        sentences.append(f"{rows} listed anew by what was saved.")
    return tuple(sentences)


_LISTED: tuple[tuple[Table, Callable[[RowMapping], dict[str, Any]]], ...] = (
    (articles, lambda row: mapping.article_columns(mapping.article_from_row(row))),
    (collections, lambda row: mapping.collection_row(mapping.collection_from_row(row))),
    (versions, lambda row: mapping.version_columns(mapping.version_from_row(row))),
    (annotations, lambda row: mapping.annotation_columns(mapping.annotation_from_row(row))),
    (journal, lambda row: mapping.change_set_columns(mapping.change_set_from_row(row))),
)


def _list_anew(connection: Connection) -> int:
    """Have the columns that repeat a value say what the value says; how many did not."""
    mended = 0
    for table, columns_of in _LISTED:
        key = table.primary_key.columns[0]
        for identity in connection.scalars(select(key)).all():
            row = connection.execute(select(table).where(key == identity)).mappings().one()
            try:
                columns = columns_of(row)
            except SealBroken:
                continue
            if any(row[name] != value for name, value in columns.items()):
                connection.execute(update(table).where(key == identity).values(columns))
                mended += 1
    return mended + _list_of_annotations_anew(connection) + _list_memberships_anew(connection)


def _list_memberships_anew(connection: Connection) -> int:
    mended = 0
    for sequence in connection.scalars(select(articles.c.sequence)).all():
        find = select(articles).where(articles.c.sequence == sequence)
        try:
            article = mapping.article_from_row(connection.execute(find).mappings().one())
        except SealBroken:
            continue
        if not is_listed(connection, article):
            list_memberships(connection, article)
            mended += 1
    return mended


def _list_of_annotations_anew(connection: Connection) -> int:
    """The places of marks and the links of notes, as the annotations themselves say."""
    mended = 0
    for number in connection.scalars(select(annotations.c.sequence)).all():
        find = select(annotations).where(annotations.c.sequence == number)
        try:
            annotation = mapping.annotation_from_row(connection.execute(find).mappings().one())
        except SealBroken:
            continue
        own = targets.c.annotation_id == annotation.id
        rows = connection.execute(
            select(targets).where(own).order_by(targets.c.version_id, targets.c.ordinal)
        )
        expected = mapping.target_rows(annotation)
        if [dict(row) for row in rows.mappings()] != expected:
            connection.execute(delete(targets).where(own))
            if expected:  # none where its words were left out of the text
                connection.execute(targets.insert(), expected)
            mended += 1
        mended += _list_links_anew(connection, annotation)
    return mended


def _list_links_anew(connection: Connection, annotation: Annotation) -> int:
    own = note_links.c.annotation_id == annotation.id
    rows = connection.execute(select(note_links).where(own).order_by(note_links.c.target))
    if [dict(row) for row in rows.mappings()] == link_rows(annotation):
        return 0
    list_links(connection, annotation, new=False)
    return 1
