"""What the library's list can show: everything, a collection, a kept search. Knows no Qt widget."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from galley.domain.collection import CollectionSummary

__all__ = ["Place", "PlaceKind", "places_of"]


class PlaceKind(StrEnum):
    """What a place is."""

    ALL = "all"
    COLLECTION = "collection"
    SEARCH = "search"
    TRASH = "trash"


class Place(NamedTuple):
    """A row of the section of collections.

    Attributes:
        kind: What it is.
        id: The collection's; empty for what is no collection.
        name: As the person calls it; empty for what has a name of the window's own.
        articles: How many it has; -1 where that is not known.
        query: What a kept search looks for.
    """

    kind: PlaceKind
    id: str = ""
    name: str = ""
    articles: int = -1
    query: str = ""


def places_of(collections: Sequence[CollectionSummary], total: int) -> list[Place]:
    """All articles, then the collections, then the kept searches, then the trash."""
    own = [
        Place(PlaceKind.COLLECTION, one.collection.id, one.collection.name, one.articles)
        for one in collections
        if not one.collection.query
    ]
    searches = [
        Place(PlaceKind.SEARCH, one.collection.id, one.collection.name, -1, one.collection.query)
        for one in collections
        if one.collection.query
    ]
    return [Place(PlaceKind.ALL, articles=total), *own, *searches, Place(PlaceKind.TRASH)]
