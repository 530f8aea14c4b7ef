from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.anchoring.folding import fold
from galley.domain.annotation import AnchorStatus, Annotation, Decision, Kind
from galley.domain.article import Version
from galley.domain.comparison import Happening, MarkComparison
from galley.domain.errors import JobCancelled
from galley.domain.jobs import Job, Progress
from galley.services.edits.annotating import annotate
from galley.services.later_captures.comparing import compare_captures
from galley.services.later_captures.deciding import decide, placement_at, placement_without_place
from galley.services.later_captures.versions import Question
from tests.captures_apart import (
    BRIDGE,
    a_version,
    bridge_marks,
    new_capture,
    old_capture,
    with_paragraphs,
)
from tests.marked_article import VERSION_ID, a_mark

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def compared(old: Version, new: Version, *marks: Annotation) -> tuple[MarkComparison, ...]:
    return compare_captures(Question(tuple(marks), (old,), new)).marks


def story(before: str, after: str, marked: str, *, kind: Kind = Kind.QUOTE) -> MarkComparison:
    """What becomes of some marked words when their paragraph is edited."""
    old = a_version(VERSION_ID, "Old", (BRIDGE[0], before, BRIDGE[4]))
    new = with_paragraphs(BRIDGE[0], after, BRIDGE[4], headline="Old")
    return compared(old, new, a_mark(old, marked, kind=kind))[0]


def test_each_edit_is_told_for_what_it_is() -> None:
    _article, old = old_capture()

    found = compare_captures(Question(tuple(bridge_marks(old)), (old,), new_capture()))

    assert found.headline is not None
    assert [mark.happening for mark in found.marks] == [
        Happening.FIGURE_CHANGED,
        Happening.NOTHING,
        Happening.TYPO_FIXED,
        Happening.MOVED,  # in its paragraph, but behind one that came from elsewhere
        Happening.GONE,
        Happening.NEGATION_ADDED,
        Happening.MOVED,
    ]


def test_a_corrected_figure() -> None:
    mark = story(BRIDGE[1], BRIDGE[1].replace("202", "212"), "A total of 202 boats")

    assert mark.status is AnchorStatus.CHANGED
    assert (mark.happening, mark.before, mark.after) == (Happening.FIGURE_CHANGED, "202", "212")
    assert mark.figure is not None
    assert (mark.figure.by, mark.figure.share) == ("+10", "+5.0%")
    assert mark.alarms


def test_a_not_in_the_marked_words() -> None:
    mark = story(BRIDGE[6], BRIDGE[6].replace("is safe", "is not safe"), "the work is safe")

    assert mark.status is AnchorStatus.CHANGED
    assert (mark.happening, mark.after, mark.beside) == (Happening.NEGATION_ADDED, "not", False)


def test_a_not_right_beside_the_marked_words_is_told_as_well() -> None:
    mark = story(BRIDGE[6], BRIDGE[6].replace("is safe", "is not safe"), "safe and will go on")

    assert mark.status is AnchorStatus.CHANGED
    assert (mark.happening, mark.after, mark.beside) == (Happening.NEGATION_ADDED, "not", True)


def test_what_is_suggested_is_all_of_the_words() -> None:
    _article, old = old_capture()
    mark = bridge_marks(old)[5]
    assert mark.exact == "the work is safe"

    (found,) = compared(old, new_capture(), mark)

    assert found.status is AnchorStatus.SUGGESTED
    assert found.main.new is not None
    assert new_capture().text[slice(*found.main.new)] == "the work is not safe"
    assert found.is_loud


def test_the_same_words_among_others_are_only_a_suggestion() -> None:
    before = "“Nobody asked us,” said the head of the pilots, who had come by boat."
    after = "“Nobody asked us,” sang the children on the quay, and ate their ice cream."
    old = a_version(VERSION_ID, "Old", (BRIDGE[0], before, BRIDGE[4], BRIDGE[6]))
    new = with_paragraphs(BRIDGE[0], BRIDGE[4], BRIDGE[6], after, headline="Old")

    (mark,) = compared(old, new, a_mark(old, "Nobody asked us"))

    assert mark.status is AnchorStatus.SUGGESTED
    assert mark.happening is Happening.ELSEWHERE


def test_the_same_words_in_another_sentence_are_told_for_what_they_are() -> None:
    before = "The council approved 12 new berths in March after a long debate."
    after = "The mayor cancelled 12 new berths in April because of the costs."

    mark = story(before, after, "12 new berths", kind=Kind.STATISTIC)

    assert mark.status is AnchorStatus.MOVED
    assert mark.happening is Happening.OTHER_SENTENCE


def test_a_quote_that_was_cut_shows_what_stands_there_now() -> None:
    after = "The head of the pilots asked for a second crew."
    mark = story(BRIDGE[5], after, "“It is still too slow for us,”")

    assert mark.status is AnchorStatus.ORPHAN
    assert mark.happening is Happening.GONE
    assert not mark.is_placed
    assert mark.main.new is None
    assert mark.main.new_stretch is not None
    assert mark.main.inside


def test_a_box_inside_a_quote_is_words_that_were_added() -> None:
    before = "“We will build the pier this year and the light in the next,” the mayor said."
    after = before.replace("pier", "pier READ MORE: Tides")
    mark = story(before, after, "“We will build the pier this year and the light in the next,”")

    assert mark.status is AnchorStatus.CHANGED
    assert (mark.happening, mark.after) == (Happening.WORDS_ADDED, "READ MORE: Tides")


