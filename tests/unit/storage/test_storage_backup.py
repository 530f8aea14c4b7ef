"""A copy is a whole library, whatever goes on in the one that is copied."""

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from galley.domain.article import Version
from galley.domain.errors import JobCancelled, LibraryDamaged, LibraryLocked
from galley.domain.jobs import Job, Progress
from galley.storage import backup
from galley.storage.backup import checked_copy, whole_copy
from galley.storage.engine import connect
from galley.storage.entities import write_run
from galley.storage.library import Library
from tests.unit.storage.sample_values import a_mark, an_article, marked


def test_a_copy_is_a_library_like_the_first(
    library: Library, version: Version, tmp_path: Path
) -> None:
    add = a_mark(version)
    library.apply(add)
    copy = tmp_path / "copy.galley"
    copy.write_text("an older copy, which is replaced")
    with closing(connect(library.path)) as connection:
        checked_copy(connection, copy)
    with Library.open(copy, create=False) as again:
        assert again.annotations(version.article_id) == [marked(add)]
        assert again.history(version.article_id) == library.history(version.article_id)
        assert again.verify() == []
        assert again.undo(version.article_id) == add.inverse()


def test_copies_of_a_library_that_is_being_written_are_whole(path: Path, tmp_path: Path) -> None:
    article, version, capture = an_article()
    Library.open(path).close()
    stop = threading.Event()

    def write() -> None:
        with Library.open(path) as library:
            library.add_article(article, version, capture)
            for start in range(200):
                library.apply(a_mark(version, start, note="Words. " * 500))
                if stop.is_set():
                    break

    writer = threading.Thread(target=write)
    writer.start()
    with closing(connect(path)) as connection:
        for number in range(5):
            copy = tmp_path / f"copy-{number}.galley"
            checked_copy(connection, copy)
            with Library.open(copy) as again:
                assert again.verify() == []
    stop.set()
    writer.join()


def test_a_copy_that_is_not_whole_has_no_name(
    library: Library, version: Version, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.apply(a_mark(version))
    copy_pages = backup._copy_pages
    before = sorted(tmp_path.iterdir())
    for harm in (_lose_the_end, _lose_a_page, _lose_everything):

        def copy_badly(
            source: sqlite3.Connection, temporary: Path, pace: object, harm: object = harm
        ) -> int:
            pages: int = copy_pages(source, temporary, pace)  # type: ignore[arg-type]
            harm(temporary)  # type: ignore[operator]
            return pages

        monkeypatch.setattr(backup, "_copy_pages", copy_badly)
        with closing(connect(library.path)) as connection, pytest.raises(LibraryDamaged):
            checked_copy(connection, tmp_path / "copy.galley")
        assert sorted(tmp_path.iterdir()) == before


def _lose_the_end(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 4096)


def _lose_a_page(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:8192] = bytes(4096)
    file.write_bytes(content)


def _lose_everything(file: Path) -> None:
    os.truncate(file, 0)


def test_what_is_saved_meanwhile_does_not_wait_and_is_in_the_copy(
    library: Library, version: Version, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the library's own connection: the copy goes on, where another's would begin anew."""
    for number in range(20):
        library.apply(a_mark(version, number, note="Words. " * 2000))
    monkeypatch.setattr(backup, "_PAGES", 1)
    progress: list[int] = []
    half, saved, whole = threading.Event(), threading.Event(), []

    def step(step: Progress) -> None:
        progress.append(step.done)
        if step.done >= step.total // 2:
            half.set()
            assert saved.wait(10)

    def copy() -> None:
        with whole_copy(library.lending, tmp_path, Job(step)) as temporary:
            temporary.replace(tmp_path / "copy.galley")
            whole.append(True)

    copying = threading.Thread(target=copy)
    copying.start()
    assert half.wait(10)
    for number in range(20, 30):
        library.apply(a_mark(version, number, note="Other words. " * 2000))
    saved.set()
    copying.join()
    assert whole
    assert progress == sorted(progress)
    with Library.open(tmp_path / "copy.galley") as again:
        assert again.annotations(version.article_id) == library.annotations(version.article_id)
        assert again.verify() == []


def test_a_copy_waits_for_the_end_of_an_edit_and_has_nothing_of_one_that_failed(
    library: Library, version: Version, tmp_path: Path
) -> None:
    before = library.annotations(version.article_id)
    done = threading.Event()

    def copy() -> None:
        with whole_copy(library.lending, tmp_path, Job()) as temporary:
            temporary.replace(tmp_path / "copy.galley")
        done.set()

    def edit() -> None:
        with library._file.writing() as connection:
            write_run(connection, a_mark(version, note="Words. " * 90_000).changes)
            copying.start()
            assert not done.wait(0.3)
            raise ZeroDivisionError

    copying = threading.Thread(target=copy)
    with pytest.raises(ZeroDivisionError):
        edit()
    copying.join()
    with Library.open(tmp_path / "copy.galley") as again:
        assert again.annotations(version.article_id) == before
        assert again.verify() == []


def test_closing_the_library_ends_a_copy_of_it(
    library: Library, version: Version, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.apply(a_mark(version))
    monkeypatch.setattr(backup, "_PAGES", 1)
    begun, ended = threading.Event(), []

    def step(_step: Progress) -> None:
        begun.set()
        library.lending._ended.wait(10)

    def copy() -> None:
        with pytest.raises(JobCancelled), whole_copy(library.lending, tmp_path, Job(step)):
            raise AssertionError
        ended.append(True)

    copying = threading.Thread(target=copy)
    copying.start()
    assert begun.wait(10)
    library.close()
    copying.join()
    assert ended
    assert list(tmp_path.iterdir()) == [library.path]
    with pytest.raises(JobCancelled), whole_copy(library.lending, tmp_path, Job()):
        raise AssertionError


def test_cancelling_leaves_nothing_also_while_it_is_checked(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(tmp_path.iterdir())
    cancelled = Job()
    cancelled.cancel()
    with pytest.raises(JobCancelled), whole_copy(library.lending, tmp_path, cancelled):
        raise AssertionError
    job, copy_pages = Job(), backup._copy_pages

    def copy_then_cancel(source: sqlite3.Connection, temporary: Path, pace: object) -> int:
        pages: int = copy_pages(source, temporary, pace)  # type: ignore[arg-type]
        job.cancel()
        return pages

    monkeypatch.setattr(backup, "_copy_pages", copy_then_cancel)
    monkeypatch.setattr(backup, "_LOOK_EVERY", 1)
    with pytest.raises(JobCancelled), whole_copy(library.lending, tmp_path, job):
        raise AssertionError
    assert sorted(tmp_path.iterdir()) == before


def test_a_copy_gives_up_behind_a_program_that_writes_all_the_time(
    library: Library, version: Version, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.apply(a_mark(version))
    monkeypatch.setattr(backup, "_PAGES", 1)
    monkeypatch.setattr(backup, "_AT_ONCE", 0)
    monkeypatch.setattr(backup, "_LONGEST_WAIT", 0.5)
    numbers = iter(range(1, 1000))

    def write(step: Progress) -> None:
        if step.done > 2:
            library.apply(a_mark(version, next(numbers)))

    with (
        closing(connect(library.path)) as other,
        pytest.raises(LibraryLocked, match="all the time"),
    ):
        checked_copy(other, tmp_path / "copy.galley", Job(write))
    assert sorted(tmp_path.iterdir()) == [library.path, Path(f"{library.path}-journal")]
