"""Finds the article that a page keeps in a script and shows only once that has run.

Such a page, saved before or fetched without a browser, has the text as markup in a string of the
script. Strings are read, nothing is run; which of the page's segments are text is none of this
room's business.
"""

import json
import re
from collections.abc import Iterator

__all__ = ["kept_in_scripts"]

_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_SHORTEST = 400  # characters of a string that may hold an article
_TO_QUOTE = re.compile(r'"((?:[^"\\]|\\.)*+)', re.DOTALL)
_PARAGRAPH_END = re.compile(r"</p>|<br\b[^<>]{0,40}>\s*<br\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_FEWEST_PARAGRAPHS = 2
_MOST_DEPTH = 3  # of strings in strings


def kept_in_scripts(source: str) -> str:
    """The markup with the longest text in a page's scripts, an empty string if there is none.

    Args:
        source: The decoded HTML.
    """
    best, longest = "", _SHORTEST
    for script in _scripts(source):
        for markup in _markups(script, 1):
            length = len(_TAG.sub("", markup))
            if length > longest:
                best, longest = markup, length
    return best


def _markups(text: str, depth: int) -> list[str]:
    """The strings in a script, or in such a string, that are markup with paragraphs."""
    found: list[str] = []
    for match in _TO_QUOTE.finditer(text):  # whatever is between two quotes, for some are odd
        if len(match[1]) < _SHORTEST or match.end() == len(text):
            continue
        value = _decoded(match[1])
        inner = _markups(value, depth + 1) if depth < _MOST_DEPTH else []
        if not inner and len(_PARAGRAPH_END.findall(value)) >= _FEWEST_PARAGRAPHS:
            inner = [value]
        found += inner
    return found


def _scripts(source: str) -> Iterator[str]:
    start = _SCRIPT.search(source)
    while start is not None:
        end = _SCRIPT_END.search(source, start.end())
        if end is None:
            return
        yield source[start.end() : end.start()]
        start = _SCRIPT.search(source, end.end())


def _decoded(literal: str) -> str:
    """What a string of a script says; an empty string if it can't be read."""
    try:
        value = json.loads(f'"{literal}"', strict=False)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""
