"""Reads single values out of annotations that other programs wrote. Trusts none of them."""

import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from galley.domain.incoming import QuotedPassage
from galley.domain.web_annotation import identity_of

__all__ = [
    "Data",
    "NotAnAnnotation",
    "as_list",
    "identity",
    "made_identity",
    "moment",
    "quoted_passage",
    "text_of",
    "without_marks",
]

Data = Mapping[str, Any]

_QUOTE, _POSITION = "TextQuoteSelector", "TextPositionSelector"
_DEEPEST = 8  # selectors refined by selectors
_OPENING, _CLOSING = '“„«»「『"', '”“»«」』"'


class NotAnAnnotation(ValueError):
    """A sentence that says why an annotation can't be read or placed."""


def as_list(value: object) -> list[Any]:
    """What stands for itself or in a list, as a list; null is nothing."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text_of(value: object) -> str:
    """A text, or the first of several; empty for what is none."""
    for one in as_list(value):
        if isinstance(one, str):
            return one
    return ""


def moment(value: object) -> datetime | None:
    """A time in UTC; without a zone it is taken for UTC, and what is no time is None."""
    try:
        time = datetime.fromisoformat(text_of(value))
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def identity(annotation: Data) -> str:
    """The id that an annotation has here; one without a name is named by what it says."""
    name = text_of(annotation.get("id")) or text_of(annotation.get("@id"))
    if name:
        return identity_of(name)
    said = json.dumps(annotation, sort_keys=True, ensure_ascii=True)
    return str(uuid.uuid5(uuid.NAMESPACE_OID, said))


def made_identity(*parts: str) -> str:
    """The id of what has no name where it comes from, made of what does not change there."""
    return identity_of(f"urn:galley:made:{json.dumps(parts, ensure_ascii=True)}")


def without_marks(quotation: str) -> str:
    """The words that one pair of quotation marks encloses; as they are where there is none."""
    words = quotation.strip()
    if len(words) > 2 and words[0] in _OPENING and words[-1] in _CLOSING:
        return words[1:-1].strip()
    return words


def quoted_passage(target: Data) -> QuotedPassage:
    """The words that a target's selectors quote.

    Raises:
        NotAnAnnotation: They quote none.
    """
    selectors = _selectors(target.get("selector"), _DEEPEST)
    if not selectors:
        raise NotAnAnnotation("It is on the page as a whole, not on words of it.")
    quote = next((s for s in selectors if text_of(s.get("type")) == _QUOTE), None)
    if quote is None:
        raise NotAnAnnotation("It says where its words stand, and not which words they are.")
    exact = text_of(quote.get("exact"))
    if not exact:
        raise NotAnAnnotation("The words that it quotes are empty.")
    return QuotedPassage(
        exact, text_of(quote.get("prefix")), text_of(quote.get("suffix")), _start(selectors)
    )


def _selectors(value: object, depth: int) -> list[Data]:
    """Selectors with what they are refined by first: that is closest to the words."""
    found: list[Data] = []
    for one in as_list(value):
        if isinstance(one, dict):
            if depth:
                found += _selectors(one.get("refinedBy"), depth - 1)
            found.append(one)
    return found


def _start(selectors: list[Data]) -> int | None:
    for selector in selectors:
        if text_of(selector.get("type")) == _POSITION:
            start, end = selector.get("start"), selector.get("end")
            if type(start) is not int or type(end) is not int or not 0 <= start < end:
                raise NotAnAnnotation(f"Its words can’t stand from {start!r} to {end!r}.")
            return start
    return None
