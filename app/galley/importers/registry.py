"""Picks the importer for a capture: by its content first, then by its name.

Knows the formats only by their signatures. An importer is loaded when its format turns up: the
first start reads the sample before the first paint and must not wait for a parser it won't use.
"""

import codecs
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import NamedTuple

from galley.domain.article import ParsedArticle
from galley.domain.errors import ImportFailed
from galley.importers.decoding import break_long_words, decode_bytes

__all__ = ["LARGEST_CAPTURE", "Surroundings", "parse", "text_of"]

LARGEST_CAPTURE = 10 * 1024 * 1024
"""Bytes; reading anything larger could keep the window waiting for more than two seconds."""

_PICTURE = "a picture: drop it on the photo’s place of an article, or have its text recognised"
_OTHER_WRITER = "of another word processor: save it as .docx or as PDF"
_SHEETS = "a spreadsheet, a presentation or a drawing: save it as PDF"
_PACKED = "packed: unpack it, and open what is in it"
_DAMAGED = "damaged: open it in the program it is from, and save it again"
_DATA = "what a program answered, with no article in it: save the page once it shows its text"
_ENCRYPTED = "encrypted: decrypt it first"
_SIGNATURES = (  # and what is said of such a file
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office file or a locked one: save it as .docx without a password",
    ),
    (b"{\\rtf", "a rich-text file: save it as .docx or as plain text"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"Rar!", _PACKED),
    (b"SQLite format 3\x00", "a database: save the article out of the program that it is of"),
    (b"-----BEGIN PGP MESSAGE", _ENCRYPTED),
    (b"Salted__", _ENCRYPTED),
)
_ZIPPED = (  # what a packed file holds that is a document of its own
    (b"mimetypeapplication/vnd.oasis.opendocument.text", _OTHER_WRITER),
    (b"Index/Document.iwa", _OTHER_WRITER),
    (b"xl/workbook.xml", _SHEETS),
    (b"ppt/presentation.xml", _SHEETS),
    (b"mimetypeapplication/vnd.oasis.opendocument.", _SHEETS),
)
_CHARSET = re.compile(  # of the page: a script or a link may have another
    rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,30})|"
    rb"^\s*<\?xml\b[^>]{0,80}?\bencoding\s*=\s*[\"']([A-Za-z0-9_:-]{2,30})",
    re.IGNORECASE,
)
_PAGE_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")
_COMMENTS = re.compile(rb"\A(?:<!--.*?-->\s*)+", re.DOTALL)  # of the program that saved it


def _unreadable_kind(data: bytes, name: str) -> str:
    if data.startswith(b"PK\x03\x04"):
        kind = next((kind for part, kind in _ZIPPED if part in data), _PACKED)
        return _DAMAGED if kind is _PACKED and name.lower().endswith((".docx", ".epub")) else kind
    if data.lstrip().startswith(b"{") and _is_data(data):
        return _DATA
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    return ""


def _is_web_page(data: bytes, name: str, media_type: str) -> bool:
    head = data[:4096]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if _COMMENTS.sub(b"", head, count=1).startswith(_PAGE_MARKS):
        return True
    named = PurePath(name).suffix.lower() in {".html", ".htm", ".xhtml"}
    return (named or media_type.lower().startswith("text/html")) and b"<" in head


class Surroundings(NamedTuple):
    """What is known of a capture besides its bytes.

    Attributes:
        address: Where it was fetched; what a page itself says wins.
        pictures: That lie beside it, by the address that it calls them.
    """

    address: str = ""
    pictures: Mapping[str, bytes] | None = None


_NOTHING_AROUND = Surroundings()


