"""A key to press, drawn as a small cap; knows no shortcut, only its words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import mix
from galley.ui.theme.tokens import Theme

__all__ = ["KEYCAP_HEIGHT", "Keycap", "keycap_width", "paint_keycap"]

KEYCAP_HEIGHT = 18
_SIZE = 10.5
_PADDING = 5.5


def keycap_width(words: str) -> int:
    """How wide the cap for ``Ctrl F`` or ``N`` is, in px; its height is 18."""
    text = QFontMetricsF(inter(_SIZE, 600)).horizontalAdvance(words)
    return max(KEYCAP_HEIGHT, round(text + 2 * _PADDING))


def paint_keycap(
    painter: QPainter, rect: QRectF, words: str, theme: Theme, on_primary: bool = False
) -> None:
    """Paint a key's cap.

    Args:
        painter: Where.
        rect: ``keycap_width(words)`` by 18 px.
        words: What stands on the key.
        theme: In which colours.
        on_primary: Whether it lies on the ``primary`` colour, as in a toast.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if on_primary:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(theme.primary, theme.on_primary, 0.16)))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(QColor(theme.on_primary))
    else:
        painter.setPen(QPen(QColor(theme.hair2), 1))
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QColor(theme.ink2))
    painter.setFont(inter(_SIZE, 600))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


class Keycap(QWidget):
    """A key's cap among other widgets."""

    def __init__(
        self,
        themes: ThemeSource,
        words: str,
        parent: QWidget | None = None,
        *,
        height: int = KEYCAP_HEIGHT,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._words = words
        self._height = height
        self.setAccessibleName(words)
        self.setFixedSize(self.sizeHint())
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The cap around its words."""
        return QSize(keycap_width(self._words), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the cap."""
        painter = QPainter(self)
        paint_keycap(painter, QRectF(self.rect()), self._words, self._themes.theme)
