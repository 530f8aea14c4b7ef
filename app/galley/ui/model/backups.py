"""Backups while the window is open: now and then if due, and before anything large.

All are made on one thread of their own, one at a time. The library's thread only lends its
connection, so saving goes on meanwhile.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from galley.domain.jobs import Job
from galley.domain.keeping import Occasion
from galley.services.library_thread import LibraryThread
from galley.ui.model.tasks import Task

__all__ = ["Backups"]

_FIRST_AFTER = 20_000  # ms: when the person is reading, not while the window opens
_EVERY = 30 * 60_000


class Backups(QObject):
    """Has backups made of one library.

    Attributes:
        failed: One that was due could not be made: the exception. The library itself is as it was.
    """

    failed = Signal(object)

    def __init__(
        self, thread: LibraryThread, now: Callable[[], datetime], parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self._thread, self._now = thread, now
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="backup")
        self._jobs: list[Job] = []  # one, or none
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.make)

    def start(self) -> None:
        """Make the first one in a while, and go on from there."""
        self._clock.start(_FIRST_AFTER)

    def stop(self) -> None:
        """Give up what is being made, and make no more."""
        self._clock.stop()
        for job in list(self._jobs):
            job.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def make(self) -> None:
        """Make one now, if it is due, and look again in half an hour."""
        self._clock.start(_EVERY)
        task = Task(self)
        task.failed.connect(self.failed)
        task.start(lambda: self._pool.submit(self._work, self._back_up, task.job))

    def make_before(self, occasion: Occasion, answer: Callable[[Any], None]) -> Task:
        """Have one made before something large.

        Args:
            occasion: What.
            answer: Called with a :class:`Kept`.

        Returns:
            The task, to connect to now: its signals come later.
        """
        task = Task(self)
        task.succeeded.connect(answer)
        work = partial(self._back_up_before, occasion)
        task.start(lambda: self._pool.submit(self._work, work, task.job))
        return task

    def _work(self, work: Callable[[Job], object], job: Job) -> object:
        self._jobs.append(job)
        try:
            return work(job)
        finally:
            self._jobs.remove(job)

    def _back_up(self, job: Job) -> None:
        from galley.services.safety import keeping

        keeping.back_up_if_due(self._thread.submit, now=self._now(), job=job)

    def _back_up_before(self, occasion: Occasion, job: Job) -> object:
        from galley.services.safety.large_changes import keep_before

        return keep_before(self._thread.submit, occasion, now=self._now(), job=job)
