"""What can be done with several cards at once, at the foot of their list; does none of it."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from galley.ui.components.buttons import IconButton
from galley.ui.components.placeholders import filled
from galley.ui.components.tinted_label import write_in
from galley.ui.keys import KeysOf, cap_of, usual_keys
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter

__all__ = ["SelectionBar"]

_HEIGHT = 44
_BUTTON, _ICON = 30, 16


class SelectionBar(QWidget):
    """How many cards are selected, and a button for each thing that can be done with all of them.

    Attributes:
        kind_wanted: Another kind is to be chosen; the menu belongs at this point of the screen.
        status_wanted: The outcome of a check is to be chosen, likewise.
        tag_wanted: A tag is to be added or removed.
        copy_wanted: They are to be copied as quotations.
        delete_wanted: They are to go to the trash.
        let_go: Nothing is to be selected.
    """

    kind_wanted = Signal(QPoint)
    status_wanted = Signal(QPoint)
    tag_wanted = Signal()
    copy_wanted = Signal()
    delete_wanted = Signal()
    let_go = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._words = QLabel()
        self._words.setFont(inter(12.5, 500))
        self._kind = self._button("highlighter", self.tr("Kind"))
        self._status = self._button("circle-check", self.tr("Check"))
        self._tag = self._button("tag", self.tr("Tag"))
        self._copy = self._button("copy", self.tr("Copy as quotations"))
        self._delete = self._button("trash-2", self.tr("Delete"))
        self._close = self._button("x", self.tr("Select nothing"))
        self._kind.clicked.connect(lambda: self.kind_wanted.emit(self._above(self._kind)))
        self._status.clicked.connect(lambda: self.status_wanted.emit(self._above(self._status)))
        self._tag.clicked.connect(self.tag_wanted)
        self._copy.clicked.connect(self.copy_wanted)
        self._delete.clicked.connect(self.delete_wanted)
        self._close.clicked.connect(self.let_go)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(2)
        row.addWidget(self._words, 1)
        for button in (self._kind, self._status, self._tag, self._copy, self._delete, self._close):
            row.addWidget(button)
        self.setAccessibleName(self.tr("Selected notes"))
        self.setFixedHeight(_HEIGHT)
        self.set_keys(usual_keys)
        themes.changed.connect(self._tint)
        self._tint()

    def set_count(self, count: int) -> None:
        """Say how many cards are selected."""
        self._words.setText(filled(self.tr("%1 selected"), count))

    def set_keys(self, keys_of: KeysOf) -> None:
        """Say which keys do the same."""
        for button, action_id in (
            (self._status, "check"),
            (self._tag, "tag"),
            (self._delete, "delete"),
        ):
            button.set_name(button.accessibleName(), cap_of(keys_of, action_id))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of a bar, under a hairline."""
        painter, theme = QPainter(self), self._themes.theme
        painter.fillRect(self.rect(), QColor(theme.bar))
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(theme.hair))

    def sizeHint(self) -> QSize:
        """As wide as it is given."""
        return QSize(280, _HEIGHT)

    def _button(self, icon: str, name: str) -> IconButton:
        return IconButton(self._themes, icon, name, self, side=_BUTTON, icon_size=_ICON)

    @staticmethod
    def _above(button: QWidget) -> QPoint:
        return button.mapToGlobal(QPoint(0, 0))

    def _tint(self) -> None:
        write_in(self._words, self._themes.theme.ink)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.update()
