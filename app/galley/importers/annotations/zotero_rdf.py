"""Zotero's RDF: the items with their titles and addresses, and the notes on them. Resolves nothing.

Annotations themselves are not in it; the notes that were made of them are.
"""

from collections.abc import Iterator
from typing import Any

from galley.domain.incoming import IncomingAnnotation
from galley.importers.annotations.zotero_notes import Item, is_note_page, read_note_page
from galley.importers.zip_parts import parse_xml

__all__ = ["is_zotero_rdf", "read_zotero_rdf"]

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_MEMO = "{http://purl.org/net/biblio#}Memo"


def is_zotero_rdf(text: str) -> bool:
    """Whether it is RDF with names of Zotero's."""
    head = text[:4000]
    return "<rdf:RDF" in head and ("zotero.org/namespaces" in head or "purl.org/net/biblio" in head)


def read_zotero_rdf(data: bytes) -> list[IncomingAnnotation]:
    """The marked passages of every note, each with the item that the note is on.

    Raises:
        ImportFailed: It is not whole XML.
    """
    root = parse_xml(data)
    items = dict(_noted_items(root))
    found = []
    for memo in root.iter(_MEMO):
        text = "".join(memo.itertext(f"{_RDF}value"))
        if is_note_page(text):
            found += read_note_page(text, items.get(memo.get(f"{_RDF}about", "")))
    return found


def _noted_items(root: Any) -> Iterator[tuple[str, Item]]:  # noqa: ANN401  an lxml element
    """Each note's own name, with the item that refers to it."""
    for element in root:
        item = Item(_text(element, f"{_DC}title"), _address(element))
        for reference in element.iter(f"{_TERMS}isReferencedBy"):
            yield reference.get(f"{_RDF}resource", ""), item


def _text(element: Any, name: str) -> str:  # noqa: ANN401  an lxml element
    child = element.find(name)
    return "" if child is None else "".join(child.itertext()).strip()


def _address(element: Any) -> str:  # noqa: ANN401  an lxml element
    for identifier in element.findall(f"{_DC}identifier"):
        value = "".join(identifier.itertext()).strip()
        if value.startswith(("http://", "https://")):
            return value
    about: str = element.get(f"{_RDF}about", "")
    return about if about.startswith(("http://", "https://")) else ""
