"""The sheet of articles that are alike, pair by pair; looks for none itself."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from galley.domain.catalogue import ArticleSummary
from galley.services.finding.duplicates import Pair
from galley.ui.components.buttons import IconButton, LinkButton, SecondaryButton
from galley.ui.components.placeholders import filled
from galley.ui.components.tinted_label import TintedLabel
from galley.ui.dialogs.sheet import Sheet
from galley.ui.library.words import headline_text, meta_text, progress_text
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader, source_serif

__all__ = ["DuplicatesSheet"]

_SIZE, _EMPTY = QSize(1000, 680), QSize(560, 120)
_RADIUS = 10


class _PairCard(QWidget):
    """Two articles side by side.

    Attributes:
        open_wanted: An article is to be read: its id.
        trash_wanted: An article is to go: its id.
        back_wanted: An article is to come back from there: its id.
        version_wanted: The capture of one is to be the next version of the other: the ids of the
            older article and of the newer one.
    """

    open_wanted = Signal(str)
    trash_wanted = Signal(str)
    back_wanted = Signal(str)
    version_wanted = Signal(str, str)

    def __init__(
        self, themes: ThemeSource, pair: Pair, first: ArticleSummary, second: ArticleSummary
    ) -> None:
        super().__init__()
        self._themes = themes
        self.pair = pair
        self._buttons: dict[str, SecondaryButton] = {}  # by the articles' ids
        self._gone: set[str] = set()
        title = self._label(self._likeness(pair), inter(12.5, 600), "ink2")
        sides = QHBoxLayout()
        sides.setSpacing(24)
        for article, excerpt in zip((first, second), pair.excerpts, strict=True):
            sides.addLayout(self._side(article, excerpt), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        self._version = LinkButton(themes, self.tr("Make them versions of one article"))
        older, newer = sorted((first, second), key=lambda article: article.created_at)
        self._version.clicked.connect(partial(self.version_wanted.emit, older.id, newer.id))
        self._version.setAccessibleDescription(headline_text(newer))
        # The newer one becomes a version of the older: nothing that was written may stay behind.
        self._version.setVisible(not pair.same_capture and newer.facts == 0)
        head.addWidget(self._version)
        column.addLayout(head)
        column.addLayout(sides)
        self.setAccessibleName(
            ", ".join((title.text(), headline_text(first), headline_text(second)))
        )
        themes.changed.connect(self.update)

    def _likeness(self, pair: Pair) -> str:
        if pair.same_capture:
            return self.tr("Same capture")
        if pair.likeness == 1:
            return self.tr("Same words")
        return filled(self.tr("%1% alike"), min(99, round(100 * pair.likeness)))

    def _side(self, article: ArticleSummary, excerpt: str) -> QVBoxLayout:
        headline = headline_text(article)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._label(meta_text(article), inter(11.5), "muted"))
        column.addWidget(self._label(headline, source_serif(15, 600), "ink"))
        column.addWidget(self._label(progress_text(article), inter(11.5), "muted"))
        column.addWidget(self._label(excerpt, source_serif(13.5), "ink2"))
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 6, 0, 0)
        buttons.setSpacing(8)
        trash = SecondaryButton(self._themes, self.tr("Move to the trash"))
        look = LinkButton(self._themes, self.tr("Open"))
        trash.clicked.connect(partial(self._move, article.id))
        look.clicked.connect(partial(self.open_wanted.emit, article.id))
        for button in (trash, look):
            button.setAccessibleDescription(headline)
            buttons.addWidget(button)
        self._buttons[article.id] = trash
        buttons.addStretch(1)
        column.addLayout(buttons)
        return column

    def _label(self, words: str, font: QFont, token: str) -> QLabel:
        label = TintedLabel(self._themes, token, font, words)
        label.setWordWrap(True)
        return label

    def _move(self, article_id: str) -> None:
        gone = article_id in self._gone
        (self.back_wanted if gone else self.trash_wanted).emit(article_id)

    def show_gone(self, in_use: Callable[[str], bool]) -> None:
        """Offer the trash where both are in use, and for one that is in the trash the way back."""
        self._gone = {article_id for article_id in self._buttons if not in_use(article_id)}
        self._version.setEnabled(not self._gone)
        for article_id, button in self._buttons.items():
            back = article_id in self._gone
            button.setText(self.tr("Bring back") if back else self.tr("Move to the trash"))
            button.setEnabled(back or not self._gone)
            button.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card and the line between the two."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.hair), 1))
        painter.setBrush(QColor(theme.card))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)
        middle = self.width() // 2
        painter.fillRect(middle, 44, 1, self.height() - 58, QColor(theme.hair))


class DuplicatesSheet(Sheet):
    """The pairs, as they are found.

    Attributes:
        open_wanted: An article is to be read: its id.
        trash_wanted: An article is to go: its id.
        back_wanted: An article is to come back from there: its id.
        version_wanted: The capture of one is to be the next version of the other: the ids of the
            older article and of the newer one.
    """

    open_wanted = Signal(str)
    trash_wanted = Signal(str)
    back_wanted = Signal(str)
    version_wanted = Signal(str, str)

    def __init__(self, themes: ThemeSource, window: QWidget) -> None:
        super().__init__(themes, window, _SIZE)
        self.setAccessibleName(self.tr("Duplicates"))
        title = TintedLabel(themes, "ink", newsreader(22), self.tr("Duplicates"))
        self._state = TintedLabel(themes, "ink2", inter(12.5))
        self._state.setWordWrap(True)
        close = IconButton(themes, "x", self.tr("Close"))
        close.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(close)
        self._cards: list[_PairCard] = []
        content = QWidget()
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(0, 0, 12, 0)
        self._rows.setSpacing(12)
        self._rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        content.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        area.setAccessibleName(self.tr("Pairs of articles"))
        column = QVBoxLayout(self.card)
        column.setContentsMargins(24, 18, 12, 20)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._state)
        column.addWidget(area, 1)

    @property
    def pairs(self) -> list[Pair]:
        """What is shown."""
        return [card.pair for card in self._cards]

    def size_for(self, _room: QSize) -> QSize:
        """Small as long as there is no pair."""
        return _SIZE if self._cards else _EMPTY

    def show_state(self, sentence: str) -> None:
        """Say how far it is, or what was found."""
        self._state.setText(sentence)
        self._state.setAccessibleName(sentence)

    def add(self, pair: Pair, first: ArticleSummary, second: ArticleSummary) -> None:
        """Show another pair, those most alike first."""
        card = _PairCard(self._themes, pair, first, second)
        card.open_wanted.connect(self.open_wanted)
        card.trash_wanted.connect(self.trash_wanted)
        card.back_wanted.connect(self.back_wanted)
        card.version_wanted.connect(self.version_wanted)
        likeness = [known.pair.likeness for known in self._cards]
        place = sum(known >= pair.likeness for known in likeness)
        self._cards.insert(place, card)
        self._rows.insertWidget(place, card)
        if len(self._cards) == 1:
            self.cover()

    def settle(self, in_use: Callable[[str], bool]) -> None:
        """Articles went to the trash, or came back."""
        for card in self._cards:
            card.show_gone(in_use)
