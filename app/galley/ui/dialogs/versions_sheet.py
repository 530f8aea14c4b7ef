"""The versions of an article: when each was captured, which is read, and a way to look at another.

It changes nothing itself: what is chosen is told.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from galley.domain.article import Article, Version
from galley.ui.components.buttons import GhostButton, IconButton, SecondaryButton
from galley.ui.components.sizes import size_text
from galley.ui.dialogs.sheet import Sheet
from galley.ui.notes.info_words import full_time_text
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader

__all__ = ["VersionsSheet"]

_SIZE = QSize(640, 520)
_AROUND = 96  # px: the head, and the margins of the card
_SHOWN_DIGITS = 16  # of a checksum; the Info tab has all of it


class VersionsSheet(Sheet):
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
        super().__init__(themes, window, _SIZE)
        self._article, self._shown_id, self._now = article, shown_id, now
        self._labels: list[tuple[QLabel, str]] = []
        self._first: QWidget | None = None
        self.setAccessibleName(self.tr("Versions of the article"))
        title = self._label(self.tr("Versions"), "ink")
        title.setFont(newsreader(22))
        self._close = IconButton(themes, "x", self.tr("Close"))
        self._close.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(24, 18, 16, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._list(versions), 1)
        themes.changed.connect(self._tint)
        self._tint()

    def size_for(self, _room: QSize) -> QSize:
        """As high as the list, up to a limit."""
        height = self._content.heightForWidth(_SIZE.width() - 52)
        return QSize(_SIZE.width(), min(_SIZE.height(), max(0, height) + _AROUND))

    def focus_first(self) -> None:
        """The newest version that can be turned to."""
        (self._first or self._close).setFocus(Qt.FocusReason.TabFocusReason)

    def _list(self, versions: Sequence[Version]) -> QScrollArea:
        content = self._content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.setSpacing(16)
        for version in reversed(versions):
            rows.addLayout(self._row(version))
        if len(versions) == 1:
            hint = self.tr("Import a later capture of this page, and it becomes the next version.")
            rows.addWidget(self._label(hint, "muted"))
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        content.setAutoFillBackground(False)  # a scroll area turns it on
        area.viewport().setAutoFillBackground(False)
        area.setAccessibleName(self.tr("Versions"))
        return area

    def _row(self, version: Version) -> QHBoxLayout:
        words = self.tr("Version {number} · {when}").format(
            number=version.number, when=full_time_text(version.capture.captured_at, self._now)
        )
        title = self._label(words, "ink")
        title.setFont(inter(13, 600))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(title)
        state = self._state(version)
        if state:
            texts.addWidget(self._label(state, "ink2"))
        capture = version.capture
        about = (
            capture.name,
            size_text(capture.size),
            f"SHA-256 {capture.sha256[:_SHOWN_DIGITS]}…",
        )
        line = self._label(" · ".join(part for part in about if part), "muted")
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

    def _label(self, words: str, token: str) -> QLabel:
        label = QLabel(words)
        label.setFont(inter(12.5))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self._labels.append((label, token))
        return label

    def _tint(self) -> None:
        for label, token in self._labels:
            palette = label.palette()
            colour = QColor(getattr(self._themes.theme, token))
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            label.setPalette(palette)
