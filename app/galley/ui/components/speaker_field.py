"""A line for the name of who said it; knows no annotation."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from galley.ui.components.focus_ring import set_focus_radius
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon

__all__ = ["SpeakerField"]


class SpeakerField(QLineEdit):
    """Who said it, after a small figure."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setObjectName("searchField")  # its style sheet has no padding of its own
        self.setPlaceholderText(self.tr("Speaker"))
        self.setAccessibleName(self.tr("Speaker"))
        self.setTextMargins(26, 0, 6, 0)
        set_focus_radius(self, 8)

    def set_zoom(self, zoom: float) -> None:
        """Set the words at ``zoom`` times their size."""
        self.setFont(inter(12.5 * zoom))
        self.setFixedHeight(max(28, round(26 * zoom)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then the figure."""
        super().paintEvent(event)
        place = QRectF(8, self.height() / 2 - 7.5, 15, 15)
        painter = QPainter(self)
        paint_icon(painter, "user-round", self._themes.theme.muted, place)
