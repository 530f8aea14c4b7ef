import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.article import Block, BlockType, Version, Zone
from galley.domain.places import Place, block_places, place_of
from tests.marked_article import FERRY, an_article, the_sample
from tests.strategies import versions


def places_of(*blocks: Block) -> list[str]:
    return [place.text for place in block_places(an_article(blocks)[1])]


def test_every_block_has_its_place_in_words() -> None:
    assert places_of(*FERRY) == [
        "masthead",
        "headline",
        "photo",
        "caption",
        "photo credit",
        "body, paragraph 1",
        "body, heading 1",
        "body, paragraph 2",
        "body, list item 1",
        "body, list item 2",
        "body, table row 1",
        "body, table row 2",
        "body, paragraph 3",
        "credit line",
        "Most viewed, heading",
        "Most viewed, item 1",
        "Most viewed, item 1",
        "Most viewed, item 2",
    ]


def test_places_in_the_sample() -> None:
    _, version = the_sample()
    for words, place in {
        "“Gaps of implementation": "body, paragraph 4",
        "urged a a more": "body, paragraph 11",
        "Heng Chivoan": "photo credit",
        "Deputy Prime Minister": "caption",
        "Additional reporting": "credit line",
        "Ream base allegations": "Most viewed, item 2",
    }.items():
        assert place_of(version, version.text.index(words)).text == place


def test_several_captions_are_counted_and_several_bylines_are_not() -> None:
    photo = Block(Zone.PHOTO, "\ufffc", BlockType.FIGURE)
    caption = Block(Zone.CAPTION, "The quay")
    byline = Block(Zone.BYLINE, "By Ada")
    assert places_of(byline, byline, photo, caption, photo, caption) == [
        "byline",
        "byline",
        "photo 1",
        "caption 1",
        "photo 2",
        "caption 2",
    ]


def test_the_dates_of_posts_are_counted() -> None:
    assert places_of(Block(Zone.DATE, "4 May 2026")) == ["date"]
    assert places_of(*(Block(Zone.DATE, time) for time in ("10.45", "10.15"))) == [
        "date 1",
        "date 2",
    ]


def test_two_sidebars_are_told_apart() -> None:
    assert places_of(
        Block(Zone.SIDEBAR_HEADING, "Related", group=0),
        Block(Zone.SIDEBAR_ITEM, "One", group=0),
        Block(Zone.SIDEBAR_ITEM, "Two", group=1),
        Block(Zone.SIDEBAR_TEASER, "Three", group=2),
    ) == ["Related, heading", "Related, item 1", "sidebar, item 1", "sidebar, item 1"]


def test_a_heading_that_does_not_shout_is_left_alone() -> None:
    assert Place(Zone.SIDEBAR_ITEM, "item", 2, "More from UNGA").text == "More from UNGA, item 2"


@given(versions, st.data())
def test_every_offset_has_a_place(version: Version, data: st.DataObject) -> None:
    if not version.blocks:
        return
    start = data.draw(st.integers(0, len(version.text)))
    assert place_of(version, start) == block_places(version)[version.block_index(start)]


def test_an_offset_outside_the_text_has_none() -> None:
    _, version = an_article(FERRY)
    with pytest.raises(IndexError):
        place_of(version, len(version.text) + 1)
