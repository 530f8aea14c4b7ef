"""What every painted button shares: hover fade, disabled look, focus radius; knows no content."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from galley.ui.components.focus_wishes import set_focus_radius
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.icons import DISABLED_OPACITY
from galley.ui.theme.tokens import Theme

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

__all__ = ["HOVER_MS", "PaintedButton", "paint_plate"]

HOVER_MS = 80


class PaintedButton(QPushButton):
    """A push button whose whole face is painted by ``paint_face``.

    It takes focus by keyboard only: a click on it leaves the reader's place and selection alone.
    """

    def __init__(
        self, themes: ThemeSource, text: str, parent: QWidget | None = None, *, radius: float = 7
    ) -> None:
        super().__init__(parent)
        self.setText(text)  # given above, PySide would make QIcon first, to see if it is one
        self._themes = themes
        self._hover = 0.0
        self._fade: QVariantAnimation | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_focus_radius(self, radius)
        themes.changed.connect(self.update)

    @property
    def theme(self) -> Theme:
        """The colours to paint with now."""
        return self._themes.theme

    @property
    def hover(self) -> float:
        """How far the pointer's highlight has faded in, 0 to 1."""
        return self._hover

    def paint_face(self, painter: QPainter) -> None:
        """Paint everything; the painter is antialiased and faded while disabled."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the face in place of the style's."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(DISABLED_OPACITY)
        self.paint_face(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it like the space bar, wherever it stands."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Fade the highlight in."""
        super().enterEvent(event)
        if self.isEnabled():
            self._fade_to(1.0)

    def leaveEvent(self, event: QEvent) -> None:
        """Fade the highlight out."""
        super().leaveEvent(event)
        self._fade_to(0.0)

    def changeEvent(self, event: QEvent) -> None:
        """Drop the highlight when disabled; measure again when the words change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self._fade_to(0.0)

    def _fade_to(self, end: float) -> None:
        if self._fade is None:
            self._fade = self._make_fade()
        self._fade.stop()
        duration = self._themes.duration(HOVER_MS)
        if duration == 0:
            self._set_hover(end)
            return
        self._fade.setDuration(duration)
        self._fade.setStartValue(self._hover)
        self._fade.setEndValue(end)
        self._fade.start()

    def _make_fade(self) -> "QVariantAnimation":
        from PySide6.QtCore import QEasingCurve, QVariantAnimation  # no window starts with a fade

        fade = QVariantAnimation(self)
        fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        fade.valueChanged.connect(self._set_hover)
        return fade

    def _set_hover(self, value: float) -> None:
        self._hover = value
        self.update()


def paint_plate(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, border: QColor | None
) -> None:
    """Paint a rounded plate with a 1 px border inside ``rect``; None leaves a part out."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(border, 1))
    inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, radius - 0.5, radius - 0.5)
