"""Backups restored and the library checked from the window, on a real library in a real file."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Kind
from galley.domain.errors import DiskFull
from galley.services.intake.batch_importing import OutcomeState
from galley.services.intake.captures import Captured, FileSource
from galley.services.library_thread import LibraryThread
from galley.services.safety import keeping
from galley.services.saving import SaveState
from galley.services.settings import Settings
from galley.storage.library import Library
from galley.ui.components.buttons import LinkButton
from galley.ui.importing.import_sheet import ImportSheet
from galley.ui.keeping.background_check import BackgroundCheck
from galley.ui.keeping.check_sheet import CheckSheet
from galley.ui.keeping.restore_sheet import RestoreSheet
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import find_child, library_file, sample

NOW = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return lambda: NOW


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def mark(qtbot: QtBot, window: MainWindow, start: int) -> None:
    model = model_of(window)
    model.marking.annotate([(start, start + 20)], Kind.QUOTE)
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)


def sheet_of(qtbot: QtBot, window: MainWindow) -> RestoreSheet:
    window.chrome.actions["backups"].trigger()
    sheet = window.findChild(RestoreSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.backups.rowCount() > 0)
    qtbot.waitUntil(lambda: sheet.backups.row(sheet.backups.rowCount() - 1).contents is not None)
    return sheet


def test_two_clicks_restore_and_one_takes_it_back(qtbot: QtBot, window: MainWindow) -> None:
    model = model_of(window)
    mark(qtbot, window, 100)
    first = keeping.back_up(model.library_path, now=NOW - timedelta(hours=3))
    mark(qtbot, window, 200)
    mark(qtbot, window, 300)
    sheet = sheet_of(qtbot, window)
    assert sheet.row is not None
    assert sheet.row.backup == first
    assert sheet.row.detail.startswith("1 article · 1 annotation · ")
    qtbot.waitUntil(lambda: sheet.restore.isEnabled())
    assert "Annotations: 2 go" in sheet.preview_text
    assert "2 edits since then" in sheet.preview_text
    QTest.keyClick(sheet.restore, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(model.annotations) == 1)
    qtbot.waitUntil(lambda: window.chrome.toast.isVisible())
    assert "kept as a backup" in window.chrome.toast.message
    assert [backup.reason for backup in keeping.backups(model.library_path)] == ["restore", ""]
    mark(qtbot, window, 400)  # the library is open again, and takes edits
    window.chrome.toast.button.click()
    qtbot.waitUntil(lambda: len(model.annotations) == 3)


def test_ctrl_z_takes_a_restore_back_until_something_else_is_done(
    qtbot: QtBot, window: MainWindow
) -> None:
    model, undo = model_of(window), window.chrome.actions["undo"]
    keeping.back_up(model.library_path, now=NOW - timedelta(hours=3))
    mark(qtbot, window, 100)
    restore(qtbot, window)
    qtbot.waitUntil(lambda: model.article is not None and model.annotations == [])
    assert model.labels.undo is None  # what the article itself could take back
    assert undo.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(model.annotations) == 1)
    restore_oldest(qtbot, window)
    qtbot.waitUntil(lambda: model.article is not None and model.annotations == [])
    mark(qtbot, window, 200)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: model.annotations == [] and model.save_state is SaveState.SAVED)
    qtbot.waitUntil(lambda: not undo.isEnabled())
    assert len(keeping.backups(model.library_path)) == 4  # the first, and one before each restore


def restore_oldest(qtbot: QtBot, window: MainWindow) -> None:
    sheet = sheet_of(qtbot, window)
    QTest.keyClick(sheet.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: sheet.restore.isEnabled())
    QTest.keyClick(sheet.restore, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.findChild(RestoreSheet) is None)


def test_what_was_being_typed_is_saved_before_a_restore(qtbot: QtBot, window: MainWindow) -> None:
    model = model_of(window)
    keeping.back_up(model.library_path, now=NOW)
    mark(qtbot, window, 100)
    sheet = sheet_of(qtbot, window)
    qtbot.waitUntil(lambda: sheet.restore.isEnabled())
    model.marking.set_note(model.annotations[0].id, "Typed at the last moment", "visit")
    sheet.restore.click()
    qtbot.waitUntil(lambda: model.annotations == [] and model.article is not None)
    (before, _first) = keeping.backups(model.library_path)
    with Library.open(before.path, create=False) as kept:
        (annotation,) = kept.annotations(kept.articles()[0].id)
    assert annotation.note == "Typed at the last moment"


def test_nothing_is_restored_while_edits_could_not_be_saved(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of(window)
    keeping.back_up(model.library_path, now=NOW)
    mark(qtbot, window, 100)
    sheet = sheet_of(qtbot, window)
    qtbot.waitUntil(lambda: sheet.restore.isEnabled())

    def full(_library: Library, _change_set: object) -> None:
        raise DiskFull("Couldn’t save. The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(Library, "apply", full)
        model.marking.annotate([(200, 220)], Kind.QUOTE)
        qtbot.waitUntil(lambda: model.save_state is SaveState.FAILED)
    QTest.mouseClick(sheet.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "could not be saved yet" in sheet.preview_text)
    assert len(model.unsaved) == 1
    assert len(keeping.backups(model.library_path)) == 1
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(RestoreSheet) is None)
    model.retry()
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    assert [one.start for one in model.annotations] == [100, 200]


def test_what_a_restore_would_do_is_said_of_the_chosen_backup_alone(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, gate = model_of(window), threading.Event()
    first = keeping.back_up(model.library_path, now=NOW - timedelta(hours=3))
    mark(qtbot, window, 100)
    second = keeping.back_up(model.library_path, now=NOW - timedelta(hours=2))
    mark(qtbot, window, 200)
    sheet = sheet_of(qtbot, window)
    qtbot.waitUntil(lambda: sheet.restore.isEnabled())
    preview, told = keeping.preview_restore, list[str]()

    def late(library: Path, backup: Path) -> object:
        if backup == first.path:
            gate.wait(60)
            raise DiskFull("The oldest can’t be looked into.")
        return preview(library, backup)

    monkeypatch.setattr(keeping, "preview_restore", late)
    monkeypatch.setattr(sheet, "show_problem", told.append)
    QTest.keyClick(sheet.list, Qt.Key.Key_End)
    QTest.keyClick(sheet.list, Qt.Key.Key_Home)
    gate.set()
    assert sheet.row is not None
    assert sheet.row.backup == second
    qtbot.waitUntil(lambda: sheet.restore.isEnabled())
    assert "Annotations: 1 goes" in sheet.preview_text
    assert told == []
    QTest.keyClick(sheet, Qt.Key.Key_Escape)


def test_a_backup_that_is_damaged_is_told_and_not_restored(
    qtbot: QtBot, window: MainWindow
) -> None:
    model = model_of(window)
    backup = keeping.back_up(model.library_path, now=NOW)
    backup.path.write_bytes(b"SQLite format 3\0" + b"\1" * 8000)
    window.chrome.actions["backups"].trigger()
    sheet = window.findChild(RestoreSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.backups.rowCount() == 1 and bool(sheet.backups.row(0).problem))
    assert sheet.row is not None
    assert sheet.row.detail == "Can’t be read"
    assert not sheet.restore.isEnabled()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(RestoreSheet) is None)


def test_a_restore_that_would_change_nothing_is_not_offered(
    qtbot: QtBot, window: MainWindow
) -> None:
    model = model_of(window)
    mark(qtbot, window, 100)
    keeping.back_up(model.library_path, now=NOW)
    sheet = sheet_of(qtbot, window)
    qtbot.waitUntil(lambda: "as it was then" in sheet.preview_text)
    assert not sheet.restore.isEnabled()
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    mark(qtbot, window, 200)
    sheet = sheet_of(qtbot, window)
    qtbot.waitUntil(lambda: sheet.restore.isEnabled())
    assert "Annotations: 1 goes" in sheet.preview_text


def test_the_sheet_is_as_high_as_the_backups_there_are(qtbot: QtBot, window: MainWindow) -> None:
    model = model_of(window)
    heights = []
    for number in range(1, 13):
        mark(qtbot, window, 20 * number)
        keeping.back_up(model.library_path, now=NOW - timedelta(hours=13 - number))
        if number in {1, 6, 12}:
            sheet = sheet_of(qtbot, window)
            heights.append(sheet.card.height())
            assert sheet.list.verticalScrollBar().maximum() == 0 or number == 12
            QTest.keyClick(sheet, Qt.Key.Key_Escape)
            qtbot.waitUntil(lambda: window.findChild(RestoreSheet) is None)
    assert heights == sorted(set(heights))


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Reading a file whose name begins with b waits for this."""
    released = threading.Event()
    real = FileSource.read

    def read(self: FileSource, job: object) -> Captured:
        if self.path.name.startswith("b"):
            released.wait(20)
        return real(self, job)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(FileSource, "read", read)
    yield released
    released.set()


