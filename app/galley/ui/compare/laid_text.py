"""Words laid out for painting, with marks, deletions and additions; knows a font and a width.

Like every text that is laid out for painting it counts in Qt's UTF-16 units inside and in code
points outside. Deleted words are struck through and added ones underlined: never colour alone.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.article import FIGURE_CHARACTER
from galley.ui.reader.document_map import Segment
from galley.ui.reader.mark_painter import mark_boxes, paint_mark
from galley.ui.reader.text_runs import TextRun
from galley.ui.theme.painting import paint_bar
from galley.ui.theme.tokens import Theme

__all__ = ["LaidText", "PaintedRange", "Tint"]

_SHOWN_AS = str.maketrans({"\n": "\u2028", FIGURE_CHARACTER: "\u25a2"})
_TAB = 96.0  # px between the cells of a table's row
_ABOVE, _BELOW, _ASIDE = 16.0, 6.0, 1.5  # px for 18 px text
_STROKE = 2.0
_STRIKE, _UNDER = 5.2, 3.4  # px above and below the baseline
_RADIUS = 3.0


class Tint(NamedTuple):
    """How a range is painted: as a mark of a kind, or as deleted or added words."""

    kind: Kind | None = None
    deleted: bool = False


class PaintedRange(NamedTuple):
    """A range of code points of the text, and how it is painted."""

    start: int
    end: int
    tint: Tint


class LaidText:
    """A text broken into lines of a fixed height.

    Args:
        text: Any; a line feed breaks the line.
        font: What it is set in.
        width: The room, in px.
        line_height: In px.
    """

    def __init__(self, text: str, font: QFont, width: float, line_height: float) -> None:
        self._segment = Segment.of(0, text, 0)
        self._text = text
        self._size = float(font.pixelSize())
        self._line_height = line_height
        self._layout = QTextLayout(text.translate(_SHOWN_AS), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabStopDistance(_TAB)
        self._layout.setTextOption(option)
        self._break(width, QFontMetricsF(font))

    def _break(self, width: float, metrics: QFontMetricsF) -> None:
        above = (self._line_height - metrics.height()) / 2
        self._layout.beginLayout()
        line, number = self._layout.createLine(), 0
        while line.isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, number * self._line_height + above))
            line, number = self._layout.createLine(), number + 1
        self._layout.endLayout()

    @property
    def height(self) -> float:
        """All lines together, in px."""
        return self._layout.lineCount() * self._line_height

    @property
    def line_count(self) -> int:
        """How many lines it takes."""
        return self._layout.lineCount()

    def runs(self, start: int, end: int) -> list[TextRun]:
        """Where a range of code points stands, a run a line, from the text's corner."""
        first, last = self._segment.to_position(start), self._segment.to_position(end)
        found = []
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            begin = max(first, line.textStart())
            finish = min(last, line.textStart() + line.textLength())
            if begin >= finish:
                continue
            # PySide returns (x, the position it took); its stubs know nothing of either.
            one: float = line.cursorToX(begin)[0]  # type: ignore[index]
            other: float = line.cursorToX(finish)[0]  # type: ignore[index]
            right = min(max(one, other), line.naturalTextRect().right())
            baseline = line.y() + line.ascent()
            bottom = (number + 1) * self._line_height
            left = min(one, other)
            found.append(TextRun(left, max(left, right), baseline, self._size, bottom))
        return found

    def paint(
        self,
        painter: QPainter,
        corner: QPointF,
        theme: Theme,
        ranges: Sequence[PaintedRange],
        *,
        plain: bool = False,
        ink: str = "",
    ) -> None:
        """Paint it with what is marked, deleted and added.

        Args:
            painter: Where.
            corner: The text's top left corner.
            theme: In which colours.
            ranges: What to paint behind the words, the marks first.
            plain: No fills (high contrast): rules and lines say it.
            ink: The colour of the words; empty for the theme's.
        """
        painter.save()
        painter.translate(corner)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in ranges:
            runs = self.runs(one.start, one.end)
            if one.tint.kind is not None:
                paint_mark(painter, mark_boxes(runs), one.tint.kind, theme, plain=plain)
            elif not plain:
                self._fill(painter, runs, theme.dele if one.tint.deleted else theme.ins)
        painter.setPen(QColor(ink or theme.ink))
        self._layout.draw(painter, QPointF(0, 0))
        for one in ranges:
            if one.tint.kind is None:
                self._stroke(painter, self.runs(one.start, one.end), theme, one.tint.deleted)
        painter.restore()

    def _fill(self, painter: QPainter, runs: Sequence[TextRun], colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for run in runs:
            painter.drawRoundedRect(run.box(_ABOVE, _BELOW, _ASIDE), _RADIUS, _RADIUS)

    def _stroke(
        self, painter: QPainter, runs: Sequence[TextRun], theme: Theme, deleted: bool
    ) -> None:
        status = CheckStatus.WRONG if deleted else CheckStatus.CONFIRMED
        colour, unit = theme.statuses[status].text, self._size / 18
        painter.setPen(QPen(QColor(colour), 1))
        for run in runs:
            away = -_STRIKE if deleted else _UNDER
            middle = round(run.baseline + away * unit)
            width = max(run.right - run.left, 2.0)
            paint_bar(painter, QRectF(run.left, middle - _STROKE / 2, width, _STROKE), colour)
