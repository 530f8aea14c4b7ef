"""``galley backup``, ``restore`` and ``check``: their options, and what they say, as lines."""

import argparse
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from galley.domain.article import UNTITLED
from galley.domain.errors import LibraryUnusable
from galley.domain.jobs import Job
from galley.domain.keeping import Backup, Before, Differences, Occasion, Repair, RestorePreview

if TYPE_CHECKING:
    from galley.services.safety.large_changes import Kept
    from galley.storage.library import Library

__all__ = ["COMMANDS", "add_going_on", "add_options", "before", "run"]

_REASONS = {
    Before.RESTORE: "before a restore",
    Before.REPAIR: "before a repair",
    Before.IMPORT: "before importing {count} files",
    Before.ARRIVALS: "before importing {count} annotations",
    Before.CHANGE: "before changing {count} annotations",
    Before.DELETE: "before deleting {count} annotations",
    Before.ARTICLES: "before changing {count} articles",
    Before.TRASH: "before deleting {count} articles",
    Before.COLLECTION: "before deleting a collection of {count} articles",
}


COMMANDS = ("backup", "restore", "check")


def add_options(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The commands with their options.

    Args:
        add: Makes a command's parser of its name and what it does.
    """
    backup = add("backup", "make a checked backup of the library")
    backup.add_argument(
        "--to", type=Path, metavar="FILE", help="a copy here, instead of among the backups"
    )
    restore = add("restore", "list the backups, or put one in the library's place")
    restore.add_argument(
        "backup", nargs="?", metavar="BACKUP", help="its number, or a file; else they are listed"
    )
    restore.add_argument("--dry-run", action="store_true", help="only say what would change")
    check = add("check", "check all of the library")
    check.add_argument(
        "--repair", action="store_true", help="repair what can be repaired without loss"
    )


def add_going_on(command: argparse.ArgumentParser) -> None:
    """What says that many things may be brought in though no backup can be made before."""
    command.add_argument(
        "--without-backup",
        action="store_true",
        help="make no backup first, where many are brought in at once",
    )


def before(
    occasion: Occasion, library: "Library", chosen: argparse.Namespace, job: Job, now: datetime
) -> "Kept":
    """See that there is a backup before many things are brought in, unless none is wanted.

    Raises:
        JobCancelled: It was cancelled.
        LibraryUnusable: None could be made; nothing was changed.
    """
    from galley.services.library_reading import on_this_thread
    from galley.services.safety.large_changes import go_on_without, keep_before

    if chosen.without_backup:
        return go_on_without(occasion)
    try:
        return keep_before(on_this_thread(library), occasion, now=now, job=job)
    except LibraryUnusable as error:
        words = f"{error} Nothing was imported; to import without a backup, add --without-backup."
        raise LibraryUnusable(words) from error


def run(
    chosen: argparse.Namespace, library: Path, *, now: datetime, who: str, job: Job
) -> tuple[Iterable[str], bool]:
    """Run one of the commands on the library's file; the job hears how far a check is.

    Returns:
        Lines to say, as they come, and whether all is well.

    Raises:
        GalleyError: It could not be done, also while the lines are asked for.
    """
    match chosen.command:
        case "backup":
            return _run_backup(library, chosen.to, now=now, job=job), True
        case "restore":
            lines = _run_restore(library, chosen.backup, dry_run=chosen.dry_run, now=now, who=who)
            return lines, True
        case _:
            return _run_check(library, repair=chosen.repair, now=now, who=who, job=job)


def _run_backup(library: Path, to: Path | None, *, now: datetime, job: Job) -> Iterator[str]:
    """Make a backup; its file.

    Raises:
        LibraryUnusable: It could not be made.
    """
    from galley.services.safety import keeping

    if to is not None:
        keeping.copy_to(library, to, job=job)
        yield str(to)
    else:
        yield str(keeping.back_up(library, now=now, job=job).path)


def _run_restore(
    library: Path, reference: str | None, *, dry_run: bool, now: datetime, who: str
) -> Iterator[str]:
    """List the backups, or say what a restore would change and, unless it is a dry run, do it.

    Raises:
        NotFound: There is no such backup.
        LibraryUnusable: It can't be restored; the library is as it was.
    """
    from galley.services.safety import keeping

    if reference is None:
        yield from map(_backup_line, keeping.backups(library))
        return
    backup = keeping.find_backup(library, reference)
    yield from _preview_lines(keeping.preview_restore(library, backup))
    if dry_run:
        return
    restored = keeping.restore(library, backup, now=now, who=who)
    yield f"{library} is now as in {backup.name}."
    if restored.before:
        yield f"To undo this: galley restore {restored.before.sequence}"
    if restored.set_aside:
        yield f"What was there before is in {restored.set_aside}."


def _backup_line(backup: Backup) -> str:
    size = backup.path.stat().st_size / 1_000_000
    taken = f"{backup.taken_at.astimezone():%Y-%m-%d %H:%M}"
    return f"{backup.sequence:>6}  {taken}  {size:8.1f} MB{_reason(backup)}"


def _reason(backup: Backup) -> str:
    if not backup.reason:
        return ""
    known = {before.value: words for before, words in _REASONS.items()}
    words = known.get(backup.reason, backup.reason)  # a newer Galley has more
    return f"  {words.format(count=f'{backup.count:,}')}"


def _preview_lines(preview: RestorePreview) -> Iterator[str]:
    if not preview.readable:
        yield "The present library can’t be read; it is put aside as it is."
        return
    yield f"Articles: {_counts(preview.articles)}."
    yield f"Annotations: {_counts(preview.annotations)}."
    yield f"Edits since: {preview.edits}."
    for word, headlines in (
        ("Comes back", preview.headlines_added),
        ("Goes", preview.headlines_removed),
        ("Changes", preview.headlines_changed),
    ):
        yield from (f"{word}: {headline or UNTITLED}" for headline in headlines)


def _counts(differences: Differences) -> str:
    if not differences:
        return "no difference"
    return f"{differences.added} come back, {differences.removed} go, {differences.changed} change"


def _run_check(
    library: Path, *, repair: bool, now: datetime, who: str, job: Job
) -> tuple[Iterable[str], bool]:
    """Check a library, and repair it if that is asked for.

    Returns:
        Lines to say, and whether all is well now.

    Raises:
        LibraryUnusable: It can't be checked at all, or it is in use.
    """
    from galley.services.safety import keeping

    if repair:
        done = keeping.repair(library, now=now, who=who)
        return list(_repair_lines(done)), not done.remaining
    findings = keeping.check(library, job=job)
    return findings or ("No fault was found.",), not findings


def _repair_lines(repair: Repair) -> Iterator[str]:
    if not (repair.mended or repair.remaining):
        yield "No fault was found."
        return
    if repair.kept:
        yield f"The library as it was is kept in {repair.kept}."
    yield from repair.mended
    if repair.salvaged:
        yield f"The new library is {repair.salvaged}. Look at it, then: galley restore FILE"
        yield "What was wrong with the old one, which was left as it is:"
    elif repair.remaining:
        yield "What can’t be repaired without loss (galley restore lists the backups):"
    yield from repair.remaining
