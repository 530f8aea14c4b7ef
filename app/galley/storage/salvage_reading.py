"""Reads what can be read of a damaged library, as values that fit one another. Writes nothing.

Everything is in a library twice: as it is, and in the journal as it became so. A row whose seal is
broken is not believed, but what the journal last said of it is; a mark that is not at its words is
set to them, where they stand once.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from galley.domain.annotation import Annotation, Placement, Target
from galley.domain.article import Article, Version
from galley.domain.changes import ChangeSet, Entity
from galley.domain.collection import Collection
from galley.domain.errors import LibraryDamaged
from galley.domain.reading import corrected
from galley.domain.structure import Structure
from galley.storage import mapping, tables
from galley.storage.engine import connect

__all__ = ["Found", "Row", "read_damaged"]

Row = dict[str, Any]
_MOST_SINGLE_ROWS = 200_000  # tried one by one between what can be read from either end


@dataclass(slots=True)
class Found:
    """All that could be read, as values beside their rows; what is lost, as sentences."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    articles: dict[str, tuple[Article, Row]] = field(default_factory=dict)
    versions: dict[str, tuple[Version, Row]] = field(default_factory=dict)
    structures: dict[str, tuple[Structure, Row]] = field(default_factory=dict)
    collections: dict[str, tuple[Collection, Row]] = field(default_factory=dict)
    annotations: dict[str, tuple[Annotation, Row]] = field(default_factory=dict)
    edits: dict[int, tuple[ChangeSet, Row]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def read_damaged(copy: Path, damaged: Path) -> Found:
    """All that can be read of a damaged library.

    Args:
        copy: A copy of its file and what lies beside it, which may be written.
        damaged: Its own file, for the sentence.

    Raises:
        LibraryDamaged: No text of it can be read.
    """
    found = Found()
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
    _set_to_their_words(found)
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


def _believe_sealed(found: Found) -> None:
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


def _fill_from_journal(found: Found) -> None:
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


def _let_go_of_lost_versions(found: Found) -> None:
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


def _without_lost_versions(article: Article, found: Found) -> Article:
    there = [v for v, _row in found.versions.values() if v.article_id == article.id]
    ids = {version.id for version in there}
    later = tuple(identity for identity in article.later_versions if identity in ids)
    used = [v for v in there if article.uses(v)] or there
    read = article.version_id
    if read not in ids and used:
        read = max(used, key=lambda version: version.number).id
    return replace(article, version_id=read, later_versions=later)


def _without_lost_places(annotation: Annotation, found: Found) -> Annotation:
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


def _set_to_their_words(found: Found) -> None:
    """Every mark at its words: the corrections of its text, or its last places, may be lost."""
    texts = _texts(found)
    for identity, (annotation, row) in list(found.annotations.items()):
        there = _at_its_words(annotation, texts)
        if there is None:
            del found.annotations[identity]
            note = f" Its note: “{annotation.note}”" if annotation.note else ""
            found.lost.append(
                f"The mark “{annotation.exact}” has no place in any text that can be read.{note}"
            )
        elif there != annotation:
            found.annotations[identity] = (there, {**row, **mapping.annotation_row(there)})


def _texts(found: Found) -> dict[str, str]:
    """The texts as they are read; corrections that do not fit their text are let go of."""
    texts = {}
    for identity, (version, _row) in found.versions.items():
        structure = found.structures.get(identity)
        try:
            made = structure[0].corrections if structure else ()
            texts[identity] = corrected(version, made).text
        except ValueError:
            del found.structures[identity]
            found.lost.append(f"The corrections of version {identity} do not fit it any more.")
            texts[identity] = version.text
    return texts


def _at_its_words(annotation: Annotation, texts: dict[str, str]) -> Annotation | None:
    """An annotation as it stands in the texts; None if it stands in none of them."""
    placements = [_placed(place, annotation, texts) for place in annotation.placements]
    kept = tuple(place for place in placements if place is not None)
    left_out = annotation.is_left_out_of(annotation.targets[0].version_id)
    own = annotation.targets if left_out else _found_in(annotation.targets, texts)
    if own:
        return replace(annotation, targets=own, placements=kept)
    home = next((place for place in kept if place.targets), None)
    if home is None:
        return None
    return replace(
        annotation,
        targets=home.targets,
        placements=tuple(place for place in kept if place is not home),
    )


def _placed(place: Placement, annotation: Annotation, texts: dict[str, str]) -> Placement | None:
    """A place in another version; None if the words are not there, and it is undecided again."""
    if not place.targets or annotation.is_left_out_of(place.version_id):
        return place
    targets = _found_in(place.targets, texts)
    return place._replace(targets=targets) if targets else None


def _found_in(targets: tuple[Target, ...], texts: dict[str, str]) -> tuple[Target, ...]:
    """Passages where their words are: at their place or, else, where they stand once."""
    found = []
    for target in targets:
        text = texts.get(target.version_id, "")
        start = target.start
        if text[start : target.end] != target.exact:
            if text.count(target.exact) != 1:
                return ()
            start = text.index(target.exact)
        found.append(replace(target, start=start, end=start + len(target.exact)))
    return tuple(sorted(found, key=lambda one: one.start))
