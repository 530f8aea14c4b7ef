from dataclasses import replace

import pytest

from galley.domain.annotation import (
    Absence,
    AnchorStatus,
    Annotation,
    Decision,
    Kind,
    Placement,
    Target,
    Unplaced,
    kind_for_key,
    reading_order,
    reading_order_in,
)
from tests.marked_article import CAPTURED, FERRY, a_mark, an_article

_, VERSION = an_article(FERRY)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_key_of_its_own(kind: Kind) -> None:
    assert kind_for_key(kind.key) is kind


def test_the_keys_are_one_to_eight() -> None:
    assert sorted(kind.key for kind in Kind) == list(range(1, 9))
    for key in (0, 9, -1):
        with pytest.raises(ValueError, match="no kind"):
            kind_for_key(key)


def test_annotations_sort_as_a_reader_meets_them_the_longer_of_two_first() -> None:
    marks = [
        a_mark(VERSION, "105", number=1),
        a_mark(VERSION, "Ferry", number=2),
        a_mark(VERSION, "105 people", number=3),
        a_mark(VERSION, "105", number=4),
    ]
    in_order = sorted(marks, key=reading_order)
    assert [mark.exact for mark in in_order] == ["Ferry", "105 people", "105", "105"]
    assert [mark.id for mark in in_order][2:] == [marks[0].id, marks[3].id]


def test_an_elided_quotation_shows_where_words_are_left_out() -> None:
    mark = a_mark(VERSION, "The ferry", "harbour master")
    assert mark.exact == "The ferry […] harbour master"
    assert mark.start == VERSION.text.index("The ferry")


def test_positions_sort_as_text() -> None:
    targets = [a_mark(VERSION, words).targets[0] for words in ("Gulls", "Ferry", "Ferry full")]
    assert [t.exact for t in sorted(targets, key=lambda t: t.sort_key)] == [
        "Ferry",
        "Ferry full",
        "Gulls",
    ]


def test_an_annotation_has_its_own_place_in_each_version() -> None:
    mark = a_mark(VERSION, "105")
    own = mark.targets
    moved = (replace(own[0], version_id="later", start=7, end=10),)
    taken = Placement("later", moved, AnchorStatus.MOVED, Decision.ACCEPTED)
    kept = Placement("latest", (), AnchorStatus.ORPHAN, Decision.KEPT)
    mark = replace(mark, placements=(taken, kept))
    assert mark.targets_in(VERSION.id) == own
    assert mark.targets_in("later") == moved
    assert mark.targets_in("latest") == mark.targets_in("never seen") == ()
    assert mark.placement_in("latest") == kept
    assert mark.placement_in("never seen") is mark.placement_in(VERSION.id) is None
    assert mark.all_targets == own + moved


def test_a_mark_whose_words_were_left_out_says_so_and_keeps_them() -> None:
    mark = a_mark(VERSION, "105")
    version_id = mark.targets[0].version_id
    gone = replace(mark, unplaced=(Unplaced(version_id, 3),))
    assert gone.targets_in(version_id) == gone.all_targets == ()
    assert gone.last_targets_in(version_id) == mark.targets
    assert gone.words_in(version_id) == mark.exact
    assert gone.absence_in(version_id) is Absence.LEFT_OUT
    assert mark.absence_in(version_id) is None


def placed(*placements: Placement) -> Annotation:
    made = Target("v1", 40, 50, "105 people")
    return Annotation("n", "a", Kind.CLAIM, (made,), CAPTURED, CAPTURED, placements=placements)


def at(version_id: str, start: int, words: str) -> Placement:
    target = Target(version_id, start, start + len(words), words)
    return Placement(version_id, (target,), AnchorStatus.CHANGED, Decision.ACCEPTED)


def test_an_annotation_stands_in_each_version_by_itself() -> None:
    gone = Placement("v3", (), AnchorStatus.ORPHAN, Decision.KEPT)
    kept = Placement("v4", (), AnchorStatus.CHANGED, Decision.KEPT)
    annotation = placed(at("v2", 60, "115 people"), gone, kept)
    words = {v: annotation.words_in(v) for v in ("v1", "v2", "v3", "v4", "v5")}
    assert words == {**dict.fromkeys(words, "105 people"), "v2": "115 people"}
    absences = [annotation.absence_in(v) for v in words]
    assert absences == [None, None, Absence.ORPHAN, Absence.KEPT, Absence.UNDECIDED]
    assert [annotation.is_decided_in(v) for v in words] == [True, True, True, True, False]
    assert [t.exact for t in annotation.all_targets] == ["105 people", "115 people"]


def test_in_each_version_they_are_read_in_its_order_and_those_without_a_place_come_last() -> None:
    early = replace(placed(at("v2", 90, "105 people")), id="early")
    late = replace(placed(at("v2", 10, "105 people")), id="late", targets=at("v1", 70, "x").targets)
    gone = replace(placed(), id="gone", targets=at("v1", 1, "x").targets)
    marks = [early, late, gone]
    assert [m.id for m in sorted(marks, key=reading_order_in("v1"))] == ["gone", "early", "late"]
    assert [m.id for m in sorted(marks, key=reading_order_in("v2"))] == ["late", "early", "gone"]
