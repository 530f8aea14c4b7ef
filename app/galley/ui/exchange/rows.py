"""Arriving annotations as rows below their articles' headlines, and how a row is painted."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from galley.domain.annotation import CheckStatus
from galley.services.incoming.exchange import Arrival, Fate
from galley.ui.components.wrapped_text import wrapped
from galley.ui.exchange.words import arrival_line, article_count
from galley.ui.lists.row_models import ROW_ROLE, Index, TitledRowsModel
from galley.ui.lists.row_plate import on_plate
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, source_serif
from galley.ui.theme.painting import paint_icon
from galley.ui.theme.tokens import Theme

__all__ = ["ROW_GUESS", "ArrivalsDelegate", "ArrivalsModel", "rows_of"]

ROW_GUESS = 62
_LEFT, _TEXT_LEFT, _RIGHT = 24, 52, 24
_ICON = 16
_HEADING = 38
_FIRST_BASELINE, _WORDS_LINE, _DETAIL_LINE = 22, 19, 17
_BELOW = 12
_MOST_WORDS, _MOST_DETAIL = 2, 3
_TO_READ = (Fate.ORPHAN, Fate.UNPLACED)  # what is said of them is not to be passed over


@dataclass(frozen=True, slots=True)
class Row:
    """A headline with how many stand below it, or an annotation."""

    heading: str = ""
    count: int = 0
    arrival: Arrival | None = None

    @property
    def title(self) -> str:
        """The words that were marked, or what was written where nothing was."""
        if self.arrival is None:
            return self.heading
        incoming = self.arrival.incoming
        said = " ".join((incoming.quotation or incoming.note).split())
        return said or QCoreApplication.translate("exchange", "An annotation")

    @property
    def detail(self) -> str:
        """What becomes of it; of a headline, how many."""
        return arrival_line(self.arrival) if self.arrival else article_count(self.count)

    @property
    def spoken(self) -> str:
        """All of it in words."""
        return f"{self.title}, {self.detail}"


def rows_of(arrivals: Sequence[Arrival]) -> list[Row]:
    """Arrivals below their articles, those whose article is not known last."""
    unknown = QCoreApplication.translate("exchange", "No article in the library")
    groups: dict[str, list[Arrival]] = {}
    for arrival in sorted(arrivals, key=lambda arrival: not arrival.headline):
        groups.setdefault(arrival.headline or unknown, []).append(arrival)
    rows = []
    for heading, group in groups.items():
        rows.append(Row(heading, len(group)))
        rows += [Row(arrival=arrival) for arrival in group]
    return rows


class ArrivalsModel(TitledRowsModel[Row]):
    """One column of Row."""

    def set_arrivals(self, arrivals: Sequence[Arrival]) -> None:
        """Show these."""
        self.show_rows(rows_of(arrivals))


class ArrivalsDelegate(QStyledItemDelegate):
    """A headline, or an annotation: a sign, its words, and what becomes of it."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self._themes = themes
        self._heading, self._detail, self._words = inter(12, 600), inter(12), source_serif(14.5)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list, as high as what is said needs."""
        row: Row = index.data(ROW_ROLE)
        width = option.rect.width()
        if row.arrival is None:
            return QSize(width, _HEADING)
        words, detail = self._lines(row, width)
        height = _FIRST_BASELINE + (len(words) - 1) * _WORDS_LINE + len(detail) * _DETAIL_LINE
        return QSize(width, height + _BELOW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        row: Row = index.data(ROW_ROLE)
        theme, rect = self._themes.theme, QRectF(option.rect)
        with on_plate(painter, theme, option, 16, 1) as selected:
            if row.arrival is None:
                self._paint_heading(painter, rect, row)
            else:
                self._paint_arrival(painter, rect, row, row.arrival.fate, selected=selected)

    def _paint_heading(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        theme, baseline = self._themes.theme, rect.bottom() - 11
        metrics = QFontMetricsF(self._detail)
        count_width = metrics.horizontalAdvance(row.detail)
        painter.setFont(self._detail)
        painter.setPen(QColor(theme.muted))
        painter.drawText(QPointF(rect.right() - _RIGHT - count_width, baseline), row.detail)
        painter.setFont(self._heading)
        painter.setPen(QColor(theme.ink2))
        room = rect.width() - _LEFT - _RIGHT - count_width - 16
        words = QFontMetricsF(self._heading).elidedText(
            row.heading, Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(QPointF(rect.left() + _LEFT, baseline), words)

    def _paint_arrival(
        self, painter: QPainter, rect: QRectF, row: Row, fate: Fate, *, selected: bool
    ) -> None:
        theme = self._themes.theme
        line = QRectF(rect.left() + _TEXT_LEFT, rect.top(), rect.width() - _TEXT_LEFT - _RIGHT, 1)
        painter.fillRect(line, QColor(theme.hair))
        name, colour = _sign(fate, theme)
        icon = QRectF(rect.left() + 26, rect.top() + 10, _ICON, _ICON)
        paint_icon(painter, name, colour, icon)
        words, detail = self._lines(row, int(rect.width()))
        y = rect.top() + _FIRST_BASELINE
        painter.setFont(self._words)
        painter.setPen(QColor(theme.ink2 if fate in (Fate.KNOWN, Fate.KEPT) else theme.ink))
        for number, text in enumerate(words):
            painter.drawText(QPointF(rect.left() + _TEXT_LEFT, y + number * _WORDS_LINE), text)
        y += (len(words) - 1) * _WORDS_LINE
        painter.setFont(self._detail)
        quiet = theme.muted if fate not in _TO_READ and not selected else theme.ink2
        painter.setPen(QColor(quiet))
        for number, text in enumerate(detail, 1):
            painter.drawText(QPointF(rect.left() + _TEXT_LEFT, y + number * _DETAIL_LINE), text)

    def _lines(self, row: Row, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = width - _TEXT_LEFT - _RIGHT
        return (
            wrapped(row.title, self._words, room, _MOST_WORDS),
            wrapped(row.detail, self._detail, room, _MOST_DETAIL),
        )


def _sign(fate: Fate, theme: Theme) -> tuple[str, str]:
    """The icon of what becomes of an annotation, and its colour."""
    signs = {
        Fate.NEW: ("circle-check", theme.statuses[CheckStatus.CONFIRMED].text),
        Fate.KNOWN: ("check", theme.muted),
        Fate.KEPT: ("minus", theme.muted),
        Fate.ORPHAN: ("unlink", theme.statuses[CheckStatus.DISPUTED].text),
        Fate.UNPLACED: ("circle-x", theme.statuses[CheckStatus.WRONG].text),
    }
    return signs[fate]
