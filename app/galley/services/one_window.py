"""One window for each library: how a second start finds the first one, and hands it its files.

The window listens at an address that only its person can reach: a socket in a folder of theirs, or
a pipe on Windows. One line of JSON goes each way. Nothing here needs Qt.
"""

import hashlib
import json
import os
import stat
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from galley.domain.errors import GalleyError
from galley.domain.note_links import parse_address

__all__ = [
    "LONGEST_MESSAGE",
    "Answer",
    "NoAddress",
    "Request",
    "address_of",
    "hand_over",
    "handed_sentence",
    "is_open_elsewhere",
    "read_request",
]

LONGEST_MESSAGE = 1 << 20  # bytes; some ten thousand files
_PATIENCE = 5.0  # seconds: the other window may still be opening, or be busy
_PAUSE = 0.1
_VERSION = 1
_PRIVATE = 0o700
_LONGEST_ADDRESS = 100  # bytes; systems differ, and Qt adds a few while it makes a socket


class NoAddress(GalleyError):
    """There is no place where only this person can listen."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a second start asks of the window.

    Attributes:
        files: To open or import, by their whole paths; none if it only wants the window seen.
        link: The address of an article or a mark to go to; may be empty.
        token: What the desktop gave it so that a window may come to the front; may be empty.
    """

    files: tuple[Path, ...] = ()
    token: str = ""
    link: str = ""

    def to_bytes(self) -> bytes:
        """As one line."""
        data = {
            "galley": _VERSION,
            "files": [str(file) for file in self.files],
            "token": self.token,
            "link": self.link,
        }
        return json.dumps(data).encode("ascii") + b"\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the window answers.

    Attributes:
        process: Its process.
    """

    process: int

    def to_bytes(self) -> bytes:
        """As one line."""
        return json.dumps({"galley": _VERSION, "process": self.process}).encode("ascii") + b"\n"


def read_request(line: bytes) -> Request | None:
    """What a line asks; None if it makes no sense."""
    data = _read(line)
    if data is None:
        return None
    files, token, link = data.get("files"), data.get("token"), data.get("link")
    if not isinstance(files, list) or not all(isinstance(file, str) for file in files):
        return None
    usable = tuple(Path(file) for file in files if "\0" not in file)
    target = parse_address(link) if isinstance(link, str) else None
    return Request(
        usable,
        token if isinstance(token, str) and "\0" not in token else "",
        target.address if target else "",
    )


def _read_answer(line: bytes) -> Answer | None:
    data = _read(line)
    process = data.get("process") if data else None
    return Answer(process) if isinstance(process, int) else None


def _read(line: bytes) -> dict[str, object] | None:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and data.get("galley") == _VERSION else None


def address_of(library: Path) -> str:
    """Where the window of a library listens: a socket's path, or a pipe's name on Windows.

    Raises:
        NoAddress: There is no folder for it that is this person's alone.
    """
    whole = os.path.normcase(library.resolve())
    return _place(hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:24])


def is_open_elsewhere(library: Path) -> bool:
    """Whether a window of this computer has the library open."""
    from galley.storage.lock import is_held

    return is_held(library.resolve())


def handed_sentence(library: Path, files: Sequence[Path], answer: Answer) -> str:
    """What a start did that handed its files over, for a terminal."""
    count = len(files)
    handed = (
        f"{count} file{'' if count == 1 else 's'} went to it" if count else "it is in front now"
    )
    return f"{library} is open in a window (process {answer.process}): {handed}."


def hand_over(
    library: Path, files: Sequence[Path], link: str = "", *, patience: float = _PATIENCE
) -> Answer | None:
    """Ask the window that has a library open to take files, and to come to the front.

    Args:
        library: The library's file.
        files: As they were named; made whole here.
        link: The address of an article or a mark to go to; "" for none.
        patience: How long to try, in seconds.

    Returns:
        Its answer; None if no window answers.
    """
    try:
        address = address_of(library)
    except NoAddress:
        return None
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "") or os.environ.get("DESKTOP_STARTUP_ID", "")
    message = Request(tuple(file.absolute() for file in files), token, link).to_bytes()
    _let_it_come_to_the_front()
    until = time.monotonic() + patience
    while True:
        try:
            return _read_answer(_exchange(address, message, max(_PAUSE, until - time.monotonic())))
        except (OSError, NoAddress):
            if time.monotonic() >= until:
                return None
            time.sleep(_PAUSE)  # it does not listen yet


if sys.platform == "win32":

    def _place(name: str) -> str:
        person = os.environ.get("USERNAME", "")
        return f"galley-{hashlib.sha256(person.encode()).hexdigest()[:12]}-{name}"

    def _exchange(address: str, message: bytes, _seconds: float) -> bytes:
        with Path(rf"\\.\pipe\{address}").open("r+b", buffering=0) as pipe:
            pipe.write(message)
            return pipe.readline(LONGEST_MESSAGE)

    def _let_it_come_to_the_front() -> None:
        """Windows lets a program come to the front only if the one that is there allows it."""
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)

else:

    def _place(name: str) -> str:
        """In a folder in which nobody else can put a socket of the same name, or reach ours."""
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        bases = [runtime] if runtime and Path(runtime).is_dir() else []
        folders = (Path(base) / f"galley-{os.getuid()}" for base in (*bases, tempfile.gettempdir()))
        folder = next((f for f in folders if len(os.fsencode(f / name)) <= _LONGEST_ADDRESS), None)
        if folder is None:
            raise NoAddress("The folders for sockets have names too long for one.")
        try:
            folder.mkdir(mode=_PRIVATE, exist_ok=True)
            found = folder.lstat()
        except OSError as error:
            raise NoAddress(f"The folder {folder} can’t be made.") from error
        mine = found.st_uid == os.getuid() and not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        if not stat.S_ISDIR(found.st_mode) or not mine:
            raise NoAddress(f"The folder {folder} is not this person’s alone.")
        return str(folder / name)

    def _exchange(address: str, message: bytes, seconds: float) -> bytes:
        import socket  # only where there is another window

        if os.lstat(address).st_uid != os.getuid():
            raise NoAddress(f"{address} is another person’s.")
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(seconds)
            connection.connect(address)
            connection.sendall(message)
            with connection.makefile("rb") as answer:
                return answer.readline(LONGEST_MESSAGE)

    def _let_it_come_to_the_front() -> None:
        """The desktop's own token does that here."""
