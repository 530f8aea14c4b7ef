"""Finding duplicates: from the wish to a sheet of pairs, and to the trash and back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from galley.domain.article import Version
from galley.domain.catalogue import ArticleSummary
from galley.domain.errors import GalleyError
from galley.services.edits import article_editing
from galley.services.finding import duplicates
from galley.services.finding.duplicates import Pair, Print
from galley.services.later_captures.carrying import CarriedOver
from galley.ui.components.buttons import IconButton, LinkButton, SecondaryButton
from galley.ui.components.placeholders import filled
from galley.ui.dialogs.sheet import Sheet
from galley.ui.library.words import headline_text, meta_text, progress_text
from galley.ui.model.piecewise import PieceRun
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader, source_serif

if TYPE_CHECKING:
    from galley.ui.library.article_edits import ArticleEdits
    from galley.ui.model.app_model import AppModel
    from galley.ui.window.main_window import MainWindow

__all__ = ["DuplicatesSheet", "FindingDuplicates"]

_SIZE, _EMPTY = QSize(1000, 680), QSize(560, 120)
_PRINTS_AT_ONCE, _PAIRS_AT_ONCE = 40, 10
_MOST_SHOWN = 200
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
        self._labels: list[tuple[QLabel, str]] = []
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
        themes.changed.connect(self._tint)
        self._tint()

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

    def _label(self, words: str, font: object, token: str) -> QLabel:
        label = QLabel(words)
        label.setFont(font)  # type: ignore[arg-type] # a QFont
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self._labels.append((label, token))
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

    def _tint(self) -> None:
        for label, token in self._labels:
            palette = label.palette()
            colour = QColor(getattr(self._themes.theme, token))
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            label.setPalette(palette)
        self.update()


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
        self._title = QLabel(self.tr("Duplicates"))
        self._title.setFont(newsreader(22))
        self._state = QLabel()
        self._state.setFont(inter(12.5))
        self._state.setWordWrap(True)
        close = IconButton(themes, "x", self.tr("Close"))
        close.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
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
        themes.changed.connect(self._tint)
        self._tint()

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

    def _tint(self) -> None:
        for label, token in ((self._title, "ink"), (self._state, "ink2")):
            palette = label.palette()
            colour = QColor(getattr(self._themes.theme, token))
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            label.setPalette(palette)


class FindingDuplicates(QObject):
    """One search for duplicates after the other, each in a sheet of its own."""

    def __init__(
        self,
        window: "MainWindow",
        model: "AppModel",
        themes: ThemeSource,
        edits: "ArticleEdits",
        now: Callable[[], datetime],
        *,
        open_article: Callable[[str], None],
        trouble: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._themes = window, model, themes
        self._edits, self._now = edits, now
        self._open_article, self._trouble = open_article, trouble
        self._sheet: DuplicatesSheet | None = None
        self._run: PieceRun | None = None
        self._prints: list[Print] = []
        model.shelf.listed.connect(self._on_listed)  # a lambda would outlive the window

    def begin(self) -> None:
        """Open the sheet, and compare."""
        self._cancel()
        sheet = self._sheet = DuplicatesSheet(self._themes, self._window)
        sheet.open_wanted.connect(self._open)
        sheet.trash_wanted.connect(self._trash)
        sheet.back_wanted.connect(self._model.shelf.restore)
        sheet.version_wanted.connect(self._adopt)
        sheet.finished.connect(self._on_closed)
        sheet.open()
        ids = duplicates.newest(self._model.shelf.summaries)
        self._prints = []
        pieces = [ids[n : n + _PRINTS_AT_ONCE] for n in range(0, len(ids), _PRINTS_AT_ONCE)]
        run = self._begin(duplicates.prints_of, self.tr("Reading the articles: %1%"))
        run.did.connect(self._prints.extend)
        run.ended.connect(lambda: self._choose(run))
        run.start(pieces)

    def _begin(self, work: Callable[..., object], words: str) -> PieceRun:
        run = self._run = PieceRun(self._model.library_thread, work, self)
        run.failed.connect(self._on_failed)

        def show(done: int, total: int) -> None:
            if self._run is run and self._sheet is not None:
                self._sheet.show_state(filled(words, 100 * done // max(1, total)))

        run.progressed.connect(show)
        show(0, 1)
        return run

    def _choose(self, run: PieceRun) -> None:
        """Which pairs are worth comparing, away from the window's thread and the library's."""
        if self._run is not run or self._sheet is None:
            return
        prints, sheet = self._prints, self._sheet
        self._model.work(
            lambda _job: duplicates.candidates(prints),
            lambda pairs: self._compare(sheet, pairs),
        )

    def _compare(self, sheet: DuplicatesSheet, pairs: Sequence[tuple[str, str]]) -> None:
        if self._sheet is not sheet:
            return
        pieces = [pairs[n : n + _PAIRS_AT_ONCE] for n in range(0, len(pairs), _PAIRS_AT_ONCE)]
        run = self._begin(duplicates.compared, self.tr("Comparing: %1%"))
        run.did.connect(self._show)
        run.ended.connect(self._sum_up)
        run.start(pieces)

    def _show(self, pairs: Sequence[Pair]) -> None:
        rows, sheet = self._model.shelf.by_id, self._sheet
        if sheet is None:
            return
        for pair in pairs:
            if pair.first in rows and pair.second in rows and len(sheet.pairs) < _MOST_SHOWN:
                sheet.add(pair, rows[pair.first], rows[pair.second])

    def _sum_up(self) -> None:
        if self._sheet is None:
            return
        self._run = None
        count = len(self._sheet.pairs)
        if not count:
            words = self.tr("No article is in the library twice.")
        elif count == 1:
            words = self.tr("1 pair is alike. Nothing is done unless you say so.")
        else:
            words = self.tr("%1 pairs are alike. Nothing is done unless you say so.")
        if len(self._model.shelf.summaries) > duplicates.MOST_ARTICLES:
            words += " " + filled(
                self.tr("The newest %1 articles were compared."), duplicates.MOST_ARTICLES
            )
        self._sheet.show_state(filled(words, count))

    # -- what the person does --------------------------------------------------------------------

    def _open(self, article_id: str) -> None:
        if self._sheet is not None:
            self._sheet.accept()
        self._open_article(article_id)

    def _adopt(self, older: str, newer: str) -> None:
        """Make the newer capture the next version of the older article."""

        def show(version: Version, _carried: CarriedOver) -> None:
            opened = self._model.article
            if opened is not None and opened.id == older:
                self._model.show_version(opened.version_id)
            elif opened is not None and opened.id == newer:
                self._open_article(version.article_id)

        self._model.shelf.adopt(older, newer, show)

    def _trash(self, article_id: str) -> None:
        self._edits.edit(
            [article_id],
            article_editing.trash(now=self._now()),
            one=self.tr("Article moved to the trash"),
            many="",
            icon="trash-2",
        )

    def _on_listed(self, _rows: object) -> None:
        self._settle()

    def _settle(self) -> None:
        if self._sheet is not None:
            rows = self._model.shelf.by_id
            self._sheet.settle(rows.__contains__)

    def _on_closed(self) -> None:
        self._sheet = None
        self._cancel()

    def _cancel(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.cancel()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, GalleyError):
            raise error
        self._trouble(str(error))
