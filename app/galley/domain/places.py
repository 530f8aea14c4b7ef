"""Where a passage stands on the page, in words such as "body, paragraph 4". Knows no annotation."""

from collections import Counter
from dataclasses import dataclass

from galley.domain.article import SIDEBAR_ZONES, Block, BlockType, Version, Zone

__all__ = ["Place", "block_places", "figure_place", "place_of"]

_ZONE_WORDS = {
    Zone.MASTHEAD: "masthead",
    Zone.HEADLINE: "headline",
    Zone.DEK: "dek",
    Zone.BYLINE: "byline",
    Zone.DATE: "date",
    Zone.PHOTO: "photo",
    Zone.CAPTION: "caption",
    Zone.CREDIT: "photo credit",
    Zone.BODY: "body",
    Zone.CREDIT_LINE: "credit line",
}
_PART_WORDS = {
    BlockType.PARAGRAPH: "paragraph",
    BlockType.QUOTE: "paragraph",
    BlockType.HEADING: "heading",
    BlockType.LIST_ITEM: "list item",
    BlockType.TABLE: "table row",
    BlockType.FIGURE: "figure",
}
_NUMBERED_ZONES = frozenset({Zone.DATE, Zone.PHOTO, Zone.CAPTION, Zone.CREDIT})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands.

    Attributes:
        zone: The part of the page.
        part: What it is inside the body or the sidebar, such as ``paragraph``; else empty.
        ordinal: Which one of its kind, counted from 1; 0 where counting says nothing.
        sidebar: The sidebar's own heading, as captured; empty outside a sidebar or without one.
    """

    zone: Zone
    part: str = ""
    ordinal: int = 0
    sidebar: str = ""

    @property
    def area(self) -> str:
        """The part of the page in words: ``body``, ``caption``, ``Most viewed``."""
        if self.zone not in SIDEBAR_ZONES:
            return _ZONE_WORDS[self.zone]
        # A heading in capitals would shout in the middle of a sentence.
        return self.sidebar.capitalize() if self.sidebar.isupper() else self.sidebar or "sidebar"

    @property
    def text(self) -> str:
        """The place in words: ``body, paragraph 4``, ``headline``, ``Most viewed, item 2``."""
        number = f" {self.ordinal}" if self.ordinal else ""
        return f"{self.area}, {self.part}{number}" if self.part else f"{self.area}{number}"


def block_places(version: Version) -> tuple[Place, ...]:
    """The place of each block of a version, in the order of its blocks.

    The body's paragraphs are counted on their own, and so are its headings, list items and table
    rows. Dates, captions, credits and photos are counted only where the page has several.
    """
    totals = Counter(block.zone for block in version.blocks)
    headings: dict[int, str] = {}
    for block in version.blocks:
        if block.zone is Zone.SIDEBAR_HEADING:
            headings.setdefault(block.group, block.text)
    seen: Counter[tuple[Zone, str, int]] = Counter()
    places = []
    for block in version.blocks:
        zone = block.zone
        if zone in SIDEBAR_ZONES:
            places.append(_sidebar_place(block, headings.get(block.group, ""), seen))
            continue
        part = _PART_WORDS[block.type] if zone is Zone.BODY else ""
        seen[zone, part, 0] += 1
        counted = part or (zone in _NUMBERED_ZONES and totals[zone] > 1)
        places.append(Place(zone, part, seen[zone, part, 0] if counted else 0))
    return tuple(places)


def _sidebar_place(block: Block, heading: str, seen: Counter[tuple[Zone, str, int]]) -> Place:
    """A teaser counts as the item above it; ``seen`` counts the items of each sidebar."""
    if block.zone is Zone.SIDEBAR_HEADING:
        return Place(block.zone, "heading", sidebar=heading)
    items = (Zone.SIDEBAR_ITEM, "", block.group)
    if block.zone is Zone.SIDEBAR_ITEM or not seen[items]:
        seen[items] += 1
    return Place(block.zone, "item", seen[items], heading)


def place_of(version: Version, start: int) -> Place:
    """The place of the passage that starts at a code point of the canonical text.

    Raises:
        IndexError: The offset is outside the text.
    """
    return block_places(version)[version.block_index(start)]


def figure_place(version: Version, figure: int) -> int:
    """The code point at which a figure stands in the canonical text.

    Raises:
        ValueError: The version has no such figure.
    """
    for start, block in zip(version.starts, version.blocks, strict=True):
        if block.type is BlockType.FIGURE and block.group == figure:
            return start
    msg = f"the version has no figure {figure}"
    raise ValueError(msg)
