"""A screen that nobody sees, with a window manager, a mouse and keys. Knows nothing of Galley.

The screen is Xvfb's, which keeps its pixels in a file: looking at them disturbs no program.
"""

import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtGui import QImage

__all__ = ["PROGRAMS", "Box", "Picture", "Stage", "missing_programs", "wait_for"]

PROGRAMS = ("Xvfb", "openbox", "xdotool")
_PATIENCE = 20.0  # seconds for something that is going to happen to happen
_GLANCE = 0.02  # seconds between two looks
_XWD_HEADER = struct.Struct(">25I")
_XWD_COLOUR = 12  # bytes of one entry of the colour table that stands before the pixels
# Windows without frames: xdotool counts a frame twice when it says where a window is. No keys: the
# window manager's own would be taken from the program.
_OPENBOX = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <theme><keepBorder>no</keepBorder></theme>
  <desktops><number>1</number></desktops>
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
"""
_SESSION = ("XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "XDG_SESSION_TYPE", "WAYLAND_DISPLAY")


def missing_programs() -> list[str]:
    """Which of the programs that make a stage are not installed here."""
    return [program for program in PROGRAMS if not shutil.which(program)]


def wait_for(what: str, is_there: Callable[[], object], patience: float = _PATIENCE) -> None:
    """Wait until something is the case.

    Args:
        what: What is waited for, in words.
        is_there: Whether it is the case; asked again and again.
        patience: In seconds.

    Raises:
        AssertionError: It has not come to be.
    """
    end = time.monotonic() + patience
    while not is_there():
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience:.0f} s in vain: {what}")
        time.sleep(_GLANCE)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of pixels; ``right`` and ``bottom`` are one past the last."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> tuple[int, int]:
        """The point in its middle."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2


class Picture:
    """What was on a part of the screen at one moment."""

    def __init__(self, rows: list[bytes]) -> None:
        self._rows = rows  # blue, green, red, unused: four bytes a pixel
        self.width, self.height = len(rows[0]) // 4, len(rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Picture) and self._rows == other._rows

    def __hash__(self) -> int:
        return hash(tuple(self._rows))

    def part(self, box: Box) -> "Picture":
        """A part of it."""
        rows = self._rows[box.top : box.bottom]
        return Picture([row[4 * box.left : 4 * box.right] for row in rows])

    def lines_of(self, colour: str) -> list[Box]:
        """The boxes around the rows that hold a colour, one for each run of such rows."""
        wanted = bytes.fromhex(colour.removeprefix("#"))[::-1]
        found: list[Box] = []
        for y, row in enumerate(self._rows):
            left, right = _find(row, wanted), _find_last(row, wanted)
            if left < 0:
                continue
            if found and found[-1].bottom == y:
                last = found[-1]
                found[-1] = Box(min(last.left, left), last.top, max(last.right, right + 1), y + 1)
            else:
                found.append(Box(left, y, right + 1, y + 1))
        return found

    def image(self) -> QImage:
        """The same for Qt, to be saved."""
        data = b"".join(self._rows)
        image = QImage(data, self.width, self.height, 4 * self.width, QImage.Format.Format_RGB32)
        return image.copy()  # Qt does not keep the bytes alive


def _find(row: bytes, wanted: bytes) -> int:
    """The first pixel of a colour, or -1."""
    at = row.find(wanted)
    while at >= 0 and at % 4:
        at = row.find(wanted, at + 1)
    return at // 4 if at >= 0 else -1


def _find_last(row: bytes, wanted: bytes) -> int:
    at = row.rfind(wanted)
    while at >= 0 and at % 4:
        at = row.rfind(wanted, 0, at + len(wanted) - 1)
    return at // 4 if at >= 0 else -1


