"""A copy of a library that is proved to be whole before it has its name."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from galley.domain.errors import LibraryDamaged
from galley.storage.engine import connect
from galley.storage.opening import sync_folder

__all__ = ["checked_copy"]


def checked_copy(connection: sqlite3.Connection, copy: Path) -> None:
    """Copy an open library, with SQLite's own means, to a new file that is reopened and checked.

    A plain copy of a file that is being written is damaged; this one is a moment of it.

    Args:
        connection: The library, outside of a transaction.
        copy: The new file, in a folder that exists. One of this name is replaced.

    Raises:
        LibraryDamaged: The copy is not whole; there is no file of that name.
        sqlite3.Error: The library can't be read, or there is no room for the copy.
        OSError: The copy can't be written.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{copy.name}.", suffix=".new", dir=copy.parent)
    os.close(descriptor)
    temporary = Path(name)
    try:
        state = _state(connection)
        _vacuum_into(connection, temporary)
        if not _is_whole(temporary, connection, state):
            raise LibraryDamaged(
                f"The copy {copy} of the library did not come out whole, so it was removed. "
                "Check the disk, then try again."
            )
        _sync_file(temporary)
        temporary.replace(copy)
        sync_folder(copy.parent)
    finally:
        for suffix in ("", "-journal"):  # on a full disk SQLite leaves the second one, too
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)


def _vacuum_into(connection: sqlite3.Connection, temporary: Path) -> None:
    """For SQLite that is writing, though not to this file, which may be open for reading alone."""
    query_only: int = connection.execute("PRAGMA query_only").fetchone()[0]
    connection.execute("PRAGMA query_only=OFF")
    try:
        connection.execute("VACUUM INTO ?", (str(temporary),))
    finally:
        connection.execute(f"PRAGMA query_only={query_only}")


def _is_whole(copy: Path, connection: sqlite3.Connection, state: int) -> bool:
    """That a copy is sound, and as full as the library unless somebody has written meanwhile."""
    with closing(connect(copy, read_only=True)) as written:
        if written.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            return False
        return _counts(written) == _counts(connection) or _state(connection) != state


def _state(connection: sqlite3.Connection) -> int:
    """A number that is another after every commit of somebody else."""
    state: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return state


def _counts(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """How many rows each table holds."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return [
        (name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - own table names
        for (name,) in names
    ]


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
