"""The rolling backups of a library: a folder beside it, a checked copy each. Knows no window."""

import errno
import hashlib
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from galley.domain.errors import DiskFull, LibraryUnusable
from galley.domain.jobs import Job
from galley.domain.keeping import Backup, Occasion, thinned_out, worth_keeping
from galley.storage.backup import Lending, checked_copy, whole_copy
from galley.storage.engine import connect, file_error
from galley.storage.journal import LAST_CHANGE
from galley.storage.opening import in_sentences, refuse_unless_library, sync_folder

__all__ = [
    "AT_MOST_EVERY",
    "ROOM",
    "SIDE_FILES",
    "back_up",
    "back_up_before",
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
_FORSAKEN = timedelta(days=1)  # a copy without a name that nobody has written to for so long
_NAME = re.compile(
    r"(?P<sequence>\d{6,})-(?P<taken>\d{8}T\d{6}Z)-(?P<library>[0-9a-f]{8})-(?P<state>[0-9a-f]{8})"
    r"(?:-(?P<reason>[a-z]+)(?:-(?P<count>\d{1,9}))?)?\.galley",
    re.ASCII,
)
_TIME = "%Y%m%dT%H%M%SZ"
_SERIALIZED = 3  # how SQLite is built nearly everywhere: threads may share a connection


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
        count=int(match["count"] or 0),
    )


def back_up(
    library: Path,
    *,
    now: datetime,
    occasion: Occasion | None = None,
    sparing: Path | None = None,
    lending: Lending | None = None,
    job: Job | None = None,
) -> Backup:
    """Make a backup now, and let those go that are not worth keeping any more.

    Args:
        library: The library's file; it may be open, and be written meanwhile.
        now: The time, in UTC. It is only told; order is by number.
        occasion: What it is made before.
        sparing: A backup that is in use, and stays whatever its age.
        lending: Of the library if this process has it open: what is saved meanwhile is then in the
            backup too, and need not wait. Else the copy begins anew when somebody writes.
        job: Told how far it is; may be cancelled.

    Raises:
        JobCancelled: It was cancelled, or the library is being closed.
        LibraryUnusable: It could not be made, or the library is damaged; no half one is left.
    """
    library = library.resolve()
    folder = backup_folder(library)
    with _opened(library) as connection:
        folder.mkdir(exist_ok=True)
        shared = lending if sqlite3.threadsafety == _SERIALIZED else None
        with (
            _saying_that_it_is_full(library, folder),
            whole_copy(shared or connection, folder, job or Job()) as whole,
        ):
            with closing(connect(whole, read_only=True)) as written:
                identity, state = _identity(written), _state(written)
            copy = folder / _name(_next_sequence(folder), now, identity, state, occasion)
            whole.replace(copy)
            sync_folder(folder)
    backup = _parsed(copy)
    assert backup is not None  # noqa: S101 - the name was made by the rule it is read by
    _prune(library, identity, sparing)
    return backup


def _name(
    sequence: int, now: datetime, identity: str, state: str, occasion: Occasion | None
) -> str:
    parts = [f"{sequence:06}", now.astimezone(UTC).strftime(_TIME), identity, state]
    if occasion is not None:
        parts.append(occasion.before.value)
        parts += [str(occasion.count)] if occasion.count else []
    return f"{'-'.join(parts)}.galley"


def back_up_before(
    library: Path,
    occasion: Occasion,
    *,
    now: datetime,
    lending: Lending | None = None,
    job: Job | None = None,
) -> Backup:
    """See that there is a backup of a library as it is now, before something large is done to it.

    Returns:
        The one that is made; or the last one, if nothing was changed since, which from now on is
        named for the occasion too.

    Raises:
        JobCancelled: It was cancelled, or the library is being closed.
        LibraryUnusable: There is none, and none could be made.
    """
    library = library.resolve()
    last, changed = _last(library)
    if last is None or changed:
        return back_up(library, now=now, occasion=occasion, lending=lending, job=job)
    if last.reason:
        return last
    name = _name(last.sequence, last.taken_at, last.library, last.state, occasion)
    with in_sentences(last.path):
        named = last.path.rename(last.path.with_name(name))
    return _parsed(named) or last


