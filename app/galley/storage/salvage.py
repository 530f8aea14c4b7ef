"""Saves what can be read of a damaged library into a new one. The damaged one is not touched.

Everything is in a library twice: as it is, and in the journal as it became so. A row whose seal is
broken is not believed, but what the journal last said of it is.
"""

import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version
from galley.domain.changes import ChangeSet, Entity
from galley.domain.collection import Collection
from galley.domain.errors import LibraryDamaged
from galley.domain.structure import Structure
from galley.storage import mapping, tables
from galley.storage.backups import SIDE_FILES
from galley.storage.collecting import list_memberships
from galley.storage.engine import connect, disconnect, engine_for, for_writing
from galley.storage.note_links import list_links
from galley.storage.opening import in_sentences, open_library, sync_folder
from galley.storage.search_index import build_index

__all__ = ["Salvaged", "salvage"]

Row = dict[str, Any]
_MOST_SINGLE_ROWS = 200_000  # tried one by one between what can be read from either end


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
        found = _read(copy, damaged)
        made = Path(folder) / "new"
        salvaged = _write(made, found)
        made.rename(new)
        sync_folder(new.parent)
    salvaged.path = new
    return salvaged


# Reading


@dataclass(slots=True)
class _Found:
    """All that could be read, as values beside their rows; what is lost, as sentences."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    articles: dict[str, tuple[Article, Row]] = field(default_factory=dict)
    versions: dict[str, tuple[Version, Row]] = field(default_factory=dict)
    structures: dict[str, tuple[Structure, Row]] = field(default_factory=dict)
    collections: dict[str, tuple[Collection, Row]] = field(default_factory=dict)
    annotations: dict[str, tuple[Annotation, Row]] = field(default_factory=dict)
    edits: dict[int, tuple[ChangeSet, Row]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def _read(copy: Path, damaged: Path) -> _Found:
    found = _Found()
    with suppress(sqlite3.DatabaseError), closing(connect(copy)) as connection:
        for table in (
            tables.meta,
            tables.captures,
            tables.assets,
            tables.articles,
            tables.versions,
            tables.structures,
            tables.collections,
            tables.annotations,
            tables.journal,
            tables.reading_states,
        ):
            found.rows[table.name] = list(_readable_rows(connection, table, found.lost))
    if not found.rows.get("versions"):
        raise LibraryDamaged(
            f"No text can be read of the library {damaged}. It was left as it is; restore a "
            "backup: galley restore shows them."
        )
    _believe_sealed(found)
    _fill_from_journal(found)
    _let_go_of_lost_versions(found)
    return found


def _readable_rows(connection: sqlite3.Connection, table: Table, lost: list[str]) -> Iterator[Row]:
    """A table's rows: from its beginning, from its end, and one by one in between."""
    names = [column.name for column in table.c]
    columns = ", ".join(f'"{name}"' for name in names)
    select = f'SELECT rowid, {columns} FROM "{table.name}"'  # noqa: S608 - own table names
    seen: set[int] = set()
    broken = False
    for order in ("ORDER BY rowid", "ORDER BY rowid DESC"):
        try:
            for rowid, *values in connection.execute(f"{select} {order}"):
                if rowid in seen:
                    break
                seen.add(rowid)
                yield dict(zip(names, values, strict=True))
        except (sqlite3.DatabaseError, MemoryError):
            broken = True
        if not broken:
            return
    lost.append(f"Some of the table {table.name} can’t be read.")
    for rowid in _gap(seen):
        with suppress(sqlite3.DatabaseError, MemoryError):
            row = connection.execute(f"{select} WHERE rowid = ?", (rowid,)).fetchone()
            if row is not None:
                yield dict(zip(names, row[1:], strict=True))


def _gap(seen: set[int]) -> Iterator[int]:
    """Numbers that a row may have that was met from neither end."""
    last = max(seen, default=1000)
    missing = (number for number in range(1, last) if number not in seen)
    for number, _count in zip(missing, range(_MOST_SINGLE_ROWS), strict=False):
        yield number


def _believe_sealed(found: _Found) -> None:
    """Values of rows that are what was saved; of each of the others, a sentence."""
    readings: tuple[tuple[str, Any, str, dict[Any, Any]], ...] = (
        ("articles", mapping.article_from_row, "id", found.articles),
        ("versions", mapping.version_from_row, "id", found.versions),
        ("structures", _structure_from_row, "id", found.structures),
        ("collections", mapping.collection_from_row, "id", found.collections),
        ("annotations", mapping.annotation_from_row, "id", found.annotations),
        ("journal", mapping.change_set_from_row, "sequence", found.edits),
    )
    for name, read, key, values in readings:
        broken = 0
        for row in found.rows[name]:
            try:
                value = read(row)
            except (mapping.SealBroken, ValueError, KeyError, TypeError, AttributeError):
                broken += 1  # the seal, or columns of another type than ever was written
            else:
                values[value.id if key == "id" else row["sequence"]] = (value, row)
        if broken:
            found.lost.append(f"{broken} rows of the table {name} are not what was saved.")


