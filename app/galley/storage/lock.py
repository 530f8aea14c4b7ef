"""The lock by which one window has a library to itself. Knows files and nothing of databases.

Two things together: a file beside the library that says who holds it, and the operating system's
own lock on that file. The system drops its lock when a program ends, however it ends, so a file
that is left over locks nobody out, needs no guess about process numbers, and tells that the last
holder did not close. A file written on another computer is believed, since not every network drive
carries locks across.
"""

import json
import os
import socket
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from galley.domain.errors import LibraryLocked

__all__ = ["Holder", "LockedElsewhere", "WindowLock", "is_held"]

_LOCKED_BYTE = 1 << 30  # beyond the text: Windows keeps others from reading what is locked
_ATTEMPTS = 20
_LOOKS, _BETWEEN_LOOKS = 5, 0.01  # seconds


class LockedElsewhere(LibraryLocked):
    """The file names another computer as the holder: a person may know better, and open anyway."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a library.

    Attributes:
        pid: The process, on its own computer.
        host: The computer's name.
        since: When it was opened, ISO 8601 in UTC.
        who: The person, as the settings have it.
    """

    pid: int
    host: str
    since: str
    who: str


class WindowLock:
    """A lock that is held until it is released or the process ends.

    As a context it is released at the end of the block. If that failed, whoever opens the library
    next still finds that the last holder was killed, if one was.

    Attributes:
        left_behind: The last holder never released it: it was killed, or the power went.
    """

    def __init__(self, file: Path, descriptor: int, *, left_behind: bool) -> None:
        self.left_behind = left_behind
        self._file = file
        self._descriptor = descriptor

    @classmethod
    def acquire(cls, library: Path, who: str, *, open_anyway: bool = False) -> "WindowLock":
        """Take the lock of a library.

        Args:
            library: The library's file; the lock lies beside it.
            who: The person, for the sentence that a second window shows.
            open_anyway: Do not believe a file that another computer left.

        Raises:
            LibraryLocked: A window of this computer has it.
            LockedElsewhere: A window of another computer has it, or left the file behind.
            OSError: The file can't be written.
        """
        file = library.with_name(library.name + ".lock")
        descriptor = _open_locked(file, library)
        try:
            text = _read(descriptor)
            holder = _holder(text)
            if holder and holder.host != socket.gethostname() and not open_anyway:
                raise LockedElsewhere(_sentence_elsewhere(library, holder))
            _write_holder(descriptor, who)
        except BaseException:
            os.close(descriptor)
            raise
        return cls(file, descriptor, left_behind=bool(text))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release(sound=kind is None or not self.left_behind)

    def release(self, *, sound: bool = True) -> None:
        """Give the library free. Does nothing the second time.

        Args:
            sound: False leaves the file, so that whoever opens the library next checks it too.
        """
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        if not sound:
            os.close(descriptor)
        elif sys.platform == "win32":  # an open file can't be removed there
            os.close(descriptor)
            with suppress(PermissionError):  # somebody has opened it already
                self._file.unlink(missing_ok=True)
        else:
            self._file.unlink(missing_ok=True)
            os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def is_held(library: Path) -> bool:
    """Whether a window of this computer holds a library now; a file that is left over is not held.

    Args:
        library: The library's file.
    """
    try:
        descriptor = os.open(library.with_name(library.name + ".lock"), os.O_RDWR)
    except OSError:
        return False
    try:
        return not _lock(descriptor)
    except OSError:
        return False
    finally:
        os.close(descriptor)  # with it goes the lock, if this look took it


def _lock_soon(descriptor: int) -> bool:
    """Lock it, unless it stays taken: whoever looks whether it is held takes it for a moment."""
    for _look in range(_LOOKS):
        if _lock(descriptor):
            return True
        time.sleep(_BETWEEN_LOOKS)
    return False


def _open_locked(file: Path, library: Path) -> int:
    """The open and locked file: the one that has the name, not one removed in the meantime."""
    for _attempt in range(_ATTEMPTS):
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _lock_soon(descriptor):
                raise LibraryLocked(_sentence_here(library, _holder(_read(descriptor))))
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(descriptor), file.stat()):
                    return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
    raise LibraryLocked(_sentence_here(library, None))


def _read(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, 4096)


def _write_holder(descriptor: int, who: str) -> None:
    holder = Holder(
        os.getpid(), socket.gethostname(), datetime.now(UTC).isoformat(timespec="seconds"), who
    )
    text = json.dumps(asdict(holder)).encode()
    # Over what is there: if there is no room, it still tells that the last holder was killed.
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, text)
    os.ftruncate(descriptor, len(text))
    os.fsync(descriptor)


def _holder(text: bytes) -> Holder | None:
    """Who wrote this; None if it was cut off, or is not ours: then the system's lock decides."""
    try:
        return Holder(**json.loads(text))
    except (ValueError, TypeError):
        return None


def _sentence_here(library: Path, holder: Holder | None) -> str:
    process = f" (process {holder.pid}, since {_local(holder.since)})" if holder else ""
    return (
        f"The library {library} is open in another window of Galley{process}. "
        "Go on there, or close it and try again."
    )


def _sentence_elsewhere(library: Path, holder: Holder) -> str:
    return (
        f"The library {library} is marked as open on the computer “{holder.host}” "
        f"since {_local(holder.since)}. Close it there; if Galley is not running there, open it "
        "here anyway."
    )


def _local(since: str) -> str:
    try:
        return f"{datetime.fromisoformat(since).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return since
