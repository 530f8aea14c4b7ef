"""Writes a file whole or not at all, and names files safely. Knows nothing of what is in them."""

import contextlib
import errno
import os
import stat
import unicodedata
import uuid
from pathlib import Path

__all__ = ["describe_os_error", "safe_stem", "write_whole"]

LONGEST_NAME = 180  # bytes, suffix and all: room for a sync client's own additions
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM}


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file's content in one step: afterwards it is the new one or still the old one.

    The bytes go to a temporary file beside the target, reach the disk, and are moved over it. A
    link is followed, so that the file it leads to is replaced and not the link.

    Args:
        path: The target; its folder must exist.
        data: The whole content.

    Raises:
        OSError: It could not be written; the target is as it was and nothing is left beside it.
    """
    target = Path(os.path.realpath(path))
    mode = _mode_to_keep(target)
    temporary = target.with_name(f".galley-{uuid.uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as file:
            if mode is not None:
                temporary.chmod(mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _mode_to_keep(target: Path) -> int | None:
    """The permissions of the file that is replaced; None if there is none.

    Raises:
        OSError: What is there is not a file, or may not be written: moving another file over it
            would get round that.
    """
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(target))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return stat.S_IMODE(found.st_mode)


def _sync_folder(folder: Path) -> None:
    """Bring the folder's new entry to the disk, where the system has a way to ask for it."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder that may be written and not listed
        return
    try:
        os.fsync(handle)
    except OSError as error:  # some network drives have no such thing; the move itself is done
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def describe_os_error(error: OSError, path: Path) -> str:
    """What went wrong with a file and what to do, in plain words, without the error's number."""
    name, folder = path.name or str(path), path.parent
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "The disk is full. Make room or choose another place."
    if error.errno == errno.EROFS:
        return f"“{folder}” can’t be written to. Choose another place."
    if isinstance(error, IsADirectoryError):
        return f"“{name}” is a folder. Choose a file name."
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"There is no folder “{folder}”. Make it or choose another."
    if isinstance(error, PermissionError):
        return f"You are not allowed to write “{name}” there. Choose another place."
    if error.errno == errno.ENAMETOOLONG:
        return f"The name “{name}” is too long. Choose a shorter one."
    if error.errno == errno.EINVAL:
        return f"“{name}” is not a file that can be written. Choose another name."
    return f"“{name}” can’t be written: {error.strerror or error}. Choose another place."


def safe_stem(text: str, *, fallback: str, room: int = LONGEST_NAME) -> str:
    """A file name without its suffix that every system takes, made from a text.

    Letters, marks and digits of every script stay; everything else becomes a hyphen.

    Args:
        text: Such as a headline.
        fallback: What to take if nothing is left of it.
        room: How many bytes of UTF-8 it may have.
    """
    bare = text.replace("'", "").replace("’", "")
    folded = unicodedata.normalize("NFC", bare.lower())
    words = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in folded).split()
    stem = ""
    for word in words:
        longer = f"{stem}-{word}" if stem else word
        if len(longer.encode()) > room:
            break
        stem = longer
    if not stem and words:
        stem = _cut(words[0], room)
    if not stem:
        return fallback
    return f"{stem}-article" if stem in _RESERVED else stem


def _cut(word: str, room: int) -> str:
    """A word too long for a name, cut between two characters and never before a combining mark."""
    cut = word.encode()[:room].decode(errors="ignore")
    while len(cut) < len(word) and unicodedata.category(word[len(cut)]).startswith("M"):
        cut = cut[:-1]
    return cut
