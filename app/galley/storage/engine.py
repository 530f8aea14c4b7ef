"""One connection to one SQLite file, set so that acknowledged means on disk. Knows no tables.

TRUNCATE with EXTRA is the one pair of modes that lost nothing in replayed power cuts; it is also
the one that can be read in a read-only place and copied as a single file.
"""

import errno
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import StaticPool

from galley.domain.errors import (
    DiskFull,
    LibraryDamaged,
    LibraryLocked,
    LibraryReadOnly,
    LibraryUnusable,
)
from galley.storage.descriptors import note_closed, note_open

__all__ = [
    "APPLICATION_ID",
    "connect",
    "disconnect",
    "engine_for",
    "file_error",
    "for_writing",
    "library_error",
]

APPLICATION_ID = 0x474C4C59  # "GLLY", in the file's header
BUSY_TIMEOUT = 5.0  # seconds

_PRAGMAS = (
    ("trusted_schema", "OFF"),  # a schema from elsewhere runs no functions
    ("cell_size_check", "ON"),
    ("mmap_size", "0"),  # a truncated file is an error code, not a bus error
    ("foreign_keys", "ON"),
    ("temp_store", "MEMORY"),
    ("secure_delete", "ON"),
    ("synchronous", "EXTRA"),
    ("fullfsync", "ON"),  # macOS: a plain fsync stops at the drive's cache; elsewhere no effect
)

_BEGIN = "galley_begin"


class _Connection(sqlite3.Connection):
    """A connection whose file is known to be open here, until it is closed."""

    closed: Callable[[], None] | None = None

    def close(self) -> None:
        super().close()
        closed, self.closed = self.closed, None
        if closed is not None:
            closed()


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection with every safety setting in force. It never creates a file.

    The driver's own transactions are off: with them a failed migration leaves half its tables.

    Raises:
        sqlite3.Error: The file can't be opened; :func:`library_error` says it in a sentence.
        LibraryLocked: Another program holds the file in another journal mode.
    """
    posix = path.absolute().as_posix()
    slash = "" if posix.startswith("/") else "/"  # a drive letter
    address = f"file://{slash}{quote(posix)}?mode={'ro' if read_only else 'rw'}"
    # One thread reads and writes by it, which storage.transactions sees to; a copy may be made by
    # it on another, which SQLite allows as long as it is built to be shared, as it always is.
    file = note_open(path)
    closed = None if file is None else partial(note_closed, file)
    try:
        connection = sqlite3.connect(
            address,
            uri=True,
            isolation_level=None,
            timeout=BUSY_TIMEOUT,
            check_same_thread=False,
            factory=_Connection,
        )
    except sqlite3.Error:
        if closed is not None:
            closed()
        raise
    connection.closed = closed
    # Damaged text is read as wrong text, which its seal tells; undecodable, it would tell nothing.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        for name, value in _PRAGMAS:
            connection.execute(f"PRAGMA {name}={value}")
        if read_only:
            connection.execute("PRAGMA query_only=ON")
        elif connection.execute("PRAGMA journal_mode=TRUNCATE").fetchone() != ("truncate",):
            raise LibraryLocked(_sentence_locked(path))
    except BaseException:
        connection.close()
        raise
    return connection


def disconnect(connection: sqlite3.Connection) -> None:
    """Close a connection, and leave one file: SQLite removes the emptied journal in this mode."""
    try:
        if not connection.in_transaction:
            connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()


def engine_for(connection: sqlite3.Connection, path: Path) -> Engine:
    """An engine over this one connection, which it closes when it is disposed of.

    Transactions begin explicitly. Those of :func:`for_writing` take the write lock at once, so
    that a transaction never finds out half-way that somebody else is writing.

    Errors that a person can act on leave it as :class:`LibraryUnusable`, all others as they are.
    """
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))

    @event.listens_for(engine, "handle_error")
    def translate(context: ExceptionContext) -> None:
        original = context.original_exception
        if isinstance(original, sqlite3.Error):
            error = library_error(path, original)
            if error is not None:
                raise error from original

    return engine


def for_writing(engine: Engine) -> Engine:
    """The same connection, with transactions that hold the write lock from their first moment."""
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def library_error(path: Path, error: sqlite3.Error) -> LibraryUnusable | None:
    """What a person can do about a database error, by its code; None if it is a bug."""
    name: str = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_READONLY_DBMOVED":  # its journal would lie beside another file
        return LibraryUnusable(
            f"The library {path} was moved, renamed or replaced while it was open. Put it back, "
            "then try again; or close Galley, and open the library where it is now."
        )
    match "_".join(name.split("_")[:2]):
        case "SQLITE_FULL":
            return DiskFull(_sentence_full(path))
        case "SQLITE_BUSY" | "SQLITE_LOCKED" | "SQLITE_PROTOCOL":
            return LibraryLocked(_sentence_locked(path))
        case "SQLITE_READONLY" | "SQLITE_CANTOPEN" | "SQLITE_PERM" | "SQLITE_AUTH":
            return LibraryReadOnly(_sentence_read_only(path))
        case "SQLITE_CORRUPT" | "SQLITE_NOTADB":
            return LibraryDamaged(
                f"The library {path} is damaged. It was left as it is; "
                "open a copy of it from before, and keep this file."
            )
        case "SQLITE_IOERR":
            return LibraryUnusable(
                f"The disk that holds the library {path} reported a fault ({name}). "
                "Check the disk or its connection, then try again."
            )
    return None


def file_error(path: Path, error: OSError) -> LibraryUnusable:
    """The same for an error of the file system."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(_sentence_full(path))
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return LibraryReadOnly(_sentence_read_only(path))
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return LibraryUnusable(
            f"There is no folder {path.parent}. Create it, or choose another place for the library."
        )
    reason = error.strerror or type(error).__name__
    return LibraryUnusable(
        f"The library {path} can’t be reached: {reason}. "
        "Check the disk or its connection, then try again."
    )


def _sentence_full(path: Path) -> str:
    return (
        f"There is no room left on the disk that holds the library {path}. "
        "What was saved before is safe; free some space, then try again."
    )


def _sentence_locked(path: Path) -> str:
    return (
        f"Another program is writing to the library {path}. Wait a moment, or close it, "
        "then try again."
    )


def _sentence_read_only(path: Path) -> str:
    return (
        f"The library {path} can’t be written. Check that you may write to the file and its "
        "folder, or copy it to another folder and open it there."
    )
