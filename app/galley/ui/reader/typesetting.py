"""An article's blocks set as a QTextDocument, with the map between the two.

Everything that is shown here is captured text, or an ornament that the map knows nothing of.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextListFormat,
)

from galley.domain.article import SIDEBAR_ZONES, Block, BlockType, Version, Zone
from galley.ui.reader.composer import Composer
from galley.ui.reader.document_map import DocumentMap
from galley.ui.reader.page import Page
from galley.ui.reader.styles import ZoneStyle, style_of
from galley.ui.theme.tokens import Theme

__all__ = [
    "BOTTOM_MARGIN",
    "ArticleSetter",
    "TypesetArticle",
    "set_article",
    "set_margins",
    "top_margin",
]

EN_SPACE = "\u2002"
_META_HEIGHT = 20  # the line under the headline that says where the article came from
_META_ABOVE = 0
_META_BELOW = 15
_TOP = 22
BOTTOM_MARGIN = 56
_AFTER_LIST = 13  # px at 100 %: a paragraph's own
_AFTER_HEAD = 18  # a caption's own: a byline may stand below the photo
_BULLET_STRETCH = 220  # of the space between a bullet and its words, which Qt makes a narrow one
_NUMBER_SUFFIX = ".\u00a0"
_HEAD = frozenset({Zone.MASTHEAD, Zone.HEADLINE, Zone.DEK, Zone.BYLINE, Zone.DATE})
_SAME_LINE = {
    (Zone.CAPTION, Zone.CREDIT): EN_SPACE,
    (Zone.BYLINE, Zone.DATE): f"{EN_SPACE}·{EN_SPACE}",
    (Zone.DATE, Zone.BYLINE): f"{EN_SPACE}·{EN_SPACE}",
}


class TypesetArticle:
    """A set document and where its parts are, by their first code point.

    Attributes:
        document: The text.
        map: Code points to positions and back.
        figures: What keeps each figure's place, by figure; of those that are set.
        masthead: The masthead, or -1.
        head_end: The last block of the head, under which the line about the capture stands: of what
            begins with the headline, or else of what stands together first. -1 where the article
            has no head: the line stands above the text then.
    """

    def __init__(self, document: QTextDocument, blocks: Sequence[tuple[int, Block]]) -> None:
        """Begin with nothing set.

        Args:
            document: Where it will be.
            blocks: What will be set, each block with its first code point.
        """
        self.document = document
        self.map = DocumentMap()
        self.figures: dict[int, int] = {}
        mastheads = (start for start, block in blocks if block.zone is Zone.MASTHEAD)
        self.masthead = next(mastheads, -1)
        self.head_end = _head_end(blocks)

    def block(self, offset: int) -> QTextBlock:
        """The text block that shows a code point, which is set."""
        return self.document.findBlock(self.map.to_position(offset))

    def is_set(self, offset: int) -> bool:
        """Whether a code point is set by now."""
        return offset >= 0 and bool(self.map.to_ranges(offset, offset + 1))


def _head_end(blocks: Sequence[tuple[int, Block]]) -> int:
    zones = [block.zone for _start, block in blocks]
    begin = zones.index(Zone.HEADLINE) if Zone.HEADLINE in zones else 0
    below = dropwhile(lambda pair: pair[1].zone not in _HEAD, blocks[begin:])
    head = [start for start, _block in takewhile(lambda pair: pair[1].zone in _HEAD, below)]
    return head[-1] if head else -1


class ArticleSetter:
    """Sets an article without the page's own sidebars, as far as it is told to: all at once or not.

    Attributes:
        typeset: What is set by now.
    """

    def __init__(self, version: Version, page: Page, theme: Theme, begin: int = 0) -> None:
        """Begin.

        Args:
            version: What to set.
            page: The columns and the zoom.
            theme: The colours.
            begin: The code point to begin at, or a little before it: with a paragraph that does
                not depend on what stands above.
        """
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        self._page, self._theme = page, theme
        self._length = len(version.text)
        self._blocks = [
            (start, block)
            for start, block in zip(version.starts, version.blocks, strict=True)
            if block.zone not in SIDEBAR_ZONES
        ]
        self.typeset = TypesetArticle(document, self._blocks)
        self._composer = Composer(document, self.typeset.map, theme, page.scale)
        self._first = self._next = _paragraph_before(self._blocks, begin)

    @property
    def begin(self) -> int:
        """The first code point that is set."""
        return self._blocks[self._first][0] if self._first else 0

    @property
    def end(self) -> int:
        """The first code point that is not set yet; one past the text's end where all is."""
        return self._length + 1 if self.is_done else self._blocks[self._next][0]

    @property
    def is_done(self) -> bool:
        """Whether all of it is set."""
        return self._next >= len(self._blocks)

    def go_on(self, offset: int) -> None:
        """Set every block that begins before a code point, and is not set yet."""
        self._composer.cursor.beginEditBlock()
        while not self.is_done and self._blocks[self._next][0] < offset:
            self._next = self._set(self._next, self._composer)
        self._composer.cursor.endEditBlock()

    def go_back(self, offset: int) -> None:
        """Set what stands before all that is set, from a code point on or a little before it.

        Args:
            offset: Before the first code point that is set.
        """
        document = self.typeset.document
        cursor, length, below = QTextCursor(document), document.characterCount(), self._first
        self._first = _paragraph_before(self._blocks, offset)
        above = Composer(document, DocumentMap(), self._theme, self._page.scale)
        cursor.beginEditBlock()
        present = cursor.block()
        cursor.insertBlock(present.blockFormat(), present.charFormat())  # what is set goes down
        cursor.setPosition(0)
        above.enter(cursor)
        index = self._first
        while index < below:
            index = self._set(index, above)
        cursor.endEditBlock()
        self.typeset.map.put_before(above.map, document.characterCount() - length)

    def _set(self, index: int, composer: Composer) -> int:
        """Set the block at ``index``, and those that belong to it; return the next one's index."""
        start, block = self._blocks[index]
        following = _set_next(self._blocks, index, composer, self._page)
        if block.zone is Zone.PHOTO:
            self.typeset.figures[block.group] = start
        if start == self.typeset.head_end:
            _leave_room_for_meta(composer, self._page.scale)
        return following


