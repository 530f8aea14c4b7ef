"""Edits of many things on their way to the library, piece by piece, and back by one Undo each.

What can be undone is known until the window is closed; after that each article's own history
knows its part.

Knows nothing of what is edited.
"""

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from galley.domain.errors import GalleyError
from galley.domain.jobs import Progress
from galley.domain.keeping import Before, Occasion
from galley.services.edits.bulk_editing import Applied, Step, Travelled, bring_back, take_back
from galley.services.safety.large_changes import Kept
from galley.services.saving import SaveState
from galley.ui.model.app_model import AppModel
from galley.ui.model.piecewise import PieceRun
from galley.ui.model.tasks import run_task

if TYPE_CHECKING:
    from galley.ui.model.large_changes import LargeChange

__all__ = ["ManyEdit", "ManyEdits"]

_TAKEN_BACK_AT_ONCE = 20  # articles


class ManyEdit(NamedTuple):
    """One edit of many things.

    Attributes:
        label: What the history calls it.
        before: What a backup that is made before it is called by.
        pieces: What there is to edit, on the library's thread.
        apply: Edits a piece, on the library's thread, if it may.
        told: Hears of how many things were changed, beside ``done``.
    """

    label: str
    before: Before
    pieces: Callable[[Any], Sequence[Sequence[Any]]]
    apply: Callable[[Any, Any, Kept], list[Applied]]
    told: Callable[[int], None] | None = None


