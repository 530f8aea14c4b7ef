"""A restore gives back what was, says before what it would change, and can itself be undone."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import (
    DiskFull,
    LibraryDamaged,
    LibraryLocked,
    LibraryReadOnly,
    LibraryTooNew,
    LibraryUnusable,
    NotFound,
)
from galley.domain.keeping import Backup, Differences, RestorePreview
from galley.services.edits import annotating
from galley.services.safety import keeping
from galley.storage import restore as restoring
from galley.storage.backups import backup_folder
from galley.storage.library import Library
from tests.unit.storage.disks import fill_up, lose_an_index_row, mount
from tests.unit.storage.sample_values import NOW, a_mark, an_article, marked

Content = list[object]


def content(path: Path) -> Content:
    """Everything in a library, by value."""
    with Library.open(path, create=False) as library:
        found: Content = []
        for summary in library.articles():
            versions = library.versions(summary.id)
            captures = [library.capture_bytes(version.capture.sha256) for version in versions]
            annotations = library.annotations(summary.id)
            found.append((library.article(summary.id), versions, captures, annotations))
            found.append(library.history(summary.id))
        assert library.verify() == []
    return found


@pytest.fixture
def made(path: Path) -> Path:
    """A closed library with three articles, a mark in each."""
    with Library.open(path) as library:
        for number in (1, 2, 3):
            article, version, capture = an_article(number)
            library.add_article(article, version, capture)
            library.apply(a_mark(version, note=f"note {number}"))
    return path


@pytest.fixture
def backup(made: Path) -> Backup:
    return keeping.back_up(made, now=NOW)


def go_on(path: Path) -> None:
    """One article comes, a mark of the first is edited, one is added to the second."""
    with Library.open(path) as library:
        library.add_article(*an_article(4))
        first, second = an_article(1)[1], an_article(2)[1]
        (mark,) = library.annotations(first.article_id)
        library.apply(annotating.set_note(mark, "another note", now=NOW))
        library.apply(a_mark(second, 10))


def test_a_preview_counts_what_would_come_go_and_change(made: Path, backup: Backup) -> None:
    assert keeping.preview_restore(made, backup.path) == RestorePreview()
    go_on(made)
    assert keeping.preview_restore(made, backup.path) == RestorePreview(
        articles=Differences(removed=1),
        annotations=Differences(removed=1, changed=1),
        edits=3,
        headlines_removed=("Ferry number 4 is full",),
        headlines_changed=("Ferry number 2 is full", "Ferry number 1 is full"),
    )
    later = keeping.back_up(made, now=NOW)
    keeping.restore(made, backup.path, now=NOW)
    assert keeping.preview_restore(made, later.path) == RestorePreview(
        articles=Differences(added=1),
        annotations=Differences(added=1, changed=1),
        headlines_added=("Ferry number 4 is full",),
        headlines_changed=("Ferry number 2 is full", "Ferry number 1 is full"),
    )


def test_a_preview_works_beside_an_open_window_and_changes_nothing(
    made: Path, backup: Backup
) -> None:
    with Library.open(made, exclusive=True) as library:
        article = library.article(an_article(1)[0].id)
        trashed = replace(article, trashed_at=NOW)
        library.apply(ChangeSet("Article deleted", article.id, (Change(article, trashed),)))
        files = {file: file.read_bytes() for file in backup_folder(made).iterdir()}
        preview = keeping.preview_restore(made, backup.path)
        assert preview.articles == Differences(changed=1)
        assert {file: file.read_bytes() for file in backup_folder(made).iterdir()} == files


def test_a_restore_gives_back_what_was_and_can_be_undone(made: Path, backup: Backup) -> None:
    before = content(made)
    go_on(made)
    after = content(made)
    restored = keeping.restore(made, backup.path, now=NOW)
    assert content(made) == before
    assert restored.before
    assert restored.before.reason == "restore"
    assert restored.set_aside is None
    undone = keeping.restore(made, restored.before.path, now=NOW)
    assert content(made) == after
    assert undone.before
    assert sorted(file.name for file in made.parent.iterdir() if file.is_file()) == [made.name]


def test_what_was_restored_is_found_and_can_be_edited(made: Path, backup: Backup) -> None:
    go_on(made)
    keeping.restore(made, backup.path, now=NOW)
    with Library.open(made, exclusive=True) as library:
        version = an_article(1)[1]
        (mark,) = library.annotations(version.article_id)
        library.apply(annotating.set_note(mark, "lighthouse", now=NOW))
        from galley.services.finding.searching import search

        assert [hit.annotation_id for hit in search(library, "lighthouse").hits] == [mark.id]
        assert not search(library, "another").hits
        assert library.verify() == []


def test_a_hundred_drills_of_backup_and_restore_lose_nothing(path: Path) -> None:
    chance = random.Random(20161121)  # noqa: S311 - a seed, not a secret
    Library.open(path).close()
    states: dict[Path, Content] = {}
    for drill in range(100):
        with Library.open(path) as library:
            if drill < 5:
                library.add_article(*an_article(drill + 1))
            summary = chance.choice(library.articles())
            (version,) = library.versions(summary.id)
            library.apply(a_mark(version, chance.randrange(40), note=f"drill {drill}"))
            if chance.random() < 0.3:
                library.undo(summary.id)
        made = keeping.back_up(path, now=NOW)
        states[made.path] = content(path)
        chosen = chance.choice([b.path for b in keeping.backups(path) if b.path in states])
        restored = keeping.restore(path, chosen, now=NOW)
        assert content(path) == states[chosen]
        assert restored.before
        states[restored.before.path] = states[made.path]


def test_the_library_that_is_damaged_is_put_aside_as_it_is(made: Path, backup: Backup) -> None:
    before = content(made)
    damaged = bytearray(made.read_bytes())
    damaged[8192 : 8192 + 40_000] = b"\xff" * 40_000
    made.write_bytes(damaged)
    side = made.with_name(made.name + "-wal")
    side.write_bytes(b"a log of another database")
    assert not keeping.preview_restore(made, backup.path).readable
    restored = keeping.restore(made, backup.path, now=NOW)
    assert content(made) == before
    assert restored.before is None
    assert restored.set_aside
    assert (restored.set_aside / made.name).read_bytes() == damaged
    assert (restored.set_aside / side.name).read_bytes() == b"a log of another database"
    assert not side.exists()


@pytest.mark.parametrize("left", [b"", b"Dear diary"])
def test_whatever_is_in_its_place_is_put_aside(made: Path, backup: Backup, left: bytes) -> None:
    before = content(made)
    made.write_bytes(left)
    restored = keeping.restore(made, backup.path, now=NOW)
    assert content(made) == before
    assert restored.set_aside
    assert (restored.set_aside / made.name).read_bytes() == left


def test_a_lost_library_comes_back(made: Path, backup: Backup) -> None:
    before = content(made)
    made.unlink()
    assert not keeping.preview_restore(made, backup.path).readable
    keeping.restore(made, backup.path, now=NOW)
    assert content(made) == before


def test_what_a_dead_writer_left_is_kept_too(made: Path, backup: Backup) -> None:
    before = content(made)
    code = (
        "import os, sys; from pathlib import Path; from galley.storage.library import Library\n"
        "library = Library.open(Path(sys.argv[1]), exclusive=True)\n"
        "with library._file.writing() as connection:\n"
        "    connection.exec_driver_sql('PRAGMA cache_size=1')\n"
        "    connection.exec_driver_sql('UPDATE annotations SET data = zeroblob(length(data))')\n"
        "    connection.exec_driver_sql(\"INSERT INTO meta VALUES ('a', zeroblob(200000))\")\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, made], check=False)
    assert made.with_name(made.name + "-journal").stat().st_size
    restored = keeping.restore(made, backup.path, now=NOW)
    assert restored.before
    assert content(made) == before
    assert content(restored.before.path) == before


@pytest.mark.parametrize("size", [0, 100, 5000, 20_000])
def test_a_damaged_backup_is_not_restored(made: Path, backup: Backup, size: int) -> None:
    before = made.read_bytes()
    damaged = backup.path.read_bytes()[:size]
    backup.path.write_bytes(damaged)
    with pytest.raises(LibraryUnusable):
        keeping.restore(made, backup.path, now=NOW)
    assert made.read_bytes() == before
    assert [file.name for file in made.parent.iterdir() if file.is_file()] == [made.name]


def test_a_backup_whose_index_lost_a_row_is_not_restored(made: Path, backup: Backup) -> None:
    """It opens, and its quick check is clean; found by no list and no search would be that row."""
    before = made.read_bytes()
    lose_an_index_row(backup.path)
    with pytest.raises(LibraryDamaged, match="was not restored"):
        keeping.restore(made, backup.path, now=NOW)
    assert made.read_bytes() == before


def test_flipped_bytes_in_a_backup_are_seen_or_harmless(made: Path, backup: Backup) -> None:
    before, whole = content(made), backup.path.read_bytes()
    for seed in range(20):
        chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
        damaged = bytearray(whole)
        page = chance.randrange(1, len(damaged) // 4096) * 4096
        damaged[page : page + 4096] = chance.randbytes(4096)
        backup.path.write_bytes(damaged)
        try:
            keeping.restore(made, backup.path, now=NOW)
        except LibraryUnusable:
            assert content(made) == before
            continue
        with Library.open(made) as library:
            findings = library.verify()
        if not findings:
            assert content(made) == before
        backup.path.write_bytes(whole)
        keeping.restore(made, backup.path, now=NOW)


def test_a_newer_library_or_another_file_is_not_restored(made: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.galley"
    newer.write_bytes(made.read_bytes())
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version=99")
    other = tmp_path / "diary.txt"
    other.write_text("Dear diary")
    before = made.read_bytes()
    with pytest.raises(LibraryTooNew):
        keeping.restore(made, newer, now=NOW)
    with pytest.raises(LibraryUnusable, match="not a Galley library"):
        keeping.restore(made, other, now=NOW)
    with pytest.raises(LibraryUnusable, match="There is no library"):
        keeping.restore(made, tmp_path / "gone.galley", now=NOW)
    assert made.read_bytes() == before


def test_nothing_is_restored_under_an_open_window(made: Path, backup: Backup) -> None:
    with Library.open(made, exclusive=True) as library:
        with pytest.raises(LibraryLocked):
            keeping.restore(made, backup.path, now=NOW)
        assert len(library.articles()) == 3
    keeping.restore(made, backup.path, now=NOW)


def test_nobody_writes_once_the_present_library_is_kept(
    made: Path, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a command saved after the backup was made would go with the file, unnoticed."""
    refused: list[int] = []

    def look(library: Path, kept: Path | None) -> None:
        move_away(library, kept)
        program = [sys.executable, "-c", ANOTHER_WRITER, str(library)]
        refused.append(subprocess.run(program, check=False).returncode)

    move_away = restoring._move_side_files_away
    monkeypatch.setattr(restoring, "_move_side_files_away", look)
    keeping.restore(made, backup.path, now=NOW)
    assert refused == [7]
    assert subprocess.run([sys.executable, "-c", ANOTHER_WRITER, made], check=False).returncode == 0


