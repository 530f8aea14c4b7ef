"""The import sheet: first it asks where the captures are, then it shows what becomes of each.

It imports nothing itself and knows no library.
"""

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from galley.domain.annotation import CheckStatus
from galley.domain.article import Version
from galley.domain.jobs import Progress
from galley.services.intake.batch_importing import Outcome, OutcomeState
from galley.services.later_captures.carrying import CarriedOver
from galley.ui.components.buttons import GhostButton, IconButton, PrimaryButton, SecondaryButton
from galley.ui.components.droppable import may_be_capture
from galley.ui.components.focus_wishes import hide_focus_ring
from galley.ui.components.side_pane import SidePane
from galley.ui.components.tinted_label import write_in
from galley.ui.dialogs.sheet import Sheet
from galley.ui.dialogs.sheet_body import SheetBody, lay_out_sheet, over_bar
from galley.ui.importing.rows import ROW_GUESS, CapturesModel, RowDelegate
from galley.ui.importing.start_page import StartPage
from galley.ui.importing.words import passed_over_words, restored_meanwhile, summary
from galley.ui.lists.lazy_list import LazyListView
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader

__all__ = ["ImportSheet"]

_SIZE = QSize(720, 520)
_BUTTON_HEIGHT = 34
_IN_SIGHT = 5  # rows of the list, whatever they say


