"""The capture piece by piece, in the order of the page, and what became of each piece."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.article import Block, BlockType, Figure, LeftOut, Version, Zone
from galley.domain.reading import BY_HAND
from galley.domain.structure import (
    BringBack,
    Correction,
    LeaveOut,
    Merge,
    SetType,
    SetZone,
    Split,
    Structure,
)
from galley.services.corrections import source_check
from galley.services.corrections.block_groups import group_for
from galley.services.corrections.correcting import correct
from galley.services.corrections.source_check import SourceView, source_view
from galley.services.intake.reading_doubts import Doubt
from galley.services.later_captures.carrying import carry_over
from galley.storage.library import Library
from tests.corrected_versions import corrections_of, read_versions
from tests.marked_article import FERRY, an_article
from tests.taking_in import import_capture

VERSION = replace(
    an_article(FERRY)[1],
    figures=(Figure("The quay", lead=True),),
    left_out=(LeftOut("Share\nSave this", "a button"),),
)
PLACED = replace(
    VERSION,
    blocks=tuple(
        replace(block, source=(10 * n, 10 * n + 5)) for n, block in enumerate(VERSION.blocks)
    ),
    left_out=(LeftOut("Share\nSave this", "a button", (55, 58)), LeftOut("Nowhere", "lost")),
)
BODY = 5


def view(version: Version, *made: Correction) -> SourceView:
    return source_view(version, Structure(version.id, version.article_id, made) if made else None)


def shown(found: SourceView) -> list[tuple[str, str]]:
    blocks = found.version.blocks
    return [(one.text, one.reason or blocks[one.block].zone.value) for one in found.fragments]


def test_all_of_the_capture_is_there_each_with_its_block() -> None:
    found = view(VERSION)
    assert [one.block for one in found.fragments] == [*range(len(FERRY)), -1]
    assert found.of_block == tuple(range(len(FERRY)))
    assert shown(found)[-1] == ("Share\nSave this", "a button")
    assert found.fragments[2].alt == "The quay"


def test_what_has_a_place_on_the_page_is_shown_there_and_the_rest_at_the_end() -> None:
    found = shown(view(PLACED))
    assert found[BODY + 1] == ("Share\nSave this", "a button")
    assert found[-1] == ("Nowhere", "lost")


def test_a_block_in_two_is_two_stretches() -> None:
    found = view(VERSION, Split(BODY, 32), LeaveOut(BODY + 1))
    assert shown(found)[BODY : BODY + 2] == [
        ("The ferry carried 105 people. It", "body"),
        ("was full, said the harbour master.", BY_HAND),
    ]
    assert found.of_block[BODY + 1] == BODY + 2


def test_blocks_joined_stay_two_stretches_of_one_block() -> None:
    found = view(VERSION, Merge(3))
    assert [one.block for one in found.fragments[3:5]] == [3, 3]


@given(st.data())
def test_every_letter_of_the_capture_is_shown_once_with_its_fate(data: st.DataObject) -> None:
    version = data.draw(read_versions)
    found = view(version, *data.draw(corrections_of(version)))
    pieces = [block.text for block in version.blocks] + [one.text for one in version.left_out]
    shown = "".join(sorted("".join("".join(one.text for one in found.fragments).split())))
    assert shown == "".join(sorted("".join("".join(pieces).split())))
    blocks, spares = found.version.blocks, found.version.left_out
    for one in found.fragments:
        text = blocks[one.block].text if one.block >= 0 else spares[one.spare].text
        letters = "".join(text.split())  # a joint may have parted what the capture has in one
        assert "".join(one.text.split()) in letters
        assert (one.block >= 0) == (one.reason == "")
    for number, first in enumerate(found.of_block):
        assert first < 0 or found.fragments[first].block == number


@given(st.data())
def test_what_is_left_out_can_be_brought_back(data: st.DataObject) -> None:
    version = data.draw(read_versions)
    made = data.draw(corrections_of(version))
    found = view(version, *made)
    for number, one in enumerate(found.fragments):
        if one.spare >= 0 and one.text.strip():
            back = source_check.return_of(found, number)
            after = view(version, *made, back)
            assert len(after.version.left_out) == len(found.version.left_out) - 1


def test_it_comes_back_between_its_neighbours() -> None:
    found = view(PLACED)
    assert source_check.return_of(found, BODY + 1) == BringBack(0, BODY + 1)
    after = view(PLACED, LeaveOut(3), LeaveOut(3))
    left = [n for n, one in enumerate(after.fragments) if one.reason == BY_HAND]
    assert source_check.return_of(after, left[1]) == BringBack(3, 3, Zone.CREDIT, 0)


def test_beside_a_sidebar_it_comes_back_as_an_entry() -> None:
    assert source_check.return_of(view(VERSION), len(FERRY)).zone is Zone.SIDEBAR_ITEM


def test_what_is_in_the_article_does_not_come_back() -> None:
    with pytest.raises(ValueError, match="left out"):
        source_check.return_of(view(VERSION), 0)


def test_a_caption_belongs_to_the_nearest_figure_and_an_entry_to_the_nearest_sidebar() -> None:
    found = view(VERSION)
    corrections = source_check.zone_corrections(found, [2, 4, 5], Zone.CAPTION)
    assert corrections == [SetZone(4, Zone.CAPTION, 0), SetZone(5, Zone.CAPTION, 0)]
    (entry,) = source_check.zone_corrections(found, [13], Zone.SIDEBAR_ITEM)
    assert entry == SetZone(13, Zone.SIDEBAR_ITEM, 0)
    assert source_check.zone_corrections(found, [5], Zone.BODY) == []
    bare = replace(VERSION, blocks=(Block(Zone.BODY, "Text"),), figures=())
    assert group_for(bare.blocks, 0, Zone.CAPTION) == -1
    assert group_for(bare.blocks, 0, Zone.SIDEBAR_ITEM) == 0


def test_a_heading_beside_a_headed_sidebar_begins_another() -> None:
    found = view(VERSION)
    assert group_for(found.version.blocks, 17, Zone.SIDEBAR_HEADING) == 1
    assert group_for(found.version.blocks, 14, Zone.SIDEBAR_HEADING) == 0


def test_a_credit_is_set_apart_from_its_caption() -> None:
    joined = view(VERSION, Merge(3))
    made = source_check.credit_corrections(joined, 3, 17)
    assert made == [Split(3, 17), SetZone(4, Zone.CREDIT, 0)]
    assert view(VERSION, Merge(3), *made).version.blocks[3:5] == VERSION.blocks[3:5]
    assert source_check.credit_corrections(joined, 3, 0) == []
    assert source_check.credit_corrections(joined, 4, 9) == []


def test_types_are_set_where_they_are_others() -> None:
    made = source_check.type_corrections(
        view(VERSION), [2, 5, 12], BlockType.QUOTE, 0, ordered=False
    )
    assert made == [SetType(5, BlockType.QUOTE)]


def test_a_place_that_splits_nothing_is_none() -> None:
    found = view(VERSION)
    assert source_check.split_correction(found, BODY, 3) == Split(BODY, 3)
    assert source_check.split_correction(found, BODY, 0) is None
    assert source_check.split_correction(found, 2, 0) is None


def test_words_that_were_parted_come_together_again() -> None:
    found = view(VERSION, Split(BODY, 6))
    assert source_check.join_corrections(found, [BODY]) == [Merge(BODY, "")]
    after = view(VERSION, Split(BODY, 6), Merge(BODY, ""))
    assert after.version.text == VERSION.text
    parted = view(VERSION, Split(BODY, 3))
    assert source_check.join_corrections(parted, [BODY]) == [Merge(BODY, " ")]


def test_several_are_joined_if_they_follow_on_one_another() -> None:
    found = view(VERSION)
    assert source_check.join_corrections(found, [5, 6, 7]) == [Merge(5), Merge(5)]
    for wrong in ([5, 7], [1], [2, 3], [len(FERRY) - 1]):
        assert source_check.join_corrections(found, wrong) == []


def test_several_are_left_out_from_the_last_to_the_first() -> None:
    assert source_check.leave_out_corrections([3, 5]) == [LeaveOut(5), LeaveOut(3)]


PARAGRAPHS = (
    (
        "The ferry stopped at noon on Monday because the pier had cracked in the frost, the "
        "harbour master said after a night of gales. It was full, and nobody was hurt when it "
        "came back."
    ),
    (
        "The board met in the afternoon to settle who pays for the repair of the old pier, which "
        "has stood for a hundred years and was last painted when the town had a mayor of its own."
    ),
    (
        "Until the spring the night boat leaves from the northern quay, where there is neither a "
        "shelter nor a light, and where the bus from the station does not stop after nine."
    ),
)
WRAPPED = "\n\n".join(
    ["Ferry stops at noon", "By Ada Quay", *(fill(one, 64) for one in PARAGRAPHS)]
)


def test_a_wrapped_text_is_shown_in_its_own_lines(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.galley") as library:
        now = datetime(2026, 3, 1, 12, tzinfo=UTC)
        taken = import_capture(library, WRAPPED.encode(), name="a.txt", now=now)
        found = source_check.look(library, taken.version.id)
        blocks = found.version.blocks
        body = next(n for n, b in enumerate(blocks) if b.text == PARAGRAPHS[0])
        shown = found.fragments[found.of_block[body]].text
        assert shown.split("\u2028") == fill(PARAGRAPHS[0], 64).split("\n")
        at = PARAGRAPHS[0].index("It was full")
        correct(library, taken.version.id, None, [Split(body, at)])
        parts = source_check.look(library, taken.version.id).fragments
        assert [one.text for one in parts if one.block in {body, body + 1}] == [
            shown[: at - 1],
            shown[at:],
        ]


def test_a_picture_that_can_t_be_shown_has_no_words_to_bring_back() -> None:
    pieces = (LeftOut.picture(2, "A picture that is damaged in the file"), LeftOut("Share", "x"))
    found = view(replace(VERSION, left_out=pieces))
    picture, button = found.fragments[-2:]
    assert picture.text == "[Picture on page 3]"
    assert not picture.can_return
    assert button.can_return
    with pytest.raises(ValueError, match="brought back"):
        source_check.return_of(found, len(found.fragments) - 2)


@pytest.mark.parametrize("text", ["[Picture on page ]", "[Picture on page 3] of", "Picture"])
def test_what_the_capture_says_is_no_picture(text: str) -> None:
    assert not LeftOut(text, "a button").is_picture


def test_passages_that_may_be_of_the_article_are_named_until_they_are_in_it() -> None:
    words = "The ferry carried more people across the harbour than ever before, its master said. "
    passages = tuple(LeftOut(words * n, "outside the article") for n in (2, 3))
    long = replace(VERSION.blocks[BODY], text=(words * 10).strip())
    blocks = (*VERSION.blocks[:BODY], long, *VERSION.blocks[BODY + 1 :])
    version = replace(VERSION, blocks=blocks, left_out=(*VERSION.left_out, *passages))
    found = view(version)
    assert found.doubt is Doubt.MUCH_LEFT_OUT
    assert [found.fragments[n].text for n in found.doubtful] == [p.text.strip() for p in passages]
    back = source_check.return_of(found, found.doubtful[1])
    left = view(version, back)
    assert left.doubt is Doubt.MUCH_LEFT_OUT  # of what is left, though it is little now
    assert [left.fragments[n].text for n in left.doubtful] == [passages[0].text.strip()]
    refused = view(version, *source_check.refusals_of(found, [0, *found.doubtful]))
    assert (refused.doubt, refused.doubtful) == (None, ())
    assert refused.version.blocks == found.version.blocks
    by_hand = [one.text for one in refused.fragments if one.reason == BY_HAND]
    assert by_hand == [passage.text.strip() for passage in passages]
    put_right = view(version, back, source_check.return_of(left, left.doubtful[0]))
    assert (put_right.doubt, put_right.doubtful) == (None, ())
    assert view(replace(version, left_out=()), *[LeaveOut(BODY)] * 8).doubt is None  # by a person


def test_a_passage_below_a_sidebar_is_a_paragraph_and_a_line_is_an_item() -> None:
    end = Block(Zone.SIDEBAR_ITEM, "Harbour master resigns", group=0, source=(300, 310))
    long = "The ferry carried more people across the harbour than ever before. " * 4
    pieces = (LeftOut("Tide is late", "menu", (320, 330)), LeftOut(long, "menu", (340, 350)))
    found = view(replace(PLACED, blocks=(*PLACED.blocks, end), left_out=pieces))
    line, passage = (n for n, one in enumerate(found.fragments) if one.spare >= 0)
    assert source_check.return_of(found, line).zone is Zone.SIDEBAR_ITEM
    assert source_check.return_of(found, passage).zone is Zone.BODY


@given(st.sets(st.integers(0, 4), min_size=1))
def test_several_are_brought_back_as_they_would_be_one_by_one(wanted: set[int]) -> None:
    places = [(55, 58), (5, 8), (58, 59), (300, 310), (175, 176)]  # in no order
    pieces = tuple(LeftOut(f"Piece {n}\nand more", "menu", at) for n, at in enumerate(places))
    version = replace(PLACED, left_out=pieces)
    found = view(version, LeaveOut(BODY))

    def number(shown: SourceView, piece: int) -> int:
        texts = [one.text for one in shown.fragments]
        return next(n for n, text in enumerate(texts) if text.startswith(f"Piece {piece}"))

    one_by_one: list[Correction] = [LeaveOut(BODY)]
    for piece in sorted(wanted):
        now = view(version, *one_by_one)
        one_by_one.append(source_check.return_of(now, number(now, piece)))
    chosen = [number(found, piece) for piece in wanted]
    at_once: list[Correction] = [LeaveOut(BODY), *source_check.returns_of(found, [0, *chosen])]
    assert view(version, *at_once).version.text == view(version, *one_by_one).version.text


def test_a_passage_that_was_answered_with_no_stays_so_in_the_next_capture() -> None:
    passages = [
        LeftOut(f"The {name} passage" + " goes on and on" * 20, "Below the article")
        for name in ("first", "second")
    ]
    version = replace(an_article(FERRY)[1], left_out=tuple(passages))
    text = Block(Zone.BODY, "The town said that the ferry will sail on as it always has. " * 6)
    version = replace(version, blocks=(*version.blocks, text))
    found = view(version)
    assert len(found.doubtful) == 2
    later = replace(version, id="later", number=2)
    carried = carry_over(version, source_check.refusals_of(found, found.doubtful), later, ())
    assert not carried.lost
    assert view(later, *carried.corrections).doubt is None


def test_another_block_that_was_left_out_answers_nothing() -> None:
    version = replace(an_article(FERRY)[1], left_out=())
    assert view(version).doubt is Doubt.LITTLE_TEXT
    assert view(version, LeaveOut(BODY)).doubt is Doubt.LITTLE_TEXT
    passage = LeftOut(
        "The ferry is full on most days" + " and people wait" * 5, "Below the article"
    )
    asked = view(replace(version, left_out=(passage,)))
    assert asked.doubtful
    for wish in ([LeaveOut(BODY)], source_check.refusals_of(asked, asked.doubtful)):
        answered = view(replace(version, left_out=(passage,)), *wish)
        assert (answered.doubt is None) == (not answered.doubtful)
