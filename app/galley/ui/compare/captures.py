"""The captures of the open article: which there are, and how two differ. Decides nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from galley.domain.annotation import Annotation
from galley.domain.article import Version
from galley.domain.jobs import Job, Progress
from galley.ui.model.app_model import AppModel
from galley.ui.model.tasks import Task, run_task

if TYPE_CHECKING:  # what compares is imported when it is first needed
    from galley.domain.comparison import CaptureComparison, MarkComparison
    from galley.services.later_captures.versions import Question

__all__ = ["Captures", "is_elsewhere"]


class Captures(QObject):
    """Asks the library for captures, and has them compared off the window's thread.

    Attributes:
        failed: The library could not answer: the exception.
    """

    failed = Signal(object)

    def __init__(self, model: AppModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._task: Task | None = None
        self._asking = 0
        model.closing.connect(self.stop)

    def list(self, answer: Callable[[list[Version]], None]) -> None:
        """The captures of the open article that are in use, the first one first."""

        def used(versions: list[Version]) -> None:
            article = self._model.article
            if article is not None and all(one.article_id == article.id for one in versions):
                answer([version for version in versions if article.uses(version)])

        self._model.records.ask_versions(used)

    def compare(
        self,
        article_id: str,
        old_id: str,
        new_id: str,
        answer: "Callable[[tuple[Question, CaptureComparison]], None]",
        progressed: Callable[[Progress], None],
    ) -> None:
        """Compare two captures, instead of whatever is being compared.

        Args:
            article_id: Whose.
            old_id: The older one.
            new_id: The newer one.
            answer: Gets what was asked, and the comparison.
            progressed: Told how many per cent are done.
        """
        from galley.services.later_captures.versions import question

        self.stop()
        asking = self._asking

        def work(asked: "Question") -> None:
            from galley.services.later_captures.comparing import compare_captures

            def compare(job: Job) -> "tuple[Question, CaptureComparison]":
                return asked, compare_captures(asked, job=job)

            if asking == self._asking:
                self._task = self._model.work(compare, told)
                self._task.progressed.connect(progressed)

        def told(result: "tuple[Question, CaptureComparison]") -> None:
            if asking == self._asking:
                self._task = None
                answer(result)

        submit = self._model.library_thread.submit
        run_task(
            self,
            lambda: submit(lambda library: question(library, article_id, old_id, new_id)),
            work,
            self.failed.emit,
        )

    def compare_again(
        self,
        asked: "Question",
        comparison: "CaptureComparison",
        annotations: Sequence[Annotation],
        answer: "Callable[[tuple[MarkComparison, ...]], None]",
    ) -> None:
        """Compare some marks again, which were decided on or edited.

        Args:
            asked: What was asked before.
            comparison: What the answer was.
            annotations: The marks, as they are now.
            answer: Gets what became of them.
        """
        from galley.services.later_captures.comparing import compare_marks

        now = replace(asked, annotations=tuple(annotations))
        self._model.work(lambda job: compare_marks(now, comparison.texts, job=job), answer)

    def stop(self) -> None:
        """Let go of what is being compared."""
        self._asking += 1
        if self._task is not None:
            self._task.job.cancel()
            self._task = None


def is_elsewhere(before: Annotation, after: Annotation, version_id: str) -> bool:
    """Whether a mark's words or its place in a version are others than before."""
    same_place = before.placement_in(version_id) == after.placement_in(version_id)
    return before.targets != after.targets or not same_place
