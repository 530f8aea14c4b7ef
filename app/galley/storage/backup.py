"""A copy of a library that is proved to be whole before it has its name.

SQLite's own backup copies pages in small steps and lets go of its lock between them. Made through
the very connection by which the library is written, it goes on over what is saved meanwhile and
takes that in; over another's writing it begins anew. Either way the copy is one moment of the
library: that in which it ended.
"""

import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from galley.domain.errors import JobCancelled, LibraryDamaged, LibraryLocked
from galley.domain.jobs import Job
from galley.storage.engine import APPLICATION_ID, connect
from galley.storage.opening import sync_folder

__all__ = ["Lending", "checked_copy", "whole_copy"]

_PAGES = 64  # in a step, a quarter of a megabyte: whoever writes waits no longer than that takes
_REST = 0.5  # of the time that a step takes: what waits for the connection has its turn then
_SYNC_EVERY = 64  # steps: written in one go, gigabytes would hold up every save's own way to disk
_WAIT = 0.005  # seconds, for the end of somebody's transaction
_LONGEST_WAIT = 60.0  # seconds without a page, or beginning anew because of another program
_AT_ONCE = 8000  # pages that are copied in one go beside another program: hundredths of a second
_LOOK_EVERY = 10_000  # of SQLite's own steps, a few milliseconds
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class Lending:
    """An open library's connection, for one copy at a time on whatever thread.

    SQLite lets several threads use one connection; here the borrower does nothing but copy.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lent = threading.Lock()
        self._ended = threading.Event()

    @property
    def ended(self) -> bool:
        """Whether the library is being closed."""
        return self._ended.is_set()

    @contextmanager
    def borrowed(self, job: Job) -> Iterator[sqlite3.Connection]:
        """The connection, once no other copy is being made.

        Raises:
            JobCancelled: The job was cancelled, or the library is being closed.
        """
        while not self._lent.acquire(timeout=_WAIT):
            _go_on(job, self)
        try:
            _go_on(job, self)
            yield self._connection
        finally:
            self._lent.release()

    def end(self) -> None:
        """Have a copy that is being made given up, and lend no more."""
        self._ended.set()
        with self._lent:
            pass


def checked_copy(connection: sqlite3.Connection, copy: Path, job: Job | None = None) -> None:
    """Copy an open library to a new file that is reopened and checked.

    A plain copy of a file that is being written is damaged; this one is a moment of it.

    Args:
        connection: The library, outside of a transaction.
        copy: The new file, in a folder that exists. One of this name is replaced.
        job: Told how far it is; may be cancelled.

    Raises:
        JobCancelled: It was cancelled; there is no file of that name.
        LibraryDamaged: The copy is not whole; there is no file of that name.
        sqlite3.Error: The library can't be read, or there is no room for the copy.
        OSError: The copy can't be written.
    """
    with whole_copy(connection, copy.parent, job or Job()) as temporary:
        temporary.replace(copy)
        sync_folder(copy.parent)


@contextmanager
def whole_copy(source: sqlite3.Connection | Lending, folder: Path, job: Job) -> Iterator[Path]:
    """A copy that is checked and on the disk, for whoever gives it a name; without one it goes.

    Args:
        source: The library: a connection outside of a transaction, or an open library's own.
        folder: Where the copy is made.
        job: Told how far it is; may be cancelled.

    Raises:
        JobCancelled, LibraryDamaged, sqlite3.Error, OSError: As for :func:`checked_copy`.
    """
    descriptor, name = tempfile.mkstemp(prefix=".backup.", suffix=".new", dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "rb+", buffering=0):  # closed before it is renamed, for Windows
            _copy_checked(source, temporary, descriptor, job)
        yield temporary
    finally:
        for suffix in ("", "-journal"):
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)


def _copy_checked(
    source: sqlite3.Connection | Lending, temporary: Path, descriptor: int, job: Job
) -> None:
    lending = source if isinstance(source, Lending) else None
    with source.borrowed(job) if isinstance(source, Lending) else nullcontext(source) as lent:
        pages = _copy_pages(lent, temporary, _Pace(descriptor, job, lending))
    if not _is_whole(temporary, pages, job):
        raise LibraryDamaged(
            f"A copy of the library into {temporary.parent} did not come out whole, so it was "
            "removed. Check the library and the disk, then try again."
        )
    os.fsync(descriptor)


def _copy_pages(source: sqlite3.Connection, temporary: Path, pace: "_Pace") -> int:
    """Copy all pages, and say how many there are."""
    few = not pace.lent and _number(source, "page_count") <= _AT_ONCE
    pages = -1 if few else _PAGES  # else a small one might begin anew again and again
    with closing(sqlite3.connect(temporary, isolation_level=None)) as target:
        # A copy that is cut short has no name and is thrown away, so nothing need be taken back.
        target.execute("PRAGMA journal_mode=OFF")
        target.execute("PRAGMA synchronous=OFF")
        source.backup(target, pages=pages, progress=pace.step, sleep=_WAIT)
    return pace.pages


class _Pace:
    """What is done between two steps of a copy."""

    def __init__(self, descriptor: int, job: Job, lending: Lending | None) -> None:
        self.pages = 0
        self._descriptor, self._job, self._lending = descriptor, job, lending
        self._steps = self._left = self._told = 0
        self._begun = self._moved = time.monotonic()

    @property
    def lent(self) -> bool:
        """Whether it is the connection by which the library is written."""
        return self._lending is not None

    def step(self, _code: int, left: int, pages: int) -> None:
        """After each step: look whether to go on, and let others have the connection.

        Raises:
            JobCancelled: The job was cancelled, or the library is being closed.
            LibraryLocked: Another program writes all the time.
        """
        _go_on(self._job, self._lending)
        self._watch(left, pages)
        self._tell(pages - left, pages)
        self._steps += 1
        if self._steps % _SYNC_EVERY == 0:
            os.fsync(self._descriptor)
        time.sleep(max(0.0, time.monotonic() - self._begun) * _REST)
        self._begun = time.monotonic()

    def _tell(self, done: int, pages: int) -> None:
        if not 0 <= done - self._told < pages // 100:
            self._told = done
            self._job.step(done, pages, "Copying the library")

    def _watch(self, left: int, pages: int) -> None:
        """See that it comes further than it ever was."""
        now = time.monotonic()
        if left < self._left or not self._steps:
            self._left, self._moved = left, now
        self.pages = pages
        if now - self._moved > _LONGEST_WAIT and not self.lent:  # else it is one's own work
            raise LibraryLocked(
                "Another program writes to the library all the time, so no copy of it could be "
                "made. Wait until that has ended, then try again."
            )


def _go_on(job: Job, lending: Lending | None) -> None:
    if job.cancelled or (lending is not None and lending.ended):
        raise JobCancelled


def _is_whole(copy: Path, pages: int, job: Job) -> bool:
    """That a copy is a sound library, and has all pages that were to be copied."""
    try:
        with closing(connect(copy, read_only=True)) as written:
            written.set_progress_handler(lambda: job.cancelled, _LOOK_EVERY)
            return (
                _number(written, "application_id") == APPLICATION_ID
                and _number(written, "page_count") == pages
                and written.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            )
    except sqlite3.DatabaseError as error:
        if job.cancelled:
            raise JobCancelled from error
        if getattr(error, "sqlite_errorname", "").startswith(_DAMAGE):
            return False
        raise


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    number: int = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    return number