def _paragraph_before(blocks: list[tuple[int, Block]], offset: int) -> int:
    """The last paragraph that begins at or before a code point and can stand first; else 0.

    One under a table can not: Qt wants a text block of its own there until it is set.
    """
    index = bisect_right(blocks, offset, key=lambda pair: pair[0]) - 1
    while index > 0:
        block, before = blocks[index][1], blocks[index - 1][1]
        is_paragraph = block.zone is Zone.BODY and block.type is BlockType.PARAGRAPH
        if is_paragraph and before.type is not BlockType.TABLE:
            return index
        index -= 1
    return 0


def set_article(version: Version, page: Page, theme: Theme) -> TypesetArticle:
    """Set all of an article, without the page's own sidebars; see :class:`ArticleSetter`."""
    setter = ArticleSetter(version, page, theme)
    setter.go_on(len(version.text) + 1)
    return setter.typeset


def _set_next(blocks: list[tuple[int, Block]], index: int, composer: Composer, page: Page) -> int:
    """Set the block at ``index``, and those that belong to it; return the next one's index."""
    start, block = blocks[index]
    style = style_of(
        block,
        large=page.large,
        text_width=page.text_width / page.scale,
        face=page.face,
        leading=page.leading,
    )
    if index:
        style = style._replace(above=max(style.above, _air_after(blocks[index - 1][1], block)))
    if block.type is BlockType.TABLE:
        rows = [(start, block)]
        while index + len(rows) < len(blocks):
            following = blocks[index + len(rows)]
            if following[1].type is not BlockType.TABLE or following[1].group != block.group:
                break
            rows.append(following)
        composer.table(rows, style)
        return index + len(rows)
    separator = _same_line_separator(blocks, index)
    if separator is None:
        composer.start_block(style)
    else:
        composer.ornament(separator, style)
    if block.zone is Zone.PHOTO:
        _keep_place(composer, start, style)
    else:
        composer.run(start, block.text, style, block)
    if block.type is BlockType.LIST_ITEM:
        _make_list_item(composer, block, style)
    if style.indent:
        _mirror(composer)
    return index + 1


