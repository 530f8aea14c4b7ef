"""The page's own sidebar (such as MOST VIEWED) set as a document: folded, in full, or two columns.

What is ours ("… cut off in the capture") stands outside the text: the map knows nothing of it.
"""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QTextBlockFormat,
    QTextDocument,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)

from galley.domain.article import Block, Sidebar, SidebarItem, Version
from galley.ui.reader.composer import Composer
from galley.ui.reader.document_map import DocumentMap
from galley.ui.reader.page import Layout
from galley.ui.reader.styles import CUT_OFF_NOTE, ZoneStyle, style_of, text_font
from galley.ui.theme.tokens import Theme

__all__ = ["COLUMN_AIR", "COLUMN_SCALE", "HEADING_TOP", "TypesetSidebar", "set_sidebars"]

COLUMN_SCALE = 1.08  # under a narrow article the sidebar is read, not glanced at
_COLUMN_GAP = 28
_ITEM_AIR = 7  # on each side of the hairline between two items
_UNDER_HEADING = 4
COLUMN_AIR = 12  # the same between two rows of columns
_LINE = 80  # characters: more than most lines hold
_HEADING_LINE = 18
HEADING_TOP = 7  # from the thick rule to the heading’s line


class TypesetSidebar:
    """A set sidebar.

    Attributes:
        document: The text.
        map: Code points to positions and back.
        headings: Text blocks under a thick rule.
        ruled: Text blocks of the headlines that have a hairline over them.
    """

    def __init__(self, document: QTextDocument) -> None:
        self.document = document
        self.map = DocumentMap()
        self.headings: list[int] = []
        self.ruled: list[int] = []


