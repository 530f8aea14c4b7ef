"""Opens other libraries, each in a process of its own: one that breaks takes no other along."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess

from galley.ui.file_dialogs import ask_open, ask_save

if TYPE_CHECKING:
    from galley.ui.components.error_bar import ErrorBar
    from galley.ui.window.main_window import MainWindow

__all__ = ["OtherLibraries"]

_FILE = "library.galley"


class OtherLibraries(QObject):
    """Asks for a library's file and starts Galley on it; one that is open comes to the front."""

    def __init__(self, window: "MainWindow", error_bar: "ErrorBar") -> None:
        super().__init__(window)
        self._window, self._error_bar = window, error_bar

    def open(self) -> None:
        """Ask which, and open it."""
        title, patterns = self.tr("Open a library"), self.tr("Galley libraries (*.galley)")
        self._start(ask_open(self._window, self._window, title, patterns))

    def begin(self) -> None:
        """Ask where, and begin a new one there. A file that is there is opened, never replaced."""
        title, patterns = self.tr("Begin a new library"), self.tr("Galley libraries (*.galley)")
        path = ask_save(self._window, self._window, title, _FILE, patterns, replaces=False)
        if path is not None and not path.suffix:
            path = path.with_name(f"{path.name}.galley")
        self._start(path)

    def _start(self, path: Path | None) -> None:
        if path is None:
            return
        program = [] if getattr(sys, "frozen", False) else ["-m", "galley"]
        started, _process = QProcess.startDetached(
            sys.executable, [*program, "--library", str(path)]
        )
        if not started:
            sentence = self.tr("“{library}” could not be opened: start Galley with it yourself.")
            self._error_bar.show_error(sentence.format(library=path.name))
