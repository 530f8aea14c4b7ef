"""One quiet line over the article: a later capture waits to be compared."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from galley.ui.components.buttons import LinkButton
from galley.ui.components.placeholders import filled
from galley.ui.components.side_pane import QuietLabel
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.painting import paint_icon

__all__ = ["WaitingLine"]

_HEIGHT = 36
_SIDE = 32


class WaitingLine(QWidget):
    """Says that a capture waits, and how much there is to review.

    Attributes:
        wanted: Compare.
    """

    wanted = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.says_something = False
        self.setFixedHeight(_HEIGHT)
        self._words = QuietLabel(themes, 12.5, self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.button = LinkButton(themes, self.tr("Compare"), self)
        self.button.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE + 24, 0, _SIDE, 0)
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addWidget(self.button)
        row.addStretch(1)
        self.hide()
        themes.changed.connect(self.update)

    @property
    def words(self) -> str:
        """What it says, or said last."""
        return self._words.text()

    def say_waiting(self, left: int) -> None:
        """Say that a capture waits.

        Args:
            left: How many marks there are to review.
        """
        if left == 1:
            words = self.tr("A new capture is waiting: 1 mark to review")
        elif left:
            words = filled(self.tr("A new capture is waiting: %1 marks to review"), left)
        else:
            words = self.tr("A new capture is waiting: no mark needs a review")
        self.says_something = True
        self._words.setText(words)
        self.setAccessibleName(words)
        self.button.setAccessibleName(f"{self.tr('Compare')}, {words}")

    def say_nothing(self) -> None:
        """No capture waits."""
        self.says_something = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the hairline and the sign."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.bar))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.hair))
        icon = self.rect().toRectF().adjusted(_SIDE, 10, 0, -10)
        icon.setWidth(16)
        paint_icon(painter, "git-compare", theme.muted, icon)
