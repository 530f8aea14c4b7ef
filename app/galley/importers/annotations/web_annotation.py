"""One W3C Web Annotation to an incoming one: Galley's own whole, others as far as they go.

Reads the model's own JSON, whose keys the context fixes; it is not a processor of any JSON-LD.
What a body says that has no field here goes into the note: nothing is dropped.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from galley.domain.annotation import AnchorStatus, Check, CheckStatus, Decision, Kind
from galley.domain.incoming import IncomingAnnotation, IncomingPlace, QuotedPassage
from galley.domain.region import Region, from_fragment
from galley.domain.web_annotation import NAMESPACE, Field, Motivation, identity_of, sha256_of
from galley.importers.annotations.values import (
    Data,
    NotAnAnnotation,
    as_list,
    identity,
    moment,
    quoted_passage,
    text_of,
)

__all__ = ["is_web_annotation", "read_annotation"]

_DEEPEST = 4  # choices inside choices


def is_web_annotation(data: Data) -> bool:
    """Whether this is meant to be an annotation of the W3C's model."""
    return "Annotation" in as_list(data.get("type"))


def read_annotation(data: Data) -> IncomingAnnotation:
    """What an annotation says; its ``problem`` is set where its words can't be known."""
    article = _own(data, "article")
    said = _Said()
    for body in [*as_list(data.get("body")), *as_list(data.get("bodyValue"))]:
        said.take(body)
    source = sha256 = problem = ""
    passages: tuple[QuotedPassage, ...] = ()
    region: Region | None = None
    try:
        targets: list[Any] = [_chosen(target) for target in as_list(data.get("target"))]
        region = _region(targets)
        source, sha256, passages = _targets(targets if region is None else [_on_page(targets[0])])
        places = _places(data) if article else []
    except NotAnAnnotation as why:
        problem, places = str(why), []
    return IncomingAnnotation(
        id=identity(data),
        passages=passages,
        source=source,
        sha256=sha256,
        article_id=identity_of(text_of(article.get("id"))) if article else "",
        article_title=text_of(article.get("label")) if article else "",
        ours=bool(article),
        kind=said.kind or _kind(data),
        note="\n\n".join(said.notes),
        tags=tuple(said.tags),
        speaker=said.speaker,
        check=Check(said.status, said.by, said.checked_at, said.evidence),
        sensitive=_own_value(data, "sensitive") is True,
        creator=_agent(data.get("creator")),
        created_at=moment(data.get("created")),
        modified_at=moment(data.get("modified")),
        problem=problem or said.problem,
        made_in=places[0] if places else None,
        placed_in=tuple(places[1:]),
        region=region,
    )


def _places(data: Data) -> list[IncomingPlace]:
    """The places in versions: the one it was made in, then the others; none if any is unclear."""
    said = [one for one in as_list(_own_value(data, "places")) if isinstance(one, dict)]
    known = set(AnchorStatus), set(Decision)
    made, placed = [], []
    for one in said:
        status, decision = (text_of(_own_value(one, name)) for name in ("status", "decision"))
        passages = [quoted_passage(p) for p in as_list(_own_value(one, "passage"))]
        version_id = identity_of(text_of(_own_value(one, "version")))
        if not status and not decision:
            made.append(IncomingPlace(version_id, tuple(passages)))
        elif status in known[0] and decision in known[1]:
            by, at = _agent(one.get("creator")), moment(one.get("created"))
            placed.append(
                IncomingPlace(
                    version_id, tuple(passages), AnchorStatus(status), Decision(decision), by, at
                )
            )
        else:
            return []
    return [*made, *placed] if len(made) == 1 else []


def _region(targets: list[Any]) -> Region | None:
    """The part of a picture that a Galley's annotation is on; None if it is on words.

    Raises:
        NotAnAnnotation: It is on a picture, and no part of it can be made out.
    """
    if len(targets) != 1 or not isinstance(targets[0], dict):
        return None
    target = targets[0]
    if _own_value(target, "figure") is None:
        return None
    fragments = [one for one in as_list(target.get("selector")) if isinstance(one, dict)]
    picture = sha256_of(text_of(target.get("source")))
    found = (from_fragment(text_of(one.get("value")), picture) for one in fragments)
    region = next((one for one in found if one is not None), None)
    if region is None or not picture:
        raise NotAnAnnotation("It is on a part of a picture that can’t be made out.")
    return region