class ImportSheet(Sheet):
    """Whoever opened it imports, and tells it what happens.

    Attributes:
        start: Its first page, which says what is to be imported.
        dropped: Files, or a page as text, were dropped on it: the QMimeData.
        cancel_wanted: The import is to stop.
        open_wanted: An article is to be opened: its id.
        check_wanted: The source of an article is to be checked: its id.
        keep_wanted: The bytes of a failed capture are to be kept in a file: a Captured.
        version_wanted: A capture is to be the next version of the article that it resembles: the
            number of its row, and its Outcome.
    """

    dropped = Signal(object)
    cancel_wanted = Signal()
    open_wanted = Signal(str)
    check_wanted = Signal(str)
    keep_wanted = Signal(object)
    version_wanted = Signal(int, object)

    def __init__(self, themes: ThemeSource, window: QWidget) -> None:
        super().__init__(themes, window, _SIZE)
        self.start = StartPage(themes)
        self.captures = CapturesModel(self)
        self.list = LazyListView(ROW_GUESS, (10, 10))
        self.bar = QProgressBar()
        self.cancel = GhostButton(themes, self.tr("Cancel"), height=_BUTTON_HEIGHT)
        self.keep = SecondaryButton(
            themes, self.tr("Save the original…"), icon="save", height=_BUTTON_HEIGHT
        )
        self.as_version = SecondaryButton(
            themes, self.tr("Add as its next version"), icon="git-compare", height=_BUTTON_HEIGHT
        )
        self.check = SecondaryButton(themes, self.tr("Check source"), height=_BUTTON_HEIGHT)
        self.more = SecondaryButton(themes, self.tr("Import more"), height=_BUTTON_HEIGHT)
        self.open_button = PrimaryButton(themes, self.tr("Open"), height=_BUTTON_HEIGHT)
        self._title = QLabel(self.tr("Import"))
        self._doing, self._part = QLabel(), QLabel()
        self._sum, self._problem = QLabel(), QLabel()
        self._close = IconButton(themes, "x", self.tr("Close"))
        self._pages = QStackedWidget()
        self._running = self._stopping = False
        self._passed_over: tuple[str, ...] = ()
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Import"))
        self._lay_out()
        self._connect()
        themes.changed.connect(self._tint)
        self._tint()
        self._show_start()

    @property
    def is_running(self) -> bool:
        """Whether something is being imported."""
        return self._running

    # -- what is told to it --------------------------------------------------------------------

    def show_problem(self, sentence: str) -> None:
        """Say why nothing begins, on the first page."""
        self._problem.setText(sentence)
        self._announce(sentence)

    def offer_address(self, address: str) -> None:
        """Write an address into its field; fetching is for the person to ask."""
        if not self._running:
            self._show_start()
            self.start.address.setText(address)
            self.start.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """An import begins; what it consists of is not known yet."""
        self._running, self._stopping = True, False
        self._passed_over = ()
        self.captures.set_labels([])
        self._doing.setText(self.tr("Looking for captures…"))
        self._part.clear()
        self.bar.setRange(0, 0)
        self._pages.setCurrentWidget(self.list)
        self._show_foot()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_found(self, labels: Sequence[str], passed_over: Sequence[str]) -> None:
        """It is known what there is to import, and which files are no captures."""
        self._passed_over = tuple(passed_over)
        self.captures.set_labels(labels)
        if len(labels) > 1:  # of a single one nobody knows how long it takes
            self.bar.setRange(0, len(labels))
            self.bar.setValue(0)

    def set_backup(self, progress: Progress) -> None:
        """A backup is being made before so many are imported."""
        if not self._stopping:
            self._doing.setText(self.tr("Making a backup first…"))
            share = 100 * progress.done // max(1, progress.total)
            self._part.setText(self.tr("{percent}%").format(percent=share))

    def set_progress(self, progress: Progress) -> None:
        """A capture begins."""
        if progress.done < self.captures.rowCount():
            self.captures.set_working(progress.done)
            self.list.scrollTo(self.captures.index(progress.done))
        self._show_part(progress.done, progress.label)

    def set_outcome(self, number: int, outcome: Outcome) -> None:
        """It is known what became of a capture."""
        self.captures.set_outcome(number, outcome)
        self._show_part(number + 1, "")

    def set_version(self, number: int, version: Version, carried: CarriedOver) -> None:
        """A capture that was an article of its own became a version of another."""
        self.captures.set_version(number, version, carried)
        self._show_foot()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self, problems: Sequence[str] = ()) -> None:
        """The import has ended.

        Args:
            problems: A sentence for each folder that gave nothing.
        """
        self._running = False
        self.captures.give_up()
        for problem in problems:
            self.captures.add(Outcome(self.tr("Folder"), OutcomeState.FAILED, problem=problem))
        words = summary(self.captures.outcomes, len(self._passed_over))
        self._sum.setText(words)
        self.captures.put_first_what_needs_a_look()
        if self._passed_over:
            self.captures.add_remark(*passed_over_words(self._passed_over))
        self._show_foot()
        self._announce(words)
        self.list.scrollToTop()
        self.list.setCurrentIndex(self.captures.index(self._first_to_look_at()))
        target = self.open_button if self.open_button.isVisibleTo(self) else self.more
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_replaced(self) -> None:
        """The library was restored: what is listed may not be in it any more."""
        if not self._running and self.captures.rowCount():
            self.captures.forget_articles()
            self._sum.setText(restored_meanwhile())
            self._show_foot()
            self._announce(restored_meanwhile())

    # -- what the person does ------------------------------------------------------------------

    def focus_first(self) -> None:
        """Enter chooses files, Tab leads on."""
        if not self._running:
            self.start.choose_files.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Escape stops what is running first; the sheet stays and shows what was imported."""
        if not self._running:
            super().reject()
        elif not self._stopping:
            self._stopping = True
            self._doing.setText(self.tr("Stopping…"))
            self.cancel.setEnabled(False)
            self.cancel_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste a page from anywhere but the address field, which has its own pasting."""
        if event.matches(QKeySequence.StandardKey.Paste) and not self._running:
            event.accept()
            self.start.paste_wanted.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files, pages and text while nothing is running."""
        if self._running or not may_be_capture(event.mimeData()):
            event.ignore()
            return
        event.acceptProposedAction()
        self.start.zone.set_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        super().dragLeaveEvent(event)
        self.start.zone.set_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped."""
        self.start.zone.set_over(over=False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def _open_chosen(self) -> None:
        if (row := self._chosen()) is not None and row.article_id:
            self.open_wanted.emit(row.article_id)

    def _check_chosen(self) -> None:
        if (row := self._chosen()) is not None and row.article_id:
            self.check_wanted.emit(row.article_id)

    def _open_row(self, index: QModelIndex) -> None:
        outcome = self.captures.row(index.row()).outcome
        if not self._running and outcome is not None and outcome.article_id:
            self.open_wanted.emit(outcome.article_id)

    def _keep_chosen(self) -> None:
        if (row := self._chosen()) is not None and row.captured is not None:
            self.keep_wanted.emit(row.captured)

    def _version_chosen(self) -> None:
        index, outcome = self.list.currentIndex(), self._chosen()
        if outcome is not None and outcome.resembles is not None:
            self.version_wanted.emit(index.row(), outcome)

    def _chosen(self) -> Outcome | None:
        index = self.list.currentIndex()
        return self.captures.row(index.row()).outcome if index.isValid() else None

    def _first_to_look_at(self) -> int:
        """Of the rows in sight the first to decide on, else the first article, else the first."""
        outcomes = self.captures.outcomes
        seen = outcomes[:_IN_SIGHT]
        offered = (number for number, one in enumerate(seen) if one.resembles)
        has_article = (number for number, one in enumerate(seen) if one.article_id)
        return next(chain(offered, has_article), 0 if outcomes else -1)

    # -- assembly ------------------------------------------------------------------------------

    def _show_start(self) -> None:
        self._problem.clear()
        self._pages.setCurrentWidget(self.start)
        self._show_foot()
        self.focus_first()

    def _show_foot(self) -> None:
        at_start = self._pages.currentWidget() is self.start
        ended = not at_start and not self._running
        for widget in (self._doing, self._part, self.bar):
            widget.setVisible(self._running)
        self._problem.setVisible(at_start)
        self._sum.setVisible(ended)
        self.cancel.setText(self.tr("Close") if ended else self.tr("Cancel"))
        self.cancel.setEnabled(True)
        self.more.setVisible(ended)
        self.open_button.setVisible(ended and any(o.article_id for o in self.captures.outcomes))
        offered = any(o.resembles for o in self.captures.outcomes)
        self.as_version.setVisible(ended and offered)
        self.check.setVisible(ended and any(o.doubt for o in self.captures.outcomes))
        self.keep.setVisible(ended and any(o.captured for o in self.captures.outcomes))
        self._show_choice()

    def _show_choice(self) -> None:
        chosen = self._chosen()
        self.open_button.setEnabled(bool(chosen and chosen.article_id))
        self.check.setEnabled(bool(chosen and chosen.article_id))
        self.keep.setEnabled(bool(chosen and chosen.captured))
        self.as_version.setEnabled(bool(chosen and chosen.resembles))

    def _show_part(self, done: int, label: str) -> None:
        total = self.captures.rowCount()
        if total > 1:
            self.bar.setValue(done)
            self._part.setText(self.tr("{percent}%").format(percent=100 * done // total))
        if label and not self._stopping:
            words = self.tr("Importing {number} of {total}") if total > 1 else self.tr("Importing…")
            self._doing.setText(words.format(number=done + 1, total=total))

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self.cancel.clicked.connect(self.reject)
        self.more.clicked.connect(self._show_start)
        self.open_button.clicked.connect(self._open_chosen)
        self.check.clicked.connect(self._check_chosen)
        self.keep.clicked.connect(self._keep_chosen)
        self.as_version.clicked.connect(self._version_chosen)
        self.list.setModel(self.captures)
        self.list.setItemDelegate(RowDelegate(self._themes))
        self.list.activated.connect(self._open_row)
        self.list.selectionModel().currentChanged.connect(self._show_choice)
        self._themes.changed.connect(self.list.viewport().update)

    def _lay_out(self) -> None:
        hide_focus_ring(self.list)
        SidePane.let_ground_through(self.list)
        self.list.setAccessibleName(self.tr("Captures"))
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        self._title.setFont(newsreader(22))
        for label in (self._doing, self._part, self._sum, self._problem):
            label.setFont(inter(12.5))
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._sum, self._problem):
            label.setWordWrap(True)
        self._pages.addWidget(self.start)
        self._pages.addWidget(self.list)
        body = SheetBody(self._themes)
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 1, 0, 1)
        inside.addWidget(self._pages)
        lay_out_sheet(self.card, self._make_head(), body, self._make_foot())

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addWidget(self._sum, 1)  # a line of its own: the foot may be full of buttons
        row.addWidget(self._close)
        return row

    def _make_foot(self) -> QHBoxLayout:
        words = QHBoxLayout()
        words.addWidget(self._doing, 1)
        words.addWidget(self._part)
        row = QHBoxLayout()
        row.addLayout(over_bar(words, self.bar))
        row.addWidget(self._problem, 1)
        row.addStretch(0)
        acts = (self.cancel, self.keep, self.as_version, self.more, self.check, self.open_button)
        for button in acts:
            row.addWidget(button)
        return row

    def _tint(self) -> None:
        theme = self._themes.theme
        tones = (
            (self._title, theme.ink),
            (self._doing, theme.ink2),
            (self._part, theme.muted),
            (self._sum, theme.ink2),
            (self._problem, theme.statuses[CheckStatus.WRONG].text),
        )
        for label, colour in tones:
            write_in(label, colour)
