"""Collections of articles, and kept searches: made, named, put away, found by their names.

The functions run on the library's thread and return values.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from galley.domain.collection import Collection, CollectionSummary
from galley.domain.errors import GalleyError, NotFound
from galley.domain.identity import new_id

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = [
    "NameMissing",
    "collection_named",
    "list_collections",
    "members",
    "new_collection",
    "put_collection",
    "renamed",
]


class NameMissing(GalleyError):
    """A collection needs a name."""


def new_collection(name: str, *, now: datetime, query: str = "") -> Collection:
    """A collection, or with a query a kept search; nothing is written.

    Raises:
        NameMissing: The name is empty.
    """
    return Collection(new_id(), _clean(name), now, " ".join(query.split()))


def renamed(collection: Collection, name: str) -> Collection:
    """The collection under another name; nothing is written.

    Raises:
        NameMissing: The name is empty.
    """
    return replace(collection, name=_clean(name))


def _clean(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise NameMissing("A collection needs a name. Type one.")
    return cleaned


def put_collection(library: "Library", collection: Collection) -> list[CollectionSummary]:
    """Keep a collection as it is now; all that are in use afterwards."""
    library.collections.put(collection)
    return library.collections.all()


def list_collections(library: "Library") -> list[CollectionSummary]:
    """All that are in use, by name."""
    return library.collections.all()


def members(library: "Library", collection_id: str) -> list[str]:
    """The ids of the articles that a person put into a collection."""
    return library.collections.members(collection_id)


def collection_named(library: "Library", name: str, *, saved: bool) -> Collection:
    """The collection of a name, whatever its capitals; a part that only one has is enough.

    Args:
        library: Whose.
        name: As a person types it.
        saved: A kept search is meant.

    Raises:
        NotFound: There is none, or there are several.
    """
    found = [summary.collection for summary in library.collections.all()]
    wanted = name.strip().casefold()
    of_kind = [one for one in found if bool(one.query) is saved]
    same = [one for one in of_kind if one.name.casefold() == wanted]
    fitting = same or [one for one in of_kind if wanted and wanted in one.name.casefold()]
    if len(fitting) == 1:
        return fitting[0]
    noun = "saved search" if saved else "collection"
    if fitting:
        names = ", ".join(f"“{one.name}”" for one in fitting)
        raise NotFound(f"“{name}” fits {len(fitting)}: {names}. Give the whole name.")
    known = ", ".join(f"“{one.name}”" for one in of_kind)
    have = f"There are: {known}." if known else "There is none yet."
    raise NotFound(f"No {noun} is called “{name}”. {have}")
