"""The library's thread runs work in order, and takes none once it is closed."""

import threading
from functools import partial
from pathlib import Path

import pytest

from galley.domain.errors import LibraryUnusable
from galley.services.library_thread import LibraryThread
from galley.storage.library import Library


def test_work_runs_in_order_on_one_thread_that_is_not_ours(tmp_path: Path) -> None:
    thread = LibraryThread(tmp_path / "library.galley")
    seen: list[tuple[int, str]] = []

    def work(number: int, _library: Library) -> None:
        seen.append((number, threading.current_thread().name))

    for number in range(20):
        thread.submit(partial(work, number))
    thread.close()
    assert [number for number, _name in seen] == list(range(20))
    assert len({name for _number, name in seen}) == 1
    assert threading.current_thread().name not in {name for _number, name in seen}


def test_what_was_submitted_is_done_before_it_closes(tmp_path: Path) -> None:
    thread = LibraryThread(tmp_path / "library.galley")
    listed = thread.submit(lambda library: library.articles())
    thread.close()
    thread.close()
    assert listed.result() == []


def test_once_closed_it_takes_no_work(tmp_path: Path) -> None:
    thread = LibraryThread(tmp_path / "library.galley")
    thread.close()
    assert thread.submit(lambda library: library.articles()).cancelled()
    assert not (tmp_path / "library.galley").exists()


def test_a_library_that_could_not_be_opened_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "library.galley"
    path.write_bytes(b"")
    thread = LibraryThread(path)
    with pytest.raises(LibraryUnusable):
        thread.submit(lambda library: library.articles()).result()
    path.unlink()
    assert thread.submit(lambda library: library.articles()).result() == []
    thread.close()


def test_it_is_closed_for_work_on_the_file_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "library.galley"
    thread = LibraryThread(path)
    first = thread.submit(lambda library: library)
    lock = path.with_name("library.galley.lock")
    closed = thread.submit_closed(lambda file: (file, lock.exists()))
    second = thread.submit(lambda library: (library, lock.exists()))
    assert closed.result() == (path, False)
    assert second.result()[0] is not first.result()
    assert second.result()[1]
    thread.close()
    assert thread.submit_closed(lambda file: file).cancelled()
