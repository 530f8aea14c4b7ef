"""What happened to a mark, as a title with its sign; decides nothing."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from galley.ui.compare.review import HeadlineRow, MarkRow
from galley.ui.compare.state_chip import look_of
from galley.ui.compare.words import title_of
from galley.ui.components.side_pane import QuietLabel
from galley.ui.components.tinted_label import write_in
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import newsreader
from galley.ui.theme.painting import paint_icon

__all__ = ["Title"]

_LEFT = 26


class Title(QWidget):
    """The state's icon and what happened, and which of how many it is."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self._row: HeadlineRow | MarkRow | None = None
        self.words = QLabel(self)
        self.words.setFont(newsreader(20))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setContentsMargins(_LEFT, 0, 0, 0)
        self.place = QuietLabel(themes, 12.5, self)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.words, 1)
        row.addWidget(self.place, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(30)
        themes.changed.connect(self._tint)
        self._tint()

    def show_row(self, row: HeadlineRow | MarkRow, place: str, *, same_place: bool) -> None:
        """Say what happened."""
        self._row = row
        self.words.setText(title_of(row, same_place=same_place))
        self.place.setText(place)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon before the words."""
        if self._row is not None:
            theme, look = self._themes.theme, look_of(self._row)
            icon = QRectF(0, (min(self.height(), 34) - 17) / 2, 17, 17)
            paint_icon(QPainter(self), look.icon, look.colours(theme).text, icon)

    def _tint(self) -> None:
        write_in(self.words, self._themes.theme.ink)
        self.update()
