"""Has captures parsed in a process of their own, which can be stopped. Knows no library.

A parser may hang, eat the memory or break on a hostile file; the process that the person works in
must not. It is started for the first capture and kept for those that follow.
"""

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import galley
from galley.domain.article import ParsedArticle
from galley.domain.codec import parsed_from_data
from galley.domain.errors import ImportFailed
from galley.services.intake.captures import Captured
from galley.services.intake.parsing_worker import WORKER, read_message, write_message

__all__ = ["LONGEST", "ParsingBroke", "ParsingProcess"]

LONGEST = 20.0  # seconds for one capture

# The same Galley as this one, whatever lies in the folder that the process begins in.
_SERVE = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from galley.services.intake.parsing_worker import serve; serve()"
)


class ParsingBroke(Exception):
    """A bug in a parser; the text is its traceback in the other process."""


class ParsingProcess:
    """Parses captures, one at a time. Any thread may stop it."""

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._in_use = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def parse(self, captured: Captured) -> ParsedArticle:
        """What the importers make of a capture.

        Raises:
            ImportFailed: It can't be read, takes too long or too much memory, breaks the parser,
                or the process was stopped.
            ParsingBroke: There is a bug in a parser.
        """
        with self._in_use:
            process = self._running()
            overtime = threading.Event()
            timer = threading.Timer(self._longest, _kill, [process, overtime])
            timer.daemon = True
            timer.start()
            try:
                answer, parts = _ask(process, captured)
            except (EOFError, OSError) as error:
                self._end()
                raise ImportFailed(self._why(captured.name, overtime)) from error
            finally:
                timer.cancel()
                timer.join()
            if "too_much" in answer:
                self._end()  # it may hold on to what it has
        return self._understood(captured.name, answer, parts)

    def stop(self) -> None:
        """End the process, whatever it is doing. Another capture starts another."""
        process = self._process
        if process is not None:
            self._stopped = True
            process.kill()
            with self._in_use:  # who waits for an answer has heard by now that there is none
                self._end()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            self._stopped = False
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a parser's last words as it breaks
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # what is left to write has nobody to read it
                    stream.close()

    def _why(self, name: str, overtime: threading.Event) -> str:
        if overtime.is_set():
            return (
                f"Reading “{name}” took longer than {self._longest:.0f} seconds: "
                "open it as plain text, or a smaller part of it."
            )
        if self._stopped:
            return f"“{name}” was not read."
        return f"“{name}” can’t be read: it broke the reader. Open it as plain text."

    def _understood(self, name: str, answer: dict[str, Any], parts: list[bytes]) -> ParsedArticle:
        if "failed" in answer:
            raise ImportFailed(answer["failed"])
        if "too_much" in answer:
            raise ImportFailed(
                f"Reading “{name}” takes too much memory: open a smaller part of it."
            )
        if "bug" in answer:
            raise ParsingBroke(answer["bug"])
        assets = tuple(zip(answer["assets"], parts, strict=True))
        return parsed_from_data(answer["parsed"], assets)


def _kill(process: "subprocess.Popen[bytes]", overtime: threading.Event) -> None:
    overtime.set()
    process.kill()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER]
    return [sys.executable, "-P", "-c", _SERVE, str(Path(galley.__file__).parent.parent)]


def _ask(
    process: "subprocess.Popen[bytes]", captured: Captured
) -> tuple[dict[str, Any], list[bytes]]:
    assert process.stdin is not None  # noqa: S101 - both were asked for
    assert process.stdout is not None  # noqa: S101
    head = {
        "name": captured.name,
        "media_type": captured.media_type,
        "address": captured.address,
        "path": None if captured.path is None else os.fspath(captured.path),
    }
    write_message(process.stdin, head, [captured.data])
    return read_message(process.stdout)
