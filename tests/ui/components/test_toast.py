"""A toast goes by itself, waits for pointer and focus, and takes one action."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from galley.ui.components.toast import TOAST_MS, Toast
from galley.ui.theme.current import ThemeSource


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    qtbot.mouseMove(made, QPoint(5, 5))
    return made


@pytest.fixture
def toast(host: QWidget, themes: ThemeSource) -> Toast:
    return Toast(themes, host)


def test_it_stays_for_eight_seconds() -> None:
    assert TOAST_MS == 8000


def test_it_goes_by_itself(qtbot: QtBot, toast: Toast) -> None:
    with qtbot.waitSignal(toast.closed):
        toast.show_message("Note 4 deleted", action="Undo", key="Z", milliseconds=30)
    assert not toast.isVisible()


def test_its_action_closes_it_and_is_told(qtbot: QtBot, toast: Toast) -> None:
    toast.show_message("Note 4 deleted", action="Undo", key="Z")
    assert toast.button.accessibleName() or toast.button.text() == "Undo"
    with qtbot.waitSignal(toast.action_triggered):
        qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def stands(toast: Toast) -> bool:
    """Whether its clock does not run."""
    assert toast.is_paused is not toast._clock.isActive()
    return toast.is_paused


def test_the_pointer_stops_its_clock(qtbot: QtBot, toast: Toast, host: QWidget) -> None:
    toast.show_message("Note 4 deleted", action="Undo", milliseconds=60_000)
    qtbot.mouseMove(toast, toast.rect().center())
    assert stands(toast)
    qtbot.mouseMove(host, QPoint(5, 5))
    assert not stands(toast)


def test_the_focus_stops_its_clock(qtbot: QtBot, toast: Toast) -> None:
    toast.show_message("Note 4 deleted", action="Undo", milliseconds=60_000)
    toast.button.setFocus(Qt.FocusReason.TabFocusReason)
    assert stands(toast)
    toast.button.clearFocus()
    assert not stands(toast)
    toast.button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(toast.action_triggered):
        qtbot.keyClick(toast.button, Qt.Key.Key_Space)


def test_escape_closes_it(qtbot: QtBot, toast: Toast) -> None:
    toast.show_message("Note 4 deleted", action="Undo")
    toast.button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(toast.closed):
        qtbot.keyClick(toast.button, Qt.Key.Key_Escape)


def test_it_lies_at_the_foot_and_stays_there(toast: Toast, host: QWidget) -> None:
    toast.show_message("Note 4 deleted", action="Undo")
    for width, height in ((900, 600), (1200, 700), (500, 400)):
        host.resize(width, height)
        card = toast._card().translated(toast.pos())
        assert abs(card.center().x() - width / 2) <= 1
        assert card.height() == 44
        assert height - 60 < card.bottom() < height - 40
        assert card.left() >= 0


def test_a_new_message_replaces_the_old(toast: Toast) -> None:
    toast.show_message("Note 4 deleted", action="Undo")
    toast.show_message("Copied")
    assert toast.message == toast.accessibleName() == "Copied"
    assert not toast.button.isVisible()
