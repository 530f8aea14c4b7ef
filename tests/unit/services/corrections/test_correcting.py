"""Whatever is corrected, each mark stays on its words, or waits for them with all of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.annotation import (
    AnchorStatus,
    Annotation,
    CheckStatus,
    Decision,
    Kind,
    Placement,
    Target,
    Unplaced,
)
from galley.domain.article import Version, Zone
from galley.domain.changes import ChangeSet
from galley.domain.reading import corrected, read
from galley.domain.structure import (
    BringBack,
    Correction,
    LeaveOut,
    Merge,
    SetZone,
    Split,
    Structure,
)
from galley.services.corrections.correcting import correction_edit
from galley.services.edits.annotating import annotate
from galley.services.later_captures.deciding import attach
from tests.corrected_versions import corrections_of, read_versions
from tests.marked_article import FERRY, NOW, a_mark, an_article

VERSION = an_article(FERRY)[1]
BODY = 5  # “The ferry carried 105 people. It was full, said the harbour master.”


class Desk:
    """A version with its marks, corrected step by step, and what undo goes back to."""

    def __init__(self, version: Version, *marks: Annotation) -> None:
        self.captured = version
        self.structure: Structure | None = None
        self.marks = {mark.id: mark for mark in marks}
        self.past: list[ChangeSet] = []

    @property
    def version(self) -> Version:
        return corrected(self.captured, self.structure.corrections if self.structure else ())

    def correct(self, *corrections: Correction) -> ChangeSet:
        marks = list(self.marks.values())
        edit = correction_edit(self.captured, self.structure, marks, corrections)
        self.past.append(edit)
        self._take(edit)
        return edit

    def undo(self) -> None:
        self._take(self.past.pop().inverse())

    def _take(self, edit: ChangeSet) -> None:
        for change in edit.changes:
            if isinstance(change.entity, Annotation):
                assert self.marks[change.entity.id] == change.before
                assert isinstance(change.after, Annotation)
                self.marks[change.entity.id] = change.after
            else:
                assert self.structure == change.before
                assert not isinstance(change.after, Annotation)
                self.structure = change.after  # type: ignore[assignment] # no edit is of an article


def the_mark(desk: Desk) -> Annotation:
    (mark,) = desk.marks.values()
    return mark


def words(desk: Desk) -> list[str]:
    text = desk.version.text
    return [text[t.start : t.end] for t in the_mark(desk).targets_in(desk.captured.id)]


def test_a_mark_moves_with_its_words() -> None:
    desk = Desk(VERSION, a_mark(VERSION, "It was full, said", note="Ask."))
    desk.correct(Split(3, 8), LeaveOut(0))
    assert words(desk) == ["It was full, said"]
    assert the_mark(desk).targets[0].start == VERSION.text.index("It was") - len("Harbour Gazette ")
    assert the_mark(desk).note == "Ask."


def test_what_a_boundary_does_to_the_words_the_mark_follows() -> None:
    desk = Desk(VERSION, a_mark(VERSION, "people. It"))
    desk.correct(Split(BODY, 29))
    assert words(desk) == ["people.\nIt"] == [the_mark(desk).exact]
    desk.correct(Merge(BODY))
    assert words(desk) == ["people. It"]


def test_another_zone_changes_no_mark() -> None:
    desk = Desk(VERSION, a_mark(VERSION, "All aboard"))
    assert len(desk.correct(SetZone(12, Zone.DEK)).changes) == 1


def test_a_mark_whose_words_are_left_out_keeps_them_and_gets_its_place_back() -> None:
    mark = a_mark(VERSION, "All aboard")
    desk = Desk(VERSION, mark)
    desk.correct(LeaveOut(12))
    assert words(desk) == []
    assert the_mark(desk).exact == "All aboard"
    assert the_mark(desk).unplaced == (Unplaced(VERSION.id, 0),)
    desk.correct(Split(BODY, 29))
    desk.correct(BringBack(0, 2, Zone.DEK))
    assert words(desk) == ["All aboard"]
    assert the_mark(desk).unplaced == ()
    assert the_mark(desk).targets[0].start == VERSION.text.index("\ufffc")


def test_an_elided_quotation_has_all_of_its_passages_or_none() -> None:
    desk = Desk(VERSION, a_mark(VERSION, "105 people", "All aboard"))
    desk.correct(LeaveOut(12))
    assert words(desk) == []
    assert the_mark(desk).exact == "105 people […] All aboard"
    desk.correct(BringBack(0, 0, Zone.DEK))
    assert words(desk) == ["All aboard", "105 people"]


def test_a_place_in_a_later_version_moves_as_well() -> None:
    first = replace(VERSION, id="first")
    made = a_mark(first, "All aboard")
    there = a_mark(VERSION, "All aboard").targets
    placement = Placement(VERSION.id, there, AnchorStatus.ANCHORED, Decision.AUTOMATIC)
    desk = Desk(VERSION, replace(made, placements=(placement,)))
    desk.correct(LeaveOut(0))
    assert words(desk) == ["All aboard"]
    assert the_mark(desk).targets == made.targets
    desk.correct(LeaveOut(11))
    assert words(desk) == []
    assert the_mark(desk).targets_in("first") == made.targets
    desk.undo()
    assert words(desk) == ["All aboard"]


def test_an_edit_is_called_by_what_it_does() -> None:
    desk = Desk(VERSION)
    assert desk.correct(LeaveOut(0)).label == "Block left out"
    assert desk.correct(BringBack(0, 0)).label == "Brought back"


def test_nothing_is_no_correction() -> None:
    with pytest.raises(ValueError, match="nothing"):
        correction_edit(VERSION, None, [], [])


def origins(desk: Desk, targets: tuple[Target, ...], corrections: int) -> list[set[int]]:
    """Where each target's letters came from, in the text after so many corrections."""
    made = desk.structure.corrections if desk.structure else ()
    reading = read(desk.captured, made[:corrections])
    text = reading.version.text
    assert all(text[t.start : t.end] == t.exact for t in targets)
    return [
        {
            run.origin + place - run.start
            for run in reading.runs
            for place in range(
                max(run.start, target.start), min(run.start + run.length, target.end)
            )
            if not text[place].isspace()
        }
        for target in targets
    ]


