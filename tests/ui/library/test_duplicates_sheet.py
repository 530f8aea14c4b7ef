"""Finding duplicates in a real window: pairs, the trash and the way back."""

import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from galley.services.demo import make_demo_library
from galley.services.finding import duplicates
from galley.services.library_thread import LibraryThread
from galley.services.settings import Settings
from galley.storage.library import Library
from galley.ui.library.duplicates_sheet import DuplicatesSheet
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.taking_in import import_capture
from tests.ui.driving import library_file, sample

NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, themes: ThemeSource) -> Iterator[MainWindow]:
    path = library_file(tmp_path)
    make_demo_library(path, now=NOW)
    with Library.open(path) as library:
        _article, _version, data = sample()
        later = data.replace(b"200 cases", b"210 cases")
        import_capture(library, later, name="later.txt", now=NOW)
    model = AppModel(LibraryThread(path), creator="Ada", now=lambda: NOW)
    window = MainWindow(themes, NoteTexts(), Settings(), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    window.furnish(model)
    with qtbot.waitSignals([model.article_opened, model.shelf.listed]):
        model.open_first("")
    yield window
    window.close()
    model.close()


def test_pairs_are_shown_and_one_goes_to_the_trash_and_comes_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    chrome = window.chrome
    chrome.actions["duplicates"].trigger()
    sheet = window.findChild(DuplicatesSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: "pair is alike" in sheet._state.text())
    (pair,) = sheet.pairs
    assert 0.9 < pair.likeness < 1.0
    assert "210" in " ".join(pair.excerpts)
    trash, other = [
        one for one in sheet.findChildren(QPushButton) if one.text() == "Move to the trash"
    ]
    QTest.mouseClick(trash, Qt.MouseButton.LeftButton)
    shelf = chrome._model.shelf
    qtbot.waitUntil(lambda: trash.text() == "Bring back")
    assert not other.isEnabled()
    assert len(shelf.summaries) == 7
    QTest.mouseClick(trash, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: other.isEnabled())
    assert len(shelf.summaries) == 8
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(DuplicatesSheet) is None)


def test_a_pair_becomes_versions_of_one_article(qtbot: QtBot, window: MainWindow) -> None:
    chrome = window.chrome
    chrome.actions["duplicates"].trigger()
    sheet = window.findChild(DuplicatesSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: "pair is alike" in sheet._state.text())
    words = "Make them versions of one article"
    (button,) = (one for one in sheet.findChildren(QPushButton) if one.text() == words)
    model = chrome._model
    QTest.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(model.shelf.summaries) == 7)
    assert not button.isEnabled()
    ids = [summary.id for summary in model.shelf.summaries]
    waiting = model.library_thread.submit(
        lambda library: [bool(library.article(one).waiting_version_id) for one in ids]
    ).result()
    assert waiting.count(True) == 1


def test_closing_the_sheet_ends_the_search(qtbot: QtBot, window: MainWindow) -> None:
    window.chrome.actions["duplicates"].trigger()
    finding = window.chrome.library_side.duplicates
    assert finding is not None
    sheet = window.findChild(DuplicatesSheet)
    assert sheet is not None
    sheet.reject()
    qtbot.waitUntil(lambda: window.findChild(DuplicatesSheet) is None)
    assert finding._run is None


def test_for_a_sheet_that_was_closed_while_articles_were_read_none_are_compared(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared, answered = list[object](), list[object]()
    gate, chosen = threading.Event(), threading.Event()

    def compare(*asked: object) -> list[duplicates.Pair]:
        compared.append(asked)
        return []

    def choose(_prints: Sequence[duplicates.Print]) -> list[tuple[str, str]]:
        gate.wait(5)
        chosen.set()
        return [("one", "other")]

    monkeypatch.setattr(duplicates, "compared", compare)
    monkeypatch.setattr(duplicates, "candidates", choose)
    window.chrome.actions["duplicates"].trigger()
    sheet = window.findChild(DuplicatesSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: "100%" in sheet._state.text())
    sheet.reject()
    gate.set()
    qtbot.waitUntil(chosen.is_set)
    qtbot.wait(50)  # its answer is on its way to the window
    window.chrome._model.ask(lambda _library: "behind it", answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    assert compared == []
