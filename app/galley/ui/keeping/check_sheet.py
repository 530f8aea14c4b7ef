"""The sheet of a library check: how far it is, and then what it came to, in words to copy."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from galley.domain.jobs import Progress
from galley.ui.components.buttons import GhostButton, PrimaryButton, SecondaryButton
from galley.ui.components.tinted_label import write_in
from galley.ui.dialogs.sheet import Sheet
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader

__all__ = ["CheckSheet"]

_SIZE, _LARGE = QSize(520, 196), QSize(640, 440)
_BUTTON_HEIGHT = 34


class CheckSheet(Sheet):
    """Whoever opened it checks, and tells it what was found.

    Attributes:
        cancel_wanted: The check is to stop.
        copy_wanted: The result is to go to the clipboard.
        repair_wanted: What can be repaired without loss is to be repaired.
        restore_wanted: The person wants to see the backups.
    """

    cancel_wanted = Signal()
    copy_wanted = Signal()
    repair_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, themes: ThemeSource, window: QWidget) -> None:
        super().__init__(themes, window, _SIZE)
        self.bar = QProgressBar()
        self.findings = QPlainTextEdit()
        self.cancel = GhostButton(themes, self.tr("Cancel"), height=_BUTTON_HEIGHT)
        self.copy = SecondaryButton(themes, self.tr("Copy"), icon="copy", height=_BUTTON_HEIGHT)
        self.restore = SecondaryButton(themes, self.tr("Restore a backup…"), height=_BUTTON_HEIGHT)
        self.repair = PrimaryButton(themes, self.tr("Repair"), height=_BUTTON_HEIGHT)
        self._title = QLabel(self.tr("Check the library"))
        self._doing = QLabel(
            self.tr("Reading all of it: the structure, every seal, and each mark at its words.")
        )
        self._running, self._stoppable = True, True
        self._faulty = self._repairable = False
        self.setAccessibleName(self.tr("Check the library"))
        self._lay_out()
        self._connect()
        self._tint()
        self._show_state()

    @property
    def is_running(self) -> bool:
        """Whether the check is going on."""
        return self._running

    def size_for(self, _room: QSize) -> QSize:
        """Larger where there is something to read."""
        return _LARGE if self._faulty else _SIZE

    def set_progress(self, progress: Progress) -> None:
        """How far it is."""
        self.bar.setRange(0, max(1, progress.total))
        self.bar.setValue(progress.done)

    def show_result(self, sentence: str, faults: Sequence[str]) -> None:
        """The check has ended."""
        self._repairable = bool(faults)
        self._show_end(f"{sentence}.", faults)

    def begin_repair(self) -> None:
        """What can be repaired is being repaired; that can't be stopped half-way."""
        self._doing.setText(self.tr("Repairing. The library as it is now is kept first."))
        self.bar.setRange(0, 0)
        self._running, self._repairable, self._stoppable = True, False, False
        self._show_state()

    def show_repair(self, sentence: str, lines: Sequence[str]) -> None:
        """The repair has ended: what was done, and what is still wrong."""
        self._repairable = False
        self._show_end(sentence, lines)

    def _show_end(self, sentence: str, lines: Sequence[str]) -> None:
        self._running, self._stoppable, self._faulty = False, True, bool(lines)
        self._doing.setText(sentence)
        self.findings.setPlainText("\n".join(lines))
        self._show_state()
        self.cover()
        self.update()  # the shadow has another size
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        target = self.repair if self._repairable else self.cancel
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def sentence(self) -> str:
        """What it says above all."""
        return self._doing.text()

    def focus_first(self) -> None:
        """Escape cancels."""
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """A check that is going on stops first; it has changed nothing. A repair does not."""
        if self._running and not self._stoppable:
            return
        if self._running:
            self.cancel_wanted.emit()
        super().reject()

    def _show_state(self) -> None:
        self.bar.setVisible(self._running)
        self.cancel.setText(self.tr("Cancel") if self._running else self.tr("Close"))
        self.copy.setVisible(not self._running)
        self.cancel.setEnabled(self._stoppable)
        self.repair.setVisible(self._repairable)
        self.restore.setVisible(self._faulty and not self._running)
        self.findings.setVisible(self._faulty)

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.copy.clicked.connect(self.copy_wanted)
        self.repair.clicked.connect(self.repair_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self._themes.changed.connect(self._tint)

    def _lay_out(self) -> None:
        self._title.setFont(newsreader(22))
        self._doing.setFont(inter(13))
        self._doing.setTextFormat(Qt.TextFormat.PlainText)
        self._doing.setWordWrap(True)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the check"))
        self.findings.setReadOnly(True)
        self.findings.setFont(inter(12.5))
        self.findings.setTabChangesFocus(True)
        self.findings.setAccessibleName(self.tr("What was found"))
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        for button in (self.cancel, self.copy, self.restore, self.repair):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(self._title)
        column.addWidget(self._doing)
        column.addWidget(self.bar)
        column.addWidget(self.findings, 1)
        column.addStretch(0)
        column.addLayout(buttons)

    def _tint(self) -> None:
        theme = self._themes.theme
        for label, colour in ((self._title, theme.ink), (self._doing, theme.ink2)):
            write_in(label, colour)
