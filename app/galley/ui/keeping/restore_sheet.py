"""The sheet of backups: which there are, and what restoring the chosen one would change.

It reads and restores nothing itself and knows no library.
"""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from galley.domain.annotation import CheckStatus
from galley.domain.keeping import Backup, Contents, RestorePreview
from galley.ui.components.buttons import GhostButton, IconButton, PrimaryButton
from galley.ui.components.focus_wishes import hide_focus_ring
from galley.ui.components.side_pane import SidePane
from galley.ui.components.tinted_label import write_in
from galley.ui.dialogs.sheet import Sheet
from galley.ui.dialogs.sheet_body import HEAD_AND_FOOT, SheetBody, lay_out_sheet
from galley.ui.keeping.backup_rows import ROW_HEIGHT, BackupDelegate, BackupRow, BackupsModel
from galley.ui.keeping.words import preview_paragraphs
from galley.ui.lists.lazy_list import LazyListView
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader

__all__ = ["RestoreSheet"]

_SIZE = QSize(860, 560)
_LEAST = 400  # px high: head, foot, and a preview of the usual length
_LIST_WIDTH = 400
_LIST_ROOM = 8  # px above and below the rows
_BUTTON_HEIGHT = 34


class RestoreSheet(Sheet):
    """One click chooses a backup and shows what would change, the second restores it.

    Attributes:
        chosen: A backup was chosen, and what it would change is wanted: the Backup.
        restore_wanted: The chosen one is to be restored: the Backup.
    """

    chosen = Signal(object)
    restore_wanted = Signal(object)

    def __init__(self, themes: ThemeSource, window: QWidget) -> None:
        super().__init__(themes, window, _SIZE)
        self.backups = BackupsModel(self)
        self.list = LazyListView(ROW_HEIGHT, (_LIST_ROOM, _LIST_ROOM))
        self.restore = PrimaryButton(themes, self.tr("Restore"), height=_BUTTON_HEIGHT)
        self.cancel = GhostButton(themes, self.tr("Cancel"), height=_BUTTON_HEIGHT)
        self._title = QLabel(self.tr("Restore a backup"))
        self._reassurance = QLabel(
            self.tr("What is there now is kept first, as a backup of its own.")
        )
        self._close = IconButton(themes, "x", self.tr("Close"))
        self._preview = QVBoxLayout()
        self._labels: list[tuple[QLabel, str]] = []
        self._paragraphs: list[QLabel] = []
        self._busy = False
        self._changes = False  # whether restoring the chosen one would change anything
        self.setAccessibleName(self.tr("Restore a backup"))
        self._lay_out()
        self._connect()
        self._tint()

    def size_for(self, _room: QSize) -> QSize:
        """As high as the list of backups, within limits."""
        rows = HEAD_AND_FOOT + 2 * _LIST_ROOM + self.backups.rowCount() * ROW_HEIGHT
        return QSize(_SIZE.width(), min(_SIZE.height(), max(_LEAST, rows)))

    @property
    def row(self) -> BackupRow | None:
        """The chosen backup."""
        index = self.list.currentIndex()
        return self.backups.row(index.row()) if index.isValid() else None

    @property
    def preview_text(self) -> str:
        """What the preview says."""
        return "\n".join(label.text() for label in self._paragraphs)

    # -- what is told to it --------------------------------------------------------------------

    def show_backups(self, backups: Sequence[Backup], now: datetime) -> None:
        """These there are; the newest is chosen."""
        self.backups.set_backups(backups, now)
        self.cover()
        if backups:
            self.list.setCurrentIndex(self.backups.index(0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._say([("text", self.tr("There are no backups yet. The first is made soon."))])
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_contents(self, number: int, contents: Contents | None, problem: str) -> None:
        """It is known what is in a backup, or why it can't be read."""
        self.backups.set_contents(number, contents, problem)
        if self.list.currentIndex().row() == number and problem:
            self.show_problem(problem)

    def show_preview(self, backup: Backup, preview: RestorePreview) -> None:
        """It is known what restoring a backup would change."""
        row = self.row
        if row is not None and row.backup == backup and not row.problem:
            self._say([("heading", self.tr("What would change")), *preview_paragraphs(preview)])
            self._changes = not preview.changes_nothing
            self.restore.setEnabled(self._changes and not self._busy)

    def show_problem(self, sentence: str) -> None:
        """The chosen backup can't be restored, and why."""
        self._say([("wrong", sentence)])
        self._changes = False
        self.restore.setEnabled(False)

    def set_restoring(self, restoring: bool) -> None:
        """It is being restored: nothing else can be done meanwhile."""
        self._busy = restoring
        for widget in (self.list, self.cancel, self._close):
            widget.setEnabled(not restoring)
        self.restore.setEnabled(self._changes and not restoring)
        self.restore.setText(self.tr("Restoring…") if restoring else self.tr("Restore"))

    # -- what the person does ------------------------------------------------------------------

    def reject(self) -> None:
        """Not while the file is being put in its place."""
        if not self._busy:
            super().reject()

    def _choose(self) -> None:
        row = self.row
        self._changes = False
        self.restore.setEnabled(False)
        if row is not None and row.problem:
            self.show_problem(row.problem)
        elif row is not None:
            self._say([("text", self.tr("Looking at what would change…"))])
            self.chosen.emit(row.backup)

    def _restore(self) -> None:
        row = self.row
        if row is not None and self.restore.isEnabled():
            self.restore_wanted.emit(row.backup)

    # -- assembly ------------------------------------------------------------------------------

    def _say(self, paragraphs: Sequence[tuple[str, str]]) -> None:
        while (item := self._preview.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._labels = [pair for pair in self._labels if pair[0] not in self._paragraphs]
        self._paragraphs = []
        for kind, words in paragraphs:
            tone = {"heading": "muted", "wrong": "wrong"}.get(kind, "ink")
            label = self._label(words, inter(12, 600) if kind == "heading" else inter(13), tone)
            label.setWordWrap(True)
            if kind == "heading" and self._paragraphs:
                label.setContentsMargins(0, 10, 0, 0)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._preview.addWidget(label)
            self._paragraphs.append(label)
        self._preview.addStretch(1)
        self._tint()

    def _label(self, words: str, font: object, tone: str) -> QLabel:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(font)  # type: ignore[arg-type]  # a QFont; PySide's stubs know two kinds
        self._labels.append((label, tone))
        return label

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self.cancel.clicked.connect(self.reject)
        self.restore.clicked.connect(self._restore)
        self.list.setModel(self.backups)
        self.list.setItemDelegate(BackupDelegate(self._themes))
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(
            lambda _index: self.restore.setFocus(Qt.FocusReason.TabFocusReason)
        )
        self._themes.changed.connect(self.list.viewport().update)
        self._themes.changed.connect(self._tint)

    def _lay_out(self) -> None:
        hide_focus_ring(self.list)
        SidePane.let_ground_through(self.list)
        self.list.setAccessibleName(self.tr("Backups, the newest first"))
        self.restore.setEnabled(False)
        self._title.setFont(newsreader(22))
        self._reassurance.setFont(inter(12.5))
        self._reassurance.setTextFormat(Qt.TextFormat.PlainText)
        self._reassurance.setWordWrap(True)
        self._labels += [(self._title, "ink"), (self._reassurance, "ink2")]
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        body = SheetBody(self._themes)
        inside = QHBoxLayout(body)
        inside.setContentsMargins(0, 1, 0, 1)
        inside.setSpacing(0)
        self.list.setFixedWidth(_LIST_WIDTH)
        inside.addWidget(self.list)
        inside.addWidget(self._make_preview(), 1)
        foot = QHBoxLayout()
        foot.addWidget(self._reassurance, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.restore)
        lay_out_sheet(self.card, head, body, foot)

    def _make_preview(self) -> QScrollArea:
        content = QWidget()
        content.setLayout(self._preview)
        self._preview.setContentsMargins(16, 18, 24, 16)
        self._preview.setSpacing(6)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        content.setAutoFillBackground(False)  # setWidget() turned it on
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        area.setAccessibleName(self.tr("What would change"))
        return area

    def _tint(self) -> None:
        theme = self._themes.theme
        wrong = theme.statuses[CheckStatus.WRONG].text
        for label, tone in self._labels:
            write_in(label, wrong if tone == "wrong" else getattr(theme, tone))
