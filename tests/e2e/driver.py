"""Galley in a window on a stage, used as a person does: by mouse and keys, and by looking.

Nothing here reaches into the process. Words are found the way a reader finds them, through the find
field, whose hit is the only thing on the page in the colour of a selection. What was kept is asked
of the library's file.
"""

import subprocess
import sys
import time
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from galley.domain.annotation import Annotation
from galley.domain.errors import LibraryLocked
from galley.storage.library import Library
from galley.ui.theme.tokens import LIGHT, Theme
from tests.e2e.stage import Box, Picture, Stage, wait_for

__all__ = ["GalleyWindow", "annotations_in", "galley"]

_TOOLBAR = 48  # px, at the window's head
_STRIP = 34  # px, at its foot
_SAVED = (280, 200)  # px from its right edge: where the strip says whether all is saved
_A_FRAME = 0.03  # seconds: long enough for anything that moves to have moved
_AT_REST = 4  # that many equal looks
_PATIENCE = 20.0  # seconds for a library that a window has for itself to be free
_PAUSE = 0.2  # seconds between two questions
_LAST_WORDS = 10  # seconds for a process that was told to end
_STARTS = count(1)  # so that two windows on one library have a log each


def galley(*arguments: str | Path) -> str:
    """Run a command as a person does in a terminal; what it wrote to standard output.

    Raises:
        AssertionError: It complained.
    """
    command = [sys.executable, "-m", "galley", *map(str, arguments)]
    end = time.monotonic() + _PATIENCE
    while True:
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
        # A window that is just making or checking its library has it for itself: ask again.
        if done.returncode != 1 or time.monotonic() > end:
            break
        time.sleep(_PAUSE)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode(errors="replace")
    return done.stdout.decode("utf-8")


