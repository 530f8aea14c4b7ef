from dataclasses import replace
from datetime import UTC, datetime

import pytest

from galley.domain.annotation import Annotation, CheckStatus, Decision
from galley.domain.article import Article
from galley.domain.changes import ChangeSet
from galley.domain.comparison import CaptureComparison, MarkComparison
from galley.services.edits.annotating import set_check
from galley.services.later_captures.comparing import compare_captures
from galley.services.later_captures.reviewing import accept, attach, finish_review, keep, places_of
from galley.services.later_captures.versions import Question
from tests.captures_apart import bridge_marks, new_capture, old_capture

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
ARTICLE, OLD = old_capture()
NEW = new_capture()


def confirmed(mark: Annotation) -> Annotation:
    return after(set_check(mark, CheckStatus.CONFIRMED, now=NOW, by="Ada", evidence="the log"))


def after(edit: ChangeSet) -> Annotation:
    changed = edit.changes[0].after
    assert isinstance(changed, Annotation)
    return changed


MARKS = [confirmed(mark) for mark in bridge_marks(OLD)]
FIGURE, _SAME, _TYPO, MOVED, LOST, _NEGATION, _MASTS = MARKS


def compared(*marks: Annotation) -> CaptureComparison:
    return compare_captures(Question(marks or tuple(MARKS), (OLD,), NEW))


def found(mark: Annotation) -> MarkComparison:
    return next(one for one in compared().marks if one.annotation_id == mark.id)


def test_other_words_are_unchecked_and_the_evidence_stays() -> None:
    edit = accept(FIGURE, found(FIGURE), NEW, by="Bo", now=NOW)

    assert edit.label == "New text accepted"
    mark = after(edit)
    assert mark.words_in(NEW.id) == "A total of 212 boats"
    assert (mark.check.status, mark.check.evidence) == (CheckStatus.UNCHECKED, "the log")
    assert mark.targets == FIGURE.targets
    assert edit.inverse().changes[0].after == FIGURE


def test_the_same_words_elsewhere_stay_checked() -> None:
    assert after(accept(MOVED, found(MOVED), NEW, by="Bo", now=NOW)).check == MOVED.check


def test_a_mark_without_a_place_can_be_kept_or_attached_but_not_accepted() -> None:
    assert places_of(found(LOST)) is None
    with pytest.raises(ValueError, match="no place"):
        accept(LOST, found(LOST), NEW, by="Bo", now=NOW)

    kept = after(keep(LOST, found(LOST), NEW, by="Bo", now=NOW)).placement_in(NEW.id)
    attached = after(attach(LOST, found(LOST), NEW, (3, 9), by="Bo", now=NOW)).placement_in(NEW.id)

    assert kept is not None
    assert (kept.decision, kept.targets, kept.by) == (Decision.KEPT, (), "Bo")
    assert attached is not None
    assert (attached.decision, attached.targets[0].start) == (Decision.ATTACHED, 3)


def test_two_parts_that_would_overlap_are_no_places() -> None:
    mark = found(FIGURE)
    twice = replace(mark, passages=mark.passages * 2)

    assert places_of(twice) is None


def test_one_edit_finishes_and_carries_what_nothing_happened_to() -> None:
    using: Article = replace(ARTICLE, later_versions=(NEW.id,))
    decided = after(accept(FIGURE, found(FIGURE), NEW, by="Bo", now=NOW))
    marks = [decided, *MARKS[1:]]

    edit, left = finish_review(using, compared(*marks), marks, now=NOW)

    assert left == 5
    assert edit.label == "New capture read"
    read = edit.changes[0].after
    assert isinstance(read, Article)
    assert read.version_id == NEW.id
    carried = [change.after for change in edit.changes if isinstance(change.after, Annotation)]
    assert [mark.exact for mark in carried] == ["We were not asked before the vote"]
    assert carried[0].check.status is CheckStatus.CONFIRMED
