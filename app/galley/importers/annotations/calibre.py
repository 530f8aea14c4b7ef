"""calibre's exported highlights, as its JSON and as its text or Markdown, to incoming annotations.

The JSON names no book, so that its highlights are found by their words alone; the text names it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from galley.domain.annotation import Kind
from galley.domain.incoming import IncomingAnnotation, QuotedPassage
from galley.importers.annotations.values import Data, as_list, made_identity, moment, text_of

__all__ = [
    "COLLECTIONS",
    "is_calibre_text",
    "is_surely_calibre_text",
    "read_calibre",
    "read_calibre_text",
]

COLLECTIONS = {"calibre_annotation_collection": "annotations", "calibre_highlights": "highlights"}
"""Each type of its JSON, with the key under which the annotations are."""

_RULE = re.compile(r"^(?:───+|-{20})[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})\s+(.*\S)\s*$")
_LINKED = re.compile(r"^\[[^\]]+\]\(calibre://[^)]*\)$")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)")
_NUMBER, _WORD = re.compile(r"\d+"), re.compile(r"[^\W\d_]{2,}")
_LONGEST_TIME = 48


def read_calibre(data: Data) -> Iterator[IncomingAnnotation]:
    """Every annotation of a collection; what was deleted there is only a trace and left out."""
    for one in as_list(data.get(COLLECTIONS[text_of(data.get("type"))])):
        if isinstance(one, dict) and not one.get("removed"):
            yield _read(one)


def _read(data: Data) -> IncomingAnnotation:
    words = text_of(data.get("highlighted_text")).strip()
    name = text_of(data.get("uuid"))
    title = text_of(data.get("title"))
    return IncomingAnnotation(
        id=made_identity("calibre", name or title or words, "" if name else words),
        passages=(QuotedPassage(words),) if words else (),
        kind=Kind.MARK,
        note=text_of(data.get("notes")).strip() or ("" if words else title),
        created_at=moment(data.get("timestamp")),
        problem="" if words else "It is a bookmark, not on words.",
    )


def is_calibre_text(text: str) -> bool:
    """Whether it is parted by calibre's rules, and a time stands in what they part."""
    parts = _RULE.split(text, maxsplit=4)
    return len(parts) > 1 and any(_time_line(part.split("\n")) is not None for part in parts)


@dataclass(slots=True)
class _Under:
    """The book that the entries below its heading are of."""

    title: str = ""


def is_surely_calibre_text(text: str) -> bool:
    """Whether it begins with a book's heading too: an article may have rules and times in it."""
    return text.lstrip().startswith("## ") and is_calibre_text(text)


def read_calibre_text(text: str) -> list[IncomingAnnotation]:
    """Every entry of a text or Markdown export.

    Args:
        text: The file's, with line feeds.
    """
    under, found = _Under(), []
    for part in _RULE.split(text):
        entry = _entry(part.strip("\n").split("\n"), under)
        if entry is not None:
            found.append(entry)
    return found


def _entry(lines: list[str], under: _Under) -> IncomingAnnotation | None:
    first = 0
    for first, line in enumerate(lines):  # noqa: B007 - where the headings end
        match = _HEADING.match(line)
        if match and len(match[1]) == 2:  # deeper ones are chapters
            under.title = match[2]
        elif line.strip() and not match:
            break
    lines = lines[first:]
    at = _time_line(lines)
    if at is None:
        return None
    words = "\n".join(lines[:at]).strip()
    return IncomingAnnotation(
        id=made_identity("calibre", under.title, words),
        passages=(QuotedPassage(words),),
        article_title=under.title,
        kind=Kind.MARK,
        note="\n".join(lines[at + 1 :]).strip(),
    )


def _time_line(lines: list[str]) -> int | None:
    """The line that says when: it ends the words, and a blank one or nothing is behind it."""
    for number, line in enumerate(lines):
        ends = number + 1 == len(lines) or not lines[number + 1].strip()
        if ends and number and _is_time(line.strip()):
            return number
    return None


def _is_time(line: str) -> bool:
    """Whether it is a day and a time in any country's order, and next to nothing else."""
    match = _LINKED.match(line)
    if match:
        return True
    numbers, words = len(_NUMBER.findall(line)), len(_WORD.findall(line))
    short = len(line) <= _LONGEST_TIME and 4 <= numbers <= 6 and words <= 3
    return short and _CLOCK.search(line) is not None
