"""What an article is: versions, their blocks, and the one canonical text every anchor counts in.

A version's canonical text is its blocks' texts joined by one line feed each. Offsets into it are
code points, everywhere. A block's own text never holds a line feed: a forced line break inside a
block is U+2028, and a figure's place is one U+FFFC, so that offsets and the rendered document run
in step.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Self

from galley.domain.word_counts import count_words

__all__ = [
    "BLOCK_SEPARATOR",
    "CORRECTED",
    "FIGURE_CHARACTER",
    "LINE_BREAK",
    "QUOTATIONS",
    "SIDEBAR_ZONES",
    "UNTITLED",
    "WRITTEN_BY_HAND",
    "Article",
    "Block",
    "BlockType",
    "Capture",
    "Figure",
    "InlineStyle",
    "LeftOut",
    "Metadata",
    "ParsedArticle",
    "Picture",
    "Sidebar",
    "SidebarItem",
    "Span",
    "Version",
    "Zone",
    "join_blocks",
]

BLOCK_SEPARATOR = "\n"
UNTITLED = "Untitled"  # what stands for the headline of an article that has none
WRITTEN_BY_HAND = "by hand"  # the source of a field that a person wrote; libraries keep it
CORRECTED = "source check"  # the same of one that follows a block that a person corrected
LINE_BREAK = "\u2028"
FIGURE_CHARACTER = "\ufffc"


class Zone(StrEnum):
    """Which part of the page a block belongs to."""

    MASTHEAD = "masthead"
    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    DATE = "date"
    PHOTO = "photo"
    CAPTION = "caption"
    CREDIT = "credit"
    BODY = "body"
    CREDIT_LINE = "credit_line"
    SIDEBAR_HEADING = "sidebar_heading"
    SIDEBAR_ITEM = "sidebar_item"
    SIDEBAR_TEASER = "sidebar_teaser"


SIDEBAR_ZONES = frozenset({Zone.SIDEBAR_HEADING, Zone.SIDEBAR_ITEM, Zone.SIDEBAR_TEASER})


class BlockType(StrEnum):
    """How a block is set."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"  # one row; its cells are parted by tabs
    FIGURE = "figure"


