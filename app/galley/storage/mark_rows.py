"""Writes annotations of one article, each statement once for all of them: one or ten thousand.

Writing compares: what is there must equal what each change thinks it changes.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from galley.domain.annotation import Annotation
from galley.domain.changes import Change
from galley.domain.errors import HistoryConflict
from galley.storage.mapping import annotation_from_row, annotation_row, target_rows
from galley.storage.marks_indexing import Indexing, index_marks
from galley.storage.note_links import link_rows
from galley.storage.tables import annotations, note_links, targets

__all__ = ["CHANGED_ELSEWHERE", "write_marks"]

CHANGED_ELSEWHERE = (
    "This was changed elsewhere in the meantime, so nothing was changed now. "
    "Open the article again and repeat the edit."
)
# Written out rather than built: an edit, which waits for the rest, is done sooner.
_WITH_IDS = "WHERE id IN (SELECT value FROM json_each(?))"
_STORED = f"SELECT sequence, id, article_id, data, digest FROM annotations {_WITH_IDS}"  # noqa: S608 - constants
_NUMBERS = f"SELECT id, sequence FROM annotations {_WITH_IDS}"  # noqa: S608 - constants
_COLUMNS = ("article_id", "kind", "status", "trashed_at", "data", "digest")
_CHANGE = f"UPDATE annotations SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE id = ?"  # noqa: S608 - constants
_REMOVE = "DELETE FROM annotations WHERE id = ?"
_REMOVE_TARGETS = "DELETE FROM targets WHERE annotation_id = ?"
_REMOVE_LINKS = "DELETE FROM note_links WHERE annotation_id = ?"


def write_marks(connection: Connection, changes: Sequence[Change]) -> None:
    """Make changes of different annotations of one article, and have them found.

    Args:
        connection: In a transaction.
        changes: Each of another annotation.

    Raises:
        HistoryConflict: What is there is not what a change starts from; some may be written then.
    """
    numbers = _compared(connection, changes)
    _write_rows(connection, changes)
    new = [change.entity.id for change in changes if change.before is None]
    if new:
        rows = connection.exec_driver_sql(_NUMBERS, (json.dumps(new),))
        numbers |= {row.id: row.sequence for row in rows}
    index_marks(
        connection,
        [Indexing(numbers[c.entity.id], _mark(c.before), _mark(c.after)) for c in changes],
    )


def _mark(entity: object) -> Annotation | None:
    return entity if isinstance(entity, Annotation) else None


def _compared(connection: Connection, changes: Sequence[Change]) -> dict[str, int]:
    """The numbers of the annotations by their ids, all as their changes start from them."""
    ids = json.dumps([change.entity.id for change in changes])
    rows = connection.exec_driver_sql(_STORED, (ids,)).mappings().all()
    stored = {row["id"]: annotation_from_row(row) for row in rows}
    if any(stored.get(change.entity.id) != change.before for change in changes):
        raise HistoryConflict(CHANGED_ELSEWHERE)
    return {row["id"]: row["sequence"] for row in rows}


def _write_rows(connection: Connection, changes: Sequence[Change]) -> None:
    pairs = [(_mark(change.before), _mark(change.after)) for change in changes]
    # The words stay in the journal, from which redo brings them back.
    removed = [(before.id,) for before, after in pairs if before and not after]
    _many(connection, _REMOVE, removed)
    new = [after for before, after in pairs if after and not before]
    if new:
        connection.execute(annotations.insert(), [annotation_row(one) for one in new])
    changed = [(before, after) for before, after in pairs if before and after]
    _many(connection, _CHANGE, [_changed_row(after) for _before, after in changed])
    moved = [after for before, after in changed if before.all_targets != after.all_targets]
    _many(connection, _REMOVE_TARGETS, [(one.id,) for one in moved])
    places = [row for one in (*new, *moved) for row in target_rows(one)]
    if places:  # none where their words were left out of the text
        connection.execute(targets.insert(), places)
    noted = [after for before, after in changed if before.note != after.note]
    _many(connection, _REMOVE_LINKS, [(one.id,) for one in noted])
    links = [row for one in (*new, *noted) for row in link_rows(one)]
    if links:
        connection.execute(note_links.insert(), links)


def _changed_row(annotation: Annotation) -> tuple[Any, ...]:
    row = annotation_row(annotation)
    return (*(row[name] for name in _COLUMNS), annotation.id)


def _many(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    listed = list(rows)
    if listed:
        connection.exec_driver_sql(statement, listed)
