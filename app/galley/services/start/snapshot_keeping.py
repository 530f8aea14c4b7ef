"""Takes the snapshot of the open article for the next start, from the library itself.

It runs on the library's thread, between two pieces of work, so that what it reads and the state
that it names belong together, whatever the window has in mind meanwhile.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from galley.domain.catalogue import ArticleSummary
from galley.domain.codec import (
    annotation_to_data,
    article_to_data,
    canonical_json,
    time_to_text,
    version_to_data,
)
from galley.domain.errors import GalleyError
from galley.domain.open_article import OpenArticle
from galley.services.desk import open_article
from galley.services.start.snapshot import FORMAT, pictures_beside, sealed
from galley.storage.fingerprint import fingerprint

if TYPE_CHECKING:
    from galley.storage.library import Library

__all__ = ["SnapshotKeeper"]

log = logging.getLogger(__name__)

_MOST_ROWS = 60  # of the library's list: more than a window shows
_MOST_CHARACTERS = 400_000  # a longer article is there sooner from the library than from JSON
_MOST_ANNOTATIONS = 2_000  # the same
_MOST_PICTURES = 8_000_000  # bytes

_NotesOf = Callable[[Iterable[str]], Sequence[tuple[str, str, str]]]


class SnapshotKeeper:
    """Keeps the last screen of one library.

    Args:
        path: The snapshot's file.
        library: The library's file, as the next start will name it.
        notes_of: Gives notes with their HTML and plain text; called on the library's thread.
    """

    def __init__(self, path: Path, library: Path, notes_of: _NotesOf) -> None:
        self._path, self._library, self._notes_of = path, library, notes_of
        self._kept = ("", "")

    def keep(self, library: "Library", article_id: str) -> None:
        """Keep the screen with this article, unless it is kept as it is.

        Nothing is kept, not even what was before, of an article that is not (or no longer) there,
        or that the library has sooner: there is no snapshot then.
        """
        state = fingerprint(self._library)
        if state is not None and (state, article_id) == self._kept:
            return
        self._kept = ("", "")
        try:
            opened = self._read(library, article_id)
            rows = library.articles(limit=_MOST_ROWS)
            # Somebody else may have written in between, from the command line.
            if opened is None or state is None or fingerprint(self._library) != state:
                self._path.unlink(missing_ok=True)
                return
            self._write(state, opened, rows)
            self._kept = (state, article_id)
        except (GalleyError, OSError) as error:
            log.info("no snapshot for the next start: %s", error)

    def forget(self) -> None:
        """What is kept is not the last screen any more: the next start asks the library."""
        self._kept = ("", "")
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            log.info("the snapshot stays: %s", error)

    def _read(self, library: "Library", article_id: str) -> OpenArticle | None:
        if not article_id:
            return None
        if library.annotation_count(article_id) > _MOST_ANNOTATIONS:
            return None
        opened = open_article(library, article_id)
        pictures = sum(len(data) for _figure, data in opened.pictures)
        fits = len(opened.version.text) <= _MOST_CHARACTERS and pictures <= _MOST_PICTURES
        return opened if fits and opened.article.trashed_at is None else None

    def _write(self, state: str, opened: OpenArticle, rows: Sequence[ArticleSummary]) -> None:
        pictures = b"".join(data for _figure, data in opened.pictures)
        notes = {annotation.note for annotation in opened.annotations if annotation.note}
        data = {
            "format": FORMAT,
            "library": str(self._library.absolute()),
            "state": state,
            "article": article_to_data(opened.article),
            "version": version_to_data(opened.version),
            "annotations": [annotation_to_data(annotation) for annotation in opened.annotations],
            "pictures": {
                "sum": crc32(pictures),
                "sizes": [[figure, len(picture)] for figure, picture in opened.pictures],
            },
            "labels": [opened.labels.undo, opened.labels.redo],
            "reading": opened.reading,
            "articles": [_row(summary) for summary in rows],
            "notes": [list(note) for note in self._notes_of(notes)],
        }
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if pictures:
            pictures_beside(self._path).write_bytes(pictures)
        self._path.write_bytes(sealed(canonical_json(data)))


def _row(summary: ArticleSummary) -> list[object]:
    return [
        summary.id,
        summary.headline,
        summary.publication,
        summary.published,
        time_to_text(summary.created_at),
        summary.facts,
        summary.checked,
        list(summary.tags),
        summary.waiting,
    ]
