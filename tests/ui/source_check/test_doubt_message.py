"""The message that a reading may be wrong goes when one looks, and leads to its own article."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from galley.ui.components.toast import Toast
from galley.ui.source_check.page import SourceCheckPage
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import find_child
from tests.ui.source_check.test_source_check_page import DOUBTFUL

LEFT = Qt.MouseButton.LeftButton


def open_id(window: MainWindow) -> str:
    article = window.chrome._model.article
    return article.id if article else ""


@pytest.fixture
def first(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> str:
    """The id of the article that was open before one that is doubtful was imported."""
    path, before = tmp_path / "boats.html", open_id(window)
    path.write_text(DOUBTFUL, "utf-8")
    window.chrome.importing.take_paths([path])
    qtbot.waitUntil(lambda: open_id(window) != before)
    qtbot.waitUntil(lambda: window.chrome.toast.button.text() == "Check source")
    return before


def toast_of(window: MainWindow) -> Toast:
    assert window.chrome.toast.isVisible()
    return window.chrome.toast


def test_it_goes_when_the_source_check_is_opened_by_its_key(window: MainWindow, first: str) -> None:
    toast = toast_of(window)
    assert open_id(window) != first
    window.chrome.actions["source.check"].trigger()
    assert find_child(SourceCheckPage, window).isVisible()
    assert not toast.isVisible()


def test_another_message_stays(window: MainWindow, first: str) -> None:
    toast = toast_of(window)
    assert open_id(window) != first
    toast.show_message("Words copied")
    window.chrome.actions["source.check"].trigger()
    assert toast.isVisible()
    assert toast.message == "Words copied"


def test_it_stays_over_another_article_s_source_check_and_leads_to_its_own(
    qtbot: QtBot, window: MainWindow, first: str
) -> None:
    toast, doubtful, model = toast_of(window), open_id(window), window.chrome._model
    model.open_article(first)
    qtbot.waitUntil(lambda: open_id(window) == first)
    window.chrome.actions["source.check"].trigger()
    assert toast.isVisible()
    QTest.mouseClick(toast.button, LEFT)
    qtbot.waitUntil(lambda: open_id(window) == doubtful)
    page = find_child(SourceCheckPage, window)
    qtbot.waitUntil(page.head.doubt_line.isVisible)
