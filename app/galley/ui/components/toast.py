"""A passing word at the foot of the window, with one way back; knows no history."""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QEnterEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from galley.ui.components.keycap import KEYCAP_HEIGHT, keycap_width, paint_keycap
from galley.ui.components.painted_button import PaintedButton, paint_plate
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import TOAST_SHADOW, mix, paint_icon, paint_shadow

__all__ = ["TOAST_MS", "Toast"]

TOAST_MS = 8000
_HEIGHT = 44
_LEAST_WIDTH = 356
_RADIUS = 10
_ABOVE, _BELOW, _SIDE = 10, 22, 16  # room for the shadow
_ICON = 16
_TEXT_LEFT = 44


class _ToastButton(PaintedButton):
    """The underlined action with its key, on the toast's own colour."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, "", parent, radius=5)
        self.key = ""
        self.setAutoDefault(False)

    def sizeHint(self) -> QSize:
        """Words and key with 4 px around them."""
        width = QFontMetricsF(inter(13, 600)).horizontalAdvance(self.text()) + 8
        if self.key:
            width += 6 + keycap_width(self.key)
        return QSize(math.ceil(width), 26)

    def paint_face(self, painter: QPainter) -> None:
        """Paint underlined words, then the key."""
        theme, font = self.theme, inter(13, 600)
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        painter.setFont(font)
        painter.setPen(QColor(theme.on_primary))
        middle = self.height() / 2
        words = QRectF(4, 0, width + 2, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        line = mix(theme.primary, theme.on_primary, 0.7 + 0.3 * self.hover)
        painter.fillRect(QRectF(4, middle + 8, width, 1), QColor(line))
        if self.key:
            cap = keycap_width(self.key)
            place = QRectF(math.floor(width + 10), middle - KEYCAP_HEIGHT / 2, cap, KEYCAP_HEIGHT)
            paint_keycap(painter, place, self.key, theme, on_primary=True)


class Toast(QWidget):
    """One message at the bottom centre of its parent, for 8 s, with one action.

    The clock stands still while the pointer is over it or the focus in it, and Escape closes it;
    the focus then goes back to where it came from.
    A new message replaces the one before.

    Attributes:
        action_triggered: The action is wanted that the message did not say how to do.
        closed: What it said is not shown any more; another message may take its place.
    """

    action_triggered = Signal()
    closed = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget, *, bottom_gap: int = 50) -> None:
        super().__init__(parent)
        self._themes = themes
        self._host = parent
        self._bottom_gap = bottom_gap
        self._message = ""
        self._then: Callable[[], object] | None = None
        self._icon_name = ""
        self._button = _ToastButton(themes, self)
        self._button.clicked.connect(self._act)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.dismiss)
        self._left = 0
        self._paused = False
        self._hovered = False
        self._came_from: QWidget | None = None
        self.hide()
        parent.installEventFilter(self)
        themes.changed.connect(self.update)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - a widget exists: so does it
        application.focusChanged.connect(self._on_focus_changed)

    @property
    def message(self) -> str:
        """What it says, or said last."""
        return self._message

    @property
    def is_paused(self) -> bool:
        """Whether its clock stands still."""
        return self._paused

    @property
    def button(self) -> PaintedButton:
        """The action's button."""
        return self._button

    def show_message(
        self,
        message: str,
        *,
        icon: str = "check",
        action: str = "",
        key: str = "",
        then: Callable[[], object] | None = None,
        milliseconds: int = TOAST_MS,
    ) -> None:
        """Say something.

        Args:
            message: What was done, short.
            icon: What kind of thing it was.
            action: What undoes it, as a verb; empty for no action.
            key: The key that does the same.
            then: What the action does; None for :attr:`action_triggered`.
            milliseconds: How long it stays.
        """
        if self.isVisible():
            self.closed.emit()
        self._message = message
        self._icon_name = icon
        self._then = then
        self.setAccessibleName(message)
        self._button.setText(action)
        self._button.key = key
        self._button.setVisible(bool(action))
        self._button.resize(self._button.sizeHint())
        self._left = milliseconds
        self._place()
        self.show()
        self.raise_()
        self._paused = False
        self._clock.start(milliseconds)
        self._reconsider()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message))

    def dismiss(self) -> None:
        """Close it now."""
        if self.isVisible():
            self._clock.stop()
            back = self._came_from if self._button.hasFocus() else None
            self.hide()
            if back is not None and isValid(back):
                back.setFocus(Qt.FocusReason.OtherFocusReason)
            self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the shadow, the plate, the icon and the words."""
        theme, card = self._themes.theme, QRectF(self._card())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shadow(painter, card, _RADIUS, theme, TOAST_SHADOW)
        paint_plate(painter, card, _RADIUS, QColor(theme.primary), None)
        middle = card.center().y()
        icon = QRectF(card.left() + 16, middle - _ICON / 2, _ICON, _ICON)
        paint_icon(painter, self._icon_name, theme.on_primary, icon)
        painter.setFont(inter(13, 500))
        painter.setPen(QColor(theme.on_primary))
        right = self._button.x() - 8 if self._button.text() else card.right() - 16
        words = QRectF(card.left() + _TEXT_LEFT, card.top(), 0, card.height())
        words.setRight(right)
        shown = QFontMetricsF(painter.font()).elidedText(
            self._message, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the parent."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stop the clock."""
        super().enterEvent(event)
        self._hovered = True
        self._reconsider()

    def leaveEvent(self, event: QEvent) -> None:
        """Let the clock go on."""
        super().leaveEvent(event)
        self._hovered = False
        self._reconsider()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _card(self) -> QRect:
        return self.rect().adjusted(_SIDE, _ABOVE, -_SIDE, -_BELOW)

    def _place(self) -> None:
        host = self._host
        words = QFontMetricsF(inter(13, 500)).horizontalAdvance(self._message)
        action = self._button.width() + 60 if self._button.text() else 24
        width = max(_LEAST_WIDTH, _TEXT_LEFT + math.ceil(words) + action)
        width = min(width, max(200, host.width() - 32))
        top = host.height() - self._bottom_gap - _HEIGHT
        left = (host.width() - width) // 2
        self.setGeometry(left - _SIDE, top - _ABOVE, width + 2 * _SIDE, _HEIGHT + _ABOVE + _BELOW)
        card = self._card()
        button_top = card.top() + (_HEIGHT - self._button.height()) // 2
        self._button.move(card.right() + 1 - 21 - self._button.width(), button_top)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self._button:
            self._came_from = old
        self._reconsider()

    def _reconsider(self) -> None:
        """Stop or start the clock, as pointer and focus ask."""
        if not self.isVisible():
            return
        pause = self._hovered or self._button.hasFocus()
        if pause and not self._paused:
            self._left = max(0, self._clock.remainingTime())
            self._clock.stop()
        elif not pause and self._paused:
            self._clock.start(self._left)
        self._paused = pause

    def _act(self) -> None:
        self.dismiss()
        if self._then is None:
            self.action_triggered.emit()
        else:
            self._then()
