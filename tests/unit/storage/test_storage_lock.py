"""One window a library: told plainly, and never locked out by somebody who died."""

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from galley.domain.errors import DiskFull, LibraryDamaged, LibraryLocked
from galley.storage.library import Library
from galley.storage.lock import LockedElsewhere, WindowLock
from tests.unit.storage.sample_values import a_mark, an_article

HOLDER = """
import sys
from pathlib import Path
from galley.storage.library import Library
library = Library.open(Path(sys.argv[1]), exclusive=True, who="Bo")
print("open", flush=True)
sys.stdin.read()
library.close()
"""


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the library open in a window."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    yield process
    if process.poll() is None:
        process.communicate()
    process.stdout.close()


def lock_of(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def test_a_second_window_is_told_who_has_it(path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(LibraryLocked, match=f"process {holder.pid}") as refusal:
        Library.open(path, exclusive=True)
    assert not isinstance(refusal.value, LockedElsewhere)
    with pytest.raises(LibraryLocked):
        Library.open(path, exclusive=True, open_anyway=True)


def test_a_second_window_of_the_same_process_is_told_too(path: Path) -> None:
    with Library.open(path, exclusive=True), pytest.raises(LibraryLocked):
        Library.open(path, exclusive=True)


def test_a_second_window_through_a_link_is_told_too(path: Path) -> None:
    link = path.with_name("link.galley")
    link.symlink_to(path)
    with Library.open(path, exclusive=True), pytest.raises(LibraryLocked):
        Library.open(link, exclusive=True)


def test_a_command_writes_while_a_window_is_open(path: Path, holder: subprocess.Popen[str]) -> None:
    article, version, capture = an_article()
    with Library.open(path) as library:
        library.add_article(article, version, capture)
        library.apply(a_mark(version))
    assert holder.poll() is None


def test_the_lock_goes_when_the_window_closes(path: Path, holder: subprocess.Popen[str]) -> None:
    holder.communicate()
    assert list(path.parent.iterdir()) == [path]
    with Library.open(path, exclusive=True) as library:
        assert library.findings == ()


@pytest.mark.skipif(os.name == "nt", reason="no kill -9 there")
def test_a_killed_window_locks_nobody_out(path: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert lock_of(path).exists()
    with Library.open(path, exclusive=True, who="Ada"):
        assert json.loads(lock_of(path).read_text())["who"] == "Ada"
    assert not lock_of(path).exists()


def test_after_a_kill_all_seals_are_checked(path: Path) -> None:
    article, version, capture = an_article()
    with Library.open(path) as library:
        library.add_article(article, version, capture)
        with library._file.writing() as connection:
            connection.exec_driver_sql("UPDATE articles SET data = replace(data, 'full', 'gone')")
    with Library.open(path, exclusive=True) as library:
        assert library.findings == ()
    lock_of(path).write_text("{")  # left behind, and cut off
    with Library.open(path, exclusive=True) as library:
        assert [finding.article_id for finding in library.findings] == [article.id]


def test_without_room_for_a_new_lock_the_sign_of_the_killed_window_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Library.open(path).close()
    lock_of(path).write_text('{"pid": 1}')

    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as without_room:
        without_room.setattr("galley.storage.lock.os.write", full)
        with pytest.raises(DiskFull):
            Library.open(path, exclusive=True)
    lock = WindowLock.acquire(path, "Ada")
    assert lock.left_behind
    lock.release()


def test_another_computers_lock_is_believed_until_a_person_knows_better(path: Path) -> None:
    Library.open(path).close()
    left = {"pid": 1, "host": "desk-2.example", "since": "2031-05-06T07:08:09+00:00", "who": "Bo"}
    lock_of(path).write_text(json.dumps(left))
    with pytest.raises(LockedElsewhere, match=r"desk-2\.example"):
        Library.open(path, exclusive=True)
    assert json.loads(lock_of(path).read_text()) == left
    Library.open(path, exclusive=True, open_anyway=True).close()
    assert not lock_of(path).exists()


@pytest.mark.parametrize("rest", ["", "{", "[1]", '{"pid": 1}', "\0" * 64, '"pid"', "\udcff"])
def test_a_lock_that_was_cut_off_locks_nobody_out(path: Path, rest: str) -> None:
    lock_of(path).write_text(rest, "utf-8", "surrogateescape")
    Library.open(path, exclusive=True).close()


def test_the_lock_is_given_free_when_opening_fails(path: Path) -> None:
    path.touch()
    with pytest.raises(LibraryDamaged, match="empty"):
        Library.open(path, exclusive=True)
    path.unlink()
    Library.open(path, exclusive=True).close()


def test_a_lock_file_removed_meanwhile_is_not_taken_for_the_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between our opening of the file and our locking it, its holder closed and removed it."""
    from galley.storage import lock

    locked = lock._lock

    def remove_first(descriptor: int) -> bool:
        monkeypatch.setattr(lock, "_lock", locked)
        lock_of(path).unlink()
        return locked(descriptor)

    monkeypatch.setattr(lock, "_lock", remove_first)
    with Library.open(path, exclusive=True), pytest.raises(LibraryLocked):
        Library.open(path, exclusive=True)
