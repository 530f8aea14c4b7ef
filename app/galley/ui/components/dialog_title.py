"""A dialog's title that may need several lines; a label would set them too close."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from galley.ui.components.wrapped_text import wrapped
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import newsreader

__all__ = ["DialogTitle"]

_SIZE, _LINE = 22, 30
_MOST_LINES = 4


class DialogTitle(QWidget):
    """As high as its lines at the width it has.

    Args:
        themes: The colours.
        words: The title.
    """

    def __init__(self, themes: ThemeSource, words: str) -> None:
        super().__init__()
        self._themes, self._words, self._font = themes, words, newsreader(_SIZE)
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themes.changed.connect(self.update)

    def lines(self, width: int) -> tuple[str, ...]:
        """The title, broken at words to a width in px."""
        return wrapped(self._words, self._font, width, _MOST_LINES)

    def heightForWidth(self, width: int) -> int:
        """A line height for each line."""
        return len(self.lines(width)) * _LINE

    def sizeHint(self) -> QSize:
        """In one line."""
        return QSize(round(QFontMetricsF(self._font).horizontalAdvance(self._words)) + 1, _LINE)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, _LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each line in the middle of its height."""
        painter, metrics = QPainter(self), QFontMetricsF(self._font)
        painter.setFont(self._font)
        painter.setPen(QColor(self._themes.theme.ink))
        above = (_LINE - metrics.height()) / 2 + metrics.ascent()
        for number, line in enumerate(self.lines(self.width())):
            painter.drawText(QPointF(0, number * _LINE + above), line)
