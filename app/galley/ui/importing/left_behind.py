"""An import whose window is closed goes on where another is open, and is told of there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from galley.ui.components.placeholders import filled
from galley.ui.components.toast import Toast
from galley.ui.model.app_model import AppModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from galley.services.intake.batch_importing import Outcome
    from galley.ui.importing.run import ImportRun

__all__ = ["LeftBehind"]


class LeftBehind(QObject):
    """One for each window: it leaves what runs to the others, and tells what they left."""

    def __init__(
        self,
        parent: QObject,
        model: AppModel,
        toast: Toast,
        running: "Callable[[], ImportRun | None]",
        show: "Callable[[list[Outcome]], None]",
    ) -> None:
        """Begin to listen.

        Args:
            parent: Owns it.
            model: The window's.
            toast: Tells how an import ended.
            running: The window's own import that is under way.
            show: Shows what became of each capture.
        """
        super().__init__(parent)
        self._model, self._toast = model, toast
        self._running, self._show = running, show
        self._closed = False
        model.closing.connect(self._leave)
        model.shelf.left_behind.connect(self._tell)

    def _leave(self) -> None:
        self._closed = True
        run = self._running()
        if run is not None and not self._model.is_alone:
            run.finished.connect(self._model.shelf.left_behind)

    def _tell(self, outcomes: "list[Outcome]") -> None:
        if self._closed:
            return
        from galley.ui.importing.words import summary  # rarely needed

        words = self.tr("The import of the window that was closed has ended: %1")
        self._toast.show_message(
            filled(words, summary(outcomes, 0)),
            icon="info",
            action=self.tr("Show"),
            then=lambda: self._show(outcomes),
        )