ANOTHER_WRITER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0)
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError:
    sys.exit(7)
"""


@pytest.mark.skipif(os.name == "nt", reason="an open file is not replaced there")
def test_a_command_that_had_the_library_open_is_told_that_it_was_replaced(
    made: Path, backup: Backup
) -> None:
    version = an_article(1)[1]
    with Library.open(made) as command:
        command.apply(a_mark(version, 3))
        restored = keeping.restore(made, backup.path, now=NOW)
        with pytest.raises(LibraryUnusable, match="moved, renamed or replaced"):
            command.apply(a_mark(version, 20))
    assert restored.before is not None
    with Library.open(made) as library, Library.open(restored.before.path) as kept:
        assert len(library.annotations(version.article_id)) == 1
        assert len(kept.annotations(version.article_id)) == 2
        library.apply(a_mark(version, 20))
        assert library.verify() == []


def test_a_restore_that_fails_leaves_the_sign_of_a_killed_window(
    made: Path, backup: Backup
) -> None:
    left = made.with_name(made.name + ".lock")
    left.write_text("{")
    backup.path.write_bytes(b"no library" * 100)
    with pytest.raises(LibraryUnusable):
        keeping.restore(made, backup.path, now=NOW)
    assert left.exists()
    with closing(sqlite3.connect(made)) as other:
        other.execute("UPDATE articles SET data = replace(data, 'full', 'gone')")
        other.commit()
    with Library.open(made, exclusive=True) as library:
        assert library.findings


def test_a_restore_or_repair_on_a_full_disk_leaves_the_library_as_it_was(small_disk: Path) -> None:
    path = small_disk / "library.galley"
    with Library.open(path) as library:
        article, version, capture = an_article(1)
        library.add_article(article, version, capture)
    backup = keeping.back_up(path, now=NOW)
    with Library.open(path) as library:
        library.apply(a_mark(version))
    before = content(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("DELETE FROM search_entries")
        other.commit()
    whole = path.read_bytes()
    fill_up(small_disk / "filler")
    with pytest.raises(DiskFull):
        keeping.restore(path, backup.path, now=NOW)
    with pytest.raises(DiskFull):
        keeping.repair(path, now=NOW)
    assert path.read_bytes() == whole
    names = {"library.galley", "library.galley.backups", "filler"}
    empty_lock = {"library.galley.lock"}  # there was no room to say who holds it
    assert {file.name for file in small_disk.iterdir()} - empty_lock == names
    (small_disk / "filler").unlink()
    assert keeping.repair(path, now=NOW).remaining == ()
    assert content(path) == before


def test_in_a_read_only_place_nothing_is_restored(small_disk: Path) -> None:
    path = small_disk / "library.galley"
    Library.open(path).close()
    backup = keeping.back_up(path, now=NOW)
    assert mount("-o", "remount,ro", str(small_disk))
    with pytest.raises(LibraryReadOnly):
        keeping.restore(path, backup.path, now=NOW)
    assert keeping.check(path) == ()
    assert keeping.preview_restore(path, backup.path) == RestorePreview()
    assert mount("-o", "remount,rw", str(small_disk))


DIES = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from galley.services.safety import keeping
steps = [0]
def dying(original):
    def step(*arguments, **named):
        steps[0] += 1
        if steps[0] == int(sys.argv[3]):
            os.kill(os.getpid(), 9)
        return original(*arguments, **named)
    return step
for name in ("replace", "unlink", "mkdir"):
    setattr(Path, name, dying(getattr(Path, name)))
os.fsync = dying(os.fsync)
keeping.restore(Path(sys.argv[1]), Path(sys.argv[2]), now=datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC))
"""


