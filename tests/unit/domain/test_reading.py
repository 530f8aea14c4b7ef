"""What each correction makes of a text, and that every letter of it is traced."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.article import (
    Block,
    BlockType,
    Figure,
    InlineStyle,
    LeftOut,
    Span,
    Version,
    Zone,
)
from galley.domain.reading import BY_HAND, corrected, read
from galley.domain.structure import (
    AsCaptured,
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
from tests.corrected_versions import corrections_of, read_versions
from tests.marked_article import an_article

VERSION = replace(
    an_article([])[1],
    blocks=(
        Block(Zone.HEADLINE, "Ferry is full", BlockType.HEADING, level=1),
        Block(Zone.PHOTO, "\ufffc", BlockType.FIGURE, group=0),
        Block(Zone.CAPTION, "The quay at dawn. Ada Quay", group=0, source=(20, 46)),
        Block(Zone.BODY, "It was", spans=(Span(3, 6, InlineStyle.STRONG),), source=(50, 56)),
        Block(Zone.BODY, "full.", spans=(Span(0, 4, InlineStyle.EMPHASIS),), source=(60, 65)),
    ),
    figures=(Figure(lead=True), Figure()),
    left_out=(LeftOut("Share\n  Save  this ", "a button", (0, 5)), LeftOut(" ", "nothing")),
)


def texts(version: Version) -> list[str]:
    return [block.text for block in version.blocks]


def test_without_corrections_it_is_the_captured_version_itself() -> None:
    assert corrected(VERSION, ()) is VERSION
    assert read(VERSION, ()).version == VERSION


def test_another_zone_and_type() -> None:
    version = corrected(VERSION, [SetZone(4, Zone.CREDIT, 0), SetType(3, BlockType.HEADING, 2)])
    assert (version.blocks[4].zone, version.blocks[4].group) == (Zone.CREDIT, 0)
    assert (version.blocks[3].type, version.blocks[3].level) == (BlockType.HEADING, 2)
    assert version.text == VERSION.text


def test_a_caption_and_its_credit_apart() -> None:
    version = corrected(VERSION, [Split(2, 17), SetZone(3, Zone.CREDIT, 0)])
    assert texts(version)[2:4] == ["The quay at dawn.", "Ada Quay"]
    assert [block.zone for block in version.blocks[2:4]] == [Zone.CAPTION, Zone.CREDIT]
    assert [block.source for block in version.blocks[2:4]] == [(20, 37), (38, 46)]
    assert version.text == VERSION.text.replace("dawn. Ada", "dawn.\nAda")


@pytest.mark.parametrize("offset", [3, 4])
def test_a_split_takes_the_space_on_either_side(offset: int) -> None:
    assert texts(corrected(VERSION, [Split(2, offset)]))[2:4] == [
        "The",
        "quay at dawn. Ada Quay",
    ]


def test_a_split_inside_a_word_loses_nothing() -> None:
    assert texts(corrected(VERSION, [Split(4, 2)]))[4:] == ["fu", "ll."]


def test_two_blocks_as_one() -> None:
    block = corrected(VERSION, [Merge(3)]).blocks[3]
    assert block.text == "It was full."
    assert [(span.start, span.end) for span in block.spans] == [(3, 6), (7, 11)]
    assert block.source == (50, 65)


def test_a_block_left_out_is_kept_with_what_was_left_out() -> None:
    version = corrected(VERSION, [LeaveOut(3)])
    assert texts(version)[3:] == ["full."]
    assert version.left_out[-1] == LeftOut("It was", BY_HAND, (50, 56))


def test_a_block_brought_back_is_what_it_was() -> None:
    version = corrected(VERSION, [LeaveOut(3), BringBack(2, 3)])
    assert version.blocks == VERSION.blocks
    assert version.left_out == VERSION.left_out


def test_a_piece_brought_back_is_a_block_a_line_with_its_white_space_folded() -> None:
    version = corrected(VERSION, [BringBack(0, 5, Zone.CREDIT_LINE)])
    assert texts(version)[5:] == ["Share", "Save this"]
    assert {block.zone for block in version.blocks[5:]} == {Zone.CREDIT_LINE}
    assert version.left_out == VERSION.left_out[1:]


def test_another_main_picture() -> None:
    assert [figure.lead for figure in corrected(VERSION, [SetLead(1)]).figures] == [False, True]


def test_all_corrections_are_given_up_at_once() -> None:
    made: list[Correction] = [
        LeaveOut(3),
        SetLead(1),
        Split(2, 3),
        BringBack(2, 0),
        AsCaptured(),
    ]
    assert corrected(VERSION, made) == VERSION
    assert read(VERSION, made).runs == read(VERSION, ()).runs
    structure = Structure("v", "a", (*made, LeaveOut(0)))
    assert structure.in_force == (LeaveOut(0),)


@pytest.mark.parametrize(
    "wrong",
    [
        SetZone(9, Zone.BODY),
        SetZone(-1, Zone.BODY),
        SetZone(0, Zone.PHOTO),
        SetZone(1, Zone.BODY),
        SetType(1, BlockType.PARAGRAPH),
        SetType(0, BlockType.FIGURE),
        Split(0, 0),
        Split(0, 13),
        Split(0, 99),
        Split(1, 0),
        Merge(0),
        Merge(1),
        Merge(4),
        Merge(3, "—"),
        LeaveOut(5),
        BringBack(2, 0),
        BringBack(0, 6),
        BringBack(0, 0, Zone.PHOTO),
        BringBack(1, 0),
        SetLead(2),
    ],
)
def test_what_does_not_fit_is_refused(wrong: Correction) -> None:
    with pytest.raises(ValueError, match="correct"):
        corrected(VERSION, [wrong])


def words(version: Version) -> str:
    pieces = [block.text for block in version.blocks] + [one.text for one in version.left_out]
    return "".join(sorted("".join("".join(pieces).split())))


@given(st.data())
def test_no_letter_is_lost_or_invented(data: st.DataObject) -> None:
    version = data.draw(read_versions)
    made = data.draw(corrections_of(version))
    assert words(corrected(version, made)) == words(version)


@given(st.data())
def test_every_letter_is_where_its_origin_says(data: st.DataObject) -> None:
    version = data.draw(read_versions)
    reading = read(version, data.draw(corrections_of(version)))
    origins = version.text + "\n" + "\n".join(piece.text for piece in version.left_out)
    traced: set[int] = set()
    for run in reading.runs:
        there = reading.version.text[run.start : run.start + run.length]
        came_from = origins[run.origin : run.origin + run.length]
        assert len(there) == run.length
        for one, other in zip(there, came_from, strict=True):
            assert one == other or (one.isspace() and other.isspace())
        traced.update(range(run.start, run.start + run.length))
    untraced = [letter for place, letter in enumerate(reading.version.text) if place not in traced]
    assert not "".join(untraced).strip()


@given(st.data())
def test_blocks_stay_blocks(data: st.DataObject) -> None:
    version = data.draw(read_versions)
    for block in corrected(version, data.draw(corrections_of(version))).blocks:
        assert "\n" not in block.text
        assert (block.zone is Zone.PHOTO) == (block.text == "\ufffc")
