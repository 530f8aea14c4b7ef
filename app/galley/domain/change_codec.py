"""Edits to plain JSON data and back, for the journal. Keys are only ever added, as in the codec."""

from collections.abc import Mapping
from typing import Any

from galley.domain.annotation import Annotation
from galley.domain.article import Article
from galley.domain.changes import Change, ChangeSet, Entity
from galley.domain.codec import (
    annotation_from_data,
    annotation_to_data,
    article_from_data,
    article_to_data,
)
from galley.domain.structure_codec import structure_from_data, structure_to_data

__all__ = ["change_set_from_data", "change_set_to_data"]

Data = dict[str, Any]


def _entity_to_data(entity: Entity | None) -> Data | None:
    if entity is None:
        return None
    if isinstance(entity, Article):
        return {"article": article_to_data(entity)}
    if isinstance(entity, Annotation):
        return {"annotation": annotation_to_data(entity)}
    return {"structure": structure_to_data(entity)}


def _entity_from_data(data: Mapping[str, Any] | None) -> Entity | None:
    if data is None:
        return None
    if "article" in data:
        return article_from_data(data["article"])
    if "annotation" in data:
        return annotation_from_data(data["annotation"])
    return structure_from_data(data["structure"])


def change_set_to_data(change_set: ChangeSet) -> Data:
    """An edit as JSON data, for the journal."""
    return {
        "label": change_set.label,
        "article_id": change_set.article_id,
        "merge_key": change_set.merge_key,
        "changes": [
            [_entity_to_data(change.before), _entity_to_data(change.after)]
            for change in change_set.changes
        ],
    }


def change_set_from_data(data: Mapping[str, Any]) -> ChangeSet:
    """An edit from JSON data."""
    return ChangeSet(
        label=data["label"],
        article_id=data["article_id"],
        merge_key=data["merge_key"],
        changes=tuple(
            Change(_entity_from_data(before), _entity_from_data(after))
            for before, after in data["changes"]
        ),
    )
