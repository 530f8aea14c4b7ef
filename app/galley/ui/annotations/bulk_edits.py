"""Edits of the chosen annotations."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.jobs import Progress
from galley.services.edits import bulk_editing
from galley.services.edits.bulk_editing import BulkEdit, apply_to
from galley.ui.annotations.grouped_rows import ChosenNumbers
from galley.ui.model.app_model import AppModel
from galley.ui.model.many_edits import ManyEdit, ManyEdits

__all__ = ["BulkEdits"]


class BulkEdits(ManyEdits):
    """One edit at a time, of annotations by their numbers in the table.

    Attributes:
        kept: A backup is being made first: how far it is, a Progress.
    """

    kept = Signal(object)

    def __init__(self, model: AppModel, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(model, parent)
        self._now = now

    def set_kind(self, numbers: ChosenNumbers, kind: Kind) -> None:
        """Another kind for all of them."""
        self._edit(numbers, bulk_editing.set_kind(kind, now=self._now()))

    def set_status(self, numbers: ChosenNumbers, status: CheckStatus) -> None:
        """Another outcome of the check for all of them."""
        by = self._model.creator
        self._edit(numbers, bulk_editing.set_status(status, now=self._now(), by=by))

    def add_tag(self, numbers: ChosenNumbers, tag: str) -> None:
        """One tag more for all that lack it."""
        self._edit(numbers, bulk_editing.add_tag(tag, now=self._now()))

    def remove_tag(self, numbers: ChosenNumbers, tag: str) -> None:
        """One tag less for all that have it."""
        self._edit(numbers, bulk_editing.remove_tag(tag, now=self._now()))

    def trash(self, numbers: ChosenNumbers) -> None:
        """All of them to the trash."""
        self._edit(numbers, bulk_editing.trash(now=self._now()))

    def _backup_listener(self) -> Callable[[Progress], None]:
        return self.kept.emit

    def _edit(self, numbers: ChosenNumbers, edit: BulkEdit) -> None:
        if numbers:
            self.make(
                ManyEdit(
                    edit.label,
                    edit.before,
                    lambda library: bulk_editing.pieces(library, numbers),
                    lambda library, piece, kept: apply_to(library, piece, edit, kept),
                )
            )
