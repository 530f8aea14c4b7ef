"""Saves what can be read of a damaged library into a new one. The damaged one is not touched."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from galley.domain.article import Article, Version
from galley.storage import mapping, tables
from galley.storage.backups import SIDE_FILES
from galley.storage.collecting import list_memberships
from galley.storage.engine import disconnect, engine_for, for_writing
from galley.storage.note_links import list_links
from galley.storage.opening import in_sentences, open_library, sync_folder
from galley.storage.salvage_reading import Found, Row, read_damaged
from galley.storage.search_index import build_index

__all__ = ["Salvaged", "salvage"]


@dataclass(slots=True)
class Salvaged:
    """What came of it.

    Attributes:
        path: The new library.
        kept: How many of each thing are in it, by table.
        lost: What could not be read, in sentences.
    """

    path: Path
    kept: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)


def salvage(damaged: Path, new: Path) -> Salvaged:
    """Make a new library of all that can be read of a damaged one.

    Args:
        damaged: Its file; nobody has it open. It is only read.
        new: The new library's file, in a folder that exists; there is none of this name.

    Raises:
        LibraryDamaged: No text of it can be read.
        LibraryUnusable: The new one can't be written; there is no file of that name.
    """
    with (
        in_sentences(new),
        tempfile.TemporaryDirectory(prefix=f".{new.name}.", dir=new.parent) as folder,
    ):
        # A copy: whoever opens a library finishes what a dead writer left, and so writes to it.
        copy = Path(folder) / "damaged"
        for suffix in ("", *SIDE_FILES):
            with suppress(FileNotFoundError):
                shutil.copyfile(
                    damaged.with_name(damaged.name + suffix), copy.with_name(copy.name + suffix)
                )
        found = read_damaged(copy, damaged)
        made = Path(folder) / "new"
        salvaged = _write(made, found)
        made.rename(new)
        sync_folder(new.parent)
    salvaged.path = new
    return salvaged


def _write(path: Path, found: Found) -> Salvaged:
    opened = open_library(path, create=True, exclusive=False, who="", open_anyway=False)
    salvaged = Salvaged(path, lost=found.lost)
    try:
        with for_writing(engine_for(opened.connection, path)).begin() as connection:
            _write_all(connection, found, salvaged)
            build_index(connection)
    finally:
        disconnect(opened.connection)
    return salvaged


def _write_all(connection: Connection, found: Found, salvaged: Salvaged) -> None:
    kept = salvaged.kept
    for row in found.rows["meta"]:
        if row["key"] in {"library_id", "created_at"} and isinstance(row["value"], str):
            meta = tables.meta
            connection.execute(
                meta.update().where(meta.c.key == row["key"]).values(value=row["value"])
            )
    _write_bytes(connection, found, kept)
    articles = {
        identity: pair
        for identity, pair in found.articles.items()
        if _version_of(pair[0], found) is not None
    }
    _tell_lost(salvaged, len(found.articles) - len(articles), "articles have no text any more")
    for collection, row in _in_sequence(found.collections):
        _insert(connection, tables.collections, {**row, **mapping.collection_row(collection)})
    for article, row in _in_sequence(articles):
        _insert(connection, tables.articles, {**row, **mapping.article_columns(article)})
        list_memberships(connection, article)
        kept["articles"] += 1
    for version, row in found.versions.values():
        if version.article_id in articles:
            _insert(connection, tables.versions, {**row, **mapping.version_columns(version)})
    for structure, row in found.structures.values():
        if structure.version_id in found.versions and structure.article_id in articles:
            _insert(connection, tables.structures, row)
    _write_annotations(connection, found, articles, salvaged)
    _write_journal(connection, found, articles, salvaged)
    for row in found.rows["reading_states"]:
        if row["article_id"] in articles:
            _insert(connection, tables.reading_states, row)


def _version_of(article: Article, found: Found) -> Version | None:
    pair = found.versions.get(article.version_id)
    return pair[0] if pair and pair[0].article_id == article.id else None


def _in_sequence(pairs: Mapping[Any, tuple[Any, Row]]) -> list[tuple[Any, Row]]:
    """In the order in which they were made; those from the journal, which have none, at the end."""
    end = 1 << 62
    return sorted(pairs.values(), key=lambda pair: pair[1].get("sequence") or end)


def _write_bytes(connection: Connection, found: Found, kept: Counter[str]) -> None:
    """Captures and pictures that are whole; an article whose capture is lost has an empty one."""
    there = set()
    for table in (tables.captures, tables.assets):
        for row in found.rows[table.name]:
            data = row["bytes"]
            if isinstance(data, bytes) and mapping.sha256_hex(data) == row["sha256"]:
                _insert(connection, table, {**row, "size": len(data)})
                kept[table.name] += 1
                there.add((table.name, row["sha256"]))
    for sha256 in sorted({version.capture.sha256 for version, _row in found.versions.values()}):
        if ("captures", sha256) not in there:
            found.lost.append(f"The bytes of the capture {sha256} are lost; its text is there.")
            _insert(connection, tables.captures, {"sha256": sha256, "size": 0, "bytes": b""})


def _write_annotations(
    connection: Connection, found: Found, articles: Mapping[str, Any], salvaged: Salvaged
) -> None:
    orphans = 0
    for annotation, row in _in_sequence(found.annotations):
        targets = mapping.target_rows(annotation)
        if annotation.article_id not in articles or any(
            target["version_id"] not in found.versions for target in targets
        ):
            orphans += 1
            continue
        _insert(connection, tables.annotations, {**row, **mapping.annotation_columns(annotation)})
        if targets:  # none where its words were left out of the text
            connection.execute(tables.targets.insert(), targets)
        list_links(connection, annotation, new=True)
        salvaged.kept["annotations"] += 1
    _tell_lost(salvaged, orphans, "annotations belong to texts that are lost")


def _write_journal(
    connection: Connection, found: Found, articles: Mapping[str, Any], salvaged: Salvaged
) -> None:
    for sequence, (edit, row) in sorted(found.edits.items()):
        if edit.article_id not in articles:
            continue
        _insert(connection, tables.journal, {**row, **mapping.change_set_columns(edit)})
        entities = dict.fromkeys(change.entity.id for change in edit.changes)
        connection.execute(
            tables.journal_entities.insert(),
            [{"entity_id": entity, "sequence": sequence} for entity in entities],
        )
        salvaged.kept["journal"] += 1


def _insert(connection: Connection, table: Table, row: Row) -> None:
    connection.execute(table.insert().values(row))


def _tell_lost(salvaged: Salvaged, count: int, what: str) -> None:
    if count:
        salvaged.lost.append(f"{count} {what}.")