def parse(
    data: bytes, *, name: str, media_type: str = "", around: Surroundings = _NOTHING_AROUND
) -> ParsedArticle:
    """Read a capture into a parsed article.

    Args:
        data: The untouched bytes.
        name: The file's name, or a word for where the bytes came from.
        media_type: What the sender called it, such as ``text/plain; charset=utf-8``; may be empty.
        around: What else is known of it.

    Raises:
        ImportFailed: It can't be read; the text says why in one sentence.
    """
    if len(data) > LARGEST_CAPTURE:
        limit = LARGEST_CAPTURE // (1024 * 1024)
        raise ImportFailed(f"“{name}” is larger than {limit} MB: open a smaller part of it.")
    if not data.strip():
        raise ImportFailed(f"“{name}” is empty: choose a file with text in it.")
    if (document := _document_parser(data)) is not None:
        return document(data)
    kind = _unreadable_kind(data, name)
    if kind:
        raise ImportFailed(f"“{name}” is {kind}.")
    if _is_mhtml(data):
        return _parse_mhtml(data)
    if _is_web_page(data, name, media_type):
        return _parse_page(data, media_type, around)
    if _is_markdown(name, media_type):
        return _parse_markdown(data, media_type, around)
    return _parse_text(data, name, media_type)


def _is_data(data: bytes) -> bool:
    """Whether these bytes are an object of JSON, and nothing else."""
    try:
        return isinstance(json.loads(data), dict)
    except (ValueError, RecursionError):
        return False


def _document_parser(data: bytes) -> Callable[[bytes], ParsedArticle] | None:
    """What reads these bytes, if they are a document's; loaded only now, since each takes time."""
    if data.startswith(b"PK\x03\x04"):
        if b"word/document.xml" in data:
            from galley.importers.word.document import parse_word

            return parse_word
        if b"application/epub+zip" in data[:200] or b"META-INF/container.xml" in data:
            from galley.importers.epub import parse_epub

            return parse_epub
    if data.startswith(b"%PDF-"):
        from galley.importers.pdf.text import parse_pdf

        return parse_pdf
    return None


def text_of(data: bytes, media_type: str) -> str:
    """A text capture as its importer reads it: what its blocks' sources count in."""
    return break_long_words(decode_bytes(data, _charset(media_type)))


def _parse_text(data: bytes, name: str, media_type: str) -> ParsedArticle:
    from galley.importers.texts.capture import parse_text

    text = text_of(data, media_type)
    if not text.strip():
        raise ImportFailed(f"“{name}” is empty: choose a file with text in it.")
    return parse_text(text)


def _parse_page(data: bytes, media_type: str, around: Surroundings) -> ParsedArticle:
    from galley.importers.pages.html_page import parse_page
    from galley.importers.pages.saved_from import saved_address

    text = decode_bytes(data, _charset(media_type) or _declared_charset(data))
    noted = saved_address(text)
    address = around.address or noted
    parsed = parse_page(text, address=address, pictures=around.pictures)
    if not noted or parsed.metadata.address != noted or around.address:
        return parsed
    sources = (*parsed.metadata.sources, ("address", "note of the program that saved it"))
    return replace(parsed, metadata=replace(parsed.metadata, sources=sources))


def _is_markdown(name: str, media_type: str) -> bool:
    """Only a name can tell: any text is Markdown too."""
    suffix = PurePath(name).suffix.lower()
    return suffix in {".md", ".markdown"} or media_type.lower().startswith("text/markdown")


def _parse_markdown(data: bytes, media_type: str, around: Surroundings) -> ParsedArticle:
    from galley.importers.markdown_text import parse_markdown

    return parse_markdown(decode_bytes(data, _charset(media_type)), around.pictures)


def _is_mhtml(data: bytes) -> bool:
    head = data[:4096].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def _parse_mhtml(data: bytes) -> ParsedArticle:
    from galley.importers.pages.mhtml import parse_mhtml

    return parse_mhtml(data)


def _declared_charset(data: bytes) -> str:
    """The encoding that the page's own head names, else an empty string."""
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else ""


def _charset(media_type: str) -> str:
    """The encoding named in a media type, else an empty string."""
    for part in media_type.split(";")[1:]:
        key, _sign, value = part.partition("=")
        if key.strip().lower() == "charset":
            return value.strip().strip("\"'")
    return ""
