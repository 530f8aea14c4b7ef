"""Settings are on the disk soon after they were changed, and when a window is closed."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from galley.services.library_thread import LibraryThread
from galley.services.settings import Settings, load_settings, save_settings
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.running import settings_keeping
from galley.ui.running.settings_keeping import SettingsKeeper
from galley.ui.running.windows import Windows
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import sample

SMALL, LARGE = Settings(zoom=90), Settings(zoom=150)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """What is written, in order."""
    kept: list[Settings] = []

    def write(path: Path, settings: Settings) -> None:
        save_settings(path, settings)
        kept.append(settings)

    monkeypatch.setattr(settings_keeping, "save_settings", write)
    return kept


def test_the_last_of_many_changes_is_written_once(
    qtbot: QtBot, path: Path, written: list[Settings]
) -> None:
    keeper = SettingsKeeper(path)
    for zoom in range(100, 160, 10):
        keeper.keep_soon(lambda zoom=zoom: Settings(zoom=zoom))  # type: ignore[misc] # see B023
    qtbot.waitUntil(lambda: bool(written))
    keeper.keep_soon(lambda: LARGE)  # as it is kept already
    qtbot.waitUntil(lambda: not keeper._timer.isActive())
    keeper._writing.join()
    assert [settings.zoom for settings in written] == [150]


def test_what_a_closed_window_leaves_is_written_last(
    qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun = threading.Event(), threading.Event()

    def slow(path: Path, settings: Settings) -> None:
        begun.set()
        gate.wait(60)
        save_settings(path, settings)

    monkeypatch.setattr(settings_keeping, "save_settings", slow)
    keeper = SettingsKeeper(path)
    keeper.keep_soon(lambda: SMALL)
    qtbot.waitUntil(begun.is_set)  # the window's thread went on meanwhile
    threading.Timer(0.05, gate.set).start()
    keeper.keep(LARGE)
    assert load_settings(path).settings == LARGE


def test_a_disk_that_takes_nothing_is_no_reason_to_stop(
    tmp_path: Path, expected_warnings: list[str]
) -> None:
    expected_warnings.append("Your settings could not be kept")
    (tmp_path / "file").write_text("no folder", "utf-8")
    SettingsKeeper(tmp_path / "file" / "settings.json").keep(SMALL)


@pytest.fixture
def window(themes: ThemeSource, tmp_path: Path, path: Path) -> Iterator[MainWindow]:
    """A window whose settings are kept."""
    owner = QObject()
    model = AppModel(LibraryThread(tmp_path / "l.galley"), parent=owner)
    window = MainWindow(themes, NoteTexts(), Settings())
    window.furnish(model)
    windows = Windows(window, model, themes, NoteTexts(), owner)
    keeper = SettingsKeeper(path, owner)
    windows.settings_changing.connect(keeper.keep_soon)
    window.show()
    yield window
    window.close()
    model.close()


def test_text_size_and_theme_are_kept_while_the_window_is_open(
    qtbot: QtBot, window: MainWindow, themes: ThemeSource, path: Path
) -> None:
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: load_settings(path).settings.zoom == 110)
    themes.set_choice("sepia")
    qtbot.waitUntil(lambda: load_settings(path).settings.theme == "sepia")
    window.remember_folder("captures")
    qtbot.waitUntil(lambda: load_settings(path).settings.folder == "captures")


@pytest.mark.usefixtures("window")
def test_a_choice_that_changes_no_colour_is_kept_too(
    qtbot: QtBot, themes: ThemeSource, path: Path
) -> None:
    shown = "dark" if themes.theme.name == "dark" else "light"
    themes.set_choice("system" if themes.choice != "system" else shown)
    wanted = themes.choice
    qtbot.waitUntil(lambda: path.exists() and load_settings(path).settings.theme == wanted)


def test_what_was_opened_last_is_kept_while_the_window_is_open(
    qtbot: QtBot, window: MainWindow, path: Path, written: list[Settings]
) -> None:
    model = window.chrome._model
    article, version, data = sample()
    with qtbot.waitSignal(model.shelf.listed):
        model.shelf.begin(article, version, data)
    for _again in range(2):
        with qtbot.waitSignal(model.article_opened):
            model.open_article(article.id)
        qtbot.waitUntil(lambda: load_settings(path).settings.last_article == article.id)
        qtbot.wait(600)  # longer than changes need to come to rest
    assert len(written) == 1
