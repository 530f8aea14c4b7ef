"""What a Word document's styles and numbering say a paragraph is: a heading, a list item, a quote.

Goes by the names that Word gives its own styles in every language, and by outline levels.
"""

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

__all__ = ["Styles", "W", "is_on", "value"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading ([1-9])$")
_LIST = re.compile(r"list (?:bullet|number) ([2-5])$")  # each level is a list of its own
_NAMES = {
    "title": "title",
    "subtitle": "subtitle",
    "caption": "caption",
    "quote": "quote",
    "intense quote": "quote",
    "quotations": "quote",
    "block text": "quote",
}
_MOST = 10_000  # styles, or lists
_FURTHEST = 10  # styles from one to the one that it is based on
_BULLETS = ("bullet", "none", "")


def value(element: Any, path: str) -> str:  # noqa: ANN401  an lxml element
    """The ``val`` of an element below another, else an empty string."""
    found = element.find(path) if element is not None else None
    return "" if found is None else (found.get(f"{W}val") or "")


def is_on(properties: Any, name: str) -> bool:  # noqa: ANN401  an lxml element
    """Whether a toggle such as bold is on in a run's or a paragraph's properties."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and (found.get(f"{W}val") or "on") not in ("0", "false", "off", "none")


@dataclass(slots=True)
class _Style:
    name: str
    based_on: str
    outline: str
    numbering: str
    level: str


@dataclass(slots=True)
class Styles:
    """The styles and lists of one document."""

    _styles: dict[str, _Style] = field(default_factory=dict)
    _formats: dict[tuple[str, str], str] = field(default_factory=dict)

    def add_styles(self, root: Any) -> None:  # noqa: ANN401  an lxml element
        """Take in the part that defines the styles."""
        for style in islice(root.iter(f"{W}style"), _MOST):
            number = style.find(f"{W}pPr/{W}numPr")
            self._styles[style.get(f"{W}styleId") or ""] = _Style(
                value(style, f"{W}name").lower(),
                value(style, f"{W}basedOn"),
                value(style, f"{W}pPr/{W}outlineLvl"),
                value(number, f"{W}numId"),
                value(number, f"{W}ilvl"),
            )

    def add_numbering(self, root: Any) -> None:  # noqa: ANN401  an lxml element
        """Take in the part that defines the lists."""
        abstract: dict[str, dict[str, str]] = {}
        for found in islice(root.iter(f"{W}abstractNum"), _MOST):
            abstract[found.get(f"{W}abstractNumId") or ""] = {
                level.get(f"{W}ilvl") or "0": value(level, f"{W}numFmt")
                for level in found.iter(f"{W}lvl")
            }
        for found in islice(root.iter(f"{W}num"), _MOST):
            for level, form in abstract.get(value(found, f"{W}abstractNumId"), {}).items():
                self._formats[(found.get(f"{W}numId") or "", level)] = form

    def _chain(self, name: str) -> list[_Style]:
        chain: list[_Style] = []
        while name in self._styles and len(chain) < _FURTHEST:
            chain.append(self._styles[name])
            name = self._styles[name].based_on
        return chain

    def role(self, properties: Any) -> str:  # noqa: ANN401  an lxml element
        """What a paragraph is: ``h1`` … ``h9``, one of the roles above, or an empty string."""
        chain = self._chain(value(properties, f"{W}pStyle"))
        for style in chain:
            if match := _HEADING.match(style.name):
                return f"h{match[1]}"
            if style.name in _NAMES:
                return _NAMES[style.name]
        outlines = [value(properties, f"{W}outlineLvl"), *(style.outline for style in chain)]
        outline = next((level for level in outlines if level.isdigit()), "9")
        return f"h{int(outline) + 1}" if int(outline) < 6 else ""

    def list_item(self, properties: Any) -> tuple[int, bool] | None:  # noqa: ANN401  as above
        """A list item's depth from 0 and whether it is numbered; None if it is no item."""
        number = value(properties, f"{W}numPr/{W}numId")
        level = value(properties, f"{W}numPr/{W}ilvl")
        chain = self._chain(value(properties, f"{W}pStyle"))
        names = [style.name for style in chain]
        for style in chain:
            number, level = number or style.numbering, level or style.level
        if number in ("", "0"):
            return None
        level = level if level.isdigit() else "0"
        depth = max([int(level), *(int(m[1]) - 1 for m in map(_LIST.match, names) if m)])
        return min(depth, 8), self._formats.get((number, level), "") not in _BULLETS

    def character_style(self, properties: Any) -> str:  # noqa: ANN401  an lxml element
        """The name of a run's character style, in lower case."""
        chain = self._chain(value(properties, f"{W}rStyle"))
        return chain[0].name if chain else ""
