"""The way to an open library: what is checked before the first read, and how a new one is made.

Nothing here writes to a file that is not a whole library of this schema: such a file is refused
with a sentence and stays as it is, to the byte.
"""

import os
import sqlite3
import stat
import struct
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from galley.domain.codec import time_to_text
from galley.domain.errors import (
    LibraryDamaged,
    LibraryReadOnly,
    LibraryTooNew,
    LibraryUnusable,
)
from galley.storage import tables
from galley.storage.descriptors import first_bytes
from galley.storage.engine import (
    APPLICATION_ID,
    connect,
    disconnect,
    engine_for,
    file_error,
    for_writing,
    library_error,
)
from galley.storage.index_documents import INDEX_FORMAT
from galley.storage.lock import WindowLock

__all__ = ["Opened", "in_sentences", "open_library", "refuse_unless_library", "sync_folder"]

_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE = 100
_USER_VERSION_AT = 60
_APPLICATION_ID_AT = 68
LARGE = 32_000_000  # bytes; up to here a quick check takes some 30 ms
_READ_FORMAT_AT = 19  # 2 where somebody turned the write-ahead log on


@dataclass(frozen=True, slots=True)
class Opened:
    """An open, checked library file.

    Attributes:
        connection: The one connection; whoever holds it closes it.
        created: The library was made just now.
        read_only: It lies in a place that can't be written.
        unclean: The last one to write was killed, or the power went; the structure is checked.
        lock: The window's lock, if one was asked for.
    """

    connection: sqlite3.Connection
    created: bool
    read_only: bool
    unclean: bool
    lock: WindowLock | None


@contextmanager
def in_sentences(path: Path) -> Iterator[None]:
    """Errors of the database and of the file system as the sentences that a person reads."""
    try:
        yield
    except sqlite3.Error as error:
        known = library_error(path, error)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise file_error(path, error) from error


def open_library(
    path: Path, *, create: bool, exclusive: bool, who: str, open_anyway: bool
) -> Opened:
    """Open a library, or make one where there is none.

    Raises:
        LibraryUnusable: It can't be opened; the file is as it was.
    """
    with in_sentences(path):
        created = not _is_there(path)
        if created:
            _create(path, allowed=create)
        read_only = not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        lock = None
        if exclusive and not read_only:
            lock = WindowLock.acquire(path, who, open_anyway=open_anyway)
        unclean = _has_content(path, "-journal") or (lock is not None and lock.left_behind)
        try:
            connection = _connect_checked(path, read_only=read_only, thorough=unclean, lock=lock)
        except BaseException:
            if lock:
                lock.release(sound=not unclean)
            raise
    return Opened(connection, created, read_only, unclean, lock)


def _is_there(path: Path) -> bool:
    """Whether there is a library at this path, as far as its first 100 bytes tell."""
    try:
        status = path.stat()
    except FileNotFoundError:
        _refuse_orphans(path)
        return False
    if not stat.S_ISREG(status.st_mode):
        raise LibraryUnusable(f"{path} is not a file. Choose the file of a library.")
    header, _status = first_bytes(path, _HEADER_SIZE)
    if not header:
        raise LibraryDamaged(
            f"The library {path} is empty: its content was lost. It was left as it is; "
            "open a copy of it from before."
        )
    whole = len(header) == _HEADER_SIZE and header.startswith(_MAGIC)
    if not whole or _number(header, _APPLICATION_ID_AT) != APPLICATION_ID:
        raise LibraryUnusable(
            f"{path} is not a Galley library, or is damaged beyond recognition. "
            "It was left as it is; choose another file."
        )
    if _has_content(path, "-wal") and header[_READ_FORMAT_AT] != 2:
        raise LibraryUnusable(
            f"Beside the library {path} lies a log of another database, {path.name}-wal. "
            "Move it away, then try again."
        )
    if not _has_content(path, "-journal"):  # else what is in the header may be taken back
        _refuse_newer(path, _number(header, _USER_VERSION_AT))
    return True


def refuse_unless_library(path: Path) -> None:
    """See that there is a library at this path, as far as its first 100 bytes tell.

    Raises:
        LibraryUnusable: There is none, it is another kind of file, or a newer Galley wrote it.
        OSError: It can't be read.
    """
    if not _is_there(path):
        raise LibraryUnusable(f"There is no library {path}. Check the name and the place.")


def _refuse_orphans(path: Path) -> None:
    """A new library must not be made beside the journal of a lost one, which would write to it."""
    for suffix in ("-journal", "-wal"):
        if _has_content(path, suffix):
            raise LibraryDamaged(
                f"The library {path} is gone, but {path.name}{suffix} with its last changes is "
                "there. Put the library back beside it, or choose another place."
            )


def _refuse_newer(path: Path, version: int) -> None:
    if version > tables.SCHEMA_VERSION:
        raise LibraryTooNew(
            f"The library {path} was written by a newer Galley. "
            "Install the newest Galley, then open it again."
        )


def _number(header: bytes, at: int) -> int:
    number: int = struct.unpack_from(">I", header, at)[0]
    return number


def _has_content(path: Path, suffix: str) -> bool:
    try:
        return path.with_name(path.name + suffix).stat().st_size > 0
    except FileNotFoundError:
        return False


