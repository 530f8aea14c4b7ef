"""An article's blocks set as a QTextDocument, with the map between the two.

Everything that is shown here is captured text, or an ornament that the map knows nothing of.
"""

from bisect import bisect_right

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
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
    """A set document and where its parts are, by number of the document's text block.

    Attributes:
        document: The text.
        map: Code points to positions and back.
        figures: The text block that keeps each figure's place, by figure.
        masthead: The masthead's text block, or -1.
        head_end: The last text block of the head, under which the line about the capture stands:
            of what stands together, or of what begins with the headline where that comes later.
            -1 where the article has no head: the line stands above the text then.
        headline: The headline's text block, or -1.
        indented: Text blocks of block quotes, which get a rule at their left.
    """

    def __init__(self, document: QTextDocument) -> None:
        self.document = document
        self.map = DocumentMap()
        self.figures: dict[int, int] = {}
        self.masthead = -1
        self.headline = -1
        self.head_end = -1
        self.indented: list[int] = []


class ArticleSetter:
    """Sets an article without the page's own sidebars, as far as it is told to: all at once or not.

    Attributes:
        typeset: What is set by now.
        begin: Its first code point.
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
        self.typeset = TypesetArticle(document)
        self._composer = Composer(document, self.typeset.map, theme, page.scale)
        self._page = page
        self._length = len(version.text)
        self._blocks = [
            (start, block)
            for start, block in zip(version.starts, version.blocks, strict=True)
            if block.zone not in SIDEBAR_ZONES
        ]
        self._next = _paragraph_before(self._blocks, begin) if begin > 0 else 0
        self.begin = self._blocks[self._next][0] if self._next else 0

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
        begun = self._next
        self._composer.cursor.beginEditBlock()
        while not self.is_done and self._blocks[self._next][0] < offset:
            self._next = _set_next(
                self._blocks, self._next, self.typeset, self._composer, self._page
            )
        self._composer.cursor.endEditBlock()
        if begun == 0 < self._next:
            _leave_room_for_meta(self.typeset, self._page.scale)


def _paragraph_before(blocks: list[tuple[int, Block]], offset: int) -> int:
    """The last paragraph that begins at or before a code point and can stand first; else 0."""
    index = bisect_right(blocks, offset, key=lambda pair: pair[0]) - 1
    while index > 0:
        block = blocks[index][1]
        if block.zone is Zone.BODY and block.type is BlockType.PARAGRAPH:
            return index
        index -= 1
    return 0


def set_article(version: Version, page: Page, theme: Theme) -> TypesetArticle:
    """Set all of an article, without the page's own sidebars; see :class:`ArticleSetter`."""
    setter = ArticleSetter(version, page, theme)
    setter.go_on(len(version.text) + 1)
    return setter.typeset


def _set_next(
    blocks: list[tuple[int, Block]],
    index: int,
    typeset: TypesetArticle,
    composer: Composer,
    page: Page,
) -> int:
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
        _note_place(typeset, composer, block)
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


def _note_place(typeset: TypesetArticle, composer: Composer, block: Block) -> None:
    number = composer.cursor.block().blockNumber()
    if block.zone is Zone.PHOTO:
        typeset.figures[block.group] = number
    elif block.zone is Zone.MASTHEAD and typeset.masthead < 0:
        typeset.masthead = number
    begins = block.zone is Zone.HEADLINE and typeset.headline < 0
    if begins:
        typeset.headline = number
    if block.zone in _HEAD and (begins or typeset.head_end in (-1, number - 1)):
        typeset.head_end = number
    if block.type is BlockType.QUOTE:
        typeset.indented.append(number)


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


def _leave_room_for_meta(typeset: TypesetArticle, scale: float) -> None:
    if typeset.head_end < 0:
        return
    cursor = QTextCursor(typeset.document.findBlockByNumber(typeset.head_end))
    block_format = cursor.blockFormat()
    room = (_META_ABOVE + _META_HEIGHT + _META_BELOW) * scale
    block_format.setBottomMargin(block_format.bottomMargin() + room)
    cursor.setBlockFormat(block_format)


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
