"""What lies over a window while something that it takes is dragged over it; knows no files."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from galley.ui.components.painted_button import paint_plate
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import TOAST_SHADOW, paint_icon, paint_shadow

__all__ = ["DropVeil"]

_INSET = 8
_RADIUS = 10
_PLATE_HEIGHT = 44
_ICON = 16
_LEFT, _TEXT_LEFT, _RIGHT = 16, 44, 20
_DIMMED = 0.55  # how much of the page the veil leaves to see


class DropVeil(QWidget):
    """A frame around the window and, in its middle, what letting go would do.

    It is no more than seen: what is dragged goes to what lies below.

    Args:
        themes: The colours.
        window: What it lies over.
        words: What letting go would do.
    """

    def __init__(self, themes: ThemeSource, window: QWidget, words: str) -> None:
        super().__init__(window)
        self._themes, self._words = themes, words
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(words)
        self.hide()
        themes.changed.connect(self.update)

    def cover(self) -> None:
        """Lie over the whole window."""
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the veil, the frame, and the words on a plate."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(theme.paper)
        veil.setAlphaF(1 - _DIMMED)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        font = inter(13, 500)
        width = _TEXT_LEFT + QFontMetricsF(font).horizontalAdvance(self._words) + _RIGHT
        plate = QRectF(0, 0, width, _PLATE_HEIGHT)
        plate.moveCenter(frame.center())
        paint_shadow(painter, plate, _RADIUS, theme, TOAST_SHADOW)
        paint_plate(painter, plate, _RADIUS, QColor(theme.raised), QColor(theme.hair2))
        top = plate.center().y() - _ICON / 2
        icon = QRectF(plate.left() + _LEFT, top, _ICON, _ICON)
        paint_icon(painter, "newspaper", theme.accent, icon)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        words = plate.adjusted(_TEXT_LEFT, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)
