"""The captures of an import as rows: a model that hears of outcomes, and how a row is painted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from galley.domain.annotation import CheckStatus
from galley.domain.article import Version
from galley.services.intake.batch_importing import Outcome, OutcomeState
from galley.services.later_captures.carrying import CarriedOver
from galley.ui.components.wrapped_text import wrapped
from galley.ui.importing.words import detail, state_word
from galley.ui.lists.row_models import ROW_ROLE, Index, TitledRowsModel
from galley.ui.lists.row_plate import on_plate
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon
from galley.ui.theme.tokens import Theme

__all__ = ["ROW_GUESS", "CaptureRow", "CapturesModel", "RowDelegate", "sign_of"]

ROW_GUESS = 54
_TEXT_LEFT, _TEXT_RIGHT = 52, 24
_ICON = 16
_TITLE_BASELINE, _DETAIL_BASELINE, _DETAIL_LINE = 22, 40, 17
_BELOW = 14
_MOST_LINES = 4  # of a sentence that says why
_MOST_OF_OTHERS = 2


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """One capture in the list; no outcome yet while it waits or is worked on.

    Attributes:
        label: What it is known by.
        outcome: What became of it.
        working: It is worked on.
        remark: It is no capture at all, but a remark on the import: what there is to say.
    """

    label: str
    outcome: Outcome | None = None
    working: bool = False
    remark: str = ""

    @property
    def title(self) -> str:
        """The article's headline, or what the capture is known by."""
        return (self.outcome.headline if self.outcome else "") or self.label

    @property
    def detail(self) -> str:
        """What became of it."""
        return self.remark or detail(self.outcome, working=self.working)

    @property
    def spoken(self) -> str:
        """All of it in words."""
        if self.remark:
            return f"{self.label}, {self.remark}"
        words = [self.title, state_word(self.outcome, working=self.working)]
        return ", ".join([*words, self.detail] if self.detail not in words else words)


class CapturesModel(TitledRowsModel[CaptureRow]):
    """One column of CaptureRow."""

    @property
    def outcomes(self) -> list[Outcome]:
        """Those that are known."""
        return [row.outcome for row in self._rows if row.outcome is not None]

    def set_labels(self, labels: Sequence[str]) -> None:
        """Begin with captures that all wait."""
        self.show_rows([CaptureRow(label) for label in labels])

    def add(self, outcome: Outcome) -> None:
        """Add a row of which the outcome is known."""
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows))
        self._rows.append(CaptureRow(outcome.label, outcome))
        self.endInsertRows()

    def add_remark(self, title: str, remark: str) -> None:
        """Add what is to be said of the whole import."""
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows))
        self._rows.append(CaptureRow(title, remark=remark))
        self.endInsertRows()

    def put_first_what_needs_a_look(self) -> None:
        """What failed, is to be decided or may be read wrong comes first; all else stays as it is.

        In a batch of hundreds nobody would find it otherwise.
        """
        self.show_rows(sorted(self._rows, key=_urgency))

    def set_working(self, number: int) -> None:
        """A capture is worked on."""
        self._set(number, CaptureRow(self._rows[number].label, working=True))

    def set_outcome(self, number: int, outcome: Outcome) -> None:
        """It is known what became of a capture."""
        self._set(number, CaptureRow(outcome.label, outcome))

    def set_version(self, number: int, version: Version, carried: CarriedOver) -> None:
        """A capture that was an article of its own became a version of another.

        What was taken for a later capture of it is taken for one of that other article.
        """
        outcome = self._rows[number].outcome
        if outcome is None:
            return
        state, article_id = OutcomeState.NEW_VERSION, version.article_id
        became = replace(outcome, state=state, article_id=article_id, resembles=None)
        self.set_outcome(number, replace(became, number=version.number, carried=carried))
        for place, row in enumerate(self._rows):
            other = row.outcome
            if other is None or other.resembles is None:
                continue
            if other.resembles.id == outcome.article_id:
                self.set_outcome(place, replace(other, resembles=outcome.resembles))

    def forget_articles(self) -> None:
        """None of them is known to be in the library any more."""
        for number, row in enumerate(self._rows):
            if row.outcome is not None and row.outcome.article_id:
                self._set(number, _not_imported(row.outcome.label))

    def give_up(self) -> None:
        """Whatever has no outcome was not imported."""
        open_rows = [number for number, row in enumerate(self._rows) if row.outcome is None]
        for number in open_rows:
            self._rows[number] = _not_imported(self._rows[number].label)
        if open_rows:
            self.dataChanged.emit(self.index(open_rows[0]), self.index(open_rows[-1]))


