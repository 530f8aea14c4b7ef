"""A window that shows an article before there is a library behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from galley.domain.open_article import OpenArticle
from galley.services.library_thread import LibraryThread
from galley.services.settings import Settings
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import library_file, png, sample

SAMPLE = sample()


@pytest.fixture
def window(qtbot: QtBot, themes: ThemeSource) -> MainWindow:
    window = MainWindow(themes, NoteTexts(), Settings(last_article="the last one"))
    qtbot.addWidget(window)
    return window


@pytest.fixture
def model(tmp_path: Path) -> Iterator[AppModel]:
    """With the sample in its library, and nothing on its desk."""
    model = AppModel(LibraryThread(library_file(tmp_path)), creator="Ada")
    model.shelf.begin(*SAMPLE)
    yield model
    model.close()


def a_picture() -> bytes:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    return png(image)


def test_its_pictures_are_decoded_once_there_is_somebody_to_do_it(
    qtbot: QtBot, window: MainWindow, model: AppModel
) -> None:
    article, version, _data = SAMPLE
    opened = OpenArticle(article, version, (), ((0, a_picture()),))
    window.show_article(opened)
    with qtbot.waitExposed(window):
        window.show()
    assert window.reader.view.photos[0].image is None
    model.show(opened)
    window.furnish(model)
    qtbot.waitUntil(lambda: window.reader.view.photos[0].image is not None)


def test_what_is_shown_already_is_not_set_again(
    qtbot: QtBot, window: MainWindow, model: AppModel
) -> None:
    article, version, _data = SAMPLE
    window.show_article(OpenArticle(article, version, ()))
    with qtbot.waitExposed(window):
        window.show()
    document = window.reader.view.document()
    model.show(OpenArticle(article, version, ()))
    window.furnish(model)
    assert window.reader.view.document() is document
    assert window.windowTitle().startswith("Kingdom failing")


def test_it_may_be_closed_at_once_and_forgets_nothing(qtbot: QtBot, window: MainWindow) -> None:
    article, version, _data = SAMPLE
    window.show_article(OpenArticle(article, version, ()))
    window.show()
    QTest.keyClick(window.reader.view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(window.closed) as closed:
        window.close()
    assert closed.args is not None
    [settings] = closed.args
    assert settings.last_article == "the last one"


def test_files_are_not_taken_before_there_is_a_library(window: MainWindow) -> None:
    window.show()
    data = window.reader.view.createMimeDataFromSelection()
    data.setUrls([QUrl.fromLocalFile("/article.html")])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
    event.ignore()
    window.dragEnterEvent(event)
    assert not event.isAccepted()


def test_it_is_no_larger_than_the_screen(window: MainWindow) -> None:
    assert window.minimumSize() == QSize(900, 600)
    window.fit(QSize(1366, 728))
    assert (window.width(), window.height()) == (1350, 688)
    window.fit(QSize(2560, 1400))  # larger than it is: it stays as it was
    assert (window.width(), window.height()) == (1350, 688)
    window.fit(QSize(960, 520))  # a small screen at twice the size
    assert window.height() == 480
