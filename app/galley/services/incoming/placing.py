"""Finds the words of incoming annotations in an article: by quotation, never by position alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from galley.anchoring.folding import fold
from galley.anchoring.reanchor import reanchor
from galley.anchoring.selectors import describe, find_exact
from galley.domain.annotation import AnchorStatus, Placement, Target
from galley.domain.article import Version
from galley.domain.incoming import IncomingAnnotation, IncomingPlace, QuotedPassage
from galley.domain.proposal import Proposal

__all__ = ["Placed", "place_passages", "placed_in_versions"]

_EXCERPT = 80  # code points of what an article has instead
_ELSEWHERE = "The words are there once, among other words than where they were marked: look at it."
_OTHER_LETTERS = "The words are there in other letters or spaces than where they were marked."


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an annotation's passages are; without targets the remark says why they are not."""

    targets: tuple[Target, ...] = ()
    remark: str = ""


def place_passages(incoming: Sequence[IncomingAnnotation], version: Version) -> list[Placed]:
    """Where each annotation stands in an article.

    A Galley's own positions hold in the very capture they were counted in. Everywhere else the
    quotation decides, with what stood around it; a place that is only likely is no place.

    Args:
        incoming: Annotations with passages.
        version: The version of the article that is read.

    Returns:
        One answer for each annotation, in the order given.
    """
    text = version.text
    known = [_known_place(annotation, version) for annotation in incoming]
    unknown = [a for a, targets in zip(incoming, known, strict=True) if not targets]
    passages = [passage for annotation in unknown for passage in annotation.passages]
    proposals = iter(reanchor([_as_target(passage) for passage in passages], text))
    placed = []
    for annotation, targets in zip(incoming, known, strict=True):
        if targets:
            placed.append(Placed(targets))
        else:
            found = [_found(passage, next(proposals), version) for passage in annotation.passages]
            placed.append(_joined(found))
    return placed


def placed_in_versions(
    incoming: IncomingAnnotation, versions: Mapping[str, Version]
) -> tuple[tuple[Target, ...], tuple[Placement, ...]] | None:
    """Where an annotation was made and what was decided of it, if its versions are all here.

    Args:
        incoming: An annotation of a Galley's.
        versions: The article's, by their ids.

    Returns:
        Its passages and its placements; None if it stands in one version only, or if a version is
        not here or has not these words at these places: then the quotation decides.
    """
    if not incoming.ours or incoming.made_in is None:
        return None
    found = [
        _targets_of(place, versions.get(place.version_id))
        for place in (incoming.made_in, *incoming.placed_in)
    ]
    made, *others = found
    if not made or any(targets is None for targets in others):
        return None
    placements = tuple(
        Placement(place.version_id, targets or (), place.status, place.decision, place.by, place.at)
        for place, targets in zip(incoming.placed_in, others, strict=True)
    )
    return made, placements


def _targets_of(place: IncomingPlace, version: Version | None) -> tuple[Target, ...] | None:
    """A place's passages; None if they are not there, among the words that they stood among.

    A text that was corrected since, or before, has the same capture and other positions.
    """
    if version is None:
        return None
    said = [_as_target(passage) for passage in place.passages if _is_said(passage)]
    if len(said) < len(place.passages) or not all(one.stands_in(version.text) for one in said):
        return None
    return tuple(_target(version, one.start, one.end) for one in said)


def _is_said(passage: QuotedPassage) -> bool:
    return passage.start is not None and passage.start >= 0


def _known_place(annotation: IncomingAnnotation, version: Version) -> tuple[Target, ...]:
    """The place that a Galley says of its own capture, if the words are there; else nothing."""
    if not annotation.ours or annotation.sha256 != version.capture.sha256:
        return ()
    return _targets_of(IncomingPlace(version.id, annotation.passages), version) or ()


def _target(version: Version, start: int, end: int) -> Target:
    return describe(version.text, version.id, start, end)


def _as_target(passage: QuotedPassage) -> Target:
    start = passage.start or 0
    end = start + len(passage.exact)
    return Target("", start, end, passage.exact, passage.prefix, passage.suffix)


def _found(passage: QuotedPassage, proposal: Proposal, version: Version) -> Placed:
    """One passage's place: its own words in it, or none."""
    text = version.text
    alone = not passage.prefix and not passage.suffix
    place = _only_place(passage.exact, text) if alone else None
    moved = not alone and proposal.status is AnchorStatus.MOVED
    if place is None and proposal.status in (AnchorStatus.ANCHORED, AnchorStatus.MOVED):
        place = _place_of(proposal)
    if place is not None:
        target = _target(version, *place)
        remark = _ELSEWHERE if moved else _OTHER_LETTERS * (target.exact != passage.exact)
        return Placed((target,), remark)
    return Placed(remark=_reason(proposal, text))


def _only_place(words: str, text: str) -> tuple[int, int] | None:
    """Where words stand of which nothing else is known, if nothing else can be meant."""
    starts = find_exact(text, words)
    if len(starts) == 1:
        return starts[0], starts[0] + len(words)
    folded, looked_for = fold(text), fold(words).text.strip()
    starts = find_exact(folded.text, looked_for) if looked_for and not starts else []
    return folded.unfold(starts[0], starts[0] + len(looked_for)) if len(starts) == 1 else None


def _place_of(proposal: Proposal) -> tuple[int, int] | None:
    if proposal.start is None or proposal.end is None:
        return None
    return proposal.start, proposal.end


def _reason(proposal: Proposal, text: str) -> str:
    if proposal.status is AnchorStatus.AMBIGUOUS:
        return "The words are in the article several times, and nothing tells which is meant."
    if proposal.start is not None and proposal.end is not None:
        words = " ".join(text[proposal.start : proposal.end].split())
        excerpt = words if len(words) <= _EXCERPT else f"{words[: _EXCERPT - 1]}…"
        return f"The words are not in the article, which has this: “{excerpt}”"
    if any(candidate.likeness == 1.0 for candidate in proposal.candidates):
        return "The words are in the article, but not where they were marked."
    return "The words are not in the article."


def _joined(found: Sequence[Placed]) -> Placed:
    """All passages of an annotation together: each has a place, or the annotation has none."""
    for placed in found:
        if not placed.targets:
            return placed
    targets = {(t.start, t.end): t for placed in found for t in placed.targets}
    remark = next((placed.remark for placed in found if placed.remark), "")
    return Placed(tuple(targets[key] for key in sorted(targets)), remark)
