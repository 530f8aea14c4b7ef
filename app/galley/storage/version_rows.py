"""Reading of versions, with a person's corrections applied, inside somebody else's transaction.

Everything in storage that wants a text takes it from here, so that nothing sees another text than
the one that is read.
"""

from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from galley.domain.article import Version
from galley.domain.reading import corrected
from galley.domain.structure import Structure
from galley.storage.mapping import SealBroken, structure_from_columns, version_from_row
from galley.storage.tables import articles, structures, versions

__all__ = [
    "read_captured_version",
    "read_structure",
    "read_version",
    "read_version_with_capture",
    "read_versions",
    "texts_by_version",
]

_CORRECTED = select(
    versions,
    structures.c.data.label("structure_data"),
    structures.c.digest.label("structure_digest"),
).select_from(versions.outerjoin(structures, structures.c.version_id == versions.c.id))


def read_version(connection: Connection, version_id: str) -> Version | None:
    """A version as it is read; None if there is none."""
    return _first(connection, _CORRECTED.where(versions.c.id == version_id))


def read_captured_version(connection: Connection, version_id: str) -> Version | None:
    """A version as it was captured, without any correction; None if there is none."""
    statement = select(versions).where(versions.c.id == version_id)
    row = connection.execute(statement).mappings().first()
    return None if row is None else version_from_row(row)


def read_versions(connection: Connection, article_id: str) -> list[Version]:
    """An article's versions as they are read, by number."""
    statement = _CORRECTED.where(versions.c.article_id == article_id).order_by(versions.c.number)
    return [_version(row) for row in connection.execute(statement).mappings()]


def read_version_with_capture(connection: Connection, sha256: str) -> Version | None:
    """The version that was read from these very bytes, in use before in the trash, or None."""
    statement = (
        _CORRECTED.join(articles, articles.c.id == versions.c.article_id)
        .where(versions.c.capture_sha256 == sha256)
        .order_by(articles.c.trashed_at.is_not(None), articles.c.sequence.desc())
        .limit(1)
    )
    return _first(connection, statement)


def read_structure(connection: Connection, version_id: str) -> Structure | None:
    """A version's corrections; None if there are none."""
    statement = (
        select(structures, versions.c.article_id)
        .join(versions, versions.c.id == structures.c.version_id)
        .where(structures.c.version_id == version_id)
    )
    row = connection.execute(statement).mappings().first()
    if row is None:
        return None
    return structure_from_columns(row["data"], row["digest"], row["article_id"])


def texts_by_version(connection: Connection, article_id: str) -> dict[str, str]:
    """The texts of an article's versions as they are read, but for those that are damaged."""
    texts = {}
    statement = _CORRECTED.where(versions.c.article_id == article_id)
    for row in connection.execute(statement).mappings():
        try:
            texts[str(row["id"])] = _version(row).text
        except SealBroken:
            continue
    return texts


def _first(connection: Connection, statement: Select[Any]) -> Version | None:
    row = connection.execute(statement).mappings().first()
    return None if row is None else _version(row)


def _version(row: RowMapping) -> Version:
    version = version_from_row(row)
    if row["structure_data"] is None:
        return version
    article_id, columns = row["article_id"], (row["structure_data"], row["structure_digest"])
    try:
        return corrected(version, structure_from_columns(*columns, article_id).corrections)
    except ValueError as error:  # of another version than this one
        raise SealBroken(article_id) from error
