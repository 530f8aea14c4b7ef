"""Makes a library to look at: the sample article and a few made-up ones, marked and half checked.

Every id and time in it follows from the time it is asked for, so that two are alike to the byte of
a report. Knows no window.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.domain.article import Article, Version
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import LibraryUnusable
from galley.resources import data_file
from galley.services.edits.annotating import set_check
from galley.services.edits.quoting import annotate_quote
from galley.services.intake.importing import make_article, parse_capture

if TYPE_CHECKING:
    from galley.storage.library import Library

__all__ = ["make_demo_library"]

_STORY = "demo/demo.json"
_IDS = uuid.UUID("5a3d5f0e-5d6c-4f0e-9a58-0f6b8f6f1c3e")  # the name space of the demo's own ids


class _Clock:
    """The time as the story goes; the journal reads it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def make_demo_library(path: Path, *, now: datetime, who: str = "") -> int:
    """Make a library with marked articles in it.

    Args:
        path: Its file, which is not there yet, in a folder that is.
        now: When the last of it happened, in UTC; all other times lie before.
        who: Under whose name.

    Returns:
        How many articles are in it.

    Raises:
        LibraryUnusable: There is a file already, or none could be made.
    """
    from galley.storage.library import Library  # the database is not wanted before it is used

    if path.exists() or path.is_symlink():
        raise LibraryUnusable(f"There is a file “{path}” already: name one that is not there yet.")
    story = json.loads(data_file(_STORY).read_text(encoding="utf-8"))
    clock = _Clock(now)
    with Library.open(path, who=who, clock=clock) as library:
        for told in story["articles"]:
            taken_in = now - timedelta(minutes=told["minutes_before"])
            clock.now = taken_in
            version = _add_article(library, told["capture"], taken_in)
            for number, mark in enumerate(told["marks"]):
                clock.now = taken_in + timedelta(minutes=mark["minute"])
                _add_mark(library, version, mark, number, at=clock.now, who=who)
    return len(story["articles"])


def _add_article(library: "Library", name: str, at: datetime) -> Version:
    file = data_file(name)
    data = file.read_bytes()
    parsed = parse_capture(data, name=file.name)
    article, version = _named(
        *make_article(parsed, data, name=file.name, media_type="", now=at), file.name
    )
    library.add_article(article, version, data, parsed.assets)
    return version


def _named(article: Article, version: Version, name: str) -> tuple[Article, Version]:
    """The same with ids that follow from the file's name."""
    article_id, version_id = _id("article", name), _id("version", name)
    return (
        replace(article, id=article_id, version_id=version_id),
        replace(version, id=version_id, article_id=article_id),
    )


def _add_mark(
    library: "Library",
    version: Version,
    mark: Mapping[str, Any],
    number: int,
    *,
    at: datetime,
    who: str,
) -> None:
    edit = annotate_quote(
        version,
        mark["words"],
        Kind(mark["kind"]),
        now=at,
        occurrence=mark.get("occurrence"),
        creator=who,
        note=mark.get("note", ""),
        speaker=mark.get("speaker", ""),
        tags=mark.get("tags", ()),
    )
    made = edit.changes[0].after
    assert isinstance(made, Annotation)  # noqa: S101 - this is what annotate_quote() makes
    annotation = replace(made, id=_id("mark", version.id, str(number)))
    library.apply(ChangeSet(edit.label, version.article_id, (Change(None, annotation),)))
    if "status" in mark:
        status, evidence = CheckStatus(mark["status"]), mark.get("evidence", "")
        library.apply(set_check(annotation, status, now=at, by=who, evidence=evidence))


def _id(*words: str) -> str:
    return str(uuid.uuid5(_IDS, "/".join(words)))
