"""Annotations as W3C Web Annotations in JSON-LD, for other annotators and for another Galley.

One article is a list of annotations, which is what tools for annotating take; a library is an
AnnotationCollection with a page for each article. Where the model leaves a choice:

- An elided quotation has a target for each passage, all of one source. Several selectors of one
  target would be several ways to find the same words, and of a Choice only one part is meant.
- The source is the article's address, else the name of the captured bytes; the state names the
  capture in both cases, for in its text the positions count, in code points.
- What a person wrote or chose is in bodies, so that other tools show it. Galley's own keys say
  which field a body is, which article is meant, and what is sensitive.
- Only one version of an article is reported on, and the targets are in that one. What has no place
  there quotes the words it was made on and names no capture. Where it stands in other versions, and
  how it came by its place, is in Galley's own ``galley:places``, a node for each version.
- A part of a picture has the picture as its source, by the name of its bytes, and the page as its
  scope; where in the page's text the picture stands is Galley's own to say.
- A collection holds its first page, as in the model. The later ones are in ``pages``, which the
  context says is ``partOf`` the other way round.
"""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from galley.domain.annotation import Kind, Placement, Target
from galley.domain.region import Region
from galley.domain.report import Entry, FrontMatter, Passage, Report
from galley.domain.web_annotation import (
    CONTEXT,
    EXPORTED_CONTEXT_LENGTH,
    GENERATOR,
    MEDIA_FRAGMENTS,
    Field,
    Motivation,
    annotation_iri,
    capture_iri,
    source_iri,
)

__all__ = ["read_back", "read_back_collection", "render", "render_collection"]

Data = dict[str, Any]

_COLLECTION_CONTEXT = (*CONTEXT, {"pages": {"@reverse": "as:partOf", "@type": "@id"}})


def render(report: Report, _earlier: bytes = b"") -> Iterator[bytes]:
    """The report's annotations as a JSON-LD list, a piece for each.

    Args:
        report: What to render; its shape and sections make no difference but in the order.
        _earlier: Not wanted: nobody writes into this file.
    """
    opening = "["
    for entry in report.entries:
        text = json.dumps(_annotation(entry, report.front), ensure_ascii=False, indent=2)
        indented = text.replace("\n", "\n  ")
        yield f"{opening}\n  {indented}".encode()
        opening = ","
    yield b"\n]\n" if report.entries else b"[]\n"


def render_collection(reports: Sequence[Report], label: str, now: datetime) -> bytes:
    """Many articles' annotations as one AnnotationCollection, a page for each article.

    Args:
        reports: Of one article each; those without annotations get no page.
        label: What the collection is called.
        now: When it is made: an export is a collection of its own.
    """
    marked = [report for report in reports if report.entries]
    names = " ".join([_moment(now), *(report.front.id for report in marked)])
    collection = uuid.uuid5(uuid.UUID(GENERATOR.removeprefix("urn:uuid:")), names)
    about = {
        "id": collection.urn,
        "type": "AnnotationCollection",
        "label": label,
        "created": _moment(now),
        "total": sum(len(report.entries) for report in marked),
    }
    pages = _pages(marked, collection, about)
    data: Data = {"@context": _COLLECTION_CONTEXT} | about
    if pages:
        data |= {"first": pages[0], "last": pages[-1]["id"]}
    if len(pages) > 1:
        data["pages"] = pages[1:]
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode()


def _pages(reports: Sequence[Report], collection: uuid.UUID, about: Data) -> list[Data]:
    """A page for each report; each says what it is part of, so that it can stand alone."""
    ids = [uuid.uuid5(collection, report.front.id).urn for report in reports]
    pages, index = list[Data](), 0
    for number, report in enumerate(reports):
        page: Data = {
            "@context": CONTEXT,
            "id": ids[number],
            "type": "AnnotationPage",
            "label": report.front.title,
            "partOf": about,
            "startIndex": index,
        }
        if number:
            page["prev"] = ids[number - 1]
        if number + 1 < len(ids):
            page["next"] = ids[number + 1]
        page["items"] = [_annotation(entry, report.front) for entry in report.entries]
        pages.append(page)
        index += len(report.entries)
    return pages


def _annotation(entry: Entry, front: FrontMatter) -> Data:
    data: Data = {
        "@context": CONTEXT,
        "id": annotation_iri(entry.annotation_id),
        "type": "Annotation",
        "motivation": _motivation(entry),
        "created": _moment(entry.created_at),
        "modified": _moment(entry.modified_at),
    }
    if entry.creator:
        data["creator"] = _person(entry.creator)
    data |= {
        "generated": _moment(front.exported.replace(microsecond=0)),
        "generator": {"id": GENERATOR, "type": "Software", "name": "Galley"},
        "galley:article": {"id": annotation_iri(front.id), "label": front.title},
    }
    if entry.sensitive:
        data["galley:sensitive"] = True
    if entry.made:
        data["galley:places"] = _places(entry)
    targets = [
        _target(passage, front, entry.region, absent=entry.absent) for passage in entry.passages
    ]
    data["body"] = _bodies(entry)
    data["target"] = targets[0] if len(targets) == 1 else targets
    return data


