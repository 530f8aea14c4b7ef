"""Backups: whole, in time, no more than needed, and never in place of anything."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from galley.domain.article import Version
from galley.domain.errors import DiskFull, LibraryUnusable
from galley.domain.jobs import Job
from galley.domain.keeping import Backup, Before, Occasion
from galley.services.edits import annotating
from galley.services.library_reading import on_this_thread
from galley.services.safety import keeping
from galley.storage import backups
from galley.storage.backups import backup_folder, list_backups
from galley.storage.library import Library
from tests.unit.storage.disks import mount
from tests.unit.storage.sample_values import NOW, a_mark, an_article, marked

if TYPE_CHECKING:
    from collections.abc import Callable

HOUR = timedelta(hours=1)


def due(library: Library, now: datetime) -> Backup | None:
    """Have one made if it is due."""
    return keeping.back_up_if_due(on_this_thread(library), now=now, job=Job())


def test_a_backup_is_a_whole_library_with_a_number_and_a_time(
    library: Library, version: Version
) -> None:
    library.apply(a_mark(version))
    first = keeping.back_up(library.path, now=NOW)
    second = keeping.back_up(library.path, now=NOW - 100 * HOUR)
    assert (first.sequence, second.sequence) == (1, 2)
    assert first.taken_at == NOW.replace(microsecond=0)
    assert keeping.backups(library.path) == [second, first]
    with Library.open(first.path) as copy:
        assert copy.annotations(version.article_id) == library.annotations(version.article_id)
        assert copy.verify() == []


def test_a_library_without_backups_has_none(path: Path) -> None:
    assert keeping.backups(path) == []
    Library.open(path).close()
    assert keeping.backups(path) == []
    assert list(path.parent.iterdir()) == [path]


def test_other_files_in_the_folder_are_no_backups_and_stay(library: Library) -> None:
    made = keeping.back_up(library.path, now=NOW)
    folder = backup_folder(library.path)
    for name in ("notes.txt", "000009-never-abcdef01-abcdef01.galley", ".DS_Store"):
        (folder / name).write_text("kept")
    again = keeping.back_up(library.path, now=NOW + HOUR)
    assert keeping.backups(library.path) == [again, made]
    assert again.sequence == 10  # a number that anything has is not given again
    assert len(list(folder.iterdir())) == 5


def test_one_is_due_after_edits_and_half_an_hour(library: Library, version: Version) -> None:
    first = due(library, NOW)
    assert first is not None
    assert due(library, NOW + 5 * HOUR) is None  # nothing changed
    add = a_mark(version)
    noted = annotating.set_note(marked(add), "a", now=NOW, typing="visit")
    typed_on = annotating.set_note(marked(noted), "ab", now=NOW, typing="visit")
    edits: list[Callable[[], object]] = [
        lambda: library.apply(add),
        lambda: library.apply(noted),
        lambda: library.apply(typed_on),  # joined to the one before: no new entry in the journal
        lambda: library.undo(version.article_id),
        lambda: library.redo(version.article_id),
    ]
    now = NOW
    for edit in edits:
        edit()
        assert due(library, now + HOUR / 3) is None
        now += HOUR
        assert due(library, now) is not None
    library.apply(a_mark(version, 3))
    assert due(library, NOW - 1000 * HOUR) is not None  # a wrong clock


def test_typing_that_goes_on_in_an_earlier_step_is_an_edit_too(
    library: Library, version: Version
) -> None:
    """The step of one article's note need not be the last in the journal of all."""
    other = an_article(2)
    library.add_article(*other)
    add = a_mark(version)
    noted = annotating.set_note(marked(add), "a", now=NOW, typing="visit")
    for edit in (add, noted, a_mark(other[1])):
        library.apply(edit)
    first = keeping.back_up(library.path, now=NOW)
    library.apply(annotating.set_note(marked(noted), "all of it", now=NOW, typing="visit"))
    second = due(library, NOW + HOUR)
    assert second is not None
    occasion = Occasion(Before.CHANGE, 350)
    kept = backups.back_up_before(library.path, occasion, now=NOW + HOUR)
    assert first.sequence < second.sequence == kept.sequence
    with Library.open(kept.path) as copy:
        (mark,) = copy.annotations(version.article_id)
        assert mark.note == "all of it"


def test_what_follows_from_an_earlier_edit_by_itself_is_an_edit_too(
    library: Library, version: Version
) -> None:
    other = an_article(2)
    library.add_article(*other)
    add = a_mark(version)
    library.apply(add)
    library.apply(a_mark(other[1]))
    assert due(library, NOW) is not None
    assert library.apply_along(annotating.set_note(marked(add), "along", now=NOW))
    assert due(library, NOW + HOUR) is not None


