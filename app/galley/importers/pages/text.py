"""Collapses a page's white space as browsers do, and keeps the spans in step; nothing else."""

import re
from collections.abc import Sequence

from galley.domain.article import LINE_BREAK, InlineStyle, Span
from galley.importers.decoding import UNSEEN, clean_text

__all__ = ["SPACE", "collapsed", "kept_spans"]

SPACE = re.compile(r"[ \t\n\r\f]+")
"""What HTML takes for white space: a no-break space is none."""


def collapsed(raw: str) -> tuple[str, Sequence[int]]:
    """The text with single spaces, and where each raw position went."""
    if not raw or raw.isspace():
        return "", []
    if "  " not in raw and LINE_BREAK not in raw and not UNSEEN.search(raw):
        lead = len(raw) - len(raw.lstrip(" "))
        return raw.strip(" "), range(-lead, len(raw) - lead + 1)
    out: list[str] = []
    positions: list[int] = []
    count = 0
    pending = False
    for char in raw:
        positions.append(count)
        if char == " ":
            pending = bool(out) and out[-1] != LINE_BREAK
            continue
        if char == LINE_BREAK:
            pending = False
            if not out:
                continue
        elif _dropped(char):
            continue
        if pending:
            out.append(" ")
            count += 1
            positions[-1] = count
            pending = False
        out.append(char)
        count += 1
    positions.append(count)
    text = "".join(out)
    return text.rstrip(" " + LINE_BREAK), positions


def _dropped(char: str) -> bool:
    return (char < " " or char > "\u200c" or "\x7f" <= char <= "\x9f") and not clean_text(char)


def kept_spans(
    spans: list[tuple[int, int, InlineStyle, str]], positions: Sequence[int], text: str
) -> tuple[Span, ...]:
    """The spans in code points of the collapsed text, without the spaces at their ends."""
    kept = []
    for start, end, style, href in spans:
        first, last = max(0, positions[start]), min(positions[end], len(text))
        while first < last and text[first] in " " + LINE_BREAK:
            first += 1
        while last > first and text[last - 1] in " " + LINE_BREAK:
            last -= 1
        if first < last:
            kept.append(Span(first, last, style, href if style is InlineStyle.LINK else ""))
    return tuple(sorted(kept, key=lambda span: (span.start, -span.end)))
