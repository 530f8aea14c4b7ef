"""Searches the library as one types: one search at a time, and never an answer to an old question.

Knows nothing of what is done with the answers.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal

from galley.domain.search import SearchResults
from galley.services.finding import searching
from galley.services.library_thread import LibraryThread
from galley.ui.model.tasks import Task
from galley.ui.theme.words import own_kind_names

__all__ = ["FIRST_HITS", "LibrarySearch"]

FIRST_HITS = 50


class LibrarySearch(QObject):
    """Asks the library's thread.

    A letter that is typed while a search is on its way waits for it; only the last of several is
    then looked for. So a fast library answers each letter at once, and a slow one falls no further
    behind than by one search.

    Attributes:
        answered: What was found: the query, and SearchResults.
        building: The library has no index yet; it is being built: a Progress.
        failed: It could not be searched: the exception.
    """

    answered = Signal(str, object)
    building = Signal(object)
    failed = Signal(object)

    def __init__(self, thread: LibraryThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self._wanted: tuple[str, int] | None = None  # the query, and how many hits at most
        self._running: Task | None = None
        self._asked: tuple[str, int] | None = None

    @property
    def busy(self) -> bool:
        """Whether the answer to what was last asked is still to come."""
        return self._wanted is not None and self._running is not None

    def look_for(self, text: str, *, limit: int = FIRST_HITS) -> None:
        """Search; what was asked before is answered no more.

        Args:
            text: The query as it was typed so far; one that can be parsed.
            limit: How many hits at most.
        """
        self._wanted = (text, limit)
        if self._running is None:
            self._ask()

    def stop(self) -> None:
        """Answer nothing any more; an index that is being built is built to its end."""
        self._wanted = None

    def close(self) -> None:
        """Give up, also the building of an index; the library is as it was."""
        self._wanted = None
        if self._running is not None:
            self._running.job.cancel()

    def _ask(self) -> None:
        if self._wanted is None:
            return
        text, limit = self._asked = self._wanted
        names = own_kind_names()
        task = self._running = Task(self)
        task.succeeded.connect(partial(self._on_found, text))
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.progressed.connect(self.building)
        task.start(
            lambda: self._thread.submit(
                lambda library: searching.search(
                    library, text, limit=limit, typing=True, kind_names=names, job=task.job
                )
            )
        )

    def _on_found(self, text: str, results: SearchResults) -> None:
        if self._go_on():
            self.answered.emit(text, results)

    def _on_failed(self, error: Exception) -> None:
        self._go_on()
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        self._running = None

    def _go_on(self) -> bool:
        """Whether the answer that has come is to the last question; if not, the last is asked."""
        self._running = None
        if self._wanted == self._asked:
            return True
        self._ask()
        return False
