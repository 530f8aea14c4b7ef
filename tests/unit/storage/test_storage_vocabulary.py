"""What is kept in a library of this schema: its values' fields, and the words they may have.

An older Galley that does not know a field leaves it out of whatever it writes, and one that does
not know a word can't read the article. So none may be added without a new schema, which it refuses.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import EnumType, StrEnum
from typing import get_args

from galley.domain.annotation import (
    AnchorStatus,
    Annotation,
    Check,
    CheckStatus,
    Decision,
    Kind,
    Placement,
    Target,
    Unplaced,
)
from galley.domain.article import (
    Article,
    Block,
    BlockType,
    Capture,
    Figure,
    InlineStyle,
    LeftOut,
    Metadata,
    Picture,
    Span,
    Version,
    Zone,
)
from galley.domain.changes import ChangeSet
from galley.domain.collection import Collection
from galley.domain.region import Region
from galley.domain.structure import Correction, Structure
from galley.storage.tables import SCHEMA_VERSION

_VALUES = (Article, Metadata, Picture, Version, Capture, Block, Span, Figure, LeftOut)
_SAID = (Annotation, Target, Check, Placement, Unplaced, Region, Structure, Collection, ChangeSet)
_WORDS = (Kind, CheckStatus, AnchorStatus, Decision, Zone, BlockType, InlineStyle)


def _names(kind: type) -> list[str]:
    if isinstance(kind, EnumType):
        members: list[StrEnum] = list(kind)
        return [member.value for member in members]
    if is_dataclass(kind):
        return [field.name for field in fields(kind)]
    return list(kind._fields)  # type: ignore[attr-defined] # a named tuple


def test_a_new_field_or_word_comes_with_a_new_schema(
    same_as_golden: Callable[[str, bytes], None],
) -> None:
    """If this fails: raise SCHEMA_VERSION, with a step that may be empty, then --update-golden."""
    kinds = (*_VALUES, *_SAID, *get_args(Correction), *_WORDS)
    lines = [f"{kind.__name__}: {' '.join(_names(kind))}".rstrip() for kind in kinds]
    same_as_golden(f"storage/schema-{SCHEMA_VERSION}.txt", "\n".join([*lines, ""]).encode())
