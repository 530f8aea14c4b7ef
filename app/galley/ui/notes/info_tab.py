"""The Info tab: where the article came from, what the capture lacks, and what was done to it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from galley.domain.article import Article, LeftOut, Version
from galley.domain.catalogue import JournalEntry
from galley.ui.components.buttons import IconButton, LinkButton
from galley.ui.components.placeholders import filled
from galley.ui.components.plain_tip import plain_tip
from galley.ui.components.side_pane import QuietLabel
from galley.ui.components.sizes import size_text
from galley.ui.components.tinted_label import write_in
from galley.ui.notes.info_words import full_time_text, history_text, missing_fields
from galley.ui.notes.note_document import LinkedFrom
from galley.ui.notes.words import time_text
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.words import left_out_reason

__all__ = ["InfoTab"]

_NEWEST = 40  # entries of the history that are shown at once
_MOST_PIECES = 20  # that were left out; the source check shows all of them
_LONGEST_PIECE = 160  # code points of a piece that was left out
_EDGE = 14  # px
_LEAST_LINK, _LINK_AIR = 120, 8


class InfoTab(QScrollArea):
    """What is known of an article's capture; filled when it is first looked at.

    Attributes:
        check_wanted: The article is to be shown beside its capture.
        tags_wanted: The article's tags are to be changed.
        link_wanted: A note that links here is to be shown: its address, and whether in another
            window.
    """

    link_wanted = Signal(str, bool)
    check_wanted = Signal()
    tags_wanted = Signal()

    def __init__(
        self, themes: ThemeSource, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._now = now
        self._article: tuple[Article, Version] | None = None
        self._history: Sequence[JournalEntry] = ()
        self._linked: Sequence[LinkedFrom] = ()
        self._whole_history = False
        self._stale = True
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Info"))
        themes.changed.connect(self._refresh)

    def set_article(self, article: Article, version: Version) -> None:
        """Show another article, or the same one with other metadata."""
        self._article = (article, version)
        self._whole_history = False
        self._refresh()

    def set_linked(self, linked: Sequence[LinkedFrom]) -> None:
        """Show what links to the article, or to anything in it."""
        if tuple(linked) != tuple(self._linked):
            self._linked = linked
            self._refresh()

    def set_history(self, history: Sequence[JournalEntry]) -> None:
        """Show the edits, in the order of the journal."""
        self._history = history
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill it now if something changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self._fill()

    def _refresh(self) -> None:
        self._stale = True
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        self._stale = False
        content = QWidget()
        content.setAutoFillBackground(False)
        column = QVBoxLayout(content)
        column.setContentsMargins(_EDGE, 12, _EDGE, 16)
        column.setSpacing(6)
        if self._article is not None:
            article, version = self._article
            self._add_capture(column, article, version)
            self._add_missing(column, article, version)
            self._add_tags(column, article)
            self._add_linked(column)
            self._add_left_out(column, version.left_out)
        self._add_history(column)
        column.addStretch(1)
        self.setWidget(content)
        content.setAutoFillBackground(False)  # a scroll area turns it on

    def _add_capture(self, column: QVBoxLayout, article: Article, version: Version) -> None:
        capture = version.capture
        rows: list[tuple[str, QWidget]] = [
            (self.tr("Source"), self._value(article.metadata.address or capture.name)),
            (self.tr("Captured"), self._value(full_time_text(capture.captured_at, self._now()))),
            (self.tr("Size"), self._value(size_text(capture.size))),
            (self.tr("SHA-256"), self._checksum(capture.sha256)),
            (self.tr("Read by"), self._value(version.importer)),
            (self.tr("Words"), self._value(self.locale().toString(version.word_count))),
        ]
        if article.later_versions:
            rows.insert(0, (self.tr("Version"), self._value(str(version.number))))
        self._add_section(column, self.tr("Capture"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(rows):
            label = QuietLabel(self._themes)
            label.setText(name)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        column.addLayout(grid)

    def _add_missing(self, column: QVBoxLayout, article: Article, version: Version) -> None:
        self._add_section(column, self.tr("Not in this capture"))
        missing = missing_fields(article, version)
        words = ", ".join(missing) if missing else self.tr("Nothing is missing.")
        column.addWidget(self._value(words))

    def _add_tags(self, column: QVBoxLayout, article: Article) -> None:
        self._add_section(column, self.tr("Tags of the article"))
        words = "  ".join(f"#{tag}" for tag in article.tags)
        column.addWidget(self._value(words or self.tr("None yet.")))
        change = LinkButton(self._themes, self.tr("Change…"))
        change.setAccessibleName(self.tr("Change the tags of the article"))
        change.clicked.connect(self._ask_for_tags)
        column.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_linked(self, column: QVBoxLayout) -> None:
        self._add_section(column, self.tr("Linked from"))
        if not self._linked:
            column.addWidget(self._value(self.tr("No note links here.")))
        room = max(_LEAST_LINK, self.viewport().width() - 2 * _EDGE - _LINK_AIR)
        for one in self._linked:
            if not one.address:
                column.addWidget(self._value(one.words))
                continue
            words = QFontMetricsF(inter(12.5, 500)).elidedText(
                one.words, Qt.TextElideMode.ElideRight, room
            )
            link = LinkButton(self._themes, words)
            link.setAccessibleName(filled(self.tr("Linked from %1"), one.words))
            link.setToolTip(plain_tip(one.words))
            link.clicked.connect(partial(self._follow, one.address))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _follow(self, address: str) -> None:
        held = QGuiApplication.keyboardModifiers()
        elsewhere = bool(held & Qt.KeyboardModifier.ControlModifier)
        self.link_wanted.emit(address, elsewhere)

    def _ask_for_tags(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes when the tab is filled
        self.tags_wanted.emit()

    def _add_left_out(self, column: QVBoxLayout, pieces: Sequence[LeftOut]) -> None:
        self._add_section(column, self.tr("Left out of the article"))
        none = True
        for piece in islice(pieces, _MOST_PIECES):
            none = False
            text = " ".join(piece.text.split())
            if len(text) > _LONGEST_PIECE:
                text = f"{text[:_LONGEST_PIECE]}…"
            column.addWidget(self._value(text))
            reason = QuietLabel(self._themes)
            reason.setText(left_out_reason(piece.reason))
            reason.setWordWrap(True)
            column.addWidget(reason)
        if none:
            column.addWidget(self._value(self.tr("Nothing was left out.")))
        check = LinkButton(self._themes, self._check_words(pieces))
        check.clicked.connect(self.check_wanted)
        column.addWidget(check, 0, Qt.AlignmentFlag.AlignLeft)

    def _check_words(self, pieces: Sequence[LeftOut]) -> str:
        more = len(pieces) - _MOST_PIECES
        if more <= 0:
            return self.tr("Check source")
        words = self.tr("Check source: %1 more pieces")
        return filled(words, more) if more > 1 else self.tr("Check source: 1 more piece")

    def _add_history(self, column: QVBoxLayout) -> None:
        self._add_section(column, self.tr("History"))
        entries = list(reversed(self._history))
        if not entries:
            column.addWidget(self._value(self.tr("No edits yet.")))
        shown = entries if self._whole_history else entries[:_NEWEST]
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for row, entry in enumerate(shown):
            time = QuietLabel(self._themes)
            time.setText(time_text(entry.at, self._now()))
            time.setToolTip(full_time_text(entry.at, self._now()))
            grid.addWidget(self._value(history_text(entry)), row, 0)
            grid.addWidget(time, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)
        if len(shown) < len(entries):
            words = filled(self.tr("Show all %1 edits"), len(entries))
            more = LinkButton(self._themes, words)
            more.clicked.connect(self._show_whole_history)
            column.addWidget(more)

    def _show_whole_history(self) -> None:
        self._whole_history = True
        self._fill()

    def _add_section(self, column: QVBoxLayout, title: str) -> None:
        if column.count():
            column.addSpacing(10)
        label = self._value(title)
        label.setFont(inter(12, 600))
        column.addWidget(label)

    def _value(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(inter(12.5))
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        write_in(label, self._themes.theme.ink)
        return label

    def _checksum(self, sha256: str) -> QWidget:
        """The whole checksum, in groups so that it breaks, and a button that copies it."""
        groups = " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))
        words = self._value(groups)
        copy = IconButton(self._themes, "copy", self.tr("Copy the checksum"), side=24, icon_size=15)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(sha256))
        row: QLayout = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words)
        row.addWidget(copy)
        row.setAlignment(copy, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        holder.setLayout(row)
        return holder
