"""Which state a library is in, told without opening it. Knows the file's header and nothing else.

Whatever is painted before the database layer is there must be true: a snapshot taken at some
fingerprint is true as long as the library still has it.
"""

import struct
from pathlib import Path

from galley.storage.descriptors import first_bytes

__all__ = ["fingerprint"]

_HEADER_SIZE = 100
_MAGIC = b"SQLite format 3\0"
_CHANGE_COUNTER = 24  # a big-endian 32-bit number that every commit raises


def fingerprint(path: Path) -> str | None:
    """A word that is another after every commit to the library; None if nothing is sure.

    Nothing is sure if there is no library, or if a commit is going on or was broken off: then the
    next one to open the library may roll it back.
    """
    try:
        path = path.resolve()  # a journal lies beside the file, not beside a link to it
        if any(_has_content(path, suffix) for suffix in ("-journal", "-wal")):
            return None
        header, status = first_bytes(path, _HEADER_SIZE)
    except OSError:
        return None
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        return None
    (counter,) = struct.unpack_from(">I", header, _CHANGE_COUNTER)
    return f"{counter}-{status.st_size}-{status.st_ino}-{status.st_mtime_ns}"


def _has_content(path: Path, suffix: str) -> bool:
    try:
        return path.with_name(path.name + suffix).stat().st_size > 0
    except FileNotFoundError:
        return False
