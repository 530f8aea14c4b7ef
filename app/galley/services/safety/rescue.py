"""Edits that can't reach the library, kept in a file of their own: readable, and complete."""

import json
from collections.abc import Sequence
from pathlib import Path

from galley.domain.annotation import Annotation
from galley.domain.article import Article
from galley.domain.change_codec import change_set_to_data
from galley.domain.changes import ChangeSet
from galley.domain.errors import ExportFailed
from galley.services.files import describe_os_error, write_whole

__all__ = ["rescue_text", "write_rescue"]


def rescue_text(change_sets: Sequence[ChangeSet]) -> str:
    """The edits as Markdown: the words and notes to read, and below them all data as JSON."""
    parts = ["# Edits that Galley could not save\n"]
    for change_set in change_sets:
        for change in change_set.changes:
            entity = change.entity
            if isinstance(entity, Annotation):
                quoted = "\n".join(f"> {line}" for line in entity.exact.splitlines())
                parts.append(f"## {change_set.label}\n\n{quoted}\n\n{entity.note}\n")
            elif isinstance(entity, Article):
                parts.append(f"## {change_set.label}\n\n{entity.metadata.headline}\n")
            else:  # the corrections of a text: nothing in it is for reading
                parts.append(f"## {change_set.label}\n")
    data = json.dumps([change_set_to_data(c) for c in change_sets], ensure_ascii=False, indent=1)
    parts.append(f"## All of it, for Galley\n\n````json\n{data}\n````\n")
    return "\n".join(parts)


def write_rescue(path: Path, change_sets: Sequence[ChangeSet]) -> None:
    """Write the edits to a file, whole or not at all.

    Raises:
        ExportFailed: It can't be written there either.
    """
    try:
        write_whole(path, rescue_text(change_sets).encode("utf-8"))
    except OSError as error:
        raise ExportFailed(describe_os_error(error, path)) from error
