"""Settles, in a capture, the places of marks that need nobody's decision, or had it before.

What stands unchanged in its place is placed. What a person decided to keep without a place in the
capture before, is kept so as long as there is nothing new to decide on. What a person left out,
with its words, is left out. Everything else waits for a person. Applies nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from galley.domain.annotation import AnchorStatus, Annotation, Decision, Placement
from galley.domain.article import Article, Version
from galley.domain.changes import Change
from galley.domain.reading import read
from galley.services.corrections.captured_page import ReadCapture
from galley.services.corrections.correcting import correction_edit
from galley.services.later_captures.deciding import placement_at, with_placement
from galley.services.later_captures.reanchoring import propose_places

if TYPE_CHECKING:  # the search for places is not wanted before the first paint
    from galley.domain.proposal import Proposal

__all__ = ["settled"]


def settled(
    annotations: Sequence[Annotation],
    article: Article,
    earlier: Sequence[ReadCapture],
    new: ReadCapture,
    now: datetime,
) -> tuple[Change, ...]:
    """The changes that settle what nobody has to decide on, each annotation's own.

    Args:
        annotations: Those in use of which nothing is decided in the new capture.
        article: Theirs.
        earlier: Its other captures.
        new: The capture in which places are looked for.
        now: The time, in UTC.
    """
    others = [one.version for one in earlier if one.version.id != new.version.id]
    sources = sorted(
        (version for version in others if not version.is_of_quotations),
        key=lambda version: (version.id == article.version_id, version.number),
        reverse=True,
    )
    found = propose_places(annotations, sources, new.version)
    changes = []
    rest = []
    for annotation in annotations:
        proposals = found[annotation.id]
        if all(one.status is AnchorStatus.ANCHORED for one in proposals):
            place = _automatic(new.version, proposals, now)
            changes.append(Change(annotation, with_placement(annotation, place)))
        else:
            rest.append(annotation)
    used = [version for version in sources if article.uses(version)]
    changes += _still_kept(rest, sources, used, new.version, found)
    done = {change.entity.id for change in changes}
    left = [one for one in rest if one.id not in done]
    return (*changes, *_still_left_out(left, article, earlier, new, now))


def _automatic(version: Version, found: "Sequence[Proposal]", now: datetime) -> Placement:
    passages = [(p.start, p.end) for p in found if p.start is not None and p.end is not None]
    return placement_at(version, passages, AnchorStatus.ANCHORED, Decision.AUTOMATIC, at=now)


# What a person decided to keep without a place


def _still_kept(
    annotations: Sequence[Annotation],
    sources: Sequence[Version],
    used: Sequence[Version],
    new: Version,
    found: "dict[str, tuple[Proposal, ...]]",
) -> Iterator[Change]:
    """Those of which the new capture offers just what a person declined in the one before."""
    declined: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        last = _last_decision(annotation, used, new)
        if last is not None and last.decision is Decision.KEPT:
            declined.setdefault(last.version_id, []).append(annotation)
    for version in used:
        kept = declined.get(version.id, [])
        offered = propose_places(kept, sources, version) if kept else {}
        for annotation in kept:
            before = _offer(offered[annotation.id], version)
            place = annotation.placement_in(version.id)
            if place is not None and before == _offer(found[annotation.id], new):
                again = place._replace(version_id=new.id)
                yield Change(annotation, with_placement(annotation, again))


def _last_decision(
    annotation: Annotation, used: Sequence[Version], new: Version
) -> Placement | None:
    """What was decided of it in the newest capture before this one in which anything was."""
    earlier = sorted(used, key=lambda version: -version.number)
    places = (annotation.placement_in(v.id) for v in earlier if v.number < new.number)
    return next((place for place in places if place is not None), None)


def _offer(proposals: "Sequence[Proposal]", version: Version) -> list[tuple[AnchorStatus, str]]:
    """What a person is asked of an annotation: the status and the words of each passage."""
    from galley.anchoring.folding import fold  # not wanted before the first paint

    return [
        (one.status, "" if one.start is None else fold(version.text[one.start : one.end]).text)
        for one in proposals
    ]


# What a person left out


def _still_left_out(
    annotations: Sequence[Annotation],
    article: Article,
    earlier: Sequence[ReadCapture],
    new: ReadCapture,
    now: datetime,
) -> Iterator[Change]:
    """Those whose words were left out of the capture that is read, and are left out of this too.

    They have their place in the new capture as captured, and lose it to its corrections: so they
    get it back when the words are brought back there.
    """
    for one in earlier if new.structure else ():
        before: dict[int, list[Annotation]] = {}
        for annotation in annotations if one.version.id == article.version_id else ():
            for left_out in annotation.unplaced:
                if left_out.version_id == one.version.id:
                    before.setdefault(left_out.corrections, []).append(annotation)
        for made, marks in before.items():
            corrections = one.structure.corrections[:made] if one.structure else ()
            source = read(one.captured, corrections).version
            yield from _placed_as_captured(marks, source, new, now)


def _placed_as_captured(
    marks: Sequence[Annotation],
    source: Version,
    new: ReadCapture,
    now: datetime,
) -> Iterator[Change]:
    corrections = new.structure.corrections if new.structure else ()
    shown = {mark.id: replace(mark, unplaced=()) for mark in marks}
    found = propose_places(list(shown.values()), (source,), new.captured)
    for mark in marks:
        proposals = found[mark.id]
        if any(one.status is not AnchorStatus.ANCHORED for one in proposals):
            continue
        placed = with_placement(mark, _automatic(new.captured, proposals, now))
        edit = correction_edit(new.captured, None, [placed], corrections)
        moved = (change.after for change in edit.changes if change.before == placed)
        yield Change(mark, next(moved, placed))
