"""The parts of a page: boxes, segments of text and pictures in the order of the page.

Values only; how they are taken from the HTML is known to :mod:`galley.importers.pages.dom`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from galley.domain.article import InlineStyle, Span

__all__ = [
    "Box",
    "Page",
    "Picture",
    "Segment",
    "is_hidden",
    "is_unseen",
    "machine_date",
    "named_words",
    "reveal",
]

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}(?![a-z])")
_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component", "aria-label", "rel")
_TOLD = ("id", "aria-label")
_MOST_NAMING = 7  # words of an id that name an element: one with more is made of a heading
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def named_words(attributes: dict[str, str]) -> frozenset[str]:
    """The words of an element's class, id and the like, in lower case."""
    named = " ".join(attributes[name] for name in _NAMING if name in attributes)
    for name in _TOLD:
        told = attributes.get(name, "")
        if told and len(_WORDS.findall(told)) >= _MOST_NAMING:  # a heading's words, not a name
            named = named.replace(told, "")
    return frozenset(word.lower() for word in _WORDS.findall(named[:400]))


class Box:
    """A block-level element: its tag, the words of its class and id, and the box it stands in."""

    __slots__ = ("attributes", "depth", "hidden", "parent", "tag", "words")

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Box | None") -> None:
        self.tag = tag
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.attributes = attributes
        self.words: frozenset[str] = named_words(attributes)
        self.hidden: bool = (
            (parent is not None and parent.hidden)
            or is_hidden(tag, attributes)
            or is_unseen(self.words)
        )

    def chain(self) -> Iterator["Box"]:
        """This box and all it stands in, from the inside out."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent

    def within(self, *tags: str) -> "Box | None":
        """The nearest box with one of these tags around this one, itself included."""
        box: Box | None = self
        while box is not None and box.tag not in tags:
            box = box.parent
        return box


def is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    """Whether an element says by itself that it is not shown."""
    if tag in ("noscript", "dialog") or "hidden" in attributes:
        return True
    if attributes.get("role") == "tooltip":
        return True
    style = attributes.get("style")
    return bool(style and _HIDING.search(style))


def is_unseen(words: frozenset[str]) -> bool:
    """Whether class names say that an element is there for screen readers only."""
    return (
        {"sr", "only"} <= words
        or {"screen", "reader"} <= words
        or ({"visually", "hidden"} <= words and not {"field", "label"} <= words)  # only a label is
        or bool(words & {"offscreen", "visuallyhidden", "screenreader"})
    )


def machine_date(tag: str, attributes: dict[str, str]) -> str:
    """The date that an element tells machines: a ``time``, microdata or a microformat."""
    if tag == "time":
        return attributes.get("datetime", "")
    if tag == "abbr" and "published" in attributes.get("class", ""):
        return attributes.get("title", "")
    named = attributes.get("itemprop") or attributes.get("property", "")
    if not named.endswith(("datePublished", "dateCreated")):
        return ""
    return attributes.get("datetime") or attributes.get("content", "")


@dataclass(slots=True)
class Picture:
    """A picture's place in the page, and where it leads if it is a link."""

    box: Box
    address: str
    alt: str
    width: int = 0
    href: str = ""


@dataclass(slots=True)
class Segment:
    """A run of text that no block boundary parts, or one picture.

    Attributes:
        box: The innermost block-level element.
        text: As a reader sees it; a forced line break is U+2028. Empty for a picture.
        spans: Emphasis and links, in code points of the text.
        marks: Ranges of inline elements with the words of their class and id.
        linked: How many of its characters are link text.
        words: Of the inline elements that hold the whole text, the words of class and id.
        time: The date that an element in it, or the box, tells machines.
    """

    box: Box
    text: str = ""
    spans: tuple[Span, ...] = ()
    marks: tuple[tuple[int, int, frozenset[str]], ...] = ()
    linked: int = 0
    words: frozenset[str] = frozenset()
    time: str = ""
    picture: Picture | None = None
    number: int = 0

    def is_all(self, style: InlineStyle) -> bool:
        """Whether the whole text is in one style, be it in one span or in several in a row."""
        end = 0
        for span in self.spans:
            if span.style is style and not self.text[end : span.start].strip():
                end = max(end, span.end)
        return bool(self.text) and not self.text[end:].strip()


@dataclass(slots=True)
class Page:
    """A page taken apart.

    Attributes:
        segments: In the order of the page.
        metas: ``name`` or ``property`` of each meta element, in lower case, with its content.
        linked_data: The text of each JSON-LD script.
        cells: The cells of all tables, the empty ones too.
        asks_password: Whether it has a field for a password.
    """

    segments: list[Segment] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    linked_data: list[str] = field(default_factory=list)
    cells: list[Box] = field(default_factory=list)
    title: str = ""
    language: str = ""
    canonical: str = ""
    asks_password: bool = False


def reveal(page: Page) -> None:
    """Take what styles hide for shown: a page may hide all of itself until a script has run."""
    for segment in page.segments:
        for box in segment.box.chain():
            if box.tag not in ("noscript", "dialog", "svg") and not is_unseen(box.words):
                box.hidden = False
