"""A check status to include or leave out: its chip, with an outline while it is included."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from galley.domain.annotation import CheckStatus
from galley.ui.components.painted_button import PaintedButton, paint_plate
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon
from galley.ui.theme.tokens import STATUS_ICONS
from galley.ui.theme.words import status_name

__all__ = ["StatusToggle"]

_HEIGHT = 26
_ICON = 14
_ICON_LEFT = 8
_TEXT_LEFT = 27
_RIGHT = 10


class StatusToggle(PaintedButton):
    """On, it is tinted and outlined in its status's colour; off, it is a quiet outline."""

    def __init__(
        self, themes: ThemeSource, status: CheckStatus, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, status_name(status), parent, radius=_HEIGHT / 2)
        self._status = status
        self.setCheckable(True)
        self.setAutoDefault(False)

    def sizeHint(self) -> QSize:
        """Icon and word; 26 high."""
        words = QFontMetricsF(inter(11.5, 500)).horizontalAdvance(self.text())
        return QSize(math.ceil(_TEXT_LEFT + words + _RIGHT), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """It never shrinks below its word."""
        return self.sizeHint()

    def paint_face(self, painter: QPainter) -> None:
        """Paint plate, icon and word."""
        theme, rect = self.theme, QRectF(self.rect())
        colours = theme.statuses[self._status]
        included = self.isChecked()
        ground = QColor(colours.tint) if included else None
        ink = colours.text if included else theme.muted
        border = QColor(colours.text if included else theme.hair2)
        paint_plate(painter, rect, _HEIGHT / 2, ground, border)
        icon = QRectF(_ICON_LEFT, (_HEIGHT - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, STATUS_ICONS[self._status], ink, icon)
        painter.setFont(inter(11.5, 500))
        painter.setPen(QColor(ink))
        words = QRectF(_TEXT_LEFT, 0, rect.width(), rect.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
