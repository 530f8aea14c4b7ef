"""The rows of both lists, without a window."""

import pytest

from galley.anchoring.wording import word_changes
from galley.domain.annotation import AnchorStatus, Annotation
from galley.domain.comparison import (
    CaptureComparison,
    Difference,
    PassageComparison,
    RowState,
    TextRow,
)
from galley.services.later_captures.comparing import compare_captures
from galley.services.later_captures.reviewing import accept, attach, keep
from galley.services.later_captures.versions import Question
from galley.ui.compare.laid_text import Tint
from galley.ui.compare.ranges import inline_change, new_ranges, old_ranges
from galley.ui.compare.review import (
    HeadlineRow,
    MarkRow,
    SectionRow,
    Share,
    counts,
    name_of,
    next_open,
    rows,
)
from galley.ui.compare.whole_rows import FoldedRow, ShownRow, whole_rows
from tests.captures_apart import bridge_marks, new_capture, old_capture
from tests.ui.compare.rig import LATER

ARTICLE, OLD = old_capture()
NEW = new_capture()
MARKS = {mark.id: mark for mark in bridge_marks(OLD)}


def compared(marks: dict[str, Annotation]) -> CaptureComparison:
    return compare_captures(Question(tuple(marks.values()), (OLD,), NEW))


def decided(number: int, how: str) -> dict[str, Annotation]:
    """The marks, with a decision on one of them."""
    mark = list(MARKS.values())[number]
    found = next(one for one in compared(MARKS).marks if one.annotation_id == mark.id)
    edits = {
        "accept": lambda: accept(mark, found, NEW, by="Bo", now=LATER),
        "keep": lambda: keep(mark, found, NEW, by="Bo", now=LATER),
        "attach": lambda: attach(mark, found, NEW, (0, 7), by="Bo", now=LATER),
    }
    after = edits[how]().changes[0].after
    assert isinstance(after, Annotation)
    return {**MARKS, mark.id: after}


def test_what_is_decided_leaves_the_marks_to_review() -> None:
    marks = decided(0, "keep")
    comparison = compared(marks)

    shown = rows(comparison, marks, Share.TO_REVIEW)

    assert isinstance(shown[0], HeadlineRow)
    sections = [row for row in shown if isinstance(row, SectionRow)]
    assert sections == [SectionRow("reviewed", 1), SectionRow("anchored", 1)]
    assert counts(comparison, marks) == {Share.TO_REVIEW: 5, Share.ANCHORED: 1, Share.ALL: 7}
    everything = rows(comparison, marks, Share.ALL)
    assert [name_of(row) for row in everything[1:]] == list(MARKS)


def test_the_next_mark_to_decide_about_is_found_round_the_end() -> None:
    shown = rows(compared(MARKS), MARKS, Share.TO_REVIEW)

    assert next_open(shown, -1) == 1
    assert next_open(shown, 6) == 1
    assert next_open(shown, len(shown) - 1) == 1
    assert next_open([], -1) is None
    (single,) = [shown[1]]
    assert next_open([single], 0) is None


def test_what_is_painted_of_a_changed_figure() -> None:
    comparison = compared(MARKS)
    passage, kind = comparison.marks[0].main, next(iter(MARKS.values())).kind
    assert passage.old_stretch is not None
    assert passage.new_stretch is not None

    old = OLD.text[passage.old_stretch.start : passage.old_stretch.end]
    new = NEW.text[passage.new_stretch.start : passage.new_stretch.end]
    before = [(old[r.start : r.end], r.tint) for r in old_ranges(passage, kind)]
    after = [(new[r.start : r.end], r.tint) for r in new_ranges(passage, kind)]

    assert before == [("A total of 202 boats", Tint(kind)), ("202", Tint(deleted=True))]
    assert after == [("A total of 212 boats", Tint(kind)), ("212", Tint())]
    words, ranges = inline_change(passage, OLD.text, NEW.text)
    assert words == "A total of 202 212 boats"
    assert [words[r.start : r.end] for r in ranges] == ["202", "212"]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("the key to it and more,” he", "the key to it,” he", "the key to it and more,” he"),
        ("a very big boat", "a big boat", "a very big boat"),
        ("a big boat", "a very big boat", "a very big boat"),
        ("boats since May", "boats as May", "boats since as May"),
    ],
)
def test_what_went_stands_apart_from_the_words_beside_it(old: str, new: str, shown: str) -> None:
    changes = tuple(Difference(change.old, change.new) for change in word_changes(old, new))
    passage = PassageComparison(
        old, (0, len(old)), (0, len(new)), AnchorStatus.CHANGED, inside=changes
    )
    assert inline_change(passage, old, new)[0] == shown


def states(*names: str) -> list[TextRow]:
    return [TextRow(None, None, RowState(name)) for name in names]


def test_long_stretches_that_are_the_same_are_folded_but_for_what_is_beside_a_change() -> None:
    texts = states(*["same"] * 6, "changed", *["same"] * 4, "added", *["same"] * 5)

    folded = whole_rows(texts, folding=True)

    assert [row for row in folded if isinstance(row, FoldedRow)] == [
        FoldedRow(0, 5),
        FoldedRow(13, 4),
    ]
    numbers = [row.number for row in folded if isinstance(row, ShownRow)]
    assert numbers == [5, 6, 7, 8, 9, 10, 11, 12]
    assert len(whole_rows(texts, folding=False)) == len(texts)
    assert FoldedRow(0, 5) not in whole_rows(texts, folding=True, unfolded={0})


def test_two_texts_that_are_the_same_are_one_fold() -> None:
    assert whole_rows(states(*["same"] * 9), folding=True) == [FoldedRow(0, 9)]
    assert isinstance(whole_rows(states("same"), folding=True)[0], ShownRow)
    assert isinstance(rows(compared(MARKS), MARKS, Share.TO_REVIEW)[1], MarkRow)
