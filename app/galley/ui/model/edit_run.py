"""One edit of many annotations, worked out between the window's other work, and made as one step.

Knows nothing of what is edited, nor where it goes.
"""

from collections import deque
from collections.abc import Callable, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from galley.domain.changes import ChangeSet

__all__ = ["EditRun"]

_A_FRAME = 0.006  # seconds that are worked at a time


class EditRun(QObject):
    """Works out an edit for each of some ids; :meth:`finish` does the rest of it at once.

    Whoever is about to do something else with them finishes the run first: an edit is made over
    what the edit before it left.

    Args:
        ids: What is edited.
        edit: Makes the edit of one; None where there is nothing to alter.
        done: Takes all of them, once.
        parent: Owns the run.
    """

    def __init__(
        self,
        ids: Sequence[str],
        edit: Callable[[str], ChangeSet | None],
        done: Callable[[list[ChangeSet]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._left = deque(ids)
        self._edit, self._done = edit, done
        self._edits: list[ChangeSet] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin as soon as there is time."""
        self._timer.start()

    def finish(self) -> None:
        """Do now what is left."""
        self._work_until(float("inf"))

    def _go_on(self) -> None:
        self._work_until(perf_counter() + _A_FRAME)

    def _work_until(self, end: float) -> None:
        while self._left and perf_counter() < end:
            edit = self._edit(self._left.popleft())
            if edit is not None:
                self._edits.append(edit)
        if not self._left:
            self._timer.stop()
            self.deleteLater()
            self._done(self._edits)
