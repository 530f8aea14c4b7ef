"""Takes a capture in: reads the file, has it parsed, and gives it a place in the library."""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from galley.domain.article import Article, Capture, ParsedArticle, Version
from galley.domain.errors import ImportFailed
from galley.domain.identity import new_id

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = [
    "LARGEST_CAPTURE",
    "Imported",
    "add_parsed",
    "capture_of",
    "known_capture",
    "make_article",
    "make_version",
    "parse_capture",
    "read_capture",
    "structure_of",
]

LARGEST_CAPTURE = 10 * 1024 * 1024  # bytes
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA_TYPES = {  # by the importer that could read the bytes: a name or a sender may be wrong
    "text-capture": "text/plain",
    "web-page": "text/html",
    "mhtml": "multipart/related",
    "markdown": "text/markdown",
    "word": _WORD,
    "docx": _WORD,
    "epub": "application/epub+zip",
    "pdf": "application/pdf",
}
_ANY_BYTES = "application/octet-stream"


class Imported(NamedTuple):
    """What an import came to.

    Attributes:
        article: The article in the library.
        version: The version that was made of the capture.
        is_new: False if the library had this very capture already.
    """

    article: Article
    version: Version
    is_new: bool


def read_capture(path: Path, limit: int = LARGEST_CAPTURE) -> bytes:
    """A file's untouched bytes.

    Args:
        path: The file.
        limit: The most bytes that are read.

    Raises:
        ImportFailed: It is not a file, can't be read, or is too large.
    """
    try:
        # Asked first, and opened so that a pipe put there in between can't keep the app waiting.
        if not stat.S_ISREG(path.stat().st_mode):
            what = "a folder" if path.is_dir() else "not a file that can be read"
            raise ImportFailed(f"“{path}” is {what}: choose a file.")
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise ImportFailed(f"There is no file “{path}”: check its name.") from error
    except PermissionError as error:
        raise ImportFailed(f"You are not allowed to read “{path}”: copy it elsewhere.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ImportFailed(f"“{path}” can’t be read ({reason}): try a copy of it.") from error
    except ValueError as error:  # a NUL in the name
        raise ImportFailed("A file’s name can’t hold that: check it.") from error
    if len(data) > limit:
        raise ImportFailed(
            f"“{path.name}” is larger than {limit // (1024 * 1024)} MB: open a smaller part of it."
        )
    return data


_BINARY: int = getattr(os, "O_BINARY", 0)  # there only where line ends would be translated


def parse_capture(
    data: bytes,
    *,
    name: str,
    media_type: str = "",
    address: str = "",
    pictures: Mapping[str, bytes] | None = None,
) -> ParsedArticle:
    """What the importers make of a capture.

    Args:
        data: The untouched bytes.
        name: The file's name, or a word for where they came from.
        media_type: What the sender called them; may be empty.
        address: Where a web page was fetched; what the page itself says wins.
        pictures: That lie beside a page or a text, by the address it calls them.

    Raises:
        ImportFailed: They can't be read.
    """
    from galley.importers.registry import (  # the parsers are not wanted before they are used
        Surroundings,
        parse,
    )

    around = Surroundings(address, pictures)
    return parse(data, name=name, media_type=media_type, around=around)


def structure_of(parsed: ParsedArticle) -> dict[str, Any]:
    """A parsed article as JSON data with fixed keys, for other programs."""
    from galley.importers.extract import to_scoring_json  # see parse_capture

    return to_scoring_json(parsed)


def make_article(
    parsed: ParsedArticle, data: bytes, *, name: str, media_type: str, now: datetime
) -> tuple[Article, Version]:
    """A new article and its first version, which no library knows yet.

    Args:
        parsed: What an importer made of the capture.
        data: The untouched bytes.
        name: The file's name; a folder before it is not kept.
        media_type: What the sender called them, such as ``text/html; charset=utf-8``; may be
            empty. It is kept where it agrees with the importer, for it may name the encoding.
        now: When they were taken in, in UTC.
    """
    capture = capture_of(parsed, data, name=name, media_type=media_type, now=now)
    version = make_version(parsed, capture, new_id(), number=1)
    article = Article(
        id=version.article_id, version_id=version.id, metadata=parsed.metadata, created_at=now
    )
    return article, version


def make_version(
    parsed: ParsedArticle, capture: Capture, article_id: str, *, number: int
) -> Version:
    """A version of an article, which no library knows yet.

    Args:
        parsed: What an importer made of the capture.
        capture: Whose bytes it was made of.
        article_id: The article's.
        number: The article's first is 1; each later one has the next number.
    """
    return Version(
        id=new_id(),
        article_id=article_id,
        number=number,
        capture=capture,
        importer=parsed.importer,
        metadata=parsed.metadata,
        blocks=parsed.blocks,
        figures=parsed.figures,
        left_out=parsed.left_out,
    )


def capture_of(
    parsed: ParsedArticle, data: bytes, *, name: str, media_type: str, now: datetime
) -> Capture:
    """What is kept beside a capture's bytes; the arguments are those of :func:`make_article`."""
    return Capture(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        name=_bare_name(name),
        media_type=_media_type(parsed.importer, media_type),
        captured_at=now,
    )


def _media_type(importer: str, told: str) -> str:
    """What the bytes are: what the importer reads, in the sender's words if those say the same."""
    known = _MEDIA_TYPES.get(importer.partition("/")[0], "")
    bare = told.partition(";")[0].strip().lower()
    return told if bare and bare == (known or bare) else known or _ANY_BYTES


def _bare_name(name: str) -> str:
    """A file's name without its folder, as NFC, and without what no text may hold."""
    bare = PurePath(name).name
    kept = (c if unicodedata.category(c) not in {"Cc", "Cs"} else "\ufffd" for c in bare)
    return unicodedata.normalize("NFC", "".join(kept))


def known_capture(library: "Library", sha256: str) -> Imported | None:
    """The article that was made of these very bytes, or None.

    It is out of the trash if it was there, and the version is in use if it was discarded.

    Raises:
        LibraryUnusable: The library could not be read or written.
    """
    known = library.version_with_capture(sha256)
    if known is None or known.is_of_quotations:
        return None
    article = _out_of_trash(library, known.article_id)
    if not article.uses(known):
        from galley.services.later_captures.versions import bring_back  # which needs this module

        edit = bring_back(article, library.versions(article.id), known.id)
        library.apply(edit)
        article = library.article(article.id)
    return Imported(article, known, is_new=False)


def add_parsed(
    library: "Library",
    parsed: ParsedArticle,
    data: bytes,
    *,
    name: str,
    media_type: str,
    now: datetime,
) -> Imported:
    """Take in what an importer made of a capture that the library does not have.

    Args:
        library: Where it goes.
        parsed: What the importer made of the bytes.
        data: The untouched bytes.
        name: The file's name, or a word for where they came from.
        media_type: What the sender called them; may be empty.
        now: The time, in UTC.

    Raises:
        LibraryUnusable: The library could not be written; nothing of it is there.
    """
    article, version = make_article(parsed, data, name=name, media_type=media_type, now=now)
    library.add_article(article, version, data, parsed.assets)
    return Imported(article, version, is_new=True)


def _out_of_trash(library: "Library", article_id: str) -> Article:
    article = library.article(article_id)
    if article.trashed_at is None:
        return article
    restored = replace(article, trashed_at=None)
    from galley.domain.changes import Change, ChangeSet  # the very first start edits nothing

    library.apply(ChangeSet("Article restored", article.id, (Change(article, restored),)))
    return restored
