"""Shows where the keyboard is: one overlay a window, that follows the focus."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from galley.ui.components.focus_wishes import focus_radius, focus_style
from galley.ui.theme.current import ThemeSource

__all__ = ["FocusRing"]

_OUTSIDE = 3
_FIELDS = (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
_FOLLOWED = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.EnabledChange,
        QEvent.Type.ZOrderChange,
    }
)


class FocusRing(QWidget):
    """A 2 px ring, 3 px outside the focused widget, once the keyboard has moved the focus.

    Fields get a 1.5 px border and a soft halo instead, however they were reached. Make one for
    each top-level window that holds controls; Qt owns it. It never takes events. Whether the
    keyboard moved the focus is what Qt says of the window (``WA_KeyboardFocusChange``): set by
    Tab and by ``setFocus(Qt.FocusReason.ShortcutFocusReason)``, cleared by a click.
    """

    def __init__(self, window: QWidget, themes: ThemeSource) -> None:
        super().__init__(window)
        self._window = window
        self._themes = themes
        self._target: QWidget | None = None
        self._followed: list[QWidget] = []
        self._halo = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        themes.changed.connect(self.update)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - a widget exists: so does it
        application.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, QApplication.focusWidget())

    @property
    def target(self) -> QWidget | None:
        """The widget the ring is around, or None while it is hidden."""
        return self._target

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint a ring or, around a field, a border with a halo."""
        if self._target is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = focus_radius(self._target)
        accent = QColor(self._themes.theme.accent)
        if not self._halo:
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setPen(QPen(accent, 2))
            painter.drawRoundedRect(ring, radius + 2, radius + 2)
            return
        edge = QRectF(self.rect()).adjusted(_OUTSIDE, _OUTSIDE, -_OUTSIDE, -_OUTSIDE)
        soft = QColor(accent)
        soft.setAlphaF(0.28)
        painter.setPen(QPen(soft, _OUTSIDE))
        painter.drawRoundedRect(edge.adjusted(-1.5, -1.5, 1.5, 1.5), radius + 1.5, radius + 1.5)
        painter.setPen(QPen(accent, 1.5))
        painter.drawRoundedRect(
            edge.adjusted(0.75, 0.75, -0.75, -0.75), radius - 0.75, radius - 0.75
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's
        """Follow the focused widget and whatever holds it."""
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        target, halo = None, False
        if new is not None and new.window() is self._window:
            target, halo = self._wanted(new)
        self._follow(target)
        self._halo = halo
        self._place()

    def _wanted(self, focused: QWidget) -> tuple[QWidget | None, bool]:
        """The widget to surround, and whether with a halo."""
        style = focus_style(focused)
        if style == "none":
            return None, False
        field = isinstance(focused, _FIELDS) and not _read_only(focused)
        field = field or (isinstance(focused, QComboBox) and focused.isEditable())
        target = focused.parentWidget() if style == "parent" else focused
        if field:
            return target, True
        if isinstance(focused, QAbstractItemView):
            return None, False  # the current row shows it
        by_keyboard = focused.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        return (target, False) if by_keyboard else (None, False)

    def _follow(self, target: QWidget | None) -> None:
        followed, self._followed = self._followed, []
        self._target = target
        for widget in followed:
            if isValid(widget):  # of one that takes the focus with it, only Python's half is left
                widget.removeEventFilter(self)
                widget.destroyed.disconnect(self._forget)
        while target is not None and target is not self._window:
            target.installEventFilter(self)
            target.destroyed.connect(self._forget)
            self._followed.append(target)
            target = target.parentWidget()

    def _forget(self, gone: QObject) -> None:
        self._followed = [widget for widget in self._followed if widget is not gone]
        if self._target is gone:
            self._target = None
            self.hide()

    def _place(self) -> None:
        target = self._target
        gone = target is None or not isValid(target)
        if target is None or gone or not target.isVisible() or not target.isEnabled():
            self.hide()
            return
        corner = target.mapTo(self._window, QPoint(0, 0))
        area = QRect(corner, target.size())
        around = area.adjusted(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE)
        self.setGeometry(around & self._window.rect())  # at an edge it is all seen, and closer
        self.show()
        self.raise_()
        self.update()


def _read_only(field: QWidget) -> bool:
    return bool(field.property("readOnly"))
