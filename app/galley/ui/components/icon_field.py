"""A line to write in after a small icon that says what belongs there; knows no annotation."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from galley.ui.components.focus_wishes import set_focus_radius
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon

__all__ = ["IconField"]


class IconField(QLineEdit):
    """One line; its name is its placeholder."""

    def __init__(self, themes: ThemeSource, icon: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self._icon = icon
        self.setObjectName("searchField")  # its style sheet has no padding of its own
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setTextMargins(26, 0, 6, 0)
        set_focus_radius(self, 8)

    def set_zoom(self, zoom: float) -> None:
        """Set the words at ``zoom`` times their size."""
        self.setFont(inter(12.5 * zoom))
        self.setFixedHeight(max(28, round(26 * zoom)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then the icon."""
        super().paintEvent(event)
        place = QRectF(8, self.height() / 2 - 7.5, 15, 15)
        painter = QPainter(self)
        paint_icon(painter, self._icon, self._themes.theme.muted, place)
