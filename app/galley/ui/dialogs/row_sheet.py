"""A sheet with a title and rows that scroll below it, no higher than they need; knows no row."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from galley.ui.components.buttons import IconButton
from galley.ui.components.tinted_label import TintedLabel
from galley.ui.dialogs.sheet import Sheet
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader

__all__ = ["RowSheet"]

_LEFT, _TOP, _RIGHT, _BOTTOM = 24, 18, 16, 20
_BESIDE = 12  # px at the right of the rows, for the scroll bar
_SPACING = 12


class RowSheet(Sheet):
    """Subclasses fill :attr:`rows`.

    Args:
        themes: The colours.
        window: What it lies over.
        size: Of the card; its height is a limit.
        title: What stands above the rows.
        rows_name: What screen readers call the rows.

    Attributes:
        rows: The rows, one below the other; a stretch is below the last.
        close_button: The cross.
    """

    def __init__(
        self, themes: ThemeSource, window: QWidget, size: QSize, title: str, rows_name: str
    ) -> None:
        super().__init__(themes, window, size)
        self._limit = size
        self.setAccessibleName(title)
        heading = self._label(title, "ink", newsreader(22))
        self.close_button = IconButton(themes, "x", self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self._head = QHBoxLayout()
        self._head.addWidget(heading, 1)
        self._head.addWidget(self.close_button)
        self._content = QWidget()
        outer = QVBoxLayout(self._content)
        outer.setContentsMargins(0, 0, _BESIDE, 0)
        self.rows = QVBoxLayout()
        outer.addLayout(self.rows)
        outer.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._content)
        self._content.setAutoFillBackground(False)  # a scroll area turns it on
        area.viewport().setAutoFillBackground(False)
        area.setAccessibleName(rows_name)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(_LEFT, _TOP, _RIGHT, _BOTTOM)
        column.setSpacing(_SPACING)
        column.addLayout(self._head)
        column.addWidget(area, 1)

    def size_for(self, room: QSize) -> QSize:
        """As high as the rows, up to the limit."""
        width = min(self._limit.width(), room.width())
        rows = self._content.heightForWidth(width - _LEFT - _RIGHT)
        around = _TOP + self._head.sizeHint().height() + _SPACING + _BOTTOM
        return QSize(width, min(self._limit.height(), around + max(0, rows)))

    def label(self, words: str, token: str) -> QLabel:
        """Words in a colour of the theme, by its name; they wrap."""
        return self._label(words, token, inter(12.5))

    def _label(self, words: str, token: str, font: QFont) -> QLabel:
        label = TintedLabel(self._themes, token, font, words)
        label.setWordWrap(True)
        return label
