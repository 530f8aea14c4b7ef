"""The marks of an open article that are read after it was painted, some at a time.

Until all are there, nothing may count, list or step through them: such steps wait here. Whatever
is edited meanwhile is newer than what is read, and stays.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from galley.domain.annotation import Annotation
from galley.ui.model.tasks import Task

if TYPE_CHECKING:
    from galley.ui.model.app_model import AppModel

__all__ = ["FollowingMarks"]

_PAINTED_AFTER = 20  # ms: the first screen comes before what it does not show
_AT_A_TIME = 500  # some milliseconds of the library's thread, which the window's shares


class FollowingMarks(QObject):
    """Reads what is still to come of one article; a new article takes the place of the old one.

    Args:
        model: Asks the library.

    Attributes:
        came: Some are there: [Annotation], none of which was edited since the article was opened.
        ended: All are there.
        failed: They can't be read, and no more of them come: the exception.
    """

    came = Signal(list)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, model: "AppModel") -> None:
        super().__init__(model)
        self._model = model
        self._article_id = ""  # of which the numbers are not read yet
        self._left: list[int] = []
        self._edited: set[str] = set()
        self._steps: list[Callable[[], None]] = []
        self._task: Task | None = None
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.setInterval(_PAINTED_AFTER)
        self._painted.timeout.connect(self._next)
        model.closing.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Whether there are some that are not there yet."""
        return bool(self._article_id or self._left) or self._task is not None

    def begin(self, article_id: str, known: Iterable[str]) -> None:
        """Read the marks of an article instead of what was read before.

        Args:
            article_id: Which; "" where all of them are there.
            known: The ids of those that are there, or edited and not on the disk yet.
        """
        self.stop()
        self._article_id, self._edited = article_id, set(known)
        if article_id:
            self._painted.start()

    def hear_edited(self, ids: Iterable[str]) -> None:
        """These are edited: what is known of them is newer than what is read."""
        if self.busy:
            self._edited.update(ids)

    def do_once_there(self, step: Callable[[], None]) -> None:
        """Do something as soon as all marks are there, at once if they are.

        It is not done if another article is opened before.
        """
        if self.busy:
            self._steps.append(step)
        else:
            step()

    def stop(self) -> None:
        """Read no more of them."""
        self._painted.stop()
        self._article_id, self._left, self._task = "", [], None
        self._edited = set()
        self._steps.clear()

    def _next(self) -> None:
        article_id, self._article_id = self._article_id, ""
        if article_id:
            self._ask(lambda library: library.annotation_numbers(article_id), self._on_numbers)
            return
        numbers = self._left[-_AT_A_TIME:]
        del self._left[-_AT_A_TIME:]
        self._ask(lambda library: library.numbered_annotations(numbers), self._on_read)

    def _ask(self, work: Callable[[Any], Any], answer: Callable[[Any], None]) -> None:
        def hear(result: object) -> None:
            if task is self._task:  # else it is of an article that is not open any more
                self._task = None
                answer(result)

        task = self._task = Task(self)
        task.succeeded.connect(hear)
        task.failed.connect(lambda error: self._on_failed(task, error))
        task.start(lambda: self._model.submit(work))

    def _on_numbers(self, numbers: list[int]) -> None:
        self._left = numbers[::-1]
        self._next()

    def _on_read(self, read: list[Annotation]) -> None:
        edited = self._edited
        new = [one for one in read if one.id not in edited]
        if self._left:
            self._next()
        if new:
            self.came.emit(new)
        if self.busy or edited is not self._edited:  # or another article is opened now
            return
        self.ended.emit()
        steps, self._steps = self._steps, []
        for step in steps:
            step()

    def _on_failed(self, task: Task, error: Exception) -> None:
        if task is self._task:
            self.stop()
            self.failed.emit(error)
