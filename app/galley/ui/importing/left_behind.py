"""An import whose window is closed goes on where another is open, and is told of there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from galley.ui.components.placeholders import filled
from galley.ui.components.toast import Toast
from galley.ui.model.app_model import AppModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from galley.services.intake.batch_importing import Outcome
    from galley.ui.importing.run import ImportRun

__all__ = ["LeftBehind"]

_MOST_NAMED = 3


class LeftBehind(QObject):
    """One for each window: it leaves what runs to the others, and tells what they left."""

    def __init__(
        self,
        parent: QObject,
        model: AppModel,
        toast: Toast,
        running: "Callable[[], Sequence[ImportRun]]",
        show: "Callable[[list[Outcome]], None]",
        trouble: "Callable[[str], None]",
    ) -> None:
        """Begin to listen.

        Args:
            parent: Owns it.
            model: The window's.
            toast: Tells how an import ended.
            running: The window's own imports that are under way.
            show: Shows what became of each capture.
            trouble: Says a sentence that a person can act on.
        """
        super().__init__(parent)
        self._model, self._toast = model, toast
        self._running, self._show, self._trouble = running, show, trouble
        self._closed = False
        model.closing.connect(self._leave)
        model.shelf.left_behind.connect(self._tell)

    def _leave(self) -> None:
        self._closed = True
        if not self._model.is_alone:
            for run in self._running():
                run.finished.connect(self._model.shelf.left_behind)

    def _reasons(self, failed: "list[Outcome]") -> str:
        if len(failed) == 1:
            return failed[0].problem
        names = ", ".join(one.label for one in failed[:_MOST_NAMED])
        if len(failed) > _MOST_NAMED:
            names = filled(self.tr("%1 and %2 more"), names, len(failed) - _MOST_NAMED)
        return filled(self.tr("Import these again to see why they failed: %1."), names)

    def _tell(self, outcomes: "list[Outcome]") -> None:
        if self._closed:
            return
        from galley.services.intake.batch_importing import OutcomeState  # rarely needed
        from galley.ui.importing.words import summary

        words = self.tr("The import of the window that was closed has ended: %1")
        told = filled(words, summary(outcomes, 0))
        failed = [one for one in outcomes if one.state is OutcomeState.FAILED]
        if failed:  # it stays until somebody has seen it
            self._trouble(filled(self.tr("%1. %2"), told, self._reasons(failed)))
            return
        self._toast.show_message(
            told,
            icon="info",
            action=self.tr("Show"),
            then=lambda: self._show(outcomes),
        )
