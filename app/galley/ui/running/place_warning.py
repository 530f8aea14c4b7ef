"""Tells a person once that a library lies where it may come to harm. Never at the start."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from galley.services.safety.library_place import Concern, concerns_about
from galley.services.settings import Settings

if TYPE_CHECKING:
    from galley.ui.model.app_model import AppModel
    from galley.ui.window.main_window import MainWindow

__all__ = ["PlaceWarning"]

_AFTER = 5_000  # ms after the start: a drive may be slow to answer, and nothing waits for it
_UNDERSTOOD = "understood"


class PlaceWarning(QObject):
    """Looks at the library's place, and says what it finds in the bar, one thing at a time."""

    def __init__(self, window: "MainWindow", model: "AppModel") -> None:
        super().__init__(window)
        self._window, self._model = window, model
        self._waiting: list[Concern] = []
        self._shown: Concern | None = None
        self._bar = window.chrome.error_bar
        self._bar.action_chosen.connect(self._on_action)
        self._bar.dismissed.connect(self._on_dismissed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look in a while."""
        self._timer.start(_AFTER)

    def look(self) -> None:
        """Look now, off the window's thread."""
        path = self._model.library_path
        self._model.work(lambda _job: concerns_about(path), self._found)

    def _found(self, concerns: list[Concern]) -> None:
        told = self._window.remembered.told
        self._waiting = [one for one in concerns if self._key(one) not in told]
        self._show_next()

    def _show_next(self) -> None:
        # A trouble that somebody must act on has the bar for itself.
        if not self._waiting or (self._bar.isVisible() and self._shown is None):
            return
        self._shown = self._waiting.pop(0)
        action = (_UNDERSTOOD, self.tr("Don’t tell me again"))
        self._bar.show_error(self._shown.sentence, [action])

    def _on_action(self, name: str) -> None:
        if name != _UNDERSTOOD or self._shown is None:
            return
        key = self._key(self._shown)
        self._window.remember(lambda settings: _with(settings, key))
        self._bar.dismiss()
        self._show_next()

    def _on_dismissed(self) -> None:
        self._shown = None

    def _key(self, concern: Concern) -> str:
        return f"{concern.name}: {self._model.library_path}"


def _with(settings: Settings, key: str) -> Settings:
    return settings._replace(told=[*settings.told, key])
