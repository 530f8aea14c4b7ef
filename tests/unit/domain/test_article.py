from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.article import SIDEBAR_ZONES, Block, Version, Zone, join_blocks
from tests.marked_article import FERRY, an_article
from tests.strategies import versions


@given(versions)
def test_the_canonical_text_is_the_blocks_joined_by_one_line_feed_each(version: Version) -> None:
    assert version.text == join_blocks(version.blocks)
    for start, block in zip(version.starts, version.blocks, strict=True):
        assert version.text[start : start + len(block.text)] == block.text


@given(versions, st.data())
def test_every_offset_is_in_one_block_and_a_separator_in_the_one_before(
    version: Version, data: st.DataObject
) -> None:
    if not version.blocks:
        return
    offset = data.draw(st.integers(0, len(version.text)))
    index = version.block_index(offset)
    assert version.starts[index] <= offset
    assert index + 1 == len(version.blocks) or offset < version.starts[index + 1]


def test_an_offset_outside_the_text_is_in_no_block() -> None:
    _, version = an_article(FERRY)
    for offset in (-1, len(version.text) + 1):
        with pytest.raises(IndexError):
            version.block_index(offset)
    with pytest.raises(IndexError):
        an_article(())[1].block_index(0)


def test_a_sidebar_is_its_heading_and_its_items_with_their_teasers() -> None:
    _, version = an_article(FERRY)
    (sidebar,) = version.sidebars
    assert version.blocks[sidebar.heading].text == "MOST VIEWED"
    assert [version.blocks[item.headline].text for item in sidebar.items] == [
        "Tide tables",
        "Gulls return",
    ]
    assert [len(item.teasers) for item in sidebar.items] == [1, 0]


def test_a_sidebar_may_lack_a_heading_and_begin_with_a_teaser() -> None:
    blocks = [Block(Zone.SIDEBAR_TEASER, text, group=3) for text in ("One", "Two")]
    (sidebar,) = an_article(blocks)[1].sidebars
    assert sidebar.heading == -1
    assert sidebar.items[0].headline == 0
    assert sidebar.items[0].teasers == (1,)


def test_the_pages_own_sidebar_is_not_counted_as_words_of_the_article() -> None:
    blocks = (Block(Zone.BODY, "Three short words"), Block(Zone.SIDEBAR_ITEM, "Two more"))
    assert an_article(blocks)[1].word_count == 3


def test_sidebars_stand_in_the_order_of_the_text_however_their_blocks_are_grouped() -> None:
    """Tabs: both headings first, then the lists that they switch between."""
    heading, item = Zone.SIDEBAR_HEADING, Zone.SIDEBAR_ITEM
    _, version = an_article(
        (
            Block(heading, "Most read", group=0),
            Block(heading, "Most discussed", group=1),
            Block(item, "Tides", group=0),
            Block(item, "Gulls", group=0),
            Block(item, "Ferries", group=1),
            Block(heading, "Also", group=1),
            Block(item, "Piers", group=1),
        )
    )
    shown = [
        [sidebar.heading] * (sidebar.heading >= 0)
        + [index for one in sidebar.items for index in (one.headline, *one.teasers)]
        for sidebar in version.sidebars
    ]
    assert list(chain.from_iterable(shown)) == list(range(7))
    assert shown == [[0], [1], [2, 3], [4], [5, 6]]


@given(versions)
def test_every_block_of_a_sidebar_is_shown_once_and_in_the_order_of_the_text(
    version: Version,
) -> None:
    shown: list[int] = []
    for sidebar in version.sidebars:
        shown += [sidebar.heading] if sidebar.heading >= 0 else []
        for item in sidebar.items:
            shown += [item.headline, *item.teasers]
    assert shown == [n for n, one in enumerate(version.blocks) if one.zone in SIDEBAR_ZONES]
