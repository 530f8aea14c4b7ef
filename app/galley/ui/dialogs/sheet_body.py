"""What sheets with a head, a body and a foot are made of; knows no content."""

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from galley.ui.theme.current import ThemeSource

__all__ = ["SheetBody", "held"]


def held(row: QHBoxLayout, height: int) -> QWidget:
    """A head or a foot of a height."""
    holder = QWidget()
    holder.setFixedHeight(height)
    holder.setLayout(row)
    return holder


class SheetBody(QWidget):
    """What lies between head and foot, parted from them by hairlines."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        themes.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairlines as the ground, and the body's own ground on it."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.hair))
        painter.fillRect(self.rect().adjusted(0, 1, 0, -1), QColor(theme.raised))