def _structure_from_row(row: Row) -> Structure:
    return mapping.structure_from_columns(row["data"], row["digest"], "")


def _fill_from_journal(found: _Found) -> None:
    """What no row tells any more, as the journal last had it; else as its version has it."""
    last: dict[str, Entity | None] = {}
    for _sequence, (edit, row) in sorted(found.edits.items()):
        if row["state"] == "done":
            last.update({change.entity.id: change.after for change in edit.changes})
    back = Counter[str]()
    for identity, value in last.items():
        if isinstance(value, Article) and identity not in found.articles:
            found.articles[identity] = (value, mapping.article_row(value))
            back["articles"] += 1
        elif isinstance(value, Annotation) and identity not in found.annotations:
            found.annotations[identity] = (value, mapping.annotation_row(value))
            back["annotations"] += 1
        elif isinstance(value, Structure) and identity not in found.structures:
            found.structures[identity] = (value, mapping.structure_row(value))
            back["corrected texts"] += 1
    homeless: dict[str, list[Version]] = {}
    for version, _row in found.versions.values():
        if version.article_id not in found.articles:
            homeless.setdefault(version.article_id, []).append(version)
    for versions in homeless.values():
        first, *others = sorted(versions, key=lambda version: version.number)
        article = Article(
            first.article_id,
            first.id,
            first.metadata,
            first.capture.captured_at,
            later_versions=tuple(version.id for version in others),
        )
        found.articles[article.id] = (article, mapping.article_row(article))
        back["articles"] += 1
    found.lost += [f"{n} {name} came back from their history." for name, n in back.items()]


def _let_go_of_lost_versions(found: _Found) -> None:
    """Articles and annotations that do not need a lost version are as if it had never come."""
    for identity, (article, row) in found.articles.items():
        kept = _without_lost_versions(article, found)
        if kept != article:
            found.articles[identity] = (kept, {**row, **mapping.article_row(kept)})
            found.lost.append(f"A version of “{article.metadata.headline}” is lost.")
    for identity, (annotation, row) in found.annotations.items():
        placed = _without_lost_places(annotation, found)
        if placed != annotation:
            found.annotations[identity] = (placed, {**row, **mapping.annotation_row(placed)})


def _without_lost_versions(article: Article, found: _Found) -> Article:
    there = [v for v, _row in found.versions.values() if v.article_id == article.id]
    ids = {version.id for version in there}
    later = tuple(identity for identity in article.later_versions if identity in ids)
    used = [v for v in there if article.uses(v)] or there
    read = article.version_id
    if read not in ids and used:
        read = max(used, key=lambda version: version.number).id
    return replace(article, version_id=read, later_versions=later)


def _without_lost_places(annotation: Annotation, found: _Found) -> Annotation:
    """Of an annotation whose own text is lost, a place in another version is its own now."""
    places = tuple(p for p in annotation.placements if p.version_id in found.versions)
    unplaced = tuple(one for one in annotation.unplaced if one.version_id in found.versions)
    annotation = replace(annotation, unplaced=unplaced)
    if annotation.targets[0].version_id in found.versions:
        return replace(annotation, placements=places)
    own = next((place for place in places if place.targets), None)
    if own is None:
        return annotation
    others = tuple(place for place in places if place is not own)
    return replace(annotation, targets=own.targets, placements=others)


# Writing


def _write(path: Path, found: _Found) -> Salvaged:
    opened = open_library(path, create=True, exclusive=False, who="", open_anyway=False)
    salvaged = Salvaged(path, lost=found.lost)
    try:
        with for_writing(engine_for(opened.connection, path)).begin() as connection:
            _write_all(connection, found, salvaged)
            build_index(connection)
    finally:
        disconnect(opened.connection)
    return salvaged


def _write_all(connection: Connection, found: _Found, salvaged: Salvaged) -> None:
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


def _version_of(article: Article, found: _Found) -> Version | None:
    pair = found.versions.get(article.version_id)
    return pair[0] if pair and pair[0].article_id == article.id else None


def _in_sequence(pairs: Mapping[Any, tuple[Any, Row]]) -> list[tuple[Any, Row]]:
    """In the order in which they were made; those from the journal, which have none, at the end."""
    end = 1 << 62
    return sorted(pairs.values(), key=lambda pair: pair[1].get("sequence") or end)


def _write_bytes(connection: Connection, found: _Found, kept: Counter[str]) -> None:
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
    connection: Connection, found: _Found, articles: Mapping[str, Any], salvaged: Salvaged
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
    connection: Connection, found: _Found, articles: Mapping[str, Any], salvaged: Salvaged
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
