"""The bar at the top: panes, history, import, find, and how the page looks. Knows only actions."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from galley.ui.components.buttons import GhostButton, IconButton, PrimaryButton
from galley.ui.find.find_field import FindField
from galley.ui.theme.current import ThemeSource

__all__ = ["Toolbar"]

_HEIGHT = 48
_FIELD = 360
_FIELD_SMALL = 260
_SMALL_WINDOW = 1200
_GAP = 20


class _Separator(QWidget):
    """A short upright hairline."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setFixedSize(1, 16)
        themes.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(self._themes.theme.hair2))


class Toolbar(QWidget):
    """Buttons that trigger the window's actions, and the field to find words in the article.

    Attributes:
        typography_button: What the popover of the page's setting hangs under.
        theme_button: What the theme menu opens under.
    """

    def __init__(
        self, themes: ThemeSource, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._actions = actions
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(self.tr("Toolbar"))
        self.find_field = FindField(themes, self.tr("Find in article"), self)
        self._left = self._group(self._left_parts(), (10, 0))
        self._right = self._group(self._right_parts(), (0, 10))
        self._set_tab_order()
        themes.changed.connect(self.update)

    def _left_parts(self) -> list[QWidget]:
        importing = GhostButton(self._themes, self.tr("Import"), self, icon="plus")
        self._bind(importing, self._actions["import"])
        return [
            self._icon("panel-left", "library.toggle"),
            self._icon("arrow-left", "back"),
            self._icon("arrow-right", "forward"),
            _Separator(self._themes, self),
            importing,
        ]

    def _right_parts(self) -> list[QWidget]:
        self.typography_button = self._icon("a-large-small", "typography")
        self.theme_button = self._icon("moon", "theme")
        export = PrimaryButton(self._themes, self.tr("Export"), self, icon="share")
        self._bind(export, self._actions["export"])
        return [
            self._icon("highlighter", "highlighter"),
            self.typography_button,
            self.theme_button,
            self._icon("git-compare", "compare"),
            export,
            _Separator(self._themes, self),
            self._icon("panel-right", "annotations.toggle"),
        ]

    def _icon(self, icon: str, action_id: str) -> IconButton:
        action = self._actions[action_id]
        checkable = action.isCheckable()
        button = IconButton(self._themes, icon, action.text(), self, checkable=checkable)
        self._bind(button, action)
        return button

    @staticmethod
    def _bind(button: QAbstractButton, action: QAction) -> None:
        """The button does what the action does, and looks as the action is."""

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setChecked(action.isChecked())
            if isinstance(button, IconButton):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                button.set_name(action.text(), keys)

        button.clicked.connect(action.trigger)
        action.changed.connect(follow)
        follow()

    def _group(self, parts: list[QWidget], margins: tuple[int, int]) -> QWidget:
        group = QWidget(self)
        row = QHBoxLayout(group)
        row.setContentsMargins(margins[0], 0, margins[1], 0)
        row.setSpacing(4)
        for part in parts:
            if isinstance(part, _Separator):
                row.addSpacing(5)
                row.addWidget(part)
                row.addSpacing(5)
            else:
                row.addWidget(part)
        return group

    def _set_tab_order(self) -> None:
        order = [
            *self._left.findChildren(QAbstractButton),
            self.find_field,
            *self._right.findChildren(QAbstractButton),
        ]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The field stands in the window's middle, or beside Import where that is too narrow."""
        super().resizeEvent(event)
        left, right = self._left.sizeHint().width(), self._right.sizeHint().width()
        self._left.setGeometry(0, 0, left, _HEIGHT - 1)
        self._right.setGeometry(self.width() - right, 0, right, _HEIGHT - 1)
        small = self.width() < _SMALL_WINDOW
        room = self.width() - left - right - 2 * _GAP
        width = min(_FIELD_SMALL if small else _FIELD, room)
        middle = (self.width() - width) // 2
        start = left + _GAP if small else max(left + _GAP, middle)
        top = (_HEIGHT - 1 - self.find_field.height()) // 2
        self.find_field.setGeometry(start, top, max(120, width), self.find_field.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar's ground and its hairline."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.bar))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.hair))
