"""One import on its way: what was found, what became of each capture, in signals."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from galley.domain.jobs import Job
from galley.domain.keeping import Before, Occasion
from galley.services.intake.batch_importing import Outcome, OutcomeState, import_batch
from galley.services.intake.captures import Collected, Source, collect
from galley.services.library_thread import LibraryThread
from galley.services.safety.large_changes import Kept, go_on_without
from galley.ui.model.large_changes import LargeChange, LargeChanges
from galley.ui.model.tasks import Task

__all__ = ["ImportRun"]


class ImportRun(QObject):
    """Connect first, then :meth:`start`. It goes away when it has finished.

    Attributes:
        found: What is in the files and folders was found: a Collected, and the labels of all
            captures in order.
        keeping: A backup is being made before so many are imported: a Progress.
        progressed: With a Progress, as each capture begins.
        told: With the number of a capture that was tried and its Outcome.
        edited: With an edit of an article that was there, and what undo and redo would do now.
        finished: With all outcomes; none if it was cancelled while folders were looked through.
        failed: With an exception that is not about one capture.
    """

    found = Signal(object, list)
    keeping = Signal(object)
    progressed = Signal(object)
    told = Signal(int, object)
    finished = Signal(list)
    failed = Signal(object)
    edited = Signal(object, object)
    _told = Signal(int, object)
    _edited = Signal(object, object)

    def __init__(
        self,
        parent: QObject,
        paths: Sequence[Path],
        sources: Sequence[Source],
        large: LargeChanges,
        again: Callable[[], None] | None = None,
    ) -> None:
        """Make a run.

        Args:
            parent: Owns it while it runs.
            paths: Files and folders to look through.
            sources: What comes from elsewhere, imported after them.
            large: Sees to a backup before many are imported.
            again: Begins another run of the same if there can't be a backup, and the person goes on
                without; None for a run that goes on without.
        """
        super().__init__(parent)
        self._paths, self._sources = tuple(paths), tuple(sources)
        self._large, self._again = large, again
        self._task: Task | None = None
        self._keeping: LargeChange | None = None  # this import, while its backup is made
        self._cancelled = False
        # Queued: it is emitted on the working thread, and heard on the window's.
        self._told.connect(self.told, Qt.ConnectionType.QueuedConnection)
        self._edited.connect(self.edited, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        executor: Executor,
        thread: LibraryThread,
        now: Callable[[], datetime],
    ) -> None:
        """Begin: look what there is, see to a backup if that is much, and import it.

        Args:
            executor: Runs it; the library is written on its own thread all the same.
            thread: The library's.
            now: The time, in UTC.
        """

        def look(job: Job) -> Collected:
            return collect(self._paths, job)

        def take(collected: Collected) -> None:
            if self._cancelled:
                self._finish([])
                return
            sources = (*collected.sources, *self._sources)
            self.found.emit(collected, [source.label for source in sources])
            self._keep(sources, lambda kept: begin(sources, kept))

        def begin(sources: Sequence[Source], kept: Kept) -> None:
            if self._cancelled:
                self._finish([])
                return

            def work(job: Job) -> list[Outcome]:
                return import_batch(
                    sources,
                    thread.submit,
                    kept,
                    now=now,
                    job=job,
                    told=self._tell,
                    edited=self._edited.emit,
                )

            self._run(executor, work, self._finish)

        self._run(executor, look, take)

    def _run(
        self, executor: Executor, work: Callable[[Job], Any], answer: Callable[[Any], None]
    ) -> None:
        task = self._task = Task(self)
        task.progressed.connect(self.progressed)
        task.succeeded.connect(answer)
        task.cancelled.connect(lambda: self._finish([]))
        task.failed.connect(self._fail)
        task.start(lambda: executor.submit(work, task.job))

    def _keep(self, sources: Sequence[Source], begin: Callable[[Kept], None]) -> None:
        """See that so many may be imported."""
        occasion, again = Occasion(Before.IMPORT, len(sources)), self._again
        if again is None:
            begin(go_on_without(occasion))
        else:
            self._task = None
            self._keeping = self._large.begin(
                occasion,
                begin,
                given_up=lambda: self._finish([]),
                again=lambda _kept: again(),
                progress=self.keeping.emit,
            )

    def _tell(self, number: int, outcome: Outcome) -> None:
        """On the working thread. What was not tried is told all at once, by ``finished``."""
        if outcome.state is not OutcomeState.NOT_IMPORTED:
            self._told.emit(number, outcome)

    def cancel(self) -> None:
        """Stop within a moment; what was imported stays."""
        self._cancelled = True
        if self._task is not None:
            self._task.job.cancel()
        else:
            self._large.cancel(self._keeping)

    def _finish(self, outcomes: list[Outcome]) -> None:
        self.finished.emit(outcomes)
        self.deleteLater()

    def _fail(self, error: Exception) -> None:
        self.deleteLater()
        self.failed.emit(error)
