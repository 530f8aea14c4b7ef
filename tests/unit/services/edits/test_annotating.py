from dataclasses import replace
from datetime import timedelta

import pytest

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.domain.changes import ChangeSet
from galley.services.edits import annotating
from tests.marked_article import CAPTURED, FERRY, NOW, a_mark, an_article

_, VERSION = an_article(FERRY)
MARK = a_mark(VERSION, "105 people", note="old", speaker="Ada", tags=("x",))
LATER = NOW + timedelta(hours=1)


def after(edit: ChangeSet) -> Annotation:
    entity = edit.changes[0].after
    assert isinstance(entity, Annotation)
    return entity


def test_a_mark_is_on_its_words() -> None:
    edit = annotating.annotate(VERSION, [(20, 30), (5, 10)], Kind.CLAIM, now=NOW, creator="Ada")
    mark = after(edit)
    assert edit.changes[0].before is None
    assert [t.start for t in mark.targets] == [5, 20]
    assert all(VERSION.text[t.start : t.end] == t.exact for t in mark.targets)
    assert (mark.kind, mark.creator, mark.created_at, mark.modified_at) == (
        Kind.CLAIM,
        "Ada",
        NOW,
        NOW,
    )


def test_two_marks_are_two() -> None:
    one, two = (
        after(annotating.annotate(VERSION, [(0, 5)], Kind.QUOTE, now=NOW)) for _ in range(2)
    )
    assert one.id != two.id


@pytest.mark.parametrize("passages", [[], [(5, 5)], [(0, 10**6)]])
def test_a_mark_needs_words(passages: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="passage"):
        annotating.annotate(VERSION, passages, Kind.QUOTE, now=NOW)


def test_an_edit_changes_what_it_says_and_nothing_else() -> None:
    edits = {
        "note": (annotating.set_note(MARK, "new", now=LATER), "new"),
        "kind": (annotating.set_kind(MARK, Kind.CLAIM, now=LATER), Kind.CLAIM),
        "tags": (annotating.set_tags(MARK, ["#b", " b ", "c d"], now=LATER), ("b", "c-d")),
        "speaker": (annotating.set_speaker(MARK, " Zoë  Quay\n", now=LATER), "Zoë Quay"),
        "sensitive": (annotating.set_sensitive(MARK, True, now=LATER), True),
    }
    for field, (edit, value) in edits.items():
        assert edit.changes[0].before == MARK
        expected = replace(MARK, **{field: value}, modified_at=LATER)  # type: ignore[arg-type] # any field
        assert after(edit) == expected


def test_typing_in_one_visit_is_one_step_and_another_visit_another() -> None:
    first = annotating.set_note(MARK, "a", now=LATER, typing="1")
    second = annotating.set_note(after(first), "ab", now=LATER, typing="1")
    third = annotating.set_note(after(second), "abc", now=LATER, typing="2")
    joined = first.joined(second)
    assert (joined.changes[0].before, after(joined).note) == (MARK, "ab")
    with pytest.raises(ValueError, match="merge key"):
        joined.joined(third)


def test_tags_are_cleaned() -> None:
    assert annotating.clean_tags(["#a", "a", "", "#", "b c", "  "]) == ("a", "b-c")


def test_a_check_says_who_and_when_and_forgets_it_when_taken_back() -> None:
    checked = after(
        annotating.set_check(
            MARK, CheckStatus.CONFIRMED, now=LATER, by="Ada", evidence=" recording 12:40 "
        )
    )
    assert (checked.check.by, checked.check.at, checked.check.evidence) == (
        "Ada",
        LATER,
        "recording 12:40",
    )
    again = after(annotating.set_check(checked, CheckStatus.WRONG, now=NOW, by="Bo"))
    assert again.check.evidence == "recording 12:40"
    back = after(annotating.set_check(again, CheckStatus.UNCHECKED, now=NOW, by="Bo"))
    assert (back.check.by, back.check.at) == ("", None)


def test_deleting_is_moving_to_the_trash_and_can_be_taken_back() -> None:
    other = a_mark(VERSION, "quay", number=2)
    edit = annotating.trash([MARK, other], now=NOW)
    assert edit.label == "Marks deleted"
    assert annotating.trash([MARK], now=NOW).label == "Mark deleted"
    trashed = after(edit)
    assert trashed == replace(MARK, trashed_at=NOW)
    assert after(annotating.restore(trashed)) == MARK
    assert edit.inverse().changes[-1].after == MARK
    with pytest.raises(ValueError, match="nothing to delete"):
        annotating.trash([], now=CAPTURED)


def test_passages_of_a_mark_that_would_overlap_are_refused() -> None:
    apart = after(annotating.annotate(VERSION, [(0, 5), (20, 30)], Kind.QUOTE, now=NOW))
    with pytest.raises(ValueError, match="do not overlap"):
        annotating.add_passage(apart, VERSION, 4, 10, now=LATER)
    with pytest.raises(ValueError, match="do not overlap"):
        annotating.move_passage(apart, VERSION, 0, 0, 21, now=LATER)
    beside = after(annotating.add_passage(apart, VERSION, 5, 10, now=LATER))
    assert [(one.start, one.end) for one in beside.targets] == [(0, 5), (5, 10), (20, 30)]


def test_one_step_needs_edits_of_one_article() -> None:
    other = replace(VERSION, article_id="another")
    edits = [annotating.annotate(one, [(0, 5)], Kind.QUOTE, now=NOW) for one in (VERSION, other)]
    for wrong in (edits, []):
        with pytest.raises(ValueError, match="all of one article"):
            annotating.together(wrong)
