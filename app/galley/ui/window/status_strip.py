"""The strip at the window's foot: how far the check is, whether all is saved; knows no service."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.services.saving import SaveState
from galley.ui.components.buttons import GhostButton
from galley.ui.components.placeholders import filled
from galley.ui.components.tinted_label import write_in
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon
from galley.ui.theme.tokens import STATUS_ICONS, Theme
from galley.ui.theme.words import own_kind_names, status_name

__all__ = ["StatusStrip"]

_HEIGHT = 34
_GAP = 16
_PILL, _PILL_GAP, _PILL_HEIGHT = 16, 2, 5
_MOST_PILLS = 24
_BAR_WIDTH = 214  # as wide as twelve pills
_NARROWEST_BAR = 64
_SHORTEST_SHARE = 4  # px: one wrong fact among a thousand must be seen
_ICON = 13
_COUNT_LEFT = 17
_COUNT_GAP = 12
_SAVED_ICON = 14
_SAVED_LEFT = 18

_tr = QCoreApplication.translate
Statuses = Counter[CheckStatus]  # how many annotations there are of each

# What is done stands first in the bar, what is left to do last.
_BAR_ORDER = (
    CheckStatus.CONFIRMED,
    CheckStatus.WRONG,
    CheckStatus.DISPUTED,
    CheckStatus.CANT_VERIFY,
    CheckStatus.UNCHECKED,
)

_STATE_ICONS: Mapping[SaveState | None, str] = {
    SaveState.SAVED: "check",
    SaveState.FAILED: "triangle-alert",
}


class StatusStrip(QWidget):
    """Counts of what was marked and checked, a pill a fact, and the way to the next one."""

    next_unchecked = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._summary = QLabel()
        self._summary.setFont(inter(11.5, 500))
        self._pills = _Pills(themes)
        self._counts = _Counts(themes)
        self._saved = _Saved(themes)
        self._next = _NextButton(themes, self.tr("Next unchecked fact"))
        self._next.clicked.connect(self.next_unchecked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(0)
        for widget in (self._summary, self._pills, self._counts):
            row.addWidget(widget)
            row.addSpacing(_GAP)
        row.addStretch(1)
        row.addWidget(self._saved)
        row.addSpacing(_GAP - 2)
        row.addWidget(self._next)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(self.tr("Check"))
        themes.changed.connect(self._tint)
        self._tint()
        self.set_annotations([])
        self.set_saved_state(None)

    def set_next_key(self, words: str) -> None:
        """What stands on the cap of the button that goes to the next unchecked fact."""
        self._next.set_key(words)

    def set_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Count these, which come in reading order."""
        pairs = Counter((note.kind, note.check.status) for note in annotations)
        self._summary.setText(_summary(pairs))
        counts = Counter(
            {status: sum(pairs[kind, status] for kind in Kind) for status in CheckStatus}
        )
        order = [] if len(annotations) > _MOST_PILLS else annotations
        self._pills.set_statuses([note.check.status for note in order], counts)
        self._counts.set_counts(counts)
        self._next.setEnabled(counts[CheckStatus.UNCHECKED] > 0)

    def await_annotations(self) -> None:
        """They are still being read: say so, and count none."""
        self.set_annotations([])
        self._summary.setText(self.tr("Reading the marks…"))

    def set_saved_state(self, state: SaveState | None) -> None:
        """Say whether all is saved."""
        self._saved.set_state(state)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the hairline above it."""
        theme, painter = self._themes.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.bar))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.hair))

    def _tint(self) -> None:
        write_in(self._summary, self._themes.theme.ink2)
        self.update()


class _NextButton(GhostButton):
    """A button in the strip's smaller type."""

    def label_font(self) -> QFont:
        """The face of the words."""
        return inter(11.5, 500)


