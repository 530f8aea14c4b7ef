"""Edits of many things on their way to the library, piece by piece, and back by one Undo.

Knows nothing of what is edited.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from galley.domain.changes import ChangeSet
from galley.domain.errors import GalleyError
from galley.domain.jobs import Progress
from galley.domain.keeping import Before, Occasion
from galley.services.bulk_editing import Applied, take_back
from galley.services.large_changes import Kept
from galley.services.saving import SaveState
from galley.ui.app_model import AppModel
from galley.ui.piecewise import PieceRun
from galley.ui.tasks import run_task

__all__ = ["ManyEdit", "ManyEdits"]

_TAKEN_BACK_AT_ONCE = 20  # articles


class ManyEdit(NamedTuple):
    """One edit of many things.

    Attributes:
        label: What the history calls it.
        before: What a backup that is made before it is called by.
        pieces: What there is to edit, on the library's thread.
        apply: Edits a piece, on the library's thread, if it may.
    """

    label: str
    before: Before
    pieces: Callable[[Any], Sequence[Sequence[Any]]]
    apply: Callable[[Any, Any, Kept], list[Applied]]


class ManyEdits(QObject):
    """One edit at a time; the open article shows what happens to it.

    Attributes:
        progressed: So many pieces are done, of so many.
        done: An edit has ended: its label, and how many things were changed.
        taken_back: The last edit was taken back: how many things.
        failed: It went no further: the exception.
        ended: Nothing is being done any more.
    """

    progressed = Signal(int, int)
    done = Signal(str, int)
    taken_back = Signal(int)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, model: AppModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._run: PieceRun | None = None
        self._applied: list[tuple[str, int]] = []
        self._changed = 0
        self._busy = self._keeping = self._cancelled = False

    @property
    def busy(self) -> bool:
        """Whether an edit is being made."""
        return self._busy

    @property
    def edited(self) -> list[str]:
        """The ids of the articles that the last edit changed."""
        return [article_id for article_id, _sequence in self._applied]

    def make(self, edit: ManyEdit, kept: Kept | None = None) -> None:
        """Make an edit, once what was typed is on disk: both begin from what is stored.

        Args:
            edit: What is done, to what.
            kept: That it may be made; without it a backup is made first if the edit is large.
        """
        if self._busy:
            return
        self._model.shared.flush_typing()
        if self._model.save_state is SaveState.SAVING:
            wait = self._model.save_state_changed

            def go_on(_state: SaveState) -> None:
                wait.disconnect(go_on)
                self.make(edit, kept)

            wait.connect(go_on)
            return
        self._busy, self._cancelled = True, False
        self.progressed.emit(0, 1)
        thread = self._model.library_thread
        run_task(
            self,
            lambda: thread.submit(edit.pieces),
            lambda pieces: self._keep(edit, pieces, kept),
            self._on_no_pieces,
        )

    def _keep(self, edit: ManyEdit, pieces: Sequence[Any], kept: Kept | None) -> None:
        """See to a backup now that it is known how large the edit is."""

        def start(kept: Kept) -> None:
            self._keeping = False
            self._start(edit, pieces, kept)

        if self._cancelled:
            self._on_ended()
        elif kept is not None:
            start(kept)
        else:
            self._keeping = True
            self._model.large.begin(
                Occasion(edit.before, sum(len(piece) for piece in pieces)),
                start,
                given_up=self._on_ended,
                again=lambda kept: self.make(edit, kept),
                progress=self._backup_listener(),
            )

    def _start(self, edit: ManyEdit, pieces: Sequence[Any], kept: Kept) -> None:
        self._applied, self._changed = [], 0
        run = self._begin(lambda library, piece: edit.apply(library, piece, kept))
        run.did.connect(self._on_applied)
        run.ended.connect(lambda: self.done.emit(edit.label, self._changed))
        run.start(pieces)

    def _backup_listener(self) -> Callable[[Progress], None] | None:
        """Who shows how far a backup is that is made first; None for the window itself."""
        return None

    def cancel(self) -> None:
        """End after the piece that is being done; what was changed stays, and can be undone."""
        self._cancelled = True
        if self._keeping:
            self._model.large.cancel()
        if self._run is not None:
            self._run.cancel()

    def undo(self) -> None:
        """Take the last edit back, in all articles."""
        if self._busy or not self._applied:
            return
        applied = self._applied[::-1]
        self._applied, self._changed = [], 0
        step = _TAKEN_BACK_AT_ONCE
        run = self._begin(take_back)
        run.did.connect(self._on_taken_back)
        run.ended.connect(lambda: self.taken_back.emit(self._changed))
        run.start([applied[start : start + step] for start in range(0, len(applied), step)])

    def _begin(self, work: Callable[[Any, Any], Any]) -> PieceRun:
        self._busy = True
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
        self._busy = self._keeping = False
        self._model.look_again()
        self.ended.emit()
