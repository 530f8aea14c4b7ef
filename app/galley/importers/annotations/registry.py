"""A file of annotations to incoming ones, whichever program wrote it: the bytes say what they are.

Reads the bytes it is given and nothing else: a context or a page elsewhere is not fetched.
"""

import json
import re
from collections.abc import Iterator

from galley.domain.errors import ImportFailed
from galley.domain.incoming import IncomingAnnotation
from galley.importers.annotations import calibre as calibre_annotations
from galley.importers.annotations import hypothesis as hypothesis_export
from galley.importers.annotations import kindle as kindle_clippings
from galley.importers.annotations import readwise as readwise_csv
from galley.importers.annotations import web_annotation, zotero_notes, zotero_rdf
from galley.importers.annotations.values import Data, as_list, identity, text_of
from galley.importers.decoding import decode_bytes, looks_binary

__all__ = ["LARGEST_FILE", "looks_like_annotations", "read_annotation_file"]

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; some thirty thousand annotations."""

_DEEPEST = 4  # a list of collections of pages of annotations
_HOLDERS = ("@graph", "items", "first", "pages", "rows", "annotations")
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*[\[{"\]\d])')  # no link in Markdown
_JSON_WORDS = (b"TextQuoteSelector", b'"Annotation', b'"target"', b'"calibre_')
_KNOWN = (
    "choose W3C Web Annotations (JSON-LD), or what Hypothesis (JSON), Readwise (CSV), a Kindle "
    "(My Clippings.txt), Zotero (notes as HTML, Markdown or RDF) or calibre exported."
)


def read_annotation_file(data: bytes, *, name: str) -> list[IncomingAnnotation]:
    """Every annotation of a file, in its order; what can't be placed says why.

    Args:
        data: The file's bytes.
        name: What the file is called, for a sentence about it.

    Raises:
        ImportFailed: It is not a file of annotations, and why.
    """
    if len(data) > LARGEST_FILE:
        raise ImportFailed(
            f"“{name}” is larger than {LARGEST_FILE // 2**20} MB: export the annotations in parts."
        )
    if _is_json(data):
        return _read_json(data, name)
    found = [] if looks_binary(data) else _read_text(data)
    if not found:
        raise ImportFailed(f"“{name}” holds no annotations: {_KNOWN}")
    return found


def looks_like_annotations(data: bytes) -> bool:
    """Whether the beginning of a file is that of one of annotations, not of an article.

    Args:
        data: Its first bytes, some thousand.
    """
    if looks_binary(data):
        return False
    if _is_json(data):
        return any(word in data for word in _JSON_WORDS)
    text = decode_bytes(data)
    return (
        readwise_csv.is_readwise(text)
        or kindle_clippings.is_clippings(text)
        or zotero_rdf.is_zotero_rdf(text)
        or 'class="zotero-note' in text
        or "zotero://open" in text
        or calibre_annotations.is_surely_calibre_text(text)
    )


def _is_json(data: bytes) -> bool:
    return _JSON.match(data) is not None


def _read_text(data: bytes) -> list[IncomingAnnotation]:
    """The annotations of a text, by the first program whose shape it has."""
    text = decode_bytes(data)
    if zotero_rdf.is_zotero_rdf(text):
        return zotero_rdf.read_zotero_rdf(data)
    if zotero_notes.is_note_page(text):
        return zotero_notes.read_note_page(text)
    if readwise_csv.is_readwise(text):
        return readwise_csv.read_highlights(text)
    if kindle_clippings.is_clippings(text):
        return kindle_clippings.read_clippings(text)
    if calibre_annotations.is_calibre_text(text):
        return calibre_annotations.read_calibre_text(text)
    return zotero_notes.read_note_markdown(text)


def _read_json(data: bytes, name: str) -> list[IncomingAnnotation]:
    try:
        held = _parse(data, name)
        found = list(_read_all(held, _DEEPEST))
    except RecursionError as error:
        raise ImportFailed(f"“{name}” is nested too deeply to be a file of annotations.") from error
    if any(found):
        return [annotation or _UNKNOWN for annotation in found]
    if not _says_it_is_empty(held):
        raise ImportFailed(f"“{name}” holds no annotations: {_KNOWN}")
    return []


_UNKNOWN = IncomingAnnotation(
    id="", problem="It is not an annotation, or is only named in the file and kept elsewhere."
)


def _parse(data: bytes, name: str) -> object:
    try:
        return json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        raise ImportFailed(f"“{name}” is not text in UTF-8: export it anew.") from error
    except ValueError as error:
        raise ImportFailed(
            f"“{name}” is not whole JSON: choose another file or export it anew."
        ) from error


def _says_it_is_empty(held: object) -> bool:
    """Whether the file says itself that it holds no annotation."""
    if not isinstance(held, dict):
        return held == []
    total = held.get("total") == 0 and "AnnotationCollection" in as_list(held.get("type"))
    return total or any(held.get(key) == [] for key in ("items", "rows", "annotations"))


def _read_all(held: object, depth: int) -> Iterator[IncomingAnnotation | None]:
    """Each annotation; None for what stands where one should and is none."""
    for one in as_list(held):
        if not isinstance(one, dict):
            yield None
        elif _is_annotation(one):
            yield _read(one)
        elif text_of(one.get("type")) in calibre_annotations.COLLECTIONS:
            known = calibre_annotations.read_calibre(one) if _is_text(one) else [_half(one)]
            yield from known
        else:
            holders = [name for name in _HOLDERS if name in one]
            if not holders or not depth:
                yield None
            for name in holders if depth else ():
                yield from _read_all(one[name], depth - 1)


def _is_annotation(data: Data) -> bool:
    return web_annotation.is_web_annotation(data) or hypothesis_export.is_hypothesis_annotation(
        data
    )


def _read(data: Data) -> IncomingAnnotation:
    if not _is_text(data):
        return _half(data)
    if web_annotation.is_web_annotation(data):
        return web_annotation.read_annotation(data)
    return hypothesis_export.read_annotation(data)


def _half(data: Data) -> IncomingAnnotation:
    return IncomingAnnotation(
        id=identity(data), problem="It holds half a character, which is not text."
    )


def _is_text(data: object) -> bool:
    """Whether UTF-8 can hold it all: JSON can name half of a surrogate pair, which is no text."""
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
