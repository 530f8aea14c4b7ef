"""Runs programs and says what is being done; knows nothing of Galley."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

KEPT_LINES = 15


class SetupError(Exception):
    """Something the person at the keyboard can mend; the message says what and how."""


def say(text: str) -> None:
    """Print one line at once, so that it stands before whatever the next program prints."""
    print(text, flush=True)


@contextlib.contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took if that was noticeable."""
    say(what)
    begun = time.monotonic()
    yield
    seconds = time.monotonic() - begun
    if seconds >= 1:
        say(f"    {seconds:.0f} s")


@dataclass(frozen=True)
class Outcome:
    """How a program ended: its exit code and the last lines it printed."""

    code: int
    lines: tuple[str, ...] = ()

    def quoted(self) -> str:
        """Return the last lines as they go into a message, indented and without empty ones."""
        return "\n".join("  | " + line for line in self.lines if line)


def silent(_line: str) -> str | None:
    """Show nothing of a program's output."""
    return None


class Shell:
    """Runs programs to their end; tests put another in its place."""

    def run(self, command: Sequence[str], shown: Callable[[str], str | None] = silent) -> Outcome:
        """Run a program that gets no input.

        Args:
            command: The program and its arguments.
            shown: Gets each line printed and returns what to show of it, or None.

        Returns:
            Its exit code and last lines; 127 if there is no such program.
        """
        kept: deque[str] = deque(maxlen=KEPT_LINES)
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )
        except FileNotFoundError as error:
            return Outcome(127, (str(error),))
        with process:
            for line in process.stdout or ():
                kept.append(line.rstrip())
                piece = shown(kept[-1])
                if piece:
                    say("    " + piece)
        return Outcome(process.returncode, tuple(kept))