def text_file(path: Path) -> Path:
    path.write_text(f"Gulls counted at {path.stem}\n\nBy Ada Quay\n\n" + "Many gulls came. " * 30)
    return path


def restore(qtbot: QtBot, window: MainWindow) -> None:
    sheet = sheet_of(qtbot, window)
    qtbot.waitUntil(lambda: sheet.restore.isEnabled())
    QTest.keyClick(sheet.restore, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.findChild(RestoreSheet) is None)


def test_a_restore_ends_an_import_first_and_the_sheet_of_the_import_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, held: threading.Event
) -> None:
    model = model_of(window)
    keeping.back_up(model.library_path, now=NOW - timedelta(hours=3))
    window.chrome.importing.take_paths([text_file(tmp_path / f"{name}.txt") for name in "abc"])
    qtbot.waitUntil(lambda: window.findChild(ImportSheet) is not None)
    importing = find_child(ImportSheet, window)
    qtbot.waitUntil(lambda: len(importing.captures.outcomes) == 1)
    restore(qtbot, window)  # as another window on the same library may
    assert not importing.is_running
    states = [outcome.state for outcome in importing.captures.outcomes]
    assert states == [OutcomeState.NOT_IMPORTED] * 3  # the first, too, is in the library no more
    assert "The library was restored meanwhile" in importing._sum.text()
    assert not importing.open_button.isVisible()
    held.set()
    qtbot.waitUntil(lambda: len(model.shelf.summaries) == 1)
    with Library.open(keeping.backups(model.library_path)[0].path, create=False) as kept:
        assert len(kept.articles()) == 2  # what had come in is in the backup


