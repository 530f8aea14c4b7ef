"""The journal: every edit by sequence, which of them undo and redo reach. Knows no entities' rows.

Nothing is ever taken out of it. A redo that a new edit made unreachable is marked as superseded.
An edit may join one that is not the journal's last, so whatever is written here leaves a new word
in the table ``meta``: by it a backup tells whether anything was changed since.
"""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select, update

from galley.domain.catalogue import JournalEntry
from galley.domain.changes import ChangeSet
from galley.domain.codec import time_from_text, time_to_text
from galley.storage.mapping import change_set_from_row, change_set_row, column_text
from galley.storage.tables import journal, journal_entities

__all__ = [
    "LAST_CHANGE",
    "article_entries",
    "entity_entries",
    "entry",
    "mark",
    "next_to_redo",
    "next_to_undo",
    "record",
    "record_along",
    "redo_label",
    "undo_label",
]

DONE, UNDONE, SUPERSEDED = "done", "undone", "superseded"
LAST_CHANGE = "last_change"  # the key in the table meta

_LEAVE_WORD = (
    "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = ?2"
)


def _leave_word(connection: Connection) -> None:
    connection.exec_driver_sql(_LEAVE_WORD, (LAST_CHANGE, uuid.uuid4().hex))


def record(
    connection: Connection,
    change_set: ChangeSet,
    *,
    at: datetime,
    who: str,
    reversible: bool = True,
) -> int:
    """Write an edit down, as one step with the last one if the two belong together.

    Whatever could have been redone is out of reach from here on.

    Returns:
        The sequence of the entry.
    """
    _leave_word(connection)
    when = {"at": time_to_text(at), "who": column_text(who)}
    last = _last(connection, change_set.article_id)
    joined = _joined(last, change_set)
    if last is not None and joined is not None:
        connection.execute(
            update(journal)
            .where(journal.c.sequence == last["sequence"])
            .values(**when, **change_set_row(joined))
        )
        sequence: int = last["sequence"]
        return sequence
    connection.execute(
        update(journal)
        .where(journal.c.article_id == change_set.article_id, journal.c.state == UNDONE)
        .values(state=SUPERSEDED)
    )
    result = connection.execute(
        journal.insert().values(
            **when, **change_set_row(change_set), state=DONE, reversible=int(reversible)
        )
    )
    sequence = result.lastrowid
    entities = dict.fromkeys(change.entity.id for change in change_set.changes)
    connection.execute(
        journal_entities.insert(),
        [{"entity_id": entity_id, "sequence": sequence} for entity_id in entities],
    )
    return sequence


def record_along(connection: Connection, change_set: ChangeSet, *, at: datetime, who: str) -> int:
    """Write down what followed from an article's last edit by itself: one step with that edit.

    It is a step of its own where the last one is not to be taken back.

    Returns:
        The sequence of the entry.
    """
    last = next_to_undo(connection, change_set.article_id)
    if last is None:
        return record(connection, change_set, at=at, who=who)
    _leave_word(connection)
    changes = (*last.change_set.changes, *change_set.changes)
    both = replace(last.change_set, changes=changes)
    statement = update(journal).where(journal.c.sequence == last.sequence)
    connection.execute(statement.values(change_set_row(both)))
    named = {change.entity.id for change in last.change_set.changes}
    new = dict.fromkeys(change.entity.id for change in change_set.changes)
    rows = [{"entity_id": one, "sequence": last.sequence} for one in new if one not in named]
    if rows:
        connection.execute(journal_entities.insert(), rows)
    return last.sequence


def next_to_undo(connection: Connection, article_id: str) -> JournalEntry | None:
    """The edit that undo takes back; an article's coming into the library is never taken back."""
    row = connection.execute(_to_undo(article_id, journal)).mappings().first()
    return _entry(row) if row is not None and row["reversible"] else None


def next_to_redo(connection: Connection, article_id: str) -> JournalEntry | None:
    """The edit that redo brings back."""
    row = connection.execute(_to_redo(article_id, journal)).mappings().first()
    return None if row is None else _entry(row)


def undo_label(connection: Connection, article_id: str) -> str | None:
    """What the edit is called that undo takes back; the edit itself, perhaps large, is not read."""
    row = connection.execute(_to_undo(article_id, journal.c.label, journal.c.reversible)).first()
    return row.label if row is not None and row.reversible else None


def redo_label(connection: Connection, article_id: str) -> str | None:
    """What the edit is called that redo brings back."""
    row = connection.execute(_to_redo(article_id, journal.c.label)).first()
    return None if row is None else row.label


def _to_undo(article_id: str, *columns: Any) -> Select[Any]:  # noqa: ANN401 - as select() has it
    in_question = (journal.c.article_id == article_id, journal.c.state == DONE)
    return select(*columns).where(*in_question).order_by(journal.c.sequence.desc()).limit(1)


def _to_redo(article_id: str, *columns: Any) -> Select[Any]:  # noqa: ANN401 - as select() has it
    in_question = (journal.c.article_id == article_id, journal.c.state == UNDONE)
    return select(*columns).where(*in_question).order_by(journal.c.sequence).limit(1)


def entry(connection: Connection, sequence: int) -> JournalEntry:
    """The edit of a number that :func:`record` gave."""
    statement = select(journal).where(journal.c.sequence == sequence)
    return _entry(connection.execute(statement).mappings().one())


def mark(connection: Connection, sequence: int, *, undone: bool) -> None:
    """Note that an edit was taken back, or brought back."""
    _leave_word(connection)
    connection.execute(
        update(journal)
        .where(journal.c.sequence == sequence)
        .values(state=UNDONE if undone else DONE)
    )


def article_entries(connection: Connection, article_id: str) -> list[JournalEntry]:
    """All edits of an article, the oldest first."""
    statement = (
        select(journal).where(journal.c.article_id == article_id).order_by(journal.c.sequence)
    )
    return _entries(connection.execute(statement).mappings().all())


def entity_entries(connection: Connection, entity_id: str) -> list[JournalEntry]:
    """All edits in which an article or annotation had a part, the oldest first."""
    statement = (
        select(journal)
        .join(journal_entities, journal_entities.c.sequence == journal.c.sequence)
        .where(journal_entities.c.entity_id == entity_id)
        .order_by(journal.c.sequence)
    )
    return _entries(connection.execute(statement).mappings().all())


def _last(connection: Connection, article_id: str) -> RowMapping | None:
    return (
        connection.execute(
            select(journal)
            .where(journal.c.article_id == article_id)
            .order_by(journal.c.sequence.desc())
            .limit(1)
        )
        .mappings()
        .first()
    )


def _joined(last: RowMapping | None, change_set: ChangeSet) -> ChangeSet | None:
    """The last edit and this one as one step; None if they are two."""
    if last is None or last["state"] != DONE or not change_set.merge_key:
        return None
    if last["merge_key"] != column_text(change_set.merge_key):
        return None
    try:
        return change_set_from_row(last).joined(change_set)
    except ValueError:  # the same key, but not of one entity, or not following on one another
        return None


def _entries(rows: Sequence[RowMapping]) -> list[JournalEntry]:
    return [_entry(row) for row in rows]


def _entry(row: RowMapping) -> JournalEntry:
    at = time_from_text(row["at"])
    if at is None:
        msg = "the journal's time column is not null"
        raise TypeError(msg)
    return JournalEntry(
        sequence=row["sequence"],
        at=at,
        who=row["who"],
        change_set=change_set_from_row(row),
        undone=row["state"] != DONE,
    )
