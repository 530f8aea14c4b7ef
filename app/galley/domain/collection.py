"""A collection: articles that a person put together, or a search that a person kept."""

from dataclasses import dataclass
from datetime import datetime

__all__ = ["Collection", "CollectionSummary"]


@dataclass(frozen=True, slots=True)
class Collection:
    """A name for some articles. An article names the collections it was put into.

    Attributes:
        query: What finds the articles of a saved search; empty where a person picks them.
        trashed_at: When it was moved to the trash, in UTC; None while it is in use.
    """

    id: str
    name: str
    created_at: datetime
    query: str = ""
    trashed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CollectionSummary:
    """A line in the list of collections.

    Attributes:
        collection: The collection.
        articles: How many articles in use a person put into it.
    """

    collection: Collection
    articles: int = 0
