"""The check of a whole library: structure, seals, and every mark against the words it marks."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from galley.domain.annotation import Annotation
from galley.storage.index_checking import index_faults
from galley.storage.mapping import (
    SealBroken,
    annotation_columns,
    annotation_from_row,
    article_columns,
    article_from_row,
    change_set_columns,
    change_set_from_row,
    sha256_hex,
    target_rows,
    version_columns,
    version_from_row,
)
from galley.storage.tables import (
    annotations,
    articles,
    assets,
    captures,
    journal,
    structures,
    targets,
    versions,
)
from galley.storage.version_rows import read_captured_version, read_version, texts_by_version

__all__ = ["Finding", "check_library"]

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was saved.

    Attributes:
        sentence: What, for a person.
        article_id: The article it belongs to; empty if it is of the whole library.
    """

    sentence: str
    article_id: str = ""


def check_library(connection: Connection, *, index: bool = True) -> list[Finding]:
    """Everything that is wrong with a library; nothing if all is well. Reads all of it.

    Args:
        connection: In a transaction.
        index: The search index too, which takes as long again. It was written with the data.
    """
    return [
        *_structure(connection),
        *_articles(connection),
        *_texts(connection),
        *_structures(connection),
        *_annotations(connection),
        *_journal(connection),
        *_bytes(connection),
        *(Finding(sentence) for sentence in (index_faults(connection) if index else ())),
    ]


def _structure(connection: Connection) -> Iterator[Finding]:
    for (message,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if message != "ok":
            yield Finding(f"The file's structure is damaged: {message}.")
    for table, row, *_rest in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding(f"Row {row} of {table} belongs to something that is not there.")


def _articles(connection: Connection) -> Iterator[Finding]:
    for row in _rows(connection, select(articles)):
        try:
            article = article_from_row(row)
        except SealBroken:
            yield Finding(f"The article “{row['headline']}” is not what was saved.", row["id"])
        else:
            if not _agrees(row, article_columns(article)):
                yield Finding(f"The article “{row['headline']}” is listed wrongly.", row["id"])


def _texts(connection: Connection) -> Iterator[Finding]:
    for row in _rows(connection, select(versions)):
        try:
            version = version_from_row(row)
        except SealBroken:
            yield Finding(f"Version {row['id']} is not what was saved.", row["article_id"])
        else:
            if not _agrees(row, version_columns(version)):
                yield Finding(f"Version {row['id']} is listed wrongly.", row["article_id"])


def _structures(connection: Connection) -> Iterator[Finding]:
    """Corrections that are not what was saved, or do not fit the version that they are of."""
    whose = select(versions.c.id, versions.c.article_id).join(structures)
    for row in _rows(connection, whose):
        with suppress(SealBroken):  # the version's own damage is told of above
            read_captured_version(connection, row["id"])
            try:
                read_version(connection, row["id"])
            except SealBroken:
                yield Finding(
                    f"The corrections of version {row['id']} are not what was saved.",
                    row["article_id"],
                )


def _annotations(connection: Connection) -> Iterator[Finding]:
    statement = select(annotations).order_by(annotations.c.article_id)
    by_article = groupby(_rows(connection, statement), key=lambda row: str(row["article_id"]))
    for article_id, rows in by_article:
        texts = texts_by_version(connection, article_id)
        places = _places_of(connection, article_id)
        for row in rows:
            try:
                annotation = annotation_from_row(row)
            except SealBroken:
                yield Finding(f"Annotation {row['id']} is not what was saved.", article_id)
                continue
            listed = places.get(annotation.id, []) == target_rows(annotation)
            if not listed or not _agrees(row, annotation_columns(annotation)):
                yield Finding(f"Annotation {annotation.id} is listed wrongly.", article_id)
            if not _stands(annotation, texts):
                yield Finding(
                    f"Annotation {annotation.id} stands at other words than “{annotation.exact}”.",
                    article_id,
                )


def _places_of(connection: Connection, article_id: str) -> dict[str, list[dict[str, object]]]:
    """The rows of the targets table, by annotation."""
    places: dict[str, list[dict[str, object]]] = {}
    statement = (
        select(targets)
        .join(annotations, annotations.c.id == targets.c.annotation_id)
        .where(annotations.c.article_id == article_id)
        .order_by(targets.c.version_id, targets.c.ordinal)
    )
    for row in connection.execute(statement).mappings():
        places.setdefault(row["annotation_id"], []).append(dict(row))
    return places


def _stands(annotation: Annotation, texts: Mapping[str, str]) -> bool:
    return all(
        texts.get(target.version_id, "")[target.start : target.end] == target.exact
        for target in annotation.all_targets
    )


def _journal(connection: Connection) -> Iterator[Finding]:
    for row in _rows(connection, select(journal)):
        try:
            change_set = change_set_from_row(row)
        except SealBroken:
            yield Finding(
                f"Entry {row['sequence']} of the history is not what was saved.",
                row["article_id"],
            )
        else:
            if not _agrees(row, change_set_columns(change_set)):
                yield Finding(
                    f"Entry {row['sequence']} of the history is listed wrongly.",
                    row["article_id"],
                )


def _bytes(connection: Connection) -> Iterator[Finding]:
    for table in (captures, assets):
        for row in _rows(connection, select(table.c.sha256, table.c.bytes), batch=1):
            if sha256_hex(row["bytes"]) != row["sha256"]:
                yield Finding(f"The bytes {row['sha256']} in {table.name} are not what was saved.")


def _agrees(row: RowMapping, columns: Mapping[str, object]) -> bool:
    """Whether the columns that repeat a value say what the value says."""
    return all(row[key] == value for key, value in columns.items())


def _rows(
    connection: Connection, statement: Select[Any], *, batch: int = _BATCH
) -> Iterator[RowMapping]:
    """Rows as they come: a library may be larger than the memory."""
    result = connection.execute(statement.execution_options(yield_per=batch))
    yield from result.mappings()
