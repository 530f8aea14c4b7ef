"""A person's corrections of how a version was read, each one edit; no mark loses its words by one.

Knows no window. What a correction does to the text is known to :mod:`galley.domain.reading`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from galley.anchoring.selectors import describe
from galley.domain.annotation import Annotation, Target, Unplaced
from galley.domain.article import Article, Version
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import HistoryConflict
from galley.domain.reading import Reading, read
from galley.domain.structure import (
    AsCaptured,
    BringBack,
    Correction,
    LeaveOut,
    Merge,
    SetLead,
    SetType,
    SetZone,
    Split,
    Structure,
)
from galley.domain.text_map import TextMap
from galley.services.corrections.details import told_anew

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = ["correct", "correction_edit", "label_of"]

_LABELS: dict[type[Correction], str] = {
    SetZone: "Zone changed",
    SetType: "Type changed",
    Split: "Block split",
    Merge: "Blocks joined",
    LeaveOut: "Block left out",
    BringBack: "Brought back",
    SetLead: "Lead picture changed",
    AsCaptured: "Read as captured",
}


def label_of(correction: Correction) -> str:
    """What the journal calls a correction."""
    return _LABELS[type(correction)]


def correct(
    library: "Library",
    version_id: str,
    known: Structure | None,
    corrections: Sequence[Correction],
    label: str = "",
) -> ChangeSet:
    """Make corrections, as one edit that is on the disk when this returns.

    Args:
        library: On its thread.
        version_id: Of which version.
        known: The version's corrections that the person saw; None for none.
        corrections: Those to be made after them; one at least.
        label: What undo calls it; the usual word for the last correction if empty.

    Returns:
        What was done: the version's structure, every mark that stands elsewhere now, and the
        article, if its headline, authors or day are others now.

    Raises:
        HistoryConflict: The corrections are not those that the person saw, or there are none such.
        LibraryUnusable: It could not be written.
    """
    captured = library.captured_version(version_id)
    before = library.structure(version_id)
    if before != known:
        raise HistoryConflict(
            "This was changed elsewhere in the meantime, so nothing was changed now. "
            "Open the article again and repeat the edit."
        )
    marks = [
        *library.annotations(captured.article_id),
        *library.annotations(captured.article_id, trashed=True),
    ]
    edit = correction_edit(captured, before, marks, corrections, label)
    article = library.article(captured.article_id)
    if article.version_id == version_id:
        edit = _with_details(edit, article, captured, before, corrections)
    library.apply(edit)
    return edit


def _with_details(
    edit: ChangeSet,
    article: Article,
    captured: Version,
    before: Structure | None,
    corrections: Sequence[Correction],
) -> ChangeSet:
    """An edit that what is said of the article follows: headline, authors and day."""
    after = next(c.after for c in edit.changes if isinstance(c.after, Structure))
    was, now = (read(captured, one.corrections if one else ()).version for one in (before, after))
    told = told_anew(article, captured, was, now, corrections)
    if told == article:
        return edit
    return replace(edit, changes=(*edit.changes, Change(article, told)))


def correction_edit(
    captured: Version,
    before: Structure | None,
    annotations: Sequence[Annotation],
    corrections: Sequence[Correction],
    label: str = "",
) -> ChangeSet:
    """The edit that makes corrections and takes every mark along.

    A mark stands from its first word to its last as long as both are there; where one of them is
    left out it has no place, keeps all of its words, and gets its place back with them.

    Args:
        captured: The version as captured.
        before: Its corrections so far; None for none.
        annotations: All of the article's, those in the trash too.
        corrections: Those to be made; one at least.
        label: What undo calls it; the usual word for the last correction if empty.

    Raises:
        ValueError: There is no correction, or one that does not fit.
    """
    if not corrections:
        msg = "there is nothing to correct"
        raise ValueError(msg)
    made = before.corrections if before else ()
    after = Structure(captured.id, captured.article_id, (*made, *corrections))
    moves = _Moves(captured, made, read(captured, after.corrections))
    changes = [Change(before, after), *moves.of(annotations)]
    return ChangeSet(label or label_of(corrections[-1]), captured.article_id, tuple(changes))


class _Moves:
    """Where marks go when a version is read with other corrections."""

    def __init__(self, captured: Version, made: Sequence[Correction], after: Reading) -> None:
        self._captured, self._made, self._after = captured, tuple(made), after
        self._maps: dict[int, TextMap] = {}

    def of(self, annotations: Sequence[Annotation]) -> Iterator[Change]:
        """The changes of those that stand elsewhere now, or have or lost their place."""
        for annotation in annotations:
            if self._captured.id in annotation.version_ids:
                moved = self._moved(annotation)
                if moved != annotation:
                    yield Change(annotation, moved)

    def _moved(self, annotation: Annotation) -> Annotation:
        version_id = self._captured.id
        last = annotation.last_targets_in(version_id)
        if not last:
            return annotation
        left_out = next((one for one in annotation.unplaced if one.version_id == version_id), None)
        counted = left_out.corrections if left_out else len(self._made)
        found = [self._map_from(counted).follow(target.start, target.end) for target in last]
        others = tuple(one for one in annotation.unplaced if one.version_id != version_id)
        if all(found):
            passages = sorted(chain.from_iterable(found))
            return _placed(
                replace(annotation, unplaced=others), version_id, self._targets(passages)
            )
        return replace(annotation, unplaced=(*others, Unplaced(version_id, counted)))

    def _map_from(self, corrections: int) -> TextMap:
        """From the text as it was after so many corrections."""
        if corrections not in self._maps:
            before = read(self._captured, self._made[:corrections])
            self._maps[corrections] = TextMap(before, self._after)
        return self._maps[corrections]

    def _targets(self, passages: Sequence[tuple[int, int]]) -> tuple[Target, ...]:
        text = self._after.version.text
        return tuple(describe(text, self._captured.id, start, end) for start, end in passages)


def _placed(annotation: Annotation, version_id: str, targets: tuple[Target, ...]) -> Annotation:
    if annotation.is_made_in(version_id):
        return replace(annotation, targets=targets)
    placements = tuple(
        place._replace(targets=targets) if place.version_id == version_id else place
        for place in annotation.placements
    )
    return replace(annotation, placements=placements)
