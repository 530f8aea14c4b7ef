"""The five statuses: one is chosen, by mouse or by arrows and Space."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from galley.domain.annotation import CheckStatus, Kind
from galley.ui.components.kind_button import KindButton
from galley.ui.components.status_buttons import StatusButtons
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.words import status_name
from tests.ui.driving import focused


@pytest.fixture
def row(qtbot: QtBot, themes: ThemeSource) -> StatusButtons:
    made = StatusButtons(themes)
    made.resize(198, 30)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def test_a_click_chooses_one(qtbot: QtBot, row: StatusButtons) -> None:
    with qtbot.waitSignal(row.chosen) as told:
        qtbot.mouseClick(row.button(CheckStatus.WRONG), Qt.MouseButton.LeftButton)
    assert told.args == [CheckStatus.WRONG]
    assert row.current is CheckStatus.WRONG
    checked = [status for status in CheckStatus if row.button(status).isChecked()]
    assert checked == [CheckStatus.WRONG]


def test_choosing_it_again_keeps_it_and_tells_nothing(qtbot: QtBot, row: StatusButtons) -> None:
    row.set_current(CheckStatus.CONFIRMED)
    with qtbot.assertNotEmitted(row.chosen):
        qtbot.mouseClick(row.button(CheckStatus.CONFIRMED), Qt.MouseButton.LeftButton)
    assert row.button(CheckStatus.CONFIRMED).isChecked()


def test_arrows_move_and_space_chooses(qtbot: QtBot, row: StatusButtons) -> None:
    row.focus_current()
    assert row.button(CheckStatus.UNCHECKED).hasFocus()
    for _ in range(2):
        with qtbot.assertNotEmitted(row.chosen):
            qtbot.keyClick(focused(), Qt.Key.Key_Right)
    with qtbot.waitSignal(row.chosen) as told:
        qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert told.args == [CheckStatus.WRONG]


def test_each_has_its_name(row: StatusButtons) -> None:
    for status in CheckStatus:
        button = row.button(status)
        assert button.accessibleName() == button.toolTip() == status_name(status)


def test_the_kinds_menu_tells_another_kind_only(qtbot: QtBot, themes: ThemeSource) -> None:
    button = KindButton(themes)
    qtbot.addWidget(button)
    button.set_kind(Kind.STATISTIC)
    assert button.accessibleName() == "Kind: Statistic"
    button.show()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.kinds_menu.isVisible()
    actions = button.kinds_menu.actions()
    assert [action.text() for action in actions][:3] == ["Quote", "Statistic", "Name or date"]
    assert all(not action.icon().isNull() for action in actions)
    with qtbot.assertNotEmitted(button.kind_chosen):
        actions[1].trigger()
    with qtbot.waitSignal(button.kind_chosen) as told:
        actions[6].trigger()
    assert told.args == [Kind.QUERY]
    assert button.kind is Kind.QUERY
    button.kinds_menu.close()


def test_tab_goes_past_all_of_them(qtbot: QtBot, themes: ThemeSource) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row, below = StatusButtons(themes, window), QLineEdit(window)
    column = QVBoxLayout(window)
    column.addWidget(row)
    column.addWidget(below)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    row.focus_current()

    QTest.keyClick(focused(), Qt.Key.Key_Right)
    assert QApplication.focusWidget() is row.button(CheckStatus.CONFIRMED)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is below
    QTest.keyClick(focused(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is row.button(CheckStatus.CONFIRMED)
