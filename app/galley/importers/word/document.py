"""Reads a Word document (.docx): its parts, its properties and what its styles say of its text."""

import html
from typing import Any

from galley.domain.article import LeftOut, Metadata, ParsedArticle
from galley.domain.errors import ImportFailed
from galley.importers.bylines import names_alone, read_byline
from galley.importers.pages.assets import Assets
from galley.importers.pages.dom import take_apart
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.whole import Whole, label_whole
from galley.importers.word.markup import Markup
from galley.importers.word.styles import Styles, W
from galley.importers.zip_parts import Parts

__all__ = ["IMPORTER", "parse_word"]

IMPORTER = "word/1"
_MAIN_PART = "word/document.xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PROPERTIES = "docProps/core.xml"
_MOST_PARAGRAPHS = 20_000
_SOURCE = "document properties"


def parse_word(data: bytes) -> ParsedArticle:
    """Read a Word document.

    Raises:
        ImportFailed: It is locked, damaged or empty, or holds more than any article.
    """
    parts = Parts(data)
    body = parts.xml(_MAIN_PART).find(f"{W}body")
    if body is None or sum(1 for _p in body.iter(f"{W}p")) > _MOST_PARAGRAPHS:
        raise ImportFailed(
            f"The document has no text, or more than {_MOST_PARAGRAPHS:,} paragraphs: save only "
            "the article and open that."
        )
    links = _relations(parts)
    markup = Markup(_styles(parts), links)
    markup.write(body)
    _write_notes(parts, markup)
    pictures = {target: parts.read(target) for target in markup.pictures if target in parts}
    sheet = PageSheet(take_apart("".join(markup.out)), Assets("", pictures))
    properties = _properties(parts)
    whole = label_whole(sheet, properties.get("title", ""))
    blocks, left_out = sheet.finish("Hidden in the document")
    if not blocks:
        raise ImportFailed("The document holds no text: choose a file with text in it.")
    return ParsedArticle(
        metadata=_metadata(properties, whole),
        blocks=blocks,
        importer=IMPORTER,
        figures=tuple(sheet.figures),
        left_out=(*left_out, *_left_out(parts, markup)),
        assets=sheet.assets.all(),
    )


def _relations(parts: Parts) -> dict[str, str]:
    """The targets of the text's relations by their ids: addresses, or names of parts."""
    name = "word/_rels/document.xml.rels"
    found: dict[str, str] = {}
    if name not in parts:
        return found
    for relation in parts.xml(name).iter(f"{{{_RELATIONS}}}Relationship"):
        target = relation.get("Target") or ""
        if relation.get("TargetMode") != "External":
            target = parts.beside(_MAIN_PART, target)
        found[relation.get("Id") or ""] = target
    return found


def _styles(parts: Parts) -> Styles:
    styles = Styles()
    if "word/styles.xml" in parts:
        styles.add_styles(parts.xml("word/styles.xml"))
    if "word/numbering.xml" in parts:
        styles.add_numbering(parts.xml("word/numbering.xml"))
    return styles


def _write_notes(parts: Parts, markup: Markup) -> None:
    """The notes that the text refers to, behind it, each with its number."""
    texts: dict[tuple[str, str], Any] = {}
    for kind in ("footnote", "endnote"):
        if markup.notes and f"word/{kind}s.xml" in parts:
            for note in parts.xml(f"word/{kind}s.xml").iter(f"{W}{kind}"):
                texts[(kind, note.get(f"{W}id") or "")] = note
    for number, name in enumerate(list(markup.notes), 1):
        if name in texts:
            said = "".join(t.text or "" for t in texts[name].iter(f"{W}t"))
            markup.out.append(f"<p><sup>{number}</sup> {html.escape(said.strip())}</p>")


def _left_out(parts: Parts, markup: Markup) -> list[LeftOut]:
    """What the document holds beside its text."""
    left_out = [LeftOut(text, "Deleted, with changes tracked") for text in markup.deleted]
    for prefix, reason in (
        ("word/header", "The head of each page"),
        ("word/footer", "The foot of each page"),
        ("word/comments.xml", "A comment on the text"),
    ):
        for name in sorted(parts):
            if name.startswith(prefix) and name.endswith(".xml"):
                for paragraph in parts.xml(name).iter(f"{W}p"):
                    text = "".join(t.text or "" for t in paragraph.iter(f"{W}t")).strip()
                    if text:
                        left_out.append(LeftOut(text, reason))
    return left_out


def _properties(parts: Parts) -> dict[str, str]:
    if _PROPERTIES not in parts:
        return {}
    root = parts.xml(_PROPERTIES)
    return {
        name: " ".join((root.findtext(f"{_DC}{name}") or "").split())
        for name in ("title", "creator", "publisher", "language")
    }


def _metadata(properties: dict[str, str], whole: Whole) -> Metadata:
    """The text's own words first, else the properties.

    Their dates say when the file was made, which is not when the article was published.
    """
    creator = properties.get("creator", "")
    stated = read_byline(creator) if names_alone(creator) else ()
    known: dict[str, tuple[str, str | tuple[str, ...]]] = {
        "headline": (
            ("text", whole.headline) if whole.headline else (_SOURCE, properties.get("title", ""))
        ),
        "authors": ("byline", whole.authors) if whole.authors else (_SOURCE, stated),
        "published": ("date line", whole.published),
        "publication": (_SOURCE, properties.get("publisher", "")),
    }
    return Metadata(
        publication=properties.get("publisher", ""),
        headline=whole.headline or properties.get("title", ""),
        authors=whole.authors or stated,
        published=whole.published,
        language=properties.get("language", "")[:20],
        sources=tuple((name, source) for name, (source, found) in known.items() if found),
    )
