"""Where a range of a laid-out QTextDocument stands on the page: one run a line."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextDocument, QTextLine

__all__ = ["TextRun", "block_at", "block_rect", "blocks_between", "line_middle", "runs_of"]

_TRAILING = (" ", "\u2028")
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class TextRun(NamedTuple):
    """A part of one line, in the document's coordinates.

    Attributes:
        left: Its left edge.
        right: Its right edge, without trailing spaces.
        baseline: The y of its baseline.
        size: The block's font size in pixels, which the heights of marks go by.
        line_bottom: The y of the line's foot.
    """

    left: float
    right: float
    baseline: float
    size: float
    line_bottom: float

    def box(self, above: float, below: float, aside: float) -> QRectF:
        """The rectangle from ``above`` the baseline to ``below`` it, measured for 18 px text."""
        unit = self.size / 18
        top, bottom = self.baseline - above * unit, self.baseline + below * unit
        return QRectF(self.left - aside, top, self.right - self.left + 2 * aside, bottom - top)


def block_rect(document: QTextDocument, block: QTextBlock) -> QRectF:
    """A text block's rectangle in the document's coordinates, its lines at their full height.

    Qt's own rectangle has the height of the glyphs, not of lines of a fixed height.
    """
    rect = document.documentLayout().blockBoundingRect(block)
    line_height = block.blockFormat().lineHeight()
    if block.blockFormat().lineHeightType() == _FIXED:
        rect.setHeight(block.layout().lineCount() * line_height)
    return rect


def block_at(document: QTextDocument, y: float, last: int) -> QTextBlock:
    """The text block nearest to a height; of a table one in the nearest row.

    Qt's own hit test looks through all the rest of a document where ``y`` is between two blocks:
    10 ms in a million words.

    Args:
        document: Its blocks follow one another down the page, as an article's do.
        y: In the document's coordinates.
        last: The number of the last block to look at: those after it need not be laid out.
    """
    layout, first, end = document.documentLayout(), 0, last
    while first < end:
        middle = (first + end + 1) // 2
        if layout.blockBoundingRect(document.findBlockByNumber(middle)).top() <= y:
            first = middle
        else:
            end = middle - 1
    above = document.findBlockByNumber(first)
    below = above.next()
    if first < last and below.isValid():
        gap = y - block_rect(document, above).bottom()
        if gap > layout.blockBoundingRect(below).top() - y:
            return below
    return above


def blocks_between(document: QTextDocument, top: float, bottom: float) -> Iterator[QTextBlock]:
    """The text blocks that stand between two heights, and perhaps one above; all is laid out."""
    layout = document.documentLayout()
    block = block_at(document, top, document.blockCount() - 1)
    if block.previous().isValid():
        block = block.previous()
    while block.isValid() and layout.blockBoundingRect(block).top() < bottom:
        yield block
        block = block.next()


def line_middle(document: QTextDocument, block: QTextBlock, y: float) -> float:
    """The y of the middle of a block's line that is nearest to ``y``.

    Qt's own hit test knows only the glyphs' height: what lies in the air between two lines of a
    fixed height hits a line's beginning, and a selection would jump there.
    """
    rect = block_rect(document, block)
    lines = block.layout().lineCount()
    if lines == 0:
        return rect.center().y()
    height = rect.height() / lines
    number = min(max(int((y - rect.top()) // height), 0), lines - 1)
    line = block.layout().lineAt(number)
    return rect.top() + line.y() + line.height() / 2


def runs_of(document: QTextDocument, first: int, last: int) -> list[TextRun]:
    """The runs that a range covers.

    Args:
        document: Laid out.
        first: First UTF-16 position.
        last: One past the last.
    """
    runs: list[TextRun] = []
    block = document.findBlock(first)
    while block.isValid() and block.position() < last:
        start = max(first - block.position(), 0)
        end = min(last - block.position(), block.length() - 1)
        if start < end:
            runs.extend(_runs_in_block(document, block, start, end))
        block = block.next()
    return runs


def _runs_in_block(
    document: QTextDocument, block: QTextBlock, start: int, end: int
) -> Iterator[TextRun]:
    origin = block_rect(document, block).topLeft()
    size = float(block.charFormat().font().pixelSize())
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begin = max(start, line.textStart())
        finish = min(end, line.textStart() + line.textLength())
        while finish > begin and document.characterAt(block.position() + finish - 1) in _TRAILING:
            finish -= 1
        if begin < finish:
            yield _run(line, origin, begin, finish, size)


def _run(line: QTextLine, origin: QPointF, begin: int, finish: int, size: float) -> TextRun:
    one, other = _x(line, begin), _x(line, finish)
    baseline = origin.y() + line.y() + line.ascent()
    return TextRun(
        origin.x() + min(one, other),  # right-to-left text runs the other way
        origin.x() + max(one, other),
        baseline,
        size,
        origin.y() + line.y() + line.height(),
    )


def _x(line: QTextLine, position: int) -> float:
    # PySide returns (x, the position it took); its stubs know nothing of either.
    x: float = line.cursorToX(position)[0]  # type: ignore[index]
    return x
