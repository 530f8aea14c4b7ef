"""Work off the window's thread, told of in signals on the window's thread."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from galley.domain.errors import JobCancelled
from galley.domain.jobs import Job, Progress

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["Task", "run_task"]


class Task(QObject):
    """One piece of work. Connect first, then :meth:`start`.

    Attributes:
        succeeded: With the work's result.
        failed: With the exception.
        cancelled: The person cancelled it, or it came too late: all is being closed.
        progressed: With a :class:`Progress`.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(object)
    _ended = Signal(object)
    _stepped = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.job = Job(self._stepped.emit)
        # Queued: the signals are emitted on the working thread, and heard on the window's.
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._stepped.connect(self._on_stepped, Qt.ConnectionType.QueuedConnection)

    def start(self, submit: Callable[[], "Future[Any]"]) -> None:
        """Hand the work over.

        Args:
            submit: Submits it to an executor.
        """
        submit().add_done_callback(self._ended.emit)

    def _on_stepped(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _on_ended(self, future: "Future[Any]") -> None:
        try:
            error = JobCancelled() if future.cancelled() else future.exception()
            if error is None:
                self.succeeded.emit(future.result())
            elif isinstance(error, JobCancelled):
                self.cancelled.emit()
            else:
                self.failed.emit(error)
        finally:
            self.deleteLater()


def run_task(
    parent: QObject,
    submit: "Callable[[], Future[Any]]",
    answer: Callable[[Any], None],
    failed: Callable[[Exception], None],
) -> Task:
    """Start a piece of work whose result and failure go to two functions.

    Args:
        parent: Owns the task while it runs.
        submit: Submits the work to an executor.
        answer: Called with the result, on the window's thread.
        failed: Called with the exception, on the window's thread.
    """
    task = Task(parent)
    task.succeeded.connect(answer)
    task.failed.connect(failed)
    task.start(submit)
    return task
