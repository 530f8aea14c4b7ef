"""A note's Markdown as safe HTML, and as one line of plain text. Knows no window and no library."""

import html
import re
from functools import cache
from typing import TYPE_CHECKING

from galley.domain.note_links import SCHEME, NoteLink, parse_address, replace_links

if TYPE_CHECKING:
    from markdown import Markdown

__all__ = ["plain_note", "render_note"]

_BLOCK_TAGS = {"p", "br", "hr", "pre", "blockquote", "ul", "ol", "li"}
_HEADING_TAGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_INLINE_TAGS = {"strong", "em", "code", "a"}
_TAGS = _BLOCK_TAGS | _HEADING_TAGS | _INLINE_TAGS
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", SCHEME}
# Beyond these the converter's time grows faster than the text: 10,000 brackets take 14 seconds.
_LONGEST = 20_000
_MOST_LOOKING_BACK = 500_000  # brackets times code points
_DEEPEST = 20
_GLIMPSE = 1_000  # code points of a note that a line of a list can show
_LEFT_OUT_OF_ID = 28  # of 36 code points, where an address alone is shown
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?\Z", re.MULTILINE)
_NESTED = re.compile(r"^[ \t>*+\-\d.)]+", re.MULTILINE)


def render_note(note: str) -> str:
    """A note as HTML with nothing active in it, ready for a rich-text label.

    Raw HTML in the note is shown as the text it is; pictures are not kept, nor addresses other
    than http, https, mailto and those of articles and marks. A note too long or too deep to convert
    in time is shown as it was typed, line by line.

    Args:
        note: Markdown, as the person typed it.
    """
    import nh3  # compiled, and not needed before the first note is shown

    if _takes_too_long(note):
        rendered = html.escape(note).replace("\n", "<br>")
    else:
        rendered = _converter().reset().convert(_with_named_links(note))
    return nh3.clean(
        rendered,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        attribute_filter=_kept,
        link_rel=None,
    )


def _kept(_tag: str, attribute: str, value: str) -> str | None:
    """What is kept of an attribute: of Galley's own scheme, nothing but a well-formed address."""
    own = attribute == "href" and value.lstrip().lower().startswith(f"{SCHEME}:")
    return None if own and parse_address(value) is None else value


def _with_named_links(note: str) -> str:
    """A note whose bare addresses of articles and marks are links with words."""

    def named(link: NoteLink) -> str:
        typed = note[link.start : link.end]
        if link.words or _DEFINITION.search(note, 0, link.start):
            return typed
        address = link.target.address
        return f"[{address[:-_LEFT_OUT_OF_ID]}…]({address})"

    return replace_links(note, named)


def _takes_too_long(note: str) -> bool:
    return (
        len(note) > _LONGEST
        or len(note) * note.count("[") > _MOST_LOOKING_BACK
        or _nesting_depth(note) > _DEEPEST
    )


def _nesting_depth(note: str) -> int:
    """The deepest nesting of quotes and lists that the note can mean, roughly counted."""
    starts = (found.group() for found in _NESTED.finditer(note))
    return max((s.count(">") + len(s.expandtabs(4)) // 4 for s in starts), default=0)


@cache
def _converter() -> "Markdown":
    """The converter; making it takes longer than converting a note."""
    from markdown import Markdown  # slow to import, and not needed before the first paint

    converter = Markdown(extensions=["nl2br", "sane_lists"], output_format="html")
    # Raw HTML stays text, and no picture is fetched: the rules that would read them are taken out.
    converter.preprocessors.deregister("html_block")
    for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
        converter.inlinePatterns.deregister(pattern)
    return converter


_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_LINE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?|#{1,6}[ \t]+|[-*+][ \t]+|(?:[-*_][ \t]*){3,}$)+", re.M)
_EMPHASIS = re.compile(r"(?<![\w\\])(\*\*|__|\*|_|`)(?=\S)([^\n]+?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain_note(note: str) -> str:
    """The beginning of a note as one line of plain text for a list, without the Markdown marks.

    Meant to be quick and close, not exact: what is not surely a mark stays, and what is beyond the
    first 1,000 code points is left out.

    Args:
        note: Markdown, as the person typed it.
    """
    text = _LINE_MARKS.sub("", note[:_GLIMPSE])
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))  # twice, for **_both_**
    return " ".join(_ESCAPE.sub(r"\1", text).split())
