"""The last session's screen, to paint before the database layer is there. Only ever if still true.

A snapshot names the state of the library file it was taken of; one of any other state is not used.
It is a cache: losing it costs a moment at the next start, nothing else.
"""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from galley.domain.catalogue import ArticleSummary
from galley.domain.codec import annotation_from_data, article_from_data, version_from_data
from galley.domain.open_article import HistoryLabels, OpenArticle
from galley.storage.fingerprint import fingerprint

__all__ = ["FORMAT", "Snapshot", "load_snapshot", "pictures_beside", "sealed"]

log = logging.getLogger(__name__)

FORMAT = 4


class Snapshot(NamedTuple):
    """What was on the screen.

    Attributes:
        articles: The first rows of the library's list.
        notes: Each note's Markdown, HTML and plain text.
    """

    open: OpenArticle
    articles: tuple[ArticleSummary, ...]
    notes: tuple[tuple[str, str, str], ...]


def pictures_beside(path: Path) -> Path:
    """The file of a snapshot's pictures, one after the other."""
    return path.with_suffix(".pictures")


def load_snapshot(path: Path, library: Path) -> Snapshot | None:
    """The snapshot, if it is of this library as it is now; else None.

    Args:
        path: The snapshot's file.
        library: The library's file.
    """
    state = fingerprint(library)
    if state is None:
        return None
    try:
        data = json.loads(_unsealed(path.read_bytes()))
        current = (FORMAT, str(library.absolute()), state)
        if (data["format"], data["library"], data["state"]) != current:
            return None
        return _snapshot(data, tuple(_pictures(data["pictures"], path)))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        log.info("the snapshot of the last session can't be read: %s", error)
        return None


def sealed(text: str) -> bytes:
    """A snapshot's text as it is written: with its sum before it."""
    content = text.encode("utf-8", "surrogatepass")  # a path may be no text
    return b"%08x\n%b" % (crc32(content), content)


def _unsealed(written: bytes) -> str:
    found, _line, content = written.partition(b"\n")
    if found != b"%08x" % crc32(content):
        msg = "it is not what was written"
        raise ValueError(msg)
    return content.decode("utf-8", "surrogatepass")


def _snapshot(data: Mapping[str, Any], pictures: tuple[tuple[int, bytes], ...]) -> Snapshot:
    opened = OpenArticle(
        article_from_data(data["article"]),
        version_from_data(data["version"]),
        tuple(annotation_from_data(one) for one in data["annotations"]),
        pictures,
        HistoryLabels(*data["labels"]),
        data["reading"],
    )
    return Snapshot(
        opened, tuple(map(_summary, data["articles"])), tuple(map(_note, data["notes"]))
    )


def _pictures(data: Mapping[str, Any], path: Path) -> Iterator[tuple[int, bytes]]:
    """The pictures, by figure."""
    if not data["sizes"]:
        return
    content = pictures_beside(path).read_bytes()
    if crc32(content) != data["sum"]:
        msg = "its pictures are not those that were kept"
        raise ValueError(msg)
    start = 0
    for figure, size in data["sizes"]:
        yield figure, content[start : start + size]
        start += size


def _note(texts: Sequence[str]) -> tuple[str, str, str]:
    markdown, html, plain = texts
    return markdown, html, plain


def _summary(row: Sequence[Any]) -> ArticleSummary:
    article_id, headline, publication, published, created, facts, checked, tags, waiting = row
    at = datetime.fromisoformat(created)
    return ArticleSummary(
        article_id, headline, publication, published, at, facts, checked, tuple(tags), waiting
    )
