"""A person's own Markdown made safe to stand inside a report, and short fields as plain text.

A note keeps its emphasis, lists and links. What would reach beyond the note is shown as text: raw
HTML, comments, headings, rules, block ids, footnotes, templates and maths left open.
"""

import re

from galley.exporters.markdown_escape import escape_inline

__all__ = ["field_text", "note_lines", "tag_text"]

_WEB_ADDRESS = re.compile(r"(https?://[\w\-./~%?=&+#:@,;]*[\w/])")
_SIMPLE_TAG = re.compile(r"(?![\d/-]*\Z)[^\W_](?:[\w/-]*[^\W_])?")
# An address in angle brackets is Markdown's own link and stays; every other "<" before a letter or
# a mark could begin HTML, a comment (also a keep line) or a template.
_HTML = re.compile(r"<(?!(?:https?://|mailto:)[^\s<>]*>)(?=[A-Za-z/!?%])")
_OPENERS = re.compile(r"\{\{|\{%|\{#|%%|\$\$|\[\^")
_BLOCK_ID = re.compile(r"\^(?=[A-Za-z0-9-]+\s*\Z)")
_HEADING = re.compile(r"(?P<indent>\s*)(?=#{1,6}(?:\s|\Z)|(?:=+|-+)\s*\Z|(?:-\s*){3,}\Z)")
_BLOCK = re.compile(r"\s*(?:[-+*](?:\s|\Z)|[>|]|\d{1,9}[.)](?:\s|\Z)|```|~~~)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


def field_text(text: str) -> str:
    """A short field, such as a speaker or a piece of evidence, on one line, its addresses whole."""
    one_line = " ".join(text.split())
    pieces = _WEB_ADDRESS.split(one_line)  # every second piece is an address
    return "".join(
        piece if index % 2 else escape_inline(piece) for index, piece in enumerate(pieces)
    )


def tag_text(tag: str) -> str:
    """A tag with its ``#``; one that readers would not take for a tag is escaped text."""
    return f"#{tag}" if _SIMPLE_TAG.fullmatch(tag) else escape_inline(f"#{tag}")


def note_lines(label: str, note: str) -> list[str]:
    """A note as a list item: ``- Note: …``, its further lines indented to stay inside the item.

    Args:
        label: The word before it.
        note: Markdown, as the person typed it.
    """
    lines = [_defuse(line.expandtabs(4)).rstrip() for line in _LINE_END.split(note.strip())]
    if _BLOCK.match(lines[0]):  # a list or a quote begins on a line of its own
        lines[:0] = ["", ""]
    first = f"- {label}: {lines[0]}".rstrip()
    return [first, *(f"  {line}" if line else "" for line in lines[1:])]


def _defuse(line: str) -> str:
    """One line of a note without what would reach beyond the note."""
    line = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", line)
    line = _HTML.sub("&lt;", line)
    line = _OPENERS.sub(lambda found: "".join(f"\\{mark}" for mark in found.group()), line)
    line = _BLOCK_ID.sub(r"\\^", line)
    heading = _HEADING.match(line)
    return line if heading is None else f"{heading['indent']}\\{line[heading.end() :]}"
