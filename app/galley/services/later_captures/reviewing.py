"""What a person decides when two captures are compared, as edits. Pure: applied elsewhere."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from galley.domain.annotation import AnchorStatus, Annotation, Decision
from galley.domain.article import Article, Version
from galley.domain.changes import ChangeSet
from galley.domain.comparison import CaptureComparison, MarkComparison
from galley.services.edits.annotating import together
from galley.services.later_captures.deciding import decide, placement_at, placement_without_place
from galley.services.later_captures.versions import finish

__all__ = ["accept", "attach", "finish_review", "keep", "places_of"]


def places_of(mark: MarkComparison) -> list[tuple[int, int]] | None:
    """The places that are proposed for a mark; None where one is missing, or two overlap."""
    places = sorted(passage.new for passage in mark.passages if passage.new is not None)
    overlap = any(one[1] > other[0] for one, other in pairwise(places))
    return None if overlap or len(places) < len(mark.passages) else places


def accept(
    annotation: Annotation, mark: MarkComparison, new: Version, *, by: str, now: datetime
) -> ChangeSet:
    """Take the places that are proposed. Where they have other words, the check begins anew.

    Args:
        annotation: As it is.
        mark: What became of it.
        new: The capture that the places are in.
        by: Who decides.
        now: The time, in UTC.

    Raises:
        ValueError: A passage has no place, or two would overlap.
    """
    places = places_of(mark)
    if places is None:
        msg = "there is no place for each passage of the mark"
        raise ValueError(msg)
    placement = placement_at(new, places, mark.status, Decision.ACCEPTED, by=by, at=now)
    return decide(annotation, placement, now=now, label="New text accepted")


def attach(
    annotation: Annotation,
    mark: MarkComparison,
    new: Version,
    place: tuple[int, int],
    *,
    by: str,
    now: datetime,
) -> ChangeSet:
    """Put a mark on words that a person chose; see :func:`accept`."""
    placement = placement_at(new, [place], mark.status, Decision.ATTACHED, by=by, at=now)
    return decide(annotation, placement, now=now, label="Mark re-attached")


def keep(
    annotation: Annotation, mark: MarkComparison, new: Version, *, by: str, now: datetime
) -> ChangeSet:
    """Keep a mark's old wording, without a place in the new capture; see :func:`accept`."""
    placement = placement_without_place(new.id, mark.status, by=by, at=now)
    return decide(annotation, placement, now=now, label="Old wording kept")


def finish_review(
    article: Article,
    comparison: CaptureComparison,
    annotations: Iterable[Annotation],
    *,
    now: datetime,
) -> tuple[ChangeSet, int]:
    """Read the new capture from now on; what nothing happened to goes with it.

    Args:
        article: As it is.
        comparison: The capture that is read, and the one to be read.
        annotations: The article's in use.
        now: The time, in UTC.

    Returns:
        One edit, and how many marks have no place in the new capture that anybody decided on.

    Raises:
        ValueError: The comparison is not of these captures.
    """
    new = comparison.new
    marks = {mark.annotation_id: mark for mark in comparison.marks}
    waiting = [one for one in annotations if not one.is_decided_in(new.id)]
    unchanged = [
        (one, places)
        for one in waiting
        if (places := _unchanged_places(marks.get(one.id))) is not None
    ]
    edits = [finish(article, comparison.old, new)]
    edits += [_carry(one, new, places, now) for one, places in unchanged]
    return together(edits), len(waiting) - len(unchanged)


def _unchanged_places(mark: MarkComparison | None) -> list[tuple[int, int]] | None:
    if mark is None or mark.status is not AnchorStatus.ANCHORED:
        return None
    return places_of(mark)


def _carry(
    annotation: Annotation, new: Version, places: Sequence[tuple[int, int]], now: datetime
) -> ChangeSet:
    anchored, automatic = AnchorStatus.ANCHORED, Decision.AUTOMATIC
    return decide(annotation, placement_at(new, places, anchored, automatic, at=now), now=now)
