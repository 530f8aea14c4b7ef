"""Work on a long list that must be done on the window's thread, in slices of less than a frame."""

import time
from collections.abc import Callable, Generator
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

__all__ = ["Slices"]

_AT_ONCE = 0.006  # seconds
T = TypeVar("T")


class Slices(QObject):
    """One piece of work at a time; a new one takes the place of one that is not finished.

    What takes no longer than a slice is done at once.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Generator[None, None, Any] | None = None
        self._answer: Callable[[Any], None] | None = None
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether something is not finished."""
        return self._work is not None

    def start(self, work: Generator[None, None, T], answer: Callable[[T], None]) -> None:
        """Begin.

        Args:
            work: Yields every millisecond or so, and returns what came of it.
            answer: Called with that; in a turn of its own, unless it came at once.
        """
        self.stop()
        self._work, self._answer = _with_a_last_turn(work), answer
        self._go_on()

    def stop(self) -> None:
        """Give up what is not finished; nobody is told."""
        self._turn.stop()
        work, self._work, self._answer = self._work, None, None
        if work is not None:
            work.close()

    def _go_on(self) -> None:
        work, answer = self._work, self._answer
        if work is None or answer is None:
            return
        end = time.perf_counter() + _AT_ONCE
        try:
            next(work)
            while time.perf_counter() < end:
                next(work)
        except StopIteration as ended:
            self._work = self._answer = None
            answer(ended.value)
        else:
            self._turn.start()


def _with_a_last_turn(work: Generator[None, None, T]) -> Generator[None, None, T]:
    """The same, and a pause before its end if it took long."""
    begun = time.perf_counter()
    result = yield from work
    if time.perf_counter() - begun > _AT_ONCE:
        yield
    return result
