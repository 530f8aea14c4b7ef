"""Scrolling to a place of the page that is not in sight; knows no marks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QAbstractScrollArea

from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.ui.reader.gliding import Glide

__all__ = ["Revealing"]

_SCROLL = 220  # ms
_TOP_THIRD = 0.3
_AIR = 8  # between the place and the edges, for it to count as seen


class Revealing:
    """Brings places of one page into sight, at once or gliding, as the person likes."""

    def __init__(self, view: QAbstractScrollArea, themes: ThemeSource) -> None:
        self._view, self._themes = view, themes
        self._glide: Glide | None = None

    def reveal(self, place: QRectF) -> None:
        """Scroll to a place of the viewport, unless it is seen."""
        height = self._view.viewport().height()
        if place.isEmpty() or (place.top() >= _AIR and place.bottom() <= height - _AIR):
            return
        bar = self._view.verticalScrollBar()
        target = round(bar.value() + place.top() - height * _TOP_THIRD)
        self.stop()
        duration = self._themes.duration(_SCROLL)
        if duration == 0:
            bar.setValue(target)
            return
        if self._glide is None:
            from galley.ui.reader.gliding import Glide  # not needed to start

            self._glide = Glide(self._view)
        self._glide.to(target, duration)

    def stop(self) -> None:
        """Stay where the page is."""
        if self._glide is not None:
            self._glide.stop()