def passages(desk: Desk, mark: Annotation) -> list[set[int]]:
    """The origins of the letters of each of a mark's passages, where it stands or last stood."""
    left_out = next(iter(mark.unplaced), None)
    made = desk.structure.corrections if desk.structure else ()
    return origins(desk, mark.targets, left_out.corrections if left_out else len(made))


def present(version: Version, made: tuple[Correction, ...]) -> set[int]:
    """The origins of all that is seen in a text."""
    return {run.origin + n for run in read(version, made).runs for n in range(run.length)}


@st.composite
def marked_versions(draw: st.DrawFn) -> tuple[Version, list[Annotation]]:
    version = draw(read_versions)
    length = len(version.text)
    marks = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, length - 1))
        passages = [(start, draw(st.integers(start + 1, length)))]
        made = annotate(version, passages, draw(st.sampled_from(Kind)), now=NOW).changes[0].after
        assert isinstance(made, Annotation)
        marks.append(made)
    return version, marks


@given(st.data())
def test_after_any_corrections_a_mark_is_on_its_very_letters_and_undo_gives_back_all(
    data: st.DataObject,
) -> None:
    version, marks = data.draw(marked_versions())
    desk = Desk(version, *marks)
    made_on = {mark.id: set.union(*passages(desk, mark)) for mark in marks}
    states, ever_gone = [], set[int]()
    for correction in data.draw(corrections_of(version)):
        states.append((desk.structure, dict(desk.marks)))
        stood = {mark.id: passages(desk, mark) for mark in desk.marks.values()}
        desk.correct(correction)
        seen = present(version, desk.structure.corrections if desk.structure else ())
        ever_gone |= set.union(*made_on.values()) - seen
        for mark in desk.marks.values():
            here = set.union(*passages(desk, mark))
            assert here <= made_on[mark.id]
            assert made_on[mark.id] - ever_gone <= here
            if made_on[mark.id]:  # else it is white space alone
                assert {min(made_on[mark.id]), max(made_on[mark.id])} <= here
                # Other words may have come between its own before: it stands with all passages.
                ends = {end for one in stood[mark.id] if one for end in (min(one), max(one))}
                assert (not mark.unplaced) == (ends <= seen)
    while states:
        desk.undo()
        assert (desk.structure, desk.marks) == states.pop()


@given(st.data())
def test_what_is_left_out_and_brought_back_leaves_no_trace_on_a_mark(data: st.DataObject) -> None:
    version, marks = data.draw(marked_versions())
    desk = Desk(version, *marks)
    made = data.draw(corrections_of(version, most=3))
    if made:
        desk.correct(*made)
    blocks = desk.version.blocks
    if not blocks:
        return
    before, text = dict(desk.marks), desk.version.text
    index = data.draw(st.integers(0, len(blocks) - 1))
    desk.correct(LeaveOut(index))
    spare = len(desk.version.left_out) - 1
    desk.correct(BringBack(spare, index, blocks[index].zone, blocks[index].group))
    assert desk.version.text == text
    for identity, mark in desk.marks.items():
        if before[identity].unplaced:
            continue
        start, end = before[identity].targets[0].start, before[identity].targets[0].end
        inside = desk.version.starts[index]
        if start < inside and inside + len(blocks[index].text) < end:
            continue  # what comes back into the middle of a mark is no part of it
        assert not mark.unplaced
        if len(before[identity].targets) == 1:
            assert mark.exact.split() == before[identity].exact.split()


def test_a_mark_whose_words_were_left_out_is_attached_to_others_by_hand() -> None:
    mark = a_mark(VERSION, "All aboard", status=CheckStatus.CONFIRMED, evidence="tape 3")
    desk = Desk(VERSION, mark)
    desk.correct(LeaveOut(12))
    start = desk.version.text.index("105 people")
    edit = attach(the_mark(desk), desk.version, [(start, start + 10)], now=NOW, by="Ada")
    after = edit.changes[0].after
    assert isinstance(after, Annotation)
    assert (after.exact, after.unplaced) == ("105 people", ())
    assert (after.check.status, after.check.evidence) == (CheckStatus.UNCHECKED, "tape 3")
    with pytest.raises(ValueError, match="own version"):
        attach(after, desk.version, [(0, 5)], now=NOW)
