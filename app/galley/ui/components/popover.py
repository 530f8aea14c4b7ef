"""A card that hangs under a button for a moment; knows no content.

A child of the window, like a sheet, so that its corners and shadow look the same everywhere.
Escape, a press beside it, or the keyboard going elsewhere closes it.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from galley.ui.components.focus_stops import focus_stops, step_focus
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.painting import paint_shadow

__all__ = ["Popover"]

_SHADOW = 24  # room around the card
_RADIUS = 12
_GAP = 12
_EDGE = 8  # least distance from the window's edge


class Popover(QWidget):
    """Fill :attr:`column`, then call :meth:`open`; it is deleted when it closes.

    Args:
        themes: The colours.
        under: The button it hangs under; its window is what the popover lies in.
        width: Of the card.
    """

    def __init__(self, themes: ThemeSource, under: QWidget, width: int) -> None:
        super().__init__(under.window())
        self._themes, self._under = themes, under
        self._came_from: QWidget | None = None
        self._card_width = width
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_SHADOW, _SHADOW, _SHADOW, _SHADOW)
        self.column = QVBoxLayout()
        outer.addLayout(self.column)
        themes.changed.connect(self.update)

    def open(self) -> None:
        """Show it under its button and give it the keyboard."""
        window = self.window()
        self._came_from = window.focusWidget()
        self.setFixedWidth(self._card_width + 2 * _SHADOW)
        self.adjustSize()
        corner = self._under.mapTo(window, QPoint(self._under.width(), self._under.height()))
        left = corner.x() + _EDGE - self._card_width // 2
        left = max(_EDGE, min(left, window.width() - self._card_width - _EDGE))
        self.move(left - _SHADOW, corner.y() + _GAP - _SHADOW)
        self.show()
        self.raise_()
        self._watch(on=True)
        step_focus(focus_stops(self), forward=True)

    def closeEvent(self, event: QEvent) -> None:
        """Give the keyboard back to where it was."""
        self._watch(on=False)
        focus = QApplication.focusWidget()
        back = self._came_from
        if back is not None and isValid(back) and focus is not None and self.isAncestorOf(focus):
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        super().closeEvent(event)  # type: ignore[arg-type] # Qt says QCloseEvent, which it is

    def _watch(self, *, on: bool) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            if on:
                application.installEventFilter(self)
                application.focusChanged.connect(self._on_focus_changed)
            else:
                application.removeEventFilter(self)
                application.focusChanged.disconnect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new is not self and not self.isAncestorOf(new):
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press beside the card closes it; that press is for what lies there."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            here = self.mapFromGlobal(event.globalPosition().toPoint())
            on_button = watched is self._under
            if isinstance(watched, QWidget) and not self._card().contains(here):
                self.close()
                return on_button  # the button would open it again
        elif event.type() == QEvent.Type.Resize and watched is self.parent():
            self.close()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts from acting meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; no other key goes through to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the card."""
        return self.isVisible() and step_focus(focus_stops(self), forward=forward)

    def _card(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shadow and card."""
        theme, card = self._themes.theme, self._card()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shadow(painter, card, _RADIUS, theme)
        painter.setBrush(QColor(theme.raised))
        painter.setPen(QPen(QColor(theme.hair2), 1))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