def _on_page(target: Data) -> Data:
    """A target on a picture as one on the place that the picture has in the page's text."""
    return {
        **target,
        "source": target.get("scope"),
        "selector": _own_value(target, "figure"),
    }


def _own_value(data: Data, name: str) -> object:
    return data.get(f"galley:{name}", data.get(f"{NAMESPACE}{name}"))


def _own(data: Data, name: str) -> Data:
    value = _own_value(data, name)
    return value if isinstance(value, dict) else {}


def _kind(data: Data) -> Kind:
    questions = Motivation.QUESTIONING in as_list(data.get("motivation"))
    return Kind.QUERY if questions else Kind.MARK


def _agent(value: object) -> str:
    """Who: names, or an address where there is no name."""
    names = []
    for one in as_list(value):
        if isinstance(one, dict):
            known = (text_of(one.get(key)) for key in ("name", "nickname", "id"))
            names.append(next((name for name in known if name), ""))
        else:
            names.append(text_of(one))
    return ", ".join(name for name in names if name)


def _value_text(value: object) -> str:
    """A body's value, which others write as a number or as what JSON-LD makes of a text."""
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return text_of(value)


def _targets(targets: list[Any]) -> tuple[str, str, tuple[QuotedPassage, ...]]:
    """The source, the capture's SHA-256 if it is named, and the passages."""
    if not targets:
        raise NotAnAnnotation("It is on nothing: it has no target.")
    passages, sources, captures = [], list[str](), list[str]()
    for target in targets:
        if not isinstance(target, dict):
            raise NotAnAnnotation("It is on the page as a whole, not on words of it.")
        source = target.get("source", target.get("id"))
        sources.append(text_of(source.get("id") if isinstance(source, dict) else source))
        states = [state for state in as_list(target.get("state")) if isinstance(state, dict)]
        named = [sources[-1], *(text_of(state.get("cached")) for state in states)]
        captures.append(next(filter(None, map(sha256_of, named)), ""))
        passages.append(quoted_passage(target))
    if len(set(sources)) > 1:
        raise NotAnAnnotation("It is on several pages, and a mark here stands on one.")
    return sources[0], captures[0], tuple(passages)


def _chosen(target: object) -> object:
    """Of a choice, the first: the model says that it is the one preferred."""
    if isinstance(target, dict) and text_of(target.get("type")) == "Choice":
        return next(iter(as_list(target.get("items"))), None)
    return target


@dataclass(slots=True)
class _Said:
    """What an annotation's bodies say, as they are taken one by one."""

    kind: Kind | None = None
    status: CheckStatus = CheckStatus.UNCHECKED
    by: str = ""
    checked_at: datetime | None = None
    evidence: str = ""
    speaker: str = ""
    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    problem: str = ""

    def take(self, body: object, depth: int = _DEEPEST) -> None:
        """Put what a body says where it belongs; what has no place of its own is a note."""
        if isinstance(body, str):
            self.notes.append(body)
        elif isinstance(body, dict) and text_of(body.get("type")) == "Choice":
            if depth:
                for item in as_list(body.get("items"))[:1]:
                    self.take(item, depth - 1)
        elif isinstance(body, dict):
            self._take_resource(body)

    def _take_resource(self, body: Data) -> None:
        own = text_of(_own_value(body, "field"))
        if "value" not in body:
            address = body.get("source", body.get("id"))
            address = text_of(address.get("id") if isinstance(address, dict) else address)
            if address:
                self.notes.append(f"<{address}>")
            return
        value = _value_text(body["value"])
        if own:
            self._take_field(own, value, body)
        elif Motivation.TAGGING in as_list(body.get("purpose")):
            self.tags.append(value)
        elif value:
            self.notes.append(value)

    def _take_field(self, name: str, value: str, body: Data) -> None:
        if name == Field.KIND and value in set(Kind):
            self.kind = Kind(value)
        elif name == Field.STATUS and value in set(CheckStatus):
            self.status = CheckStatus(value)
            self.by = _agent(body.get("creator"))
            self.checked_at = moment(body.get("created"))
        elif name == Field.EVIDENCE:
            self.evidence = value
        elif name == Field.SPEAKER:
            self.speaker = value
        else:
            self.problem = f"It has a {name} that this Galley does not know: “{value}”."