class _Pills(QWidget):
    """One pill a fact in reading order; one bar in proportion when they are many or cramped."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._statuses: list[CheckStatus] = []
        self._counted: Statuses = Counter()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)

    def set_statuses(self, statuses: list[CheckStatus], counts: Statuses) -> None:
        """Show these.

        Args:
            statuses: In reading order; empty when there are too many for pills.
            counts: How many there are of each.
        """
        self._statuses = statuses
        self._counted = counts
        self.setVisible(counts.total() > 0)
        words = _spoken(counts)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for every pill, or for the bar."""
        return QSize(self._pills_width() if self._statuses else _BAR_WIDTH, _PILL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """A short bar will do."""
        return QSize(min(_NARROWEST_BAR, self.sizeHint().width()), _PILL_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint pills if they fit, else the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._statuses and self.width() >= self._pills_width():
            self._paint_pills(painter)
        else:
            self._paint_bar(painter)

    def _pills_width(self) -> int:
        return len(self._statuses) * (_PILL + _PILL_GAP) - _PILL_GAP

    def _paint_pills(self, painter: QPainter) -> None:
        for number, status in enumerate(self._statuses):
            pill = QRectF(number * (_PILL + _PILL_GAP), 0, _PILL, _PILL_HEIGHT)
            painter.setBrush(QColor(_pill_colour(status, self._themes.theme)))
            painter.drawRoundedRect(pill, _PILL_HEIGHT / 2, _PILL_HEIGHT / 2)

    def _paint_bar(self, painter: QPainter) -> None:
        x = 0.0
        for status, width in _shares(self._counted, self.width()):
            painter.setBrush(QColor(_pill_colour(status, self._themes.theme)))
            share = QRectF(x, 0, width, _PILL_HEIGHT)
            painter.drawRoundedRect(share, _PILL_HEIGHT / 2, _PILL_HEIGHT / 2)
            x += width + _PILL_GAP


class _Counts(QWidget):
    """An icon and a number for each status that a check came to."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._counts: list[tuple[CheckStatus, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        themes.changed.connect(self.update)

    def set_counts(self, counts: Statuses) -> None:
        """Show these; the unchecked ones are what the summary and the pills tell."""
        checked = [status for status in _BAR_ORDER if status.is_checked]
        self._counts = [(status, counts[status]) for status in checked if counts[status]]
        self.setVisible(bool(self._counts))
        words = _spoken(Counter(dict(self._counts)))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        width = sum(self._width(count) for _, count in self._counts)
        return QSize(max(0, width - _COUNT_GAP), _HEIGHT - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icons and numbers."""
        painter, theme, x = QPainter(self), self._themes.theme, 0
        painter.setFont(inter(11.5, 500))
        painter.setPen(QColor(theme.ink2))
        for status, count in self._counts:
            icon = QRectF(x, (self.height() - _ICON) / 2, _ICON, _ICON)
            paint_icon(painter, STATUS_ICONS[status], theme.statuses[status].text, icon)
            number = QRectF(x + _COUNT_LEFT, 0, self.width(), self.height())
            painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, str(count))
            x += self._width(count)

    @staticmethod
    def _width(count: int) -> int:
        figures = int(QFontMetricsF(inter(11.5, 500)).horizontalAdvance(str(count)))
        return _COUNT_LEFT + max(7, figures) + _COUNT_GAP


class _Saved(QWidget):
    """Whether all is saved, as an icon and a word."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._state: SaveState | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        themes.changed.connect(self.update)

    def set_state(self, state: SaveState | None) -> None:
        """Say this."""
        self._state = state
        self.setVisible(state is not None)
        self.setAccessibleName(self._word())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as icon and word."""
        words = QFontMetricsF(inter(11.5)).horizontalAdvance(self._word())
        return QSize(round(_SAVED_LEFT + words), _HEIGHT - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon and word."""
        painter, theme = QPainter(self), self._themes.theme
        failed = self._state is SaveState.FAILED
        colour = theme.statuses[CheckStatus.WRONG].text if failed else theme.muted
        icon = _STATE_ICONS.get(self._state, "")
        if icon:
            side = QRectF(0, (self.height() - _SAVED_ICON) / 2, _SAVED_ICON, _SAVED_ICON)
            paint_icon(painter, icon, colour, side)
        painter.setFont(inter(11.5))
        painter.setPen(QColor(colour))
        words = QRectF(_SAVED_LEFT, 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._word())

    def _word(self) -> str:
        return {
            None: "",
            SaveState.SAVED: self.tr("Saved"),
            SaveState.SAVING: self.tr("Saving…"),
            SaveState.FAILED: self.tr("Not saved"),
        }[self._state]


def _pill_colour(status: CheckStatus, theme: Theme) -> str:
    return theme.hair2 if status is CheckStatus.UNCHECKED else theme.statuses[status].text


def _shares(counts: Statuses, width: int) -> list[tuple[CheckStatus, float]]:
    """How long each status's part of a bar ``width`` px long is; the gaps are taken off before."""
    present = [status for status in _BAR_ORDER if counts[status]]
    room = width - _PILL_GAP * (len(present) - 1) - _SHORTEST_SHARE * len(present)
    return [
        (status, _SHORTEST_SHARE + max(0, room) * counts[status] / counts.total())
        for status in present
    ]


def _spoken(counts: Statuses) -> str:
    """The statuses in words, such as “Confirmed 4, Disputed 1”."""
    return ", ".join(
        filled("%1 %2", status_name(status), counts[status])
        for status in _BAR_ORDER
        if counts[status]
    )


def _summary(pairs: Counter[tuple[Kind, CheckStatus]]) -> str:
    """How many quotes, statistics and other marks there are, and how many were checked."""
    marked: Counter[Kind] = Counter()
    checked: Counter[Kind] = Counter()
    for (kind, status), count in pairs.items():
        marked[kind] += count
        checked[kind] += count if status.is_checked else 0
    # A kind with a name of the person's own is counted among the others: how to say that name of
    # several, nobody knows.
    named = {Kind.QUOTE, Kind.STATISTIC} - set(own_kind_names())
    other = sum(count for kind, count in marked.items() if kind not in named)
    other_checked = sum(count for kind, count in checked.items() if kind not in named)
    parts = []
    if (quotes := marked[Kind.QUOTE]) and Kind.QUOTE in named:
        words = _tr("strip", "%1 of 1 quote") if quotes == 1 else _tr("strip", "%1 of %2 quotes")
        parts.append(filled(words, checked[Kind.QUOTE], quotes))
    if (statistics := marked[Kind.STATISTIC]) and Kind.STATISTIC in named:
        one = _tr("strip", "%1 of 1 statistic")
        words = one if statistics == 1 else _tr("strip", "%1 of %2 statistics")
        parts.append(filled(words, checked[Kind.STATISTIC], statistics))
    if other:
        parts.append(filled(_other_words(other, alone=not parts), other_checked, other))
    if not parts:
        return _tr("strip", "No marks yet")
    return filled(_tr("strip", "%1 checked"), " · ".join(parts))


def _other_words(count: int, alone: bool) -> str:
    """What marks of other kinds are called; “other” only beside quotes or statistics."""
    if alone:
        return _tr("strip", "%1 of 1 mark") if count == 1 else _tr("strip", "%1 of %2 marks")
    if count == 1:
        return _tr("strip", "%1 of 1 other mark")
    return _tr("strip", "%1 of %2 other marks")
