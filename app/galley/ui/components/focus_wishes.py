"""What a widget wishes of the ring around its focus; knows nothing of how the ring is painted.

Apart from the ring, because every button says its wish and the ring knows many of Qt's classes:
they would all be made before the window's first paint.
"""

from PySide6.QtWidgets import QWidget

__all__ = [
    "focus_radius",
    "focus_style",
    "hide_focus_ring",
    "set_focus_radius",
    "show_focus_around",
]

_DEFAULT_RADIUS = 7.0
_RADIUS = "galleyFocusRadius"
_STYLE = "galleyFocusStyle"


def set_focus_radius(widget: QWidget, radius: float) -> None:
    """Say how round the widget's own corners are, in px; the ring is 3 px rounder."""
    widget.setProperty(_RADIUS, radius)


def hide_focus_ring(widget: QWidget) -> None:
    """Say that the widget shows its focus itself, as a list shows its current row."""
    widget.setProperty(_STYLE, "none")


def show_focus_around(widget: QWidget) -> None:
    """Say that the ring goes round the widget's parent: the widget is the inside of a field."""
    widget.setProperty(_STYLE, "parent")


def focus_radius(widget: QWidget) -> float:
    """What :func:`set_focus_radius` said, or the usual radius."""
    radius = widget.property(_RADIUS)
    return float(radius) if isinstance(radius, (int, float)) else _DEFAULT_RADIUS


def focus_style(widget: QWidget) -> str:
    """``none``, ``parent``, or nothing for a ring around the widget itself."""
    return str(widget.property(_STYLE) or "")
