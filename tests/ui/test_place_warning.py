"""A library in a folder that is kept in step is told of once, and no more when it is understood."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from galley.services.desk import OpenArticle
from galley.services.library_thread import LibraryThread
from galley.services.settings import Settings
from galley.ui.app_model import AppModel
from galley.ui.main_window import MainWindow
from galley.ui.note_texts import NoteTexts
from galley.ui.place_warning import PlaceWarning
from galley.ui.theme.current import ThemeSource
from tests.ui.driving import library_file, sample


@pytest.fixture
def window(qtbot: QtBot, themes: ThemeSource, tmp_path: Path) -> Iterator[MainWindow]:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    (folder / "library (1).galley").touch()
    model = AppModel(LibraryThread(library_file(folder)), creator="Ada")
    window = MainWindow(themes, NoteTexts(), Settings())
    qtbot.addWidget(window)
    article, version, data = sample()
    model.show(OpenArticle(article, version, ()))
    with qtbot.waitSignal(model.shelf.listed):
        model.shelf.begin(article, version, data)
    with qtbot.waitExposed(window):
        window.show()
    window.furnish(model)
    yield window
    window.close()
    model.close()


def warn(qtbot: QtBot, window: MainWindow) -> None:
    PlaceWarning(window, window.chrome._model).look()
    qtbot.waitUntil(lambda: window.chrome.error_bar.isVisible())


def understand(window: MainWindow) -> None:
    [button] = [
        button
        for button in window.chrome.error_bar.findChildren(QAbstractButton)
        if button.isVisible() and "again" in button.text()
    ]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_each_concern_is_told_until_it_is_understood(qtbot: QtBot, window: MainWindow) -> None:
    bar = window.chrome.error_bar
    warn(qtbot, window)
    assert "Dropbox keeps in step" in bar.message
    understand(window)
    assert "“library (1).galley”" in bar.message
    bar.dismiss()  # closed, but not understood
    assert len(window.settings().told) == 1

    warn(qtbot, window)
    assert "“library (1).galley”" in bar.message
    understand(window)
    assert not bar.isVisible()
    assert len(window.settings().told) == 2


def test_a_trouble_to_be_acted_on_keeps_the_bar(qtbot: QtBot, window: MainWindow) -> None:
    bar = window.chrome.error_bar
    bar.show_error("The disk is full.")
    warning = PlaceWarning(window, window.chrome._model)
    warning.look()
    qtbot.waitUntil(lambda: bool(warning._waiting))
    assert bar.message == "The disk is full."
