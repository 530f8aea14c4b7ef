"""Scrolling that takes a moment, so that the eye sees where the page goes; knows no page."""

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QScrollBar

__all__ = ["Glide"]


class Glide(QVariantAnimation):
    """Takes a scroll bar somewhere. Whatever else scrolls should stop it first."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        # Through a method of ours: PySide would add a slot for a QVariant to the bar itself, and
        # complain on the terminal where it has no wrapper for that bar.
        self.valueChanged.connect(self._move)

    def to(self, value: int, milliseconds: int) -> None:
        """Go from where the bar is to a value, within its range."""
        self.stop()
        self.setDuration(milliseconds)
        self.setStartValue(self._bar.value())
        self.setEndValue(max(0, min(value, self._bar.maximum())))
        self.start()

    def _move(self, value: int) -> None:
        self._bar.setValue(value)