def _urgency(row: CaptureRow) -> int:
    outcome = row.outcome
    if outcome is None:
        return 4
    if outcome.state is OutcomeState.FAILED:
        return 0
    if outcome.resembles is not None:
        return 1
    return 2 if outcome.doubt is not None else 3


def _not_imported(label: str) -> CaptureRow:
    return CaptureRow(label, Outcome(label, OutcomeState.NOT_IMPORTED))


class RowDelegate(QStyledItemDelegate):
    """A row: a sign for the state, the name, and what became of it."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self._themes = themes
        self._title, self._detail = inter(13, 600), inter(12)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list, as high as the sentence needs."""
        lines = self._lines(index.data(ROW_ROLE), option.rect.width())
        height = _DETAIL_BASELINE + (len(lines) - 1) * _DETAIL_LINE + _BELOW
        return QSize(option.rect.width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        row: CaptureRow = index.data(ROW_ROLE)
        theme, rect = self._themes.theme, QRectF(option.rect)
        with on_plate(painter, theme, option, 16, 1) as selected:
            if index.row() > 0 and not selected:
                painter.fillRect(
                    QRectF(_TEXT_LEFT, rect.top(), rect.width() - _TEXT_LEFT - _TEXT_RIGHT, 1),
                    QColor(theme.hair),
                )
            name, colour = sign_of(row, theme)
            paint_icon(
                painter, name, colour, QRectF(rect.left() + 26, rect.top() + 11, _ICON, _ICON)
            )
            self._paint_text(painter, rect, row, selected=selected)

    def _paint_text(
        self, painter: QPainter, rect: QRectF, row: CaptureRow, *, selected: bool
    ) -> None:
        theme, left = self._themes.theme, rect.left() + _TEXT_LEFT
        painter.setFont(self._title)
        waits = row.outcome is None and not row.working and not row.remark
        painter.setPen(QColor(theme.ink2 if waits else theme.ink))
        elided = QFontMetricsF(self._title).elidedText(
            row.title, Qt.TextElideMode.ElideMiddle, _room(rect.width())
        )
        painter.drawText(QPointF(left, rect.top() + _TITLE_BASELINE), elided)
        painter.setFont(self._detail)
        painter.setPen(QColor(theme.ink2 if selected or _failed(row) else theme.muted))
        for number, line in enumerate(self._lines(row, rect.width())):
            y = rect.top() + _DETAIL_BASELINE + number * _DETAIL_LINE
            painter.drawText(QPointF(left, y), line)

    def _lines(self, row: CaptureRow, width: float) -> tuple[str, ...]:
        most = _MOST_LINES if _failed(row) else _MOST_OF_OTHERS
        return wrapped(row.detail, self._detail, _room(width), most)


def _room(width: float) -> float:
    return width - _TEXT_LEFT - _TEXT_RIGHT


def _failed(row: CaptureRow) -> bool:
    return row.outcome is not None and row.outcome.state is OutcomeState.FAILED


def sign_of(row: CaptureRow, theme: Theme) -> tuple[str, str]:
    """The icon of a row's state, and its colour.

    Args:
        row: Which.
        theme: The colours.
    """
    if row.remark:
        return "minus", theme.muted
    if row.outcome is None:
        return ("ellipsis", theme.accent) if row.working else ("circle-dashed", theme.muted)
    if row.outcome.resembles is not None:
        return "git-compare", theme.accent
    if row.outcome.doubt is not None:
        return "circle-alert", theme.statuses[CheckStatus.DISPUTED].text
    signs = {
        OutcomeState.NEW: ("circle-check", theme.statuses[CheckStatus.CONFIRMED].text),
        OutcomeState.NEW_VERSION: ("git-compare", theme.statuses[CheckStatus.CONFIRMED].text),
        OutcomeState.KNOWN: ("check", theme.muted),
        OutcomeState.FAILED: ("circle-x", theme.statuses[CheckStatus.WRONG].text),
        OutcomeState.NOT_IMPORTED: ("minus", theme.muted),
    }
    return signs[row.outcome.state]
