"""The table of all annotations of a library: its order, its rows. Runs on the library's thread."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from galley.domain.annotation_table import AnnotationOrder, AnnotationRow, TableWish
from galley.domain.jobs import Job
from galley.services.finding.searching import build_index

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = ["read_order", "read_rows"]


def read_order(
    library: "Library",
    wish: TableWish,
    *,
    limit: int | None = None,
    job: Job | None = None,
    give_way: Callable[[], bool] = lambda: False,
) -> AnnotationOrder:
    """The rows of a wish by their numbers; the search index is built first where there is none.

    Args:
        library: Whose annotations.
        wish: Which, and in which order.
        limit: How many at most, for a first look; None for all.
        job: Told how far the building of an index is; cancelling it leaves the library as it was.
        give_way: Asked every few hundredths of a second whether other work waits.

    Raises:
        LibraryUnusable: The library can't be read, or the index can't be written.
        JobCancelled: It was cancelled, or gave way.
    """
    from galley.storage.index_state import IndexOutdated  # see TYPE_CHECKING

    job = job or Job()

    def stop() -> bool:
        return job.cancelled or give_way()

    try:
        return library.table.order(wish, limit=limit, stop=stop)
    except IndexOutdated:
        build_index(library, job)
        return library.table.order(wish, limit=limit, stop=stop)


def read_rows(library: "Library", sequences: Sequence[int]) -> list[AnnotationRow]:
    """Rows by their numbers, in no order; none for what is gone or damaged."""
    return library.table.rows(sequences)
