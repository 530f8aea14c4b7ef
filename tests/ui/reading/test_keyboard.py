"""The keyboard: the palette, the sheet of keys, keys of one's own, and a walk over all controls."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot

from galley.services.settings import Settings
from galley.ui.actions import ACTIONS
from galley.ui.components.focus_ring import FocusRing
from galley.ui.dialogs.pick_sheet import PickSheet
from galley.ui.dialogs.shortcut_sheet import ShortcutSheet
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import drag_over, focused, passage, sample

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(key: Qt.Key | str, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """As a person does: to whatever has the keyboard."""
    modifiers = modifiers or Qt.KeyboardModifier.NoModifier
    if isinstance(key, Qt.Key):
        QTest.keyClick(focused(), key, modifiers)
    else:
        QTest.keyClicks(focused(), key, modifiers)


def sheet_of(window: MainWindow) -> PickSheet:
    return next(s for s in window.findChildren(PickSheet) if s.isVisible())


# -- the palette -------------------------------------------------------------------------------


def test_the_palette_lists_every_action(window: MainWindow) -> None:
    press("k", CONTROL)
    listed = {row.id for row in sheet_of(window).list.rows if row.id}
    assert listed == {spec.id for spec in ACTIONS} - {"palette"}


def test_the_palette_runs_what_a_few_letters_name(qtbot: QtBot, window: MainWindow) -> None:
    press("k", CONTROL)
    QTest.keyClicks(focused(), "libr")
    sheet = sheet_of(window)
    assert sheet.list.current is not None
    assert sheet.list.current.id == "library.toggle"
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.chrome.library.isVisible())
    assert focused() is window.reader.view


def test_a_theme_is_found_by_its_name(
    qtbot: QtBot, window: MainWindow, themes: ThemeSource
) -> None:
    press("k", CONTROL)
    QTest.keyClicks(focused(), "sepia")
    assert sheet_of(window).list.current is not None
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: themes.choice == "sepia")


def test_what_cannot_be_done_now_is_dim_and_does_nothing(window: MainWindow) -> None:
    press("k", CONTROL)
    QTest.keyClicks(focused(), "redo")
    sheet = sheet_of(window)
    assert [(row.id, row.enabled) for row in sheet.list.rows] == [("redo", False)]
    assert sheet.list.current is None
    press(Qt.Key.Key_Return)
    QTest.mouseClick(sheet.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 15))
    assert sheet.isVisible()
    press(Qt.Key.Key_Escape)  # clears the field first
    press(Qt.Key.Key_Escape)
    assert not [s for s in window.findChildren(PickSheet) if s.isVisible()]


def test_enter_does_nothing_else_in_place_of_what_cannot_be_done_now(window: MainWindow) -> None:
    window.chrome.actions["export"].setEnabled(False)
    press("k", CONTROL)
    QTest.keyClicks(focused(), "exp")
    sheet = sheet_of(window)
    first, second = sheet.list.rows[:2]
    assert (first.id, first.enabled, second.enabled) == ("export", False, True)
    assert sheet.list.current is None
    press(Qt.Key.Key_Return)
    assert sheet.isVisible()
    press(Qt.Key.Key_Down)
    assert sheet.list.current is second


def test_arrows_go_over_headings_and_what_cannot_be_done_now(window: MainWindow) -> None:
    press("k", CONTROL)
    sheet = sheet_of(window)
    seen = []
    for _ in range(len(sheet.list.rows)):
        assert sheet.list.current is not None
        assert sheet.list.selectionModel().selectedIndexes() == [sheet.list.currentIndex()]
        seen.append(sheet.list.current.id)
        press(Qt.Key.Key_Down)
    assert set(seen) == {row.id for row in sheet.list.rows if row.id and row.enabled}
    assert "redo" not in seen


def test_the_palette_opens_from_a_field_too(window: MainWindow) -> None:
    press("f", CONTROL)
    QTest.keyClicks(focused(), "some words")
    press("k", CONTROL)
    assert sheet_of(window).isVisible()
    assert window.chrome.toolbar.find_field.text() == "some words"


def test_the_palette_opens_from_a_note_where_ctrl_k_makes_a_link(
    qtbot: QtBot, window: MainWindow
) -> None:
    _article, version, _data = sample()
    drag_over(window.reader.view, *passage(version, "some 125 officials"))
    press("2")
    press("m")
    qtbot.waitUntil(lambda: focused() is not window.reader.view)
    press("k", CONTROL | SHIFT)
    assert sheet_of(window).isVisible()


# -- keys of one's own -------------------------------------------------------------------------


def open_keys(window: MainWindow, typed: str) -> ShortcutSheet:
    press("?")
    QTest.keyClicks(focused(), typed)
    sheet = sheet_of(window)
    assert isinstance(sheet, ShortcutSheet)
    return sheet


def test_a_question_mark_and_f1_open_the_sheet(window: MainWindow) -> None:
    press(Qt.Key.Key_F1)
    assert isinstance(sheet_of(window), ShortcutSheet)
    press(Qt.Key.Key_Escape)
    press("?")
    assert isinstance(sheet_of(window), ShortcutSheet)


def test_other_keys_work_at_once_are_shown_and_kept(window: MainWindow) -> None:
    sheet = open_keys(window, "next unchecked")
    press(Qt.Key.Key_Return)
    press("u", CONTROL)
    assert sheet.list.current is not None
    assert sheet.list.current.keys == ("Ctrl U",)
    action = window.chrome.actions["unchecked.next"]
    assert action.shortcuts() == [QKeySequence("Ctrl+U")]
    assert window.settings().keys == {"unchecked.next": "Ctrl+U"}
    press(Qt.Key.Key_Delete)
    assert action.shortcuts() == [QKeySequence("N")]
    assert window.settings().keys == {}


def test_keys_that_are_taken_are_refused_in_a_sentence(window: MainWindow) -> None:
    sheet = open_keys(window, "next unchecked")
    press(Qt.Key.Key_Return)
    press("k", CONTROL)
    assert sheet.told == "“Ctrl K” already does “Find a command”. Press other keys."
    press(Qt.Key.Key_Tab)
    assert "needed for typing" in sheet.told
    press(Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert window.settings().keys == {}


def test_a_key_given_away_can_be_given_to_another(window: MainWindow) -> None:
    open_keys(window, "next unchecked")
    press(Qt.Key.Key_Return)
    press("u")
    keys = window.chrome.keys
    assert keys.change("find", QKeySequence("N")) == ""
    assert keys.reset("unchecked.next") == (
        "“N” does “Find in article” now. Give that one other keys first."
    )
    keys.reset_all()
    assert keys.of("unchecked.next") == [QKeySequence("N")]
    assert keys.changes == {}


class TestKept:
    """A window that starts with a person's keys."""

    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(keys={"find": "N", "of.a.newer.galley": "Ctrl+J", "undo": ""})

    def test_they_go_before_the_usual_ones(self, window: MainWindow) -> None:
        keys = window.chrome.keys
        assert keys.of("find") == [QKeySequence("N")]
        assert keys.of("unchecked.next") == []
        assert keys.of("undo") == []
        assert window.settings().keys["of.a.newer.galley"] == "Ctrl+J"
        press("n")
        assert focused() is window.chrome.toolbar.find_field


