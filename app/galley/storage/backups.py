"""The rolling backups of a library: a folder beside it, a checked copy each. Knows no window."""

import hashlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from galley.domain.errors import DiskFull, LibraryUnusable
from galley.domain.keeping import Backup, thinned_out, worth_keeping
from galley.storage.backup import checked_copy
from galley.storage.engine import connect, file_error
from galley.storage.opening import in_sentences, refuse_unless_library, sync_folder

__all__ = [
    "AT_MOST_EVERY",
    "ROOM",
    "SIDE_FILES",
    "back_up",
    "back_up_if_due",
    "backup_folder",
    "connect_for_reading",
    "copy_to",
    "list_backups",
    "set_aside",
]

AT_MOST_EVERY = timedelta(minutes=30)
ROOM = 4_000_000_000  # bytes of all backups; five times the library if that is more
SIDE_FILES = ("-journal", "-wal", "-shm")
_NAME = re.compile(
    r"(?P<sequence>\d{6,})-(?P<taken>\d{8}T\d{6}Z)-(?P<library>[0-9a-f]{8})-(?P<state>[0-9a-f]{8})"
    r"(?:-(?P<reason>[a-z]+))?\.galley",
    re.ASCII,
)
_TIME = "%Y%m%dT%H%M%SZ"


def backup_folder(library: Path) -> Path:
    """Where the backups of a library are, whether there are any or not."""
    library = library.resolve()
    return library.with_name(library.name + ".backups")


def list_backups(library: Path) -> list[Backup]:
    """The backups of a library, the newest first. Only their names are read."""
    folder = backup_folder(library)
    try:
        with in_sentences(folder):
            found = [_parsed(file) for file in folder.iterdir()]
    except LibraryUnusable as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return []
        raise
    backups = [backup for backup in found if backup]
    return sorted(backups, key=lambda backup: backup.sequence, reverse=True)


def _parsed(file: Path) -> Backup | None:
    match = _NAME.fullmatch(file.name)
    if match is None:
        return None
    try:
        taken = datetime.strptime(match["taken"], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(
        path=file,
        sequence=int(match["sequence"]),
        taken_at=taken,
        library=match["library"],
        state=match["state"],
        reason=match["reason"] or "",
    )


def back_up(
    library: Path, *, now: datetime, reason: str = "", sparing: Path | None = None
) -> Backup:
    """Make a backup now, and let those go that are not worth keeping any more.

    Args:
        library: The library's file; it may be open, and be written meanwhile.
        now: The time, in UTC. It is only told; order is by number.
        reason: What it is made before, a word in small letters.
        sparing: A backup that is in use, and stays whatever its age.

    Raises:
        LibraryUnusable: It could not be made, or the library is damaged; no half one is left.
    """
    library = library.resolve()
    folder = backup_folder(library)
    with _opened(library) as connection:
        folder.mkdir(exist_ok=True)
        identity, state = _identity(connection), _state(connection)
        name = "-".join(
            [
                f"{_next_sequence(folder):06}",
                now.astimezone(UTC).strftime(_TIME),
                identity,
                state,
                *([reason] if reason else []),
            ]
        )
        copy = folder / f"{name}.galley"
        _copy(connection, library, copy)
    backup = _parsed(copy)
    assert backup is not None  # noqa: S101 - the name was made by the rule it is read by
    _prune(library, identity, sparing)
    return backup


def back_up_if_due(library: Path, *, now: datetime) -> Backup | None:
    """Make a backup if there were edits since the last one, and that was half an hour ago.

    Returns:
        The backup; None if none was due.

    Raises:
        LibraryUnusable: It could not be made; no half one is left.
    """
    with _opened(library) as connection:
        identity, state = _identity(connection), _state(connection)
    last = next((b for b in list_backups(library) if b.library == identity), None)
    if last is not None and last.state == state:
        return None
    # Either way: a last one from the future tells of a wrong clock, not of a fresh backup.
    if last is not None and abs(now - last.taken_at) < AT_MOST_EVERY:
        return None
    return back_up(library, now=now)


def copy_to(library: Path, copy: Path) -> None:
    """Make one checked copy of a library at a place of a person's own choice.

    Raises:
        LibraryUnusable: It could not be made, or there is a file already.
    """
    if copy.exists():
        raise LibraryUnusable(f"There is a file {copy} already. Choose another name.")
    with _opened(library) as connection:
        _copy(connection, library, copy)


def set_aside(library: Path, *, now: datetime) -> Path:
    """Copy a library as it is, byte for byte, with its side files. For one that is damaged.

    Args:
        library: Nobody has it open.
        now: The time, in UTC.

    Returns:
        The folder of the copies.

    Raises:
        LibraryUnusable: It could not be copied.
    """
    library = library.resolve()
    folder = backup_folder(library)
    with in_sentences(library):
        folder.mkdir(exist_ok=True)
        sequence = _next_sequence(folder)
        own = folder / f"{sequence:06}-{now.astimezone(UTC).strftime(_TIME)}-as-it-was"
        own.mkdir()
        for suffix in ("", *SIDE_FILES):
            file = library.with_name(library.name + suffix)
            if file.exists():
                shutil.copy2(file, own / file.name)
                with (own / file.name).open("rb+") as copied:
                    os.fsync(copied.fileno())
        sync_folder(own)
        sync_folder(folder)
    return own


@contextmanager
def _opened(library: Path) -> Iterator[sqlite3.Connection]:
    with in_sentences(library):
        refuse_unless_library(library)
        with closing(connect_for_reading(library.resolve())) as connection:
            yield connection


def connect_for_reading(library: Path) -> sqlite3.Connection:
    """A connection for reading; writable where that is possible, to take back a dead one's work."""
    return connect(library, read_only=not os.access(library.parent, os.W_OK))


def _copy(connection: sqlite3.Connection, library: Path, copy: Path) -> None:
    try:
        checked_copy(connection, copy)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_FULL"):
            raise DiskFull(
                f"There is no room for a backup in {copy.parent}. The library {library.name} is "
                "as it was; free some space, then try again."
            ) from error
        raise
    except OSError as error:
        raise file_error(copy, error) from error


def _identity(connection: sqlite3.Connection) -> str:
    """The first characters of the library's own name, by which its backups are known."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'library_id'").fetchone()
    return hashlib.sha256(str(row and row[0]).encode()).hexdigest()[:8]


def _state(connection: sqlite3.Connection) -> str:
    """A word that is another after every edit: joined, undone and redone ones too."""
    last = connection.execute(
        "SELECT sequence, digest, state FROM journal ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    undone = connection.execute("SELECT count(*) FROM journal WHERE state != 'done'").fetchone()
    return hashlib.sha256(repr((last, undone)).encode()).hexdigest()[:8]


def _next_sequence(folder: Path) -> int:
    """One more than the highest number in use, by whatever has one."""
    numbers = (re.match(r"\d{6,}(?=-)", file.name, re.ASCII) for file in folder.iterdir())
    return 1 + max((int(number[0]) for number in numbers if number), default=0)


def _prune(library: Path, identity: str, sparing: Path | None) -> None:
    """Let go of what is not worth keeping, of this library alone; another's are not ours."""
    own = [backup for backup in list_backups(library) if backup.library == identity]
    with in_sentences(backup_folder(library)):
        sizes = {backup: backup.path.stat().st_size for backup in worth_keeping(own)}
        kept = thinned_out(sizes, max(ROOM, 5 * library.stat().st_size))
        for backup in set(own) - kept:
            if sparing is None or backup.path != sparing.resolve():
                backup.path.unlink(missing_ok=True)
