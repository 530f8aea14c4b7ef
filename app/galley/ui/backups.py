"""Backups while the window is open: soon after the start, and then every half hour if due."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from galley.services.library_thread import LibraryThread
from galley.ui.tasks import run_task

__all__ = ["RollingBackups"]

_FIRST_AFTER = 20_000  # ms: when the person is reading, not while the window opens
_EVERY = 30 * 60_000


class RollingBackups(QObject):
    """Asks the library's thread for a backup; it makes one only if something has changed.

    Attributes:
        failed: It could not be made: the exception. The library itself is as it was.
    """

    failed = Signal(object)

    def __init__(self, thread: LibraryThread, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._thread, self._now = thread, now
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.make)

    def start(self) -> None:
        """Make the first one in a while, and go on from there."""
        self._clock.start(_FIRST_AFTER)

    def stop(self) -> None:
        """Make no more."""
        self._clock.stop()

    def make(self) -> None:
        """Make one now, if it is due, and look again in half an hour."""
        self._clock.start(_EVERY)
        run_task(self, lambda: self._thread.submit(self._back_up), _nothing, self.failed.emit)

    def _back_up(self, _library: object) -> None:
        from galley.services import keeping  # only once a session

        # On the library's thread, which thereby writes nothing meanwhile.
        keeping.back_up_if_due(self._thread.path, now=self._now())


def _nothing(_result: Any) -> None:  # noqa: ANN401 - whatever the work returned
    """Nobody waits for this answer."""
