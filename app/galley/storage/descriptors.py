"""Looks at a file that SQLite may have open in this process, and leaves SQLite its locks.

On POSIX a process that closes *any* of its descriptors of a file gives up all the locks that it has
on the file (fcntl(2), under advisory record locking), those of SQLite's transactions among them.
Another program could then write in the middle of one. So a descriptor of a file that is open here
stays open until the last connection to it is closed. Knows nothing of what is in the files.
"""

import os
import threading
from collections import Counter
from pathlib import Path

__all__ = ["first_bytes", "note_closed", "note_open"]

FileKey = tuple[int, int]  # a file's device and number: what a lock is of, whatever its names

_GIVES_UP_LOCKS = os.name != "nt"
_guard = threading.Lock()
_connections: Counter[FileKey] = Counter()
_parked: dict[FileKey, int] = {}


def first_bytes(path: Path, count: int) -> tuple[bytes, os.stat_result]:
    """The beginning of a file, and the file's status in that moment.

    Args:
        path: The file.
        count: How many bytes; fewer come of a shorter file.

    Raises:
        OSError: It can't be read.
    """
    if not _GIVES_UP_LOCKS:
        with path.open("rb") as file:
            return file.read(count), os.fstat(file.fileno())
    with _guard:
        descriptor, key = _descriptor_of(path)
        try:
            return os.pread(descriptor, count, 0), os.fstat(descriptor)
        finally:
            if _connections[key]:
                _parked[key] = descriptor
            else:
                os.close(descriptor)


def _descriptor_of(path: Path) -> tuple[int, FileKey]:
    """One that is kept, or a new one. Nothing is opened that need not be: it may have to stay."""
    parked = _parked.get(_key(path.stat()))
    descriptor = os.open(path, os.O_RDONLY) if parked is None else parked
    return descriptor, _key(os.fstat(descriptor))


def note_open(path: Path) -> FileKey | None:
    """A connection is about to be opened to a file.

    Returns:
        What :func:`note_closed` is to be told; None if there is no such file.
    """
    try:
        key = _key(path.stat())
    except OSError:
        return None
    with _guard:
        _connections[key] += 1
    return key


def note_closed(key: FileKey) -> None:
    """A connection was closed."""
    with _guard:
        _connections[key] -= 1
        if not _connections[key]:
            del _connections[key]
            if key in _parked:
                os.close(_parked.pop(key))


def _key(status: os.stat_result) -> FileKey:
    return status.st_dev, status.st_ino
