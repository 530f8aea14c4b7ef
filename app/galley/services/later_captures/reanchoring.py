"""Where an article's marks belong in another capture of it: proposals, none of them applied.

What is slow to import waits for the first question, which comes long after the first paint.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from galley.domain.annotation import AnchorStatus, Annotation, Target
from galley.domain.article import FIGURE_CHARACTER, Version
from galley.domain.errors import ImportFailed
from galley.domain.jobs import Job
from galley.services.intake.following import has_same_figures

if TYPE_CHECKING:
    from galley.domain.proposal import Proposal

__all__ = ["ReanchoringCase", "propose_places", "read_case", "reanchor_case"]


@dataclass(frozen=True, slots=True)
class ReanchoringCase:
    """Two texts and the targets in the first of them; ``old`` is None where it is not known."""

    old: str | None
    new: str
    targets: tuple[Target, ...]


def propose_places(
    annotations: Sequence[Annotation],
    sources: Sequence[Version],
    new: Version,
    *,
    job: Job | None = None,
) -> dict[str, tuple["Proposal", ...]]:
    """What becomes of each annotation's passages in another version, by the annotation's id.

    Args:
        annotations: Any of the article's.
        sources: Versions with their text, the best first: an annotation is followed from the first
            in which it has a place. One that has a place in none is found by its selectors.
        new: The version they are to be shown in.
        job: Told of each passage, and asked whether to go on.

    Raises:
        JobCancelled: The job was cancelled.
    """
    from galley.anchoring.reanchor import reanchor

    places: dict[str, tuple[Proposal, ...]] = {}
    waiting = list(annotations)
    for source in (*sources, None):
        found = [(a, a.targets_in(source.id) if source else a.targets) for a in waiting]
        waiting = [a for a, targets in found if not targets]
        flat = [target for _, targets in found for target in targets]
        if flat:
            found_there = reanchor(flat, new.text, old=source.text if source else None, job=job)
            answers = iter(_with_pictures(flat, found_there, source, new))
            places |= {
                a.id: tuple(islice(answers, len(targets))) for a, targets in found if targets
            }
    return {a.id: places[a.id] for a in annotations}


def _with_pictures(
    targets: Sequence[Target],
    proposals: "Sequence[Proposal]",
    source: Version | None,
    new: Version,
) -> "list[Proposal]":
    """The proposals, but for a place with another photo than the one that was marked.

    One character stands for any photo, so that the text alone can't tell: the place is the same,
    and something else is in it.
    """
    return [
        replace(proposal, status=AnchorStatus.CHANGED)
        if FIGURE_CHARACTER in target.exact and _shows_another(target, proposal, source, new)
        else proposal
        for target, proposal in zip(targets, proposals, strict=True)
    ]


def _shows_another(
    target: Target, proposal: "Proposal", source: Version | None, new: Version
) -> bool:
    if proposal.start is None or proposal.end is None:
        return False
    if proposal.status not in {AnchorStatus.ANCHORED, AnchorStatus.MOVED}:
        return False
    before, after = [(target.start, target.end)], [(proposal.start, proposal.end)]
    return source is None or not has_same_figures(source, before, new, after)


def read_case(path: Path) -> ReanchoringCase:
    """Read a case: ``{"old": text, "new": text, "targets": [{"start", "end", "exact", …}]}``.

    Offsets are code points, the end exclusive. ``old`` may be null or left out, and so may a
    target's ``prefix``, ``suffix``, ``occurrence`` and ``occurrences``.

    Raises:
        ImportFailed: The file can't be read, or is not a case.
    """
    from galley.services.intake.importing import read_capture

    try:
        case = json.loads(read_capture(path).decode("utf-8"))
        old, new = case.get("old"), case["new"]
        if not isinstance(new, str) or not isinstance(old, str | None):
            msg = "the texts"
            raise TypeError(msg)
        return ReanchoringCase(old, new, tuple(_target(value) for value in case["targets"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ImportFailed(
            f"“{path}” is no case to re-anchor: it needs “new” and “targets” with “start”, “end” "
            "and “exact”, as JSON."
        ) from error


def _target(value: dict[str, object]) -> Target:
    def text(name: str) -> str:
        found = value.get(name, "")
        if not isinstance(found, str):
            raise TypeError(name)
        return found

    def number(name: str, usual: int | None = None) -> int:
        found = value.get(name, usual)
        if not isinstance(found, int):
            raise TypeError(name)
        return found

    start, end, exact = number("start"), number("end"), text("exact")
    if not 0 <= start < end or not exact:
        msg = "an empty passage"
        raise ValueError(msg)
    return Target(
        version_id="",
        start=start,
        end=end,
        exact=exact,
        prefix=text("prefix"),
        suffix=text("suffix"),
        occurrence=number("occurrence", 0),
        occurrences=number("occurrences", 1),
    )


def reanchor_case(case: ReanchoringCase) -> list[dict[str, object]]:
    """The proposals for a case, one a target in order, as plain data.

    Each has ``status``, ``start`` and ``end`` (code points of the new text, or None), ``alarms``,
    and the ``candidates`` that were not taken.
    """
    from galley.anchoring.reanchor import reanchor

    proposals = reanchor(case.targets, case.new, old=case.old)
    return [
        {
            "status": proposal.status.value,
            "start": proposal.start,
            "end": proposal.end,
            "alarms": sorted(alarm.value for alarm in proposal.alarms),
            "candidates": [
                {
                    "start": candidate.start,
                    "end": candidate.end,
                    "likeness": round(candidate.likeness, 3),
                    "rejection": candidate.rejection.value,
                }
                for candidate in proposal.candidates
            ],
        }
        for proposal in proposals
    ]
