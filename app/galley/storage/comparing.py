"""What restoring a backup would change, told by comparing two library files. Writes to neither."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from galley.domain.errors import (
    LibraryLocked,
    LibraryReadOnly,
    LibraryTooNew,
    LibraryUnusable,
)
from galley.domain.keeping import Contents, Differences, RestorePreview
from galley.storage.backups import connect_for_reading
from galley.storage.engine import connect
from galley.storage.opening import in_sentences, refuse_unless_library

__all__ = ["count_contents", "preview_restore"]

_IN_USE = (
    "SELECT (SELECT count(*) FROM articles WHERE trashed_at IS NULL), "
    "(SELECT count(*) FROM annotations AS a JOIN articles AS b ON b.id = a.article_id "
    "WHERE a.trashed_at IS NULL AND b.trashed_at IS NULL)"
)

# Both have a seal a row; of each table, what is in one alone, and what is in both and not the same.
_ALONE = "SELECT {what} FROM {here}.{table} AS a WHERE a.id NOT IN (SELECT id FROM {there}.{table})"
_CHANGED = (
    "SELECT {what} FROM main.{table} AS a JOIN backup.{table} AS b ON b.id = a.id "
    "WHERE b.digest <> a.digest"
)
_SOME = " ORDER BY a.sequence DESC LIMIT 10"
_TOUCHED = """
SELECT headline FROM main.articles AS a WHERE id IN (SELECT id FROM backup.articles) AND (
    EXISTS (SELECT 1 FROM backup.articles AS b WHERE b.id = a.id AND b.digest <> a.digest)
    OR id IN (
        SELECT x.article_id FROM main.annotations AS x
        LEFT JOIN backup.annotations AS y ON y.id = x.id
        WHERE y.id IS NULL OR y.digest <> x.digest
        UNION SELECT y.article_id FROM backup.annotations AS y
        WHERE y.id NOT IN (SELECT id FROM main.annotations)
        {corrected}
    )
)"""
# Of texts, too, whose corrections differ; a backup of an older schema has none.
_CORRECTED = """
UNION SELECT v.article_id FROM main.versions AS v
LEFT JOIN main.structures AS x ON x.version_id = v.id
LEFT JOIN backup.structures AS y ON y.version_id = v.id
WHERE x.digest IS NOT y.digest"""
_HAS_STRUCTURES = "SELECT count(*) FROM {of}.sqlite_master WHERE name = 'structures'"


def count_contents(file: Path) -> Contents:
    """How much there is in a library's file or a backup, of this schema or an older one.

    Raises:
        LibraryUnusable: It can't be read.
    """
    with in_sentences(file):
        refuse_unless_library(file)
        with closing(connect(file, read_only=True)) as connection:
            articles, annotations = connection.execute(_IN_USE).fetchone()
        return Contents(articles, annotations, file.stat().st_size)


def preview_restore(library: Path, backup: Path) -> RestorePreview:
    """What restoring would change.

    Args:
        library: The present library; it may be open, damaged or gone.
        backup: The backup, of this schema or an older one.

    Raises:
        LibraryUnusable: The backup can't be read, or the library is in use.
    """
    with in_sentences(backup), closing(connect(backup, read_only=True)) as alone:
        alone.execute("SELECT count(*) FROM articles, meta WHERE key = 'library_id'").fetchone()
    try:
        with in_sentences(library):
            refuse_unless_library(library)
        with in_sentences(library), closing(connect_for_reading(library)) as connection:
            address = f"file:{quote(backup.resolve().as_posix())}?mode=ro"
            connection.execute("ATTACH ? AS backup", (address,))
            return _preview(connection)
    except LibraryUnusable as error:
        if isinstance(error, LibraryLocked | LibraryReadOnly | LibraryTooNew):
            raise
        return RestorePreview(readable=False)


def _preview(connection: sqlite3.Connection) -> RestorePreview:
    return RestorePreview(
        articles=_differences(connection, "articles"),
        annotations=_differences(connection, "annotations"),
        edits=_edits(connection),
        headlines_added=_headlines(connection, _alone("backup", "main", "articles", "headline")),
        headlines_removed=_headlines(connection, _alone("main", "backup", "articles", "headline")),
        headlines_changed=_headlines(connection, _touched(connection)),
    )


def _touched(connection: sqlite3.Connection) -> str:
    known = (_HAS_STRUCTURES.format(of=name) for name in ("main", "backup"))
    both = all(connection.execute(statement).fetchone()[0] for statement in known)
    return _TOUCHED.format(corrected=_CORRECTED if both else "")


def _differences(connection: sqlite3.Connection, table: str) -> Differences:
    statements = (
        _alone("backup", "main", table, "count(*)"),
        _alone("main", "backup", table, "count(*)"),
        _CHANGED.format(what="count(*)", table=table),
    )
    return Differences(*(connection.execute(s).fetchone()[0] for s in statements))


def _alone(here: str, there: str, table: str, what: str) -> str:
    return _ALONE.format(here=here, there=there, table=table, what=what)


def _headlines(connection: sqlite3.Connection, statement: str) -> tuple[str, ...]:
    return tuple(row[0] for row in connection.execute(statement + _SOME))


def _edits(connection: sqlite3.Connection) -> int:
    row = connection.execute(
        "SELECT count(*) FROM main.journal AS a LEFT JOIN backup.journal AS b "
        "ON b.sequence = a.sequence AND b.digest = a.digest AND b.state = a.state "
        "WHERE b.sequence IS NULL"
    ).fetchone()
    return int(row[0])