def test_a_file_that_a_restore_kept_out_is_told_of(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, held: threading.Event
) -> None:
    model = model_of(window)
    keeping.back_up(model.library_path, now=NOW - timedelta(hours=3))
    mark(qtbot, window, 100)
    window.chrome.importing.take_paths([text_file(tmp_path / "b.txt")])
    restore(qtbot, window)
    assert "Nothing was imported" in window.chrome.error_bar.message
    assert not held.is_set()


def test_without_a_backup_the_sheet_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.chrome.actions["backups"].trigger()
    sheet = window.findChild(RestoreSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: "no backups yet" in sheet.preview_text)
    sheet.cancel.click()


def flip(path: Path, words: bytes) -> None:
    """Damage some words in a library's file, as a fault of the disk would."""
    data = bytearray(path.read_bytes())
    at = data.index(words)
    data[at] ^= 4
    path.write_bytes(data)


def test_a_check_says_what_it_found_and_copies_it(qtbot: QtBot, window: MainWindow) -> None:
    mark(qtbot, window, 100)
    window.chrome.actions["library.check"].trigger()
    sheet = window.findChild(CheckSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: not sheet.is_running)
    assert sheet.sentence.startswith("No fault was found: 1 article · 1 annotation · ")
    sheet.copy.click()
    assert QGuiApplication.clipboard().text() == sheet.sentence
    sheet.cancel.click()
    qtbot.waitUntil(lambda: window.findChild(CheckSheet) is None)


def test_faults_are_listed_and_lead_to_the_backups(qtbot: QtBot, window: MainWindow) -> None:
    model = model_of(window)
    mark(qtbot, window, 100)
    keeping.back_up(model.library_path, now=NOW)
    flip(model.library_path, b"Deputy Prime Minister Sar Kheng said")
    window.chrome.actions["library.check"].trigger()
    sheet = window.findChild(CheckSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: not sheet.is_running)
    assert "found" in sheet.sentence
    assert "not what was saved" in sheet.findings.toPlainText()
    sheet.restore.click()
    qtbot.waitUntil(lambda: window.findChild(RestoreSheet) is not None)


