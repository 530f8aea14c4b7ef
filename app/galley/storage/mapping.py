"""Values to rows and back, each row sealed by the SHA-256 of its canonical JSON.

The seal is over the text as stored, not over the value written anew: a newer Galley, which knows
more keys, still finds the seals of an older one whole.
"""

import hashlib
import json
import re
from typing import Any

from sqlalchemy import RowMapping

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version
from galley.domain.change_codec import change_set_from_data, change_set_to_data
from galley.domain.changes import ChangeSet
from galley.domain.codec import (
    annotation_from_data,
    annotation_to_data,
    article_from_data,
    article_to_data,
    canonical_json,
    collection_from_data,
    collection_to_data,
    time_to_text,
    version_from_data,
    version_to_data,
)
from galley.domain.collection import Collection
from galley.domain.structure import Structure
from galley.domain.structure_codec import structure_from_data, structure_to_data

__all__ = [
    "SealBroken",
    "annotation_columns",
    "annotation_from_row",
    "annotation_row",
    "article_columns",
    "article_from_row",
    "article_row",
    "change_set_columns",
    "change_set_from_row",
    "change_set_row",
    "collection_from_row",
    "collection_row",
    "column_text",
    "sha256_hex",
    "structure_from_columns",
    "structure_row",
    "target_rows",
    "version_columns",
    "version_from_row",
    "version_row",
]

Columns = dict[str, Any]

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class SealBroken(Exception):
    """A row is not what was written. Caught inside storage, where the article's name is known.

    Attributes:
        article_id: The article that the row belongs to.
    """

    def __init__(self, article_id: str) -> None:
        super().__init__(article_id)
        self.article_id = article_id


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def column_text(text: str) -> str:
    """A text as a column can hold it; half a surrogate pair, which is no text, is replaced."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _sealed(data: object) -> Columns:
    """JSON data as its two columns. Half a surrogate pair is escaped, and so comes back."""
    text = canonical_json(data)
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        text = _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
        encoded = text.encode()
    return {"data": text, "digest": hashlib.sha256(encoded).digest()}


def _unsealed(row: RowMapping, article_id: str) -> Any:  # noqa: ANN401 - JSON data
    """The JSON data of a row.

    Raises:
        SealBroken: The row is not what was written.
    """
    return _data(row["data"], row["digest"], article_id)


def _data(text: object, digest: object, article_id: str) -> Any:  # noqa: ANN401 - JSON data
    if not isinstance(text, str) or hashlib.sha256(text.encode()).digest() != digest:
        raise SealBroken(article_id)
    return json.loads(text)


def article_columns(article: Article) -> Columns:
    """What is looked up of an article, but for its sequence."""
    return {
        "id": article.id,
        "version_id": article.version_id,
        "headline": column_text(article.metadata.headline),
        "publication": column_text(article.metadata.publication),
        "published": column_text(article.metadata.published),
        "created_at": time_to_text(article.created_at),
        "trashed_at": time_to_text(article.trashed_at),
    }


def article_row(article: Article) -> Columns:
    """An article as it is written."""
    return {**article_columns(article), **_sealed(article_to_data(article))}


def article_from_row(row: RowMapping) -> Article:
    """An article from its row.

    Raises:
        SealBroken: The row is not what was written.
    """
    return article_from_data(_unsealed(row, row["id"]))


def version_columns(version: Version) -> Columns:
    """What is looked up of a version."""
    return {
        "id": version.id,
        "article_id": version.article_id,
        "number": version.number,
        "capture_sha256": version.capture.sha256,
    }


def version_row(version: Version) -> Columns:
    """A version as it is written."""
    return {**version_columns(version), **_sealed(version_to_data(version))}


def version_from_row(row: RowMapping) -> Version:
    """A version from its row.

    Raises:
        SealBroken: The row is not what was written.
    """
    return version_from_data(_unsealed(row, row["article_id"]))


def collection_row(collection: Collection) -> Columns:
    """A collection as it is written, but for its sequence."""
    return {
        "id": collection.id,
        "name": column_text(collection.name),
        "trashed_at": time_to_text(collection.trashed_at),
        **_sealed(collection_to_data(collection)),
    }


def collection_from_row(row: RowMapping) -> Collection:
    """A collection from its row.

    Raises:
        SealBroken: The row is not what was written.
    """
    return collection_from_data(_unsealed(row, ""))


def structure_row(structure: Structure) -> Columns:
    """The corrections of a version as they are written."""
    return {"version_id": structure.version_id, **_sealed(structure_to_data(structure))}


def structure_from_columns(text: object, digest: object, article_id: str) -> Structure:
    """The corrections of a version from their two columns.

    Raises:
        SealBroken: The row is not what was written.
    """
    return structure_from_data(_data(text, digest, article_id))


def annotation_columns(annotation: Annotation) -> Columns:
    """What is looked up of an annotation, but for its sequence and its targets' rows."""
    return {
        "id": annotation.id,
        "article_id": annotation.article_id,
        "kind": annotation.kind.value,
        "status": annotation.check.status.value,
        "trashed_at": time_to_text(annotation.trashed_at),
    }


def annotation_row(annotation: Annotation) -> Columns:
    """An annotation as it is written."""
    return {**annotation_columns(annotation), **_sealed(annotation_to_data(annotation))}


def target_rows(annotation: Annotation) -> list[Columns]:
    """Where an annotation stands, a row a passage, by version and in reading order."""
    groups = [annotation.targets_in(version_id) for version_id in annotation.version_ids]
    rows = [
        {
            "annotation_id": annotation.id,
            "version_id": target.version_id,
            "ordinal": ordinal,
            "start": target.start,
            "end": target.end,
            "sort_key": target.sort_key,
        }
        for group in groups
        for ordinal, target in enumerate(group)
    ]
    return sorted(rows, key=lambda row: (row["version_id"], row["ordinal"]))


def annotation_from_row(row: RowMapping) -> Annotation:
    """An annotation from its row.

    Raises:
        SealBroken: The row is not what was written.
    """
    return annotation_from_data(_unsealed(row, row["article_id"]))


def change_set_columns(change_set: ChangeSet) -> Columns:
    """What is looked up of an edit, but for when, by whom and its state."""
    return {
        "label": column_text(change_set.label),
        "article_id": change_set.article_id,
        "merge_key": column_text(change_set.merge_key),
    }


def change_set_row(change_set: ChangeSet) -> Columns:
    """An edit as it is written, but for when, by whom and its state."""
    return {**change_set_columns(change_set), **_sealed(change_set_to_data(change_set))}


def change_set_from_row(row: RowMapping) -> ChangeSet:
    """An edit from its row in the journal.

    Raises:
        SealBroken: The row is not what was written.
    """
    return change_set_from_data(_unsealed(row, row["article_id"]))