# -- letters and fields ------------------------------------------------------------------------


def test_single_keys_never_fire_while_a_field_has_the_keyboard(window: MainWindow) -> None:
    _article, version, _data = sample()
    drag_over(window.reader.view, *passage(version, "some 125 officials"))
    fields = [
        f
        for f in window.findChildren(QLineEdit)
        if f.isVisible() and f.focusPolicy() & Qt.FocusPolicy.TabFocus and not f.isReadOnly()
    ]
    single = [key for spec in ACTIONS for key in spec.keys if len(key) == 1]
    assert len(fields) >= 2
    fired = []
    for action in window.chrome.actions.values():
        action.triggered.connect(lambda _on=False, one=action: fired.append(one.objectName()))
    for field in fields:
        field.setFocus()
        for key in single:
            QTest.keyClicks(field, key.lower())
        assert field.text() == "".join(single).lower()
    assert fired == []


# -- without a mouse ---------------------------------------------------------------------------


def test_tab_walks_over_every_control_in_the_order_of_the_panes(window: MainWindow) -> None:
    chrome = window.chrome
    panes = (chrome.toolbar, chrome.library, window.reader, chrome.panel, chrome.strip)
    ring = window.findChild(FocusRing)
    assert ring is not None
    _article, version, _data = sample()
    drag_over(window.reader.view, *passage(version, "some 125 officials"))
    press("2")  # now there is something to check, and a way to it
    chrome.toolbar.find_field.setFocus(Qt.FocusReason.TabFocusReason)
    start, walked = focused(), []
    for _ in range(80):
        walked.append(focused())
        by_itself = isinstance(focused(), QAbstractItemView)  # its current row shows it
        styled = focused().property("galleyFocusStyle") in ("none", "parent")
        assert focused() is ring.target or by_itself or styled, focused()
        press(Qt.Key.Key_Tab)
        if focused() is start:
            break
    assert focused() is start
    for widget in walked:
        name = widget.accessibleName() or getattr(widget, "text", lambda: "")()
        assert name, widget
    order = [next(n for n, pane in enumerate(panes) if pane.isAncestorOf(w)) for w in walked]
    once = [pane for n, pane in enumerate(order) if n == 0 or pane != order[n - 1]]
    assert once == [0, 1, 2, 3, 4, 0]  # it began in the middle of the toolbar


def test_what_needs_an_article_is_off_without_one(qtbot: QtBot, window: MainWindow) -> None:
    article = window.chrome._model.article
    assert article is not None
    assert window.chrome.actions["print"].isEnabled()
    window.chrome.library.trash_wanted.emit([article.id])
    qtbot.waitUntil(lambda: window.chrome._model.article is None)
    for action_id in ("print", "print.preview", "outline", "links", "photo"):
        assert not window.chrome.actions[action_id].isEnabled()


def test_full_screen_comes_and_goes(qtbot: QtBot, window: MainWindow) -> None:
    press(Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    assert window.chrome.actions["fullscreen"].isChecked()
    press(Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert not window.chrome.actions["fullscreen"].isChecked()
