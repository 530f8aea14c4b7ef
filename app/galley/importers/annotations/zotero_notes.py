"""The notes that Zotero makes of annotations, as HTML or Markdown, to incoming annotations.

A note quotes each marked passage, cites its item, and goes on with what the person wrote on it. A
note as Zotero keeps it says of each quotation which annotation it is, and of each citation which
item, title and address; an exported one may have lost that. What a note says between quotations is
prose and no annotation.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from galley.domain.annotation import Kind
from galley.domain.errors import ImportFailed
from galley.domain.incoming import IncomingAnnotation, QuotedPassage
from galley.importers.annotations.values import as_list, made_identity, text_of, without_marks

__all__ = [
    "Item",
    "is_note_page",
    "read_note_markdown",
    "read_note_page",
]

_MOST_TAGS = 200_000
_LONGEST_MARKDOWN = 4_000_000  # characters
_MOST_QUOTATIONS = 10_000
_KEY = re.compile(r"zotero://open(?:-pdf)?/[^\s\"')]*[?&]annotation=([A-Z0-9]{8})")
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
# “words” ([Quay, 2031, p. 2](zotero://select/…)) ([pdf](zotero://open-pdf/…)) comment
_QUOTED = re.compile(
    r"(?P<words>[“„«「『].{1,3000}?[”“»」』])\s"
    r"\((?P<cited>(?:\[[^\]\n]+\]\([^()\s]*\)|[^()\n]){1,300})\)"
    r"(?P<link>\s?\(\[[^\]\n]+\]\(zotero://open[^()\s]*\)\))?",
    re.DOTALL,
)
_YEAR = re.compile(r"\d{4}|n\.d\.")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|~])")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)([^*_\n]+?)(?<=\S)\1")


@dataclass(frozen=True, slots=True)
class Item:
    """What a note is on, as far as it is known."""

    title: str = ""
    address: str = ""


@dataclass(slots=True)
class _Quotation:
    """A marked passage of a note, and what follows it as it is gathered."""

    words: str
    key: str
    item: Item
    of_words: bool = True
    comment: list[str] = field(default_factory=list)


def is_note_page(text: str) -> bool:
    """Whether it holds a note of Zotero's, with marked passages."""
    return (
        "data-annotation=" in text
        or 'class="zotero-note' in text
        or ("data-schema-version=" in text and 'class="citation"' in text)
    )


def read_note_page(text: str, item: Item | None = None) -> list[IncomingAnnotation]:
    """Every marked passage of a note.

    Args:
        text: HTML, or Markdown in which Zotero's own elements stand.
        item: What it is a note on, where that is known from elsewhere.

    Raises:
        ImportFailed: It has more elements than any note.
    """
    if text.count("<") > _MOST_TAGS:
        raise ImportFailed(f"The notes have more than {_MOST_TAGS:,} elements: export fewer.")
    source = text
    if "<p" not in text and "<div" not in text:
        source = "".join(f"<p>{part}</p>" for part in _BLANK_LINES.split(text))
    root = _parsed(source)
    if root is None:
        return []
    items = dict(_items(root))
    return [_annotation(quotation) for quotation in _quotations(root, items, item or Item())]


def _parsed(source: str) -> Any:  # noqa: ANN401  an lxml element, which has no type
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types; loaded if needed

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True)
    return etree.fromstring(source.encode(), parser) if source.strip() else None


def _items(root: Any) -> Iterator[tuple[str, Item]]:  # noqa: ANN401  an lxml element
    """Each cited item that the note itself describes, by its address in Zotero."""
    for element in root.iter("div"):
        for cited in as_list(_data(element.get("data-citation-items"))):
            about = cited.get("itemData") if isinstance(cited, dict) else None
            if isinstance(about, dict):
                item = Item(text_of(about.get("title")), text_of(about.get("URL")))
                for uri in as_list(cited.get("uris")):
                    yield str(uri), item


def _data(value: str | None) -> object:
    try:
        return json.loads(unquote(value or "null"))
    except ValueError:
        return None


def _quotations(
    root: Any,  # noqa: ANN401  an lxml element
    items: Mapping[str, Item],
    known: Item,
) -> Iterator[_Quotation]:
    """Marked passages in their order; what stands behind one in its paragraph is said of it."""
    for block in root.iter("p", "li", "blockquote", "h1", "h2", "h3", "h4"):
        current: _Quotation | None = None
        for text in _pieces(block):
            if isinstance(text, str):
                if current is not None:
                    current.comment.append(text)
                continue
            element = text
            if _is_quotation(element):
                if current is not None:
                    yield current
                current = _begun(element, items, known)
            elif current is not None:
                _take_citation(current, element, items)
        if current is not None:
            yield current


