"""Keeping a library safe: backups, restoring them, checking and repairing. Knows no window.

All of it works on the library's file. Restoring and repairing need it closed everywhere, also in
this process; the others may run beside an open library, on a thread of their own.
"""

from concurrent.futures import CancelledError
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from galley.domain.errors import DiskFull, JobCancelled, LibraryDamaged, NotFound
from galley.domain.jobs import Job
from galley.domain.keeping import Backup, Contents, Repair, Restored, RestorePreview
from galley.services.library_reading import SubmitToLibrary

if TYPE_CHECKING:
    from galley.storage.library import Library

# What is in storage is imported when it is called: the database is not wanted before first paint.

__all__ = [
    "back_up",
    "back_up_if_due",
    "backups",
    "check",
    "check_open",
    "check_structure",
    "contents",
    "copy_to",
    "faults_at_opening",
    "find_backup",
    "needs_structure_check",
    "preview_restore",
    "repair",
    "restore",
]


def backups(library: Path) -> list[Backup]:
    """The backups of a library, the newest first."""
    from galley.storage.backups import list_backups

    return list_backups(library)


def back_up(library: Path, *, now: datetime, job: Job | None = None) -> Backup:
    """Make a backup now, reopened and checked.

    Raises:
        JobCancelled: It was cancelled.
        LibraryUnusable: It could not be made; no half one is left.
    """
    from galley.storage import backups as kept

    return kept.back_up(library, now=now, job=job)


def back_up_if_due(submit: SubmitToLibrary, *, now: datetime, job: Job) -> Backup | None:
    """Make a backup if there were edits since the last one, and that was half an hour ago.

    Args:
        submit: Has work done on the library's thread, which only lends its connection: what is
            saved meanwhile does not wait.
        now: The time, in UTC.
        job: May be cancelled.

    Raises:
        JobCancelled: It was cancelled, or the library is being closed.
        LibraryUnusable: It could not be made; no half one is left.
    """
    from galley.storage import backups as kept

    try:
        path, lending = submit(lambda library: (library.path, library.lending)).result()
    except CancelledError as closed:
        raise JobCancelled from closed
    return kept.back_up_if_due(path, now=now, lending=lending, job=job)


def copy_to(library: Path, copy: Path, *, job: Job | None = None) -> None:
    """Make a checked copy of a library at a place of a person's own choice.

    Raises:
        JobCancelled: It was cancelled.
        LibraryUnusable: It could not be made, or there is a file already.
    """
    from galley.storage import backups as kept

    kept.copy_to(library, copy, job=job)


def find_backup(library: Path, reference: str) -> Path:
    """The file of the backup that a person means.

    Args:
        library: The library.
        reference: The backup's number, or the path of any library file.

    Raises:
        NotFound: There is none.
    """
    if reference.isascii() and reference.isdigit():
        for backup in backups(library):
            if backup.sequence == int(reference):
                return backup.path
        raise NotFound(f"There is no backup {reference}. See galley restore for those there are.")
    path = Path(reference)
    if not path.is_file():
        raise NotFound(f"There is no backup “{reference}”. See galley restore for those there are.")
    return path


def contents(backup: Path) -> Contents:
    """How much there is in a backup, or in any library file.

    Raises:
        LibraryUnusable: It can't be read.
    """
    from galley.storage import comparing

    return comparing.count_contents(backup)


def preview_restore(library: Path, backup: Path) -> RestorePreview:
    """What restoring a backup would change.

    Raises:
        LibraryUnusable: The backup can't be read, or the library is in use.
    """
    from galley.storage import comparing

    return comparing.preview_restore(library, backup)


def restore(library: Path, backup: Path, *, now: datetime, who: str = "") -> Restored:
    """Put a backup in the library's place; the library that is there is kept first.

    Raises:
        LibraryLocked: The library is open in a window; close it there first.
        LibraryUnusable: The backup is not whole, or something can't be written; the library is as
            it was.
    """
    from galley.storage import restore as storage

    return storage.restore(library, backup, now=now, who=who)


def check(library: Path, *, index: bool = True, job: Job | None = None) -> tuple[str, ...]:
    """What is wrong with a library, a sentence each; nothing if all is well. Reads all of it.

    Args:
        library: Its file; it may be open, and be written in between.
        index: The search index too; nobody can write while that is looked at.
        job: Told how far it is; may be cancelled.

    Raises:
        JobCancelled: The person cancelled.
        LibraryUnusable: It is not there, no library, of a newer Galley, or locked.
    """
    from galley.storage.repair import examine

    examination = examine(library, index=index, job=job)
    return tuple(finding.sentence for finding in examination.findings)


def check_open(library: Path, submit: SubmitToLibrary, *, job: Job) -> tuple[str, ...]:
    """The same for a library that a window has open, and goes on writing.

    The search index of a large one is checked on a copy; where there is no room for that, on the
    library's own thread, as that of a small one, whose check nobody notices.

    Args:
        library: Its file.
        submit: Has work done on the library's thread.
        job: Told how far it is; may be cancelled.

    Raises:
        JobCancelled: The person cancelled.
        LibraryUnusable: It is not there, no library, or locked.
    """
    found = check(library, index=False, job=job)
    if needs_structure_check(library):
        from galley.storage.repair import examine_index_apart

        lending = submit(lambda opened: opened.lending).result()
        with suppress(DiskFull, LibraryDamaged):  # of a damaged one no whole copy can be made
            apart = examine_index_apart(library, lending, job)
            return (*found, *(finding.sentence for finding in apart))
    return (*found, *submit(lambda opened: opened.index_faults()).result())


def faults_at_opening(library: "Library") -> tuple[str, ...]:
    """What the check found that follows an unclean exit, while the library was opened."""
    return tuple(finding.sentence for finding in library.findings)


def check_structure(library: Path, *, job: Job) -> tuple[str, ...]:
    """What is wrong with the structure of a library's file, a sentence each.

    Raises:
        JobCancelled: The person cancelled.
        LibraryUnusable: It can't be opened.
    """
    from galley.storage.repair import examine_structure

    return tuple(finding.sentence for finding in examine_structure(library, job))


def needs_structure_check(library: Path) -> bool:
    """Whether a library is so large that only a part of it was checked when it was opened."""
    from galley.storage.opening import LARGE

    return library.stat().st_size > LARGE


def repair(library: Path, *, now: datetime, who: str = "") -> Repair:
    """Repair what can be repaired without loss; the library as it was is kept first.

    Raises:
        LibraryLocked: The library is open in a window; close it there first.
        LibraryUnusable: It is not there, no library, or of a newer Galley; or something can't be
            written. The library is as it was.
    """
    from galley.storage import repair as storage

    return storage.repair(library, now=now, who=who)
