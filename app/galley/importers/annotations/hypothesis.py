"""One annotation of Hypothesis' JSON, as its API and its export have it, to an incoming one.

Its positions count in UTF-16 units of a page's text and are hints only; the quotation decides.
"""

from galley.domain.annotation import Kind
from galley.domain.incoming import IncomingAnnotation, QuotedPassage
from galley.importers.annotations.values import (
    Data,
    NotAnAnnotation,
    as_list,
    identity,
    moment,
    quoted_passage,
    text_of,
)

__all__ = ["is_hypothesis_annotation", "read_annotation"]


def is_hypothesis_annotation(data: Data) -> bool:
    """Whether this is meant to be an annotation of Hypothesis."""
    return isinstance(data.get("uri"), str) and "target" in data


def read_annotation(data: Data) -> IncomingAnnotation:
    """What an annotation says; its ``problem`` is set where its words can't be known."""
    problem = ""
    passages: tuple[QuotedPassage, ...] = ()
    try:
        passages = _passages(data)
    except NotAnAnnotation as why:
        problem = str(why)
    return IncomingAnnotation(
        id=identity(data),
        passages=passages,
        source=text_of(data.get("uri")),
        article_title=_title(data),
        kind=Kind.MARK,
        note=text_of(data.get("text")),
        tags=tuple(tag for tag in as_list(data.get("tags")) if isinstance(tag, str)),
        sensitive=_is_private(data),
        creator=_creator(data),
        created_at=moment(data.get("created")),
        modified_at=moment(data.get("updated")),
        problem=problem,
    )


def _passages(data: Data) -> tuple[QuotedPassage, ...]:
    if as_list(data.get("references")):
        raise NotAnAnnotation("It is a reply to another annotation, not on words of the page.")
    targets = [target for target in as_list(data.get("target")) if isinstance(target, dict)]
    if not targets:
        raise NotAnAnnotation("It is on the page as a whole, not on words of it.")
    return tuple(quoted_passage(target) for target in targets)


def _title(data: Data) -> str:
    document = data.get("document")
    return text_of(document.get("title")) if isinstance(document, dict) else ""


def _creator(data: Data) -> str:
    """The name a person gave, else that of the account."""
    about = data.get("user_info")
    name = text_of(about.get("display_name")) if isinstance(about, dict) else ""
    account = text_of(data.get("user")).removeprefix("acct:").partition("@")[0]
    return name or text_of(data.get("display_name")) or account


def _is_private(data: Data) -> bool:
    """What only its writer may read there stays home here too."""
    permissions = data.get("permissions")
    readers = permissions.get("read") if isinstance(permissions, dict) else None
    names = [name for name in as_list(readers) if isinstance(name, str)]
    return bool(names) and not any(name.startswith("group:") for name in names)
