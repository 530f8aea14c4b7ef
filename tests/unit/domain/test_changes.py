from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.annotation import Annotation
from galley.domain.article import Article
from galley.domain.changes import Change, ChangeSet, Entity
from tests.strategies import annotations, articles, change_sets, texts

State = dict[str, Entity]


def apply(state: State, edit: ChangeSet) -> State:
    """What the edit leaves: the rule a library follows, in its simplest form."""
    after = dict(state)
    for change in edit.changes:
        assert after.get(change.entity.id) == change.before
        if change.after is None:
            del after[change.entity.id]
        else:
            after[change.entity.id] = change.after
    return after


@given(st.lists(annotations, min_size=1, max_size=4, unique_by=lambda a: a.id), texts, st.data())
def test_an_edit_and_its_inverse_leave_everything_as_it_was(
    before: list[Annotation], note: str, data: st.DataObject
) -> None:
    state: State = {annotation.id: annotation for annotation in before}
    changes: list[Change] = []
    for annotation in before:
        edited = replace(
            annotation, note=note, kind=data.draw(st.sampled_from(type(annotation.kind)))
        )
        changes.append(
            data.draw(st.sampled_from([Change(annotation, edited), Change(annotation, None)]))
        )
    new = replace(before[0], id="new")
    # The same entity twice: the inverse has to take the later change back first.
    changes += [Change(None, new), Change(new, replace(new, note="later"))]
    edit = ChangeSet("Edit", before[0].article_id, tuple(changes))
    edited_state = apply(state, edit)
    assert edited_state != state
    assert apply(edited_state, edit.inverse()) == state


@given(change_sets)
def test_the_inverse_of_the_inverse_is_the_edit(edit: ChangeSet) -> None:
    assert edit.inverse().inverse() == replace(edit, merge_key="")


@given(annotations, texts, texts)
def test_typing_joins_into_one_step_from_the_first_to_the_last(
    annotation: Annotation, one: str, two: str
) -> None:
    first, second = replace(annotation, note=one), replace(annotation, note=two)
    joined = ChangeSet("Note edited", "a", (Change(annotation, first),), "note:1").joined(
        ChangeSet("Note edited", "a", (Change(first, second),), "note:1")
    )
    assert joined.changes == (Change(annotation, second),)
    assert joined.merge_key == "note:1"


@given(annotations)
def test_edits_that_do_not_follow_on_one_another_are_not_joined(annotation: Annotation) -> None:
    other = replace(annotation, note=annotation.note + "x")
    edit = ChangeSet("Note edited", "a", (Change(annotation, other),), "note:1")
    with pytest.raises(ValueError, match="does not follow"):
        edit.joined(edit)
    with pytest.raises(ValueError, match="same merge key"):
        edit.joined(replace(edit, merge_key="note:2"))
    with pytest.raises(ValueError, match="same merge key"):
        replace(edit, merge_key="").joined(replace(edit, merge_key=""))
    with pytest.raises(ValueError, match="one entity"):
        edit.joined(replace(edit, changes=edit.changes * 2))


@given(annotations, articles)
def test_a_change_is_of_one_entity(annotation: Annotation, article: Article) -> None:
    with pytest.raises(ValueError, match="a before or an after"):
        Change(None, None)
    with pytest.raises(ValueError, match="keeps the entity"):
        Change(annotation, article)
    with pytest.raises(ValueError, match="keeps the entity"):
        Change(annotation, replace(annotation, id="another"))


@given(annotations, articles)
def test_a_change_knows_its_article(annotation: Annotation, article: Article) -> None:
    assert Change(annotation, None).article_id == annotation.article_id
    assert Change(None, article).article_id == article.id