class ManyEdits(QObject):
    """One edit at a time, in the order they were asked for; the open article shows what happens.

    Attributes:
        progressed: So many pieces are done, of so many.
        done: An edit has ended: its label, and how many things were changed.
        travelled: An edit was taken back, or done again (True): how many things, and how many were
            changed since and stay as they are.
        history_changed: Another edit, or none, is to be taken back or done again.
        failed: It went no further: the exception.
        ended: Nothing is being done any more.
    """

    progressed = Signal(int, int)
    done = Signal(str, int)
    travelled = Signal(int, int, bool)
    history_changed = Signal()
    failed = Signal(object)
    ended = Signal()

    def __init__(self, model: AppModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._run: PieceRun | None = None
        self._steps: list[Step] = []  # of the last edit
        self._done: list[list[Step]] = []  # of all edits, to be taken back one after the other
        self._undone: list[list[Step]] = []
        self._changed = 0
        self._busy = self._cancelled = False
        self._keeping: LargeChange | None = None  # the edit, while its backup is made
        self._waiting: deque[tuple[ManyEdit, Kept | None]] = deque()

        model.library_replacing.connect(self._stop)
        model.closing.connect(self._stop)
        model.library_replaced.connect(self._forget)
        model.under_way.append(lambda: self.under_way_words() if self.busy else "")

    def _forget(self) -> None:
        """Edits have other numbers in another file."""
        self._done.clear()
        self._undone.clear()
        self.history_changed.emit()

    def under_way_words(self) -> str:
        """What a person is told of an edit that was under way when its window was closed."""
        return self.tr(
            "A change of many marks was under way when its window was closed, and may not have "
            "reached all of them. Undo in each article takes its part back."
        )

    @property
    def busy(self) -> bool:
        """Whether an edit is being made."""
        return self._busy

    @property
    def edited(self) -> list[str]:
        """The ids of the articles that the last edit changed."""
        return [step.article_id for step in self._steps]

    def make(self, edit: ManyEdit, kept: Kept | None = None) -> None:
        """Make an edit, once what was typed is on disk: both begin from what is stored.

        Args:
            edit: What is done, to what.
            kept: That it may be made; without it a backup is made first if the edit is large.
        """
        if self._busy:
            self._waiting.append((edit, kept))
            self._model.large.queued.emit()
            return
        self._busy, self._cancelled = True, False
        self._model.errands.begin(self)
        self._once_saved(lambda: self._make(edit, kept))

    def _once_saved(self, go: Callable[[], None]) -> None:
        self._model.shared.flush_typing()
        if self._model.save_state is not SaveState.SAVING:
            go()
            return
        wait = self._model.save_state_changed

        def go_on(_state: SaveState) -> None:
            wait.disconnect(go_on)
            self._once_saved(go)

        wait.connect(go_on)

    def _make(self, edit: ManyEdit, kept: Kept | None) -> None:
        if self._cancelled or self._model.shared.is_replacing:
            self._on_ended()
            return
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
            self._keeping = None
            if self._cancelled:  # in the moment in which the backup was there
                self._on_ended()
            else:
                self._start(edit, pieces, kept)

        if self._cancelled:
            self._on_ended()
        elif kept is not None:
            start(kept)
        else:
            self._keeping = self._model.large.begin(
                Occasion(edit.before, sum(len(piece) for piece in pieces)),
                start,
                given_up=self._on_ended,
                again=lambda kept: self.make(edit, kept),
                progress=self._backup_listener(),
            )

    def _start(self, edit: ManyEdit, pieces: Sequence[Any], kept: Kept) -> None:
        self._steps, self._changed = [], 0
        run = self._begin(lambda library, piece: edit.apply(library, piece, kept))
        run.did.connect(self._on_applied)
        run.ended.connect(lambda: self._on_made(edit))
        run.start(pieces)

    def _backup_listener(self) -> Callable[[Progress], None] | None:
        """Who shows how far a backup is that is made first; None for the window itself."""
        return None

    def cancel(self) -> None:
        """End after the piece that is being done; what was changed stays, and can be undone."""
        self._cancelled = True
        if self._keeping is not None:
            self._model.large.cancel(self._keeping)
        if self._run is not None:
            self._run.cancel()

    def _stop(self) -> None:
        """End, and make none that waits."""
        if self._waiting:
            self._model.large.note_dropped()
        self._waiting.clear()
        self.cancel()

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._done) and not self._busy

    @property
    def can_redo(self) -> bool:
        """Whether there is one to do again."""
        return bool(self._undone) and not self._busy

    def undo(self) -> None:
        """Take the last edit back, in all articles; before that the one before it, and so on."""
        if self.can_undo:
            self._once_saved(lambda: self._travel(take_back, self._done, self._undone, redo=False))

    def redo(self) -> None:
        """Do what was taken back last again."""
        if self.can_redo:
            self._once_saved(lambda: self._travel(bring_back, self._undone, self._done, redo=True))

    def _travel(
        self,
        travel: Callable[[Any, Sequence[Step]], Travelled],
        source: list[list[Step]],
        target: list[list[Step]],
        *,
        redo: bool,
    ) -> None:
        if self._busy or self._model.shared.is_replacing or not source:
            return
        steps = source.pop()[::-1]
        gone, left, waiting = list[Step](), list[Step](), list(steps)

        def take(travelled: Travelled) -> None:
            gone.extend(travelled.done)
            left.extend(travelled.left)
            del waiting[: len(travelled.done) + len(travelled.left)]
            for change_set in travelled.change_sets:
                self._model.take_made(change_set)

        def end() -> None:
            if gone:
                target.append(gone)
            if waiting:  # it went no further: the rest can be tried again
                source.append(waiting[::-1])
            counts = (sum(step.things for step in some) for some in (gone, left))
            self.travelled.emit(*counts, redo)
            self.history_changed.emit()

        run = self._begin(travel)
        run.did.connect(take)
        run.ended.connect(end)
        at_once = _TAKEN_BACK_AT_ONCE
        run.start([steps[start : start + at_once] for start in range(0, len(steps), at_once)])

    def _begin(self, work: Callable[[Any, Any], Any]) -> PieceRun:
        self._busy = True
        self._model.errands.begin(self)
        run = self._run = PieceRun(self._model.library_thread, work, self)
        run.progressed.connect(self.progressed)
        run.failed.connect(self._on_failed)
        run.ended.connect(self._on_ended)
        self.progressed.emit(0, 1)
        return run

    def _on_applied(self, applied: list[Applied]) -> None:
        for one in applied:
            self._steps.append(one.step)
            self._changed += len(one.change_set.changes)
            self._model.take_made(one.change_set)

    def _on_made(self, edit: ManyEdit) -> None:
        if self._steps:
            self._done.append(self._steps)
            self._undone.clear()
        self.done.emit(edit.label, self._changed)
        if edit.told is not None:
            edit.told(self._changed)
        self.history_changed.emit()

    def _on_no_pieces(self, error: Exception) -> None:
        self._on_failed(error)
        self._on_ended()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, GalleyError):
            raise error
        self.failed.emit(error)

    def _on_ended(self) -> None:
        self._run = None
        self._busy, self._keeping = False, None
        self._model.look_again()
        self.ended.emit()
        if self._waiting:
            self.make(*self._waiting.popleft())
        else:
            self._model.errands.end(self)
