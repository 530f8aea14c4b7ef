"""Corrections of one capture are made again in a later one, on the same words or not at all."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.article import Block, BlockType, Figure, LeftOut, Version, Zone
from galley.domain.reading import corrected
from galley.domain.structure import (
    BringBack,
    Correction,
    LeaveOut,
    Merge,
    SetLead,
    SetType,
    SetZone,
    Split,
    Structure,
)
from galley.services.corrections.captured_page import ReadCapture
from galley.services.later_captures.carrying import CarriedOver, carry_over, with_corrections
from tests.corrected_versions import corrections_of, read_versions
from tests.marked_article import FERRY, an_article

HEADLINE, PHOTO, CAPTION, CREDIT, FIRST, HEADING, SECOND = 1, 2, 3, 4, 5, 6, 7
EARLIER = replace(
    an_article(FERRY)[1],
    figures=(Figure("The quay", "https://gazette.example/quay.jpg", lead=True), Figure("A gull")),
    left_out=(LeftOut("Share this story", "a button"), LeftOut("Read more: ferries", "a box")),
)


def later(
    change: Callable[[Block], Block | None] = lambda block: block,
    before: tuple[Block, ...] = (),
    left_out: tuple[LeftOut, ...] = EARLIER.left_out,
) -> Version:
    """A later capture: every block of the earlier one as it is now, or gone."""
    blocks = tuple(new for block in EARLIER.blocks if (new := change(block)) is not None)
    return replace(EARLIER, id="later", number=2, blocks=(*before, *blocks), left_out=left_out)


def with_words(old: str, new: str) -> Callable[[Block], Block]:
    return lambda block: replace(block, text=block.text.replace(old, new))


def outline(version: Version, carried: CarriedOver) -> list[tuple[Zone, str]]:
    return [(b.zone, b.text) for b in corrected(version, carried.corrections).blocks]


CASES: list[tuple[str, tuple[Correction, ...]]] = [
    ("a zone", (SetZone(FIRST, Zone.DEK),)),
    ("a type", (SetType(SECOND, BlockType.QUOTE),)),
    ("a split", (Split(FIRST, 29),)),
    ("a credit set apart", (Split(CAPTION, 12), SetZone(CREDIT, Zone.CREDIT, 0))),
    ("joined", (Merge(FIRST),)),
    ("joined and split elsewhere", (Merge(FIRST), Split(FIRST, 30))),
    ("left out", (LeaveOut(SECOND), LeaveOut(0))),
    ("brought back", (BringBack(1, SECOND),)),
    ("left out and back elsewhere", (LeaveOut(HEADING), BringBack(2, 12, Zone.DEK))),
    ("all at once", (LeaveOut(0), Merge(FIRST - 1), BringBack(0, 3), SetZone(3, Zone.CAPTION, 0))),
]


@pytest.mark.parametrize(("name", "made"), CASES, ids=[name for name, _made in CASES])
@pytest.mark.parametrize(
    "new",
    [
        later(),
        later(before=(Block(Zone.MASTHEAD, "Updated at noon"),)),
        later(with_words("105 people", "115 people")),
        later(with_words("harbour master", "harbormaster")),
    ],
    ids=["the same", "with a line more", "another figure", "a word changed"],
)
def test_what_was_corrected_is_corrected_again(
    name: str, made: tuple[Correction, ...], new: Version
) -> None:
    carried = carry_over(EARLIER, made, new)
    assert (carried.count, carried.lost) == (len(made), ()), name
    wanted = [block.zone for block in corrected(EARLIER, made).blocks]
    assert [zone for zone, _text in outline(new, carried)][-len(wanted) :] == wanted


def test_words_that_are_gone_are_told_of_and_the_rest_is_carried() -> None:
    new = later(lambda block: None if block.text.startswith("“It was full") else block)
    carried = carry_over(EARLIER, (SetType(SECOND, BlockType.QUOTE), LeaveOut(0)), new)
    assert carried.count == 1
    assert [(type(one.correction), one.words[:8]) for one in carried.lost] == [
        (SetType, "“It was ")
    ]
    assert outline(new, carried)[0] == (Zone.HEADLINE, "Ferry full")


def test_other_words_in_the_same_place_are_not_corrected() -> None:
    other = "Nobody has counted the passengers of the night boat so far."
    new = later(lambda b: replace(b, text=other) if b.text.startswith("The ferry") else b)
    carried = carry_over(EARLIER, (LeaveOut(FIRST),), new)
    assert (carried.corrections, carried.count, len(carried.lost)) == ((), 0, 1)


def test_a_split_whose_half_was_rewritten_is_not_made_somewhere() -> None:
    new = later(with_words("It was full, said the harbour master.", "Nobody knows any more."))
    carried = carry_over(EARLIER, (Split(FIRST, 29), SetZone(SECOND - 1, Zone.DEK)), new)
    assert carried.corrections == ()
    assert len(carried.lost) == 2


def test_a_block_that_holds_much_else_now_is_not_left_out_with_the_words() -> None:
    """What goes by a correction are the words that a person saw, and little else."""
    more = "“It was full … and then some,” said the harbour master. "
    more += "The mayor has since asked for a second ferry, which is to go at night from May on."
    new = later(lambda b: replace(b, text=more) if b.text.startswith("“It was full") else b)
    carried = carry_over(EARLIER, (LeaveOut(SECOND),), new)
    assert (carried.corrections, len(carried.lost)) == ((), 1)


def test_what_the_later_reading_has_right_by_itself_needs_no_correction() -> None:
    new = later(lambda b: replace(b, zone=Zone.DEK) if b.text.startswith("The ferry") else b)
    carried = carry_over(EARLIER, (SetZone(FIRST, Zone.DEK),), new)
    assert (carried.corrections, carried.count) == ((), 1)


def test_what_is_a_block_now_and_was_brought_back_before_stays_where_it_is() -> None:
    box = Block(Zone.BODY, "Read more: ferries")
    new = later(before=(box,), left_out=EARLIER.left_out[:1])
    carried = carry_over(EARLIER, (BringBack(1, SECOND),), new)
    assert (carried.corrections, carried.count) == ((), 1)


def test_what_comes_back_has_its_old_neighbours() -> None:
    new = later(before=(Block(Zone.MASTHEAD, "Updated at noon"),), left_out=EARLIER.left_out[::-1])
    carried = carry_over(EARLIER, (BringBack(1, SECOND),), new)
    assert carried.corrections == (BringBack(0, SECOND + 1),)


def test_of_equal_blocks_the_same_one_is_left_out() -> None:
    advert = Block(Zone.BODY, "Advertisement")
    blocks = [advert, *FERRY[:6], advert, *FERRY[6:], advert]
    earlier = replace(EARLIER, blocks=tuple(blocks))
    new = replace(earlier, id="later", blocks=(Block(Zone.BODY, "Live"), *blocks))
    assert carry_over(earlier, (LeaveOut(7),), new).corrections == (LeaveOut(8),)


def test_another_photo_in_the_same_place_is_not_left_out() -> None:
    gull = Figure("A gull", "https://gazette.example/gull.jpg", lead=True)
    quay = EARLIER.figures[0]._replace(lead=False)
    photo = Block(Zone.PHOTO, "\ufffc", BlockType.FIGURE, group=1)
    new = replace(
        later(),
        figures=(gull, quay),
        blocks=(*FERRY[:2], replace(photo, group=0), *FERRY[5:], photo),
    )
    assert carry_over(EARLIER, (LeaveOut(PHOTO),), new).corrections == ()
    assert carry_over(EARLIER, (LeaveOut(PHOTO),), later()).corrections == (LeaveOut(PHOTO),)


def test_the_main_picture_is_told_by_what_it_is() -> None:
    gull = Figure("A gull", "https://gazette.example/gull.jpg")
    earlier = replace(EARLIER, figures=(EARLIER.figures[0], gull))
    new = replace(later(), figures=(gull, EARLIER.figures[0]))
    assert carry_over(earlier, (SetLead(1),), new).corrections == (SetLead(0),)
    without = replace(later(), figures=(EARLIER.figures[0],))
    assert carry_over(earlier, (SetLead(1),), without).lost[0].correction == SetLead(1)


def test_what_is_there_already_is_not_made_twice() -> None:
    made = (SetZone(FIRST, Zone.DEK), LeaveOut(0))
    carried = carry_over(EARLIER, made, later(), there=(LeaveOut(0),))
    assert carried.corrections == (SetZone(FIRST - 1, Zone.DEK),)
    assert carried.count == 2


def seen(version: Version) -> list[tuple[Zone, str, BlockType]]:
    return [(block.zone, block.text, block.type) for block in version.blocks]


@given(st.data())
def test_in_the_same_page_all_corrections_come_to_the_same(data: st.DataObject) -> None:
    version = data.draw(read_versions)
    made = data.draw(corrections_of(version))
    in_force = Structure(version.id, version.article_id, made).in_force
    carried = carry_over(version, in_force, replace(version, id="later"))
    # Nothing is known of the photos of these versions, so that none can be told from another.
    assert all(isinstance(one.correction, SetLead) for one in carried.lost)
    after = corrected(version, carried.corrections)
    assert seen(after) == seen(corrected(version, made))


@given(st.data())
def test_whatever_the_later_page_is_what_is_carried_fits_it(data: st.DataObject) -> None:
    earlier, new = data.draw(read_versions), data.draw(read_versions)
    made = data.draw(corrections_of(earlier))
    in_force = Structure(earlier.id, earlier.article_id, made).in_force
    carried = carry_over(earlier, in_force, new)
    corrected(new, carried.corrections)
    assert carried.count + len(carried.lost) == len(in_force)


def as_read(captured: Version, *made: Correction) -> ReadCapture:
    structure = Structure(captured.id, captured.article_id, made) if made else None
    return ReadCapture(corrected(captured, made), captured, structure)


@pytest.mark.parametrize("in_use", [True, False])
def test_the_newest_capture_in_use_that_was_corrected_is_followed(in_use: bool) -> None:
    second = replace(later(), id="second")
    article = replace(an_article(FERRY)[0], later_versions=("second",) if in_use else ())
    earlier = [as_read(EARLIER, LeaveOut(0)), as_read(second, LeaveOut(SECOND))]
    third = replace(later(), id="third", number=3)
    new, carried = with_corrections(article, earlier, as_read(third))
    left_out = LeaveOut(SECOND if in_use else 0)
    assert new == as_read(third, left_out)
    assert carried.count == 1


def test_a_capture_that_was_corrected_itself_stays_as_it_is() -> None:
    third = as_read(replace(later(), id="third", number=3), LeaveOut(HEADING))
    article = an_article(FERRY)[0]
    new, carried = with_corrections(article, [as_read(EARLIER, LeaveOut(0))], third)
    assert (new, carried.count) == (third, 0)