def test_what_is_closest_to_a_lost_quote_is_found_however_unlike() -> None:
    _article, old = old_capture()
    elsewhere = "A walk was too slow for many of them, and cold."
    new = with_paragraphs(elsewhere, *BRIDGE[:5], *BRIDGE[6:])

    (mark,) = compared(old, new, a_mark(old, "still too slow for us"))

    assert mark.status is AnchorStatus.ORPHAN
    closest = mark.main.candidates[0]
    assert new.text[closest.start : closest.end] == "too slow for"
    assert 0.5 < closest.likeness < 0.75


def test_the_same_text_needs_no_review() -> None:
    _article, old = old_capture()
    same = with_paragraphs(*BRIDGE)

    found = compare_captures(Question(tuple(bridge_marks(old)), (old,), same))

    assert not found.texts.changes
    assert found.headline is None
    assert {mark.status for mark in found.marks} == {AnchorStatus.ANCHORED}


def test_a_decided_place_is_the_one_that_is_shown() -> None:
    _article, old = old_capture()
    new, mark = new_capture(), bridge_marks(old)[4]
    start = new.text.index("a second crew")
    place = placement_at(new, [(start, start + 13)], AnchorStatus.ORPHAN, Decision.ATTACHED, at=NOW)
    attached = decide(mark, place, now=NOW).changes[0].after
    kept = (
        decide(mark, placement_without_place(new.id, AnchorStatus.ORPHAN, at=NOW), now=NOW)
        .changes[0]
        .after
    )
    assert isinstance(attached, Annotation)
    assert isinstance(kept, Annotation)

    assert compared(old, new, attached)[0].main.new == (start, start + 13)
    assert compared(old, new, kept)[0].main.new is None


def test_a_mark_that_was_made_in_the_new_capture_is_not_compared() -> None:
    _article, old = old_capture()
    new = new_capture()

    assert compared(old, new, a_mark(new, "A total of 212 boats")) == ()


def test_two_passages_of_an_elided_quotation_are_compared_one_by_one() -> None:
    _article, old = old_capture()
    mark = a_mark(old, "A total of 202 boats", "the pilots want a new light", kind=Kind.QUOTE)

    (found,) = compared(old, new_capture(), mark)

    assert [passage.status for passage in found.passages] == [
        AnchorStatus.CHANGED,
        AnchorStatus.ANCHORED,
    ]
    assert found.main is found.passages[0]


def test_a_cancelled_comparison_stops() -> None:
    _article, old = old_capture()
    job = Job()
    job.cancel()

    with pytest.raises(JobCancelled):
        compare_captures(Question(tuple(bridge_marks(old)), (old,), new_capture()), job=job)


def test_it_tells_how_far_it_is_and_stops_wherever_it_is_when_asked_to() -> None:
    _article, old = old_capture()
    asked = Question(tuple(bridge_marks(old)), (old,), new_capture())
    told: list[int] = []
    compare_captures(asked, job=Job(lambda progress: told.append(progress.done)))

    assert told == sorted(set(told))
    assert (told[0], told[-1] > 80) == (0, True)
    for stop in told[:-1]:
        with pytest.raises(JobCancelled):
            compare_captures(asked, job=cancelled_at(stop))


def cancelled_at(percent: int) -> Job:
    """A job that somebody cancels when it is that far."""

    def listen(progress: Progress) -> None:
        if progress.done == percent:
            job.cancel()

    job = Job(listen)
    return job


def test_a_mark_without_a_place_in_the_older_capture_is_compared_by_its_own_words() -> None:
    _article, old = old_capture()
    new, mark = new_capture(), bridge_marks(old)[1]
    elsewhere = replace(mark, targets=(replace(mark.targets[0], version_id="another"),))

    (found,) = compared(old, new, elsewhere)

    assert found.main.old is None
    assert found.main.new is not None


texts = st.lists(
    st.sampled_from(
        [
            *BRIDGE,
            "The mayor said the work would not be paid for by the region.",
            "“Nobody asked us,” he said, 84 times. 😀 Cafe\u0301",
            "Short.",
            "",
            "84",
        ]
    ),
    min_size=1,
    max_size=7,
)


@given(texts, texts, st.lists(st.tuples(st.integers(0, 400), st.integers(1, 90)), max_size=4))
def test_whatever_was_edited_what_is_shown_is_of_the_two_texts(
    before: list[str], after: list[str], places: list[tuple[int, int]]
) -> None:
    old = a_version(VERSION_ID, "Old", tuple(before))
    new = with_paragraphs(*after, headline="New")
    marks = []
    for number, (start, length) in enumerate(places):
        start = min(start, len(old.text) - 1)
        end = min(start + length, len(old.text))
        made = annotate(old, [(start, end)], Kind.QUOTE, now=NOW).changes[0].after
        assert isinstance(made, Annotation)
        marks.append(replace(made, id=str(number)))

    for mark in compared(old, new, *marks):
        passage = mark.main
        assert passage.old is not None
        assert old.text[slice(*passage.old)] == passage.words
        assert passage.old_stretch is not None
        assert passage.old_stretch.start <= passage.old[0] < passage.old_stretch.end
        for one in (*passage.inside, *passage.around):
            assert 0 <= one.old[0] <= one.old[1] <= len(old.text)
            assert 0 <= one.new[0] <= one.new[1] <= len(new.text)
        for candidate in passage.candidates:
            assert 0 <= candidate.start < candidate.end <= len(new.text)
        if passage.new is not None:
            assert 0 <= passage.new[0] < passage.new[1] <= len(new.text)
            assert passage.new_stretch is not None
            assert passage.new_stretch.start <= passage.new[0] < passage.new_stretch.end
        if mark.status is AnchorStatus.ANCHORED:
            assert passage.new is not None
            assert fold(new.text[slice(*passage.new)]).text == fold(passage.words).text
            assert mark.happening is Happening.NOTHING
