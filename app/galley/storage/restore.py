"""Puts a backup in a library's place, after the library that is there was kept."""

import os
import sqlite3
import tempfile
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path

from galley.domain.errors import LibraryDamaged, LibraryLocked, LibraryUnusable
from galley.domain.keeping import Backup, Before, Occasion, Restored
from galley.storage.backup import checked_copy
from galley.storage.backups import SIDE_FILES, back_up, set_aside
from galley.storage.engine import connect, disconnect
from galley.storage.lock import WindowLock
from galley.storage.opening import in_sentences, open_library, refuse_unless_library, sync_folder

__all__ = ["restore"]


def restore(library: Path, backup: Path, *, now: datetime, who: str = "") -> Restored:
    """Make a library what a backup holds. The backup stays where it is.

    In this order, so that at every moment there is one whole library or the damaged one: the
    backup is copied beside the library and checked; the present library is kept, and nobody can
    write to it any more; what lies beside it is moved away, since a journal left there would be
    played into the restored one; the copy takes its name.

    Args:
        library: The library's file. Nobody has it open, this process neither.
        backup: A backup of it, or any whole library.
        now: The time, in UTC.
        who: The person, for the lock.

    Raises:
        LibraryLocked: A window has the library open.
        LibraryUnusable: The backup is not whole, or something can't be written; the library is as
            it was.
    """
    library = library.resolve()
    with (
        in_sentences(library),
        WindowLock.acquire(library, who),
        tempfile.TemporaryDirectory(prefix=f".{library.name}.", dir=library.parent) as folder,
    ):
        prepared = Path(folder) / "prepared.galley"
        _prepare(prepared, backup)
        with ExitStack() as held:
            before, kept_raw = _keep_present(library, backup, now, held)
            _move_side_files_away(library, kept_raw)
            if os.name == "nt":  # no open file is replaced there; another program's keeps us out
                held.close()
            prepared.replace(library)
        sync_folder(library.parent)
    return Restored(before, kept_raw)


def _prepare(prepared: Path, backup: Path) -> None:
    """A checked copy of the backup that has been opened, and so is of this schema."""
    with in_sentences(backup):
        refuse_unless_library(backup)
        with closing(connect(backup, read_only=True)) as connection:
            if not _is_whole(connection):
                raise LibraryDamaged(
                    f"The backup {backup} is damaged, so it was not restored. Choose another one; "
                    "the library is as it was."
                )
            checked_copy(connection, prepared)
    opened = open_library(prepared, create=False, exclusive=False, who="", open_anyway=False)
    disconnect(opened.connection)


def _is_whole(connection: sqlite3.Connection) -> bool:
    return connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]


def _keep_present(
    library: Path, backup: Path, now: datetime, held: ExitStack
) -> tuple[Backup | None, Path | None]:
    """The present library as a checked backup, or as it is if it is damaged.

    Nobody can write to a whole one from here on until ``held`` is closed. What a command saved
    after the backup would go with the file; once that is replaced, SQLite refuses to write to it.
    """
    if not library.exists() and not _has_side_files(library):
        return None, None
    # Before it is opened: SQLite plays a journal back, and throws a log away that is not its own.
    raw = set_aside(library, now=now) if _has_side_files(library) else None
    try:
        if _hold(library, held):
            occasion = Occasion(Before.RESTORE)
            return back_up(library, now=now, occasion=occasion, sparing=backup), raw
    except LibraryLocked:
        raise
    except (sqlite3.DatabaseError, LibraryUnusable) as error:
        if not _tells_of_damage(error):
            raise
    held.close()  # a plain copy, which follows, would give up its lock
    return None, raw or set_aside(library, now=now)


def _hold(library: Path, held: ExitStack) -> bool:
    """Keep everybody from writing to a library; whether it is whole."""
    connection = held.enter_context(closing(connect(library)))
    connection.execute("BEGIN IMMEDIATE")
    return _is_whole(connection)


def _has_side_files(library: Path) -> bool:
    files = [library.with_name(library.name + suffix) for suffix in SIDE_FILES]
    return any(file.exists() and file.stat().st_size for file in files)


def _tells_of_damage(error: Exception) -> bool:
    if type(error) is LibraryUnusable or isinstance(error, LibraryDamaged):
        return True  # no library at all, or not a whole one
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_CANTOPEN"))


def _move_side_files_away(library: Path, kept: Path | None) -> None:
    for suffix in SIDE_FILES:
        side = library.with_name(library.name + suffix)
        if kept is not None and side.exists():
            side.replace(kept / side.name)
        else:
            side.unlink(missing_ok=True)