def set_sidebars(
    version: Version,
    layout: Layout,
    width: float,
    scale: float,
    theme: Theme,
    *,
    folded: bool,
    aside: float = 0.0,
) -> TypesetSidebar:
    """Set the sidebars of a page.

    Args:
        version: Whose sidebars.
        layout: A narrow page has them in two columns.
        width: The room they have, in pixels.
        scale: Text zoom.
        theme: The colours.
        folded: One line of each teaser only.
        aside: Room that the first heading leaves at its right, in pixels.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    typeset = TypesetSidebar(document)
    columns = layout is Layout.NARROW
    scale *= COLUMN_SCALE if columns else 1.0
    composer = Composer(document, typeset.map, theme, scale, quiet_links=True)
    composer.cursor.beginEditBlock()
    setter = _Setter(version, composer, typeset, width, aside, folded=folded)
    for sidebar in version.sidebars:
        setter.heading(sidebar)
        if columns:
            setter.in_columns(sidebar)
        else:
            setter.in_one_column(sidebar)
    composer.cursor.endEditBlock()
    return typeset


class _Setter:
    def __init__(
        self,
        version: Version,
        composer: Composer,
        typeset: TypesetSidebar,
        width: float,
        aside: float,
        *,
        folded: bool,
    ) -> None:
        self.version, self.composer, self.typeset = version, composer, typeset
        self.width, self.aside, self.folded = width, aside, folded

    def heading(self, sidebar: Sidebar) -> None:
        """The heading under its thick rule; what stands at its right has room without one too."""
        if sidebar.heading < 0:
            if sidebar is self.version.sidebars[0]:
                self._leave_room_above(_HEADING_LINE + _UNDER_HEADING)
            return
        block = self.version.blocks[sidebar.heading]
        style = style_of(block)
        self.composer.start_block(style)
        number = self.composer.cursor.block().blockNumber()
        if number == 0:
            self._leave_room_above()
        self._format_last_block(above=30 if number else 0, below=style.below + _UNDER_HEADING)
        if number == 0:
            self._leave_room_aside()
        self.typeset.headings.append(number)
        self.composer.run(self.version.starts[sidebar.heading], block.text, style, block)

    def _leave_room_above(self, more: float = 0) -> None:
        """Qt takes no notice of the air over a document's first block, only of its frame's."""
        frame = self.typeset.document.rootFrame()
        frame_format = frame.frameFormat()
        frame_format.setTopMargin((HEADING_TOP + more) * self.composer.scale)
        frame.setFrameFormat(frame_format)

    def _leave_room_aside(self) -> None:
        block_format = self.composer.cursor.blockFormat()
        block_format.setRightMargin(self.aside)
        self.composer.cursor.setBlockFormat(block_format)

    def in_one_column(self, sidebar: Sidebar) -> None:
        """Items under one another, a hairline between them."""
        goes_on = self._goes_on(sidebar)
        for number, item in enumerate(sidebar.items):
            self._item(item, ruled=number > 0 or goes_on)

    def _goes_on(self, sidebar: Sidebar) -> bool:
        """Whether it has no heading of its own, and follows others."""
        return sidebar.heading < 0 and sidebar is not self.version.sidebars[0]

    def in_columns(self, sidebar: Sidebar) -> None:
        """Items in two columns, row by row."""
        table_format = QTextTableFormat()
        table_format.setBorder(0)
        table_format.setCellPadding(0)
        table_format.setCellSpacing(0)
        gap = _COLUMN_GAP * self.composer.scale
        column = (self.width - gap) / 2
        table_format.setColumnWidthConstraints(
            [
                QTextLength(QTextLength.Type.FixedLength, column + gap),
                QTextLength(QTextLength.Type.FixedLength, column),
            ]
        )
        rows = (len(sidebar.items) + 1) // 2
        if not rows:
            return
        goes_on = self._goes_on(sidebar)
        table = self.composer.cursor.insertTable(rows, 2, table_format)
        for number, item in enumerate(sidebar.items):
            row, column_number = divmod(number, 2)
            cell = table.cellAt(row, column_number)
            self.composer.enter(cell.firstCursorPosition())
            self._item(item, ruled=row > 0 or goes_on)
            # After the text: Qt keeps a cell's format where a block's own would overwrite it.
            padded = QTextTableCellFormat()
            padded.setTopPadding((COLUMN_AIR if row else 9) * self.composer.scale)
            padded.setBottomPadding(COLUMN_AIR * self.composer.scale)
            padded.setRightPadding(0 if column_number else gap)
            cell.setFormat(padded)
        self.composer.leave_table(table)
        self._flatten_last_block()

    def _flatten_last_block(self) -> None:
        """The block that Qt keeps after a table shows nothing, and takes no room."""
        block_format = QTextBlockFormat()
        block_format.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self.composer.cursor.setBlockFormat(block_format)

    def _item(self, item: SidebarItem, *, ruled: bool) -> None:
        block = self.version.blocks[item.headline]
        style = style_of(block)
        self.composer.start_block(style)
        # Qt takes the larger of the air under one block and over the next, hence 2 × here.
        self._format_last_block(above=2 * _ITEM_AIR if ruled else 0, below=1)
        if ruled:
            self.typeset.ruled.append(self.composer.cursor.block().blockNumber())
        self.composer.run(self.version.starts[item.headline], block.text, style, block)
        for index in item.teasers:
            self._teaser(self.version.starts[index], self.version.blocks[index])

    def _teaser(self, start: int, block: Block) -> None:
        style = style_of(block)
        self.composer.start_block(style)
        if self.folded:
            shown = self._first_line(block.text, style)
            self.composer.run(start, shown, style)
            if shown != block.text or _ends_unmarked(block):
                self.composer.ornament("…", style)
            return
        self.composer.run(start, block.text, style, block)
        if block.truncated:
            if _ends_unmarked(block):
                self.composer.ornament(" …", style)
            self.composer.start_block(CUT_OFF_NOTE)
            note = QCoreApplication.translate("Sidebar", "cut off in the capture")
            self.composer.ornament(note, CUT_OFF_NOTE)

    def _first_line(self, text: str, style: ZoneStyle) -> str:
        """The part of a teaser that fits on one line, with room for an ellipsis."""
        metrics = QFontMetricsF(text_font(style, self.composer.scale))
        if metrics.horizontalAdvance(text[:_LINE]) > self.width:
            text = text[:_LINE]  # what comes after need not be measured
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width - 2)
        return text if elided == text else elided.removesuffix("…").rstrip()

    def _format_last_block(self, above: float, below: float) -> None:
        block_format = self.composer.cursor.blockFormat()
        block_format.setTopMargin(above * self.composer.scale)
        block_format.setBottomMargin(below * self.composer.scale)
        self.composer.cursor.setBlockFormat(block_format)


def _ends_unmarked(block: Block) -> bool:
    """Whether a text was cut off, and does not show it by dots of its own."""
    return block.truncated and not block.text.endswith(("…", "..."))
