"""Asks the library for the table's order and rows: one order at a time, never an old answer.

Knows nothing of what is done with the answers.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from galley.domain.annotation_table import AnnotationOrder, AnnotationRow, TableWish
from galley.domain.jobs import Progress
from galley.services.finding import annotation_table
from galley.services.library_thread import LibraryThread
from galley.ui.model.tasks import Task

__all__ = ["AnnotationSource"]

_FIRST_LOOK = 400  # rows: more than a screen
_MOST_GIVEN_WAY = 20


class AnnotationSource(QObject):
    """Asks on the library's thread.

    Attributes:
        ordered: The rows of the last wish: a TableWish and an AnnotationOrder; at first a screen
            or more of them, then all.
        read: Rows that were asked for: the numbers, and [AnnotationRow].
        building: The library has no index yet; it is being built: a Progress.
        failed: The library could not be read: the exception.
    """

    ordered = Signal(object, object)
    read = Signal(list, list)
    building = Signal(object)
    failed = Signal(object)

    def __init__(self, thread: LibraryThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self._wanted: tuple[TableWish, int | None] | None = None
        self._building = False  # an index, which takes its time once
        self._running: Task | None = None
        self._gave_way = 0  # how often in a row

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._running is not None

    def look_for(self, wish: TableWish, *, whole: bool = False) -> None:
        """Ask for the rows of a wish; what was asked before is answered no more.

        Args:
            wish: Which, and in which order.
            whole: All of them at once: there is something to be seen already.
        """
        self._wanted = (wish, None if whole else _FIRST_LOOK)
        self._gave_way = 0
        if self._running is None:
            self._ask()
        elif not self._building:
            self._running.job.cancel()  # nobody waits for it

    def stop(self) -> None:
        """Answer nothing any more; an index that is being built is built to its end."""
        self._wanted = None
        if self._running is not None and not self._building:
            self._running.job.cancel()

    def close(self) -> None:
        """Give up, also the building of an index; the library is as it was."""
        self._wanted = None
        if self._running is not None:
            self._running.job.cancel()

    def read_rows(self, sequences: Sequence[int]) -> None:
        """Ask for rows by their numbers."""
        task = Task(self)
        wanted = list(sequences)
        task.succeeded.connect(lambda rows: self._on_read(wanted, rows))
        task.failed.connect(self.failed)
        task.start(
            lambda: self._thread.submit(lambda library: annotation_table.read_rows(library, wanted))
        )

    def _on_read(self, wanted: list[int], rows: list[AnnotationRow]) -> None:
        self.read.emit(wanted, rows)

    def _ask(self) -> None:
        if self._wanted is None:
            return
        asked = wish, limit = self._wanted
        self._building = False
        patient = limit is None and self._gave_way < _MOST_GIVEN_WAY
        task = self._running = Task(self)
        task.succeeded.connect(lambda order: self._on_ordered(asked, order))
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.progressed.connect(self._on_building)
        task.start(
            lambda: self._thread.submit(
                lambda library: annotation_table.read_order(
                    library,
                    wish,
                    limit=limit,
                    job=task.job,
                    give_way=lambda: patient and self._thread.is_waited_for,
                )
            )
        )

    def _on_ordered(self, asked: tuple[TableWish, int | None], order: AnnotationOrder) -> None:
        self._running = None
        if self._wanted != asked:
            self._ask()
            return
        self._wanted = None if order.complete else (asked[0], None)
        self.ordered.emit(asked[0], order)
        if self._running is None:
            self._ask()

    def _on_failed(self, error: Exception) -> None:
        self._running, self._wanted = None, None
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        """Other work waited, or something else is wanted: ask again, behind that."""
        self._running = None
        self._gave_way += 1
        self._ask()

    def _on_building(self, progress: Progress) -> None:
        self._building = True
        self.building.emit(progress)