def test_an_undo_and_a_redo_elsewhere_do_not_make_up_for_one_another(
    library: Library, version: Version
) -> None:
    other, third = an_article(2), an_article(3)
    for article in (other, third):
        library.add_article(*article)
    for one in (version, other[1], third[1]):
        library.apply(a_mark(one))
    library.undo(version.article_id)
    assert due(library, NOW) is not None
    library.redo(version.article_id)
    library.undo(other[0].id)
    assert due(library, NOW + HOUR) is not None


def test_old_ones_go_but_not_those_of_another_library(path: Path) -> None:
    with Library.open(path):
        theirs = [keeping.back_up(path, now=NOW - 9000 * HOUR + HOUR * n / 9) for n in range(3)]
    path.unlink()
    with Library.open(path):
        for day in range(40):
            for hour in (1, 2):
                keeping.back_up(path, now=NOW + (24 * day + hour) * HOUR)
        kept = keeping.backups(path)
    assert kept[-3:] == theirs[::-1]  # more of a day than would be kept of one's own
    assert 12 < len(kept) < 30


def test_those_made_before_something_large_outlive_others_of_their_day(library: Library) -> None:
    occasion = Occasion(Before.IMPORT, 24)
    large = backups.back_up(library.path, now=NOW, occasion=occasion)
    for day in range(40):
        for hour in (1, 2):
            keeping.back_up(library.path, now=NOW + (24 * day + hour) * HOUR)
    (kept,) = (one for one in keeping.backups(library.path) if one.reason)
    assert kept == large
    assert (kept.reason, kept.count) == ("import", 24)


def test_a_reason_that_a_newer_galley_has_is_a_backup_all_the_same(library: Library) -> None:
    made = backups.back_up(library.path, now=NOW, occasion=Occasion(Before.CHANGE, 350))
    assert made.path.name.endswith("-change-350.galley")
    made.path.rename(made.path.with_name(made.path.name.replace("-change", "-weighing")))
    (found,) = keeping.backups(library.path)
    assert (found.reason, found.count) == ("weighing", 350)


def test_a_large_librarys_backups_take_no_more_than_their_room(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "ROOM", 0)
    for hour in range(12):
        keeping.back_up(library.path, now=NOW + hour * HOUR)
    kept = keeping.backups(library.path)
    assert [backup.sequence for backup in kept[:3]] == [12, 11, 10]
    room = 5 * library.path.stat().st_size
    assert sum(backup.path.stat().st_size for backup in kept) <= room


def test_no_backup_is_made_of_a_damaged_library(path: Path) -> None:
    with Library.open(path) as library:
        library.add_article(*an_article())
    good = keeping.back_up(path, now=NOW)
    content = bytearray(path.read_bytes())
    content[4096 : 40 * 4096] = bytes(39 * 4096)
    path.write_bytes(content)
    with pytest.raises(LibraryUnusable):
        keeping.back_up(path, now=NOW + HOUR)
    assert keeping.backups(path) == [good]
    assert path.read_bytes() == content


def test_a_copy_anywhere_replaces_nothing(library: Library, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "copy.galley"
    with pytest.raises(LibraryUnusable, match="no folder"):
        keeping.copy_to(library.path, copy)
    copy.parent.mkdir()
    keeping.copy_to(library.path, copy)
    with Library.open(copy, create=False) as again:
        assert again.verify() == []
    with pytest.raises(LibraryUnusable, match="already"):
        keeping.copy_to(library.path, copy)


def test_a_backup_on_a_full_disk_says_so_and_leaves_nothing(small_disk: Path) -> None:
    path = small_disk / "library.galley"
    with Library.open(path) as library:
        article, version, capture = an_article()
        library.add_article(article, version, capture)
        library.apply(a_mark(version, note="Words. " * 15_000))
        (small_disk / "filler").write_bytes(bytes(350_000))
        with pytest.raises(DiskFull, match="room for a backup"):
            keeping.back_up(path, now=NOW)
        assert list_backups(path) == []
        assert not [file for file in backup_folder(path).iterdir() if file.suffix != ".galley"]
        assert library.verify() == []


def test_backups_of_a_library_in_a_read_only_place_go_elsewhere(
    small_disk: Path, tmp_path: Path
) -> None:
    path = small_disk / "library.galley"
    Library.open(path).close()
    assert mount("-o", "remount,ro", str(small_disk))
    with pytest.raises(LibraryUnusable):
        keeping.back_up(path, now=NOW)
    keeping.copy_to(path, tmp_path / "copy.galley")
    with Library.open(tmp_path / "copy.galley", create=False) as again:
        assert again.verify() == []
    assert mount("-o", "remount,rw", str(small_disk))
