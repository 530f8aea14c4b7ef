"""Brings a window to the front, as far as the desktop allows; knows nothing of what is in it."""

import os

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

__all__ = ["come_forward"]


def come_forward(window: QWidget, token: str = "") -> None:
    """Show a window above others, with the keyboard.

    Args:
        window: Which; one that was made small comes back as it was.
        token: What the desktop gave the start that asked for it; empty for none.
    """
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token  # where Qt looks for it
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
