"""Search as one types: the last question is answered, and no other."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Kind
from galley.domain.errors import LibraryUnusable
from galley.domain.search import SearchResults
from galley.services.demo import make_demo_library
from galley.services.finding import searching
from galley.services.library_thread import LibraryThread
from galley.ui.search.library_search import LibrarySearch
from galley.ui.theme.words import name_kinds
from tests.ui.driving import library_file

NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def thread(tmp_path: Path) -> Iterator[LibraryThread]:
    make_demo_library(library_file(tmp_path), now=NOW)
    thread = LibraryThread(library_file(tmp_path))
    yield thread
    thread.close()


@pytest.fixture
def search(thread: LibraryThread) -> Iterator[LibrarySearch]:
    search = LibrarySearch(thread)
    yield search
    search.close()


def test_a_query_is_answered_with_what_was_found(qtbot: QtBot, search: LibrarySearch) -> None:
    with qtbot.waitSignal(search.answered) as answer:
        search.look_for("ferry")

    query, results = answer.args
    assert query == "ferry"
    assert isinstance(results, SearchResults)
    assert results.hits
    assert not search.busy


def test_kinds_are_found_by_a_persons_own_names(qtbot: QtBot, search: LibrarySearch) -> None:
    name_kinds({"claim": "Rumour"})
    try:
        with qtbot.waitSignal(search.answered) as answer:
            search.look_for("kind:rumour")
    finally:
        name_kinds({})

    assert {hit.kind for hit in answer.args[1].hits} == {Kind.CLAIM}


def test_of_letters_typed_fast_only_the_last_is_answered(
    qtbot: QtBot, thread: LibraryThread, search: LibrarySearch
) -> None:
    answered: list[str] = []
    search.answered.connect(lambda query, _results: answered.append(query))
    busy = Event()
    thread.submit(lambda _library: busy.wait(5))  # the library has something else to do

    for length in range(1, 6):
        search.look_for("ferry"[:length])
    assert search.busy
    busy.set()
    qtbot.waitUntil(lambda: not search.busy)

    assert answered == ["ferry"]


def test_a_search_that_is_given_up_is_not_answered(
    qtbot: QtBot, thread: LibraryThread, search: LibrarySearch
) -> None:
    answered: list[str] = []
    search.answered.connect(lambda query, _results: answered.append(query))
    busy = Event()
    thread.submit(lambda _library: busy.wait(5))

    search.look_for("ferry")
    search.stop()
    busy.set()
    with qtbot.waitSignal(search.answered):
        search.look_for("train")

    assert answered == ["train"]


def test_a_library_that_cannot_be_searched_says_why(
    qtbot: QtBot, search: LibrarySearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> SearchResults:
        raise LibraryUnusable("The library can’t be read.")

    monkeypatch.setattr(searching, "search", refuse)

    with qtbot.waitSignal(search.failed) as failure:
        search.look_for("ferry")

    assert str(failure.args[0]) == "The library can’t be read."
    assert not search.busy
    monkeypatch.undo()
    with qtbot.waitSignal(search.answered):
        search.look_for("ferry")
