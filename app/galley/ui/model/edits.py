"""Edits on their way to the library's thread and back, in order, undo and redo among them.

Some edits are made by the library itself, out of more than the window knows, such as the
correction of a text with all marks on it: they take their turn like an undo.
"""

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from galley.domain.changes import ChangeSet
from galley.domain.rebasing import shown_under
from galley.services import desk
from galley.services.desk import HistoryLabels
from galley.services.library_thread import LibraryThread
from galley.services.saving import SaveQueue, SaveState
from galley.ui.model.tasks import Task

__all__ = ["Edits"]

_Travelled = tuple[ChangeSet | None, HistoryLabels]


class Edits(QObject):
    """Sends one edit at a time; an undo waits for the edits before it, edits wait for an undo.

    Attributes:
        saved: An edit is on disk: its article's id, and HistoryLabels of that.
        travelled: An undo (False) or redo (True) was done: its article's id, the ChangeSet that was
            applied, as it is to be shown, or None, HistoryLabels, which, and who asked for it.
        failed: An edit is not on disk and waits: the exception.
        travel_failed: An undo or redo could not be done, and changed nothing: the exception.
        made: The library made an edit: the ChangeSet, HistoryLabels, and who asked for it.
        make_failed: It could not, and changed nothing: the exception, and who asked for it.
        state_changed: What is to be said of the edits may have changed.
        turning: What is seen is about to change by an undo, or by the library: what is being typed
            is to be sent now.
        rebased: What is there because of an edit made elsewhere is to be seen.
    """

    saved = Signal(str, object)
    travelled = Signal(str, object, object, bool, object)
    failed = Signal(object)
    travel_failed = Signal(object)
    made = Signal(object, object, object)
    make_failed = Signal(object, object)
    state_changed = Signal()
    turning = Signal()
    rebased = Signal(object)

    def __init__(self, thread: LibraryThread, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = thread
        self._queue = SaveQueue()
        self._travelling = False
        self._settling = False  # what was applied is being told, and laid under what waits
        self._closed = False
        self._travels: deque[Callable[[], None]] = deque()

    @property
    def state(self) -> SaveState:
        """Whether everything that was sent is on disk."""
        return self._queue.state

    @property
    def is_turning(self) -> bool:
        """Whether what is seen may be taken back yet, or is being made by the library."""
        return self._travelling or bool(self._travels)

    @property
    def unsaved(self) -> tuple[ChangeSet, ...]:
        """What is not known to be on disk."""
        return self._queue.unsaved

    def send(self, change_set: ChangeSet) -> None:
        """Take an edit."""
        self._queue.put(change_set)
        self._next()

    def retry(self) -> None:
        """Try again what could not be saved."""
        self._queue.retry()
        self._next()

    def undo(self, article_id: str, who: object = None) -> None:
        """Take the article's last edit back, once all edits are on disk."""
        self._travels.append(lambda: self._travel(desk.undo, article_id, who, redo=False))
        self._next()

    def redo(self, article_id: str, who: object = None) -> None:
        """Do the last edit that was taken back again, once all edits are on disk."""
        self._travels.append(lambda: self._travel(desk.redo, article_id, who, redo=True))
        self._next()

    def make(self, step: Callable[[Any], ChangeSet], who: object = None) -> None:
        """Have the library make an edit, once all edits before it are on disk.

        Args:
            step: Makes it, on the library's thread.
            who: Asks for it.
        """

        def made(result: tuple[ChangeSet, HistoryLabels]) -> None:
            self._turn(result[0], lambda shown: self.made.emit(shown, result[1], who))

        def failed(error: Exception) -> None:
            self.make_failed.emit(error, who)

        work = _with_labels(step)
        self._travels.append(lambda: self._take_turn(work, made, failed))
        self._next()

    def _next(self) -> None:
        if not (self._travelling or self._settling or self._closed):
            change_set = self._queue.take()
            if change_set is not None:
                self._submit(change_set)
            elif self._travels and self.state is SaveState.SAVED:
                self._travels.popleft()()
            elif self.state is SaveState.FAILED:
                self._travels.clear()  # what they were to take back is not on disk
        self.state_changed.emit()

    def _submit(self, change_set: ChangeSet) -> None:
        task = Task(self)
        article_id = change_set.article_id
        task.succeeded.connect(lambda result: self._on_saved(article_id, *result))
        task.failed.connect(self._on_failed)
        task.start(lambda: self._thread.submit(lambda lib: desk.apply_over(lib, change_set)))

    def _on_saved(
        self, article_id: str, labels: HistoryLabels, elsewhere: ChangeSet | None
    ) -> None:
        self._queue.done()
        if elsewhere is not None:  # a command, say, changed the same meanwhile
            self._settling = True
            try:
                self._turn(elsewhere, self.rebased.emit)
            finally:
                self._settling = False
        self.saved.emit(article_id, labels)
        self._next()

    def _on_failed(self, error: Exception) -> None:
        self._queue.fail()
        self._next()
        self.failed.emit(error)

    def _travel(
        self, step: Callable[..., _Travelled], article_id: str, who: object, *, redo: bool
    ) -> None:
        def ended(result: _Travelled) -> None:
            applied, labels = result
            self._turn(
                applied, lambda shown: self.travelled.emit(article_id, shown, labels, redo, who)
            )

        self._take_turn(lambda library: step(library, article_id), ended, self.travel_failed.emit)

    def _turn(self, applied: ChangeSet | None, tell: Callable[[ChangeSet | None], None]) -> None:
        """Lay what was done meanwhile over what was applied, and tell of that as it is then.

        A note that were shown without what is being typed in it, were it for a moment, would have
        its caret elsewhere.
        """
        self.turning.emit()
        if applied is not None and self._queue.waiting:
            self._queue.rebase(applied)
            applied = shown_under(applied, self._queue.waiting)
        tell(applied)

    def _take_turn(
        self,
        work: Callable[[Any], Any],
        answer: Callable[[Any], None],
        complain: Callable[[Exception], None],
    ) -> None:
        """Work that edits wait for."""
        self._travelling = True

        def ended(result: object) -> None:
            self._travelling = False
            self._settling = True
            try:
                answer(result)
            finally:
                self._settling = False
            self._next()

        def failed(error: Exception) -> None:
            self._travelling = False
            complain(error)
            self._next()

        task = Task(self)
        task.succeeded.connect(ended)
        task.failed.connect(failed)
        task.start(lambda: self._thread.submit(work))

    def close(self) -> None:
        """Hand everything that waits to the thread, which runs it before it ends."""
        self._closed = True
        for change_set in self._queue.waiting:
            self._thread.submit(_applying(change_set))


def _with_labels(
    step: Callable[[Any], ChangeSet],
) -> Callable[[Any], tuple[ChangeSet, HistoryLabels]]:
    def work(library: Any) -> tuple[ChangeSet, HistoryLabels]:  # noqa: ANN401 - see desk
        change_set = step(library)
        return change_set, desk.history_labels(library, change_set.article_id)

    return work


def _applying(change_set: ChangeSet) -> Callable[[Any], object]:
    return lambda library: desk.apply_over(library, change_set)
