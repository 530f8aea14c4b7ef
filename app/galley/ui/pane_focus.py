"""The focus goes from pane to pane; knows no pane."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

__all__ = ["focus_neighbour"]


def focus_neighbour(panes: Sequence[QWidget], focus: QWidget | None, step: int) -> None:
    """Give the focus to another pane.

    Args:
        panes: In their order; after the last comes the first.
        focus: What has the focus; if it is in none of them, the first counts.
        step: 1 for the next pane, -1 for the one before.
    """
    here = next((n for n, pane in enumerate(panes) if _holds(pane, focus)), 0)
    panes[(here + step) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
