"""Edits made over what an undo took back are made over what it left."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.domain.changes import Change, ChangeSet, Entity
from galley.domain.rebasing import rebased
from tests.marked_article import FERRY, NOW, a_mark, an_article

ARTICLE, VERSION = an_article(FERRY)
MARK = a_mark(VERSION, "105")

# What a person may do to a mark: one field each, or to the trash and back.
_edits = st.one_of(
    st.sampled_from(Kind).map(lambda kind: {"kind": kind}),
    st.text("abc", max_size=2).map(lambda note: {"note": note}),
    st.text("xyz", max_size=1).map(lambda speaker: {"speaker": speaker}),
    st.booleans().map(lambda sensitive: {"sensitive": sensitive}),
    st.sampled_from([None, NOW]).map(lambda at: {"trashed_at": at}),
)


def change_set(before: Entity | None, after: Entity | None) -> ChangeSet:
    return ChangeSet("Edited", ARTICLE.id, (Change(before, after),))


def chain(start: Annotation, steps: list[dict[str, object]]) -> list[ChangeSet]:
    made, now = [], start
    for step in steps:
        after = replace(now, **step)  # type: ignore[arg-type] # one field each, of its own type
        made.append(change_set(now, after))
        now = after
    return made


def applied(there: Entity | None, edits: list[ChangeSet]) -> Entity | None:
    """What the library has after the edits; fails as it would where one starts from elsewhere."""
    for edit in edits:
        for change in edit.changes:
            assert change.before == there
            there = change.after
    return there


@given(_edits, st.lists(_edits, max_size=4))
def test_what_was_changed_is_changed_and_the_rest_is_as_the_undo_left_it(
    undone: dict[str, object], steps: list[dict[str, object]]
) -> None:
    seen = replace(MARK, **undone)  # type: ignore[arg-type] # as above
    edits = chain(seen, steps)
    there = applied(MARK, rebased(edits, change_set(seen, MARK)))
    assert isinstance(there, Annotation)
    meant = applied(seen, edits)
    for field in fields(Annotation):
        touched = any(
            getattr(c.before, field.name) != getattr(c.after, field.name)
            for edit in edits
            for c in edit.changes
        )
        expected = getattr(meant if touched else MARK, field.name)
        assert getattr(there, field.name) == expected


@given(st.lists(_edits, min_size=1, max_size=4))
def test_what_is_written_on_a_mark_that_was_taken_away_is_never_lost(
    steps: list[dict[str, object]],
) -> None:
    edits = chain(MARK, steps)
    there = applied(None, rebased(edits, change_set(MARK, None)))
    meant = applied(MARK, edits)
    assert isinstance(meant, Annotation)
    if meant.trashed_at is None and any(step != {"trashed_at": NOW} for step in steps):
        assert there == meant
    else:
        assert there in (None, meant)


def test_a_mark_that_came_back_is_removed_all_the_same() -> None:
    seen = replace(MARK, note="seen")
    (edit,) = rebased([change_set(seen, None)], change_set(seen, MARK))
    assert edit.changes == (Change(MARK, None),)
    assert rebased([change_set(seen, None)], change_set(seen, None)) == []


def test_other_things_are_left_alone() -> None:
    other = a_mark(VERSION, "Ferry", number=2)
    edits = [
        change_set(None, other),
        change_set(other, replace(other, kind=Kind.CLAIM)),
        change_set(ARTICLE, replace(ARTICLE, tags=("harbour",))),
    ]
    assert rebased(edits, change_set(MARK, replace(MARK, note="x"))) == edits


def test_one_step_of_several_marks_loses_only_what_is_left_to_do() -> None:
    other = a_mark(VERSION, "Ferry", number=2)
    seen = replace(MARK, check=MARK.check._replace(status=CheckStatus.WRONG))
    to_trash = [Change(m, replace(m, trashed_at=NOW)) for m in (seen, other)]
    step = ChangeSet("Deleted", ARTICLE.id, tuple(to_trash))
    (left,) = rebased([step], change_set(seen, None))
    assert left.changes == (to_trash[1],)
    assert left.label == "Deleted"
