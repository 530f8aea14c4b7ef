"""What went wrong, and what can be done about it, under the toolbar; knows no error's class."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from galley.domain.annotation import CheckStatus
from galley.ui.components.buttons import IconButton, LinkButton
from galley.ui.components.painted_button import paint_plate
from galley.ui.components.tinted_label import write_in
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import mix, paint_icon

__all__ = ["ErrorBar"]

_HEIGHT = 44
_RADIUS = 8
_ICON = 16


class ErrorBar(QWidget):
    """One error: cause, then actions. It stays until it is closed or the trouble is over."""

    action_chosen = Signal(str)  # the action's name, as given to show_error
    dismissed = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._actions: list[LinkButton] = []
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setFont(inter(13, 500))
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = IconButton(themes, "x", self.tr("Close"), self, side=24, icon_size=16)
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(44, 10, 13, 10)
        self._row.setSpacing(11)
        self._row.addWidget(self._words, 1)
        self._offered = QHBoxLayout()
        self._offered.setSpacing(16)
        self._row.addLayout(self._offered)
        self._row.addWidget(self._close)
        self.setMinimumHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        themes.changed.connect(self._recolour)
        self._recolour()
        self.hide()

    @property
    def message(self) -> str:
        """What it says, or said last."""
        return self._words.text()

    def show_error(self, message: str, actions: Sequence[tuple[str, str]] = ()) -> None:
        """Say what went wrong.

        Args:
            message: The cause, in whole sentences.
            actions: What can be done: a name for ``action_chosen``, and the words on it.
        """
        self._words.setText(message)
        self.setAccessibleName(message)
        for button in self._actions:
            self._offered.removeWidget(button)
            button.hide()  # it goes only when the event loop comes round
            button.deleteLater()
        self._actions = [self._action(name, words) for name, words in actions]
        for button in self._actions:
            self._offered.addWidget(button)
        self.show()
        announcement = QAccessibleAnnouncementEvent(self, message)
        announcement.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(announcement)

    def dismiss(self) -> None:
        """Close it."""
        if self.isVisible():
            self.hide()
            self.dismissed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the plate and the sign."""
        colours = self._themes.theme.statuses[CheckStatus.WRONG]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = QColor(mix(colours.tint, colours.text, 0.45))
        paint_plate(painter, QRectF(self.rect()), _RADIUS, QColor(colours.tint), border)
        icon = QRectF(16, (self.height() - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, "triangle-alert", colours.text, icon)

    def _action(self, name: str, words: str) -> LinkButton:
        button = LinkButton(self._themes, words, self, size=13, weight=600)
        button.set_status(CheckStatus.WRONG)
        button.clicked.connect(lambda: self.action_chosen.emit(name))
        return button

    def _recolour(self) -> None:
        write_in(self._words, self._themes.theme.ink)
        self.update()
