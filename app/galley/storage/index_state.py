"""Whether the search index can be trusted, and that it can't; knows nothing of what is in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import IntegrityError

from galley.domain.errors import GalleyError, LibraryDamaged
from galley.storage.index_documents import INDEX_FORMAT
from galley.storage.tables import meta

__all__ = [
    "IndexOutdated",
    "is_current",
    "is_of_index",
    "mark_outdated",
    "needing_index",
    "set_state",
]

_STATE = "search_index"  # the key in the table meta; its value is the format, or anything else
# Written out rather than built: an edit, which waits for the rest, is done sooner.
_GET_STATE = "SELECT value FROM meta WHERE key = ?"


class IndexOutdated(GalleyError):
    """The search index is not built yet, was written by another Galley, or was damaged."""

    def __init__(self) -> None:
        super().__init__(
            "The search index must be built anew: run galley check --repair, then search again. "
            "Nothing that you wrote is lost."
        )


def is_current(connection: Connection) -> bool:
    """Whether the index is one that this Galley has written, and whole as far as it knows."""
    return connection.exec_driver_sql(_GET_STATE, (_STATE,)).scalar() == INDEX_FORMAT


@contextmanager
def needing_index(connection: Connection) -> Iterator[None]:
    """Read what needs the index.

    Raises:
        IndexOutdated: It must be built first.
    """
    if not is_current(connection):
        raise IndexOutdated
    try:
        yield
    except (LibraryDamaged, MemoryError) as damaged:
        if not is_of_index(damaged):
            raise
        raise IndexOutdated from damaged


def mark_outdated(connection: Connection) -> None:
    """Have the index built anew before it is used again. Until then it is not written either."""
    set_state(connection, "outdated")


def set_state(connection: Connection, state: str) -> None:
    """Write down which format the index has now."""
    statement = sqlite_insert(meta).values(key=_STATE, value=state)
    connection.execute(
        statement.on_conflict_do_update(index_elements=[meta.c.key], set_={"value": state})
    )


def is_of_index(error: Exception) -> bool:
    """Whether what went wrong while the index was used tells of damage to the index alone.

    Where it is damaged it may also write a row twice, or ask for more memory than there is.
    """
    name = getattr(error.__cause__, "sqlite_errorname", "")
    return isinstance(error, IntegrityError | MemoryError) or name == "SQLITE_CORRUPT_VTAB"
