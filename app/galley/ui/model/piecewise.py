"""Work on the library that is done piece by piece, so that other work gets in between.

Knows nothing of what a piece is.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from galley.services.library_thread import LibraryThread
from galley.ui.model.tasks import Task

__all__ = ["PieceRun"]


class PieceRun(QObject):
    """One run through some pieces. Connect first, then :meth:`start`; it goes when it has ended.

    Args:
        thread: The library's.
        work: Does one piece, on the library's thread.
        parent: Owns the run.

    Attributes:
        did: A piece was done: what the work returned.
        progressed: So many pieces are done, of so many.
        failed: A piece could not be done, and the run ends: the exception.
        ended: The last signal, however it went.
    """

    did = Signal(object)
    progressed = Signal(int, int)
    failed = Signal(object)
    ended = Signal()

    def __init__(
        self, thread: LibraryThread, work: Callable[[Any, Any], Any], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._thread, self._work = thread, work
        self._pieces: Sequence[Any] = ()
        self._next = 0
        self._cancelled = False

    def start(self, pieces: Sequence[Any]) -> None:
        """Begin with the first piece."""
        self._pieces = pieces
        self._go_on()

    def cancel(self) -> None:
        """End after the piece that is being done; what was done stays."""
        self._cancelled = True

    def _go_on(self) -> None:
        if self._cancelled or self._next >= len(self._pieces):
            self._end()
            return
        piece, work = self._pieces[self._next], self._work
        task = Task(self)
        task.succeeded.connect(self._on_done)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._end)
        task.start(lambda: self._thread.submit(lambda library: work(library, piece)))

    def _on_done(self, result: object) -> None:
        self._next += 1
        self.did.emit(result)
        self.progressed.emit(self._next, len(self._pieces))
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)
        self._end()

    def _end(self) -> None:
        self.ended.emit()
        self.deleteLater()
