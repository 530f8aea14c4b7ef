"""What Undo takes back beside the article's own edits: what the toast offers to, while it does.

Tags, collections, articles in the trash and a restored library are not steps of the open article.
Whoever sees "Undo" with its key in the toast gets just that with the key, until something else is
done or the toast is gone.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from galley.services.saving import SaveState
from galley.ui.components.toast import TOAST_MS, Toast
from galley.ui.model.app_model import AppModel

__all__ = ["WayBack"]


class WayBack(QObject):
    """The last thing that was done, if it is offered to be taken back.

    Args:
        model: Says when something else is done.
        toast: Offers it.
        key: Undo's key as it is written.
        parent: Lives as long.

    Attributes:
        changed: Something is offered, or nothing any more.
    """

    changed = Signal()

    def __init__(
        self, model: AppModel, toast: Toast, key: Callable[[], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._toast, self._key = toast, key
        self._take_back: Callable[[], object] | None = None
        model.stored.connect(self._forget)
        model.save_state_changed.connect(self._on_save_state)
        toast.closed.connect(self._forget)

    def offer(
        self,
        message: str,
        take_back: Callable[[], object],
        *,
        icon: str = "check",
        milliseconds: int = TOAST_MS,
    ) -> None:
        """Say what was done, and offer to take it back.

        Args:
            message: What was done, short.
            take_back: Does so.
            icon: What kind of thing it was.
            milliseconds: How long it is offered.
        """
        self._toast.show_message(
            message,
            icon=icon,
            action=self.tr("Undo"),
            key=self._key(),
            then=take_back,
            milliseconds=milliseconds,
        )
        self._take_back = take_back
        self.changed.emit()

    @property
    def is_open(self) -> bool:
        """Whether something is offered."""
        return self._take_back is not None

    def take(self) -> bool:
        """Take back what is offered; whether anything was."""
        take_back = self._take_back
        if take_back is None:
            return False
        self._toast.dismiss()  # which forgets it
        take_back()
        return True

    def _on_save_state(self, state: SaveState) -> None:
        if state is not SaveState.SAVED:
            self._forget()

    def _forget(self) -> None:
        if self._take_back is not None:
            self._take_back = None
            self.changed.emit()
