"""Writing links: the brackets, the list below them, the command, and what is pasted."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QTextCursor,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QTextEdit

from galley.domain.note_links import LinkKind, LinkTarget, find_links, markdown_link
from galley.ui.library.dragging import mime_data
from galley.ui.links.completion import LinkCompletion
from galley.ui.links.offer_list import OfferPopup
from galley.ui.reader.note_editor import NoteEditor
from tests.ui.driving import find_child
from tests.ui.links.rig import FERRY, Desk, to_article, to_mark

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
OFFICIALS = "some 125 officials"


class Note:
    """The open note of a mark without one, and the list under its cursor."""

    def __init__(self, desk: Desk, words: str = "this year") -> None:
        self.desk, self.mark = desk, desk.mark(words)
        desk.window.reader.open_note(self.mark.id)
        self.editor = find_child(NoteEditor, desk.window)
        self.completion = find_child(LinkCompletion, self.editor)  # type: ignore[type-var] # a QObject

    @property
    def source(self) -> QTextEdit:
        return self.editor.field.source

    @property
    def text(self) -> str:
        return self.editor.field.text()

    def type(self, words: str) -> None:
        QTest.keyClicks(self.source, words)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.source, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def popup(self) -> OfferPopup:
        """The list, once it shows the answer to what was typed."""
        self.desk.qtbot.waitUntil(
            lambda: self.completion.popup is not None and self.completion._waiting_for is None
        )
        assert self.completion.popup is not None
        return self.completion.popup

    @property
    def is_open(self) -> bool:
        return self.completion.popup is not None


@pytest.fixture
def note(desk: Desk) -> Note:
    return Note(desk)


def test_two_brackets_offer_articles_and_enter_links(note: Note) -> None:
    note.type("See [[")
    assert FERRY in [offer.words for offer in note.popup().offers]
    note.type("ferry")
    assert note.popup().offers[0].words == FERRY
    note.press(Qt.Key.Key_Return)
    assert note.text == f"See {markdown_link(FERRY, to_article(note.desk.ferry.id))}"
    assert not note.is_open
    note.type(" there")
    assert note.text.endswith(") there")
    note.desk.saved()
    stored = note.desk.model.annotation(note.mark.id)
    assert stored is not None
    assert stored.note == note.text


def test_the_open_article_and_the_mark_itself_are_not_offered_first(note: Note) -> None:
    note.type("[[")
    targets = [offer.target for offer in note.popup().offers]
    assert to_article(note.desk.sample.id) not in targets
    assert to_mark(note.mark) not in targets
    assert any(target.kind is LinkKind.ANNOTATION for target in targets)


def test_arrows_choose_among_the_offers(note: Note) -> None:
    note.type("[[")
    offers = note.popup().offers
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        note.press(key)
    note.press(Qt.Key.Key_Return)
    (link,) = find_links(note.text)
    assert link.target == offers[1].target


def test_tab_shows_the_marks_of_an_article(note: Note) -> None:
    note.type("[[ferry")
    note.popup()
    note.press(Qt.Key.Key_Tab)
    offered = {offer.target for offer in note.popup().offers}
    assert offered == {to_mark(mark) for mark in note.desk.ferry_marks}
    assert note.text == "[["
    wanted = note.desk.ferry_marks[2]
    note.type(wanted.exact.split()[0])
    assert to_mark(wanted) in {offer.target for offer in note.popup().offers}
    for _letter in wanted.exact.split()[0]:
        note.press(Qt.Key.Key_Backspace)
    note.popup()
    note.press(Qt.Key.Key_Backspace)  # nothing is left to take back but the article
    assert FERRY in [offer.words for offer in note.popup().offers]
    assert note.text == "[["


def test_an_article_without_marks_says_so(note: Note) -> None:
    note.type("[[salt works")
    note.popup()
    note.press(Qt.Key.Key_Tab)
    popup = note.popup()
    assert popup.offers == []
    assert popup.hint == "There are no marks in this article."
    note.press(Qt.Key.Key_Backspace)
    assert note.popup().offers


def test_a_mark_of_another_article_is_found_by_its_note(note: Note) -> None:
    wanted = next(mark for mark in note.desk.ferry_marks if mark.note)
    word = max(wanted.note.replace("*", "").split(), key=len).strip(".,;:?“”")
    note.type(f"[[{word}")
    popup = note.popup()
    assert to_mark(wanted) in {offer.target for offer in popup.offers}


def test_a_click_chooses(note: Note) -> None:
    note.type("[[ferry")
    view = find_child(QListView, note.popup())
    row = view.visualRect(view.currentIndex())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert note.text == markdown_link(FERRY, to_article(note.desk.ferry.id))
    assert note.source.hasFocus()


def test_escape_closes_the_list_and_not_the_note(note: Note) -> None:
    note.type("[[ferry")
    note.popup()
    note.press(Qt.Key.Key_Escape)
    assert not note.is_open
    assert note.editor.isVisible()
    note.type(" fares")
    assert not note.is_open
    assert note.text == "[[ferry fares"
    note.type(" [[")
    note.popup()
    note.press(Qt.Key.Key_Escape)
    note.press(Qt.Key.Key_Escape)
    assert note.desk.window.reader.note.editor is None


def test_closing_brackets_end_it(note: Note) -> None:
    note.type("[[ferry")
    note.popup()
    note.type("]]")
    assert not note.is_open
    assert note.text == "[[ferry]]"


def test_brackets_that_were_closed_before_go_with_the_link(note: Note) -> None:
    note.type("[[]] so")
    for _ in range(5):
        note.press(Qt.Key.Key_Left)
    note.type("ferry")
    note.popup()
    note.press(Qt.Key.Key_Return)
    assert note.text == f"{markdown_link(FERRY, to_article(note.desk.ferry.id))} so"


def test_enter_before_the_answer_waits_for_it(note: Note) -> None:
    note.type("[[")
    note.popup()
    note.type("ferry")
    note.press(Qt.Key.Key_Return)
    note.desk.qtbot.waitUntil(lambda: bool(find_links(note.text)))
    assert note.text == markdown_link(FERRY, to_article(note.desk.ferry.id))


def test_nothing_that_fits_is_said_and_enter_is_enter(note: Note) -> None:
    note.type("[[qqqqq")
    popup = note.popup()
    assert popup.offers == []
    assert popup.hint == "Nothing is called that."
    note.press(Qt.Key.Key_Return)
    assert note.text == "[[qqqqq\n"
    assert not note.is_open


def test_one_undo_takes_a_link_back_to_what_was_typed(note: Note) -> None:
    note.type("[[ferry")
    note.popup()
    note.press(Qt.Key.Key_Return)
    note.source.undo()
    assert note.text == "[[ferry"


def test_words_beyond_the_basic_plane_stay(note: Note) -> None:
    note.source.textCursor().insertText("🛥 ")
    note.type("[[ferry")
    note.popup()
    note.press(Qt.Key.Key_Return)
    assert note.text == f"🛥 {markdown_link(FERRY, to_article(note.desk.ferry.id))}"


def test_a_theme_that_comes_after_a_closed_note_breaks_nothing(note: Note) -> None:
    note.type("[[")
    note.popup()
    note.desk.window.reader.close_note()
    note.desk.qtbot.wait(0)
    themes = note.desk.window._themes
    themes.set_choice("dark")
    themes.set_choice("light")


# The command


def test_the_key_begins_a_link_in_the_note_of_the_active_mark(desk: Desk) -> None:
    mark = desk.mark(OFFICIALS)
    desk.window.reader.set_active(mark.id)
    QTest.keyClick(desk.window.reader.view, Qt.Key.Key_L, CONTROL | SHIFT)
    editor = find_child(NoteEditor, desk.window)
    assert editor.field.text().endswith("[[")
    completion = find_child(LinkCompletion, editor)  # type: ignore[type-var] # a QObject
    desk.qtbot.waitUntil(lambda: completion.popup is not None)
    QTest.keyClick(editor.field.source, Qt.Key.Key_Escape)
    assert editor.field.text() == mark.note  # brackets that nobody typed go again


def test_brackets_can_be_typed_after_a_command_that_was_given_up(note: Note) -> None:
    note.completion.begin()
    note.popup()
    note.press(Qt.Key.Key_Escape)
    assert note.text == ""
    note.type("[[")
    note.popup()


def test_the_list_goes_where_the_note_goes_and_with_it(note: Note) -> None:
    note.type("[[")
    before = note.popup().geometry()
    note.editor.move(note.editor.pos() - QPoint(20, 30))
    assert note.popup().geometry().topLeft() == before.topLeft() - QPoint(20, 30)
    note.editor.hide()
    assert not note.is_open


def test_the_button_links_the_words_that_are_selected(note: Note) -> None:
    note.type("the new fares, so")
    cursor = note.source.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(13, QTextCursor.MoveMode.KeepAnchor)
    note.source.setTextCursor(cursor)
    QTest.mouseClick(note.editor.field._buttons[-1], Qt.MouseButton.LeftButton)
    note.popup()
    note.type("ferry")
    note.popup()
    note.press(Qt.Key.Key_Return)
    link = markdown_link("new fares", to_article(note.desk.ferry.id))
    assert note.text == f"the {link}, so"


def test_without_a_mark_one_is_told_to_choose_one(desk: Desk) -> None:
    desk.window.reader.set_active("")
    desk.window.chrome.actions["link.to"].trigger()
    assert "Choose a mark first" in desk.window.chrome.toast.message


# What is copied and pasted


def test_a_mark_is_copied_and_pasted_as_a_link(desk: Desk) -> None:
    source, target = desk.mark("this year"), desk.mark(OFFICIALS)
    desk.window.reader.set_active(target.id)
    QTest.keyClick(desk.window.reader.view, Qt.Key.Key_L)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == to_mark(target).address
    assert desk.window.chrome.toast.message == "Link copied"
    note = Note(desk, source.exact)
    note.source.paste()
    assert note.text == markdown_link(f"“{OFFICIALS}”", to_mark(target))


def test_an_article_is_copied_by_its_key(desk: Desk) -> None:
    QTest.keyClick(desk.window.reader.view, Qt.Key.Key_L, SHIFT)
    note = Note(desk)
    note.source.paste()
    assert note.text == markdown_link(desk.sample.headline, to_article(desk.sample.id))


def test_an_address_alone_gets_its_words(note: Note) -> None:
    wanted = note.desk.ferry_marks[0]
    QGuiApplication.clipboard().setText(to_mark(wanted).address)
    note.type("See ")
    note.source.paste()
    note.type(", too")
    note.desk.qtbot.waitUntil(lambda: "](" in note.text)
    (link,) = find_links(note.text)
    assert link.target == to_mark(wanted)
    assert " ".join(wanted.exact.split())[:20] in link.words
    assert note.text.startswith("See [")
    assert note.text.endswith("), too")


def test_an_address_of_nothing_stays_what_it_is(note: Note) -> None:
    nobody = LinkTarget(LinkKind.ARTICLE, "ffffffff-0000-4000-8000-000000000000")
    QGuiApplication.clipboard().setText(nobody.address)
    note.source.paste()
    note.desk.saved()
    assert note.text == nobody.address


def test_anything_else_is_pasted_as_it_is(note: Note) -> None:
    data = QMimeData()
    data.setText("plain")
    data.setData("text/markdown", b"**bold**")
    note.source.insertFromMimeData(data)
    assert note.text == "plain"


def test_an_article_that_is_dropped_into_a_note_is_a_link(note: Note) -> None:
    note.type("See ")
    viewport, data = note.source.viewport(), mime_data([note.desk.ferry.id])
    place, copy = note.source.cursorRect().center(), Qt.DropAction.CopyAction
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, QDragEnterEvent(place, copy, data, *held))
    QApplication.sendEvent(viewport, QDragMoveEvent(place, copy, data, *held))
    QApplication.sendEvent(viewport, QDropEvent(QPointF(place), copy, data, *held))
    link = markdown_link(FERRY, to_article(note.desk.ferry.id))
    note.desk.qtbot.waitUntil(lambda: note.text == f"See {link}")
