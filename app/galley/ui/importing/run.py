"""One import on its way: what was found, what became of each capture, in signals."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from galley.domain.jobs import Job
from galley.services.batch_importing import Outcome, OutcomeState, import_batch
from galley.services.captures import Source, collect
from galley.services.library_thread import LibraryThread
from galley.ui.tasks import Task

__all__ = ["ImportRun"]


class ImportRun(QObject):
    """Connect first, then :meth:`start`. It goes away when it has finished.

    Attributes:
        found: What is in the files and folders was found: a Collected, and the labels of all
            captures in order.
        progressed: With a Progress, as each capture begins.
        told: With the number of a capture that was tried and its Outcome.
        finished: With all outcomes; none if it was cancelled while folders were looked through.
        failed: With an exception that is not about one capture.
    """

    found = Signal(object, list)
    progressed = Signal(object)
    told = Signal(int, object)
    finished = Signal(list)
    failed = Signal(object)
    _found = Signal(object, list)
    _told = Signal(int, object)

    def __init__(self, parent: QObject, paths: Sequence[Path], sources: Sequence[Source]) -> None:
        """Make a run.

        Args:
            parent: Owns it while it runs.
            paths: Files and folders to look through.
            sources: What comes from elsewhere, imported after them.
        """
        super().__init__(parent)
        self._paths, self._sources = tuple(paths), tuple(sources)
        self._outcomes: list[Outcome] = []
        self._task = Task(self)
        self._task.progressed.connect(self.progressed)
        self._task.succeeded.connect(self._finish)
        self._task.cancelled.connect(lambda: self._finish([]))
        self._task.failed.connect(self._fail)
        # Queued: they are emitted on the working thread, and heard on the window's.
        self._found.connect(self.found, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self.told, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        executor: Executor,
        thread: LibraryThread,
        now: Callable[[], datetime],
    ) -> None:
        """Begin.

        Args:
            executor: Runs it; the library is written on its own thread all the same.
            thread: The library's.
            now: The time, in UTC.
        """

        def work(job: Job) -> list[Outcome]:
            collected = collect(self._paths, job)
            sources = (*collected.sources, *self._sources)
            self._found.emit(collected, [source.label for source in sources])
            return import_batch(sources, thread.submit, now=now, job=job, told=self._tell)

        self._task.start(lambda: executor.submit(work, self._task.job))

    def _tell(self, number: int, outcome: Outcome) -> None:
        """On the working thread. What was not tried is told all at once, by ``finished``."""
        if outcome.state is not OutcomeState.NOT_IMPORTED:
            self._told.emit(number, outcome)

    def cancel(self) -> None:
        """Stop within a moment; what was imported stays."""
        self._task.job.cancel()

    def _finish(self, outcomes: list[Outcome]) -> None:
        self.finished.emit(outcomes)
        self.deleteLater()

    def _fail(self, error: Exception) -> None:
        self.deleteLater()
        self.failed.emit(error)
