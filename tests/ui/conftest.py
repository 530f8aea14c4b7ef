"""What every test of the window relies on: no screen, no stray warning, no dialog left waiting."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialog,
    QFileDialog,
    QFontDialog,
    QInputDialog,
    QMenu,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from galley.domain.clock import utc_now
from galley.domain.open_article import OpenArticle
from galley.services.library_thread import LibraryThread
from galley.services.settings import Settings
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.style import STYLE, dress
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import library_file, sample

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_HERE = Path(__file__).parent
# What Qt says of the offscreen platform itself, not of the window under test.
_OF_THE_PLATFORM = (
    "This plugin does not support",
    "QFontDatabase: Cannot find font directory",
)
_BLOCKING = (
    (QDialog, ("exec",)),
    (QMenu, ("exec",)),
    (QMessageBox, ("exec", "about", "critical", "information", "question", "warning")),
    (
        QFileDialog,
        (
            "exec",
            "getExistingDirectory",
            "getOpenFileName",
            "getOpenFileNames",
            "getSaveFileName",
        ),
    ),
    (QInputDialog, ("exec", "getDouble", "getInt", "getItem", "getMultiLineText", "getText")),
    (QColorDialog, ("exec", "getColor")),
    (QFontDialog, ("exec", "getFont")),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fail a test here on any Qt warning it did not announce with ``qt_log_ignore``."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(*_OF_THE_PLATFORM, extend=True))


@pytest.fixture(autouse=True, scope="session")
def _imports_are_no_garbage() -> None:
    """Spare the collections below what stays until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _garbage_is_collected_on_this_thread(_imports_are_no_garbage: None) -> Iterator[None]:
    """Let no other thread destroy a test's widgets: see ``galley.ui.running.collecting``."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _no_unstubbed_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that opens a modal dialog it has not stubbed: nobody would ever close it."""
    for owner, names in _BLOCKING:
        for name in names:
            monkeypatch.setattr(owner, name, _refusal(f"{owner.__name__}.{name}"))


def _refusal(name: str) -> Callable[..., None]:
    def refuse(*_args: object, **_kwargs: object) -> None:
        pytest.fail(f"{name} would wait for a person: stub it in the test")

    return refuse


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application's arguments; pytest-qt asks for this by its name."""
    return ["galley", "-style", STYLE]


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> ThemeSource:
    """The application in its style, as a person sees it; kept for the whole run."""
    source = ThemeSource("light")
    dress(qapp, source)
    return source


@pytest.fixture
def themes(_dressed: ThemeSource) -> ThemeSource:
    """A theme source of the test's own, in the light theme, without motion."""
    source = ThemeSource("light")
    source.set_reduced_motion(True)
    return source


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    """The file of the window's library; a test module may have its own."""
    return library_file(tmp_path)


@pytest.fixture
def settings() -> Settings:
    """What the window starts with; a test module may have its own."""
    return Settings()


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """What the window takes for the time; a test module may have its own."""
    return lambda: utc_now().astimezone()


@pytest.fixture
def window(
    qtbot: QtBot,
    themes: ThemeSource,
    library_path: Path,
    settings: Settings,
    clock: Callable[[], datetime],
) -> Iterator[MainWindow]:
    """The window on a library of its own, shown, with the keyboard in the sample article."""
    model = AppModel(LibraryThread(library_path, "Ada"), creator="Ada")
    window = MainWindow(themes, NoteTexts(), settings, clock)
    qtbot.addWidget(window)
    article, version, data = sample()
    model.show(OpenArticle(article, version, ()))
    with qtbot.waitSignal(model.shelf.listed):
        model.shelf.begin(article, version, data)
    with qtbot.waitExposed(window):
        window.show()
    window.furnish(model)
    window.reader.view.setFocus()
    yield window
    window.close()
    model.close()


@pytest.fixture(autouse=True, scope="session")
def _empty_clipboard_at_the_end(qapp: QApplication) -> Iterator[None]:
    """Offscreen, Qt destroys what was copied only after Python has ended, and crashes on it."""
    yield
    qapp.clipboard().clear()
