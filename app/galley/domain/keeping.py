"""Backups and what is said of them: which to keep, what a restore would change, what is damaged."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

__all__ = [
    "Backup",
    "Before",
    "Contents",
    "Differences",
    "Occasion",
    "Repair",
    "RestorePreview",
    "Restored",
    "thinned_out",
    "worth_keeping",
]

_ALL_OF = timedelta(days=2)
_DAYS, _WEEKS, _MONTHS = 12, 10, 9
_FEWEST = 3
_BEFORE = 10  # of those that were made before something: it may be missed only after weeks
_WEIGHT = 4  # such a backup counts as if it stood so many times as far from its neighbours


class Before(StrEnum):
    """What a backup is made before."""

    RESTORE = "restore"
    REPAIR = "repair"
    IMPORT = "import"  # of captures
    ARRIVALS = "arrivals"  # of annotations from elsewhere
    CHANGE = "change"  # of annotations
    DELETE = "delete"  # of annotations
    ARTICLES = "articles"  # are changed
    TRASH = "trash"  # for articles
    COLLECTION = "collection"  # is deleted


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something large that is about to be done.

    Attributes:
        before: What.
        count: To how many things; 0 where that says nothing.
    """

    before: Before
    count: int = 0


@dataclass(frozen=True, slots=True)
class Backup:
    """A checked copy of a library.

    Attributes:
        path: Its file.
        sequence: Its number; a later one is higher, whatever the clock said.
        taken_at: When, in UTC, by this machine's clock.
        library: The first characters of the library's identity.
        state: A word that is another after every edit.
        reason: What it was made before, as :class:`Before` or a newer Galley says it; empty for the
            usual ones.
        count: How many things that was about; 0 where that says nothing.
    """

    path: Path
    sequence: int
    taken_at: datetime
    library: str
    state: str
    reason: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """How much there is in a library's file; what is in the trash does not count.

    Attributes:
        articles: How many.
        annotations: How many, on those articles.
        size: Of the file, in bytes.
    """

    articles: int
    annotations: int
    size: int


def worth_keeping(backups: Iterable[Backup]) -> set[Backup]:
    """Those to keep: all of two days, one for each of 12 days, 10 weeks and 9 months.

    And the newest few of those that were made before something large, whatever their age.

    Days, weeks and months count only if they have a backup, and back from the newest one, not from
    now: a clock that is wrong, or a library that was left alone for a year, costs no backup.
    """
    newest_first = sorted(backups, key=lambda backup: backup.sequence, reverse=True)
    if not newest_first:
        return set()
    newest = newest_first[0].taken_at
    kept = {b for b in newest_first if abs(newest - b.taken_at) <= _ALL_OF}
    kept |= _last_of_each(newest_first, lambda at: at.date(), _DAYS)
    kept |= _last_of_each(newest_first, lambda at: at.isocalendar()[:2], _WEEKS)
    kept |= _last_of_each(newest_first, lambda at: (at.year, at.month), _MONTHS)
    kept |= set([b for b in newest_first if b.reason][:_BEFORE])
    return kept


def _last_of_each(
    newest_first: Sequence[Backup], period: Callable[[datetime], Hashable], count: int
) -> set[Backup]:
    """The newest backup of each period, of the newest so many periods."""
    last: dict[Hashable, Backup] = {}
    for backup in newest_first:
        last.setdefault(period(backup.taken_at), backup)
    return set(list(last.values())[:count])


def thinned_out(backups: Mapping[Backup, int], room: int) -> set[Backup]:
    """Those of some backups that have room: the closest in time to others go first.

    One that was made before something large stands close to others by its nature, and is worth
    more than they: it goes later.

    Args:
        backups: Their sizes.
        room: How large all of them together may be. The newest few are kept whatever their size.
    """
    kept = sorted(backups, key=lambda backup: backup.sequence)
    while len(kept) > _FEWEST and sum(backups[backup] for backup in kept) > room:
        closest = min(range(len(kept) - _FEWEST), key=lambda n: _gap_without(kept, n))
        del kept[closest]
    return set(kept)


def _gap_without(backups: Sequence[Backup], number: int) -> timedelta:
    """How long the time would be that no backup tells of; the oldest one is worth most."""
    if number == 0:
        return timedelta.max
    gap = abs(backups[number + 1].taken_at - backups[number - 1].taken_at)
    return gap * _WEIGHT if backups[number].reason else gap


@dataclass(frozen=True, slots=True)
class Differences:
    """How many things would come, go and become what they were.

    Attributes:
        added: In the backup alone: they would come back.
        removed: In the library alone: they would go.
        changed: In both, and not the same.
    """

    added: int = 0
    removed: int = 0
    changed: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What restoring a backup would change; a restore can itself be undone.

    Attributes:
        articles: Of articles.
        annotations: Of annotations, those in the trash too.
        edits: How many edits were made since.
        headlines_added: Some headlines of articles that would come back, the newest first.
        headlines_removed: Of articles that would go.
        headlines_changed: Of articles that would change, or some annotation of theirs.
        readable: The present library can be read; if not, all the rest is empty.
    """

    articles: Differences = Differences()
    annotations: Differences = Differences()
    edits: int = 0
    headlines_added: tuple[str, ...] = ()
    headlines_removed: tuple[str, ...] = ()
    headlines_changed: tuple[str, ...] = ()
    readable: bool = True

    @property
    def changes_nothing(self) -> bool:
        """Whether the library is as it was then."""
        differs = self.articles or self.annotations or self.edits or self.headlines_changed
        return self.readable and not differs


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the library that was there before a restore.

    Attributes:
        before: The backup that was made of it; None if it was damaged, or was not there.
        set_aside: The folder into which a damaged one was put as it was; None if it was not.
    """

    before: Backup | None = None
    set_aside: Path | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair came to, in sentences.

    Attributes:
        mended: What was done.
        remaining: What is still wrong.
        salvaged: A new library with all that could be read of a damaged one, which stays as it is.
        kept: Where the library as it was is kept.
    """

    mended: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()
    salvaged: Path | None = None
    kept: Path | None = None
