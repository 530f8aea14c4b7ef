"""Marks what a person quotes, to the character. Knows no library and no window."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from galley.anchoring.selectors import find_exact
from galley.domain.annotation import Annotation, Kind
from galley.domain.article import BLOCK_SEPARATOR, Version
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import QuoteAmbiguous, QuoteNotFound
from galley.domain.places import block_places
from galley.services.edits.annotating import annotate, clean_tags

__all__ = ["annotate_quote", "find_passage"]

_CONTEXT = 24  # code points shown on either side of a place
_LISTED = 12  # places named in an error
_EXCERPT = 60  # code points of a quotation named in an error

# What is typed for what is printed; each is one code point, so that offsets stay the same.
_TYPED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2028\n\t", " "),
    }
)


def annotate_quote(
    version: Version,
    quote: str,
    kind: Kind,
    *,
    now: datetime,
    occurrence: int | None = None,
    creator: str = "",
    note: str = "",
    speaker: str = "",
    tags: Sequence[str] = (),
) -> ChangeSet:
    """A new annotation on the words that are quoted, with all that is said of them, as one edit.

    Args:
        version: The version that is read.
        quote: The words, to the character.
        kind: What the person says they are.
        now: The time, in UTC.
        occurrence: Which of several places, counted from 1; None if there is only one.
        creator: Who marks.
        note: Markdown.
        speaker: Who said it.
        tags: Cleaned here.

    Raises:
        QuoteNotFound: The words are not there to the character, or not that often.
        QuoteAmbiguous: They are there more than once; the sentence numbers the places.
    """
    passage = find_passage(version, quote, occurrence=occurrence)
    edit = annotate(version, [passage], kind, now=now, creator=creator, note=note)
    bare = edit.changes[0].after
    assert isinstance(bare, Annotation)  # noqa: S101 - this is what annotate() makes
    full = replace(bare, speaker=" ".join(speaker.split()), tags=clean_tags(tags))
    return replace(edit, changes=(Change(None, full),))


def find_passage(version: Version, quote: str, *, occurrence: int | None = None) -> tuple[int, int]:
    """The one passage of a version's canonical text that a quotation names.

    Args:
        version: The version that is read.
        quote: The words, to the character.
        occurrence: Which of several places, counted from 1; None if there is only one.

    Returns:
        Its first code point, and the one past its last.

    Raises:
        QuoteNotFound: The words are not there to the character, or not that often.
        QuoteAmbiguous: They are there more than once; the sentence numbers the places.
    """
    if not quote:
        raise QuoteNotFound("There are no words to look for: give the quotation.")
    starts = find_exact(version.text, quote)
    if not starts:
        raise QuoteNotFound(_not_found(version.text, quote))
    if occurrence is None and len(starts) > 1:
        raise QuoteAmbiguous(_ambiguous(version, quote, starts))
    number = 1 if occurrence is None else occurrence
    if not 1 <= number <= len(starts):
        times = "once" if len(starts) == 1 else f"{len(starts)} times"
        raise QuoteNotFound(
            f"“{_excerpt(quote)}” is in the article {times}, so there is no occurrence {number}."
        )
    start = starts[number - 1]
    return start, start + len(quote)


def _not_found(text: str, quote: str) -> str:
    sentence = f"“{_excerpt(quote)}” is not in the article to the character"
    near = text.translate(_TYPED).casefold().find(quote.translate(_TYPED).casefold())
    if near < 0 or len(text.casefold()) != len(text) or len(quote.casefold()) != len(quote):
        return f"{sentence}: copy the words from the article."
    return f"{sentence}. It has this: “{text[near : near + len(quote)]}”"


def _ambiguous(version: Version, quote: str, starts: list[int]) -> str:
    places = block_places(version)
    times = f"“{_excerpt(quote)}” is in the article {len(starts)} times"
    lines = [f"{times}. Say which one is meant by its number:"]
    for number, start in enumerate(starts[:_LISTED], start=1):
        place = places[version.block_index(start)].text
        before = version.text[:start].rpartition(BLOCK_SEPARATOR)[2]
        after = version.text[start + len(quote) :].partition(BLOCK_SEPARATOR)[0]
        context = f"{_tail(before)}[{_excerpt(quote)}]{_head(after)}"
        lines.append(f"  {number}  {place}: {context}")
    if len(starts) > _LISTED:
        lines.append(f"  and {len(starts) - _LISTED} more")
    return "\n".join(lines)


def _tail(text: str) -> str:
    return text if len(text) <= _CONTEXT else f"…{text[-_CONTEXT:]}"


def _head(text: str) -> str:
    return text if len(text) <= _CONTEXT else f"{text[:_CONTEXT]}…"


def _excerpt(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _EXCERPT else f"{words[: _EXCERPT - 1]}…"
