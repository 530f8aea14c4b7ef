"""The history of one mark, by key and from the card's menu."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from galley.domain.annotation import CheckStatus, Kind
from galley.services.saving import SaveState
from galley.ui.dialogs.history_sheet import HistorySheet
from galley.ui.model.app_model import AppModel
from galley.ui.notes.menus import card_menu
from galley.ui.theme.tokens import LIGHT
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import click_on, passage

CONTROL = Qt.KeyboardModifier.ControlModifier


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def sheet_of(qtbot: QtBot, window: MainWindow) -> HistorySheet:
    qtbot.waitUntil(lambda: window.findChild(HistorySheet) is not None)
    sheet = window.findChild(HistorySheet)
    assert isinstance(sheet, HistorySheet)
    return sheet


def words_in(sheet: HistorySheet) -> list[str]:
    return [label.accessibleName() or label.text() for label in sheet.findChildren(QLabel)]


def test_who_did_what_is_told_in_plain_words(qtbot: QtBot, window: MainWindow) -> None:
    model = model_of(window)
    mark = model.annotations[0]
    model.marking.set_note(mark.id, "Ask the clerk <b>today</b>.", "one")
    model.marking.flush_typing()
    model.marking.set_note(mark.id, "Ask the mayor <b>today</b>.", "two")
    model.marking.set_check(mark.id, CheckStatus.CONFIRMED)
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    model.creator = "Bo"  # the desk has another reader now
    model.marking.set_kind(mark.id, Kind.CLAIM)
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    with qtbot.waitSignal(model.undone):
        model.undo()
    view, version = window.reader.view, model.version
    assert version is not None
    click_on(view, passage(version, "some 125 officials")[0] + 3)
    QTest.keyClick(view, Qt.Key.Key_H, CONTROL)
    sheet = sheet_of(qtbot, window)
    (area,) = sheet.findChildren(QScrollArea)
    assert sheet.card.height() < 500  # no higher than five edits need, and all are seen
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    words = words_in(sheet)
    assert "“some 125 officials”" in words
    heads = [one for one in words if one.startswith(("Kind ch", "Check ch", "Note ed", "Mark add"))]
    assert heads == [
        "Kind changed (taken back)",
        "Check changed",
        "Note edited",
        "Note edited",
        "Mark added",
    ]
    assert "Kind: before Statistic, after Claim" in words
    assert "Check: before Unchecked, after Confirmed" in words
    signed = [one.split(",")[0] for one in words if one.startswith(("Ada, ", "Bo, "))]
    assert signed == ["Bo", "Ada", "Ada", "Ada", "Ada"]
    shown = [label.text() for label in sheet.findChildren(QLabel)]
    (edited,) = [text for text in shown if ">mayor<" in text]
    assert f"background-color:{LIGHT.dele}" in edited
    assert f"background-color:{LIGHT.ins}" in edited
    assert ">clerk<" in edited
    assert "&lt;b&gt;today" in edited
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert view.hasFocus()


def test_the_menu_of_a_card_offers_it(qtbot: QtBot, window: MainWindow) -> None:
    cards = window.chrome.panel.cards
    mark = model_of(window).annotations[1]
    theme, keys = window.chrome._themes.theme, window.chrome.keys
    menu = card_menu(cards, [mark], theme, cards._actions, keys.of)
    next(one for one in menu.actions() if one.text() == "History…").trigger()
    sheet = sheet_of(qtbot, window)
    assert "“a total of 202 trafficking victims”" in words_in(sheet)
    several = card_menu(cards, model_of(window).annotations, theme, cards._actions, keys.of)
    assert "History…" not in [one.text() for one in several.actions()]
