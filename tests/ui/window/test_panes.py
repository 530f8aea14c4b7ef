"""The panes by themselves: what is docked, what lies over, and who gets the keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from galley.ui.window.panes import Panes, PanesState

WIDE, NARROW = (1440, 700), (1024, 700)


class Room:
    """Panes around a reader, each a field that can have the keys."""

    def __init__(self, qtbot: QtBot, size: tuple[int, int]) -> None:
        self.library, self.reader, self.panel = QLineEdit(), QLineEdit(), QLineEdit()
        self.panes = Panes(self.library, self.reader, self.panel)
        qtbot.addWidget(self.panes)
        self.panes.resize(*size)
        with qtbot.waitActive(self.panes):
            self.panes.show()
            self.panes.activateWindow()

    def close(self, pane: QWidget) -> None:
        if pane is self.library:
            self.panes.toggle_library()
        else:
            self.panes.toggle_panel()


@pytest.fixture
def wide(qtbot: QtBot) -> Room:
    return Room(qtbot, WIDE)


@pytest.fixture
def narrow(qtbot: QtBot) -> Room:
    return Room(qtbot, NARROW)


def test_escape_closes_the_library_that_lies_over_and_the_reader_has_the_keys(
    narrow: Room,
) -> None:
    assert not narrow.library.isVisible()
    narrow.panes.toggle_library()
    assert narrow.library.isVisible()
    assert narrow.library.hasFocus()
    QTest.keyClick(narrow.library, Qt.Key.Key_Escape)
    assert not narrow.library.isVisible()
    assert narrow.reader.hasFocus()


@pytest.mark.parametrize("name", ["library", "panel"])
def test_an_escape_that_a_pane_has_no_use_for_leads_back_to_the_reader(
    wide: Room, name: str
) -> None:
    pane = getattr(wide, name)
    pane.setFocus()
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert wide.reader.hasFocus()
    assert pane.isVisible()


@pytest.mark.parametrize("name", ["library", "panel"])
def test_a_pane_closed_from_within_leaves_the_keys_to_the_reader(wide: Room, name: str) -> None:
    pane = getattr(wide, name)
    pane.setFocus()
    wide.close(pane)
    assert not pane.isVisible()
    assert wide.reader.hasFocus()


def test_closing_a_pane_takes_no_keys_from_another(wide: Room) -> None:
    wide.panel.setFocus()
    wide.close(wide.library)
    assert wide.panel.hasFocus()


def test_a_press_beside_the_library_closes_it_and_one_inside_does_not(narrow: Room) -> None:
    narrow.panes.toggle_library()
    QTest.mouseClick(narrow.library, Qt.MouseButton.LeftButton)
    assert narrow.library.isVisible()
    QTest.mouseClick(narrow.reader, Qt.MouseButton.LeftButton)
    assert not narrow.library.isVisible()


def test_the_library_is_where_it_was_when_the_window_is_wide_again(wide: Room) -> None:
    wide.panes.resize(*NARROW)
    QApplication.sendPostedEvents()
    assert not wide.library.isVisible()
    wide.panes.resize(*WIDE)
    QApplication.sendPostedEvents()
    assert wide.library.isVisible()
    assert wide.library.x() < wide.reader.x() < wide.panel.x()


def test_widths_and_what_is_open_are_remembered(wide: Room, qtbot: QtBot) -> None:
    wide.panes.restore(PanesState(library_open=False, panel_width=400))
    state = wide.panes.state()
    assert (state.library_open, state.panel_open, state.panel_width) == (False, True, 400)
    again = Room(qtbot, WIDE)
    again.panes.restore(state)
    assert again.panes.state() == state
    assert not again.library.isVisible()
    assert abs(again.panel.width() - 400) <= 1
