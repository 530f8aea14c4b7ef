"""Takes a web page apart into its text segments and pictures, in the order of the page.

The only room that knows lxml. Every character a reader would see comes out in exactly one segment,
white space collapsed and nothing else changed; which segments are the article is none of its
business. Nothing is fetched, no script runs, no entity is resolved.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from galley.domain.article import LINE_BREAK, InlineStyle
from galley.importers.decoding import clean_text
from galley.importers.pages.drawings import drawn_words, is_unclosed
from galley.importers.pages.limits import MOST_ATTRIBUTES, check_limits
from galley.importers.pages.segments import (
    Box,
    Page,
    Picture,
    Segment,
    is_hidden,
    is_unseen,
    machine_date,
    named_words,
)
from galley.importers.pages.source import END_OF_BLOCK, flattened, prepared, without_marks
from galley.importers.pages.tags import (
    BLOCKS,
    EMPTY,
    is_custom,
    is_read,
    is_set_as_block,
    picture_address,
)
from galley.importers.pages.text import SPACE, collapsed, kept_spans

__all__ = ["take_apart"]

_MOST_DEPTH = 300
_NEAR = 8  # elements around a drawing that are looked at
_PARSER_DEPTH = 2_000

_DROP_CAPS = frozenset({"initial", "dropcap", "drop", "cap", "firstletter"})
_LETTER_WORDS = frozenset("AEIOUYÀÅÉÖАВИКОСУЯ")  # words of one letter, in some language
_NEW_WINDOW = re.compile(
    r"\s*[(\[]?\s*(?:(?:link )?opens? in (?:a )?new (?:window|tab)|öffnet (?:sich )?in "
    r"(?:einem )?neuen? (?:fenster|tab)|öffnet im neuen (?:fenster|tab)|s.ouvre dans (?:une? )?"
    r"nouve(?:lle fenêtre|l onglet)|se abre en (?:una )?(?:ventana|pestaña) nueva|"
    r"abre en (?:una )?nueva (?:ventana|pestaña)|external link)\s*[)\]]?\s*",
    re.IGNORECASE,
)

_STYLES = {
    "b": InlineStyle.STRONG,
    "strong": InlineStyle.STRONG,
    "i": InlineStyle.EMPHASIS,
    "em": InlineStyle.EMPHASIS,
    "cite": InlineStyle.EMPHASIS,
    "a": InlineStyle.LINK,
    "sup": InlineStyle.SUPERSCRIPT,
    "sub": InlineStyle.SUBSCRIPT,
}


def take_apart(source: str) -> Page:
    """The page's segments, pictures and metadata.

    Args:
        source: The decoded HTML.

    Raises:
        ImportFailed: It has more elements or attributes than any article.
    """
    check_limits(source)
    page, depth = _walked(source)
    if depth >= _PARSER_DEPTH:
        page, _depth = _walked(flattened(source))
    return page


def _walked(source: str) -> tuple[Page, int]:
    """The page taken apart, and how deep its elements stand in each other."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types; only used here

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, recover=True)
    data = prepared(source).encode("utf-8")
    root = etree.fromstring(data, parser) if data.strip() else None
    walk = _Walk(Page())
    if root is not None:
        walk.page.language = root.get("lang", "")
        walk.run(root)
    return walk.page, walk.deepest


@dataclass(slots=True)
class _Inline:
    """An open inline element: where its text starts in the segment that is being gathered."""

    tag: str
    attributes: dict[str, str]
    start: int
    words: frozenset[str]
    diverts: bool = False


def _style(inline: _Inline) -> InlineStyle | None:
    """The style of an inline element; an anchor that leads nowhere has none."""
    return (
        None if inline.tag == "a" and "href" not in inline.attributes else _STYLES.get(inline.tag)
    )


