"""A backup before anything large, as a person meets it: a real window, library and keys."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Kind
from galley.domain.jobs import Job, Progress
from galley.services.demo import make_demo_library
from galley.services.edits.collecting import new_collection, put_collection
from galley.services.library_thread import LibraryThread
from galley.services.safety import keeping, large_changes
from galley.services.saving import SaveState
from galley.services.settings import Settings
from galley.storage import backup
from galley.storage.backups import backup_folder
from galley.storage.library import Library
from galley.ui.annotations.page import AnnotationsPage
from galley.ui.components.buttons import LinkButton
from galley.ui.exchange.arrivals_sheet import ArrivalsSheet
from galley.ui.importing.import_sheet import ImportSheet
from galley.ui.keeping.restore_sheet import RestoreSheet
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import find_child, library_file

NOW = datetime(2026, 1, 2, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = library_file(tmp_path)
    make_demo_library(path, now=NOW)
    return path


@pytest.fixture
def window(
    qtbot: QtBot, path: Path, themes: ThemeSource, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setattr(large_changes, "LARGE_ANNOTATIONS", 20)
    model = AppModel(LibraryThread(path), creator="Ada", now=lambda: NOW)
    window = MainWindow(themes, NoteTexts(), Settings(), lambda: NOW)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.furnish(model)
    model.open_first("")
    qtbot.waitUntil(lambda: model.article is not None and bool(model.shelf.summaries))
    yield window
    window.close()
    model.close()
    with Library.open(path) as library:
        assert library.verify() == []


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def all_chosen(qtbot: QtBot, window: MainWindow) -> AnnotationsPage:
    """The table of all annotations, with all of them chosen by keys."""
    window.chrome.actions["annotations.all"].trigger()
    page = find_child(AnnotationsPage, window)
    qtbot.waitUntil(lambda: page.model.rowCount() == 45)
    QTest.keyClick(page.view, Qt.Key.Key_A, CONTROL)
    qtbot.waitUntil(page.bar.isVisible)
    return page


def told(qtbot: QtBot, window: MainWindow, words: str) -> None:
    qtbot.waitUntil(lambda: window.chrome.toast.message.startswith(words))


def go_on(window: MainWindow) -> None:
    """Press the only thing that the error bar offers."""
    (button,) = window.chrome.error_bar.findChildren(LinkButton)
    assert button.text() == "Change without a backup"
    QTest.mouseClick(button, LEFT)


def forbid_backups(path: Path) -> None:
    backup_folder(path).write_text("a file of somebody's")


def reasons(path: Path) -> list[tuple[str, int]]:
    return [(one.reason, one.count) for one in keeping.backups(path)]


def in_use(path: Path) -> int:
    return keeping.contents(path).annotations


def test_an_edit_of_many_annotations_is_preceded_by_a_backup_that_is_named_for_it(
    qtbot: QtBot, window: MainWindow, path: Path
) -> None:
    page = all_chosen(qtbot, window)
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    told(qtbot, window, "45 annotations moved to the trash")
    assert reasons(path) == [("delete", 45)]
    assert in_use(keeping.backups(path)[0].path) == 45
    assert in_use(path) == 0
    window.chrome.actions["backups"].trigger()
    sheet = find_child(RestoreSheet, window)
    qtbot.waitUntil(lambda: sheet.row is not None and sheet.row.contents is not None)
    assert sheet.row is not None
    assert sheet.row.reason == "Before deleting 45 annotations"
    assert "Before deleting 45 annotations, 7 articles" in sheet.row.spoken
    qtbot.waitUntil(lambda: sheet.restore.isEnabled())
    QTest.keyClick(sheet.restore, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: in_use(path) == 45)


def test_where_no_backup_can_be_made_the_person_decides(
    qtbot: QtBot, window: MainWindow, path: Path
) -> None:
    forbid_backups(path)
    page = all_chosen(qtbot, window)
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(window.chrome.error_bar.isVisible)
    assert window.chrome.error_bar.message.endswith("Nothing was changed.")
    assert in_use(path) == 45
    assert page.bar._trash.isEnabled()  # and may be asked again
    go_on(window)
    told(qtbot, window, "45 annotations moved to the trash")
    assert not window.chrome.error_bar.isVisible()
    assert in_use(path) == 0


def test_who_closes_the_bar_has_not_said_so(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    forbid_backups(path)
    page = all_chosen(qtbot, window)
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(window.chrome.error_bar.isVisible)
    window.chrome.error_bar.dismiss()
    model_of(window).large.go_on()
    qtbot.wait(50)
    assert in_use(path) == 45


def test_it_can_be_cancelled_while_the_backup_is_made_and_notes_are_saved_meanwhile(
    qtbot: QtBot, window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, held = model_of(window), []
    step = Job.step

    def hold(job: Job, done: int, total: int, label: str = "") -> None:
        step(job, done, total, label)
        held.append(done)
        while not job.cancelled:
            time.sleep(0.005)

    monkeypatch.setattr(Job, "step", hold)
    monkeypatch.setattr(backup, "_PAGES", 1)
    page = all_chosen(qtbot, window)
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Making a backup first" in page.bar._count.text())
    one = model.annotations[0]
    model.marking.set_note(one.id, "Typed while the copy is half made", "visit")
    model.marking.flush_typing()
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    assert held
    QTest.mouseClick(page.bar._cancel, LEFT)
    qtbot.waitUntil(lambda: not page.bar._cancel.isVisible())
    assert in_use(path) == 45
    assert keeping.backups(path) == []


def test_many_marks_of_one_article_too(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    model = model_of(window)
    version = model.version
    assert version is not None
    for start in range(0, 25 * 4, 4):
        model.marking.annotate([(start, start + 3)], Kind.MARK)
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    panel = window.chrome.panel
    count = len(model.annotations)
    panel.cards._list.setFocus()
    QTest.keyClick(panel.cards._list, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(panel.cards._list, Qt.Key.Key_Delete)
    told(qtbot, window, f"{count} marks deleted")
    assert model.annotations == []
    assert reasons(path) == [("delete", count)]
    window.chrome.actions["undo"].trigger()
    qtbot.waitUntil(lambda: len(model.annotations) == count)


def test_articles_to_the_trash(
    qtbot: QtBot, window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_changes, "LARGE_ARTICLES", 3)
    ids = [row.id for row in model_of(window).shelf.summaries]
    window.chrome.library.trash_wanted.emit(ids)
    told(qtbot, window, f"{len(ids)} articles moved to the trash")
    assert reasons(path) == [("trash", len(ids))]


def test_a_collection_of_many(
    qtbot: QtBot, window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_changes, "LARGE_ARTICLES", 3)
    model, side = model_of(window), window.chrome.library_side
    made = new_collection("Court cases", now=NOW)
    model.library_thread.submit(lambda library: put_collection(library, made)).result()
    ids = [row.id for row in model.shelf.summaries][:3]
    side.collecting.refresh()
    qtbot.waitUntil(lambda: made.id in side.collecting._collections)
    side.collecting._put(ids, made.id)
    qtbot.waitUntil(lambda: side.collecting._counts.get(made.id) == 3)
    assert ("articles", 3) in reasons(path)
    side.collecting._remove(made.id)
    told(qtbot, window, "“Court cases” was deleted")
    assert reasons(path)[0] == ("collection", 3)


@pytest.fixture
def many_files(tmp_path: Path) -> Path:
    folder = tmp_path / "captures"
    folder.mkdir()
    for number in range(24):
        words = f"Ferry number {number} carried {number + 100} people across. " * 5
        (folder / f"{number:02}.txt").write_text(f"Ferry {number} is full\n\n{words}\n", "utf-8")
    return folder


def test_an_import_of_many_files(
    qtbot: QtBot, window: MainWindow, path: Path, many_files: Path
) -> None:
    before = keeping.contents(path).articles
    window.chrome.importing.take_paths([many_files])
    sheet = find_child(ImportSheet, window)
    qtbot.waitUntil(lambda: not sheet.is_running, timeout=60_000)
    assert reasons(path) == [("import", 24)]
    assert keeping.contents(keeping.backups(path)[0].path).articles == before
    assert keeping.contents(path).articles == before + 24


def test_an_import_without_a_backup_waits_for_the_persons_word(
    qtbot: QtBot, window: MainWindow, path: Path, many_files: Path
) -> None:
    before = keeping.contents(path).articles
    forbid_backups(path)
    window.chrome.importing.take_paths([many_files])
    sheet = find_child(ImportSheet, window)
    qtbot.waitUntil(window.chrome.error_bar.isVisible)
    assert not sheet.is_running
    assert keeping.contents(path).articles == before
    sheet.reject()
    go_on(window)
    qtbot.waitUntil(lambda: keeping.contents(path).articles == before + 24, timeout=60_000)


def clippings(window: MainWindow, tmp_path: Path) -> Path:
    article, version = model_of(window).article, model_of(window).version
    assert article is not None
    assert version is not None
    file = tmp_path / "My Clippings.txt"
    quoted = [version.text[start : start + 30] for start in range(0, 30 * 22, 30)]
    file.write_text(
        "".join(
            f"{article.metadata.headline} (Somebody)\n- Your Highlight on Location {n}-{n + 2} | "
            f"Added on Monday, May 6, 2031 9:08:09 PM\n\n{' '.join(text.split())}\n==========\n"
            for n, text in enumerate(quoted)
        ),
        "utf-8",
    )
    return file


@pytest.mark.parametrize("possible", [True, False])
def test_an_import_of_many_annotations(
    qtbot: QtBot, window: MainWindow, path: Path, tmp_path: Path, possible: bool
) -> None:
    if not possible:
        forbid_backups(path)
    window.chrome.exchange.take([clippings(window, tmp_path)])
    sheet = find_child(ArrivalsSheet, window)
    qtbot.waitUntil(lambda: not sheet.is_running)
    assert sheet.import_button.text() == "Import 22 annotations"
    QTest.mouseClick(sheet.import_button, LEFT)
    if not possible:
        qtbot.waitUntil(window.chrome.error_bar.isVisible)
        assert in_use(path) == 45
        go_on(window)
    told(qtbot, window, "22 annotations imported")
    assert in_use(path) == 67
    if possible:
        assert reasons(path) == [("arrivals", 22)]


def test_a_long_backup_says_so_and_can_be_cancelled(
    qtbot: QtBot, window: MainWindow, path: Path
) -> None:
    """What the window says where no sheet and no bar does."""
    model, toast = model_of(window), window.chrome.toast
    model.large.progressed.emit(Progress(0, 100))
    assert not toast.isVisible()
    qtbot.wait(450)
    model.large.progressed.emit(Progress(47, 100))
    assert toast.message == "Making a backup first: 40%"
    assert toast.button.text() == "Cancel"
    model.large.ended.emit()
    assert not toast.isVisible()
    assert path.exists()
