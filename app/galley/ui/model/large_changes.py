"""What a window does before it changes much at once: a backup, or the person's word without one."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from galley.domain.errors import GalleyError
from galley.domain.jobs import Progress
from galley.domain.keeping import Occasion
from galley.services.safety.large_changes import Kept, go_on_without, is_large
from galley.ui.model.errands import Errands

if TYPE_CHECKING:
    from galley.ui.model.backups import Backups
    from galley.ui.model.tasks import Task

__all__ = ["LargeChange", "LargeChanges"]

Change = Callable[[Kept], None]


def _nothing() -> None:
    """Nobody has begun anything that would have to end."""


@dataclass(frozen=True, slots=True, eq=False)
class LargeChange:
    """A change that waits for its backup; see :meth:`LargeChanges.begin`."""

    occasion: Occasion
    change: Change
    given_up: Callable[[], None]
    again: Change
    progress: Callable[[Progress], None] | None


class LargeChanges(QObject):
    """One large change at a time, in the order in which they were begun; others are made at once.

    Attributes:
        progressed: How far the backup is: a Progress.
        queued: A change waits until one that was begun before it is made.
        ended: No backup is being made any more.
        refused: None could be made: the sentence that says why. The change was not made; the
            person may :meth:`go_on` with it.
        forgotten: What was refused can't be gone on with any more: another change was begun.
        dropped: What waited was given up, and not because the person said so.
    """

    progressed = Signal(object)
    queued = Signal()
    ended = Signal()
    refused = Signal(str)
    forgotten = Signal()
    dropped = Signal()

    def __init__(self, backups: "Backups", errands: Errands, parent: QObject) -> None:
        super().__init__(parent)
        self._backups, self._errands = backups, errands
        self._current: LargeChange | None = None
        self._task: Task | None = None
        self._waiting: deque[LargeChange] = deque()
        self._refused: list[LargeChange] = []
        self._has_dropped = False

    @property
    def busy(self) -> bool:
        """Whether a backup is being made for a change."""
        return self._current is not None

    def begin(
        self,
        occasion: Occasion,
        change: Change,
        *,
        given_up: Callable[[], None] = _nothing,
        again: Change | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> LargeChange | None:
        """Make a change, once there is a backup if it is large.

        Args:
            occasion: The change.
            change: Makes it, of what is there by then.
            given_up: Called instead: it was cancelled, or there is no backup.
            again: Makes it from the beginning when the person goes on without a backup, if what
                ``change`` needs is gone by then.
            progress: Hears how far the backup is, instead of whoever listens to all.

        Returns:
            What waits, to cancel it by; None if it was made at once.
        """
        if not is_large(occasion):
            change(Kept(occasion))
            return None
        if not self.busy and self._refused:  # the person has moved on
            self.forget()
            self.forgotten.emit()
        asked = LargeChange(occasion, change, given_up, again or change, progress)
        self._errands.begin(asked)
        self._waiting.append(asked)
        if self.busy:
            self.queued.emit()
        else:
            self._next()
        return asked

    def _next(self) -> None:
        if self.busy or not self._waiting:
            return
        asked = self._current = self._waiting.popleft()
        task = self._task = self._backups.make_before(
            asked.occasion, lambda kept: self._end(asked, lambda: asked.change(kept))
        )
        task.progressed.connect(asked.progress or self.progressed)
        task.cancelled.connect(lambda: self._end(asked, asked.given_up))
        task.failed.connect(lambda error: self._refuse(asked, error))

    def _refuse(self, asked: LargeChange, error: Exception) -> None:
        self._end(asked, asked.given_up)
        if not isinstance(error, GalleyError):
            raise error
        self._refused.append(asked)
        self.refused.emit(str(error))

    def _end(self, asked: LargeChange, then: Callable[[], None]) -> None:
        """The backup is there, or there is none; what was begun after it is next."""
        self._current = self._task = None
        self.ended.emit()
        try:
            then()
        finally:
            self._errands.end(asked)
            self._next()

    def cancel(self, asked: LargeChange | None = None) -> None:
        """Make neither the backup nor the change.

        Args:
            asked: Which change; without it the one whose backup is being made.
        """
        if asked is not None and asked in self._waiting:
            self._waiting.remove(asked)
            self._give_up(asked)
        elif self._task is not None and asked in (None, self._current):
            self._task.job.cancel()

    def stop(self) -> None:
        """Give up all that waits, though nobody said so; see :meth:`tell_dropped`."""
        if self.busy:
            self.note_dropped()
        self.cancel()
        while self._waiting:
            self._give_up(self._waiting.popleft())

    def _give_up(self, asked: LargeChange) -> None:
        try:
            asked.given_up()
        finally:
            self._errands.end(asked)

    def note_dropped(self) -> None:
        """Something that a person began was given up."""
        self._has_dropped = True

    def tell_dropped(self) -> None:
        """Say so, if something was given up that the person does not know of."""
        if self._has_dropped:
            self._has_dropped = False
            self.dropped.emit()

    def go_on(self) -> None:
        """Make what was refused, without a backup, in the order in which it was begun."""
        refused, self._refused = self._refused, []
        for asked in refused:
            asked.again(go_on_without(asked.occasion))

    def forget(self) -> None:
        """The person does not want what was refused."""
        self._refused = []
