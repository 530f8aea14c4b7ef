"""The first-run page: everything on it leads to an article."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from galley.ui.components.empty_state import DropZone, EmptyState
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.tokens import DARK, LIGHT
from tests.ui.driving import focused


@pytest.fixture
def page(qtbot: QtBot, themes: ThemeSource) -> EmptyState:
    made = EmptyState(themes)
    made.resize(1100, 800)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def drop(zone: DropZone, data: QMimeData) -> bool:
    """Drag something in and let it go; whether it was welcome."""
    enter = QDragEnterEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(zone, enter)
    if enter.isAccepted():
        event = QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(zone, event)
    return enter.isAccepted()


def test_each_button_leads_on(qtbot: QtBot, page: EmptyState) -> None:
    for button, signal in (
        (page.paste_button, page.paste_wanted),
        (page.file_button, page.file_wanted),
        (page.sample_button, page.sample_wanted),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        with qtbot.waitSignal(signal):
            qtbot.keyClick(button, Qt.Key.Key_Space)


def test_tab_goes_from_one_to_the_next(qtbot: QtBot, page: EmptyState) -> None:
    page.paste_button.setFocus(Qt.FocusReason.TabFocusReason)
    for expected in (page.file_button, page.sample_button):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected


def test_dropped_files_are_told(qtbot: QtBot, page: EmptyState, tmp_path: Path) -> None:
    data = QMimeData()
    files = (tmp_path / "a.txt", tmp_path / "b.html")
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    with qtbot.waitSignal(page.dropped) as told:
        assert drop(page.zone, data)
    assert told.args == [data]


def test_dropped_text_is_told(qtbot: QtBot, page: EmptyState) -> None:
    data = QMimeData()
    data.setText("An article’s words")
    data.setHtml("<p>An article’s words</p>")  # its structure is not lost
    with qtbot.waitSignal(page.dropped) as told:
        assert drop(page.zone, data)
    assert told.args == [data]


def test_what_is_no_article_is_not_welcome(page: EmptyState) -> None:
    data = QMimeData()
    data.setColorData("#ff0000")
    assert not drop(page.zone, data)


def test_a_web_address_alone_is_told(qtbot: QtBot, page: EmptyState) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://news.example/story")])
    with qtbot.waitSignal(page.dropped):
        drop(page.zone, data)


def test_it_lies_on_paper_in_each_theme(page: EmptyState, themes: ThemeSource) -> None:
    assert page.grab().toImage().pixelColor(5, 5).name() == LIGHT.paper.lower()
    themes.set_choice("dark")
    assert page.grab().toImage().pixelColor(5, 5).name() == DARK.paper.lower()


def test_nothing_is_cut_off_in_the_smallest_window(page: EmptyState) -> None:
    page.resize(640, 520)
    QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    assert page.zone.width() <= page.viewport().width()
