"""Reads an EPUB: its documents in their order of reading, its properties and its pictures."""

import html
from collections.abc import Iterator
from typing import Any

from galley.domain.article import LeftOut, Metadata, ParsedArticle
from galley.domain.errors import ImportFailed
from galley.importers.bylines import read_byline
from galley.importers.decoding import decode_bytes
from galley.importers.limits import MOST_CHARACTERS
from galley.importers.pages.assets import Assets
from galley.importers.pages.dom import take_apart
from galley.importers.pages.metadata import iso_date
from galley.importers.pages.segments import Page
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.whole import Whole, label_whole
from galley.importers.zip_parts import Parts

__all__ = ["IMPORTER", "parse_epub"]

IMPORTER = "epub/1"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PAGE_TYPES = ("application/xhtml+xml", "text/html")
_MOST_SOURCE = 30_000_000  # characters of markup
_MOST_PAGES = 500
_MOST_SEGMENTS = 150_000
_SOURCE = "book properties"
_DAMAGED = "The book is damaged: open it in the program it is from, and save it again."
_TOO_LONG = "The book is longer than any article: save only the article and open that."


def parse_epub(data: bytes) -> ParsedArticle:
    """Read an EPUB.

    Raises:
        ImportFailed: It is locked, damaged or empty, or holds more than any article.
    """
    parts = Parts(data)
    name, package = _package(parts)
    texts, contents = _documents(parts, name, package)
    if _locked(parts) & set(texts):
        raise ImportFailed("The book is locked by its seller: open a copy without that lock.")
    page = _joined(parts, texts)
    pictures = {
        s.picture.address: parts.read(s.picture.address)
        for s in page.segments
        if s.picture is not None and s.picture.address in parts
    }
    sheet = PageSheet(page, Assets("", pictures))
    title = _property(package, "title")
    whole = label_whole(sheet, title)
    blocks, left_out = sheet.finish("Hidden in the book")
    if not blocks:
        raise ImportFailed("The book holds no text: choose a file with text in it.")
    listed = [
        LeftOut(segment.text, "The table of contents")
        for document in contents
        for segment in take_apart(decode_bytes(parts.read(document))).segments
        if segment.text
    ]
    return ParsedArticle(
        metadata=_metadata(package, whole),
        blocks=blocks,
        importer=IMPORTER,
        figures=tuple(sheet.figures),
        left_out=(*left_out, *listed),
        assets=sheet.assets.all(),
    )


def _package(parts: Parts) -> tuple[str, Any]:
    """The name and the root of the part that lists the book's documents."""
    for root in parts.xml(_CONTAINER).iter("{*}rootfile"):
        name = root.get("full-path") or ""
        if name in parts:
            return name, parts.xml(name)
    raise ImportFailed(_DAMAGED)


def _documents(parts: Parts, name: str, package: Any) -> tuple[list[str], list[str]]:  # noqa: ANN401  an lxml element
    """The names of the documents in their order of reading, and those of tables of contents."""
    items = {item.get("id") or "": item for item in package.iter(f"{_OPF}item")}
    texts: list[str] = []
    contents: list[str] = []
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref") or "")
        if item is None or item.get("media-type") not in _PAGE_TYPES:
            continue
        document = parts.beside(name, item.get("href") or "")
        if document not in parts or document in texts:
            continue
        is_contents = "nav" in (item.get("properties") or "").split()
        (contents if is_contents else texts).append(document)
    if not texts or len(texts) > _MOST_PAGES:
        raise ImportFailed(_TOO_LONG if texts else _DAMAGED)
    return texts, contents[:1]


def _locked(parts: Parts) -> set[str]:
    """The names of the parts that are encrypted; fonts may be, in books that anyone may read."""
    if _ENCRYPTION not in parts:
        return set()
    return {
        parts.beside("", found.get("URI") or "")
        for found in parts.xml(_ENCRYPTION).iter("{*}CipherReference")
    }


def _sources(parts: Parts, documents: list[str]) -> Iterator[tuple[str, str]]:
    length = 0
    for document in documents:
        source = decode_bytes(parts.read(document))
        length += len(source)
        if length > _MOST_SOURCE:
            raise ImportFailed(_TOO_LONG)
        yield document, source


def _joined(parts: Parts, documents: list[str]) -> Page:
    """All documents as one page; a picture's address is the name of its part."""
    whole = Page()
    for document, source in _sources(parts, documents):
        page = take_apart(source)
        whole.cells.extend(page.cells)
        whole.language = whole.language or page.language
        for segment in page.segments:
            if segment.picture is not None:
                segment.picture.address = parts.beside(document, segment.picture.address)
            segment.number = len(whole.segments)
            whole.segments.append(segment)
        if len(whole.segments) > _MOST_SEGMENTS:
            raise ImportFailed(_TOO_LONG)
    if sum(len(segment.text) for segment in whole.segments) > MOST_CHARACTERS:
        raise ImportFailed(_TOO_LONG)
    return whole


def _property(package: Any, name: str) -> str:  # noqa: ANN401  an lxml element
    found = next(package.iter(f"{_DC}{name}"), None)
    return "" if found is None else " ".join(html.unescape(found.text or "").split())


def _metadata(package: Any, whole: Whole) -> Metadata:  # noqa: ANN401  an lxml element
    """The text's own words first, else the book's properties."""
    stated = tuple(
        name
        for creator in package.iter(f"{_DC}creator")
        for name in read_byline(" ".join((creator.text or "").split()))
    )
    title, publisher = _property(package, "title"), _property(package, "publisher")
    dated = iso_date(_property(package, "date"))
    known: dict[str, tuple[str, str | tuple[str, ...]]] = {
        "headline": ("text", whole.headline) if whole.headline else (_SOURCE, title),
        "authors": ("byline", whole.authors) if whole.authors else (_SOURCE, stated),
        "published": ("date line", whole.published) if whole.published else (_SOURCE, dated),
        "publication": (_SOURCE, publisher),
    }
    return Metadata(
        publication=publisher,
        headline=whole.headline or title,
        authors=whole.authors or stated,
        published=whole.published or dated,
        language=_property(package, "language")[:20],
        sources=tuple((name, source) for name, (source, found) in known.items() if found),
    )
