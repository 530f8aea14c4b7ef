from dataclasses import replace

import pytest

from galley.domain.annotation import AnchorStatus, Decision
from galley.domain.article import Zone
from galley.domain.comparison import (
    Difference,
    FigureChange,
    Happening,
    MarkComparison,
    PassageComparison,
    Standing,
)
from galley.ui.compare.review import MarkRow
from galley.ui.compare.words import (
    capture_name,
    changes_text,
    chip_of,
    difference_text,
    left_text,
    line_of,
    place_text,
    title_of,
)
from tests.captures_apart import bridge_marks, new_capture, old_capture

SIX, EIGHT = Standing(Zone.BODY, 6), Standing(Zone.BODY, 8)
HEADLINE = Standing(Zone.HEADLINE)


def row(happening: Happening, before: str = "", after: str = "", **fields: object) -> MarkRow:
    passage = PassageComparison("words", (0, 5), (0, 5), AnchorStatus.CHANGED)
    mark = MarkComparison("m", (passage,), happening, before, after)
    _article, version = old_capture()
    return MarkRow(replace(mark, **fields), bridge_marks(version)[0], None)  # type: ignore[arg-type] # the test's to name


@pytest.mark.parametrize(
    ("changed", "line", "title"),
    [
        (
            row(Happening.FIGURE_CHANGED, "202", "212"),
            "Figure changed: 202 → 212",
            "The figure changed inside your highlight",
        ),
        (
            row(Happening.FIGURE_CHANGED, "", "in nine"),
            "Figure added: “in nine”",
            "A figure was added inside your highlight",
        ),
        (
            row(Happening.NEGATION_REMOVED, "never"),
            "A “never” was taken out",
            "A “never” was taken out of your highlight",
        ),
        (
            row(Happening.NEGATION_ADDED, "", "not", beside=True),
            "A “not” was added, beside it",
            "A “not” was added beside your highlight",
        ),
        (
            row(Happening.TYPO_FIXED, "a a", "a"),
            "Typo fixed: “a a” → “a”",
            "A typo was fixed in your highlight",
        ),
        (
            row(Happening.GONE),
            "Not found in the new text",
            "The words are not in the new text",
        ),
    ],
)
def test_what_happened_in_one_line_and_in_a_title(changed: MarkRow, line: str, title: str) -> None:
    assert line_of(changed.mark, SIX, SIX) == line
    assert title_of(changed) == title


def test_words_that_moved_say_where() -> None:
    moved = row(Happening.MOVED)

    assert line_of(moved.mark, SIX, EIGHT) == "Paragraph 6 → 8"
    assert line_of(moved.mark, HEADLINE, SIX) == "From headline to paragraph 6"
    assert line_of(moved.mark, SIX, SIX) == "The same words, with others around them"
    assert title_of(moved, same_place=True) == "The same words, with others around them"
    assert title_of(moved) == "The words stand elsewhere now"


def test_what_was_decided_goes_before_what_happened() -> None:
    changed = row(Happening.WORDS_CHANGED, "a", "b")
    assert chip_of(changed) == "Changed"

    assert chip_of(replace(changed, decision=Decision.KEPT)) == "Old wording kept"
    assert title_of(replace(changed, decision=Decision.KEPT)) == "You keep the old wording"
    assert chip_of(replace(changed, decision=Decision.AUTOMATIC)) == "Changed"


def test_figures_places_and_counts() -> None:
    assert difference_text(FigureChange("+10", "+5.0%")) == "+10 · +5.0%"
    assert difference_text(FigureChange("+0.5", points=True)) == "+0.5 percentage points"
    assert difference_text(FigureChange("+1")) == "+1"
    assert place_text(SIX) == "paragraph 6"
    assert place_text(Standing(Zone.SIDEBAR_ITEM)) == "beside the article"
    assert left_text(0) == "Nothing left to review"
    assert [changes_text(-1, n) for n in (0, 1, 3)] == ["No changes", "1 change", "3 changes"]


def test_captures_are_named_by_their_order() -> None:
    _article, first = old_capture()
    second = new_capture()

    assert capture_name(first, 3) == "First capture"
    assert capture_name(second, 3) == "Capture 2"
    assert capture_name(second, 2) == "New capture"


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (1, "Words changed: “since” → “as”"),
        (2, "Words changed: “since” → “as”; 1 more change"),
        (3, "Words changed: “since” → “as”; 2 more changes"),
    ],
)
def test_a_line_that_says_one_change_tells_of_the_others(changes: int, line: str) -> None:
    inside = tuple(Difference((at, at + 1), (at, at)) for at in range(changes))
    passage = PassageComparison("words", (0, 5), (0, 5), AnchorStatus.CHANGED, inside=inside)
    mark = row(Happening.WORDS_CHANGED, "since", "as", passages=(passage,)).mark
    assert line_of(mark, SIX, SIX) == line