def test_the_check_behind_the_window_is_weekly_and_silent_if_all_is_well(
    qtbot: QtBot, window: MainWindow
) -> None:
    check, library = window.chrome.background_check, model_of(window).library_path
    due_before = check.is_due
    with qtbot.waitSignal(check.checked):
        check.look()
    assert window.checked_at(library) == NOW
    assert window.settings().checked == {str(library): NOW.isoformat()}
    assert (due_before, check.is_due) == (True, False)
    assert not window.chrome.error_bar.isVisible()


def test_the_check_behind_the_window_tells_of_a_fault(qtbot: QtBot, window: MainWindow) -> None:
    check, library = window.chrome.background_check, model_of(window).library_path
    flip(library, b"Deputy Prime Minister Sar Kheng said")
    with qtbot.waitSignal(check.faults):
        check.look()
    assert window.checked_at(library) is None
    assert "not what was saved" in window.chrome.error_bar.message


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, True),
        (NOW - timedelta(days=6, hours=23), False),
        (NOW - timedelta(days=7), True),
        (NOW + timedelta(days=400), True),  # the clock was wrong then, or is now
    ],
)
def test_when_a_check_is_due(
    last: datetime | None, due: bool, window: MainWindow, tmp_path: Path
) -> None:
    thread = LibraryThread(tmp_path / "other.galley")
    check = BackgroundCheck(thread, lambda: NOW, lambda: last, window)
    assert check.is_due is due
    check.stop()
    thread.close()


def test_of_a_large_library_the_structure_is_looked_at_after_every_start(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of(window)
    looked: list[Path] = []

    def look(library: Path, **_job: object) -> tuple[str, ...]:
        looked.append(library)
        return ()

    monkeypatch.setattr(keeping, "needs_structure_check", lambda _library: True)
    monkeypatch.setattr(keeping, "check_structure", look)
    check = BackgroundCheck(model.library_thread, lambda: NOW, lambda: NOW, window)
    for _ in range(2):
        check.look()
        qtbot.waitUntil(lambda: check._task is None)
    assert looked == [model.library_path]
    check.stop()


def test_what_can_be_repaired_is_repaired_from_the_sheet(qtbot: QtBot, window: MainWindow) -> None:
    model = model_of(window)
    mark(qtbot, window, 100)
    with closing(sqlite3.connect(model.library_path)) as other:
        other.execute("UPDATE articles SET headline = 'Fake'")
        other.commit()
    window.chrome.actions["library.check"].trigger()
    sheet = window.findChild(CheckSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: not sheet.is_running)
    assert "is listed wrongly" in sheet.findings.toPlainText()
    QTest.keyClick(sheet.repair, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not sheet.is_running)
    assert sheet.sentence == "Everything was repaired."
    assert "is kept in" in sheet.findings.toPlainText()
    assert not sheet.repair.isVisible()
    assert keeping.check(model.library_path) == ()
    assert [backup.reason for backup in keeping.backups(model.library_path)] == ["repair"]
    sheet.cancel.click()
    qtbot.waitUntil(lambda: model.article is not None)
    mark(qtbot, window, 200)  # it is open again, and takes edits
    assert len(model.annotations) == 2


def test_a_damaged_library_is_restored_from_the_bar_that_tells_of_it(
    qtbot: QtBot, themes: ThemeSource, tmp_path: Path
) -> None:
    path = library_file(tmp_path)
    article, version, data = sample()
    with Library.open(path) as library:
        library.add_article(article, version, data)
    keeping.back_up(path, now=NOW)
    path.write_bytes(path.read_bytes()[:6000])
    model = AppModel(LibraryThread(path))
    window = MainWindow(themes, NoteTexts(), Settings(), lambda: NOW)
    qtbot.addWidget(window)
    window.furnish(model)
    with qtbot.waitExposed(window):
        window.show()
    with qtbot.waitSignal(model.library_trouble):
        model.open_first("")
    offered = {button.text(): button for button in window.chrome.error_bar.findChildren(LinkButton)}
    assert set(offered) == {"Try again", "Restore a backup…"}
    offered["Restore a backup…"].click()
    sheet = window.findChild(RestoreSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.restore.isEnabled())
    assert "can’t be read" in sheet.preview_text
    sheet.restore.click()
    qtbot.waitUntil(lambda: model.article is not None)
    qtbot.waitUntil(lambda: window.chrome.toast.isVisible())
    assert "what was there is in" in window.chrome.toast.message
    assert not window.chrome.error_bar.isVisible()
    window.close()
    model.close()
