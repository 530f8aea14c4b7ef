"""The screen is kept for the next start when the library rests, and when it is closed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Kind
from galley.domain.open_article import OpenArticle
from galley.services.library_thread import LibraryThread
from galley.services.start.snapshot import load_snapshot
from galley.services.start.snapshot_keeping import SnapshotKeeper
from galley.storage.library import Library
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.model.tasks import Task
from galley.ui.running.last_screen import LastScreen
from tests.ui.driving import library_file, passage, sample


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return library_file(tmp_path)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "screen.json"


@pytest.fixture
def model(qtbot: QtBot, path: Path) -> Iterator[AppModel]:
    """A library with the sample on the desk."""
    model = AppModel(LibraryThread(path), creator="Ada")
    article, version, data = sample()
    model.show(OpenArticle(article, version, ()))
    with qtbot.waitSignal(model.shelf.listed):
        model.shelf.begin(article, version, data)
    yield model
    model.close()


@pytest.fixture
def screen(model: AppModel, path: Path, kept: Path) -> LastScreen:
    keeper = SnapshotKeeper(kept, path, NoteTexts().of)
    screen = LastScreen(model._thread, model, keeper)
    screen._rest.setInterval(10)
    return screen


def shown(kept: Path, path: Path) -> list[str] | None:
    """The words that the next start shows as marked; None if it has no snapshot."""
    last = load_snapshot(kept, path)
    return None if last is None else [mark.exact for mark in last.open.annotations]


def annotate(model: AppModel, words: str) -> None:
    assert model.version is not None
    model.marking.annotate([passage(model.version, words)], Kind.QUOTE)


def test_it_is_kept_when_the_library_rests_after_work(
    qtbot: QtBot, model: AppModel, screen: LastScreen, kept: Path, path: Path
) -> None:
    assert not screen._rest.isActive()
    model.shelf.refresh()
    qtbot.waitUntil(lambda: shown(kept, path) == [])
    annotate(model, "still too slow")
    qtbot.waitUntil(lambda: shown(kept, path) == ["still too slow"])


def test_keeping_it_is_not_work_that_is_kept_again(
    qtbot: QtBot, model: AppModel, screen: LastScreen, kept: Path, path: Path
) -> None:
    rests = []
    screen._rest.timeout.connect(lambda: rests.append(1))
    model.shelf.refresh()
    qtbot.waitUntil(lambda: shown(kept, path) == [])
    qtbot.wait(100)
    assert rests == [1]


def test_it_is_kept_when_all_is_closed_with_what_was_not_sent_yet(
    model: AppModel, screen: LastScreen, kept: Path, path: Path
) -> None:
    screen._rest.setInterval(60_000)
    annotate(model, "still too slow")
    annotate(model, "some 125 officials")
    model.close(screen.keep())
    assert shown(kept, path) == ["some 125 officials", "still too slow"]


def test_a_library_that_was_never_opened_leaves_it_as_it_was(path: Path, kept: Path) -> None:
    kept.write_bytes(b"of the last session")
    thread = LibraryThread(path)
    model = AppModel(thread)
    screen = LastScreen(thread, model, SnapshotKeeper(kept, path, NoteTexts().of))
    model.close(screen.keep())
    assert kept.read_bytes() == b"of the last session"


def test_a_library_that_another_window_has_is_no_bug(qtbot: QtBot, path: Path, kept: Path) -> None:
    with Library.open(path, exclusive=True):
        model = AppModel(LibraryThread(path))
        keeper = SnapshotKeeper(kept, path, NoteTexts().of)
        screen = LastScreen(model._thread, model, keeper)
        with qtbot.waitSignal(model.library_trouble):
            model.open_first("")
        screen._keep()
        task = screen.findChild(Task)
        assert task is not None
        with qtbot.waitSignal(task.destroyed):  # an exception in a slot would fail the test
            pass
        model.close()
    assert not kept.exists()


def test_it_is_not_that_of_an_article_that_another_was_opened_after(
    qtbot: QtBot, model: AppModel, screen: LastScreen, kept: Path, path: Path
) -> None:
    model.shelf.refresh()
    qtbot.waitUntil(lambda: shown(kept, path) == [])
    screen._rest.setInterval(60_000)  # killed before the library rests
    article, version, _data = sample()
    model.show(OpenArticle(article, version, ()))
    qtbot.waitUntil(lambda: shown(kept, path) is None)


def test_it_stays_when_the_same_article_is_read_anew(
    qtbot: QtBot, model: AppModel, screen: LastScreen, kept: Path, path: Path
) -> None:
    model.shelf.refresh()
    qtbot.waitUntil(lambda: shown(kept, path) == [])
    screen._rest.setInterval(60_000)
    opened = model.opened()
    assert opened is not None
    model.show(opened)
    with qtbot.waitSignal(model.shelf.listed):
        model.shelf.refresh()
    assert shown(kept, path) == []