def _air_after(before: Block, block: Block) -> float:
    """What a block wants above it where the one before has less under it than its kind ends with.

    Both kinds stand close together among themselves.
    """
    if before.zone in _HEAD and block.zone not in _HEAD:
        return _AFTER_HEAD
    if before.type is BlockType.LIST_ITEM and block.type is not BlockType.LIST_ITEM:
        return _AFTER_LIST
    return 0


def _mirror(composer: Composer) -> None:
    """What is written from the right is set in from the right; Qt mirrors no margins."""
    if composer.cursor.block().textDirection() is Qt.LayoutDirection.RightToLeft:
        block_format = composer.cursor.blockFormat()
        block_format.setRightMargin(block_format.leftMargin())
        block_format.setLeftMargin(0)
        composer.cursor.setBlockFormat(block_format)


def _same_line_separator(blocks: list[tuple[int, Block]], index: int) -> str | None:
    if index == 0:
        return None
    before, block = blocks[index - 1][1], blocks[index][1]
    if before.group != block.group or before.type is BlockType.TABLE:
        return None
    return _SAME_LINE.get((before.zone, block.zone))


def _keep_place(composer: Composer, start: int, style: ZoneStyle) -> None:
    """One character that keeps the figure's place; the picture is painted over its line."""
    text_format = composer.text_format(style)
    text_format.setForeground(QColor(0, 0, 0, 0))
    composer.map.add(start, "\ufffc", composer.cursor.position())
    # A no-break space, not U+FFFC itself: that one means an inline object to Qt's layout.
    composer.cursor.insertText("\u00a0", text_format)


def _make_list_item(composer: Composer, block: Block, style: ZoneStyle) -> None:
    previous = composer.cursor.block().previous()
    current = previous.textList() if previous.isValid() else None
    if current is not None and previous.userState() == block.group:
        current.add(composer.cursor.block())
    else:
        list_format = QTextListFormat()
        list_format.setStyle(
            QTextListFormat.Style.ListDecimal if block.ordered else QTextListFormat.Style.ListDisc
        )
        list_format.setIndent(0)
        list_format.setNumberSuffix(_NUMBER_SUFFIX)
        composer.cursor.createList(list_format)
    composer.cursor.block().setUserState(block.group)
    if not block.ordered:  # Qt puts a space of the block's own font behind a bullet
        text_format = composer.text_format(style)
        font = text_format.font()
        font.setStretch(_BULLET_STRETCH)
        text_format.setFont(font)
        composer.cursor.setBlockCharFormat(text_format)


def _leave_room_for_meta(composer: Composer, scale: float) -> None:
    block_format = composer.cursor.blockFormat()
    room = (_META_ABOVE + _META_HEIGHT + _META_BELOW) * scale
    block_format.setBottomMargin(block_format.bottomMargin() + room)
    composer.cursor.setBlockFormat(block_format)


def top_margin(page: Page) -> float:
    """The air above what comes first, px."""
    return _TOP * min(page.scale, 1.25)


def set_margins(typeset: TypesetArticle, page: Page, width: float, foot: float = 0.0) -> None:
    """Give the text its column: the root frame's margins are the page's.

    Args:
        typeset: The set article.
        page: The columns.
        width: The viewport's width.
        foot: Room under the text, for what follows the article.
    """
    frame = typeset.document.rootFrame()
    present: QTextFrameFormat = frame.frameFormat()
    wanted = QTextFrameFormat(present)
    wanted.setLeftMargin(page.text_left)
    wanted.setRightMargin(max(0.0, width - page.text_right))
    meta = 0.0 if typeset.head_end >= 0 else (_META_HEIGHT + _META_BELOW) * page.scale
    wanted.setTopMargin(top_margin(page) + meta)
    wanted.setBottomMargin(BOTTOM_MARGIN + foot)
    if wanted != present:  # another format lays everything out again
        frame.setFrameFormat(wanted)
