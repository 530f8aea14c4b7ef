"""A piece of text broken into a few lines, and where the hits in it stand; knows a font and width.

Like every text that is laid out for painting, it counts in Qt's UTF-16 units inside and in code
points outside; the reader's positions have nothing to do with it.
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

__all__ = ["MarkedLine", "marked_lines"]

_ELLIPSIS = "…"

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One line.

    Attributes:
        text: Its words.
        hits: From where to where each hit reaches, in px from the line's beginning.
    """

    text: str
    hits: tuple[tuple[float, float], ...]


@lru_cache(maxsize=1024)
def marked_lines(
    text: str, hits: Ranges, font: QFont, width: float, most: int
) -> tuple[MarkedLine, ...]:
    """Break a text at words. Cached, for a list paints the same rows often.

    Args:
        text: On one line.
        hits: Ranges of code points, in order.
        font: What it is set in.
        width: The room, in px.
        most: How many lines; what does not fit is left out after an ellipsis.
    """
    layout = _broken(text, font, width)
    if layout.lineCount() > most:
        last = layout.lineAt(most - 1)
        text = _shortened(text, last, font, width)
        layout = _broken(text, font, width)
    units = _Units(text)
    return tuple(
        _line(layout.lineAt(number), units, hits) for number in range(min(most, layout.lineCount()))
    )


class _Units:
    """A text's code points and UTF-16 units, one to the other."""

    def __init__(self, text: str) -> None:
        self._data = text.encode("utf-16-le")
        self._text = text

    def unit_of(self, code_point: int) -> int:
        return len(self._text[:code_point].encode("utf-16-le")) // 2

    def between(self, start: int, end: int) -> str:
        return self._data[2 * start : 2 * end].decode("utf-16-le")


def _broken(text: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        line = layout.createLine()
    layout.endLayout()
    return layout


def _shortened(text: str, last: QTextLine, font: QFont, width: float) -> str:
    """The text up to the last line there is room for, its last word left out for an ellipsis."""
    units = _Units(text)
    start, end = last.textStart(), last.textStart() + last.textLength()
    kept = units.between(start, end).rstrip()
    room = width - QFontMetricsF(font).horizontalAdvance(_ELLIPSIS)
    while kept and QFontMetricsF(font).horizontalAdvance(kept) > room:
        kept = kept.rpartition(" ")[0]
    return units.between(0, start) + kept.rstrip(_ELLIPSIS) + _ELLIPSIS


def _line(line: QTextLine, units: _Units, hits: Ranges) -> MarkedLine:
    start, end = line.textStart(), line.textStart() + line.textLength()
    reaches = []
    for hit_start, hit_end in hits:
        first, last = max(start, units.unit_of(hit_start)), min(end, units.unit_of(hit_end))
        if first < last:
            reaches.append((_x(line, first), _x(line, last)))
    return MarkedLine(units.between(start, end).rstrip(), tuple(reaches))


def _x(line: QTextLine, unit: int) -> float:
    x: float = line.cursorToX(unit)[0]  # type: ignore[index] # it gives a pair; the stubs say float
    return x
