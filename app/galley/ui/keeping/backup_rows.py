"""Backups as rows of a list, and how a row is painted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import (
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from galley.domain.annotation import CheckStatus
from galley.domain.keeping import Backup, Contents
from galley.ui.keeping.words import backup_line, reason_words
from galley.ui.lists.row_models import ROW_ROLE, Index, TitledRowsModel
from galley.ui.lists.row_plate import on_plate
from galley.ui.reader.meta_line import when
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon

__all__ = ["ROW_HEIGHT", "BackupDelegate", "BackupRow", "BackupsModel"]

ROW_HEIGHT = 56
_TEXT_LEFT, _RIGHT = 44, 16
_ICON = 16
_BETWEEN = 10  # px from the time to what it was taken before


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup, and what is known of it.

    Attributes:
        title: When it was taken, as a person says it.
        contents: None until it was looked into.
        problem: Why it can't be read; empty if it can.
    """

    backup: Backup
    title: str
    contents: Contents | None = None
    problem: str = ""

    @property
    def detail(self) -> str:
        """How much is in it."""
        return backup_line(self.contents, self.problem)

    @property
    def reason(self) -> str:
        """What it was taken before; empty for one of the usual ones."""
        return reason_words(self.backup)

    @property
    def spoken(self) -> str:
        """All of it in words."""
        return ", ".join(part for part in (self.title, self.reason, self.detail) if part)


class BackupsModel(TitledRowsModel[BackupRow]):
    """One column of BackupRow, the newest first."""

    def set_backups(self, backups: Sequence[Backup], now: datetime) -> None:
        """Show these."""
        self.show_rows([BackupRow(backup, _title(backup, now)) for backup in backups])

    def set_contents(self, number: int, contents: Contents | None, problem: str) -> None:
        """It is known what is in a backup, or why that can't be known."""
        self._set(number, replace(self._rows[number], contents=contents, problem=problem))


def _title(backup: Backup, now: datetime) -> str:
    words = when(backup.taken_at, now)
    return words[:1].upper() + words[1:]


class BackupDelegate(QStyledItemDelegate):
    """A row: a sign, when, and what is in it."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self._themes = themes
        self._title, self._detail = inter(13, 600), inter(12)

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """As wide as the list."""
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        row: BackupRow = index.data(ROW_ROLE)
        theme, rect = self._themes.theme, QRectF(option.rect)
        with on_plate(painter, theme, option, 8, 2) as selected:
            icon = QRectF(rect.left() + 18, rect.top() + 12, _ICON, _ICON)
            if row.problem:
                paint_icon(painter, "circle-x", theme.statuses[CheckStatus.WRONG].text, icon)
            else:
                good = theme.statuses[CheckStatus.CONFIRMED].text
                paint_icon(painter, "circle-check", good if row.contents else theme.muted, icon)
            quiet = theme.ink2 if selected else theme.muted
            beside = QFontMetricsF(self._title).horizontalAdvance(row.title) + _BETWEEN
            for font, words, colour, left, baseline in (
                (self._title, row.title, theme.ink, 0.0, 24),
                (self._detail, row.reason, quiet, beside, 24),
                (self._detail, row.detail, quiet, 0.0, 43),
            ):
                painter.setFont(font)
                painter.setPen(QColor(colour))
                room = rect.width() - _TEXT_LEFT - left - _RIGHT
                elided = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
                at = QPointF(rect.left() + _TEXT_LEFT + left, rect.top() + baseline)
                painter.drawText(at, elided)
