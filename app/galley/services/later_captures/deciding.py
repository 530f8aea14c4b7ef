"""A mark's place in a version that it was not made in: a person's decisions, each a ChangeSet.

Pure: what re-anchoring proposes comes from elsewhere, and applying is the library's business.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from galley.anchoring.selectors import describe
from galley.domain.annotation import (
    AnchorStatus,
    Annotation,
    Check,
    Decision,
    Placement,
    Target,
)
from galley.domain.article import Version
from galley.domain.changes import Change, ChangeSet

__all__ = [
    "attach",
    "decide",
    "placement_at",
    "placement_without_place",
    "review_again",
    "with_placement",
]


def placement_at(
    version: Version,
    passages: Sequence[tuple[int, int]],
    status: AnchorStatus,
    decision: Decision,
    *,
    by: str = "",
    at: datetime,
) -> Placement:
    """A place in a version.

    Args:
        version: Where.
        passages: Half-open ranges of code points in its canonical text; sorted here.
        status: What re-anchoring said.
        decision: Automatic, accepted or attached.
        by: Who decided.
        at: When, in UTC.

    Raises:
        ValueError: No passage, or one that is empty or outside the text, or two that overlap.
    """
    ordered = sorted(passages)
    if not ordered or any(a[1] > b[0] for a, b in pairwise(ordered)):
        msg = "a place is one passage or several that do not overlap"
        raise ValueError(msg)
    targets = tuple(describe(version.text, version.id, start, end) for start, end in ordered)
    return Placement(version.id, targets, status, decision, by, at)


def placement_without_place(
    version_id: str, status: AnchorStatus, *, by: str = "", at: datetime
) -> Placement:
    """The decision that an annotation keeps its old wording and has no place in a version."""
    return Placement(version_id, (), status, Decision.KEPT, by, at)


def decide(
    annotation: Annotation, placement: Placement, *, now: datetime, label: str = "Place decided"
) -> ChangeSet:
    """Give an annotation its place in a version it was not made in, or another than it had.

    A check holds for the words that were checked: where the place has others, it begins anew and
    keeps the evidence.

    Args:
        annotation: As it is.
        placement: One place, or the decision that there is none.
        now: The time, in UTC.
        label: What undo calls it.

    Raises:
        ValueError: The annotation was made in that version.
    """
    if annotation.is_made_in(placement.version_id):
        msg = "an annotation's own version is no place to decide on"
        raise ValueError(msg)
    after = replace(with_placement(annotation, placement), modified_at=now)
    if _has_other_words(annotation, placement):
        after = replace(after, check=Check(evidence=annotation.check.evidence))
    return ChangeSet(label, annotation.article_id, (Change(annotation, after),))


def with_placement(annotation: Annotation, placement: Placement) -> Annotation:
    """An annotation with a place in a version, instead of the one it had there, if any."""
    cleared = _without_placement(annotation, placement.version_id)
    return replace(cleared, placements=(*cleared.placements, placement))


def _without_placement(annotation: Annotation, version_id: str) -> Annotation:
    return replace(
        annotation,
        placements=tuple(p for p in annotation.placements if p.version_id != version_id),
        unplaced=tuple(one for one in annotation.unplaced if one.version_id != version_id),
    )


def _has_other_words(annotation: Annotation, placement: Placement) -> bool:
    if placement.status in {AnchorStatus.CHANGED, AnchorStatus.SUGGESTED}:
        return bool(placement.targets)
    return bool(placement.targets) and _words(placement.targets) != _words(annotation.targets)


def _words(targets: Sequence[Target]) -> list[str]:
    from galley.anchoring.folding import fold  # as above

    return [fold(target.exact).text for target in targets]


def attach(
    annotation: Annotation,
    version: Version,
    passages: Sequence[tuple[int, int]],
    *,
    now: datetime,
    by: str = "",
) -> ChangeSet:
    """Give an annotation the place in a version that a person chose there.

    In the version that it was made in it gets one only if its words were left out of that.

    Raises:
        ValueError: It has its place in that version, as it was made there; or the passages are
            none.
    """
    if annotation.is_made_in(version.id) and annotation.is_left_out_of(version.id):
        place = placement_at(
            version, passages, AnchorStatus.ORPHAN, Decision.ATTACHED, by=by, at=now
        )
        kept = _without_placement(annotation, version.id)
        after = replace(kept, targets=place.targets, modified_at=now)
        if _has_other_words(annotation, place):
            after = replace(after, check=Check(evidence=annotation.check.evidence))
        return ChangeSet("Mark re-attached", annotation.article_id, (Change(annotation, after),))
    decided = annotation.placement_in(version.id)
    status = decided.status if decided else AnchorStatus.ORPHAN
    placement = placement_at(version, passages, status, Decision.ATTACHED, by=by, at=now)
    return decide(annotation, placement, now=now, label="Mark re-attached")


def review_again(annotation: Annotation, version_id: str, *, now: datetime) -> ChangeSet:
    """Take an annotation's place in a version, or the decision that it has none, back.

    Raises:
        ValueError: Nothing was decided there.
    """
    if annotation.placement_in(version_id) is None:
        msg = "nothing was decided of the annotation in that version"
        raise ValueError(msg)
    after = replace(_without_placement(annotation, version_id), modified_at=now)
    return ChangeSet("Back to review", annotation.article_id, (Change(annotation, after),))