class _Walk:
    """One pass over the tree without recursion, so that no depth can end it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = Box("html", {}, None)
        self.parts: list[str] = []
        self.length = 0
        self.inlines: list[_Inline] = []
        self.spans: list[tuple[int, int, InlineStyle, str]] = []
        self.time = ""
        self.breaks = 0
        self.marks: list[tuple[int, int, frozenset[str]]] = []
        self.diverted: list[str] = []
        self.diverting = 0
        self.deepest = 0
        self.initial = False
        self.drawn: list[Segment] = []  # come last: what is around a sign is beside each other
        self.custom = -1  # where the last element of the page's own making ended

    def run(self, root: Any) -> None:  # noqa: ANN401  an lxml element, which has no type
        stack: list[tuple[Any, bool]] = [(root, False)]
        depth = 0
        while stack:
            element, closing = stack.pop()
            if closing:
                depth -= 1
                self._close(element)
                self._text(element.tail, element.getparent())
                continue
            if not isinstance(element.tag, str):  # a comment or a processing instruction
                if element.text == END_OF_BLOCK:
                    self._flush()
                self._text(element.tail, element.getparent())
                continue
            if self._open(element):
                stack.append((element, True))
                depth += 1
                self.deepest = max(self.deepest, depth)
                self._text(element.text, element)
                stack.extend((child, False) for child in reversed(element))
            else:
                self._text(element.tail, element.getparent())
        self._flush()
        for segment in self.drawn:
            self._append(segment)

    def _open(self, element: Any) -> bool:  # noqa: ANN401  as above
        """Take an element in; False if what is inside it is not for readers."""
        tag: str = element.tag
        if tag in ("head", "svg", "rt") and self._is_apart(element):
            return False
        if not is_read(tag, element.attrib):
            self._metadata(element, tag)
            return False
        attributes = dict(list(element.attrib.items())[:MOST_ATTRIBUTES])
        if tag in EMPTY:
            self.inlines.append(_Inline(tag, {}, self.length, frozenset()))
            return True
        if tag == "br":
            self._line_break()
            return False
        if tag in ("img", "amp-img"):
            if _stands_in(element):
                self._flush()
            else:
                self._picture(attributes)
            if tag == "img":
                return False
        if tag == "input":
            self.page.asks_password |= attributes.get("type", "").lower() == "password"
            return False
        if tag in BLOCKS or tag == "noscript":
            self._flush()
            if self.box.depth < _MOST_DEPTH:
                self.box = Box(tag, attributes, self.box)
            else:
                self.box = Box("div", {}, self.box)
            if tag in ("td", "th"):
                self.page.cells.append(self.box)
        else:
            self.breaks = 0 if tag not in ("span", "font") else self.breaks
            self._open_inline(tag, attributes)
        return True

    def _open_inline(self, tag: str, attributes: dict[str, str]) -> None:
        if is_set_as_block(attributes) or (is_custom(tag) and self.custom == self.length):
            self._flush()
        words = named_words(attributes)
        if tag == "small":
            words |= {tag}
        inline = _Inline(tag, attributes, self.length, words)
        if is_hidden(tag, attributes) or is_unseen(words):
            inline.diverts = True
            self.diverting += 1
        self.inlines.append(inline)

    def _close(self, element: Any) -> None:  # noqa: ANN401  as above
        tag: str = element.tag
        if tag in BLOCKS or tag == "noscript":
            self._flush()
            if self.box.parent is not None:
                self.box = self.box.parent
            return
        inline = self.inlines.pop()
        if inline.diverts:
            self._end_diversion()
        elif tag == "span" and self.parts and inline.start < self.length:
            self._close_span(inline)
        elif tag == "span" and "br" in inline.words and not len(element):
            self._line_break()
        if inline.start < self.length:
            style = _style(inline)
            if style:
                self.spans.append(
                    (inline.start, self.length, style, inline.attributes.get("href", ""))
                )
            if inline.words or tag == "span":
                self.marks.append((inline.start, self.length, inline.words))
        self.time = self.time or machine_date(tag, inline.attributes)
        if is_set_as_block(inline.attributes):
            self._flush()
        self.custom = self.length if is_custom(tag) else self.custom

    def _close_span(self, inline: _Inline) -> None:
        """Set apart what a link says to screen readers, and join a drop cap to its word."""
        last = self.parts[-1]
        if inline.start + len(last) != self.length:
            return
        if _NEW_WINDOW.fullmatch(last):
            self.parts.pop()
            self.length = inline.start
            self._append(Segment(Box("span", {"hidden": ""}, self.box), last.strip()))
        self.initial = len(last) == 1 and bool(inline.words & _DROP_CAPS)

    def _end_diversion(self) -> None:
        """What only a screen reader says is a hidden segment of its own."""
        self.diverting -= 1
        text, _positions = collapsed("".join(self.diverted))
        if text and not self.diverting:
            hidden = Box("span", {"hidden": ""}, self.box)
            self._append(Segment(hidden, text))
            self.diverted = []

    def _text(self, text: str | None, holder: Any) -> None:  # noqa: ANN401  as above
        if not text:
            return
        text = without_marks(text)
        if "pre" in (self.box.tag, getattr(holder, "tag", "")):
            text = text.replace("\n", LINE_BREAK)
        text = SPACE.sub(" ", text)
        if self.diverting:
            self.diverted.append(text)
            return
        if text.isspace() and LINE_BREAK not in text and (self.initial or not self.parts):
            return
        if self.initial:
            self.initial = False
            text = text.lstrip(" ") if self._is_of_initial(text) else text
        if not text.isspace():
            self.breaks = 0
        self.parts.append(text)
        self.length += len(text)

    def _is_of_initial(self, text: str) -> bool:
        """Whether a text goes on with the word that a drop cap opens: "T he", but not "A man"."""
        word = text.split(maxsplit=1)[0]
        is_word = self.parts[-1] in _LETTER_WORDS and len(word) > 1
        return word[:1].islower() and not is_word

    def _line_break(self) -> None:
        self.breaks += 1
        if self.breaks >= 2:
            self._flush()
        elif self.parts:
            self.parts.append(LINE_BREAK)
            self.length += 1

    def _picture(self, attributes: dict[str, str]) -> None:
        address = picture_address(attributes)
        if not address:
            return
        self._flush()
        width = attributes.get("width", "")
        picture = Picture(
            self.box,
            address,
            SPACE.sub(" ", clean_text(attributes.get("alt", ""))).strip(),
            int(width) if width.isdigit() and len(width) < 6 else 0,
            next((i.attributes.get("href", "") for i in self.inlines[::-1] if i.tag == "a"), ""),
        )
        self._append(Segment(self.box, picture=picture))

    def _is_apart(self, element: Any) -> bool:  # noqa: ANN401  as above
        """Take in the head, or a drawing, whose words do not part what is around it.

        A reading above a word is no part of it, unless the page has brackets around it.
        """
        if element.tag == "rt":
            return element.getparent().find("rp") is None
        if element.tag == "head":
            self._head(element)
        elif any(inline.tag == "svg" for inline in self.inlines[-_NEAR:]) or is_unclosed(element):
            return False  # within one that is unclosed, all are taken as they come
        elif text := drawn_words(element):
            self.drawn.append(Segment(Box("svg", {"hidden": ""}, self.box), text))
        return True

    def _flush(self) -> None:
        """End the segment that is being gathered."""
        raw = "".join(self.parts)
        text, positions = collapsed(raw)
        if text:
            spans = self.spans + [
                (inline.start, self.length, style, inline.attributes.get("href", ""))
                for inline in self.inlines
                if (style := _style(inline)) and inline.start < self.length
            ]
            kept = kept_spans(spans, positions, text)
            linked = sum(s.end - s.start for s in kept if s.style is InlineStyle.LINK)
            marks = self._marks_of(positions, len(text))
            whole = frozenset(
                w for first, last, words in marks if first == 0 and last == len(text) for w in words
            )
            time = self.time or machine_date(self.box.tag, self.box.attributes)
            self._append(Segment(self.box, text, kept, marks, min(linked, len(text)), whole, time))
        self.parts, self.length, self.spans, self.breaks = [], 0, [], 0
        self.marks, self.time, self.initial, self.custom = [], "", False, -1
        for inline in self.inlines:
            inline.start = 0

    def _marks_of(
        self, positions: Sequence[int], length: int
    ) -> tuple[tuple[int, int, frozenset[str]], ...]:
        still_open = [
            (i.start, self.length, i.words) for i in self.inlines if i.words or i.tag == "span"
        ]
        return tuple(
            (max(0, positions[start]), min(positions[end], length), words)
            for start, end, words in self.marks + still_open
            if positions[start] < min(positions[end], length)
        )

    def _append(self, segment: Segment) -> None:
        segment.number = len(self.page.segments)
        self.page.segments.append(segment)

    def _head(self, head: Any) -> None:  # noqa: ANN401  as above
        for element in head.iter("title", "meta", "link", "script"):
            self._metadata(element, element.tag)

    def _metadata(self, element: Any, tag: str) -> None:  # noqa: ANN401  as above
        if tag == "script":
            if "ld+json" in (element.get("type") or "") and element.text:
                self.page.linked_data.append(without_marks(element.text))
        elif tag == "title":
            self.page.title = self.page.title or SPACE.sub(" ", element.text or "").strip()
        elif tag == "meta":
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            content = element.get("content") or ""
            if name and content:
                self.page.metas.append((name.lower(), clean_text(content).strip()))
        elif tag == "link" and "canonical" in (element.get("rel") or ""):
            self.page.canonical = self.page.canonical or element.get("href") or ""


def _stands_in(element: Any) -> bool:  # noqa: ANN401  as above
    """Whether a picture is only what a picture of another kind is made of, or replaced by."""
    holder = element.getparent()
    if holder is not None and holder.tag == "noscript":
        holder = holder.getparent()
    return holder is not None and holder.tag == "amp-img"
