"""Reads the words of a drawing in a page, ``svg``: a chart's labels, a sign's name; draws nothing.

They come in the order of the drawing, each label on a line of its own, for where they stand in the
picture is not known. They are no text of the page's flow, which goes on around the
drawing, and come behind all of it.
"""

from typing import Any

from galley.domain.article import LINE_BREAK
from galley.importers.pages.tags import BLOCKS
from galley.importers.pages.text import SPACE, collapsed

__all__ = ["drawn_words", "is_unclosed"]

_READ = frozenset({"text", "title", "desc", "foreignobject"})
_UNSEEN = frozenset({"style", "script", "metadata", "defs", "symbol"})
_LINES = BLOCKS | _READ | {"br"}
_PLACED = ("x", "y", "dx", "dy")  # what a part of a label has that stands apart from the others
_NOT_DRAWN = frozenset({"p", "div", "h1", "h2", "h3", "h4", "ul", "ol", "table", "img"})


def is_unclosed(drawing: Any) -> bool:  # noqa: ANN401  an lxml element, which has no type
    """Whether a drawing holds parts of the page, as one does whose end tag was forgotten."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag in _NOT_DRAWN:
            return True
        if element.tag != "foreignobject":
            waiting.extend(element)
    return False


def drawn_words(drawing: Any) -> str:  # noqa: ANN401  as above
    """The words of a drawing, a line for each label; empty if it has none."""
    parts: list[str] = []
    read = 0
    stack: list[tuple[Any, bool]] = [(drawing, False)]
    while stack:
        element, closing = stack.pop()
        parts += [LINE_BREAK] * _is_line(element)
        if closing:
            read -= element.tag in _READ
            parts += [element.tail or ""] * (read > 0)
        elif isinstance(element.tag, str) and element.tag not in _UNSEEN:
            read += element.tag in _READ
            parts += [element.text or ""] * (read > 0)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        else:
            parts += [element.tail or ""] * (read > 0)
    return collapsed(SPACE.sub(" ", "".join(parts)))[0]


def _is_line(element: Any) -> bool:  # noqa: ANN401  as above
    """Whether a new line begins at an element, and behind it."""
    placed = element.tag == "tspan" and any(name in element.attrib for name in _PLACED)
    return placed or element.tag in _LINES
