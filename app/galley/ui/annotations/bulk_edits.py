"""Edits of the chosen annotations on their way to the library, and back by one Undo."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.changes import ChangeSet
from galley.domain.errors import GalleyError
from galley.services import bulk_editing
from galley.services.bulk_editing import Applied, BulkEdit
from galley.services.saving import SaveState
from galley.ui.app_model import AppModel
from galley.ui.piecewise import PieceRun
from galley.ui.tasks import run_task

__all__ = ["BulkEdits"]

_TAKEN_BACK_AT_ONCE = 20  # articles


class BulkEdits(QObject):
    """One edit at a time, piece by piece; the open article shows what happens to it.

    Attributes:
        progressed: So many pieces are done, of so many.
        done: An edit has ended: its label, and how many annotations were changed.
        taken_back: The last edit was taken back: how many annotations.
        failed: It went no further: the exception.
        ended: Nothing is being done any more.
    """

    progressed = Signal(int, int)
    done = Signal(str, int)
    taken_back = Signal(int)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, model: AppModel, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._now = model, now
        self._run: PieceRun | None = None
        self._applied: list[tuple[str, int]] = []
        self._changed = 0

    @property
    def busy(self) -> bool:
        """Whether an edit is being made."""
        return self._run is not None

    def set_kind(self, numbers: Sequence[int], kind: Kind) -> None:
        """Another kind for all of them."""
        self._make(numbers, bulk_editing.set_kind(kind, now=self._now()))

    def set_status(self, numbers: Sequence[int], status: CheckStatus) -> None:
        """Another outcome of the check for all of them."""
        by = self._model.creator
        self._make(numbers, bulk_editing.set_status(status, now=self._now(), by=by))

    def add_tag(self, numbers: Sequence[int], tag: str) -> None:
        """One tag more for all that lack it."""
        self._make(numbers, bulk_editing.add_tag(tag, now=self._now()))

    def remove_tag(self, numbers: Sequence[int], tag: str) -> None:
        """One tag less for all that have it."""
        self._make(numbers, bulk_editing.remove_tag(tag, now=self._now()))

    def trash(self, numbers: Sequence[int]) -> None:
        """All of them to the trash."""
        self._make(numbers, bulk_editing.trash(now=self._now()))

    def cancel(self) -> None:
        """End after the piece that is being done; what was changed stays, and can be undone."""
        if self._run is not None:
            self._run.cancel()

    def _make(self, numbers: Sequence[int], edit: BulkEdit) -> None:
        """Once what was typed is on disk: both begin from what is stored."""
        if self._run is not None or not numbers:
            return
        self._model.marking.flush_typing()
        if self._model.save_state is SaveState.SAVING:
            wait = self._model.save_state_changed

            def go_on(_state: SaveState) -> None:
                wait.disconnect(go_on)
                self._make(numbers, edit)

            wait.connect(go_on)
            return
        self._applied, self._changed = [], 0
        run = self._begin(lambda library, piece: bulk_editing.apply_to(library, piece, edit))
        run.did.connect(self._on_applied)
        run.ended.connect(lambda: self.done.emit(edit.label, self._changed))
        run_task(
            self,
            lambda: self._model.library_thread.submit(
                lambda lib: bulk_editing.pieces(lib, numbers)
            ),
            run.start,
            self._on_no_pieces,
        )

    def _begin(self, work: Callable[..., object]) -> PieceRun:
        run = self._run = PieceRun(self._model.library_thread, work, self)
        run.progressed.connect(self.progressed)
        run.failed.connect(self._on_failed)
        run.ended.connect(self._on_ended)
        self.progressed.emit(0, 1)
        return run

    def _on_applied(self, applied: list[Applied]) -> None:
        for one in applied:
            self._applied.append((one.article_id, one.sequence))
            self._changed += len(one.change_set.changes)
            self._model.take_into_view(one.change_set)

    def undo(self) -> None:
        """Take the last edit back, in all articles."""
        if self._run is not None or not self._applied:
            return
        applied = self._applied[::-1]
        self._applied, self._changed = [], 0
        step = _TAKEN_BACK_AT_ONCE
        pieces = [applied[start : start + step] for start in range(0, len(applied), step)]
        run = self._begin(bulk_editing.take_back)
        run.did.connect(self._on_taken_back)
        run.ended.connect(lambda: self.taken_back.emit(self._changed))
        run.start(pieces)

    def _on_taken_back(self, change_sets: list[ChangeSet]) -> None:
        for change_set in change_sets:
            self._changed += len(change_set.changes)
            self._model.take_into_view(change_set)

    def _on_no_pieces(self, error: Exception) -> None:
        self._on_failed(error)
        self._on_ended()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, GalleyError):
            raise error
        self.failed.emit(error)

    def _on_ended(self) -> None:
        self._run = None
        self._model.look_again()
        self.ended.emit()
