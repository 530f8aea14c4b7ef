"""Edits that were made over what an undo was just taking back, laid over what it left.

A person acts on what is seen. While an undo is on its way that is not yet what will be there: an
edit made in this moment says what it changes, and just that is done to what the undo leaves.
"""

from collections.abc import Sequence
from dataclasses import fields, replace

from galley.domain.changes import Change, ChangeSet, Entity
from galley.domain.structure import Structure

__all__ = ["rebased", "shown_under"]


def rebased(edits: Sequence[ChangeSet], over: ChangeSet) -> list[ChangeSet]:
    """Edits that wait, as they are to be made after another one that they did not know of.

    What an edit changed it changes still, field by field; the rest stays as the other left it.
    What the other took away comes back with the edit, unless the edit was to remove it too: a
    person's words are worth more than the order of two keys.

    Args:
        edits: In their order, each over what those before it left.
        over: What was applied meanwhile, before any of them.

    Returns:
        The edits that are left to make, in order, each over what those before it leave.
    """
    # What the edits take to be there, and what is: by entity.
    differing = {_key(change.entity): (change.before, change.after) for change in over.changes}
    left = []
    for edit in edits:
        changes = []
        for change in edit.changes:
            taken, there = differing.get(_key(change.entity), (change.before, change.before))
            if change.before != taken:
                changes.append(change)
                continue
            found = _over(change, there)
            if found is not None:
                changes.append(found)
                there = found.after
            differing[_key(change.entity)] = (change.after, there)
        if changes:
            left.append(replace(edit, changes=tuple(changes)))
    return left


def shown_under(made: ChangeSet, waiting: Sequence[ChangeSet]) -> ChangeSet:
    """An edit as it is to be shown while others wait: nothing is seen as it never will be again.

    Args:
        made: What was applied.
        waiting: What is to be made after it, :func:`rebased` over it, in order.
    """
    later = {_key(change.entity): change.after for edit in waiting for change in edit.changes}
    shown = ((one, later.get(_key(one.entity), one.after)) for one in made.changes)
    changes = (Change(c.before, after) for c, after in shown if c.before or after)
    return replace(made, changes=tuple(changes))


def _key(entity: Entity) -> tuple[type, str]:
    return type(entity), entity.id


def _over(change: Change, there: Entity | None) -> Change | None:
    """A change made over what is there; None if nothing of it is left to do."""
    before, after = change.before, change.after
    if there == before:
        return change
    if after is None:
        return None if there is None else Change(there, None)
    if there is None:
        return None if _is_trashed(after) else Change(None, after)
    if before is None:
        return None if there == after else Change(there, after)
    altered = {
        field.name: getattr(after, field.name)
        for field in fields(after)
        if getattr(after, field.name) != getattr(before, field.name)
    }
    merged = replace(there, **altered)
    return None if merged == there else Change(there, merged)


def _is_trashed(entity: Entity) -> bool:
    return not isinstance(entity, Structure) and entity.trashed_at is not None
