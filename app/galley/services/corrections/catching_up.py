"""Marks that were made in a text that was read in another way before they were kept.

A person marks what is seen. While an undo of a correction is on its way, or another window corrects
the text, that is not what will be read: the mark's offsets count in another reading of the version.
Which one, the journal tells; the mark is then followed letter by letter, as every correction does.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from galley.anchoring.selectors import describe
from galley.domain.annotation import Annotation, Target
from galley.domain.changes import Change, ChangeSet
from galley.domain.reading import Reading, read
from galley.domain.structure import Correction, Structure
from galley.domain.text_map import TextMap

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = ["caught_up"]


def caught_up(library: "Library", edit: ChangeSet) -> ChangeSet | None:
    """An edit whose new and moved marks stand in the text as it is read now.

    Args:
        library: On its thread.
        edit: Its marks may count in an earlier reading of their version.

    Returns:
        The edit, its marks at the very letters that were marked; None if one of them is nowhere
        in the text now, or was made in no reading that there ever was.
    """
    readings = _Readings(library, edit.article_id)
    changes = []
    for change in edit.changes:
        after = change.after
        if isinstance(after, Annotation):
            before = change.before.all_targets if isinstance(change.before, Annotation) else ()
            after = _followed(after, frozenset(before), readings)
            if after is None:
                return None
        changes.append(Change(change.before, after))
    return replace(edit, changes=tuple(changes))


def _followed(
    mark: Annotation, known: frozenset[Target], readings: "_Readings"
) -> Annotation | None:
    """A mark with its new passages followed; None if one of them is nowhere."""
    targets = _all_followed(mark.targets, known, readings)
    placements = [
        place._replace(targets=_all_followed(place.targets, known, readings))
        for place in mark.placements
    ]
    lost = any(
        was.targets and not now.targets
        for was, now in zip(mark.placements, placements, strict=True)
    )
    return (
        None
        if lost or not targets
        else replace(mark, targets=targets, placements=tuple(placements))
    )


def _all_followed(
    targets: tuple[Target, ...], known: frozenset[Target], readings: "_Readings"
) -> tuple[Target, ...]:
    """Passages in reading order; none at all if one of them is nowhere."""
    if known.issuperset(targets):
        return targets
    found = [readings.follow(target) for target in targets]
    if not all(found):
        return ()
    return tuple(sorted(chain.from_iterable(found), key=lambda one: one.start))


class _Readings:
    """The readings that the versions of an article had, the last one first."""

    def __init__(self, library: "Library", article_id: str) -> None:
        self._library, self._article_id = library, article_id

    def follow(self, target: Target) -> tuple[Target, ...]:
        """Where a passage is now; nothing if it is nowhere."""
        captured = self._library.captured_version(target.version_id)
        structure = self._library.structure(target.version_id)
        now = read(captured, structure.corrections if structure else ())
        if target.stands_in(now.version.text):
            return (target,)
        for corrections in self._earlier(target.version_id):
            was = read(captured, corrections)
            if target.stands_in(was.version.text):
                return tuple(_described(target, was, now))
        return ()

    def _earlier(self, version_id: str) -> Iterator[tuple[Correction, ...]]:
        for entry in reversed(self._library.history(self._article_id)):
            for change in entry.change_set.changes:
                if change.entity.id == version_id and isinstance(change.entity, Structure):
                    for one in (change.after, change.before):
                        yield one.corrections if isinstance(one, Structure) else ()


def _described(target: Target, was: Reading, now: Reading) -> Iterator[Target]:
    for start, end in TextMap(was, now).follow(target.start, target.end):
        yield describe(now.version.text, target.version_id, start, end)
