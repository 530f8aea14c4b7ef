"""A backup before anything large: whoever changes much at once must show that it was seen to.

What changes many things takes a :class:`Kept`, and only :func:`keep_before` and
:func:`go_on_without` make one. Knows no window.
"""

from concurrent.futures import CancelledError
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from galley.domain.errors import JobCancelled
from galley.domain.jobs import Job
from galley.domain.keeping import Backup, Before, Occasion
from galley.services.library_reading import SubmitToLibrary

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from pathlib import Path

    from galley.storage.backup import Lending
    from galley.storage.library import Library

__all__ = [
    "LARGE_ANNOTATIONS",
    "LARGE_ARTICLES",
    "Before",
    "Kept",
    "Occasion",
    "go_on_without",
    "is_large",
    "keep_before",
]

# What a person could look over and mend by hand in a few minutes, if it went wrong and its undo
# were lost, is not large. Fewer would have somebody with a library of gigabytes wait, and fill the
# disk, for what everybody does all day.
LARGE_ARTICLES = 20
LARGE_ANNOTATIONS = 100

_OF_ARTICLES = frozenset({Before.IMPORT, Before.ARTICLES, Before.TRASH, Before.COLLECTION})


@dataclass(frozen=True, slots=True)
class Kept:
    """That a change may begin: it is not large, or the library as it is now is kept.

    Attributes:
        occasion: The change.
        backup: Of the library before it; None if it is not large, or the person goes on without.
    """

    occasion: Occasion
    backup: Backup | None = None

    def check(self, count: int) -> None:
        """See that a part of the change is no larger than what was asked for.

        Raises:
            ValueError: It is, which is a bug.
        """
        if count > self.occasion.count:
            msg = f"{count} things are changed, and {self.occasion.count} were announced"
            raise ValueError(msg)


def is_large(occasion: Occasion) -> bool:
    """Whether a change is so large that a backup is made before it."""
    least = LARGE_ARTICLES if occasion.before in _OF_ARTICLES else LARGE_ANNOTATIONS
    return occasion.count >= least


def keep_before(
    submit: SubmitToLibrary, occasion: Occasion, *, now: datetime, job: Job | None = None
) -> Kept:
    """Make a backup before a change if it is large, and nothing if it is not.

    A backup of the library as it is now that is there already is enough. What is saved while it is
    made does not wait for it; the change does.

    Args:
        submit: Has work done on the library's thread; not on the thread of the caller, unless the
            library is open on that.
        occasion: The change.
        now: The time, in UTC.
        job: Told how far it is; may be cancelled.

    Raises:
        JobCancelled: It was cancelled, or the library is being closed.
        LibraryUnusable: There is no backup, and none could be made; nothing was changed.
    """
    if not is_large(occasion):
        return Kept(occasion)
    from galley.storage.backups import back_up_before  # see TYPE_CHECKING

    try:
        path, lending = submit(_lend).result()
    except CancelledError as closed:
        raise JobCancelled from closed
    backup = back_up_before(path, occasion, now=now, lending=lending, job=job)
    return Kept(occasion, backup)


def _lend(library: "Library") -> "tuple[Path, Lending]":
    return library.path, library.lending


def go_on_without(occasion: Occasion) -> Kept:
    """The person was told that there is no backup, and wants the change all the same."""
    return Kept(occasion)
