"""A scroll bar that lies over its list's right margin, so that rows keep their width."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

__all__ = ["OverlayScrollBar"]

_BEYOND = 2  # px over the edge: the thumb then stands in the middle of a narrow margin


class OverlayScrollBar(QScrollBar):
    """Mirrors the hidden vertical scroll bar of an area, while there is something to scroll."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        source = area.verticalScrollBar()
        source.rangeChanged.connect(self._range_changed)
        source.valueChanged.connect(self._follow)
        self.valueChanged.connect(self._lead)
        self.hide()

    def place(self) -> None:
        """Stand at the right edge of the area."""
        width = self.sizeHint().width()
        self.setGeometry(self._area.width() - width + _BEYOND, 0, width, self._area.height())

    @property
    def _source(self) -> QScrollBar:
        # Asked for each time: PySide has been seen to take a kept one for deleted while it lived,
        # when another thread was started just as the area was made.
        return self._area.verticalScrollBar()

    def _lead(self, value: int) -> None:
        self._source.setValue(value)

    def _follow(self) -> None:
        # Its value now: the one announced may be stale, for a list corrects it while it scrolls.
        self.setValue(self._source.value())

    def _range_changed(self, low: int, high: int) -> None:
        self.setPageStep(self._source.pageStep())
        self.setSingleStep(self._source.singleStep())
        self.setRange(low, high)
        self.setVisible(high > low)
        self.place()
        self.raise_()
