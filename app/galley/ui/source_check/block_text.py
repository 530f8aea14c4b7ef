"""A block's text broken into lines, with a caret; knows a font and a width, and no list.

Of a very long text only a stretch is set, around the caret: a page may be one block.
"""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

from galley.ui.reader.document_map import Segment

__all__ = ["STRETCH", "BlockText", "set_text", "stretch"]

STRETCH = 1_600  # code points that are set of one text
_ELLIPSIS = "…"


class BlockText(NamedTuple):
    """A text that was set.

    Attributes:
        layout: Its lines, each ``line`` px high.
        map: Code points of the whole text to positions of the layout.
        line: The height of a line.
        end: One past the last code point that is set.
    """

    layout: QTextLayout
    map: Segment
    line: int
    end: int

    @property
    def height(self) -> int:
        """Of all lines."""
        return self.layout.lineCount() * self.line

    def paint(self, painter: QPainter, at: QPointF, colour: str) -> None:
        """Paint the words; the painter's pen is another afterwards."""
        painter.setPen(QColor(colour))
        self.layout.draw(painter, at)

    def paint_caret(self, painter: QPainter, at: QPointF, offset: int, colour: str) -> None:
        """Paint a caret before a code point."""
        place = self.caret(offset)
        painter.setPen(QPen(QColor(colour), 2))
        top = at + place.topLeft()
        painter.drawLine(top, top + QPointF(0, place.height()))

    def caret(self, offset: int) -> QRectF:
        """Where the caret before a code point stands, from the first line's corner."""
        position = self.map.to_position(min(max(offset, self.map.start), self.end))
        line = self.layout.lineForTextPosition(position)
        x: float = line.cursorToX(position)[0]  # type: ignore[index] # the stubs say float
        return QRectF(x, line.lineNumber() * self.line + 2, 0, self.line - 4)

    def offset_at(self, point: QPointF) -> int:
        """The code point nearest to a point, which is counted from the first line's corner."""
        number = min(max(int(point.y() // self.line), 0), self.layout.lineCount() - 1)
        position = self.layout.lineAt(number).xToCursor(point.x())
        return min(self.map.to_offset(int(position)), self.end)

    def step(self, offset: int, by: int, *, words: bool = False) -> int:
        """The caret one letter as it is read, or one word, to the right (1) or left (-1)."""
        mode = QTextLayout.CursorMode.SkipWords if words else QTextLayout.CursorMode.SkipCharacters
        position = self.map.to_position(min(max(offset, self.map.start), self.end))
        move = self.layout.nextCursorPosition if by > 0 else self.layout.previousCursorPosition
        return min(self.map.to_offset(move(position, mode)), self.end)


def stretch(text: str, caret: int) -> int:
    """The first code point that is set of a text, for a caret in it."""
    if len(text) <= STRETCH or caret < STRETCH // 2:
        return 0
    return min(caret - STRETCH // 2, len(text) - STRETCH)


@lru_cache(maxsize=256)
def set_text(text: str, font: QFont, line: int, width: int, first: int = 0) -> BlockText:
    """Set a text; cached, for a list paints the same rows often.

    Args:
        text: Canonical text.
        font: Its face and size.
        line: The height of a line, in px.
        width: Of the lines.
        first: The first code point that is set; at most ``STRETCH`` are.
    """
    shown = text[first : first + STRETCH]
    before, after = _ELLIPSIS * (first > 0), _ELLIPSIS * (first + len(shown) < len(text))
    layout = QTextLayout(before + shown + after, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    number = 0
    while (one := layout.createLine()).isValid():
        one.setLineWidth(max(1, width))
        one.setPosition(QPointF(0, number * line + (line - one.height()) / 2))
        number += 1
    layout.endLayout()
    return BlockText(layout, Segment.of(first, shown, len(before)), line, first + len(shown))
