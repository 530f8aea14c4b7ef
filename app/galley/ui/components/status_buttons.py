"""Five check statuses to choose one from; knows no annotation."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from galley.domain.annotation import CheckStatus
from galley.ui.components.choice_group import ChoiceGroup
from galley.ui.components.painted_button import PaintedButton, paint_plate
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.painting import paint_icon
from galley.ui.theme.tokens import STATUS_ICONS
from galley.ui.theme.words import status_name

__all__ = ["StatusButtons"]

_HEIGHT = 30
_RADIUS = 8


class _StatusButton(PaintedButton):
    """One status, by its icon; its name is its tooltip and its accessible name."""

    moved = Signal(int)

    def __init__(self, themes: ThemeSource, status: CheckStatus, parent: QWidget) -> None:
        super().__init__(themes, "", parent, radius=_RADIUS)
        self.status = status
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(status_name(status))
        self.setToolTip(status_name(status))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """At least 24 wide; a row shares its width."""
        return QSize(35, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """An easy target still."""
        return QSize(24, _HEIGHT)

    def paint_face(self, painter: QPainter) -> None:
        """Paint the plate, in the status's tint if chosen, and the icon."""
        theme, rect = self.theme, QRectF(self.rect())
        colours = theme.statuses[self.status]
        if self.isChecked():
            painter.setBrush(QColor(colours.tint))
            painter.setPen(QPen(QColor(colours.text), 1.5))
            painter.drawRoundedRect(
                rect.adjusted(0.75, 0.75, -0.75, -0.75), _RADIUS - 0.75, _RADIUS - 0.75
            )
        else:
            paint_plate(painter, rect, _RADIUS, QColor(theme.card), QColor(theme.hair2))
            soft = QColor(colours.tint)
            soft.setAlphaF(1.0 if self.isDown() else 0.6 * self.hover)
            paint_plate(painter, rect.adjusted(1, 1, -1, -1), _RADIUS - 1, soft, None)
        icon = QRectF(rect.center().x() - 8, rect.center().y() - 8, 16, 16)
        paint_icon(painter, STATUS_ICONS[self.status], colours.text, icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a neighbour by arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class StatusButtons(ChoiceGroup):
    """The five statuses in a row. Choosing one tells it; arrow keys only move the focus.

    They are one stop of Tab, as choices out of a few are: behind them comes the next field.
    """

    chosen = Signal(object)  # CheckStatus

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = [_StatusButton(themes, status, self) for status in CheckStatus]
        self._current = CheckStatus.UNCHECKED
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for index, button in enumerate(self._buttons):
            row.addWidget(button, 1)
            self.add_choice(button)
            button.clicked.connect(partial(self._choose, button.status))
            button.moved.connect(partial(self._move, index))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_current(CheckStatus.UNCHECKED)

    @property
    def current(self) -> CheckStatus:
        """The chosen one."""
        return self._current

    def set_current(self, status: CheckStatus) -> None:
        """Show another as chosen; nothing is told of it."""
        self._current = status
        for button in self._buttons:
            button.setChecked(button.status is status)
        self._stop_at(self.button(status))

    def focus_current(self) -> None:
        """Go to the chosen one; a focus proxy would take it out of the tab order."""
        self.button(self._current).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def button(self, status: CheckStatus) -> PaintedButton:
        """The button of one status."""
        return self._buttons[list(CheckStatus).index(status)]

    def _choose(self, status: CheckStatus) -> None:
        changed = status is not self._current
        self.set_current(status)
        if changed:
            self.chosen.emit(status)

    def _move(self, index: int, step: int) -> None:
        to = self._buttons[max(0, min(len(self._buttons) - 1, index + step))]
        self._stop_at(to)
        to.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _stop_at(self, stop: PaintedButton) -> None:
        for button in self._buttons:
            focus = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(focus)
