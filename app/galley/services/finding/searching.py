"""Searching the library, as one types or by one query. Knows how neither is done."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from galley.domain.annotation import Kind
from galley.domain.jobs import Job
from galley.domain.search import SearchResults, parse_query

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = ["build_index", "search"]


def search(
    library: "Library",
    text: str,
    *,
    limit: int = 50,
    typing: bool = False,
    kind_names: Mapping[Kind, str] | None = None,
    job: Job | None = None,
) -> SearchResults:
    """What fits a query, the best first; nothing of what is in the trash.

    The index is built first where there is none yet, as in a library of an older Galley.

    Args:
        library: Where to look.
        text: The query, in the language of :mod:`galley.domain.search`.
        limit: How many hits at most.
        typing: The query is still being typed: its last word may go on.
        kind_names: What the person calls kinds, where it is not the usual name.
        job: Told how far the building of an index is; cancelling it leaves the library as it was.

    Raises:
        QueryUnclear: A field word has a value that makes no sense, or it is all too long.
        LibraryUnusable: The library can't be read, or the index can't be written.
        JobCancelled: The building was cancelled.
    """
    from galley.storage.index_state import IndexOutdated  # see TYPE_CHECKING

    query = parse_query(text, typing=typing, kind_names=kind_names)
    try:
        return library.search(query, limit=limit)
    except IndexOutdated:
        build_index(library, job or Job())
        return library.search(query, limit=limit)


def build_index(library: "Library", job: Job) -> None:
    """Build the search index anew; a step of the job is an article.

    Raises:
        LibraryUnusable: It can't be written; the index is as it was.
        JobCancelled: It was cancelled; the index is as it was.
    """
    library.build_index(lambda done, total: job.step(done, total, "Building the search index"))
