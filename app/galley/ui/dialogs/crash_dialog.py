"""Shows a bug with its details, to copy. What is on disk is safe; the app can go on."""

import platform
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from galley import __version__

__all__ = ["CrashDialog", "crash_details"]


def crash_details(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> str:
    """What a developer needs to know of a bug: versions and the traceback, no document text."""
    head = (
        f"Galley {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()} ({sys.platform})"
    )
    return head + "\n\n" + "".join(traceback.format_exception(kind, error, trace))


class CrashDialog(QDialog):
    """One bug."""

    def __init__(self, details: str) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Galley ran into a bug"))
        self.resize(640, 420)
        words = QLabel(
            self.tr(
                "Something went wrong that should not have. What you saved is safe. "
                "You can go on; if it happens again, send these details to the developers."
            )
        )
        words.setWordWrap(True)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(self.tr("Details"))
        copy = QPushButton(self.tr("Copy the details"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        close = QPushButton(self.tr("Go on"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(self._details, 1)
        column.addLayout(buttons)