def _pieces(block: Any) -> Iterator[Any]:  # noqa: ANN401  lxml elements and texts
    """The texts of a block in order, and Zotero's own elements whole."""
    if block.text:
        yield block.text
    for child in block:
        if not isinstance(child.tag, str):
            pass  # a comment
        elif _is_quotation(child) or "citation" in _classes(child) or _is_app_link(child):
            yield child
        elif child.tag == "br":
            yield "\n"
        elif child.tag not in ("p", "li", "blockquote"):  # those are blocks of their own
            yield from _pieces(child)
        if child.tail:
            yield child.tail


def _classes(element: Any) -> list[str]:  # noqa: ANN401  an lxml element
    return (element.get("class") or "").split()


def _is_quotation(element: Any) -> bool:  # noqa: ANN401  an lxml element
    marked = {"highlight", "underline", "underlined"} & set(_classes(element))
    return bool(marked) or element.get("data-annotation") is not None


def _is_app_link(element: Any) -> bool:  # noqa: ANN401  an lxml element
    return element.tag == "a" and str(element.get("href")).startswith("zotero://open")


def _begun(
    element: Any,  # noqa: ANN401  an lxml element
    items: Mapping[str, Item],
    known: Item,
) -> _Quotation:
    about = _data(element.get("data-annotation"))
    about = about if isinstance(about, dict) else {}
    key = text_of(about.get("annotationKey"))
    link = next((a.get("href") for a in element.iter("a") if a.get("href")), "")
    match = _KEY.search(link)
    item = known
    cited = about.get("citationItem")
    if isinstance(cited, dict):
        item = _item_of(cited, items) or known
    words = without_marks("".join(element.itertext()))
    return _Quotation(words, key or (match[1] if match else ""), item, element.tag != "img")


def _item_of(cited: Mapping[str, Any], items: Mapping[str, Item]) -> Item | None:
    return next((items[str(uri)] for uri in as_list(cited.get("uris")) if str(uri) in items), None)


def _take_citation(
    quotation: _Quotation,
    element: Any,  # noqa: ANN401  an lxml element
    items: Mapping[str, Item],
) -> None:
    """A citation says which item, a link which annotation; neither is what the person wrote."""
    match = _KEY.search(str(element.get("href")))
    if match:
        quotation.key = quotation.key or match[1]
    citation = _data(element.get("data-citation"))
    if isinstance(citation, dict) and quotation.item == Item():
        for cited in as_list(citation.get("citationItems")):
            if isinstance(cited, dict):
                quotation.item = _item_of(cited, items) or quotation.item


def _annotation(quotation: _Quotation) -> IncomingAnnotation:
    words, item = quotation.words, quotation.item
    comment = "".join(quotation.comment).replace("( )", "").replace("()", "")
    note = "\n".join(" ".join(line.split()) for line in comment.split("\n")).strip()
    problem = "" if words else "It marks nothing that could be read."
    if not quotation.of_words:
        problem = "It is on a picture, not on words."
    return IncomingAnnotation(
        id=made_identity("zotero", quotation.key or item.title, "" if quotation.key else words),
        passages=(QuotedPassage(words),) if words and quotation.of_words else (),
        source=item.address,
        article_title=item.title,
        kind=Kind.MARK,
        note=note,
        problem=problem,
    )


def _quoted(text: str) -> Iterator[re.Match[str]]:
    """The quotations that are cited: by a link to Zotero, or by a name with a year."""
    for match in _QUOTED.finditer(text):
        if match["link"] or "zotero://" in match["cited"] or _YEAR.search(match["cited"]):
            yield match


def read_note_markdown(text: str) -> list[IncomingAnnotation]:
    """Every cited quotation of an exported note; the rest of its paragraph is said of it.

    Args:
        text: Markdown, with line feeds.

    Raises:
        ImportFailed: It is longer than any notes.
    """
    quotations = sum(map(text.count, "“„«「『"))
    if len(text) > _LONGEST_MARKDOWN or quotations > _MOST_QUOTATIONS:
        raise ImportFailed("The text is longer than any file of notes: export fewer at a time.")
    found = []
    for paragraph in _BLANK_LINES.split(text):
        quoted = list(_quoted(paragraph))
        ends = [match.start() for match in quoted[1:]] + [len(paragraph)] * bool(quoted)
        for match, end in zip(quoted, ends, strict=True):
            key = _KEY.search(match["link"] or "")
            words = without_marks(_plain(match["words"]))
            said = _ESCAPED.sub(r"\1", paragraph[match.end() : end])
            quotation = _Quotation(words, key[1] if key else "", Item(), comment=[said])
            found.append(_annotation(quotation))
    return found


def _plain(markdown: str) -> str:
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", " ".join(markdown.split())))
