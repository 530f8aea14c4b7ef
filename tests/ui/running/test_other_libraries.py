"""Another library opens in a process of its own; none is ever replaced."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from galley.services.settings import Settings
from galley.ui.components.error_bar import ErrorBar
from galley.ui.model.note_texts import NoteTexts
from galley.ui.running.other_libraries import OtherLibraries
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow


@pytest.fixture
def bar(themes: ThemeSource, qtbot: QtBot) -> ErrorBar:
    bar = ErrorBar(themes)
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def libraries(qtbot: QtBot, themes: ThemeSource, bar: ErrorBar) -> OtherLibraries:
    window = MainWindow(themes, NoteTexts(), Settings())
    qtbot.addWidget(window)
    return OtherLibraries(window, bar)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were started, instead of them."""
    commands: list[list[str]] = []

    def start(program: str, arguments: list[str]) -> tuple[bool, int]:
        commands.append([program, *arguments])
        return "unstartable" not in arguments[-1], 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    return commands


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    def chosen(*_arguments: object, **_options: object) -> tuple[str, str]:
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)


def test_a_chosen_library_is_opened_by_this_very_program(
    libraries: OtherLibraries,
    started: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = tmp_path / "other.galley"
    choose(monkeypatch, path)
    libraries.open()
    assert started == [[sys.executable, "-m", "galley", "--library", str(path)]]


@pytest.mark.parametrize(("name", "file"), [("new", "new.galley"), ("mine.galley", "mine.galley")])
def test_a_new_library_is_begun_where_the_person_says(
    libraries: OtherLibraries,
    started: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    file: str,
) -> None:
    choose(monkeypatch, tmp_path / name)
    libraries.begin()
    assert started[0][-1] == str(tmp_path / file)


def test_whoever_thinks_better_of_it_starts_nothing(
    libraries: OtherLibraries, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "")
    libraries.open()
    libraries.begin()
    assert started == []


def test_a_program_that_does_not_start_is_told(
    libraries: OtherLibraries,
    bar: ErrorBar,
    started: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    choose(monkeypatch, tmp_path / "unstartable.galley")
    libraries.open()
    assert "“unstartable.galley” could not be opened" in bar.message
    assert started
