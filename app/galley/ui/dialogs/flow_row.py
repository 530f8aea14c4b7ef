"""A few widgets side by side that go on in the next line when there is no room."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

__all__ = ["FlowRow"]

_GAP = 6


class FlowRow(QWidget):
    """As wide as it is given, as high as its lines need."""

    def __init__(self, widgets: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets = widgets
        for widget in widgets:
            widget.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines for this width."""
        super().resizeEvent(event)
        x = y = line = 0
        for widget in self._widgets:
            size = widget.sizeHint()
            if x and x + size.width() > self.width():
                x, y, line = 0, y + line + _GAP, 0
            widget.setGeometry(x, y, size.width(), size.height())
            x += size.width() + _GAP
            line = max(line, size.height())
        self.setFixedHeight(y + line)
