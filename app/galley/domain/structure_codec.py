"""Corrections to plain JSON data and back, each as its name and its fields."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from galley.domain.article import BlockType, Zone
from galley.domain.structure import (
    AsCaptured,
    BringBack,
    Correction,
    LeaveOut,
    Merge,
    SetLead,
    SetType,
    SetZone,
    Split,
    Structure,
)

__all__ = ["structure_from_data", "structure_to_data"]

Data = dict[str, Any]

_NAMES: dict[str, type[Correction]] = {
    "as_captured": AsCaptured,
    "bring_back": BringBack,
    "leave_out": LeaveOut,
    "merge": Merge,
    "set_lead": SetLead,
    "set_type": SetType,
    "set_zone": SetZone,
    "split": Split,
}
_NAME_OF = {kind: name for name, kind in _NAMES.items()}


def structure_to_data(structure: Structure) -> Data:
    """The corrections of a version as JSON data."""
    return {
        "version_id": structure.version_id,
        "article_id": structure.article_id,
        "corrections": [
            {"do": _NAME_OF[type(one)], **asdict(one)} for one in structure.corrections
        ],
    }


def structure_from_data(data: Mapping[str, Any]) -> Structure:
    """The corrections of a version from JSON data.

    Raises:
        ValueError: It is no correction that this Galley knows.
    """
    return Structure(
        version_id=data["version_id"],
        article_id=data["article_id"],
        corrections=tuple(_correction(one) for one in data["corrections"]),
    )


def _correction(data: Mapping[str, Any]) -> Correction:
    fields = {key: value for key, value in data.items() if key != "do"}
    if data["do"] not in _NAMES:
        msg = f"no correction is called {data['do']}"
        raise ValueError(msg)
    if "zone" in fields:
        fields["zone"] = Zone(fields["zone"])
    if "type" in fields:
        fields["type"] = BlockType(fields["type"])
    return _NAMES[data["do"]](**fields)
