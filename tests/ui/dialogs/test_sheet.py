"""A sheet over a window: what it covers, where the keyboard goes, and when it goes away."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from galley.ui.dialogs.sheet import Sheet
from galley.ui.theme.current import ThemeSource
from tests.ui.driving import focused


class Rig:
    def __init__(self, qtbot: QtBot, themes: ThemeSource) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.behind = QLineEdit()
        self.window.setCentralWidget(self.behind)
        self.window.resize(1000, 700)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.behind.setFocus()
        self.sheet = Sheet(themes, self.window, QSize(600, 900))
        self.first, self.second = QLineEdit(), QLineEdit()
        row = QHBoxLayout(self.sheet.card)
        row.addWidget(self.first)
        row.addWidget(self.second)


@pytest.fixture
def rig(qtbot: QtBot, themes: ThemeSource) -> Rig:
    rig = Rig(qtbot, themes)
    rig.sheet.open()
    rig.first.setFocus()
    return rig


def test_it_covers_its_window_and_follows_its_size(rig: Rig) -> None:
    assert rig.sheet.size() == QSize(1000, 700)
    assert rig.sheet.card.size() == QSize(600, 636)

    rig.window.resize(500, 400)

    assert rig.sheet.size() == QSize(500, 400)
    assert rig.sheet.card.size() == QSize(436, 376)
    assert rig.sheet.card.geometry().center() == rig.sheet.rect().center()


def test_tab_goes_round_inside(rig: Rig) -> None:
    seen = []
    for _ in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    QTest.keyClick(focused(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)

    assert seen == [rig.second, rig.first, rig.second]
    assert QApplication.focusWidget() is rig.first


def test_shortcuts_of_the_window_are_deaf(rig: Rig) -> None:
    heard = []
    QShortcut(Qt.Key.Key_F4, rig.window).activated.connect(lambda: heard.append("F4"))

    QTest.keyClick(rig.first, Qt.Key.Key_F4)
    assert heard == []

    rig.sheet.reject()
    QTest.keyClick(rig.behind, Qt.Key.Key_F4)
    assert heard == ["F4"]


def test_escape_closes_it_and_gives_the_keyboard_back(rig: Rig, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rig.sheet.destroyed):
        QTest.keyClick(rig.first, Qt.Key.Key_Escape)

    assert QApplication.focusWidget() is rig.behind


def test_a_click_beside_the_card_reaches_nothing(rig: Rig) -> None:
    QTest.mouseClick(rig.sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))

    assert rig.sheet.isVisible()
    assert QApplication.focusWidget() is rig.first
