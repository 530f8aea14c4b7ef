"""The history of one mark: who did what and when, the note's words compared. Changes nothing."""

import html
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.domain.article import FIGURE_CHARACTER
from galley.services.edits.annotation_history import (
    FieldChange,
    HistoryStep,
    Part,
    wording_pieces,
)
from galley.ui.components.buttons import IconButton, LinkButton
from galley.ui.components.placeholders import filled
from galley.ui.components.tinted_label import write_in
from galley.ui.dialogs.sheet import Sheet
from galley.ui.history_words import label_words
from galley.ui.notes.info_words import full_time_text
from galley.ui.notes.words import excerpt_text, standing
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader, source_serif
from galley.ui.theme.tokens import Theme
from galley.ui.theme.words import kind_name, status_name

__all__ = ["HistorySheet"]

_SIZE = QSize(640, 600)
_NEWEST = 60  # steps that are shown at once
_LONGEST = 4_000  # code points of a value that are compared and shown


class HistorySheet(Sheet):
    """All edits of one mark, the newest first.

    Args:
        themes: The colours.
        window: What it lies over.
        annotation: The mark.
        steps: What became of it, the oldest first.
        now: The time, in the person's time zone.
    """

    def __init__(
        self,
        themes: ThemeSource,
        window: QWidget,
        annotation: Annotation,
        steps: Sequence[HistoryStep],
        now: datetime,
    ) -> None:
        super().__init__(themes, window, _SIZE)
        self._steps, self._now = list(reversed(steps)), now
        self.setAccessibleName(self.tr("History of the mark"))
        title = self._label(self.tr("History of the mark"), themes.theme.ink)
        title.setFont(newsreader(22))
        close = IconButton(themes, "x", self.tr("Close"))
        close.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(close)
        words = self._label(excerpt_text(standing(annotation, "")), themes.theme.ink2)
        words.setFont(source_serif(14.5))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setAccessibleName(self.tr("Edits of the mark"))
        column = QVBoxLayout(self.card)
        column.setContentsMargins(24, 18, 16, 20)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(words)
        column.addWidget(self._area, 1)
        themes.changed.connect(self._fill)
        self._whole = False
        self._fill()

    def size_for(self, _room: QSize) -> QSize:
        """As high as the edits, up to a limit."""
        column, content = self.card.layout(), self._area.widget()
        if column is None or content is None:
            return _SIZE
        margins = column.contentsMargins()
        inner = _SIZE.width() - margins.left() - margins.right()
        above = [column.itemAt(number) for number in range(column.count() - 1)]
        heights = [max(one.heightForWidth(inner), one.sizeHint().height()) for one in above if one]
        around = sum(heights) + len(heights) * column.spacing() + 2 * self._area.frameWidth()
        rows = content.heightForWidth(inner - 2 * self._area.frameWidth())
        height = margins.top() + around + max(0, rows) + margins.bottom()
        return QSize(_SIZE.width(), min(_SIZE.height(), height))

    def focus_first(self) -> None:
        """The list: arrows scroll it."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        theme, content = self._themes.theme, QWidget()
        content.setAutoFillBackground(False)
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.setSpacing(4)
        shown = self._steps if self._whole else self._steps[:_NEWEST]
        for step in shown:
            self._add_step(rows, step, theme)
        if not self._steps:
            rows.addWidget(
                self._label(self.tr("The journal has no edits of this mark."), theme.muted)
            )
        if len(shown) < len(self._steps):
            more = LinkButton(self._themes, filled(self.tr("Show all %1 edits"), len(self._steps)))
            more.clicked.connect(self._show_whole)
            rows.addWidget(more)
        rows.addStretch(1)
        self._area.setWidget(content)
        content.setAutoFillBackground(False)  # a scroll area turns it on

    def _show_whole(self) -> None:
        self._whole = True
        self._fill()
        self.cover()

    def _add_step(self, rows: QVBoxLayout, step: HistoryStep, theme: Theme) -> None:
        if rows.count():
            rows.addSpacing(10)
        title = label_words(step.label)
        if step.undone:
            title = filled(self.tr("%1 (taken back)"), title)
        head = self._label(title, theme.muted if step.undone else theme.ink)
        head.setFont(inter(13, 600))
        when = full_time_text(step.at, self._now)
        by = filled(self.tr("%1, %2"), step.who, when) if step.who else when
        line = QHBoxLayout()
        line.addWidget(head, 1)
        line.addWidget(self._label(by, theme.muted, wrap=False), 0)
        rows.addLayout(line)
        for change in step.changes:
            label = self._label("", theme.muted if step.undone else theme.ink2)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setText(change_html(change, theme))
            label.setAccessibleName(change_words(change))
            rows.addWidget(label)

    def _label(self, words: str, colour: str, *, wrap: bool = True) -> QLabel:
        label = QLabel(words)
        label.setFont(inter(12.5))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(wrap)
        write_in(label, colour)
        return label


def _tr(text: str) -> str:
    return QCoreApplication.translate("HistorySheet", text)


def _names() -> dict[Part, str]:
    return {
        Part.MADE: _tr("Words"),
        Part.WORDS: _tr("Words"),
        Part.REGION: _tr("Part of the photo"),
        Part.KIND: _tr("Kind"),
        Part.NOTE: _tr("Note"),
        Part.TAGS: _tr("Tags"),
        Part.SPEAKER: _tr("Speaker"),
        Part.STATUS: _tr("Check"),
        Part.EVIDENCE: _tr("Evidence"),
        Part.SENSITIVE: _tr("Sensitive"),
        Part.TRASH: _tr("Trash"),
        Part.PLACES: _tr("Place in another version"),
    }


def _value(part: Part, value: str) -> str:
    """A value as a person reads it."""
    if part is Part.KIND and value:
        return kind_name(Kind(value))
    if part is Part.STATUS:
        return status_name(CheckStatus(value))
    if part is Part.SENSITIVE:
        return _tr("yes, stays out of reports") if value else _tr("no")
    if part is Part.TRASH:
        return _tr("in the trash") if value else _tr("brought back")
    shown = value.replace(FIGURE_CHARACTER, _tr("[photo]"))
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def change_words(change: FieldChange) -> str:
    """A change as a screen reader says it."""
    name = _names()[change.part]
    before, after = _value(change.part, change.before), _value(change.part, change.after)
    if change.part is Part.TRASH or not change.before:
        return f"{name}: {after}"
    return filled(_tr("%1: before %2, after %3"), name, before, after or _tr("nothing"))


def change_html(change: FieldChange, theme: Theme) -> str:
    """A change as a line: a value before and after, or words compared, all of it escaped."""
    name = html.escape(_names()[change.part])
    before, after = _value(change.part, change.before), _value(change.part, change.after)
    lead = f'<span style="color:{theme.muted}">{name}: </span>'
    if change.part is Part.TRASH or not change.before:
        return lead + _lines(after)
    if change.part in (Part.NOTE, Part.WORDS, Part.EVIDENCE, Part.TAGS, Part.SPEAKER):
        return lead + "".join(
            _piece_html(piece.text, piece.sign, theme) for piece in wording_pieces(before, after)
        )
    return f"{lead}{_piece_html(before, -1, theme)} → {_piece_html(after, 1, theme)}"


def _piece_html(text: str, sign: int, theme: Theme) -> str:
    if sign == 0:
        return _lines(text)
    colour, line = (theme.ins, "underline") if sign > 0 else (theme.dele, "line-through")
    style = f"background-color:{colour}; color:{theme.ink}; text-decoration:{line}"
    return f'<span style="{style}">{_lines(text)}</span>'


def _lines(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