def _motivation(entry: Entry) -> Motivation:
    """The one that says most; a mark alone is a highlight."""
    if entry.kind is Kind.QUERY:
        return Motivation.QUESTIONING
    return Motivation.COMMENTING if entry.note else Motivation.HIGHLIGHTING


def _bodies(entry: Entry) -> list[Data]:
    """What was said of the passage, one value each; the kind is always there."""
    bodies = []
    if entry.note:
        bodies.append(_body(entry.note, Motivation.COMMENTING, "text/markdown"))
    bodies += [_body(tag, Motivation.TAGGING) for tag in entry.tags]
    bodies.append(_body(entry.kind, Motivation.CLASSIFYING, field=Field.KIND))
    if entry.status.is_checked or entry.by or entry.checked_at:
        status = _body(entry.status, Motivation.ASSESSING, field=Field.STATUS)
        if entry.by:
            status["creator"] = _person(entry.by)
        if entry.checked_at:
            status["created"] = _moment(entry.checked_at)
        bodies.append(status)
    if entry.evidence:
        bodies.append(_body(entry.evidence, Motivation.DESCRIBING, field=Field.EVIDENCE))
    if entry.speaker:
        bodies.append(_body(entry.speaker, Motivation.IDENTIFYING, field=Field.SPEAKER))
    return bodies


def _body(
    value: str, purpose: Motivation, media_type: str = "text/plain", *, field: Field | None = None
) -> Data:
    data: Data = {
        "type": "TextualBody",
        "value": value,
        "format": media_type,
        "purpose": purpose,
    }
    return data if field is None else data | {"galley:field": field}


def _person(name: str) -> Data:
    return {"type": "Person", "name": name}


def _places(entry: Entry) -> list[Data]:
    """Where an annotation was made, and what was decided of it in the other versions."""
    return [
        _place(entry.made[0].version_id, entry.made),
        *(_decided_place(placement) for placement in entry.placements),
    ]


def _place(version_id: str, targets: Sequence[Target]) -> Data:
    passages = [Passage(t.exact, t.start, t.end, True, t.prefix, t.suffix) for t in targets]
    found = [{"type": "galley:Passage", "selector": _selectors(one)} for one in passages]
    place: Data = {"type": "galley:Place", "galley:version": annotation_iri(version_id)}
    return place | ({"galley:passage": found} if found else {})


def _decided_place(placement: Placement) -> Data:
    place = _place(placement.version_id, placement.targets)
    place |= {"galley:status": placement.status, "galley:decision": placement.decision}
    if placement.by:
        place["creator"] = _person(placement.by)
    if placement.at:
        place["created"] = _moment(placement.at)
    return place


def _target(passage: Passage, front: FrontMatter, region: Region | None, *, absent: bool) -> Data:
    page = source_iri(front.address, front.sha256)
    state = {
        "type": "TimeState",
        "sourceDate": _moment(front.captured),
        "cached": capture_iri(front.sha256),
    }
    captured: Data = {} if absent else {"state": state}
    resource: Data = {"type": "SpecificResource"}
    if region is None:
        return resource | {"source": page} | captured | {"selector": _selectors(passage)}
    picture: Data = {"source": capture_iri(region.picture), "scope": page}
    fragment = {
        "type": "FragmentSelector",
        "conformsTo": MEDIA_FRAGMENTS,
        "value": region.fragment,
    }
    where: Data = {"selector": [fragment], "galley:figure": _selectors(passage)}
    return resource | picture | captured | where


def _selectors(passage: Passage) -> list[Data]:
    """The words first, for they decide; a position only where the words were found at it."""
    words: Data = {"type": "TextQuoteSelector", "exact": passage.text}
    if passage.prefix:
        words["prefix"] = passage.prefix[-EXPORTED_CONTEXT_LENGTH:]
    if passage.suffix:
        words["suffix"] = passage.suffix[:EXPORTED_CONTEXT_LENGTH]
    if not passage.verified:
        return [words]
    return [
        words,
        {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
    ]


def _moment(time: datetime) -> str:
    """As the model wants it: UTC, said with a Z; microseconds only where there are some."""
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def read_back(data: bytes) -> list[tuple[str, ...]]:
    """The quotations of a rendered report, each as its passages, verbatim, in its order."""
    return [_quotation(annotation) for annotation in json.loads(data)]


def read_back_collection(data: bytes) -> list[tuple[str, ...]]:
    """The quotations of a collection, in the order of its pages."""
    collection = json.loads(data)
    pages = [collection["first"], *collection.get("pages", ())] if "first" in collection else []
    return [_quotation(annotation) for page in pages for annotation in page["items"]]


def _quotation(annotation: Mapping[str, Any]) -> tuple[str, ...]:
    target = annotation["target"]
    targets = target if isinstance(target, list) else [target]
    return tuple(one.get("galley:figure", one["selector"])[0]["exact"] for one in targets)
