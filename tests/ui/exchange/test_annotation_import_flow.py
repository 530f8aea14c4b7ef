"""Annotations of other programs come to the window: first a look, then, if wanted, the marks."""

import json
import threading
import time
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Absence
from galley.domain.jobs import Job
from galley.services.incoming import exchange
from galley.services.incoming.taking_in import TakenIn, unplaced_folder
from galley.services.intake.captures import Captured, FileSource
from galley.services.safety import keeping
from galley.ui.exchange.arrivals_sheet import ArrivalsSheet
from galley.ui.importing.import_sheet import ImportSheet
from galley.ui.model.app_model import AppModel
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import NOW, find_child, focused, sample

SELECTOR = {"type": "TextQuoteSelector"}
LEFT = Qt.MouseButton.LeftButton


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def words(number: int) -> str:
    """Some words of the sample that stand in it once."""
    _article, version, _data = sample()
    body = [block.text for block in version.blocks if len(block.text) > 120]
    return body[number][:60].strip()


def clippings(tmp_path: Path, *quoted: str, title: str = "", name: str = "") -> Path:
    article, _version, _data = sample()
    path = tmp_path / (name or "My Clippings.txt")
    entries = [
        f"{title or article.metadata.headline} (Somebody)\n- Your Highlight on Location {n * 10}-"
        f"{n * 10 + 2} | Added on Monday, May 6, 2031 9:08:09 PM\n\n{text}\n==========\n"
        for n, text in enumerate(quoted, 1)
    ]
    path.write_text("".join(entries), encoding="utf-8")
    return path


def sheet_of(window: MainWindow) -> ArrivalsSheet | None:
    return window.findChild(ArrivalsSheet)


def planned(qtbot: QtBot, window: MainWindow) -> ArrivalsSheet:
    def shown() -> bool:
        sheet = sheet_of(window)
        return sheet is not None and not sheet.is_running

    qtbot.waitUntil(shown)
    sheet = sheet_of(window)
    assert sheet is not None
    return sheet


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place = QPointF(window.rect().center())
    actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(place.toPoint(), actions, data, LEFT, none))
    QApplication.sendEvent(window, QDropEvent(place, actions, data, LEFT, none))


def test_a_dropped_file_is_looked_through_and_then_taken_in(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    drop(window, clippings(tmp_path, words(0), words(1), "No such words anywhere"))
    sheet = planned(qtbot, window)
    assert sheet.summary == "2 new · 1 kept as an orphan"
    assert sheet.import_button.text() == "Import 3 annotations"
    assert model_of(window).annotations == []  # nothing was changed by looking
    shown = [sheet.arrivals.index(n).data() for n in range(sheet.arrivals.rowCount())]
    assert words(0) in shown
    QTest.keyClick(sheet.import_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(model_of(window).annotations) == 3)
    qtbot.waitUntil(lambda: window.chrome.toast.isVisible())
    assert window.chrome.toast.message == "3 annotations imported"
    version = model_of(window).version
    assert version is not None
    assert [a.absence_in(version.id) for a in model_of(window).annotations] == [
        None,
        None,
        Absence.ORPHAN,
    ]
    window.chrome.actions["undo"].trigger()
    qtbot.waitUntil(lambda: model_of(window).annotations == [])
    window.chrome.actions["redo"].trigger()
    qtbot.waitUntil(lambda: len(model_of(window).annotations) == 3)


def test_what_has_no_article_is_kept_beside_the_library(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    drop(window, clippings(tmp_path, "No such words anywhere", title="A novel"))
    sheet = planned(qtbot, window)
    assert sheet.summary == "1 without an article"
    assert sheet.import_button.text() == "Keep them in a file"
    sheet.import_button.click()
    qtbot.waitUntil(lambda: window.chrome.toast.isVisible())
    assert "kept in library.galley.not-placed" in window.chrome.toast.message
    (kept,) = unplaced_folder(model_of(window).library_path).iterdir()
    assert "No such words anywhere" in kept.read_text(encoding="utf-8")


def test_looking_and_escape_change_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = clippings(tmp_path, words(0), "No such words anywhere")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    window.chrome.actions["annotations.import"].trigger()
    sheet = planned(qtbot, window)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sheet_of(window) is None)
    assert model_of(window).annotations == []
    assert not unplaced_folder(model_of(window).library_path).exists()


def test_looking_can_be_stopped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking = threading.Event()

    def look(_library: object, _incoming: object, *, now: datetime, job: Job) -> None:  # noqa: ARG001
        looking.set()
        while True:  # a library without an end
            job.step(0, 1)
            time.sleep(0.005)

    monkeypatch.setattr(exchange, "plan_import", look)
    drop(window, clippings(tmp_path, words(0)))
    qtbot.waitUntil(looking.is_set)
    sheet = sheet_of(window)
    assert sheet is not None
    assert sheet.is_running
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sheet_of(window) is None)
    assert not window.chrome.error_bar.isVisible()


