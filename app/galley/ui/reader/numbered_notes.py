"""Which annotations of a page have a card in its margin, and what number each has."""

from collections.abc import Iterable, Mapping

from galley.domain.annotation import Annotation, reading_order_in
from galley.ui.reader.mark_index import MarkIndex

__all__ = ["NumberedNotes"]


class NumberedNotes:
    """The marks of one page with a note, written or being written, as a reader meets them.

    Args:
        marks: The page's.

    Attributes:
        editing: The id of the annotation whose note is being written; "" for none.
        follow: More marks come: until all are there, no other note has its number, nor its card.
    """

    def __init__(self, marks: MarkIndex) -> None:
        self._marks = marks
        self._noted: dict[str, Annotation] = {}
        self._numbers: dict[str, int] = {}
        self.editing = ""
        self.follow = False

    @property
    def noted(self) -> Iterable[Annotation]:
        """The annotations, in no order."""
        return self._noted.values()

    @property
    def numbers(self) -> Mapping[str, int]:
        """Their numbers, by their ids."""
        return self._numbers

    def find(self, annotations: Iterable[Annotation]) -> None:
        """Take those of these annotations that have a card, and no others."""
        open_one = self.editing
        maybe = (one for one in annotations if one.note or one.id == open_one)
        self._noted = {one.id: one for one in maybe if self._has_card(one)}
        self.number()

    def put(self, annotation: Annotation) -> Annotation | None:
        """Take an annotation if it has a card, else have it here no more; what was here before."""
        before = self._noted.pop(annotation.id, None)
        if self._has_card(annotation):
            self._noted[annotation.id] = annotation
        return before

    def remove(self, annotation_id: str) -> bool:
        """Have an annotation here no more; whether it was."""
        return self._noted.pop(annotation_id, None) is not None

    def number(self) -> None:
        """Number them as they are now."""
        ordered = sorted(self._noted.values(), key=reading_order_in(self._marks.version_id))
        self._numbers = {annotation.id: number for number, annotation in enumerate(ordered, 1)}

    def __contains__(self, annotation_id: str) -> bool:
        return annotation_id in self._noted

    def _has_card(self, annotation: Annotation) -> bool:
        if annotation.id != self.editing and (self.follow or not annotation.note):
            return False
        return annotation.id in self._marks
