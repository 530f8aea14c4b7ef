"""A dialog that lies over its window as a card on a dimmed ground; knows no content.

It is a child of the window, not a window of its own: the card's corners and shadow look the same
with and without a compositor, and it can't be lost behind another window. While it is there the
keyboard stays inside it, and shortcuts of the window are deaf; of several the uppermost has it.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from galley.ui.components.focus_stops import focus_stops, step_focus
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.painting import Shadow, paint_shadow

__all__ = ["SHEET_RADIUS", "Sheet"]

SHEET_RADIUS = 14
_MARGIN = 32  # px of the window that stay visible on each side
_LEAST_MARGIN = 12  # px above and below, in a window that is short of room
_SHORT = 640  # px high
_SHADOW = Shadow(24, 10, 0.28)
_SCRIM = (28, 26, 22, 102)  # a dark veil, in every theme


class Sheet(QDialog):
    """Open it with ``open()``; it goes away, and is deleted, when it is closed.

    Args:
        themes: The colours.
        window: What it lies over.
        size: Of the card, where the window is large enough.
    """

    def __init__(self, themes: ThemeSource, window: QWidget, size: QSize) -> None:
        super().__init__(window)
        self._themes = themes
        self._window = window
        self._wanted = size
        self._came_from: QWidget | None = None
        self._watching = False
        self._kept: QWidget | None = None  # what last had the keyboard on this sheet
        self.card = _Card(themes, self)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet("Sheet { background: transparent; }")
        window.installEventFilter(self)
        themes.changed.connect(self.update)

    def open(self) -> None:
        """Cover the window and take the keyboard."""
        self._came_from = self._window.focusWidget()
        self.cover()
        self.show()
        self.raise_()
        self.focus_first()
        self._kept = self.focusWidget()
        self._watch(on=True)

    def focus_first(self) -> None:
        """Put the keyboard where the person starts; subclasses know better."""
        self.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def size_for(self, _room: QSize) -> QSize:
        """How large the card would be; subclasses may follow what lies on it."""
        return self._wanted

    def arrange(self) -> None:
        """The card has its size; subclasses may fit what lies on it."""

    def done(self, result: int) -> None:
        """Go away, and give the keyboard back."""
        self._window.removeEventFilter(self)
        self._watch(on=False)
        super().done(result)
        # What had the keyboard may be gone with a sheet below this one.
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _watch(self, *, on: bool) -> None:
        application = QApplication.instance()
        if not isinstance(application, QApplication) or on is self._watching:
            return
        self._watching = on
        if on:
            application.focusChanged.connect(self._hold_keyboard)
        else:
            application.focusChanged.disconnect(self._hold_keyboard)

    def _hold_keyboard(self, _old: QWidget | None, new: QWidget | None) -> None:
        """What works below may end and ask for the keyboard: it has it once this sheet is gone."""
        if new is None or new.window() is not self._window or not self.isVisible():
            return
        if new is self or self.isAncestorOf(new):
            self._kept = new
        elif not self._is_below(new):
            self._came_from = new
            kept = self._kept if self._kept is not None and isValid(self._kept) else self.card
            kept.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_below(self, widget: QWidget) -> bool:
        """Whether this sheet is below a widget of the window."""
        above: QWidget | None = widget
        while above is not None and above.parentWidget() is not self._window:
            above = above.parentWidget()
        lain = self._window.children()  # as they lie, the uppermost last
        return above is not None and lain.index(above) > lain.index(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        # The type first: of this object nothing may be left but Qt's half when a window closes.
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self.cover()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts from acting behind the card."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Enter are the dialog's; no other key goes through to the window."""
        super().keyPressEvent(event)
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the card."""
        if not self.isVisible():
            return False  # Qt looks for a new place for the keyboard while it hides a widget
        return step_focus(focus_stops(self), forward=forward)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card does nothing: what was set up in it would be lost."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window and raise the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(*_SCRIM))
        paint_shadow(
            painter, QRectF(self.card.geometry()), SHEET_RADIUS, self._themes.theme, _SHADOW
        )

    def cover(self) -> None:
        """Lie over the whole window, the card in its middle."""
        area = QRect(QPoint(0, 0), self._window.size())
        self.setGeometry(area)
        above = _MARGIN if area.height() >= _SHORT else _LEAST_MARGIN
        room = area.size() - QSize(2 * _MARGIN, 2 * above)
        size = self.size_for(room).boundedTo(room)
        card = QRect(QPoint(0, 0), size)
        card.moveCenter(area.center())
        self.card.setGeometry(card)
        self.arrange()


class _Card(QWidget):
    """The rounded ground that holds a sheet's content; what lies on it is cut to its corners."""

    def __init__(self, themes: ThemeSource, sheet: QWidget) -> None:
        super().__init__(sheet)
        self._themes = themes
        themes.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), SHEET_RADIUS, SHEET_RADIUS)
        painter.fillPath(path, QColor(self._themes.theme.raised))
