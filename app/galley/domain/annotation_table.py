"""The table of all annotations as values: what is asked of it, its order, its rows.

Knows no storage and no window.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.search import Query

__all__ = [
    "AnnotationOrder",
    "AnnotationRow",
    "TableColumn",
    "TableGrouping",
    "TableWish",
]


class TableColumn(StrEnum):
    """What a row says, and what rows can be sorted by; in the order of the window's columns."""

    KIND = "kind"
    EXCERPT = "excerpt"
    NOTE = "note"
    SPEAKER = "speaker"
    STATUS = "status"
    TAGS = "tags"
    ARTICLE = "article"
    PUBLICATION = "publication"
    PUBLISHED = "published"
    ADDED = "added"


class TableGrouping(StrEnum):
    """What rows are put together by. Under its tags a row stands once for each of them."""

    NONE = "none"
    KIND = "kind"
    STATUS = "status"
    SPEAKER = "speaker"
    TAG = "tag"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class TableWish:
    """Which annotations, and in which order.

    Attributes:
        query: Words and field words; an empty one leaves nothing out.
        kinds: Only these; empty for all.
        statuses: Only annotations whose check came to one of these; empty for all.
        column: What they are sorted by.
        descending: The other way round; rows that say nothing in the column stay the last ones.
        group: What they are put together by, before they are sorted.
    """

    query: Query = field(default_factory=Query)
    kinds: frozenset[Kind] = frozenset()
    statuses: frozenset[CheckStatus] = frozenset()
    column: TableColumn = TableColumn.ADDED
    descending: bool = True
    group: TableGrouping = TableGrouping.NONE


@dataclass(frozen=True, slots=True)
class AnnotationOrder:
    """The rows of the table by the numbers that the library knows them by.

    Attributes:
        sequences: One after the other; of a tag's group also those that stood there before.
        sizes: How many rows each group has, in order; empty if rows are not put together.
        names: The groups' tags, where rows are put together by tags; of other groups the first row
            says what they are.
        counts: How many annotations the query leaves, by kind and status, whichever of these
            are asked for; None where this was not counted.
        complete: There are no more rows than these.
        first: Of a first look the rows that fill the screen, in no order.
    """

    sequences: Sequence[int] = ()
    sizes: Sequence[int] = ()
    names: Sequence[str] = ()
    counts: dict[tuple[Kind, CheckStatus], int] | None = None
    complete: bool = True
    first: "Sequence[AnnotationRow]" = ()


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """A row of the table.

    Attributes:
        sequence: The library's number for the annotation.
        excerpt: The marked words.
        published: The article's day; ISO 8601 or empty.
        created_at: When the mark was made, in UTC.
    """

    sequence: int
    annotation_id: str
    article_id: str
    kind: Kind
    status: CheckStatus
    excerpt: str
    note: str
    speaker: str
    tags: tuple[str, ...]
    headline: str
    publication: str
    published: str
    created_at: datetime