@pytest.mark.skipif(os.name == "nt", reason="no kill -9 there")
def test_a_restore_that_is_killed_leaves_the_one_library_or_the_other(
    made: Path, backup: Backup
) -> None:
    old = content(backup.path)
    go_on(made)
    present = content(made)
    seen = set()
    for step in range(1, 40):
        command = [sys.executable, "-c", DIES, str(made), str(backup.path), str(step)]
        code = subprocess.run(command, check=False).returncode
        found = content(made)
        assert found in (old, present)
        seen.add(found == old)
        if found == old:
            keeping.restore(made, keeping.backups(made)[0].path, now=NOW)
            assert content(made) == present
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert code == 0
    assert seen == {True, False}


def test_a_backup_is_meant_by_its_number_or_its_path(made: Path, backup: Backup) -> None:
    assert keeping.find_backup(made, "1") == backup.path
    assert keeping.find_backup(made, str(backup.path)) == backup.path
    for reference in ("2", "nowhere.galley", ""):
        with pytest.raises(NotFound, match="galley restore"):
            keeping.find_backup(made, reference)


def test_the_backup_that_is_restored_stays_however_old_it_is(made: Path, backup: Backup) -> None:
    for minute in range(3):
        go_on_a_little(made, minute)
        keeping.back_up(made, now=NOW + timedelta(days=900, minutes=minute))
    doomed = keeping.back_up(made, now=NOW + timedelta(hours=1))
    for day in range(12):
        go_on_a_little(made, day)
        keeping.restore(made, backup.path, now=NOW + timedelta(days=1000 + 31 * day))
    assert backup.path.exists()
    assert not doomed.path.exists()


def go_on_a_little(path: Path, number: int) -> None:
    with Library.open(path) as library:
        library.apply(a_mark(an_article(1)[1], number))


def test_marks_survive(made: Path, backup: Backup) -> None:
    version = an_article(1)[1]
    edit = a_mark(version, 3, note="later")
    with Library.open(made) as library:
        library.apply(edit)
    restored = keeping.restore(made, backup.path, now=NOW)
    assert restored.before
    with Library.open(restored.before.path) as library:
        assert marked(edit) in library.annotations(version.article_id)


def test_a_backup_with_its_tables_gone_is_refused(made: Path, backup: Backup) -> None:
    with closing(sqlite3.connect(backup.path)) as connection:
        connection.execute("DROP TABLE journal")
    with pytest.raises(LibraryDamaged):
        keeping.restore(made, backup.path, now=NOW)
