"""What Tab reaches inside a widget, in order; knows only Qt's chain of focus."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

__all__ = ["focus_stops", "step_focus"]


def focus_stops(within: QWidget) -> list[QWidget]:
    """The widgets inside ``within``, or itself, that Tab reaches now, in order."""
    stops: list[QWidget] = []
    widget: QWidget | None = within
    while widget is not None:
        if _reachable(widget, within) and not widget.focusProxy():
            stops.append(widget)
        widget = widget.nextInFocusChain()
        if widget is within:
            break
    return stops


def step_focus(stops: Sequence[QWidget], *, forward: bool) -> bool:
    """Move the keyboard to the next or previous stop, round the end; False if there is none."""
    if not stops:
        return False
    focused = QApplication.focusWidget()
    step = 1 if forward else -1
    here = stops.index(focused) if focused in stops else (-1 if forward else 0)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[(here + step) % len(stops)].setFocus(reason)
    return True


def _reachable(widget: QWidget, within: QWidget) -> bool:
    inside = widget is within or within.isAncestorOf(widget)
    tab = (widget.focusPolicy() & Qt.FocusPolicy.TabFocus) == Qt.FocusPolicy.TabFocus
    return inside and tab and widget.isEnabled() and widget.isVisibleTo(within.window())