class Stage:
    """An X server of its own with a window manager in it; leave the context to end both."""

    def __init__(self, width: int = 2000, height: int = 1200) -> None:
        self._size = (width, height)
        self._folder = tempfile.TemporaryDirectory(prefix="galley-stage-")
        self._processes: list[subprocess.Popen[bytes]] = []
        self._pixels: mmap.mmap | None = None
        self.display = ""

    def __enter__(self) -> Self:
        try:
            self._start_server()
            self._start_window_manager()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End what was started, the window manager first."""
        for process in reversed(self._processes):
            process.terminate()
            process.wait(timeout=_PATIENCE)
        self._processes.clear()
        if self._pixels is not None:
            self._pixels.close()
            self._pixels = None
        self._folder.cleanup()

    def environment(self) -> dict[str, str]:
        """The environment of a program that is to appear here, on a desktop of no brand."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        for name in _SESSION:
            kept.pop(name, None)
        return kept | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}

    def _start_server(self) -> None:
        """The server itself chooses a display number that is free, and says it when it is ready."""
        width, height = self._size
        read, write = os.pipe()
        arguments = ["-displayfd", str(write), "-screen", "0", f"{width}x{height}x24"]
        arguments += ["-nolisten", "tcp", "-noreset", "-fbdir", self._folder.name]
        self._launch("Xvfb", *arguments, pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as said:
            number = said.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start: {self._log('Xvfb')}")
        self.display = f":{number}"
        with (Path(self._folder.name) / "Xvfb_screen0").open("rb") as file:
            self._pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def _start_window_manager(self) -> None:
        settings = Path(self._folder.name) / "openbox.xml"
        settings.write_text(_OPENBOX, encoding="utf-8")
        self._launch("openbox", "--sm-disable", "--config-file", str(settings))
        wait_for("a window manager", lambda: self._ask("get_desktop") is not None)

    def _launch(self, program: str, *arguments: str, pass_fds: tuple[int, ...] = ()) -> None:
        with (Path(self._folder.name) / f"{program}.log").open("wb") as log:
            process = subprocess.Popen(
                [program, *arguments],
                stdout=log,
                stderr=log,
                pass_fds=pass_fds,
                env=self.environment(),
            )
        self._processes.append(process)

    def _log(self, program: str) -> str:
        return (Path(self._folder.name) / f"{program}.log").read_text(errors="replace").strip()

    # -- eyes ------------------------------------------------------------------------------------

    def picture(self, box: Box | None = None) -> Picture:
        """What is on the screen now, or on a part of it."""
        assert self._pixels is not None, "enter the context first"
        box = box or Box(0, 0, *self._size)
        header = _XWD_HEADER.unpack_from(self._pixels)
        pitch, colours = header[12], header[19]
        start = header[0] + colours * _XWD_COLOUR
        rows = []
        for y in range(box.top, box.bottom):
            row = start + y * pitch
            rows.append(self._pixels[row + 4 * box.left : row + 4 * box.right])
        return Picture(rows)

    def windows(self, process: int) -> list[str]:
        """The ids of the windows of a process that are to be seen, the newest last."""
        pid = str(process)
        found = self._ask("search", "--all", "--onlyvisible", "--pid", pid, "--name", ".")
        return (found or "").split()

    def place_of(self, window: str) -> Box:
        """Where a window's inside is on the screen."""
        said = self._ask("getwindowgeometry", "--shell", window) or ""
        values = dict(line.split("=") for line in said.splitlines())
        left, top = int(values["X"]), int(values["Y"])
        return Box(left, top, left + int(values["WIDTH"]), top + int(values["HEIGHT"]))

    def name_of(self, window: str) -> str:
        """A window's title."""
        return (self._ask("getwindowname", window) or "").strip()

    def active_window(self) -> str:
        """The id of the window that gets the keys, or ""."""
        return (self._ask("getactivewindow") or "").strip()

    # -- hands -----------------------------------------------------------------------------------

    def do(self, *actions: str | int) -> None:
        """Have xdotool do something, such as ``do("key", "ctrl+z")``; several at once are quick."""
        if self._ask(*map(str, actions)) is None:
            raise RuntimeError(f"xdotool could not do {actions}")

    def put_pointer_away(self) -> None:
        """The pointer to the screen's last corner, where it is over nothing."""
        self.do("mousemove", *self._size)

    def _ask(self, *actions: str) -> str | None:
        done = subprocess.run(
            ["xdotool", *actions],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        return done.stdout if done.returncode == 0 else None
