"""Scrolling that takes a moment, so that the eye sees where the page goes; knows no page."""

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QAbstractScrollArea

__all__ = ["Glide"]


class Glide(QVariantAnimation):
    """Takes an area's vertical scroll bar somewhere. Whatever else scrolls should stop it first.

    The bar is asked for each time: PySide may take back its wrapper of a bar that Qt made itself,
    and one that was kept then says that the bar is deleted, which it is not.
    """

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        # Through a method of ours: PySide would add a slot for a QVariant to the bar itself, and
        # complain on the terminal where it has no wrapper for that bar.
        self.valueChanged.connect(self._move)

    def to(self, value: int, milliseconds: int) -> None:
        """Go from where the bar is to a value, within its range."""
        self.stop()
        self.setDuration(milliseconds)
        bar = self._area.verticalScrollBar()
        self.setStartValue(bar.value())
        self.setEndValue(max(0, min(value, bar.maximum())))
        self.start()

    def _move(self, value: int) -> None:
        self._area.verticalScrollBar().setValue(value)
