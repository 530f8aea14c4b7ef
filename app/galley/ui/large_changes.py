"""What a window does before it changes much at once: a backup, or the person's word without one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from galley.domain.errors import GalleyError
from galley.domain.jobs import Progress
from galley.domain.keeping import Occasion
from galley.services.large_changes import Kept, go_on_without, is_large

if TYPE_CHECKING:
    from galley.ui.backups import Backups
    from galley.ui.tasks import Task

__all__ = ["LargeChanges"]

Change = Callable[[Kept], None]


class _Refused(NamedTuple):
    """A change that waits for the person's word."""

    occasion: Occasion
    change: Change


def _nothing() -> None:
    """Nobody has begun anything that would have to end."""


class LargeChanges(QObject):
    """One large change at a time. One that is not large is made at once.

    Attributes:
        progressed: How far the backup is: a Progress.
        ended: No backup is being made any more.
        refused: None could be made: the sentence that says why. The change was not made; the
            person may :meth:`go_on` with it.
    """

    progressed = Signal(object)
    ended = Signal()
    refused = Signal(str)

    def __init__(self, backups: "Backups", parent: QObject) -> None:
        super().__init__(parent)
        self._backups = backups
        self._task: Task | None = None
        self._refused: _Refused | None = None

    @property
    def busy(self) -> bool:
        """Whether a backup is being made for a change."""
        return self._task is not None

    def begin(
        self,
        occasion: Occasion,
        change: Change,
        *,
        given_up: Callable[[], None] = _nothing,
        again: Change | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        """Make a change, once there is a backup if it is large.

        Args:
            occasion: The change.
            change: Makes it, of what is there by then.
            given_up: Called instead: it was cancelled, or there is no backup.
            again: Makes it from the beginning when the person goes on without a backup, if what
                ``change`` needs is gone by then.
            progress: Hears how far the backup is, instead of whoever listens to all.
        """
        if not is_large(occasion):
            change(Kept(occasion))
        elif self.busy:
            given_up()
        else:
            self._refused = None
            self._keep(occasion, change, given_up, again or change, progress)

    def _keep(
        self,
        occasion: Occasion,
        change: Change,
        given_up: Callable[[], None],
        again: Change,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        def go(kept: Kept) -> None:
            self._end()
            change(kept)

        def give_up() -> None:
            self._end()
            given_up()

        def refuse(error: Exception) -> None:
            give_up()
            if not isinstance(error, GalleyError):
                raise error
            self._refused = _Refused(occasion, again)
            self.refused.emit(str(error))

        task = self._task = self._backups.make_before(occasion, go)
        task.progressed.connect(progress or self.progressed)
        task.cancelled.connect(give_up)
        task.failed.connect(refuse)

    def cancel(self) -> None:
        """Make neither the backup nor the change."""
        if self._task is not None:
            self._task.job.cancel()

    def go_on(self) -> None:
        """Make the change that was refused, without a backup."""
        refused, self._refused = self._refused, None
        if refused is not None:
            refused.change(go_on_without(refused.occasion))

    def forget(self) -> None:
        """The person does not want the change that was refused."""
        self._refused = None

    def _end(self) -> None:
        self._task = None
        self.ended.emit()
