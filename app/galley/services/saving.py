"""Edits on their way to disk, in order, one at a time. None is ever dropped.

An edit that could not be saved waits, and all behind it, until it is tried again. Pure: it says
what to send and is told what became of it.
"""

from collections import deque
from dataclasses import dataclass, field
from enum import Enum

from galley.domain.changes import ChangeSet
from galley.domain.rebasing import rebased

__all__ = ["SaveQueue", "SaveState"]


class SaveState(Enum):
    """What the window says of the edits."""

    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


@dataclass(slots=True)
class SaveQueue:
    """The queue of one open library."""

    _waiting: deque[ChangeSet] = field(default_factory=deque)
    _sent: ChangeSet | None = None
    _failed: bool = False

    @property
    def state(self) -> SaveState:
        """``SAVED`` only when everything is on disk."""
        if self._failed:
            return SaveState.FAILED
        return SaveState.SAVING if self._sent or self._waiting else SaveState.SAVED

    @property
    def unsaved(self) -> tuple[ChangeSet, ...]:
        """What is not known to be on disk, in order."""
        return (*((self._sent,) if self._sent else ()), *self._waiting)

    @property
    def waiting(self) -> tuple[ChangeSet, ...]:
        """What was not sent yet, or came back."""
        return tuple(self._waiting)

    def put(self, change_set: ChangeSet) -> None:
        """Take an edit. One that continues the last waiting one (typing) is joined to it."""
        if self._waiting and change_set.merge_key:
            last = self._waiting[-1]
            if last.merge_key == change_set.merge_key:
                self._waiting[-1] = last.joined(change_set)
                return
        self._waiting.append(change_set)

    def take(self) -> ChangeSet | None:
        """The edit to send now; None while one is under way, has failed, or there is none."""
        if self._failed or self._sent is not None or not self._waiting:
            return None
        self._sent = self._waiting.popleft()
        return self._sent

    def done(self) -> None:
        """The edit that was sent is on disk."""
        self._sent = None

    def fail(self) -> None:
        """It is not: keep it, first in line."""
        if self._sent is not None:
            self._waiting.appendleft(self._sent)
            self._sent = None
        self._failed = True

    def retry(self) -> None:
        """The person wants it tried again."""
        self._failed = False

    def rebase(self, over: ChangeSet) -> None:
        """Another edit was applied before those that wait, such as an undo."""
        self._waiting = deque(rebased(self._waiting, over))
