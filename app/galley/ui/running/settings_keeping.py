"""Keeps settings soon after they were changed, and at a window's end; knows no window."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, QTimer

from galley.domain.errors import SettingsUnwritable
from galley.services.settings import Settings, save_settings

__all__ = ["SettingsKeeper"]

log = logging.getLogger(__name__)

_AFTER = 500  # ms: whoever drags a slider through ten sizes chooses one


class SettingsKeeper(QObject):
    """Writes settings to their file: off the window's thread while it is open, then at once.

    A computer that goes down takes no theme and no text size with it.

    Args:
        path: The file.
        parent: Owns it.
    """

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._ask: Callable[[], Settings | None] | None = None
        self._kept: Settings | None = None  # what was written last, or is being written
        self._writing = Thread()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self._keep_pending)

    def keep_soon(self, ask: Callable[[], Settings | None]) -> None:
        """Keep what is asked for once changes have come to rest.

        Args:
            ask: Says the settings, when they are about to be written; None for no more.
        """
        self._ask = ask
        self._timer.start()

    def keep(self, settings: Settings) -> None:
        """Keep settings now, before this returns: their window goes, and so may the process."""
        self._timer.stop()
        self._ask = None
        self._kept = settings
        if self._writing.is_alive():
            self._writing.join()  # what it writes is older
        self._write(settings)

    def _keep_pending(self) -> None:
        if self._writing.is_alive():  # a slow disk
            self._timer.start()
            return
        settings = self._ask() if self._ask else None
        self._ask = None
        if settings is not None and settings != self._kept:
            self._kept = settings
            self._writing = Thread(target=self._write, args=(settings,), name="settings")
            self._writing.start()

    def _write(self, settings: Settings) -> None:
        try:
            save_settings(self._path, settings)
        except SettingsUnwritable as error:
            log.warning("%s", error)
