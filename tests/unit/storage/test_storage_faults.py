"""Real faults: a disk that is full, a place that can't be written, another writer, a dead one."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from galley.domain.article import Version
from galley.domain.changes import ChangeSet
from galley.domain.errors import DiskFull, LibraryLocked, LibraryReadOnly, LibraryUnusable
from galley.services.edits import annotating
from galley.storage.backup import checked_copy
from galley.storage.engine import connect
from galley.storage.library import Library
from tests.unit.storage.disks import fill_up, mount
from tests.unit.storage.sample_values import NOW, a_mark, an_article, marked


def fill(library: Library, version: Version) -> list[ChangeSet]:
    """Mark and note until an edit is refused; the edits that were acknowledged."""
    acknowledged: list[ChangeSet] = []
    while len(acknowledged) < 1000:
        edit = a_mark(version, start=len(acknowledged), note="Words that matter. " * 500)
        try:
            library.apply(edit)
        except DiskFull:
            return acknowledged
        acknowledged.append(edit)
    pytest.fail("the disk never filled")


def test_a_full_disk_loses_nothing_and_can_be_tried_again(small_disk: Path) -> None:
    path = small_disk / "library.galley"
    article, version, capture = an_article()
    filler = small_disk / "filler"
    filler.write_bytes(bytes(300_000))
    with Library.open(path, exclusive=True) as library:
        library.add_article(article, version, capture)
        acknowledged = fill(library, version)
        expected = [marked(edit) for edit in acknowledged]
        assert library.annotations(article.id) == expected
        assert library.verify() == []
        refused = a_mark(version, note="The one that did not fit. " * 400)
        with pytest.raises(DiskFull, match="free some space"):
            library.apply(refused)
        filler.unlink()
        library.apply(refused)
        assert marked(refused) in library.annotations(article.id)
    with Library.open(path) as library:
        assert len(library.annotations(article.id)) == len(expected) + 1
        assert library.verify() == []


def test_a_library_on_a_full_disk_can_be_read(small_disk: Path) -> None:
    path = small_disk / "library.galley"
    article, version, capture = an_article()
    with Library.open(path) as library:
        library.add_article(article, version, capture)
    fill_up(small_disk / "filler")
    with Library.open(path) as library:
        assert library.article(article.id) == article
        with pytest.raises(DiskFull):
            library.apply(a_mark(version, note="Words. " * 20_000))
    with pytest.raises(DiskFull):
        Library.open(path, exclusive=True)


def test_no_half_library_is_left_on_a_full_disk(small_disk: Path) -> None:
    filler = small_disk / "filler"
    fill_up(filler)
    with pytest.raises(DiskFull):
        Library.open(small_disk / "library.galley")
    assert list(small_disk.iterdir()) == [filler]


def test_no_half_copy_is_left_on_a_full_disk(small_disk: Path, library: Library) -> None:
    article, version, capture = an_article()
    library.add_article(article, version, capture)
    library.apply(a_mark(version, note="Words. " * 200_000))
    with closing(connect(library.path)) as connection, pytest.raises(sqlite3.OperationalError):
        checked_copy(connection, small_disk / "copy.galley")
    assert list(small_disk.iterdir()) == []


@pytest.fixture
def made(small_disk: Path) -> Path:
    path = small_disk / "library.galley"
    with Library.open(path) as library:
        library.add_article(*an_article())
    return path


@pytest.fixture
def make_read_only(small_disk: Path) -> Iterator[Callable[[], None]]:
    def remount() -> None:
        assert mount("-o", "remount,ro", str(small_disk))

    yield remount
    mount("-o", "remount,rw", str(small_disk))


def test_a_library_in_a_read_only_place_can_be_read(
    made: Path, make_read_only: Callable[[], None]
) -> None:
    make_read_only()
    article, version, _capture = an_article()
    for exclusive in (False, True):
        with Library.open(made, exclusive=exclusive) as library:
            assert library.read_only
            assert library.article(article.id) == article
            assert library.verify() == []
            with pytest.raises(LibraryReadOnly):
                library.apply(a_mark(version))
            with pytest.raises(LibraryReadOnly):
                library.undo(article.id)
            with pytest.raises(LibraryReadOnly):
                library.set_reading_state(article.id, {})
    with pytest.raises(LibraryReadOnly):
        Library.open(made.with_name("new.galley"))


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="the system's administrator may write anywhere"
)
def test_a_read_only_file_can_be_read(path: Path) -> None:
    Library.open(path).close()
    path.chmod(0o400)
    with Library.open(path, exclusive=True) as library:
        assert library.read_only
    path.chmod(0o600)
    path.parent.chmod(0o500)
    with Library.open(path, exclusive=True) as library:
        assert library.read_only
    path.parent.chmod(0o700)


def be_impatient(library: Library) -> None:
    """Wait no 5 seconds in a test."""
    with library._file.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")


def test_another_writer_is_waited_for_and_then_told(library: Library, version: Version) -> None:
    add = a_mark(version)
    be_impatient(library)
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryLocked):
            library.apply(add)
        assert library.annotations(version.article_id) == []
        other.execute("ROLLBACK")
    library.apply(add)


def test_a_reader_that_keeps_a_commit_from_finishing_leaves_nothing_half_done(
    library: Library, version: Version
) -> None:
    add = a_mark(version)
    be_impatient(library)
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM articles").fetchone()
        with pytest.raises(LibraryLocked):
            library.apply(add)
        other.execute("ROLLBACK")
    assert library.annotations(version.article_id) == []
    library.apply(add)
    assert library.annotations(version.article_id) == [marked(add)]


DIES_IN_A_COMMIT = """
import os, sys
from pathlib import Path
from galley.storage.library import Library
library = Library.open(Path(sys.argv[1]), exclusive=sys.argv[2] == "window")
with library._file.writing() as connection:
    connection.exec_driver_sql("PRAGMA cache_size=1")  # written before the commit, not with it
    connection.exec_driver_sql("UPDATE annotations SET data = zeroblob(length(data))")
    connection.exec_driver_sql("INSERT INTO meta VALUES ('a', zeroblob(200000))")
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(os.name == "nt", reason="no kill -9 there")
@pytest.mark.parametrize("kind", ["window", "command"])
def test_what_a_dead_writer_had_half_written_is_taken_back(path: Path, kind: str) -> None:
    article, version, capture = an_article()
    adds = [a_mark(version, start, note="Words. " * 2000) for start in range(20)]
    with Library.open(path) as library:
        library.add_article(article, version, capture)
        for add in adds:
            library.apply(add)
    command = [sys.executable, "-c", DIES_IN_A_COMMIT, str(path), kind]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert path.with_name(path.name + "-journal").stat().st_size > 0
    with Library.open(path, exclusive=True) as library:
        assert library.findings == ()
        assert library.annotations(article.id) == [marked(add) for add in adds]
        edit = annotating.set_note(marked(adds[0]), "Alive", now=NOW)
        library.apply(edit)
    assert list(path.parent.iterdir()) == [path]


def test_a_dead_writers_library_in_a_read_only_place_is_refused_not_misread(
    made: Path, make_read_only: Callable[[], None]
) -> None:
    command = [sys.executable, "-c", DIES_IN_A_COMMIT, str(made), "command"]
    subprocess.run(command, check=False)
    assert made.with_name(made.name + "-journal").stat().st_size > 0
    make_read_only()
    with pytest.raises(LibraryUnusable):
        Library.open(made)