def back_up_if_due(
    library: Path, *, now: datetime, lending: Lending | None = None, job: Job | None = None
) -> Backup | None:
    """Make a backup if there were edits since the last one, and that was half an hour ago.

    Returns:
        The backup; None if none was due.

    Raises:
        JobCancelled: It was cancelled, or the library is being closed.
        LibraryUnusable: It could not be made; no half one is left.
    """
    last, changed = _last(library)
    if not changed:
        return None
    # A last one from the future tells of a wrong clock, not of a fresh backup.
    if last is not None and abs(now - last.taken_at) < AT_MOST_EVERY:
        return None
    return back_up(library, now=now, lending=lending, job=job)


def _last(library: Path) -> tuple[Backup | None, bool]:
    """A library's last backup, and whether anything was changed since."""
    with _opened(library) as connection:
        identity, state = _identity(connection), _state(connection)
    last = next((b for b in list_backups(library) if b.library == identity), None)
    return last, last is None or last.state != state


def copy_to(library: Path, copy: Path, *, job: Job | None = None) -> None:
    """Make one checked copy of a library at a place of a person's own choice.

    Raises:
        JobCancelled: It was cancelled.
        LibraryUnusable: It could not be made, or there is a file or a folder already.
    """
    if copy.exists():
        what = "folder" if copy.is_dir() else "file"
        raise LibraryUnusable(f"There is a {what} {copy} already. Choose another name.")
    with _opened(library) as connection, _saying_that_it_is_full(library, copy.parent):
        checked_copy(connection, copy, job)


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


@contextmanager
def _saying_that_it_is_full(library: Path, folder: Path) -> Iterator[None]:
    """What a person can do about errors of a copy: they are those of its place."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_FULL"):
            raise _no_room(library, folder) from error
        raise
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise _no_room(library, folder) from error
        if error.errno in {errno.ENOENT, errno.ENOTDIR}:
            raise LibraryUnusable(
                f"There is no folder {folder}. Make it or choose another."
            ) from error
        raise file_error(folder, error) from error


def _no_room(library: Path, folder: Path) -> DiskFull:
    return DiskFull(
        f"There is no room for a backup in {folder}. The library {library.name} is as it was; "
        "free some space, then try again."
    )


def _identity(connection: sqlite3.Connection) -> str:
    """The first characters of the library's own name, by which its backups are known."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'library_id'").fetchone()
    return hashlib.sha256(str(row and row[0]).encode()).hexdigest()[:8]


def _state(connection: sqlite3.Connection) -> str:
    """A word that is another after every edit: joined, undone and redone ones, collections too.

    The journal's last entry and how many are undone tell of the edits of an older Galley, which
    leaves no word of its last change.
    """
    word = connection.execute("SELECT value FROM meta WHERE key = ?", (LAST_CHANGE,)).fetchone()
    last = connection.execute(
        "SELECT sequence, digest, state FROM journal ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    undone = connection.execute("SELECT count(*) FROM journal WHERE state != 'done'").fetchone()
    collections = _collections(connection)
    return hashlib.sha256(repr((word, last, undone, collections)).encode()).hexdigest()[:8]


def _collections(connection: sqlite3.Connection) -> list[tuple[bytes]]:
    """The seals of the collections, which are not journalled; an older schema has none."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'collections'").fetchone():
        return []
    return connection.execute("SELECT digest FROM collections ORDER BY sequence").fetchall()


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
                with suppress(PermissionError):  # Windows: somebody reads it; it goes the next time
                    backup.path.unlink(missing_ok=True)
    _sweep(backup_folder(library))


def _sweep(folder: Path) -> None:
    """Let go of copies without a name whose maker was killed."""
    for file in folder.glob(".backup.*"):
        with suppress(FileNotFoundError):  # its maker was only slow
            if time.time() - file.stat().st_mtime > _FORSAKEN.total_seconds():
                file.unlink()
