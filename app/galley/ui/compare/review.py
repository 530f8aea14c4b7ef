"""What there is to review between two captures, as rows of a list. Decides nothing itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from galley.domain.annotation import AnchorStatus, Annotation, Decision
from galley.domain.comparison import CaptureComparison, MarkComparison, TextRow

__all__ = [
    "HeadlineRow",
    "MarkRow",
    "Row",
    "SectionRow",
    "Share",
    "counts",
    "decision_of",
    "is_open",
    "name_of",
    "next_open",
    "rows",
]


class Share(StrEnum):
    """A part of the marks, to look at alone."""

    TO_REVIEW = "to review"
    ANCHORED = "anchored"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """The headline, which changed; there is nothing to decide about it."""

    change: TextRow


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark, and what became of it.

    Attributes:
        mark: What became of it.
        annotation: As it is now, with what was decided.
        decision: How it came by its place in the new capture; None while that is open.
        compact: Nothing is left to do about it: one line is enough.
    """

    mark: MarkComparison
    annotation: Annotation
    decision: Decision | None
    compact: bool = False


@dataclass(frozen=True, slots=True)
class SectionRow:
    """The heading of marks about which nothing is left to do."""

    share: str  # "reviewed" or "anchored"
    count: int


Row = HeadlineRow | MarkRow | SectionRow


def decision_of(mark: MarkComparison, annotation: Annotation, version_id: str) -> Decision | None:
    """How a mark came by its place in a capture; what nothing happened to needs no decision."""
    placement = annotation.placement_in(version_id)
    if placement is not None:
        return placement.decision
    return Decision.AUTOMATIC if mark.status is AnchorStatus.ANCHORED else None


def is_open(row: MarkRow) -> bool:
    """Whether a person has something to decide about a mark."""
    return row.decision is None


def _marks(comparison: CaptureComparison, annotations: Mapping[str, Annotation]) -> list[MarkRow]:
    """The marks that are still in use, in reading order."""
    found = []
    for mark in comparison.marks:
        annotation = annotations.get(mark.annotation_id)
        if annotation is not None:
            decision = decision_of(mark, annotation, comparison.new.id)
            found.append(MarkRow(mark, annotation, decision))
    return found


def counts(
    comparison: CaptureComparison, annotations: Mapping[str, Annotation]
) -> dict[Share, int]:
    """How many marks there are of each share."""
    marks = _marks(comparison, annotations)
    return {
        Share.TO_REVIEW: sum(is_open(row) for row in marks),
        Share.ANCHORED: sum(row.decision is Decision.AUTOMATIC for row in marks),
        Share.ALL: len(marks),
    }


def rows(
    comparison: CaptureComparison, annotations: Mapping[str, Annotation], share: Share
) -> list[Row]:
    """The rows of the list.

    Args:
        comparison: The two captures.
        annotations: The article's marks in use, by id.
        share: What to show. To review, the rest follows in one line each; of all, the loud first.
    """
    marks = _marks(comparison, annotations)
    head: list[Row] = [HeadlineRow(comparison.headline)] if comparison.headline else []
    anchored = [row for row in marks if row.decision is Decision.AUTOMATIC]
    if share is Share.ALL:
        return [*head, *marks]
    if share is Share.ANCHORED:
        return list(anchored)
    found = [*head, *_loud_first([row for row in marks if is_open(row)])]
    reviewed = [r for r in marks if not is_open(r) and r.decision is not Decision.AUTOMATIC]
    for name, rest in (("reviewed", reviewed), ("anchored", anchored)):
        if rest:
            found.append(SectionRow(name, len(rest)))
            found += [MarkRow(r.mark, r.annotation, r.decision, compact=True) for r in rest]
    return found


def _loud_first(marks: Sequence[MarkRow]) -> list[MarkRow]:
    return sorted(marks, key=lambda row: not row.mark.is_loud)


def next_open(shown: Sequence[Row], after: int) -> int | None:
    """The row of the next mark to decide about, round the end; None if none is left.

    Args:
        shown: The rows of the list.
        after: The row to look after; -1 for the first.
    """
    order: list[int] = [*range(after + 1, len(shown)), *range(min(after + 1, len(shown)))]
    for row in order:
        here = shown[row]
        if isinstance(here, MarkRow) and is_open(here) and row != after:
            return row
    return None


def name_of(row: Row) -> str:
    """What tells a row from all others: an annotation's id, ``headline``, or a section's name."""
    if isinstance(row, MarkRow):
        return row.annotation.id
    return "headline" if isinstance(row, HeadlineRow) else row.share
