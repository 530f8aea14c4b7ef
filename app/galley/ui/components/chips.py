"""Chips: filters to press, statuses to read, tags to remove; they know no lists."""

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from galley.domain.annotation import CheckStatus
from galley.ui.components.painted_button import PaintedButton, paint_plate
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import (
    STATUS_CHIP_HEIGHT,
    mix,
    paint_icon,
    paint_status_chip,
    status_chip_width,
)
from galley.ui.theme.words import status_name

__all__ = ["FilterChip", "StatusChip", "TagChip"]

_HEIGHT = 26
_PADDING = 9
_ICON = 14
_TEXT = 11.5


class FilterChip(PaintedButton):
    """A filter that is on or off, with a count if wanted."""

    def __init__(
        self, themes: ThemeSource, text: str, parent: QWidget | None = None, *, icon: str = ""
    ) -> None:
        super().__init__(themes, text, parent, radius=_HEIGHT / 2)
        self._icon_name = icon
        self._count: int | None = None
        self.setCheckable(True)
        self.setAutoDefault(False)

    @property
    def count(self) -> int | None:
        """How many the filter would leave, if shown."""
        return self._count

    def set_count(self, count: int | None) -> None:
        """Show how many the filter would leave; None shows no number."""
        if count == self._count:
            return
        self._count = count
        name = self.text() if count is None else f"{self.text()}, {count}"
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, words and count; 26 high."""
        width = 2 * _PADDING + self._width(self.text(), 500)
        if self._icon_name:
            width += _ICON + 4
        if self._count is not None:
            width += 4 + self._width(str(self._count), 400)
        return QSize(round(width), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """It never shrinks below its words."""
        return self.sizeHint()

    def paint_face(self, painter: QPainter) -> None:
        """Paint plate, icon, words and count."""
        theme, rect = self.theme, QRectF(self.rect())
        ink, muted = theme.ink2, theme.muted
        border: QColor | None = QColor(theme.hair2)
        fill = QColor(mix(theme.card, theme.raised if theme.dark else theme.hover, self.hover))
        if self.isChecked():
            ink, border, fill = theme.on_primary, None, QColor(theme.primary)
            muted = mix(theme.on_primary, theme.primary, 0.2)
        elif self.isDown():
            fill = QColor(theme.sunken)
        paint_plate(painter, rect, _HEIGHT / 2, fill, border)
        x: float = _PADDING
        if self._icon_name:
            paint_icon(painter, self._icon_name, ink, QRectF(x - 1, 6, _ICON, _ICON))
            x += _ICON + 4
        words = QRectF(x, 0, rect.width(), rect.height())
        painter.setFont(inter(_TEXT, 500))
        painter.setPen(QColor(ink))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._count is not None:
            words.setLeft(x + self._width(self.text(), 500) + 5)
            painter.setFont(inter(_TEXT, 400))
            painter.setPen(QColor(muted))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(self._count))

    @staticmethod
    def _width(words: str, weight: int) -> float:
        return QFontMetricsF(inter(_TEXT, weight)).horizontalAdvance(words)


class StatusChip(QWidget):
    """A check status to read: icon and word on its tint."""

    def __init__(
        self,
        themes: ThemeSource,
        status: CheckStatus = CheckStatus.UNCHECKED,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._status = status
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(status_name(status))
        themes.changed.connect(self.update)

    @property
    def status(self) -> CheckStatus:
        """What it says."""
        return self._status

    def set_status(self, status: CheckStatus) -> None:
        """Say another status."""
        self._status = status
        self.setAccessibleName(status_name(status))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon and word; 22 high."""
        return QSize(math.ceil(status_chip_width(self._status)), math.ceil(STATUS_CHIP_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the chip."""
        painter = QPainter(self)
        paint_status_chip(painter, QRectF(self.rect()), self._status, self._themes.theme)


class TagChip(PaintedButton):
    """A tag; pressing it, or Delete while it has the focus, asks for its removal."""

    removed = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        tag: str,
        parent: QWidget | None = None,
        *,
        zoom: float = 1.0,
        height: int = _HEIGHT,
    ) -> None:
        super().__init__(themes, tag, parent, radius=height * zoom / 2)
        self._zoom = zoom
        self._height = height
        self.setAutoDefault(False)
        remove = self.tr("Remove tag {tag}").format(tag=tag)
        self.setAccessibleName(remove)
        self.setToolTip(remove)
        self.clicked.connect(self._remove)

    @property
    def tag(self) -> str:
        """The tag's words."""
        return self.text()

    def sizeHint(self) -> QSize:
        """Icon, words and cross; 26 high at 100 %."""
        words = QFontMetricsF(inter(_TEXT * self._zoom, 500)).horizontalAdvance(self.text())
        fixed = (_PADDING + _ICON + 4 + 6 + 9 + 10) * self._zoom
        return QSize(round(words + fixed), round(self._height * self._zoom))

    def minimumSizeHint(self) -> QSize:
        """It may shrink; the words are then elided."""
        return QSize(round(64 * self._zoom), self.sizeHint().height())

    def paint_face(self, painter: QPainter) -> None:
        """Paint plate, icon, words and cross."""
        theme, rect, zoom = self.theme, QRectF(self.rect()), self._zoom
        fill = QColor(mix(theme.card, theme.raised if theme.dark else theme.hover, self.hover))
        if self.isDown():
            fill = QColor(theme.sunken)
        paint_plate(painter, rect, rect.height() / 2, fill, QColor(theme.hair2))
        side, middle = _ICON * zoom, rect.height() / 2
        x = (_PADDING - 1) * zoom
        paint_icon(painter, "tag", theme.ink2, QRectF(x, middle - side / 2, side, side))
        x += side + 5 * zoom
        cross = 11 * zoom
        cross_left = rect.width() - 9 * zoom - cross
        words = QRectF(x, 0, cross_left - 4 * zoom - x, rect.height())
        font = inter(_TEXT * zoom, 500)
        shown = QFontMetricsF(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width() + 1
        )
        painter.setFont(font)
        painter.setPen(QColor(theme.ink2))
        painter.drawText(words.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter, shown)
        paint_icon(painter, "x", theme.muted, QRectF(cross_left, middle - cross / 2, cross, cross))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Delete and Backspace remove the tag, as in other tag fields."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        else:
            super().keyPressEvent(event)

    def _remove(self) -> None:
        self.removed.emit(self.text())