class InlineStyle(StrEnum):
    """What a span inside a block is."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    LINK = "link"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


class Span(NamedTuple):
    """A styled run inside a block: ``start`` to ``end`` in code points of the block's text."""

    start: int
    end: int
    style: InlineStyle
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article, its text verbatim from the capture.

    Attributes:
        zone: The part of the page it belongs to.
        text: Verbatim, white space folded, no line feed; one U+FFFC for a figure.
        type: How it is set.
        group: Which figure (photo, caption, credit), sidebar, list or table it belongs to, counted
            from 0 within its kind; -1 for none.
        level: A heading's level, a list item's depth, 1 for a table's heading row.
        ordered: Whether a list item is numbered.
        truncated: The capture cut this text off in mid-sentence.
        spans: Emphasis and links inside the text.
        source: Where the text stood in the original (code points), if the importer knows: in the
            decoded text or, of a web page, in the text of its segments, a line each.
    """

    zone: Zone
    text: str
    type: BlockType = BlockType.PARAGRAPH
    group: int = -1
    level: int = 0
    ordered: bool = False
    truncated: bool = False
    spans: tuple[Span, ...] = ()
    source: tuple[int, int] | None = None


_PICTURE = "[Picture on page "


class LeftOut(NamedTuple):
    """A piece of the capture that is in no zone, and why."""

    text: str
    reason: str
    source: tuple[int, int] | None = None

    @classmethod
    def picture(cls, page: int, reason: str) -> Self:
        """A picture that can't be shown, for its words: it has none of its own.

        Args:
            page: Where it is, from 0.
            reason: Why it can't be shown.
        """
        return cls(f"{_PICTURE}{page + 1}]", reason)

    @property
    def is_picture(self) -> bool:
        """Whether the text is only our name for a picture, and nothing that the capture says."""
        number = self.text.removeprefix(_PICTURE).removesuffix("]")
        return number.isdecimal() and self.text == f"{_PICTURE}{number}]"


class Figure(NamedTuple):
    """A picture of the page.

    Attributes:
        alt: The page's own description of it, if any.
        address: Where the page had it from, if the capture says.
        asset: SHA-256 of the picture's bytes when the capture holds it, else an empty string.
        lead: Whether it is the article's main picture.
    """

    alt: str = ""
    address: str = ""
    asset: str = ""
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article. An unknown field is empty: nothing is invented.

    Attributes:
        published: ISO 8601, as exact as the page has it (a date, or a date with time), else empty.
        sources: For each field, what it was taken from, as (field, source) pairs;
            ``WRITTEN_BY_HAND`` for what a person wrote, ``CORRECTED`` for what they corrected.
    """

    publication: str = ""
    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    address: str = ""
    language: str = ""
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """What an importer makes of a capture, before the library gives it an identity.

    Attributes:
        importer: Name and version of the importer, such as ``text-capture/1``.
        assets: The pictures that were inside the capture, by SHA-256.
    """

    metadata: Metadata
    blocks: tuple[Block, ...]
    importer: str
    figures: tuple[Figure, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    assets: tuple[tuple[str, bytes], ...] = ()


class Capture(NamedTuple):
    """The untouched bytes' identity; the bytes themselves stay in the library.

    Attributes:
        sha256: Of the untouched bytes, in hexadecimal.
        size: In bytes.
        name: The file's name, or a word for where it came from; never a folder.
        media_type: Such as ``text/plain``.
        captured_at: When the app took it in, in UTC.
    """

    sha256: str
    size: int
    name: str
    media_type: str
    captured_at: datetime


class SidebarItem(NamedTuple):
    """One entry of a page's own sidebar, as indices of its blocks."""

    headline: int
    teasers: tuple[int, ...]


class Sidebar(NamedTuple):
    """A page's own sidebar, as indices of its blocks; ``heading`` is -1 where it has none."""

    heading: int
    items: tuple[SidebarItem, ...]


def join_blocks(blocks: tuple[Block, ...]) -> str:
    """The canonical text of these blocks."""
    return BLOCK_SEPARATOR.join(block.text for block in blocks)


QUOTATIONS = "quotations/1"
"""What stands for an importer in a version that is made of quotations alone."""


@dataclass(frozen=True)
class Version:
    """One capture of an article, as it was read. Never changed once stored."""

    id: str
    article_id: str
    number: int
    capture: Capture
    importer: str
    metadata: Metadata
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def is_of_quotations(self) -> bool:
        """Whether it is no capture, but the home of marks whose words are not in the article."""
        return self.importer == QUOTATIONS

    @cached_property
    def text(self) -> str:
        """The canonical text."""
        return join_blocks(self.blocks)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each block starts in the canonical text, in code points."""
        starts, position = [], 0
        for block in self.blocks:
            starts.append(position)
            position += len(block.text) + len(BLOCK_SEPARATOR)
        return tuple(starts)

    def block_index(self, offset: int) -> int:
        """The index of the block that holds a code-point offset of the canonical text.

        The separator after a block belongs to that block.

        Raises:
            IndexError: The offset is outside the text.
        """
        if not self.blocks or not 0 <= offset <= len(self.text):
            raise IndexError(offset)
        return bisect_right(self.starts, offset) - 1

    @cached_property
    def sidebars(self) -> tuple[Sidebar, ...]:
        """The page's own sidebars, in the order of the page.

        A sidebar ends where another group's block or a heading of its own comes: tabs have all
        their headings first, and whatever shows the text must show it in its order.
        """
        runs: list[list[int]] = []
        for index, block in enumerate(self.blocks):
            if block.zone not in SIDEBAR_ZONES:
                continue
            before = self.blocks[runs[-1][-1]] if runs else None
            if before is None or before.group != block.group or block.zone is Zone.SIDEBAR_HEADING:
                runs.append([])
            runs[-1].append(index)
        return tuple(self._sidebar(indices) for indices in runs)

    def _sidebar(self, indices: list[int]) -> Sidebar:
        heading = -1
        items: list[tuple[int, list[int]]] = []
        for index in indices:
            zone = self.blocks[index].zone
            if zone is Zone.SIDEBAR_HEADING:
                heading = index
            elif zone is Zone.SIDEBAR_ITEM or not items:
                items.append((index, []))
            else:
                items[-1][1].append(index)
        return Sidebar(heading, tuple(SidebarItem(head, tuple(rest)) for head, rest in items))

    @cached_property
    def word_count(self) -> int:
        """Words of the article itself: headline, captions and body, without the page's sidebar."""
        return sum(
            count_words(block.text) for block in self.blocks if block.zone not in SIDEBAR_ZONES
        )


class Picture(NamedTuple):
    """A picture that a person gave to a figure which the capture has without one.

    Attributes:
        figure: Which figure of the version, from 0.
        asset: SHA-256 of the picture's bytes.
        version_id: The version's; empty for the article's first.
    """

    figure: int
    asset: str
    version_id: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article in the library: what may be changed about it; its captures stay as they are.

    Attributes:
        version_id: The version that is read.
        metadata: As shown, which a person may correct; the version keeps what was captured.
        pictures: Pictures that a person gave to figures.
        placeholder_hidden: The person does not want to be shown that the photo is missing.
        trashed_at: When it was moved to the trash, in UTC; None while it is in the library.
        collections: The ids of the collections that it was put into.
        later_versions: The ids of the captures in use that came after the first, in the order in
            which they came. One that was discarded stays in the library and is not named here.
    """

    id: str
    version_id: str
    metadata: Metadata
    created_at: datetime
    pictures: tuple[Picture, ...] = field(default=())
    tags: tuple[str, ...] = ()
    placeholder_hidden: bool = False
    trashed_at: datetime | None = None
    collections: tuple[str, ...] = ()
    later_versions: tuple[str, ...] = ()

    def uses(self, version: Version) -> bool:
        """Whether a version of the article is in use: it is the first, or was not discarded."""
        return version.number == 1 or version.id in self.later_versions

    def pictures_in(self, version: Version) -> tuple[Picture, ...]:
        """The pictures that a person gave to a version's figures."""
        own = "" if version.number == 1 else version.id
        return tuple(picture for picture in self.pictures if picture.version_id == own)

    def assets_in(self, version: Version) -> dict[int, str]:
        """The SHA-256 of the picture that each figure of a version shows, if there is one.

        Those of the capture, and over them the person's own.
        """
        assets = {n: figure.asset for n, figure in enumerate(version.figures) if figure.asset}
        assets.update({picture.figure: picture.asset for picture in self.pictures_in(version)})
        return assets

    @property
    def waiting_version_id(self) -> str:
        """The newest capture that came after the one that is read and is in use; else empty."""
        newest = self.later_versions[-1] if self.later_versions else ""
        return newest if newest != self.version_id else ""
