"""The check behind the window: once a week all of the library, of a large one its structure always.

Never while the window opens, and nothing is said unless something is wrong.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from galley.domain.errors import GalleyError, LibraryDamaged
from galley.domain.jobs import Job, Progress
from galley.services.library_thread import LibraryThread
from galley.ui.model.tasks import Task

__all__ = ["BackgroundCheck"]

log = logging.getLogger(__name__)

_FIRST_AFTER = 60_000  # ms: when the person is reading, after the first backup
_LOOK_EVERY = 60 * 60_000
_WEEK = timedelta(days=7)
_LONGEST_REST = 0.2  # seconds


class _AtHalfSpeed:
    """Rests after each piece as long as it took: the window needs the processor more."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()

    def __call__(self, _progress: Progress) -> None:
        time.sleep(min(time.perf_counter() - self._begun, _LONGEST_REST))
        self._begun = time.perf_counter()


class BackgroundCheck(QObject):
    """Looks every hour whether a check is due.

    Attributes:
        faults: Something is wrong: sentences.
        checked: All of the library was checked: when, in UTC.
    """

    faults = Signal(list)
    checked = Signal(object)

    def __init__(
        self,
        thread: LibraryThread,
        now: Callable[[], datetime],
        last: Callable[[], datetime | None],
        parent: QObject,
    ) -> None:
        """Make one that waits for :meth:`start`.

        Args:
            thread: The library's.
            now: The time, in UTC.
            last: When all of the library was checked last; None for never.
            parent: Owns it.
        """
        super().__init__(parent)
        self._thread, self._now, self._last = thread, now, last
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
        self._task: Task | None = None
        self._opened_checked = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.look)

    def start(self) -> None:
        """Begin in a while, and go on from there."""
        self._clock.start(_FIRST_AFTER)

    def stop(self) -> None:
        """Let go of what is going on, and begin nothing more."""
        self._clock.stop()
        if self._task is not None:
            self._task.job.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def pause(self) -> None:
        """Let go of what is going on: the library's file is about to be another one."""
        if self._task is not None:
            self._task.job.cancel()

    @property
    def is_due(self) -> bool:
        """Whether the last whole check was a week ago, or is not known, or lies in the future."""
        last, now = self._last(), self._now()
        return last is None or not timedelta(0) <= now - last < _WEEK

    def look(self) -> None:
        """Check what is due now."""
        self._clock.start(_LOOK_EVERY)
        if self._task is not None:
            return
        whole, thread, first = self.is_due, self._thread, not self._opened_checked

        def work(job: Job) -> tuple[str, ...]:
            from galley.services.safety import keeping

            if whole:
                return keeping.check(thread.path, index=False, job=job)
            found = thread.submit(keeping.faults_at_opening).result() if first else ()
            if first and not found and keeping.needs_structure_check(thread.path):
                found = keeping.check_structure(thread.path, job=job)
            return found

        task = self._task = Task(self)
        task.job.listener = _AtHalfSpeed()
        task.succeeded.connect(lambda found: self._on_checked(found, whole=whole))
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._forget)
        task.start(lambda: self._pool.submit(work, task.job))

    def _on_checked(self, found: tuple[str, ...], *, whole: bool) -> None:
        self._forget()
        self._opened_checked = True
        if found:
            self.faults.emit(list(found))
        elif whole:
            self.checked.emit(self._now())

    def _on_failed(self, error: Exception) -> None:
        self._forget()
        if isinstance(error, LibraryDamaged):
            self.faults.emit([str(error)])
        elif isinstance(error, GalleyError):
            log.info("the library could not be checked: %s", error)  # it is tried again
        else:
            raise error

    def _forget(self) -> None:
        self._task = None
