"""The captures of an article: which there are, and how two of them differ. Decides nothing."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from galley.services.library_thread import LibraryThread
from galley.ui.tasks import Task, run_task

if TYPE_CHECKING:
    from galley.domain.annotation import Annotation
    from galley.domain.article import Version
    from galley.domain.comparison import CaptureComparison, MarkComparison
    from galley.services.versions import Question

__all__ = ["Captures"]


class Captures(QObject):
    """Asks the library for captures, and has them compared off the window's thread.

    What compares is imported when it is first needed.

    Attributes:
        failed: Something went wrong: the exception.
    """

    failed = Signal(object)

    def __init__(self, thread: LibraryThread, pool: Executor, parent: QObject) -> None:
        super().__init__(parent)
        self._thread, self._pool = thread, pool

    def list(self, article_id: str, answer: "Callable[[list[Version]], None]") -> None:
        """The captures of an article that are in use, the first one first."""

        def read(library: Any) -> "list[Version]":  # noqa: ANN401 - storage is out of sight here
            article = library.article(article_id)
            return [one for one in library.versions(article_id) if article.uses(one)]

        run_task(self, lambda: self._thread.submit(read), answer, self.failed.emit)

    def compare(
        self,
        article_id: str,
        old_id: str,
        new_id: str,
        answer: "Callable[[tuple[Question, CaptureComparison]], None]",
    ) -> Task:
        """Compare two captures; the task can be cancelled.

        Args:
            article_id: Whose.
            old_id: The older one.
            new_id: The newer one.
            answer: Gets what was asked, and the comparison.
        """
        task = Task(self)
        task.succeeded.connect(answer)
        task.failed.connect(self.failed)

        def read(library: Any) -> "Question":  # noqa: ANN401 - see above
            from galley.services.versions import question

            return question(library, article_id, old_id, new_id)

        def work(asked: "Question") -> None:
            from galley.services.comparing import compare_captures

            task.start(
                lambda: self._pool.submit(
                    lambda: (asked, compare_captures(asked, job=task.job))
                )
            )

        run_task(self, lambda: self._thread.submit(read), work, self.failed.emit)
        return task

    def compare_again(
        self,
        asked: "Question",
        comparison: "CaptureComparison",
        annotations: "Sequence[Annotation]",
        answer: "Callable[[tuple[MarkComparison, ...]], None]",
    ) -> None:
        """Compare some marks again, which were decided on or edited.

        Args:
            asked: What was asked before.
            comparison: What the answer was.
            annotations: The marks, as they are now.
            answer: Gets what became of them.
        """

        def work() -> "tuple[MarkComparison, ...]":
            from dataclasses import replace

            from galley.services.comparing import compare_marks

            return compare_marks(
                replace(asked, annotations=tuple(annotations)), comparison.texts
            )

        run_task(self, lambda: self._pool.submit(work), answer, self.failed.emit)
