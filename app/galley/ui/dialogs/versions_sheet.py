"""The versions of an article: when each was captured, which is read, and a way to look at another.

It changes nothing itself: what is chosen is told.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from galley.domain.article import Article, Version
from galley.ui.components.buttons import GhostButton, SecondaryButton
from galley.ui.components.sizes import size_text
from galley.ui.dialogs.row_sheet import RowSheet
from galley.ui.notes.info_words import full_time_text
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter

__all__ = ["VersionsSheet"]

_SIZE = QSize(640, 520)
_SHOWN_DIGITS = 16  # of a checksum; the Info tab has all of it


class VersionsSheet(RowSheet):
    """Lists versions, the newest first.

    Args:
        themes: The colours.
        window: What it lies over.
        article: As it is.
        shown_id: The version that is shown.
        versions: All of the article's, those that were discarded too, by number.
        now: The time, in the person's time zone.

    Attributes:
        version_chosen: A version is to be shown: its id. The sheet is closed.
        compare_wanted: The version that waits is to be compared. The sheet is closed.
        discard_wanted: A version is to be put out of use: its id. The sheet is closed.
        return_wanted: One that was discarded is to be used again: its id. The sheet is closed.
    """

    version_chosen = Signal(str)
    compare_wanted = Signal()
    discard_wanted = Signal(str)
    return_wanted = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        window: QWidget,
        article: Article,
        shown_id: str,
        versions: Sequence[Version],
        now: datetime,
    ) -> None:
        super().__init__(themes, window, _SIZE, self.tr("Versions"), self.tr("Versions"))
        self._article, self._shown_id, self._now = article, shown_id, now
        self._first: QWidget | None = None
        self.setAccessibleName(self.tr("Versions of the article"))
        self.rows.setSpacing(16)
        for version in reversed(versions):
            self.rows.addLayout(self._row(version))
        if len(versions) == 1:
            hint = self.tr("Import a later capture of this page, and it becomes the next version.")
            self.rows.addWidget(self.label(hint, "muted"))

    def focus_first(self) -> None:
        """The newest version that can be turned to."""
        (self._first or self.close_button).setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, version: Version) -> QHBoxLayout:
        words = self.tr("Version {number} · {when}").format(
            number=version.number, when=full_time_text(version.capture.captured_at, self._now)
        )
        title = self.label(words, "ink")
        title.setFont(inter(13, 600))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(title)
        state = self._state(version)
        if state:
            texts.addWidget(self.label(state, "ink2"))
        capture = version.capture
        about = (
            capture.name,
            size_text(capture.size),
            f"SHA-256 {capture.sha256[:_SHOWN_DIGITS]}…",
        )
        line = self.label(" · ".join(part for part in about if part), "muted")
        line.setToolTip(capture.sha256)
        texts.addWidget(line)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(texts, 1)
        self._add_buttons(row, version, words)
        return row

    def _state(self, version: Version) -> str:
        """What the version is to the person, in a few words."""
        parts = []
        if version.id == self._article.version_id:
            parts.append(self.tr("The one you read"))
        elif not self._article.uses(version):
            parts.append(self.tr("Discarded"))
        elif version.id == self._article.waiting_version_id:
            parts.append(self.tr("Waits to be compared"))
        if version.id == self._shown_id:
            parts.append(self.tr("shown now") if parts else self.tr("Shown now"))
        return " · ".join(parts)

    def _add_buttons(self, row: QHBoxLayout, version: Version, words: str) -> None:
        if not self._article.uses(version):
            self._add_button(row, version, words, self.tr("Bring back"), self.return_wanted.emit)
            return
        if version.id in self._article.later_versions and version.id != self._article.version_id:
            self._add_button(
                row, version, words, self.tr("Discard"), self.discard_wanted.emit, quiet=True
            )
        if version.id == self._article.waiting_version_id:
            compare = self.compare_wanted
            self._add_button(row, version, words, self.tr("Compare"), lambda _id: compare.emit())
        if version.id != self._shown_id:
            self._add_button(row, version, words, self.tr("Show"), self.version_chosen.emit)

    def _add_button(
        self,
        row: QHBoxLayout,
        version: Version,
        words: str,
        text: str,
        wish: Callable[[str], object],
        *,
        quiet: bool = False,
    ) -> None:
        button = (GhostButton if quiet else SecondaryButton)(self._themes, text)
        button.setAccessibleDescription(words)

        def choose() -> None:
            self.accept()
            wish(version.id)

        button.clicked.connect(choose)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        if self._first is None and not quiet:
            self._first = button
