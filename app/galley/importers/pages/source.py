"""Prepares a page's source for the parser, which drops some of it without a word; parses nothing.

The parser closes some elements earlier than browsers do, and then drops their end tags: what stood
on both sides of one would run into each other. So each end is marked, with an instruction that
browsers and the parser take for a comment.
"""

import re

from galley.importers.pages.tags import BLOCKS, is_read

__all__ = ["END_OF_BLOCK", "flattened", "prepared", "without_marks"]

_MARK = "<?block-end?>"
END_OF_BLOCK = "?block-end?"
"""The text of the comment that the parser makes of a mark."""

_ANY_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)[^<>]*>")
_BLOCK_END = re.compile(rf"</(?:{'|'.join(sorted(BLOCKS - {'textarea'}))})\s*>", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_PAGE_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
"""Browsers show what stands behind it; the parser drops that."""


def prepared(source: str) -> str:
    """The source without its frame, and with the end of each block marked."""
    page = _PAGE_END.sub("", _XML_DECLARATION.sub("", source, count=1))
    return _BLOCK_END.sub(_marked, page)


def _marked(match: re.Match[str]) -> str:
    return match.group() + _MARK


def without_marks(text: str) -> str:
    """What the parser takes as it stands, as a script's text is, without the marks in it."""
    return text.replace(_MARK, "") if _MARK in text else text


def flattened(source: str) -> str:
    """The source without its nesting: each block a paragraph.

    The parser drops what stands deeper than it can hold.
    """
    return _ANY_TAG.sub(_flat_tag, source)


def _flat_tag(match: re.Match[str]) -> str:
    tag = match[1].lower()
    if not is_read(tag, {}) or tag in ("noscript", "img", "br", "html", "body"):
        return match.group()
    return "<p>" if tag in BLOCKS else ""
