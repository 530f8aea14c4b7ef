"""What lists show of a library: a line an article, a line an edit. Reading changes nothing."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the list of articles is there before anything can be edited
    from galley.domain.changes import ChangeSet

__all__ = ["ArticleName", "ArticleSummary", "JournalEntry"]


class ArticleSummary(NamedTuple):
    """One row of the library list.

    Attributes:
        facts: Annotations in use (not in the trash).
        checked: Those of them whose check is no longer Unchecked.
        tags: The article's own.
        waiting: Whether a newer capture than the one that is read waits to be compared.
    """

    id: str
    headline: str
    publication: str
    published: str
    created_at: datetime
    facts: int = 0
    checked: int = 0
    tags: tuple[str, ...] = ()
    waiting: bool = False


class ArticleName(NamedTuple):
    """By what an article is known: enough to tell whether another capture may be of it."""

    id: str
    headline: str
    publication: str
    address: str


class JournalEntry(NamedTuple):
    """One edit as the journal keeps it, for ever.

    Attributes:
        sequence: Its place in the journal; order is by this, never by the clock.
        at: When, in UTC, by this machine's clock.
        who: By whom.
        undone: The person took it back and it was not redone.
    """

    sequence: int
    at: datetime
    who: str
    change_set: "ChangeSet"
    undone: bool = False
