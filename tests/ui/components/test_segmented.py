"""A segmented control always has one choice; arrows move it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from galley.ui.components.segmented import SegmentedControl
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.tokens import LIGHT
from tests.ui.driving import focused


@pytest.fixture
def control(qtbot: QtBot, themes: ThemeSource) -> SegmentedControl:
    made = SegmentedControl(themes, "Panel")
    made.add("Notes", 6)
    made.add("Facts", 12)
    made.add("Info")
    made.resize(302, 32)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def test_a_click_chooses(qtbot: QtBot, control: SegmentedControl) -> None:
    assert control.current == 0
    with qtbot.waitSignal(control.current_changed) as told:
        qtbot.mouseClick(control._segments[2], Qt.MouseButton.LeftButton)
    assert told.args == [2]
    assert [segment.isChecked() for segment in control._segments] == [False, False, True]


def test_clicking_the_chosen_one_keeps_it(qtbot: QtBot, control: SegmentedControl) -> None:
    with qtbot.assertNotEmitted(control.current_changed):
        qtbot.mouseClick(control._segments[0], Qt.MouseButton.LeftButton)
    assert control._segments[0].isChecked()


def test_arrows_home_and_end_move(qtbot: QtBot, control: SegmentedControl) -> None:
    control._segments[0].setFocus(Qt.FocusReason.TabFocusReason)
    for key, expected in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_End, 2),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Left, 0),
    ):
        qtbot.keyClick(focused(), key)
        assert control.current == expected
        assert QApplication.focusWidget() is control._segments[expected]


def test_only_the_chosen_one_is_a_tab_stop(control: SegmentedControl) -> None:
    control.set_current(1)
    policies = [segment.focusPolicy() for segment in control._segments]
    assert policies == [
        Qt.FocusPolicy.NoFocus,
        Qt.FocusPolicy.TabFocus,
        Qt.FocusPolicy.NoFocus,
    ]


def test_counts_are_told(control: SegmentedControl) -> None:
    assert control.accessibleName() == "Panel"
    assert control._segments[0].accessibleName() == "Notes, 6"
    control.set_count(0, 7)
    assert control._segments[0].accessibleName() == "Notes, 7"
    control.set_count(0, None)
    assert control._segments[0].accessibleName() == "Notes"


def test_screen_readers_hear_radio_buttons_in_a_group(control: SegmentedControl) -> None:
    group = QAccessible.queryAccessibleInterface(control)
    assert group.role() == QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name) == "Panel"
    told = [group.child(index) for index in range(group.childCount())]
    assert [one.role() for one in told] == [QAccessible.Role.RadioButton] * 3
    assert [one.text(QAccessible.Text.Name) for one in told] == ["Notes, 6", "Facts, 12", "Info"]


def test_it_keeps_no_room_for_a_frame(control: SegmentedControl) -> None:
    control.setStyleSheet("QGroupBox { font-size: 20px; }")
    assert control._segments[0].geometry().topLeft() == QPoint(2, 2)
    assert control._segments[2].geometry().bottomRight() == QPoint(299, 29)


def test_the_thumb_is_raised(control: SegmentedControl) -> None:
    image = control.grab().toImage()
    assert image.pixelColor(20, 8).name() == LIGHT.raised.lower()
    assert image.pixelColor(290, 8).name() == LIGHT.sunken.lower()


def test_no_such_choice_is_an_error(control: SegmentedControl) -> None:
    with pytest.raises(IndexError):
        control.set_current(3)
