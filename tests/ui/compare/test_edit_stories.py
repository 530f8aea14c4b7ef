"""Edits as newspapers make them, each reviewed in the window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from galley.domain.annotation import AnchorStatus, CheckStatus, Kind
from galley.domain.article import Block, BlockType, Zone
from galley.ui.theme.current import ThemeSource
from tests.captures_apart import BRIDGE, HEADLINE, NEW_HEADLINE, a_version, blocks_of
from tests.marked_article import a_mark
from tests.ui.compare.rig import Rig, fill
from tests.ui.driving import library_file

Tell = Callable[..., Rig]
Key = Qt.Key


@pytest.fixture
def tell(qtbot: QtBot, themes: ThemeSource, tmp_path: Path) -> Iterator[Tell]:
    """Tells a story: the paragraphs before and after, the marked words; the page is open then."""
    made: list[Rig] = []

    def begin(
        before: tuple[str, ...],
        after: tuple[str, ...],
        words: str | tuple[str, ...],
        *,
        kind: Kind = Kind.QUOTE,
        headline: str = HEADLINE,
        extra: tuple[Block, ...] = (),
        extra_after: tuple[Block, ...] | None = None,
    ) -> Rig:
        path = library_file(tmp_path)
        old = (*blocks_of(HEADLINE, before), *extra)
        new = (*blocks_of(headline, after), *(extra if extra_after is None else extra_after))
        version = a_version("v", HEADLINE, before)
        version = type(version)(
            version.id, version.article_id, 1, version.capture, "", version.metadata, old
        )
        quotes = (words,) if isinstance(words, str) else words
        fill(path, old, new, marks=[a_mark(version, *quotes, kind=kind)])
        rig = Rig(qtbot, themes, path)
        made.append(rig)
        rig.window.resize(1440, 900)
        return rig.compare()

    yield begin
    for rig in made:
        rig.close()


def accepted(rig: Rig, words: str) -> tuple[AnchorStatus, list[str], CheckStatus]:
    """Accept the chosen mark with the key; what is on the disk then."""
    rig.press(Key.Key_A)
    mark = rig.kept(words)
    placement = mark.placement_in(rig.new.id)
    assert placement is not None
    return placement.status, [one.exact for one in placement.targets], mark.check.status


def test_a_figure_is_corrected(tell: Tell) -> None:
    after = (*BRIDGE[:1], BRIDGE[1].replace("202", "1,202"), *BRIDGE[2:])
    rig = tell(BRIDGE, after, "A total of 202 boats", kind=Kind.STATISTIC)

    assert rig.current().endswith("Figure changed: 202 → 1,202")
    assert rig.page.review.detail.word_row.figure == "+1,000 · +495.0%"
    assert accepted(rig, "202") == (
        AnchorStatus.CHANGED,
        ["A total of 1,202 boats"],
        CheckStatus.UNCHECKED,
    )


def test_a_paragraph_is_moved(tell: Tell) -> None:
    after = (BRIDGE[6], *BRIDGE[:6], BRIDGE[7])
    rig = tell(BRIDGE, after, "the work is safe", kind=Kind.CLAIM)

    assert rig.current().endswith("Paragraph 7 → 1")
    assert accepted(rig, "is safe") == (
        AnchorStatus.MOVED,
        ["the work is safe"],
        CheckStatus.CONFIRMED,
    )


def test_a_quote_is_cut(tell: Tell) -> None:
    after = (*BRIDGE[:5], "The head of the pilots asked for a second crew.", *BRIDGE[6:])
    rig = tell(BRIDGE, after, "“It is still too slow for us,”")

    assert rig.current().endswith("Not found in the new text")
    assert not rig.page.review.detail.accept.isVisible()
    rig.press(Key.Key_A)  # there is nothing to accept
    assert rig.kept("too slow").placement_in(rig.new.id) is None
    rig.press(Key.Key_K)
    placement = rig.kept("too slow").placement_in(rig.new.id)
    assert placement is not None
    assert placement.targets == ()


def test_the_words_that_are_closest_to_a_lost_quote_are_told(tell: Tell) -> None:
    after = ("A walk was too slow for many of them, and cold.", *BRIDGE[:5], *BRIDGE[6:])
    rig = tell(BRIDGE, after, "still too slow for us")

    assert rig.current().startswith("Quote, Orphan")
    notice = rig.page.review.detail.notice
    assert notice.title == "Nothing is decided for you"
    assert notice.accessibleDescription().startswith(
        "Closest in the new text, 71% alike: “too slow for”."
    )
    rig.press(Key.Key_R)
    offer = rig.page.review.reattach._offers[0]
    assert "was too slow for many" in offer.sample.words
    rig.click(offer.button)
    rig.press(Key.Key_Return)
    assert [one.exact for one in rig.kept("too slow").targets_in(rig.new.id)] == ["too slow for"]


def test_a_negation_is_added(tell: Tell) -> None:
    after = (*BRIDGE[:6], BRIDGE[6].replace("is safe", "is not safe"), BRIDGE[7])
    rig = tell(BRIDGE, after, "the work is safe", kind=Kind.CLAIM)

    assert rig.current().endswith("A “not” was added")
    assert rig.page.review.detail.title == "A “not” was added inside your highlight"
    assert accepted(rig, "is safe") == (
        AnchorStatus.CHANGED,
        ["the work is not safe"],
        CheckStatus.UNCHECKED,
    )


def test_a_box_is_put_inside_a_quote(tell: Tell) -> None:
    quote = "“We were not asked before the vote, and nobody has told us since,”"
    before = (BRIDGE[0], f"{quote} said Ines Farrow.", BRIDGE[4])
    after = (BRIDGE[0], before[1].replace("vote, and", "vote, READ MORE: Tides and"), BRIDGE[4])
    rig = tell(before, after, quote)

    assert rig.current().endswith("Words added: “READ MORE: Tides”")
    assert accepted(rig, "nobody")[0] is AnchorStatus.CHANGED


def test_the_rows_of_a_table_are_re_ordered(tell: Tell) -> None:
    rows = tuple(
        Block(Zone.BODY, f"Pier {name}\t{boats} boats a day", BlockType.TABLE, group=0)
        for name, boats in (("East", 12), ("West", 40), ("North", 7), ("South", 31))
    )
    after = (rows[3], *rows[:3])
    rig = tell(BRIDGE, BRIDGE, "31 boats a day", kind=Kind.STATISTIC, extra=rows, extra_after=after)

    assert "Moved" in rig.current()
    assert accepted(rig, "31 boats") == (
        AnchorStatus.MOVED,
        ["31 boats a day"],
        CheckStatus.CONFIRMED,
    )


def test_the_headline_is_changed(tell: Tell) -> None:
    rig = tell(BRIDGE, BRIDGE, "said Ines Farrow", headline=NEW_HEADLINE)

    assert rig.current() == f"Headline, Changed, {NEW_HEADLINE}"
    detail = rig.page.review.detail
    assert detail.title == "The headline changed"
    assert (detail.old_card.words, detail.new_card.words) == (HEADLINE, NEW_HEADLINE)
    assert not detail.accept.isVisible()
    assert rig.page.header.left == "Nothing left to review"


def test_one_part_of_an_elided_quotation_is_changed(tell: Tell) -> None:
    after = (*BRIDGE[:1], BRIDGE[1].replace("every day", "every week"), *BRIDGE[2:])
    rig = tell(BRIDGE, after, ("202 boats use the basin below it every day", "a new light"))
    detail = rig.page.review.detail
    assert detail.title == "The words changed inside your highlight"
    assert detail.old_card.accessibleName().endswith("paragraph 2 · part 1 of 2")

    status, words, _check = accepted(rig, "202")

    assert status is AnchorStatus.CHANGED
    assert words == ["202 boats use the basin below it every week", "a new light"]


def test_accents_emoji_and_right_to_left_text_come_through(tell: Tell) -> None:
    before = ("😀 Café ועידה", "“Cafe\u0301 ועידה 😀 84”, he said of the harbour café.", BRIDGE[2])
    after = ("😀😀 Café", before[1].replace("84", "96"), BRIDGE[2])
    rig = tell(before, after, "ועידה 😀 84", kind=Kind.STATISTIC)

    assert rig.current().endswith("Figure changed: 84 → 96")
    assert accepted(rig, "84")[1] == ["ועידה 😀 96"]
    rig.press(Key.Key_R)  # and in the text to choose from
    rig.choose("84")
