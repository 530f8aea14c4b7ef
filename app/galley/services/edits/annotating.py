"""Every edit of an annotation, as a ChangeSet. Pure: applying it is the library's business."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from itertools import pairwise
from operator import attrgetter

from galley.anchoring.selectors import describe
from galley.domain.annotation import Annotation, Check, CheckStatus, Decision, Kind, Target
from galley.domain.article import Version
from galley.domain.changes import Change, ChangeSet
from galley.domain.identity import new_id
from galley.domain.places import figure_place
from galley.domain.region import Region

__all__ = [
    "add_passage",
    "alters",
    "annotate",
    "annotate_region",
    "clean_tags",
    "move_passage",
    "move_region",
    "restore",
    "set_check",
    "set_evidence",
    "set_kind",
    "set_note",
    "set_sensitive",
    "set_speaker",
    "set_tags",
    "together",
    "trash",
]

_ONE_DELETED, _SEVERAL_DELETED = "Mark deleted", "Marks deleted"


def annotate(
    version: Version,
    passages: Sequence[tuple[int, int]],
    kind: Kind,
    *,
    now: datetime,
    creator: str = "",
    note: str = "",
) -> ChangeSet:
    """A new annotation on one passage, or on several that make one elided quotation.

    Args:
        version: The version that is read.
        passages: Half-open ranges of code points in its canonical text; sorted here.
        kind: What the person says the passage is.
        now: The time, in UTC.
        creator: Who marks.
        note: A note to begin with.

    Raises:
        ValueError: No passage, or one that is empty or outside the text.
    """
    if not passages:
        msg = "an annotation needs a passage"
        raise ValueError(msg)
    annotation = Annotation(
        id=new_id(),
        article_id=version.article_id,
        kind=kind,
        targets=tuple(
            describe(version.text, version.id, start, end) for start, end in sorted(passages)
        ),
        created_at=now,
        modified_at=now,
        note=note,
        creator=creator,
    )
    return ChangeSet("Mark added", annotation.article_id, (Change(None, annotation),))


def annotate_region(
    version: Version,
    figure: int,
    region: Region,
    kind: Kind,
    *,
    now: datetime,
    creator: str = "",
) -> ChangeSet:
    """A new annotation on a part of a picture.

    Args:
        version: The version that is read.
        figure: Which of its figures, from 0.
        region: The part of the picture that is shown there.
        kind: What the person says it is.
        now: The time, in UTC.
        creator: Who marks.

    Raises:
        ValueError: The version has no such figure, or the region lies on no picture.
    """
    if not region.is_possible:
        msg = f"a region lies on its picture: {region}"
        raise ValueError(msg)
    start = figure_place(version, figure)
    edit = annotate(version, [(start, start + 1)], kind, now=now, creator=creator)
    bare = edit.changes[0].after
    assert isinstance(bare, Annotation)  # noqa: S101 - this is what annotate() makes
    return replace(edit, changes=(Change(None, replace(bare, region=region)),))


def move_region(annotation: Annotation, region: Region, *, now: datetime) -> ChangeSet:
    """Another part of the picture. Edits that follow on one another undo as one.

    Raises:
        ValueError: The annotation is on words, or the region lies on no picture.
    """
    if annotation.region is None or not region.is_possible:
        msg = f"a region takes the place of another, on a picture: {region}"
        raise ValueError(msg)
    after = replace(annotation, region=region, modified_at=now)
    return _edit(annotation, after, "Mark moved", f"region:{annotation.id}")


def _edit(before: Annotation, after: Annotation, label: str, merge_key: str = "") -> ChangeSet:
    return ChangeSet(label, before.article_id, (Change(before, after),), merge_key)


def set_note(annotation: Annotation, note: str, *, now: datetime, typing: str = "") -> ChangeSet:
    """Another note. Edits with the same ``typing`` word (one visit to the field) undo as one."""
    after = replace(annotation, note=note, modified_at=now)
    merge_key = f"note:{annotation.id}:{typing}" if typing else ""
    return _edit(annotation, after, "Note edited", merge_key)


def set_kind(annotation: Annotation, kind: Kind, *, now: datetime) -> ChangeSet:
    """Another kind; the note and everything else stay."""
    return _edit(annotation, replace(annotation, kind=kind, modified_at=now), "Kind changed")


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: no ``#``, no white space inside, none twice, in the order given."""
    cleaned = ("-".join(tag.strip().lstrip("#").split()) for tag in tags)
    return tuple(dict.fromkeys(tag for tag in cleaned if tag))


def set_tags(annotation: Annotation, tags: Iterable[str], *, now: datetime) -> ChangeSet:
    """Other tags, cleaned."""
    after = replace(annotation, tags=clean_tags(tags), modified_at=now)
    return _edit(annotation, after, "Tags changed")


def set_speaker(
    annotation: Annotation, speaker: str, *, now: datetime, typing: str = ""
) -> ChangeSet:
    """Another speaker. Edits with the same ``typing`` word undo as one."""
    after = replace(annotation, speaker=" ".join(speaker.split()), modified_at=now)
    merge_key = f"speaker:{annotation.id}:{typing}" if typing else ""
    return _edit(annotation, after, "Speaker changed", merge_key)


