"""A library in a folder that is kept in step is told of once, and no more when it is understood."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from galley.ui.running.place_warning import PlaceWarning
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import library_file


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    (folder / "library (1).galley").touch()
    return library_file(folder)


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
