"""What a person decides about marks, sent to the library; paints nothing."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from galley.domain.annotation import Annotation
from galley.domain.article import Version
from galley.domain.changes import ChangeSet
from galley.domain.comparison import CaptureComparison, MarkComparison
from galley.services.later_captures.deciding import review_again
from galley.services.later_captures.reviewing import accept, attach, keep, places_of
from galley.ui.model.app_model import AppModel
from galley.ui.window.telling import Telling

__all__ = ["Deciding"]


class Deciding(QObject):
    """Makes edits of decisions.

    While an undo is under way nothing is decided: it would be decided about what was.

    Args:
        model: Whose article is compared.
        telling: Says why something can't be done.
        now: The time, in UTC.
        comparison: What is compared now, if anything.
    """

    def __init__(
        self,
        model: AppModel,
        telling: Telling,
        now: Callable[[], datetime],
        comparison: Callable[[], CaptureComparison | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model, self._telling, self._now = model, telling, now
        self._comparison = comparison

    def accept(self, annotation_id: str) -> None:
        """Take the place that is proposed for a mark."""
        found = self._mark(annotation_id)
        if found is None:
            return
        if places_of(found[1]) is None:
            words = self.tr("Two parts of this mark would overlap. Re-attach it instead.")
            self._telling.trouble(words)
            return
        self._apply(accept(*found, by=self._model.creator, now=self._now()))

    def attach(self, annotation_id: str, start: int, end: int) -> None:
        """Put a mark on words of the new text, in code points."""
        found, by = self._mark(annotation_id), self._model.creator
        if found is not None:
            self._apply(attach(*found, (start, end), by=by, now=self._now()))

    def keep(self, annotation_id: str) -> None:
        """Keep a mark's old wording."""
        found = self._mark(annotation_id)
        if found is not None:
            self._apply(keep(*found, by=self._model.creator, now=self._now()))

    def review_again(self, annotation_id: str) -> None:
        """Take back what was decided of a mark."""
        found = self._mark(annotation_id)
        if found is not None:
            self._apply(review_again(found[0], found[2].id, now=self._now()))

    def delete(self, annotation_ids: list[str]) -> None:
        """Marks to the trash."""
        if not self._model.is_turning:
            self._model.marking.trash(annotation_ids)

    def _mark(self, annotation_id: str) -> tuple[Annotation, MarkComparison, Version] | None:
        self._model.shared.flush_typing()  # the mark is decided on as edits before this leave it
        annotation, comparison = self._model.annotation(annotation_id), self._comparison()
        if annotation is None or comparison is None or self._model.is_turning:
            return None
        marks = (one for one in comparison.marks if one.annotation_id == annotation_id)
        mark = next(marks, None)
        return (annotation, mark, comparison.new) if mark is not None else None

    def _apply(self, change_set: ChangeSet) -> None:
        self._model.apply(change_set)