def set_evidence(
    annotation: Annotation, evidence: str, *, now: datetime, typing: str = ""
) -> ChangeSet:
    """What the check rests on. Edits with the same ``typing`` word undo as one."""
    check = annotation.check._replace(evidence=evidence.strip())
    after = replace(annotation, check=check, modified_at=now)
    merge_key = f"evidence:{annotation.id}:{typing}" if typing else ""
    return _edit(annotation, after, "Evidence changed", merge_key)


def add_passage(
    annotation: Annotation, version: Version, start: int, end: int, *, now: datetime
) -> ChangeSet:
    """One passage more: together they make an elided quotation, in reading order.

    Args:
        annotation: The annotation as it is.
        version: The version that is shown, in which it has a place.
        start: First code point of the new passage.
        end: One past the last.
        now: The time, in UTC.

    Raises:
        ValueError: The passage is empty, outside the text, or overlaps one that is there; or the
            annotation has no place in the version.
    """
    here = annotation.targets_in(version.id)
    if not here:
        msg = "an annotation without a place in a version is given one by a decision"
        raise ValueError(msg)
    added = describe(version.text, version.id, start, end)
    after = _with_passages(annotation, version.id, (*here, added), now)
    return _edit(annotation, after, "Passage added")


def _with_passages(
    annotation: Annotation, version_id: str, targets: Sequence[Target], now: datetime
) -> Annotation:
    """Other passages in one version; what it has in the others stays.

    Raises:
        ValueError: Two of them overlap.
    """
    ordered = tuple(sorted(targets, key=lambda one: one.start))
    if any(one.end > other.start for one, other in pairwise(ordered)):
        msg = "the passages of an elided quotation do not overlap"
        raise ValueError(msg)
    if annotation.is_made_in(version_id):
        return replace(annotation, targets=ordered, modified_at=now)
    placements = tuple(
        place._replace(targets=ordered, decision=Decision.ATTACHED)
        if place.version_id == version_id
        else place
        for place in annotation.placements
    )
    return replace(annotation, placements=placements, modified_at=now)


def move_passage(
    annotation: Annotation, version: Version, index: int, start: int, end: int, *, now: datetime
) -> ChangeSet:
    """Other ends for one passage; the note and everything else stay.

    Args:
        annotation: The annotation as it is.
        version: The version that is shown, in which it has a place.
        index: Which passage, from 0.
        start: Its first code point from now on.
        end: One past its last.
        now: The time, in UTC.

    Raises:
        ValueError: The passage is empty, outside the text, or overlaps another of the annotation.
    """
    here = annotation.targets_in(version.id)
    others = [target for number, target in enumerate(here) if number != index]
    moved = describe(version.text, version.id, start, end)
    after = _with_passages(annotation, version.id, (*others, moved), now)
    return _edit(annotation, after, "Mark moved")


def set_check(
    annotation: Annotation,
    status: CheckStatus,
    *,
    now: datetime,
    by: str = "",
    evidence: str | None = None,
) -> ChangeSet:
    """Another outcome of the check, by whom and when; back to Unchecked forgets by whom and when.

    Args:
        annotation: The annotation as it is.
        status: The outcome.
        now: The time, in UTC.
        by: Who checked.
        evidence: What it rests on; None keeps what was written before.
    """
    kept = annotation.check.evidence if evidence is None else evidence.strip()
    by_whom, when = (by, now) if status.is_checked else ("", None)
    check = Check(status, by_whom, when, kept)
    return _edit(annotation, replace(annotation, check=check, modified_at=now), "Check changed")


def set_sensitive(annotation: Annotation, sensitive: bool, *, now: datetime) -> ChangeSet:
    """Whether the annotation stays home when a report leaves the house."""
    after = replace(annotation, sensitive=sensitive, modified_at=now)
    return _edit(annotation, after, "Sensitivity changed")


def together(edits: Sequence[ChangeSet]) -> ChangeSet:
    """Edits of different annotations of one article as one step, under the label of the first.

    Several that go to the trash have a label of their own.

    Raises:
        ValueError: There are none, or they are not all of one article.
    """
    if len({edit.article_id for edit in edits}) != 1:
        msg = "one step needs edits, all of one article"
        raise ValueError(msg)
    changes = tuple(change for edit in edits for change in edit.changes)
    merge_key = edits[0].merge_key if len(edits) == 1 else ""
    label = edits[0].label
    if label == _ONE_DELETED and len(changes) > 1:
        label = _SEVERAL_DELETED
    return ChangeSet(label, edits[0].article_id, changes, merge_key)


def trash(annotations: Sequence[Annotation], *, now: datetime) -> ChangeSet:
    """Annotations of one article to the trash, as one step.

    Raises:
        ValueError: There are none.
    """
    if not annotations:
        msg = "there is nothing to delete"
        raise ValueError(msg)
    changes = tuple(Change(a, replace(a, trashed_at=now)) for a in annotations)
    label = _ONE_DELETED if len(changes) == 1 else _SEVERAL_DELETED
    return ChangeSet(label, annotations[0].article_id, changes)


def restore(annotation: Annotation) -> ChangeSet:
    """An annotation back from the trash."""
    return _edit(annotation, replace(annotation, trashed_at=None), "Mark restored")


_said = attrgetter(*(one.name for one in fields(Annotation) if one.name != "modified_at"))


def alters(change_set: ChangeSet) -> bool:
    """Whether an edit does more than set the time of the last edit."""
    for change in change_set.changes:
        before, after = change.before, change.after
        if not isinstance(before, Annotation) or not isinstance(after, Annotation):
            return True
        if _said(before) != _said(after):
            return True
    return False
