"""What sheets with a head, a body and a foot are made of; knows no content."""

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from galley.ui.theme.current import ThemeSource

__all__ = ["HEAD_AND_FOOT", "SheetBody", "lay_out_sheet", "over_bar"]


_HEAD, _FOOT = 60, 63
HEAD_AND_FOOT = _HEAD + _FOOT + 2  # px, with the hairlines that part them from the body
_BAR_WIDTH = 290


def lay_out_sheet(card: QWidget, head: QHBoxLayout, body: "SheetBody", foot: QHBoxLayout) -> None:
    """Lay the three out on a sheet's card, one below the other."""
    column = QVBoxLayout(card)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    head.setContentsMargins(24, 0, 17, 0)
    column.addWidget(_held(head, _HEAD))
    column.addWidget(body, 1)
    foot.setContentsMargins(24, 0, 24, 0)
    foot.setSpacing(10)
    column.addWidget(_held(foot, _FOOT))


def _held(row: QHBoxLayout, height: int) -> QWidget:
    """A head or a foot of a height."""
    holder = QWidget()
    holder.setFixedHeight(height)
    holder.setLayout(row)
    return holder


def over_bar(words: QHBoxLayout, bar: QProgressBar) -> QVBoxLayout:
    """The progress in a foot: a bar, and over it what is being done."""
    bar.setTextVisible(False)
    bar.setFixedWidth(_BAR_WIDTH)
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addStretch(1)
    column.addLayout(words)
    column.addWidget(bar)
    column.addStretch(1)
    return column


class SheetBody(QWidget):
    """What lies between head and foot, parted from them by hairlines."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        themes.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairlines as the ground, and the body's own ground on it."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.hair))
        painter.fillRect(self.rect().adjusted(0, 1, 0, -1), QColor(theme.raised))
