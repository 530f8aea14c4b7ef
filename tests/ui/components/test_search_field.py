"""The search field: typing, clearing by mouse and Escape, the key hint."""

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from galley.ui.components.search_field import SearchField
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.tokens import LIGHT


class Host(QWidget):
    """Hears the keys that the field lets through."""

    heard = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        self.heard.emit(event.key())


@pytest.fixture
def host(qtbot: QtBot) -> Host:
    made = Host()
    made.resize(300, 60)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def field(host: Host, themes: ThemeSource, qtbot: QtBot) -> SearchField:
    made = SearchField(themes, "Find in article", host, key="Ctrl F")
    made.setGeometry(10, 10, 260, 32)
    host.show()
    with qtbot.waitActive(host):
        host.activateWindow()
    return made


def test_typing_shows_the_cross_and_the_cross_clears(qtbot: QtBot, field: SearchField) -> None:
    assert not field._clear.isVisible()
    qtbot.keyClicks(field, "ministry")
    assert field.text() == "ministry"
    assert field._clear.isVisible()
    qtbot.mouseClick(field._clear, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert not field._clear.isVisible()


def test_escape_clears_first_and_then_goes_on(qtbot: QtBot, field: SearchField, host: Host) -> None:
    qtbot.keyClicks(field, "ministry")
    with qtbot.assertNotEmitted(host.heard):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(host.heard) as heard:
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard.args == [Qt.Key.Key_Escape]


def test_it_has_a_name_and_its_key_while_empty(qtbot: QtBot, field: SearchField) -> None:
    assert field.accessibleName() == field.placeholderText() == "Find in article"
    assert field._clear.accessibleName() == "Clear the search"
    cap = field.grab().toImage().pixelColor(field.width() - 12, 16).name()
    assert cap == LIGHT.sunken.lower()
    qtbot.keyClicks(field, "x")
    no_cap = field.grab().toImage().pixelColor(field.width() - 34, 10).name()
    assert no_cap == LIGHT.card.lower()