def _connect_checked(
    path: Path, *, read_only: bool, thorough: bool, lock: WindowLock | None
) -> sqlite3.Connection:
    connection = connect(path, read_only=read_only)
    try:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        _refuse_newer(path, version)
        if version < tables.SCHEMA_VERSION:
            connection.close()
            _upgrade(path, version, read_only=read_only, lock=lock)
            connection = connect(path)
        _check_structure(connection, path, thorough=thorough)
        if not read_only:
            _set_aside_damaged_index(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _upgrade(path: Path, version: int, *, read_only: bool, lock: WindowLock | None) -> None:
    if version < 1:
        raise LibraryDamaged(
            f"The library {path} does not say which Galley wrote it, so it is damaged. "
            "It was left as it is; open a copy of it from before."
        )
    if read_only:
        raise LibraryReadOnly(
            f"The library {path} was written by an older Galley and lies where it can’t be "
            "written. Copy it to another folder and open it there."
        )
    # Alembic takes as long to import as all else; only an older library needs it.
    from galley.storage.upgrading import upgrade

    own = lock or WindowLock.acquire(path, "")
    try:
        upgrade(path, version)
    finally:
        if lock is None:
            own.release(sound=not own.left_behind)


def _check_structure(connection: sqlite3.Connection, path: Path, *, thorough: bool) -> None:
    """That the file is sound and has the tables of this schema, and nothing that acts by itself."""
    connection.execute("BEGIN")  # one state: nobody can finish a commit in the meantime
    try:
        sound = _is_sound(connection, path, thorough=thorough) and _is_ours(connection)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    if not sound:
        raise LibraryDamaged(
            f"The library {path} is damaged. It was left as it is; "
            "open a copy of it from before, and keep this file."
        )


def _is_sound(connection: sqlite3.Connection, path: Path, *, thorough: bool) -> bool:
    pages: int = connection.execute("PRAGMA page_count").fetchone()[0]
    size = path.stat().st_size  # as it was for that count: whoever asked it, holds the file
    page_size: int = connection.execute("PRAGMA page_size").fetchone()[0]
    # A quick check reads the whole file. Of a large one only the list's part is read at the door:
    # what is damaged elsewhere is told by its seal when it is read, and by the next backup.
    parts = ("meta", "articles") if size > LARGE and not thorough else ("1",)
    check = "integrity_check" if thorough else "quick_check"
    for part in parts:
        if connection.execute(f"PRAGMA {check}({part})").fetchall() != [("ok",)]:
            return False
    return size >= pages * page_size  # SQLite reads a page's missing end as zeros


def _is_ours(connection: sqlite3.Connection) -> bool:
    found = connection.execute(
        "SELECT master.name, info.name FROM sqlite_master AS master "
        "JOIN pragma_table_info(master.name) AS info "
        "WHERE master.type = 'table' AND master.rootpage > 0"
    ).fetchall()
    expected = {(table.name, c.name) for table in tables.metadata.tables.values() for c in table.c}
    acting = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view') OR rootpage = 0"
    ).fetchall()  # a virtual table is not asked for its columns: it may be damaged, and be mended
    return expected.issubset(found) and acting == [("table", "search_index")]


def _set_aside_damaged_index(connection: sqlite3.Connection) -> None:
    """Have a search index built anew that can't be asked: writing to it would fail every edit."""
    try:
        connection.execute("SELECT 1 FROM search_index WHERE search_index MATCH 'a'").fetchone()
    except (sqlite3.DatabaseError, MemoryError):  # sizes that are damaged ask for all the memory
        connection.execute("UPDATE meta SET value = 'damaged' WHERE key = 'search_index'")


def _create(path: Path, *, allowed: bool) -> None:
    """Make a library whole beside its name, then give it the name, unless somebody was quicker.

    A library that came to be under its own name would, if the power went, be a damaged one.
    """
    if not allowed:
        raise LibraryUnusable(
            f"The library {path} is not there. Connect the disk it lies on, put it back, "
            "or choose another."
        )
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    os.close(descriptor)
    temporary = Path(name)
    try:
        _write_schema(temporary)
        _publish(temporary, path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _write_schema(path: Path) -> None:
    connection = connect(path)
    try:
        engine = engine_for(connection, path)
        with for_writing(engine).begin() as transaction:
            tables.metadata.create_all(transaction, checkfirst=False)
            revision = f"{tables.SCHEMA_VERSION:04d}"
            transaction.execute(tables.schema_stamp.insert().values(version_num=revision))
            transaction.execute(
                tables.meta.insert(),
                [
                    {"key": "library_id", "value": str(uuid.uuid4())},
                    {"key": "created_at", "value": time_to_text(datetime.now(UTC))},
                    {"key": "search_index", "value": INDEX_FORMAT},
                ],
            )
            transaction.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            transaction.exec_driver_sql(f"PRAGMA user_version={tables.SCHEMA_VERSION}")
    finally:
        disconnect(connection)


def _publish(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)  # unlike a renaming, it never replaces a file
    except FileExistsError:
        return
    except OSError:  # this file system has no links
        if not path.exists():
            temporary.rename(path)


def sync_folder(folder: Path) -> None:
    """Have the folder's entries on disk. Windows does so by itself and knows no other way."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
