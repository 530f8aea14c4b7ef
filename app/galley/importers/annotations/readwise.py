"""Readwise's highlights, as its export and its import have them in CSV, to incoming annotations.

Columns are known by their names, whatever their order. What a highlight links to, and how it is
set, is no part of its words.
"""

import csv
import re
from collections.abc import Iterator, Mapping

from galley.domain.annotation import Kind
from galley.domain.errors import ImportFailed
from galley.domain.incoming import IncomingAnnotation, QuotedPassage
from galley.importers.annotations.values import made_identity, moment

__all__ = ["is_readwise", "read_highlights"]

_WORDS = "highlight"
_TITLES = ("book title", "title", "article title", "document title")
_AUTHORS = ("book author", "author")
_ADDRESSES = ("url", "source url", "source_url", "book url", "article url")
_TIMES = ("highlighted at", "date", "highlighted_at")
_LONGEST_HEAD = 2000  # characters
_LARGEST_FIELD = 2_000_000  # characters; the csv module stops at 131,072 by itself
# Each is bounded, so that no text takes longer than its length: who knows what a highlight holds.
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\s]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,2000})\]\((?:https?|mailto)[^()\s]{0,2000}\)")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")


def is_readwise(text: str) -> bool:
    """Whether the first line names the columns of highlights."""
    first = text.lstrip().split("\n", 1)[0][:_LONGEST_HEAD]
    names = _names(next(csv.reader([first]), []))
    return _WORDS in names and any(name in names for name in (*_TITLES, *_ADDRESSES))


def _names(row: list[str]) -> list[str]:
    return [name.strip().casefold() for name in row]


def read_highlights(text: str) -> list[IncomingAnnotation]:
    """Every highlight of a file, in its order; a note without words says that it has none.

    Args:
        text: The file's, with line feeds.

    Raises:
        ImportFailed: A field of it is longer than any highlight.
    """
    csv.field_size_limit(_LARGEST_FIELD)
    try:
        return [_read(row) for row in _rows(text) if any(row.values())]
    except csv.Error as error:
        raise ImportFailed(
            "The table of highlights can’t be read: a field of it is too long, or has no end."
        ) from error


def _rows(text: str) -> Iterator[Mapping[str, str]]:
    lines = csv.reader(text.lstrip().splitlines(keepends=True))
    names = _names(next(lines, []))
    for line in lines:
        yield {
            name: value.strip() for name, value in zip(names, line, strict=False) if value.strip()
        }


def _read(row: Mapping[str, str]) -> IncomingAnnotation:
    marked, title = row.get(_WORDS, ""), _first(row, _TITLES)
    words = _plain(marked)
    author, note = _first(row, _AUTHORS), row.get("note", "")
    located = row.get("location", "")
    named = (title, author, marked or note, located)
    return IncomingAnnotation(
        id=made_identity("readwise", *named),
        passages=(QuotedPassage(words),) if words else (),
        source=_first(row, _ADDRESSES),
        article_title=title,
        kind=Kind.MARK,
        note=note,
        tags=tuple(tag.strip() for tag in row.get("tags", "").split(",") if tag.strip()),
        created_at=moment(_first(row, _TIMES)),
        problem="" if words else "It is a note without words of the article.",
    )


def _first(row: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((row[name] for name in names if name in row), "")


def _plain(marked: str) -> str:
    """The words without what Readwise writes in Markdown: links, pictures, bold."""
    words = _LINK.sub(r"\1", _PICTURE.sub("", marked))
    return _EMPHASIS.sub(r"\2", words).strip()
