"""Writes styled text to a QTextDocument and keeps the map of code points in step.

Knows styles and formats, and nothing of what an article is made of.
"""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableFormat,
)

from galley.domain.article import Block, InlineStyle
from galley.ui.reader.document_map import DocumentMap
from galley.ui.reader.styles import ZoneStyle, text_font
from galley.ui.theme.tokens import Theme

__all__ = ["RULED", "Composer"]

RULED = QTextFormat.Property.UserProperty.value + 1  # of a block with a rule at its left

_RUN = 60  # code points: about as long as what Qt is given to shape at a time
_RUN_PROPERTY = QTextFormat.Property.UserProperty.value  # tells a run from the one before it


class Composer:
    """Writes styled text to a document, at its end or where it is told to, with the map in step."""

    def __init__(
        self,
        document: QTextDocument,
        document_map: DocumentMap,
        theme: Theme,
        scale: float,
        *,
        quiet_links: bool = False,
    ) -> None:
        """Begin.

        Args:
            document: Empty.
            document_map: Empty.
            theme: The colours.
            scale: Text zoom.
            quiet_links: Links have the colour of the text: everything there is one.
        """
        self._quiet_links = quiet_links
        self.document, self.map = document, document_map
        self.theme, self.scale = theme, scale
        self.cursor = QTextCursor(document)
        self._unused = True  # the block at the cursor has nothing in it yet
        self._text_formats: dict[ZoneStyle, QTextCharFormat] = {}
        self._odd = False

    def block_format(self, style: ZoneStyle) -> QTextBlockFormat:
        """The style's line height, air and indent at this zoom."""
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        block_format = QTextBlockFormat()
        block_format.setLineHeight(style.line * self.scale, fixed)
        block_format.setTopMargin(style.above * self.scale)
        block_format.setBottomMargin(style.below * self.scale)
        block_format.setLeftMargin(style.indent * self.scale)
        if style.ruled:
            block_format.setProperty(RULED, True)
        return block_format

    def text_format(self, style: ZoneStyle) -> QTextCharFormat:
        """The style's font and colour; the caller's own, to be altered."""
        if style not in self._text_formats:  # an article has many blocks, and few styles
            text_format = QTextCharFormat()
            text_format.setFont(text_font(style, self.scale))
            text_format.setForeground(QColor(getattr(self.theme, style.colour)))
            self._text_formats[style] = text_format
        return QTextCharFormat(self._text_formats[style])

    def start_block(self, style: ZoneStyle) -> None:
        """Begin a text block in a style; the document's first one is taken as it is."""
        block_format, text_format = self.block_format(style), self.text_format(style)
        if self._unused:
            self.cursor.setBlockFormat(block_format)
            self.cursor.setBlockCharFormat(text_format)
            self._unused = False
        else:
            self.cursor.insertBlock(block_format, text_format)
            if self.cursor.currentList() is not None:
                self.cursor.block().textList().remove(self.cursor.block())

    def ornament(self, text: str, style: ZoneStyle) -> None:
        """Text that is ours, not the capture's; it has no place in the canonical text."""
        self.cursor.insertText(text, self.text_format(style))

    def run(self, start: int, text: str, style: ZoneStyle, block: Block | None = None) -> None:
        """Canonical text from a code point on, with the block's emphasis and links.

        Args:
            start: The text's first code point in the canonical text.
            text: The text; the block's own from its beginning, or a part of that.
            style: How it is set.
            block: The block whose spans apply, if any.
        """
        self.map.add(start, text, self.cursor.position())
        base = self.text_format(style)
        spans = block.spans if block is not None else ()
        if not spans:
            self._insert(text, base)
            return
        edges = sorted({0, len(text), *(e for s in spans for e in (s.start, s.end))})
        for first, last in pairwise(edges):
            if first >= len(text):
                break
            styled = QTextCharFormat(base)
            for span in spans:
                if span.start <= first and last <= span.end:
                    self._apply(styled, span.style, span.href)
            self._insert(text[first:last], styled)

    def _insert(self, text: str, text_format: QTextCharFormat) -> None:
        """Insert text in runs that differ in nothing that is seen.

        Qt shapes what has one format in one piece, and every paragraph keeps the buffer of its
        longest piece for good: fifty bytes a character, 300 MB of a million words. A run ends
        behind a space, where nothing is joined with what follows.
        """
        start = 0
        while start < len(text):
            end = text.find(" ", start + _RUN) + 1 or len(text)
            self._odd = not self._odd
            text_format.setProperty(_RUN_PROPERTY, self._odd)
            self.cursor.insertText(text[start:end], text_format)
            start = end

    def _apply(self, text_format: QTextCharFormat, style: InlineStyle, href: str) -> None:
        if style is InlineStyle.STRONG:
            text_format.setFontWeight(QFont.Weight.DemiBold.value)
        elif style is InlineStyle.EMPHASIS:
            text_format.setFontItalic(True)
        elif style is InlineStyle.SUPERSCRIPT:
            text_format.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif style is InlineStyle.SUBSCRIPT:
            text_format.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        else:
            text_format.setAnchor(True)
            text_format.setAnchorHref(href)
            if not self._quiet_links:
                text_format.setForeground(QColor(self.theme.accent))

    def table(self, rows: Sequence[tuple[int, Block]], style: ZoneStyle) -> None:
        """A table; each row is a block whose cells are parted by tabs.

        Args:
            rows: Each row with its first code point.
            style: How its cells are set.
        """
        columns = max(row.text.count("\t") for _start, row in rows) + 1
        table_format = QTextTableFormat()
        table_format.setBorder(1)
        # Solid, or Qt paints a bevel, of which paper shows two edges.
        table_format.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        table_format.setBorderBrush(QColor(self.theme.hair))
        table_format.setBorderCollapse(True)
        table_format.setCellPadding(6 * self.scale)
        table_format.setCellSpacing(0)
        # Under a block Qt leaves nothing of the block’s own air above a table.
        table_format.setTopMargin(17 * self.scale)
        table_format.setBottomMargin(17 * self.scale)
        table_format.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table_format.setHeaderRowCount(sum(1 for _start, row in rows if row.level))
        table = self.cursor.insertTable(len(rows), columns, table_format)
        for number, (start, row) in enumerate(rows):
            offset = start
            for column, cell in enumerate(row.text.split("\t")):
                self._cell(table.cellAt(number, column), offset, cell, style, bold=row.level > 0)
                offset += len(cell) + 1
        self.leave_table(table)

    def enter(self, cursor: QTextCursor) -> None:
        """Go on at a cursor that stands in an empty block, such as a table's cell."""
        self.cursor = cursor
        self._unused = True

    def leave_table(self, table: QTextTable) -> None:
        """Go on after a table; Qt keeps an empty block there."""
        self.enter(QTextCursor(self.document))
        self.cursor.setPosition(table.lastPosition() + 1)

    def _cell(
        self, cell: QTextTableCell, start: int, text: str, style: ZoneStyle, *, bold: bool
    ) -> None:
        at = cell.firstCursorPosition()
        at.setBlockFormat(self.block_format(style))
        text_format = self.text_format(style)
        if bold:
            text_format.setFontWeight(QFont.Weight.DemiBold.value)
        at.setBlockCharFormat(text_format)  # the height of its marks goes by it
        self.map.add(start, text, at.position())
        at.insertText(text, text_format)
