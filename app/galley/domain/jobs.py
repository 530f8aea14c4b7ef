"""Long work as a value: progress out, cancellation in. Knows nothing of threads or windows."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from galley.domain.errors import JobCancelled

__all__ = ["Job", "Progress", "part_of"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: ``done`` of ``total`` steps, and what it is doing now."""

    done: int
    total: int
    label: str = ""


def _ignore(_progress: Progress) -> None:
    """The listener of a job nobody watches."""


@dataclass(slots=True)
class Job:
    """Handed to ``work(job) -> result``; shared by the thread that works and the one that asked.

    Attributes:
        listener: Called with each :class:`Progress`, on the working thread.
    """

    listener: Callable[[Progress], None] = _ignore
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop at its next step. Safe from any thread, and more than once."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked the work to stop."""
        return self._cancelled.is_set()

    def step(self, done: int, total: int, label: str = "") -> None:
        """Report progress, and stop here if the person cancelled.

        Raises:
            JobCancelled: The work was cancelled.
        """
        if self._cancelled.is_set():
            raise JobCancelled
        self.listener(Progress(done, total, label))


def part_of(job: Job, first: int, last: int) -> Job:
    """A job for a part of the work, which tells the whole one how many per cent are done.

    Args:
        job: The whole.
        first: The percentage at which the part begins.
        last: The percentage at which it ends.
    """
    told = first - 1

    def tell(progress: Progress) -> None:
        nonlocal told
        percent = first + (last - first) * progress.done // max(1, progress.total)
        if percent > told:
            told = percent
            job.step(percent, 100)
        elif job.cancelled:
            raise JobCancelled

    return Job(tell)
