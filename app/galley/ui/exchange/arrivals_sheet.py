"""The sheet that shows what taking annotations in would come to, before anything is taken in.

It reads and writes nothing itself and knows no library.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from galley.domain.jobs import Progress
from galley.services.incoming.exchange import AnnotationImport, Fate
from galley.ui.components.buttons import GhostButton, IconButton, PrimaryButton
from galley.ui.components.focus_wishes import hide_focus_ring
from galley.ui.components.side_pane import SidePane
from galley.ui.components.tinted_label import write_in
from galley.ui.dialogs.sheet import Sheet
from galley.ui.dialogs.sheet_body import SheetBody, lay_out_sheet, over_bar
from galley.ui.exchange.rows import ROW_GUESS, ArrivalsDelegate, ArrivalsModel
from galley.ui.exchange.words import plan_sentence
from galley.ui.lists.lazy_list import LazyListView
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader

__all__ = ["ArrivalsSheet"]

_SIZE = QSize(720, 600)
_BUTTON_HEIGHT = 34


class ArrivalsSheet(Sheet):
    """Whoever opened it looks through the file, and takes in what the person wants.

    Attributes:
        import_wanted: What is new is to be taken in.
        cancel_wanted: What is going on is to stop.
    """

    import_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, themes: ThemeSource, window: QWidget, file_name: str) -> None:
        super().__init__(themes, window, _SIZE)
        self.arrivals = ArrivalsModel(self)
        self.list = LazyListView(ROW_GUESS, (2, 10))
        self.bar = QProgressBar()
        self.cancel = GhostButton(themes, self.tr("Cancel"), height=_BUTTON_HEIGHT)
        self.import_button = PrimaryButton(themes, "", height=_BUTTON_HEIGHT)
        self._title = QLabel(self.tr("Import annotations"))
        self._file, self._doing, self._sum = QLabel(file_name), QLabel(), QLabel()
        self._close = IconButton(themes, "x", self.tr("Close"))
        self._running = self._stopping = False
        self.setAccessibleName(self.tr("Import annotations"))
        self._lay_out()
        self._connect()
        self._tint()
        self._begin(self.tr("Looking where they belong…"))

    @property
    def is_running(self) -> bool:
        """Whether something is going on."""
        return self._running

    @property
    def summary(self) -> str:
        """What the foot says the import would come to."""
        return self._sum.text()

    # -- what is told to it --------------------------------------------------------------------

    def set_progress(self, progress: Progress) -> None:
        """How far the looking, or the taking in, has come."""
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def show_backup(self, progress: Progress) -> None:
        """How far a backup is that is made before many are taken in."""
        if not self._stopping:
            self._doing.setText(self.tr("Making a backup first…"))
        self.set_progress(progress)
        if progress.done >= progress.total and not self._stopping:
            self._doing.setText(self.tr("Importing…"))

    def show_plan(self, plan: AnnotationImport) -> None:
        """It is known what becomes of each annotation."""
        self._running = self._stopping = False
        self.arrivals.set_arrivals(plan.arrivals)
        new = plan.count(Fate.NEW) + plan.count(Fate.ORPHAN)
        lost = plan.count(Fate.UNPLACED)
        self._sum.setText(plan_sentence(plan))
        self.import_button.setText(self._import_words(new, lost))
        self.import_button.setVisible(bool(new or lost))
        self._show_foot()
        self._announce(self._sum.text())
        target = self.import_button if new or lost else self.cancel
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_import(self) -> None:
        """What is new is being taken in."""
        self._begin(self.tr("Importing…"))

    def _import_words(self, new: int, lost: int) -> str:
        if new == 1:
            return self.tr("Import 1 annotation")
        if new or not lost:
            return self.tr("Import {count} annotations").format(count=new)
        return self.tr("Keep them in a file")

    # -- what the person does ------------------------------------------------------------------

    def focus_first(self) -> None:
        """Escape cancels, whatever has the focus."""
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Escape stops what is going on first."""
        if not self._running:
            super().reject()
        elif not self._stopping:
            self._stopping = True
            self._doing.setText(self.tr("Stopping…"))
            self.cancel.setEnabled(False)
            self.cancel_wanted.emit()

    # -- assembly ------------------------------------------------------------------------------

    def _begin(self, doing: str) -> None:
        self._running, self._stopping = True, False
        self._doing.setText(doing)
        self.bar.setRange(0, 0)
        self._show_foot()

    def _show_foot(self) -> None:
        for widget in (self._doing, self.bar):
            widget.setVisible(self._running)
        self._sum.setVisible(not self._running)
        self.cancel.setEnabled(True)
        if self._running:
            self.import_button.hide()

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self.cancel.clicked.connect(self.reject)
        self.import_button.clicked.connect(self.import_wanted)
        self.list.setModel(self.arrivals)
        self.list.setItemDelegate(ArrivalsDelegate(self._themes))
        self._themes.changed.connect(self.list.viewport().update)
        self._themes.changed.connect(self._tint)

    def _lay_out(self) -> None:
        hide_focus_ring(self.list)
        SidePane.let_ground_through(self.list)
        self.list.setAccessibleName(self.tr("Annotations of the file"))
        self.bar.setAccessibleName(self.tr("Progress"))
        self._title.setFont(newsreader(22))
        for label in (self._file, self._doing, self._sum):
            label.setFont(inter(12.5))
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._sum.setWordWrap(True)
        body = SheetBody(self._themes)
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 1, 0, 1)
        inside.addWidget(self.list)
        lay_out_sheet(self.card, self._make_head(), body, self._make_foot())

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addWidget(self._file, 1)
        row.addWidget(self._close)
        return row

    def _make_foot(self) -> QHBoxLayout:
        words = QHBoxLayout()
        words.addWidget(self._doing)
        row = QHBoxLayout()
        row.addLayout(over_bar(words, self.bar))
        row.addWidget(self._sum, 1)
        row.addStretch(0)
        row.addWidget(self.cancel)
        row.addWidget(self.import_button)
        return row

    def _tint(self) -> None:
        theme = self._themes.theme
        tones = (
            (self._title, theme.ink),
            (self._file, theme.muted),
            (self._doing, theme.ink2),
            (self._sum, theme.ink2),
        )
        for label, colour in tones:
            write_in(label, colour)
