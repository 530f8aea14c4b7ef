"""A window on a library of its own, with the sample article and three marks in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Kind
from galley.services.desk import OpenArticle
from galley.services.library_thread import LibraryThread
from galley.services.settings import Settings
from galley.ui.app_model import AppModel
from galley.ui.main_window import MainWindow
from galley.ui.note_texts import NoteTexts
from galley.ui.theme.current import ThemeSource
from tests.ui.driving import library_file, passage, sample

MARKED = (
    ("some 125 officials", Kind.STATISTIC),
    ("a total of 202 trafficking victims", Kind.STATISTIC),
    ("still too slow", Kind.QUOTE),
)


@pytest.fixture
def settings() -> Settings:
    """What the window starts with; a test module may have its own."""
    return Settings()


@pytest.fixture
def window(
    qtbot: QtBot, themes: ThemeSource, tmp_path: Path, settings: Settings
) -> Iterator[MainWindow]:
    """The window, shown, with the keyboard in the article."""
    model = AppModel(LibraryThread(library_file(tmp_path), "Ada"), creator="Ada")
    window = MainWindow(themes, NoteTexts(), settings)
    qtbot.addWidget(window)
    article, version, data = sample()
    model.show(OpenArticle(article, version, ()))
    with qtbot.waitSignal(model.shelf.listed):
        model.shelf.begin(article, version, data)
    with qtbot.waitExposed(window):
        window.show()
    window.furnish(model)
    for words, kind in MARKED:
        model.marking.annotate([passage(version, words)], kind)
    window.reader.view.setFocus()
    yield window
    window.close()
    model.close()
