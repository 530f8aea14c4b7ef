"""What became of one annotation, edit by edit, for showing. Knows no library and no window."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from galley.domain.annotation import Annotation, CheckStatus, Kind, Target
from galley.domain.catalogue import JournalEntry

__all__ = ["FieldChange", "HistoryStep", "Part", "Piece", "steps_of", "wording_pieces"]


class Part(StrEnum):
    """What of an annotation an edit altered."""

    MADE = "made"  # it was marked; the new value is its words
    WORDS = "words"
    REGION = "region"  # the part of a picture
    KIND = "kind"
    NOTE = "note"
    TAGS = "tags"
    SPEAKER = "speaker"
    STATUS = "status"
    EVIDENCE = "evidence"
    SENSITIVE = "sensitive"
    TRASH = "trash"  # the new value is not empty when it was deleted
    PLACES = "places"  # in another version of the article


class FieldChange(NamedTuple):
    """One part's value before and after.

    Attributes:
        part: Which.
        before: As text; a kind or a status by its stored word.
        after: The same.
    """

    part: Part
    before: str
    after: str


class HistoryStep(NamedTuple):
    """One edit.

    Attributes:
        at: When, in UTC.
        who: By whom, as they call themselves; may be empty.
        label: What the journal calls it.
        undone: It was taken back.
        changes: What it altered, of this annotation.
    """

    at: datetime
    who: str
    label: str
    undone: bool
    changes: tuple[FieldChange, ...]


class Piece(NamedTuple):
    """A run of words, and whether it was added (1), taken out (-1) or stayed (0)."""

    text: str
    sign: int


def steps_of(annotation_id: str, entries: Iterable[JournalEntry]) -> list[HistoryStep]:
    """What became of an annotation.

    Args:
        annotation_id: Which.
        entries: The edits in which it had a part, in the order of the journal.

    Returns:
        A step for each that altered something a person sees, in the same order.
    """
    steps = []
    for entry in entries:
        for change in entry.change_set.changes:
            before, after = change.before, change.after
            if change.entity.id != annotation_id or not isinstance(change.entity, Annotation):
                continue
            # A change keeps the entity it is about: both sides are annotations, or not there.
            changes = _changes(
                before if isinstance(before, Annotation) else None,
                after if isinstance(after, Annotation) else None,
            )
            if changes:
                label = entry.change_set.label
                steps.append(HistoryStep(entry.at, entry.who, label, entry.undone, changes))
    return steps


def _changes(before: Annotation | None, after: Annotation | None) -> tuple[FieldChange, ...]:
    if after is None:
        return (FieldChange(Part.TRASH, "", "removed"),) if before else ()
    if before is None:
        made = FieldChange(Part.MADE, "", after.exact)
        return (made, *_differences(_values(None), _values(after), but=Part.WORDS))
    found = _differences(_values(before), _values(after))
    if before.placements != after.placements:
        places = (_places(one) for one in (before, after))
        found.append(FieldChange(Part.PLACES, *places))
    return tuple(found)


def _differences(
    before: dict[Part, str], after: dict[Part, str], but: Part | None = None
) -> list[FieldChange]:
    return [
        FieldChange(part, before[part], after[part])
        for part in before
        if before[part] != after[part] and part is not but
    ]


def _values(annotation: Annotation | None) -> dict[Part, str]:
    """Everything of an annotation that a person can change, as text; what a new one begins with."""
    if annotation is None:
        empty = dict.fromkeys(Part, "")
        del empty[Part.MADE], empty[Part.PLACES]
        return empty | {Part.STATUS: CheckStatus.UNCHECKED.value}
    return {
        Part.WORDS: _words(annotation.targets),
        Part.REGION: annotation.region.words if annotation.region else "",
        Part.KIND: Kind(annotation.kind).value,
        Part.NOTE: annotation.note,
        Part.TAGS: " ".join(f"#{tag}" for tag in annotation.tags),
        Part.SPEAKER: annotation.speaker,
        Part.STATUS: CheckStatus(annotation.check.status).value,
        Part.EVIDENCE: annotation.check.evidence,
        Part.SENSITIVE: "sensitive" if annotation.sensitive else "",
        Part.TRASH: "deleted" if annotation.trashed_at else "",
    }


def _words(targets: Sequence[Target]) -> str:
    return " […] ".join(target.exact for target in targets)


def _places(annotation: Annotation) -> str:
    return "\n".join(_words(placement.targets) for placement in annotation.placements)


def wording_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Two wordings as one run of words: what stayed, what was taken out, and what was added.

    Joined without what was added the pieces are the old wording, to the character, and joined
    without what was taken out the new one, where only whole words differ; where the typography of
    the same words differs, the new one is given.
    """
    from galley.anchoring.wording import word_changes  # rapidfuzz; not needed to start

    pieces: list[Piece] = []
    at = 0
    for change in word_changes(before, after):
        pieces.append(Piece(after[at : change.new[0]], 0))
        pieces.append(Piece(before[slice(*change.old)], -1))
        pieces.append(Piece(after[slice(*change.new)], 1))
        at = change.new[1]
    pieces.append(Piece(after[at:], 0))
    return tuple(piece for piece in pieces if piece.text)
