"""The error bar says the cause, offers what can be done, and stays."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from galley.ui.components.buttons import LinkButton
from galley.ui.components.error_bar import ErrorBar
from galley.ui.theme.current import ThemeSource


@pytest.fixture
def bar(qtbot: QtBot, themes: ThemeSource) -> ErrorBar:
    made = ErrorBar(themes)
    made.resize(800, 44)
    qtbot.addWidget(made)
    return made


def offered(bar: ErrorBar) -> list[LinkButton]:
    return [button for button in bar.findChildren(LinkButton) if button.isVisible()]


def test_it_is_hidden_until_there_is_an_error(bar: ErrorBar) -> None:
    assert not bar.isVisible()
    bar.show_error("Couldn’t save. The disk is full.")
    assert bar.isVisible()
    assert bar.message == bar.accessibleName() == "Couldn’t save. The disk is full."


def test_each_action_is_told_by_its_name(qtbot: QtBot, bar: ErrorBar) -> None:
    bar.show_error("Couldn’t save.", [("retry", "Try again"), ("elsewhere", "Save elsewhere…")])
    first, second = offered(bar)
    assert (first.text(), second.text()) == ("Try again", "Save elsewhere…")
    with qtbot.waitSignal(bar.action_chosen) as told:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert told.args == ["elsewhere"]
    with qtbot.waitSignal(bar.action_chosen) as told:
        qtbot.keyClick(first, Qt.Key.Key_Space)
    assert told.args == ["retry"]
    assert bar.isVisible()  # it stays until closed


def test_a_new_error_brings_its_own_actions(qtbot: QtBot, bar: ErrorBar) -> None:
    bar.show_error("One.", [("a", "Try again")])
    bar.show_error("Two.", [("b", "Choose a folder…")])
    qtbot.waitUntil(lambda: [b.text() for b in offered(bar)] == ["Choose a folder…"])


def test_it_is_closed_by_its_cross(qtbot: QtBot, bar: ErrorBar) -> None:
    bar.show_error("One.")
    with qtbot.waitSignal(bar.dismissed):
        qtbot.mouseClick(bar._close, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_markup_in_a_message_is_shown_as_it_is(bar: ErrorBar) -> None:
    bar.show_error("<b>bold.txt</b> can’t be read.")
    assert bar._words.textFormat() == Qt.TextFormat.PlainText


def test_a_long_message_takes_more_lines(bar: ErrorBar) -> None:
    bar.show_error("Short.")
    low = bar.heightForWidth(500)
    bar.show_error("A long sentence about what went wrong and what to do. " * 6)
    assert bar.heightForWidth(500) > low
