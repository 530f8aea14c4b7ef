"""Says at the source check's top why a reading may be wrong, and leads to what is doubtful."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from galley.domain.annotation import CheckStatus
from galley.services.intake.reading_doubts import Doubt
from galley.ui.components.buttons import SecondaryButton
from galley.ui.components.tinted_label import write_in
from galley.ui.source_check.words import doubt_sentence
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon
from galley.ui.theme.tokens import StatusColours

__all__ = ["DoubtLine"]

_ICON, _RADIUS = 16, 8


class DoubtLine(QWidget):
    """A plate with the reason, and the way to the next passage that may be of the article.

    Attributes:
        next_wanted: Go there.
    """

    next_wanted = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._words = QLabel(self)
        self._words.setFont(inter(12.5))
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.button = SecondaryButton(themes, self.tr("Next passage"), self, key="D")
        self.button.clicked.connect(self.next_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12 + _ICON + 10, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        themes.changed.connect(self._tint)
        self._tint()
        self.hide()

    def show_doubt(self, doubt: Doubt | None, passages: int) -> None:
        """Say why a reading may be wrong.

        Args:
            doubt: Why; None hides the line.
            passages: How many pieces that were left out may be part of the article.
        """
        self.setVisible(doubt is not None)
        self.button.setVisible(passages > 0)
        if doubt is not None:
            self._words.setText(doubt_sentence(doubt, passages))

    @property
    def _colours(self) -> StatusColours:
        return self._themes.theme.statuses[CheckStatus.DISPUTED]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate and its sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.tint))
        painter.drawRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        icon = QRectF(12, (self.height() - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, "circle-alert", self._colours.text, icon)

    def _tint(self) -> None:
        write_in(self._words, self._themes.theme.ink)
        self.update()
