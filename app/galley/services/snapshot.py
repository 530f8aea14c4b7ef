"""The last session's screen, to paint before the database layer is there. Only ever if still true.

A snapshot names the state of the library file it was taken of; one of any other state is not used.
It is a cache: losing it costs a moment at the next start, nothing else.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from galley.domain.catalogue import ArticleSummary
from galley.domain.codec import (
    annotation_from_data,
    annotation_to_data,
    article_from_data,
    article_to_data,
    canonical_json,
    time_to_text,
    version_from_data,
    version_to_data,
)
from galley.domain.open_article import HistoryLabels, OpenArticle
from galley.storage.fingerprint import fingerprint

__all__ = ["Snapshot", "load_snapshot", "save_snapshot"]

log = logging.getLogger(__name__)

_FORMAT = 1
_MOST_ROWS = 60  # of the library's list: more than a window shows
_MOST_CHARACTERS = 400_000  # longer articles are faster from the library than from JSON


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was on the screen.

    Attributes:
        articles: The first rows of the library's list.
        total: How many articles there are.
        notes: Each note's Markdown, HTML and plain text.
    """

    open: OpenArticle
    articles: tuple[ArticleSummary, ...]
    total: int
    notes: tuple[tuple[str, str, str], ...]


def save_snapshot(
    path: Path,
    library: Path,
    opened: OpenArticle,
    articles: Sequence[ArticleSummary],
    notes: Sequence[tuple[str, str, str]],
) -> None:
    """Keep what is on the screen, if all of it is on disk and no picture or length forbids it.

    Args:
        path: The snapshot's file.
        library: The library it is of, closed or at rest.
        opened: The open article.
        articles: The library's list.
        notes: Each note’s Markdown, HTML and plain text.
    """
    state = fingerprint(library)
    if state is None or len(opened.version.text) > _MOST_CHARACTERS or opened.pictures:
        path.unlink(missing_ok=True)
        return
    data = {
        "format": _FORMAT,
        "library": str(library),
        "state": state,
        "article": article_to_data(opened.article),
        "version": version_to_data(opened.version),
        "annotations": [annotation_to_data(annotation) for annotation in opened.annotations],
        "labels": [opened.labels.undo, opened.labels.redo],
        "reading": opened.reading,
        "articles": [_row(summary) for summary in articles[:_MOST_ROWS]],
        "total": len(articles),
        "notes": [list(note) for note in notes],
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(canonical_json(data), encoding="utf-8")
    except OSError as error:
        log.info("no snapshot for the next start: %s", error)


def load_snapshot(path: Path, library: Path) -> Snapshot | None:
    """The snapshot, if it is of this library as it is now; else None."""
    state = fingerprint(library)
    if state is None:
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        current = (_FORMAT, str(library), state)
        if (data["format"], data["library"], data["state"]) != current:
            return None
        opened = OpenArticle(
            article_from_data(data["article"]),
            version_from_data(data["version"]),
            tuple(annotation_from_data(one) for one in data["annotations"]),
            (),
            HistoryLabels(*data["labels"]),
            data["reading"],
        )
        rows = tuple(_summary(row) for row in data["articles"])
        return Snapshot(opened, rows, data["total"], tuple(map(_note, data["notes"])))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.info("the snapshot of the last session can't be read: %s", error)
        return None


def _note(texts: Sequence[str]) -> tuple[str, str, str]:
    markdown, html, plain = texts
    return markdown, html, plain


def _row(summary: ArticleSummary) -> list[object]:
    return [
        summary.id,
        summary.headline,
        summary.publication,
        summary.published,
        time_to_text(summary.created_at),
        summary.facts,
        summary.checked,
    ]


def _summary(row: Sequence[str]) -> ArticleSummary:
    article_id, headline, publication, published, created, facts, checked = row
    summary = ArticleSummary(
        article_id, headline, publication, published, datetime.fromisoformat(created)
    )
    return replace(summary, facts=int(facts), checked=int(checked))