def test_closing_the_window_stops_looking(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking = threading.Event()

    def look(_library: object, _incoming: object, *, now: datetime, job: Job) -> None:  # noqa: ARG001
        looking.set()
        while True:
            job.step(0, 1)
            time.sleep(0.005)

    monkeypatch.setattr(exchange, "plan_import", look)
    drop(window, clippings(tmp_path, words(0)))
    qtbot.waitUntil(looking.is_set)
    window.close()
    model_of(window).close()  # waits for all work


def test_what_is_known_is_not_taken_in_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = clippings(tmp_path, words(0))
    drop(window, path)
    planned(qtbot, window).import_button.click()
    qtbot.waitUntil(lambda: len(model_of(window).annotations) == 1)
    qtbot.waitUntil(lambda: sheet_of(window) is None)
    drop(window, path)
    sheet = planned(qtbot, window)
    assert sheet.summary == "1 in the library already"
    assert not sheet.import_button.isVisible()
    sheet.cancel.click()


def test_several_files_come_one_after_the_other_and_articles_apart(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Gulls counted\n\nBy Ada Quay\n\n" + "There were many gulls. " * 30)
    other = tmp_path / "marks.json"
    target = {"source": "", "selector": {**SELECTOR, "exact": words(1)}}
    other.write_text(json.dumps([{"type": "Annotation", "id": "urn:a", "target": target}]))
    drop(window, clippings(tmp_path, words(0)), other, article)
    qtbot.waitUntil(lambda: len(model_of(window).shelf.summaries) == 2)

    def has_facts(count: int) -> bool:
        return sum(row.facts for row in model_of(window).shelf.summaries) == count

    for count in (1, 2):
        planned(qtbot, window).import_button.click()
        qtbot.waitUntil(partial(has_facts, count))
    assert window.findChild(ImportSheet) is None


def test_a_file_that_is_none_is_said(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.json"
    path.write_text("{}")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    window.chrome.actions["annotations.import"].trigger()
    qtbot.waitUntil(lambda: window.chrome.error_bar.isVisible())
    assert "holds no annotations" in window.chrome.error_bar.message
    qtbot.waitUntil(lambda: sheet_of(window) is None)


def test_what_was_worked_out_for_a_library_that_was_restored_is_given_up(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    model = model_of(window)
    backup = keeping.back_up(model.library_path, now=NOW)
    drop(window, clippings(tmp_path, words(0)))
    planned(qtbot, window)
    with qtbot.waitSignal(model.library_replaced):  # as another window on the library may
        model.file.replace(
            lambda path: keeping.restore(path, backup.path, now=NOW),
            lambda _restored: None,
            model.tell_failed,
        )
    assert "restored meanwhile" in window.chrome.toast.message
    qtbot.waitUntil(lambda: sheet_of(window) is None)
    qtbot.waitUntil(lambda: model.article is not None)
    assert model.annotations == []


def test_an_import_that_ends_below_the_sheet_leaves_it_the_keyboard(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in articles:
        story = f"Gulls counted at {path.stem}\n\nBy Ada Quay\n\n" + "There were many gulls. " * 30
        path.write_text(story)
    reading, real = threading.Event(), FileSource.read

    def read(self: FileSource, job: object) -> Captured:
        reading.wait(20)
        return real(self, job)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(FileSource, "read", read)
    drop(window, clippings(tmp_path, words(0)), *articles)
    sheet = planned(qtbot, window)
    importing = find_child(ImportSheet, window)
    reading.set()
    qtbot.waitUntil(lambda: len(importing.captures.outcomes) == 2 and not importing.is_running)
    assert sheet.isAncestorOf(focused())
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sheet_of(window) is None)
    assert importing.isVisible()  # what came of the articles is still to be read
    assert importing.isAncestorOf(focused())
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ImportSheet) is None)


def test_annotations_that_come_in_while_the_window_closes_are_told_of(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, released = threading.Event(), threading.Event()

    def hold(*_plan: object, **_how: object) -> TakenIn:
        begun.set()
        released.wait(10)
        return TakenIn(stopped=True)

    monkeypatch.setattr("galley.services.incoming.taking_in.take_in", hold)
    drop(window, clippings(tmp_path, words(0)))
    sheet = planned(qtbot, window)
    said = model_of(window).under_way
    assert not any(ask() for ask in said)  # looking changes nothing
    QTest.keyClick(sheet.import_button, Qt.Key.Key_Return)
    qtbot.waitUntil(begun.is_set)
    window.close()
    released.set()
    (told,) = window.settings().unfinished.values()
    assert told.startswith("Annotations were being imported")
