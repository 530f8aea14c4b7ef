"""The focus goes from pane to pane; knows no pane."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from galley.ui.components.focus_stops import focus_stops

__all__ = ["first_stop", "focus_neighbour", "holds"]


def focus_neighbour(panes: Sequence[QWidget], focus: QWidget | None, step: int) -> None:
    """Give the focus to another pane.

    Args:
        panes: In their order; after the last comes the first. One with nothing to use now is
            passed over.
        focus: What has the focus; if it is in none of them, the first counts.
        step: 1 for the next pane, -1 for the one before.
    """
    here = next((n for n, pane in enumerate(panes) if holds(pane, focus)), 0)
    for steps in range(1, len(panes)):
        stop = first_stop(panes[(here + step * steps) % len(panes)])
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)  # by which its ring is shown
            return


def first_stop(pane: QWidget) -> QWidget | None:
    """What a pane wants the focus to go to, or the first that Tab would reach in it."""
    wanted = pane.focusProxy()
    while wanted is not None and wanted.focusProxy() is not None:
        wanted = wanted.focusProxy()
    if wanted is not None and wanted.isEnabled() and wanted.isVisible():
        return wanted
    return next(iter(focus_stops(pane)), None)


def holds(pane: QWidget, focus: QWidget | None) -> bool:
    """Whether the focus is in a pane."""
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
