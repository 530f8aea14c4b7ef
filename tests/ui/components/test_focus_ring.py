"""The focus ring shows keyboard focus only, follows its widget, and never outlives it."""

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from galley.ui.components.focus_ring import FocusRing
from galley.ui.components.focus_wishes import hide_focus_ring, set_focus_radius, show_focus_around
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.tokens import LIGHT


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(400, 300)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


@pytest.fixture
def buttons(window: QWidget) -> list[QPushButton]:
    made = []
    for index in range(2):
        button = QPushButton(str(index), window)
        button.setGeometry(20, 20 + 60 * index, 100, 30)
        button.show()
        made.append(button)
    return made


@pytest.fixture
def ring(window: QWidget, themes: ThemeSource, buttons: list[QPushButton]) -> FocusRing:
    buttons[0].setFocus(Qt.FocusReason.MouseFocusReason)
    return FocusRing(window, themes)


def test_tab_shows_it_three_outside(
    qtbot: QtBot, ring: FocusRing, buttons: list[QPushButton]
) -> None:
    assert not ring.isVisible()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Tab)
    assert ring.isVisible()
    assert ring.target is buttons[1]
    assert ring.geometry() == QRect(17, 77, 106, 36)
    host = ring.parentWidget()
    assert host is not None
    seen = host.grab().toImage()
    assert seen.pixelColor(18, 95).name() == LIGHT.accent.lower()


def test_at_the_windows_edge_it_is_all_seen(ring: FocusRing, buttons: list[QPushButton]) -> None:
    buttons[1].setGeometry(299, 269, 100, 30)
    buttons[1].setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert ring.geometry() == QRect(296, 266, 104, 34)


def test_a_click_hides_it(qtbot: QtBot, ring: FocusRing, buttons: list[QPushButton]) -> None:
    qtbot.keyClick(buttons[0], Qt.Key.Key_Tab)
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert not ring.isVisible()


def test_a_shortcut_shows_it(ring: FocusRing, buttons: list[QPushButton]) -> None:
    buttons[1].setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert ring.isVisible()


def test_it_follows_its_widget(
    qtbot: QtBot, ring: FocusRing, buttons: list[QPushButton], window: QWidget
) -> None:
    qtbot.keyClick(buttons[0], Qt.Key.Key_Tab)
    buttons[1].setGeometry(50, 200, 80, 40)
    assert ring.geometry() == QRect(47, 197, 86, 46)
    holder = QWidget(window)
    holder.setGeometry(100, 10, 250, 250)
    buttons[0].setParent(holder)
    holder.show()
    buttons[0].show()
    qtbot.keyClick(buttons[1], Qt.Key.Key_Backtab)
    buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert ring.geometry().topLeft() == QPoint(117, 27)
    holder.move(110, 30)
    assert ring.geometry().topLeft() == QPoint(127, 47)
    holder.hide()
    assert not ring.isVisible()


def test_a_widget_that_goes_takes_it_along(
    qtbot: QtBot, ring: FocusRing, buttons: list[QPushButton]
) -> None:
    buttons[1].setFocus(Qt.FocusReason.ShortcutFocusReason)
    gone = buttons.pop()
    gone.setParent(None)
    gone.deleteLater()
    qtbot.waitUntil(lambda: not ring.isVisible())
    buttons[0].clearFocus()
    buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert ring.target is buttons[0]


def test_a_holder_that_goes_with_the_focus_inside_takes_it_along(
    ring: FocusRing, window: QWidget, buttons: list[QPushButton]
) -> None:
    holder = QWidget(window)
    field = QLineEdit(holder)
    holder.show()
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert ring.isVisible()

    shiboken6.delete(holder)

    assert not ring.isVisible()
    buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert ring.target is buttons[0]


def test_a_field_has_a_halo_however_it_was_reached(
    qtbot: QtBot, ring: FocusRing, window: QWidget
) -> None:
    field = QLineEdit(window)
    field.setGeometry(200, 20, 120, 30)
    set_focus_radius(field, 8)
    field.show()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.isVisible()
    halo = window.grab().toImage().pixelColor(198, 35)
    assert halo.name() not in (LIGHT.accent.lower(), LIGHT.surface.lower())
    field.setReadOnly(True)
    field.clearFocus()
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()


def test_the_inside_of_a_field_is_shown_around_its_frame(ring: FocusRing, window: QWidget) -> None:
    frame = QWidget(window)
    frame.setGeometry(200, 100, 120, 60)
    inside = QLineEdit(frame)
    show_focus_around(inside)
    frame.show()
    inside.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.target is frame


def test_lists_and_whoever_asks_show_their_own_focus(ring: FocusRing, window: QWidget) -> None:
    rows = QListView(window)
    rows.show()
    rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert not ring.isVisible()
    own = QPushButton(window)
    hide_focus_ring(own)
    own.show()
    own.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert not ring.isVisible()


def test_it_lets_the_mouse_through(
    qtbot: QtBot, ring: FocusRing, buttons: list[QPushButton], window: QWidget
) -> None:
    qtbot.keyClick(buttons[0], Qt.Key.Key_Tab)
    assert ring.isVisible()
    assert window.childAt(buttons[1].geometry().center()) is buttons[1]
