"""What the keys that move through a text do, as each system has them. Loaded with the first key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

__all__ = ["goes_to_an_end", "is_over_all", "selects_on"]

_KEY = QKeySequence.StandardKey
_TO_AN_END = {_KEY.MoveToStartOfDocument: False, _KEY.MoveToEndOfDocument: True}
_MOVING = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)
_OVER_ALL = (_KEY.SelectStartOfDocument, _KEY.SelectEndOfDocument, _KEY.SelectAll)


def selects_on(event: QKeyEvent) -> bool:
    """Whether a key makes the selection longer or shorter."""
    shift = Qt.KeyboardModifier.ShiftModifier
    return bool(event.modifiers() & shift) and event.key() in _MOVING


def is_over_all(event: QKeyEvent) -> bool:
    """Whether a key selects to an end of the text, or all of it."""
    return any(event.matches(key) for key in _OVER_ALL)


def goes_to_an_end(event: QKeyEvent) -> bool | None:
    """Whether a key goes to the text's end (True) or its start (False); None for other keys."""
    return next((is_last for key, is_last in _TO_AN_END.items() if event.matches(key)), None)
