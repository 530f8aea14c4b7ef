"""Many marks at once, from the panel: one step each, undone with one key, and taken elsewhere."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.services.saving import SaveState
from galley.ui.dialogs.tag_sheet import TagSheet
from galley.ui.model.app_model import AppModel
from galley.ui.notes.model import NotesModel
from galley.ui.notes.view import CardListView
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import click_on, focused, passage

CONTROL = Qt.KeyboardModifier.ControlModifier


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def marks(window: MainWindow) -> list[Annotation]:
    return model_of(window).annotations


def cards(window: MainWindow) -> CardListView:
    found = window.chrome.panel.findChild(CardListView)
    assert isinstance(found, CardListView)
    return found


def select_all(window: MainWindow) -> CardListView:
    view = cards(window)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    assert len(window.chrome.panel.cards.selected) == 3
    return view


def undo(qtbot: QtBot, window: MainWindow) -> None:
    model = model_of(window)
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    with qtbot.waitSignal(model.undone):
        QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)


def test_a_number_changes_the_kind_of_all_selected_cards_as_one_step(
    qtbot: QtBot, window: MainWindow
) -> None:
    view = select_all(window)
    QTest.keyClicks(view, "4")
    assert {mark.kind for mark in marks(window)} == {Kind.CLAIM}
    assert window.chrome.toast.message == "Kind of 3 marks changed"
    assert len(window.chrome.panel.cards.selected) == 3, "the next action is for the same cards"
    undo(qtbot, window)
    kinds = [mark.kind for mark in marks(window)]
    assert sorted(kinds) == [Kind.QUOTE, Kind.STATISTIC, Kind.STATISTIC]


def test_c_checks_all_of_them_and_the_toast_takes_it_back(qtbot: QtBot, window: MainWindow) -> None:
    model = model_of(window)
    model.marking.set_check(marks(window)[0].id, CheckStatus.CONFIRMED)
    first = marks(window)[0].check
    view = select_all(window)
    QTest.keyClicks(view, "c")
    menu = next(one for one in window.findChildren(QMenu) if one.isVisible())
    entry = next(one for one in menu.actions() if one.text() == "Confirmed")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    assert {mark.check.status for mark in marks(window)} == {CheckStatus.CONFIRMED}
    assert marks(window)[0].check == first, "who was checked already keeps when and by whom"
    assert window.chrome.toast.message == "Check of 2 marks changed"
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    with qtbot.waitSignal(model.undone):
        QTest.mouseClick(window.chrome.toast.button, Qt.MouseButton.LeftButton)
    assert [mark.check.status.is_checked for mark in marks(window)] == [True, False, False]


def test_t_gives_all_a_tag_and_takes_it_away_again(qtbot: QtBot, window: MainWindow) -> None:
    model_of(window).marking.set_tags(marks(window)[0].id, ["budget"])
    QTest.keyClicks(select_all(window), "t")
    sheet = window.findChild(TagSheet)
    assert isinstance(sheet, TagSheet)
    assert [(row.name, row.hint) for row in sheet.list.rows] == [("#budget", "On 1 of 3")]
    QTest.keyClicks(sheet.field, "border lines")
    assert [(row.name, row.hint) for row in sheet.list.rows] == [("#border-lines", "New tag")]
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert [mark.tags for mark in marks(window)] == [
        ("budget", "border-lines"),
        ("border-lines",),
        ("border-lines",),
    ]
    assert window.chrome.toast.message == "Tags of 3 marks changed"
    qtbot.waitUntil(lambda: window.findChild(TagSheet) is None)
    QTest.keyClicks(select_all(window), "t")
    sheet = window.findChild(TagSheet)
    assert isinstance(sheet, TagSheet)
    assert [(row.name, row.hint) for row in sheet.list.rows] == [
        ("#border-lines", "Take away"),
        ("#budget", "On 1 of 3"),
    ]
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert [mark.tags for mark in marks(window)] == [("budget",), (), ()]
    undo(qtbot, window)
    undo(qtbot, window)
    assert [mark.tags for mark in marks(window)] == [("budget",), (), ()]


def test_delete_takes_all_and_undo_brings_all_back(qtbot: QtBot, window: MainWindow) -> None:
    before = marks(window)
    QTest.keyClick(select_all(window), Qt.Key.Key_Delete)
    assert marks(window) == []
    assert window.chrome.toast.message == "3 marks deleted"
    undo(qtbot, window)
    assert marks(window) == before


def test_control_c_copies_quotations_with_their_attribution(window: MainWindow) -> None:
    model = model_of(window)
    model.marking.set_speaker(marks(window)[2].id, "Moeun Tola", "t")
    QTest.keyClick(select_all(window), Qt.Key.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().endswith(
        "“still too slow”\n— Moeun Tola, “Kingdom failing to stop human trafficking: DPM”,"
        " Phnom Penh Post"
    )
    assert data.html().count("<blockquote") == 3
    assert bytes(data.data("text/markdown").data()).decode().count("\n> — ") == 3
    assert window.chrome.toast.message == "3 quotations copied"


def test_with_the_keys_in_the_page_the_active_mark_is_meant(window: MainWindow) -> None:
    select_all(window)
    view, version = window.reader.view, model_of(window).version
    assert version is not None
    view.setFocus()
    click_on(view, passage(version, "some 125 officials")[0] + 3)
    QTest.keyClicks(view, "4")
    assert [mark.kind for mark in marks(window)].count(Kind.CLAIM) == 1
    QTest.keyClick(focused(), Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text().startswith("“some 125 officials”")
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert len(marks(window)) == 2


def test_dozens_are_shown_at_once_as_one_by_one(qtbot: QtBot, window: MainWindow) -> None:
    model, view = model_of(window), window.reader.view
    version = model.version
    assert version is not None
    words = [found.span() for found in re.finditer(r"\w{7,}", version.text)][:40]
    for span in words:
        model.marking.annotate([span], Kind.MARK)
    noted = model.annotations[5]
    model.marking.set_note(noted.id, "A note", "t")
    window.reader.open_note(noted.id)
    told: list[int] = []
    model.annotation_put.connect(lambda _one: told.append(1))
    view_of_cards = cards(window)
    view_of_cards.setFocus()
    QTest.keyClick(view_of_cards, Qt.Key.Key_A, CONTROL)
    chosen = len(window.chrome.panel.cards.selected)
    assert chosen == len(marks(window)) > 40
    QTest.keyClicks(view_of_cards, "4")
    assert told == [], "shown together, not one by one"
    rows = view_of_cards.model()
    assert isinstance(rows, NotesModel)
    shown = [rows.annotation_at(row) for row in range(rows.rowCount())]
    assert shown == marks(window)
    assert {one.kind for one in shown} == {Kind.CLAIM}
    assert {mark.annotation.kind for mark in view.marks} == {Kind.CLAIM}
    assert len(window.chrome.panel.cards.selected) == chosen
    assert window.reader.note.annotation_id == noted.id
    QTest.keyClick(view_of_cards, Qt.Key.Key_Delete)
    assert marks(window) == []
    assert len(view.marks) == 0
    assert not window.reader.note.annotation_id
    undo(qtbot, window)
    assert len(view.marks) == chosen
    assert rows.rowCount() == chosen
