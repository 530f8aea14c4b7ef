"""What Tab reaches inside a widget, in order; knows only Qt's chain of focus."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

__all__ = ["focus_stops", "step_focus"]

_AROUND = 12  # px of its surroundings that are seen with it


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
    stop = stops[(here + step) % len(stops)]
    stop.setFocus(reason)
    _bring_into_sight(stop)
    return True


def _bring_into_sight(widget: QWidget) -> None:
    """Scroll what holds a widget; Qt does so only where it moves the focus itself."""
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget, _AROUND, _AROUND)
        holder = holder.parentWidget()


def _reachable(widget: QWidget, within: QWidget) -> bool:
    inside = widget is within or within.isAncestorOf(widget)
    tab = (widget.focusPolicy() & Qt.FocusPolicy.TabFocus) == Qt.FocusPolicy.TabFocus
    return inside and tab and widget.isEnabled() and widget.isVisibleTo(within.window())