def annotations_in(library: Path) -> list[Annotation]:
    """What the library's file holds of its newest article's annotations, in reading order."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            with Library.open(library, create=False) as opened:
                articles = opened.articles()
                return opened.annotations(articles[0].id) if articles else []
        except LibraryLocked:  # a window is just making or checking it
            if time.monotonic() > end:
                raise
            time.sleep(_PAUSE)


class GalleyWindow:
    """One process with its window. Leaving the context ends it, and hears whether it complained."""

    def __init__(
        self,
        stage: Stage,
        library: Path,
        *files: Path,
        theme: Theme = LIGHT,
        also: Mapping[str, str] | None = None,
    ) -> None:
        self.stage, self.library, self._theme = stage, library, theme
        self._also = dict(also or {})  # variables of the process's environment
        self._files = files
        self._log = library.with_name(f"{library.name}.{next(_STARTS)}.log")
        self._process: subprocess.Popen[bytes] | None = None
        self._id = ""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "galley", "--library", str(self.library)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*command, *map(str, self._files)],
                stdout=log,
                stderr=log,
                env=self.stage.environment() | self._also,
            )
        try:
            wait_for("the window", self._find_window)
            wait_for("the keys to go to the window", self.has_keys)
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            seen = self._log.with_suffix(".png")
            self.stage.picture().image().save(str(seen))
            error.add_note(f"The screen then: {seen}")
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        said = self._log.read_text(errors="replace")
        if error is not None:
            error.add_note(f"Galley said: {said or 'nothing'}")
        else:
            assert said == "", "a window has nothing to say on a terminal"

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The process."""
        assert self._process is not None, "enter the context first"
        return self._process

    def _find_window(self) -> bool:
        assert self.process.poll() is None, "Galley has ended"
        windows = self.stage.windows(self.process.pid)
        self._id = windows[-1] if windows else ""
        return bool(windows)

    def has_keys(self) -> bool:
        """Whether what is typed now goes to this window."""
        return self.stage.active_window() == self._id

    # -- the end ---------------------------------------------------------------------------------

    def quit(self) -> int:
        """Quit by the keyboard, and wait; the exit code."""
        self.press("ctrl+q")
        return self.process.wait(timeout=_LAST_WORDS)

    def kill(self) -> None:
        """End the process as a power cut would."""
        self.process.kill()
        self.process.wait()

    # -- keys and mouse --------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys, by the names of X: ``ctrl+z``, ``Escape``, ``1``."""
        self.stage.do("key", "--delay", 20, *keys)

    def type(self, text: str) -> None:
        """Type ASCII text: other characters have no key here, and borrowing one is slow."""
        self.stage.do("type", "--delay", 5, text)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at one point of the window, move, and let go at another."""
        between = (start[0] + end[0]) // 2, (start[1] + end[1]) // 2
        to = ("mousemove", "--window", self._id)
        self.stage.do(*to, *start, "mousedown", 1, *to, *between, *to, *end, "mouseup", 1)

    def click(self, point: tuple[int, int]) -> None:
        """Click at a point of the window."""
        self.stage.do("mousemove", "--window", self._id, *point, "click", 1)

    def resize(self, width: int, height: int) -> None:
        """Make the window another size."""
        self.stage.do("windowsize", "--sync", self._id, width, height)
        wait_for("the new size", lambda: self.size == (width, height))

    # -- looking ---------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The window's title."""
        return self.stage.name_of(self._id)

    @property
    def size(self) -> tuple[int, int]:
        """The window's width and height."""
        place = self.stage.place_of(self._id)
        return place.right - place.left, place.bottom - place.top

    def look(self) -> Picture:
        """What the window shows."""
        return self.stage.picture(self.stage.place_of(self._id))

    def at_rest(self) -> Picture:
        """What the window shows once nothing moves in it."""
        seen, equal = self.look(), 0
        while equal < _AT_REST:
            time.sleep(_A_FRAME)
            again = self.look()
            equal = equal + 1 if again == seen else 0
            seen = again
        return seen

    def shows(self, colour: str) -> bool:
        """Whether a colour is to be seen between the toolbar and the strip."""
        return bool(self._on_page(self.look(), colour))

    @staticmethod
    def _on_page(shown: Picture, colour: str) -> list[Box]:
        boxes = shown.lines_of(colour)
        return [box for box in boxes if _TOOLBAR <= box.top < shown.height - _STRIP]

    def lines_of(self, words: str) -> list[Box]:
        """Where words stand in the page, a box a line; the page scrolls to them if it must.

        Args:
            words: ASCII, and only once in the article.
        """
        self.press("ctrl+f")
        self.type(words)
        # Keys are heard in order: once this one has selected what is in the field, it holds all.
        self.press("ctrl+f")
        wait_for(f"“{words}” to be typed", self._field_selected)
        wait_for(f"“{words}” to be found", self._anything_selected)
        lines = self._on_page(self.at_rest(), self._theme.sel)
        self.press("Escape", "Escape")
        wait_for("the find field to be left", lambda: not self._anything_selected())
        return lines

    def select(self, words: str) -> None:
        """Select words with the mouse; see :meth:`lines_of`."""
        lines = self.lines_of(words)
        start, end = lines[0], lines[-1]
        self.drag((start.left + 1, start.middle[1]), (end.right - 1, end.middle[1]))
        wait_for(f"“{words}” to be selected", self._anything_selected)

    def _field_selected(self) -> bool:
        shown = self.look()
        return bool(shown.part(Box(0, 0, shown.width, _TOOLBAR)).lines_of(self._theme.sel))

    def _anything_selected(self) -> bool:
        return self.shows(self._theme.sel)

    def progress(self) -> Picture:
        """What the status strip says about the check."""
        shown = self.look()
        return shown.part(Box(0, shown.height - _STRIP, shown.width // 2, shown.height))

    def saved_sign(self) -> Picture:
        """What the status strip says about saving."""
        shown = self.look()
        left, right = (shown.width - away for away in _SAVED)
        return shown.part(Box(left, shown.height - _STRIP, right, shown.height))

    # -- what was kept ---------------------------------------------------------------------------

    @property
    def kept(self) -> list[Annotation]:
        """The annotations that are on disk."""
        return annotations_in(self.library)
