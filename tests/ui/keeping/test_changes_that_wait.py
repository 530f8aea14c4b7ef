"""Changes that wait for their backup: none goes without a word, whatever is done meanwhile."""

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, Kind
from galley.domain.jobs import Job
from galley.domain.keeping import Before, Occasion
from galley.services.demo import make_demo_library
from galley.services.edits.article_editing import add_tags
from galley.services.library_thread import LibraryThread
from galley.services.safety import keeping, large_changes
from galley.services.saving import SaveState
from galley.services.settings import Settings
from galley.storage import backup
from galley.storage.backups import backup_folder
from galley.storage.library import Library
from galley.ui.components.buttons import LinkButton
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import library_file

NOW = datetime(2026, 1, 2, tzinfo=UTC)
CONTROL = Qt.KeyboardModifier.ControlModifier
MANY = 25


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = library_file(tmp_path)
    make_demo_library(path, now=NOW)
    return path


@pytest.fixture
def let_go(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """No backup gets on before this is called."""
    gate, step = threading.Event(), Job.step

    def hold(job: Job, done: int, total: int, label: str = "") -> None:
        step(job, done, total, label)
        while not (gate.wait(0.005) or job.cancelled):
            pass

    monkeypatch.setattr(Job, "step", hold)
    monkeypatch.setattr(backup, "_PAGES", 1)
    monkeypatch.setattr(large_changes, "LARGE_ANNOTATIONS", 20)
    monkeypatch.setattr(large_changes, "LARGE_ARTICLES", 3)
    yield gate.set
    gate.set()


@pytest.fixture
def window(
    qtbot: QtBot, path: Path, themes: ThemeSource, let_go: Callable[[], None]
) -> Iterator[MainWindow]:
    """With many marks in the open article."""
    model = AppModel(LibraryThread(path), creator="Ada", now=lambda: NOW)
    window = MainWindow(themes, NoteTexts(), Settings(), lambda: NOW)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.furnish(model)
    model.open_first("")
    qtbot.waitUntil(lambda: model.article is not None and bool(model.shelf.summaries))
    for start in range(0, MANY * 4, 4):
        model.marking.annotate([(start, start + 3)], Kind.MARK)
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    yield window
    let_go()
    window.close()
    model.close()
    with Library.open(path) as library:
        assert library.verify() == []


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def ids(window: MainWindow) -> list[str]:
    return [one.id for one in model_of(window).annotations]


def told(qtbot: QtBot, window: MainWindow, words: str) -> None:
    qtbot.waitUntil(lambda: words in window.chrome.toast.message, timeout=20_000)


def stored(window: MainWindow, article_id: str) -> list[Annotation]:
    thread = model_of(window).library_thread
    return thread.submit(lambda library: library.annotations(article_id)).result(timeout=60)


def another_article(window: MainWindow) -> str:
    article = model_of(window).article
    assert article is not None
    return next(one.id for one in model_of(window).shelf.summaries if one.id != article.id)


def test_a_second_large_change_is_made_after_the_first(
    qtbot: QtBot, window: MainWindow, path: Path, let_go: Callable[[], None]
) -> None:
    model, article = model_of(window), model_of(window).article
    assert article is not None
    panel = window.chrome.panel.cards
    panel._list.setFocus()
    QTest.keyClick(panel._list, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(panel._list, "4")
    assert model.large.busy
    model.marking.add_tag(ids(window), "urgent")
    told(qtbot, window, "This is done as soon as the change before it is made")
    assert {one.tags for one in model.annotations if "urgent" in one.tags} == set()
    let_go()
    told(qtbot, window, "Tags of ")
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    for one in stored(window, article.id):
        assert one.kind is Kind.CLAIM
        assert "urgent" in one.tags
    assert [one.reason for one in keeping.backups(path)] == ["change", "change"]
    model.undo()
    qtbot.waitUntil(lambda: not any("urgent" in one.tags for one in model.annotations))
    assert {one.kind for one in model.annotations} == {Kind.CLAIM}


def test_marks_are_changed_though_another_article_was_opened_meanwhile(
    qtbot: QtBot, window: MainWindow, let_go: Callable[[], None]
) -> None:
    model, article = model_of(window), model_of(window).article
    assert article is not None
    gone, kept = ids(window)[:MANY], ids(window)[MANY:]
    model.marking.trash(gone)
    other = another_article(window)
    with qtbot.waitSignal(model.article_opened):
        model.open_article(other)
    before = model.annotations
    let_go()
    told(qtbot, window, f"{len(gone)} marks deleted in “{article.metadata.headline}”")
    assert model.annotations == before
    assert sorted(one.id for one in stored(window, article.id)) == sorted(kept)
    with qtbot.waitSignal(model.article_opened):
        model.open_article(article.id)
    with qtbot.waitSignal(model.undone, timeout=20_000):
        model.undo()
    assert sorted(ids(window)) == sorted([*gone, *kept])


def test_the_window_closes_when_the_change_is_made(
    qtbot: QtBot, window: MainWindow, let_go: Callable[[], None]
) -> None:
    model, article = model_of(window), model_of(window).article
    assert article is not None
    model.marking.set_kinds(ids(window), Kind.CLAIM)
    assert not window.close()
    assert window.isVisible()
    told(qtbot, window, "Galley closes once your last change is made")
    with qtbot.waitSignal(window.closed, timeout=20_000):
        let_go()
    qtbot.waitUntil(lambda: not window.isVisible())
    model.marking.flush_typing()
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    assert {one.kind for one in stored(window, article.id)} == {Kind.CLAIM}


def test_who_closes_again_drops_the_change(qtbot: QtBot, window: MainWindow) -> None:
    model, article = model_of(window), model_of(window).article
    assert article is not None
    model.marking.set_kinds(ids(window), Kind.CLAIM)
    assert not window.close()
    told(qtbot, window, "close again to drop it")
    assert window.close()
    assert {one.kind for one in stored(window, article.id)} != {Kind.CLAIM}


def test_an_edit_of_articles_begun_during_another_is_made_after_it(
    qtbot: QtBot, window: MainWindow, let_go: Callable[[], None]
) -> None:
    model, edits = model_of(window), window.chrome.library_side.edits
    chosen = [row.id for row in model.shelf.summaries][:4]
    for tag in ("first", "second"):
        edits.edit(chosen, add_tags([tag]), one="One tagged", many=f"%1 tagged {tag}")
    told(qtbot, window, "This is done as soon as the change before it is made")
    let_go()
    told(qtbot, window, f"{len(chosen)} tagged second")
    qtbot.waitUntil(
        lambda: all({"first", "second"} <= set(model.shelf.by_id[one].tags) for one in chosen)
    )
    assert not model.errands.busy


def test_what_waits_is_cancelled_alone(
    qtbot: QtBot, window: MainWindow, let_go: Callable[[], None]
) -> None:
    large, heard = model_of(window).large, list[str]()
    begun = [
        large.begin(
            Occasion(Before.CHANGE, MANY),
            lambda _kept, number=number: heard.append(f"made {number}"),  # type: ignore[misc]
            given_up=lambda number=number: heard.append(f"given up {number}"),  # type: ignore[misc]
        )
        for number in (1, 2, 3)
    ]
    large.cancel(begun[1])
    assert heard == ["given up 2"]
    let_go()
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == ["given up 2", "made 1", "made 3"]
    assert not model_of(window).errands.busy


def test_the_one_whose_backup_is_being_made_is_cancelled_alone(
    qtbot: QtBot, window: MainWindow, let_go: Callable[[], None]
) -> None:
    large, heard = model_of(window).large, list[str]()
    begun = [
        large.begin(
            Occasion(Before.CHANGE, MANY),
            lambda _kept, number=number: heard.append(f"made {number}"),  # type: ignore[misc]
            given_up=lambda number=number: heard.append(f"given up {number}"),  # type: ignore[misc]
        )
        for number in (1, 2)
    ]
    large.cancel(begun[0])
    qtbot.waitUntil(lambda: heard == ["given up 1"])
    large.cancel(begun[0])  # what is over is not cancelled
    let_go()
    qtbot.waitUntil(lambda: heard == ["given up 1", "made 2"])
    assert not model_of(window).errands.busy


def test_a_restore_says_that_what_waited_was_not_made(
    qtbot: QtBot, window: MainWindow, path: Path
) -> None:
    model = model_of(window)
    shutil.copy(path, path.with_suffix(".before"))
    before = [one.kind for one in model.annotations]
    model.marking.set_kinds(ids(window), Kind.CLAIM)
    done: list[object] = []
    model.file.replace(path.with_suffix(".before").replace, done.append, print)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    qtbot.waitUntil(window.chrome.error_bar.isVisible)
    assert "was not made" in window.chrome.error_bar.message
    assert "Make the change again" in window.chrome.error_bar.message
    qtbot.waitUntil(lambda: model.article is not None and bool(model.annotations))
    assert [one.kind for one in model.annotations] == before


def press_go_on(qtbot: QtBot, window: MainWindow) -> None:
    def offered() -> list[LinkButton]:
        buttons = window.chrome.error_bar.findChildren(LinkButton)
        return [one for one in buttons if one.isVisible()]

    qtbot.waitUntil(lambda: len(offered()) == 1)
    (button,) = offered()
    assert button.text() == "Change without a backup"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_who_goes_on_without_a_backup_goes_on_with_all_that_waited(
    qtbot: QtBot, window: MainWindow, path: Path, let_go: Callable[[], None]
) -> None:
    model = model_of(window)
    backup_folder(path).write_text("a file of somebody's")
    model.marking.set_kinds(ids(window), Kind.CLAIM)
    model.marking.add_tag(ids(window), "urgent")
    let_go()
    qtbot.waitUntil(window.chrome.error_bar.isVisible, timeout=20_000)
    qtbot.waitUntil(lambda: not model.errands.busy)
    assert Kind.MARK in {one.kind for one in model.annotations}
    press_go_on(qtbot, window)
    qtbot.waitUntil(lambda: all("urgent" in one.tags for one in model.annotations))
    assert {one.kind for one in model.annotations} == {Kind.CLAIM}
    assert not window.chrome.error_bar.isVisible()


def test_what_was_refused_is_offered_no_more_when_another_change_is_begun(
    qtbot: QtBot, window: MainWindow, path: Path, let_go: Callable[[], None]
) -> None:
    model = model_of(window)
    backup_folder(path).write_text("a file of somebody's")
    let_go()
    model.marking.trash(ids(window))
    qtbot.waitUntil(window.chrome.error_bar.isVisible, timeout=20_000)
    backup_folder(path).unlink()  # there is room by now
    model.marking.set_kinds(ids(window), Kind.CLAIM)
    assert not window.chrome.error_bar.isVisible()
    told(qtbot, window, "Kind of ")
    model.large.go_on()
    assert len(model.annotations) >= MANY, "nothing was deleted after all"
