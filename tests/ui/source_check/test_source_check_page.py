"""The source check as a person uses it: real mouse, real keys, a real library."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Kind
from galley.domain.article import Block, BlockType, Figure, Picture, Version, Zone
from galley.domain.clock import utc_now
from galley.services.corrections import source_check
from galley.services.intake.importing import make_article, parse_capture
from galley.services.later_captures import versions
from galley.services.saving import SaveState
from galley.ui.model.app_model import AppModel
from galley.ui.source_check.lists import BlockList, FragmentList
from galley.ui.source_check.page import SourceCheckPage
from galley.ui.source_check.rows import block_rows, spoken_block
from galley.ui.window.main_window import MainWindow
from tests.marked_article import an_article
from tests.ui.driving import NOW, find_child, passage, png, sample

FERRY = (
    b"The ferry was late\n\nThe ferry was late again on Sunday, said the 40 people who waited on "
    b"the quay for it.\n\nIt is the third time since May, the town said, and nobody knows why."
)
CAPTION = "Deputy Prime Minister Sar Kheng said"


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def version_of(window: MainWindow) -> Version:
    version = model_of(window).version
    assert version is not None
    return version


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> SourceCheckPage:
    """The page, opened with its keys."""
    QTest.keyClick(
        window,
        Qt.Key.Key_S,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    found: list[SourceCheckPage] = window.findChildren(SourceCheckPage)
    qtbot.waitUntil(lambda: bool(found) and found[0].blocks.model().rowCount() > 0)
    return found[0]


def texts(page: SourceCheckPage) -> list[str]:
    model = page.blocks.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def row_of(page: SourceCheckPage, words: str) -> int:
    return next(number for number, text in enumerate(texts(page)) if words in text)


def left_row_of(page: SourceCheckPage, words: str) -> int:
    model = page.fragments.model()
    rows = range(model.rowCount())
    return next(row for row in rows if words in str(model.index(row, 0).data()))


def place_of(rows: BlockList | FragmentList, row: int) -> QPoint:
    index = rows.model().index(row, 0)
    rows.scrollTo(index)
    return rows.visualRect(index).center()


def click(rows: BlockList | FragmentList, row: int) -> None:
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place_of(rows, row))


def corrected(qtbot: QtBot, page: SourceCheckPage, words: str) -> None:
    """Wait until something is shown on the page."""
    qtbot.waitUntil(lambda: any(words in text for text in texts(page)))


def choose(page: SourceCheckPage, name: str) -> None:
    """Choose an entry of the open menu by its name, with the keys."""
    menus = [menu for menu in page.findChildren(QMenu) if menu.isVisible()]
    (menu,) = (one for one in menus if any(plain(a) == name for a in one.actions()))
    (action,) = (action for action in menu.actions() if plain(action) == name)
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def plain(action: QAction) -> str:
    return action.text().replace("&", "")


def mark(qtbot: QtBot, window: MainWindow, words: str) -> str:
    model = model_of(window)
    made = model.marking.annotate([passage(version_of(window), words)], Kind.QUOTE)
    assert made is not None
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    return made.id


def marked_words(window: MainWindow, annotation_id: str) -> list[str]:
    """What stands where a mark is."""
    annotation, version = model_of(window).annotation(annotation_id), version_of(window)
    assert annotation is not None
    return [version.text[t.start : t.end] for t in annotation.targets_in(version.id)]


def test_the_capture_and_the_article_stand_side_by_side(page: SourceCheckPage) -> None:
    assert texts(page)[0] == "Masthead, Phnom Penh Post"
    assert any(text.startswith("Caption, Deputy Prime Minister") for text in texts(page))
    left = page.fragments.model().index(left_row_of(page, "The headline, said again"), 0)
    assert "Kingdom failing" in str(left.data())


def test_a_zone_is_changed_with_the_keys_and_taken_back_from_the_toast(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    page.go_to(row_of(page, "Addressing some 125"))
    QTest.keyClick(page.blocks, Qt.Key.Key_Return)
    choose(page, "Dek")
    corrected(qtbot, page, "Dek, Addressing some 125")
    assert window.chrome.toast.message == "Zone changed"
    QTest.mouseClick(window.chrome.toast.button, Qt.MouseButton.LeftButton)
    corrected(qtbot, page, "Body, Paragraph, Addressing some 125")
    assert version_of(window).blocks[row_of(page, "Addressing")].zone is Zone.BODY


def test_a_click_puts_the_caret_and_s_splits_there(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    row = row_of(page, CAPTION)
    words = version_of(window).blocks[row].text
    delegate = page.blocks.delegate
    page.blocks.scrollTo(page.blocks.model().index(row, 0))
    rect = page.blocks.visualRect(page.blocks.model().index(row, 0))
    text = delegate.text_of(page.blocks.model().index(row, 0), page.blocks.width())
    caret = text.caret(words.index("Sar Kheng"))
    index = page.blocks.model().index(row, 0)
    place = rect.topLeft() + delegate.text_place(index, rect.width()) + caret.center().toPoint()
    QTest.mouseClick(page.blocks.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.blocks.caret == words.index("Sar Kheng")
    QTest.keyClick(page.blocks, Qt.Key.Key_S)
    corrected(qtbot, page, "Caption, Sar Kheng said")
    qtbot.waitUntil(lambda: page.blocks.currentIndex().row() == row + 1)
    assert texts(page)[row] == "Caption, Deputy Prime Minister"


def test_a_press_before_the_blocks_are_there_is_one_on_nothing(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.chrome.actions["source.check"].trigger()
    page = window.findChild(SourceCheckPage)
    assert page is not None
    assert page.blocks.model().rowCount() == 0
    QTest.mouseClick(page.blocks.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
    qtbot.waitUntil(lambda: page.blocks.model().rowCount() > 0)
    assert page.blocks.caret == 0


def test_a_split_joined_again_is_as_it_was_and_marks_stay(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    before = version_of(window).text
    made = mark(qtbot, window, "Kheng said anti-human trafficking")
    row = row_of(page, CAPTION)
    page.go_to(row)
    page.blocks.setFocus()
    for _ in range(5):
        QTest.keyClick(page.blocks, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.blocks, Qt.Key.Key_S)
    corrected(qtbot, page, "Caption, said anti-human")
    assert marked_words(window, made) == ["Kheng\nsaid anti-human trafficking"]
    qtbot.waitUntil(lambda: page.blocks.currentIndex().row() == row + 1)
    QTest.keyClick(page.blocks, Qt.Key.Key_Up)
    QTest.keyClick(page.blocks, Qt.Key.Key_J)
    corrected(qtbot, page, "Kheng said anti-human")
    assert version_of(window).text == before
    assert marked_words(window, made) == ["Kheng said anti-human trafficking"]
    QTest.keyClick(page.blocks, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    corrected(qtbot, page, "Caption, said anti-human")


def test_keys_in_a_row_each_meet_what_the_one_before_left(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    row = row_of(page, "Addressing some 125")
    gone = texts(page)[row : row + 3]
    page.go_to(row)
    for _ in range(3):
        QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    count = len(version_of(window).blocks)
    qtbot.waitUntil(lambda: len(version_of(window).blocks) == count - 3, timeout=10_000)
    qtbot.waitUntil(lambda: page.blocks.model().rowCount() == count - 3)
    assert not any(text in texts(page) for text in gone)


@pytest.mark.parametrize("elsewhere", ["", "The critique comes"], ids=["stayed", "went on"])
def test_a_key_that_waits_is_for_what_was_chosen_when_it_was_pressed(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage, elsewhere: str
) -> None:
    first, gate = version_of(window), threading.Event()
    gone = ("Addressing some", "Minister of Social Affairs")
    page.go_to(row_of(page, gone[0]))
    model_of(window).library_thread.submit(lambda _library: gate.wait(60))
    QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    click(page.blocks, row_of(page, gone[1]))  # the disk is slow, the person is not
    QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    if elsewhere:
        click(page.blocks, row_of(page, elsewhere))  # while both wait
    gate.set()
    qtbot.waitUntil(lambda: len(version_of(window).blocks) == len(first.blocks) - 2)
    left = [block.text for block in version_of(window).blocks]
    assert left == [b.text for b in first.blocks if not b.text.startswith(gone)]
    if elsewhere:
        qtbot.waitUntil(lambda: page.chosen_blocks == [row_of(page, elsewhere)])


def test_a_split_that_waits_is_at_the_caret_as_it_was(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    gate = threading.Event()
    page.go_to(row_of(page, "The critique comes"))
    model_of(window).library_thread.submit(lambda _library: gate.wait(60))
    QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    page.go_to(row_of(page, "Addressing some"))
    QTest.keyClick(page.blocks, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.blocks, Qt.Key.Key_S)
    click(page.blocks, row_of(page, CAPTION))
    gate.set()
    corrected(qtbot, page, "Body, Paragraph, some 125")
    assert any(block.text == "Addressing" for block in version_of(window).blocks)


def test_what_waits_to_be_brought_back_is_what_was_chosen_when_it_was_pressed(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    gate = threading.Event()
    QTest.keyClick(page.blocks, Qt.Key.Key_Tab)
    logo = left_row_of(page, "The page’s logo")
    model_of(window).library_thread.submit(lambda _library: gate.wait(60))
    page.fragments.go_to(left_row_of(page, "The headline, said again"))
    QTest.keyClick(page.fragments, Qt.Key.Key_Return)
    page.fragments.go_to(logo)
    QTest.keyClick(page.fragments, Qt.Key.Key_Return)
    page.fragments.go_to(logo + 1)
    gate.set()
    corrected(qtbot, page, "Logo of Phnom Penh Post newspaper")
    assert sum("Kingdom failing" in text for text in texts(page)) == 2


def test_an_undo_takes_back_what_waits_and_not_what_was_wished_before(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    gate, count = threading.Event(), len(version_of(window).blocks)
    made = mark(qtbot, window, "some 125 officials")  # what an undo that overtook it would meet
    page.go_to(row_of(page, "Addressing some"))
    model_of(window).library_thread.submit(lambda _library: gate.wait(60))
    QTest.keyClick(page.blocks, Qt.Key.Key_Return)
    choose(page, "Dek")
    QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    QTest.keyClick(page.blocks, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.chrome.toast.message == "Taken back"
    gate.set()
    corrected(qtbot, page, "Dek, Addressing some")
    qtbot.waitUntil(lambda: model_of(window).save_state is SaveState.SAVED)
    assert len(version_of(window).blocks) == count
    QTest.mouseClick(window.chrome.toast.button, Qt.MouseButton.LeftButton)
    corrected(qtbot, page, "Body, Paragraph, Addressing some")
    assert marked_words(window, made) == ["some 125 officials"]


def test_what_was_wished_before_the_page_is_left_is_done_then_and_not_on_coming_back(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    first, gate = version_of(window), threading.Event()
    page.go_to(row_of(page, "Addressing some"))
    model_of(window).library_thread.submit(lambda _library: gate.wait(60))
    QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    QTest.keyClick(page.blocks, Qt.Key.Key_Escape)
    gate.set()
    qtbot.waitUntil(lambda: len(version_of(window).blocks) == len(first.blocks) - 2)
    assert not page.isVisible()
    assert "Addressing some" not in version_of(window).text
    assert "The critique comes" not in version_of(window).text


def test_keys_that_wait_are_not_for_the_article_that_is_opened_meanwhile(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    model, gate = model_of(window), threading.Event()
    first = version_of(window)
    ferry, other = make_article(
        parse_capture(FERRY, name="f.txt"), FERRY, name="f.txt", media_type="text/plain", now=NOW
    )
    thread = model.library_thread
    thread.submit(lambda library: library.add_article(ferry, other, FERRY)).result()
    page.go_to(row_of(page, "Addressing"))
    thread.submit(lambda _library: gate.wait(60))
    for _twice in range(2):
        QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    with qtbot.waitSignal(model.article_opened):
        model.open_article(ferry.id)
        gate.set()
    qtbot.waitUntil(lambda: not page.isVisible())
    QTest.keyClick(
        window,
        Qt.Key.Key_S,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    corrected(qtbot, page, "It is the third time")
    qtbot.wait(100)
    assert version_of(window).text == other.text
    (read,) = thread.submit(lambda library: library.versions(first.article_id)).result()
    assert "Addressing" not in read.text
    assert len(read.blocks) == len(first.blocks) - 1


def test_what_is_left_out_keeps_its_mark_and_is_brought_back_with_a_click(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    made = mark(qtbot, window, "some 125 officials")
    before = version_of(window).text
    row = row_of(page, "Addressing some 125")
    page.go_to(row)
    QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Addressing" not in version_of(window).text)
    assert window.chrome.toast.message == "Block left out. 1 mark has no place now"
    assert marked_words(window, made) == []
    qtbot.waitUntil(lambda: not any("Addressing" in text for text in texts(page)))
    left = left_row_of(page, "Left out by hand")
    place_of(page.fragments, left)
    rect = page.fragments.visualRect(page.fragments.model().index(left, 0))
    link = page.fragments.delegate.link_rect(page._fragment_rows.row(left), rect)
    QTest.mouseClick(page.fragments.viewport(), Qt.MouseButton.LeftButton, pos=link.center())
    qtbot.waitUntil(lambda: version_of(window).text == before)
    assert marked_words(window, made) == ["some 125 officials"]
    assert window.chrome.toast.message == "Brought back. 1 mark has its place again"
    corrected(qtbot, page, "Body, Paragraph, Addressing")


def test_tab_leads_to_the_capture_and_enter_brings_back(
    qtbot: QtBot, page: SourceCheckPage
) -> None:
    QTest.keyClick(page.blocks, Qt.Key.Key_Tab)
    assert page.fragments.hasFocus()
    row = left_row_of(page, "The page’s logo")
    page.fragments.go_to(row)
    QTest.keyClick(page.fragments, Qt.Key.Key_Return)
    corrected(qtbot, page, "Logo of Phnom Penh Post newspaper")
    assert texts(page)[0] == "Body, Paragraph, Logo of Phnom Penh Post newspaper"


def test_each_side_shows_the_others_counterpart(page: SourceCheckPage) -> None:
    row = row_of(page, CAPTION)
    click(page.blocks, row)
    left = left_row_of(page, CAPTION)
    assert page.fragments.delegate.linked == {left}
    page.fragments.setFocus()
    click(page.fragments, left_row_of(page, "Heng Chivoan"))
    assert page.blocks.currentIndex().row() == row_of(page, "Photo credit, Heng")
    QTest.mouseMove(page.blocks.viewport(), place_of(page.blocks, row))
    assert page.fragments.delegate.hovered == {left}
    QApplication.sendEvent(page.blocks.viewport(), QEvent(QEvent.Type.Leave))
    assert page.fragments.delegate.hovered == frozenset()


def test_several_blocks_at_once(qtbot: QtBot, window: MainWindow, page: SourceCheckPage) -> None:
    row = row_of(page, "Addressing some 125")
    page.go_to(row)
    page.blocks.setFocus()
    QTest.keyClick(page.blocks, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.fragments.delegate.linked == {
        left_row_of(page, "Addressing some 125"),
        left_row_of(page, "Addressing some 125") + 1,
    }
    QTest.keyClick(page.blocks, Qt.Key.Key_Return)
    choose(page, "Sidebar teaser")
    corrected(qtbot, page, "Sidebar teaser, Addressing")
    assert texts(page)[row + 1].startswith("Sidebar teaser, ")
    assert model_of(window).labels.undo == "Zone changed"
    QTest.keyClick(page.blocks, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: model_of(window).labels.undo == "Blocks left out")


def test_a_block_is_set_as_a_heading(qtbot: QtBot, page: SourceCheckPage) -> None:
    page.go_to(row_of(page, "Addressing some 125"))
    QTest.keyClick(page.blocks, Qt.Key.Key_Return)
    (types,) = (m for m in page.findChildren(QMenu) if m.title() == "Set &as")
    next(a for a in types.actions() if plain(a) == "Heading").trigger()
    corrected(qtbot, page, "Body, Heading, level 2, Addressing")


def test_three_letters_set_a_block_in_another_way(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    page.go_to(row_of(page, "Addressing some 125"))
    QTest.keyClick(page.blocks, Qt.Key.Key_Return)
    (menu,) = (menu for menu in page.findChildren(QMenu) if menu.isVisible())
    QTest.keyClick(menu, Qt.Key.Key_A)
    (types,) = (m for m in page.findChildren(QMenu) if m.title() == "Set &as")
    qtbot.waitUntil(types.isVisible)
    QTest.keyClick(types, Qt.Key.Key_Q)
    corrected(qtbot, page, "Body, Block quote, Addressing")
    assert window.chrome.toast.message == "Type changed"


def test_each_entry_of_the_menus_has_a_letter_of_its_own(page: SourceCheckPage) -> None:
    for words in ("Addressing some 125", CAPTION, "Photo, "):
        page.go_to(row_of(page, words))
        QTest.keyClick(page.blocks, Qt.Key.Key_Return)
        (menu,) = (menu for menu in page.findChildren(QMenu) if menu.isVisible())
        for one in (menu, *menu.findChildren(QMenu)):
            named = [action for action in one.actions() if not action.isSeparator()]
            letters = [QKeySequence.mnemonic(action.text()).toString() for action in named]
            assert "" not in letters
            assert len(set(letters)) == len(letters)
        menu.close()


def test_what_can_t_be_done_is_said_and_changes_nothing(
    window: MainWindow, page: SourceCheckPage
) -> None:
    page.go_to(row_of(page, "Photo, "))
    QTest.keyClick(page.blocks, Qt.Key.Key_J)
    assert "joined" in window.chrome.toast.message
    page.go_to(row_of(page, "Addressing"))
    QTest.keyClick(page.blocks, Qt.Key.Key_S)
    assert "caret" in window.chrome.toast.message
    assert model_of(window).labels.undo is None


def test_escape_leads_back_to_the_article_as_it_is_read_now(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    assert not window.chrome.panel.isVisible()
    page.go_to(row_of(page, "Addressing some 125"))
    QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Addressing" not in version_of(window).text)
    QTest.keyClick(page.blocks, Qt.Key.Key_Escape)
    assert window.reader.view.isVisible()
    assert window.chrome.panel.isVisible()
    assert "Addressing" not in window.reader.view.toPlainText()
    assert "Human trafficking" in window.reader.view.toPlainText()


def test_an_undo_in_the_reader_sets_the_text_anew(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    page.go_to(row_of(page, "Addressing some 125"))
    QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Addressing" not in version_of(window).text)
    QTest.keyClick(page.blocks, Qt.Key.Key_Escape)
    QTest.keyClick(window.reader.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Addressing" in window.reader.view.toPlainText())


def test_the_info_tab_leads_to_it(qtbot: QtBot, window: MainWindow) -> None:
    window.chrome.panel.source_check_wanted.emit()
    qtbot.waitUntil(lambda: bool(window.findChildren(SourceCheckPage)))
    assert find_child(SourceCheckPage, window).isVisible()


def test_details_are_edited_from_it(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    QTest.mouseClick(page.head.details, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(e.text() == "Phnom Penh Post" for e in fields(window)))


def fields(window: MainWindow) -> list[QLineEdit]:
    found: list[QLineEdit] = window.findChildren(QLineEdit)
    return found


def test_a_row_says_zone_type_and_words(page: SourceCheckPage) -> None:
    row = page._block_rows.row(row_of(page, "MOST VIEWED"))
    assert spoken_block(row) == "Sidebar heading, MOST VIEWED"


def test_a_photo_is_told_from_the_others_by_what_the_page_says_of_it() -> None:
    blocks = [Block(Zone.PHOTO, "\ufffc", BlockType.FIGURE, group=n) for n in range(2)]
    article, plain = an_article(blocks)
    figures = (Figure("The harbour at dusk", lead=True), Figure("The mayor"))
    version = replace(plain, figures=figures)
    said = [spoken_block(row) for row in block_rows(article, version)]
    assert said == [
        "Photo, The picture is not in the capture · main picture · “The harbour at dusk”",
        "Photo, The picture is not in the capture · “The mayor”",
    ]
    other = Picture(1, "0" * 64)
    said = [spoken_block(row) for row in block_rows(replace(article, pictures=(other,)), version)]
    assert said[1] == "Photo, A picture that you added"


def test_a_letter_chooses_what_is_done_with_a_photo(
    qtbot: QtBot, page: SourceCheckPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(*_args: object) -> tuple[str, str]:
        asked.append("picture")
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    page.go_to(row_of(page, "Photo, "))
    QTest.keyClick(page.blocks, Qt.Key.Key_Return)
    (menu,) = (menu for menu in page.findChildren(QMenu) if menu.isVisible())
    QTest.keyClick(menu, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: asked == ["picture"])
    assert not menu.isVisible()


def test_tab_begins_where_the_article_was_left(page: SourceCheckPage) -> None:
    page.go_to(row_of(page, "Photo credit, Heng"))
    QTest.keyClick(page.blocks, Qt.Key.Key_Tab)
    assert page.fragments.currentIndex().row() == left_row_of(page, "Heng Chivoan")
    QTest.keyClick(page.fragments, Qt.Key.Key_Down)
    assert page.fragments.currentIndex().row() == left_row_of(page, "Heng Chivoan") + 1


def test_a_caption_and_its_credit_are_set_apart_in_one_step(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    row = row_of(page, CAPTION)
    before = version_of(window).text
    page.go_to(row)
    QTest.keyClick(page.blocks, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.blocks, Qt.Key.Key_Return)
    choose(page, "Photo credit from the caret on")
    corrected(qtbot, page, "Photo credit, Prime Minister Sar Kheng")
    assert window.chrome.toast.message == "Photo credit set apart"
    QTest.mouseClick(window.chrome.toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: version_of(window).text == before)
    assert model_of(window).labels.undo is None


def test_a_picture_that_was_added_is_removed_again(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    model = model_of(window)
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    model.editing.give_picture(version_of(window), 0, png(picture), "image/png")
    corrected(qtbot, page, "A picture that you added")
    page.go_to(row_of(page, "Photo, "))
    QTest.keyClick(page.blocks, Qt.Key.Key_Return)
    choose(page, "Remove the picture that you added")
    corrected(qtbot, page, "The picture is not in the capture")
    assert model.article is not None
    assert model.article.pictures == ()
    toast = window.chrome.toast
    assert (toast.message, toast.button.text()) == ("Picture removed", "Undo")
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    corrected(qtbot, page, "A picture that you added")


def test_all_corrections_are_given_up_in_one_step_that_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    made = mark(qtbot, window, "some 125 officials")
    before = version_of(window).text
    assert not page.head.reset.isVisible()
    page.go_to(row_of(page, "Addressing some 125"))
    for _ in range(2):
        QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    qtbot.waitUntil(page.head.reset.isVisible)
    qtbot.waitUntil(lambda: len(version_of(window).text) < len(before) - 300)
    assert marked_words(window, made) == []
    QTest.mouseClick(page.head.reset, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: version_of(window).text == before)
    assert marked_words(window, made) == ["some 125 officials"]
    qtbot.waitUntil(lambda: not page.head.reset.isVisible())
    QTest.mouseClick(window.chrome.toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: version_of(window).text != before)


def test_the_caret_goes_along_to_what_comes_back_above(qtbot: QtBot, page: SourceCheckPage) -> None:
    above, below = row_of(page, "Addressing some 125"), row_of(page, "The critique comes")
    page.go_to(above)
    QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: row_of(page, "The critique comes") == below - 1)
    page.go_to(below - 1)
    QTest.keyClick(
        page.blocks, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )  # the block comes back
    qtbot.waitUntil(lambda: row_of(page, "The critique comes") == below)
    qtbot.waitUntil(lambda: page.blocks.currentIndex().row() == above)
    assert page.blocks.delegate.caret == (above, 0)


def test_what_was_corrected_in_the_capture_before_meanwhile_is_carried_over_with_a_click(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    model, first = model_of(window), version_of(window)
    data = sample()[2].replace(b"some 125", b"some 130")
    parsed = parse_capture(data, name="later.txt")
    new = model.library_thread.submit(
        lambda library: versions.add_version(
            library, first.article_id, parsed, data, name="later.txt", now=utc_now()
        )
    ).result()
    page.go_to(row_of(page, "The critique comes"))
    QTest.keyClick(page.blocks, Qt.Key.Key_Return)
    choose(page, "Dek")
    corrected(qtbot, page, "Dek, The critique comes")
    assert not page.head.carry.isVisible()
    model.show_version(new.id)
    qtbot.waitUntil(lambda: version_of(window).number == 2)
    window.chrome.check_source()
    qtbot.waitUntil(page.head.carry.isVisible)
    assert page.head.carry.text() == "Carry over 1 correction of version 1"
    corrected(qtbot, page, "Body, Paragraph, The critique comes")
    QTest.mouseClick(page.head.carry, Qt.MouseButton.LeftButton)
    corrected(qtbot, page, "Dek, The critique comes")
    assert window.chrome.toast.message == "Corrections carried over"
    qtbot.waitUntil(lambda: not page.head.carry.isVisible())
    QTest.mouseClick(window.chrome.toast.button, Qt.MouseButton.LeftButton)
    corrected(qtbot, page, "Body, Paragraph, The critique comes")


def test_the_line_of_keys_is_that_of_the_side_one_is_on(
    page: SourceCheckPage,
) -> None:
    assert "S: split" in page.head.hint.text()
    QTest.keyClick(page.blocks, Qt.Key.Key_Tab)
    assert "bring back what was left out" in page.head.hint.text()
    QTest.keyClick(page.fragments, Qt.Key.Key_Backtab)
    assert page.blocks.hasFocus()
    assert "S: split" in page.head.hint.text()


def test_an_undo_and_a_redo_go_to_what_they_brought(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    row = row_of(page, "Addressing some 125")
    count = len(texts(page))
    page.go_to(row)
    QTest.keyClick(page.blocks, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(texts(page)) == count - 1)
    page.go_to(count - 2)
    page.blocks.setFocus()
    QTest.keyClick(page.blocks, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.chosen_blocks == [row])
    assert (
        page.blocks.viewport().rect().intersects(page.blocks.visualRect(page.blocks.currentIndex()))
    )
    page.go_to(0)
    model_of(window).redo()
    qtbot.waitUntil(lambda: page.chosen_blocks == [row])
    assert len(texts(page)) == count - 1


def test_an_undo_of_something_else_leaves_the_list_where_it_is(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    made = mark(qtbot, window, "some 125 officials")
    page.go_to(row_of(page, "The critique comes"))
    chosen = page.chosen_blocks
    model_of(window).undo()
    qtbot.waitUntil(lambda: model_of(window).annotation(made) is None)
    assert page.chosen_blocks == chosen


def test_the_words_follow_the_readers_text_size(window: MainWindow, page: SourceCheckPage) -> None:
    row = row_of(page, "Addressing some 125")
    page.go_to(row)
    sides = (page.blocks, row), (page.fragments, left_row_of(page, "Addressing some 125"))
    heights = [rows.visualRect(rows.model().index(n, 0)).height() for rows, n in sides]
    window.set_zoom(200)
    large = [rows.visualRect(rows.model().index(n, 0)).height() for rows, n in sides]
    assert all(new > 2 * old for new, old in zip(large, heights, strict=True))
    assert row in page.blocks.visible_rows()
    click(page.blocks, row)
    assert page.blocks.caret > 0  # the caret is put where the letters are now
    window.set_zoom(100)
    assert [rows.visualRect(rows.model().index(n, 0)).height() for rows, n in sides] == heights


def test_labels_say_the_whole_name_of_a_zone_at_every_size(
    window: MainWindow, page: SourceCheckPage
) -> None:
    block = page._block_rows.row(row_of(page, "MOST VIEWED")).block
    for zoom in (80, 100, 200):
        window.set_zoom(zoom)
        lines = page.blocks.delegate._label_lines(block, page.blocks.width())
        assert " ".join(words for words, _is_zone in lines) == "Sidebar heading"


SAID = "It was said on the quay that %s boats were late again, and that nobody knew why this was. "
PASSAGES = [SAID % number * 4 for number in ("four", "five")]
DOUBTFUL = "".join(
    (
        "<html><body><main><h1>The boats were late</h1>",
        *(f"<p>{SAID % n}{SAID % n}</p>" for n in ("one", "two", "three")),
        "</main>",
        *(f"<aside><p>{words}</p></aside>" for words in PASSAGES),
        "</body></html>",
    )
)


@pytest.fixture
def doubtful(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> SourceCheckPage:
    """The page as an import that is not sure leads to it."""
    path, model = tmp_path / "boats.html", model_of(window)
    path.write_text(DOUBTFUL, "utf-8")
    first = model.article
    window.chrome.importing.take_paths([path])
    qtbot.waitUntil(lambda: model.article is not None and model.article != first)
    qtbot.waitUntil(lambda: window.chrome.toast.button.text() == "Check source")
    QTest.mouseClick(window.chrome.toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.findChildren(SourceCheckPage)))
    page = find_child(SourceCheckPage, window)
    qtbot.waitUntil(lambda: page.blocks.model().rowCount() > 0)
    return page


def test_an_import_that_is_not_sure_leads_to_what_may_be_of_the_article(
    qtbot: QtBot, doubtful: SourceCheckPage
) -> None:
    page, rows = doubtful, [left_row_of(doubtful, words[:60]) for words in PASSAGES]
    assert page.head.doubt_line.isVisible()
    assert page.head.doubt_line._words.text().startswith("2 longer passages were left out")
    assert page.fragments.hasFocus()
    assert page.fragments.currentIndex().row() == rows[0]
    assert "Part of the article?" in str(page.fragments.currentIndex().data())
    QTest.keyClick(page.fragments, Qt.Key.Key_D)
    assert page.fragments.currentIndex().row() == rows[1]
    QTest.keyClick(page.fragments, Qt.Key.Key_D)  # round to the first
    for words in PASSAGES:
        QTest.keyClick(page.fragments, Qt.Key.Key_Return)
        corrected(qtbot, page, f"Body, Paragraph, {words[:60]}")
        QTest.keyClick(page.fragments, Qt.Key.Key_D)
    assert not page.head.doubt_line.isVisible()  # put right


def test_a_doubtful_passage_is_answered_with_no_and_that_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, doubtful: SourceCheckPage
) -> None:
    page, before = doubtful, version_of(window).text
    sentence, toast = page.head.doubt_line._words, window.chrome.toast
    assert "Del: a passage is not part" in page.head.hint.text()
    QTest.keyClick(page.fragments, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: sentence.text().startswith("1 longer passage was left out"))
    assert toast.message == "Passage left out"
    assert "Left out by hand" in str(page.fragments.currentIndex().data())
    assert not page.fragments.delegate.linked  # by the block that is the current one
    QTest.keyClick(page.fragments, Qt.Key.Key_D)
    row = page.fragments.currentIndex().row()
    assert row == left_row_of(page, PASSAGES[1][:60])
    rect = page.fragments.visualRect(page.fragments.currentIndex())
    place = page.fragments.delegate.other_rect(page._fragment_rows.row(row), rect).center()
    QTest.mouseClick(page.fragments.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: not page.head.doubt_line.isVisible())
    assert version_of(window).text == before
    assert "Del: a passage" not in page.head.hint.text()
    for left in ("1 longer passage was", "2 longer passages were"):
        QTest.keyClick(page.fragments, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda left=left: sentence.text().startswith(left))  # type: ignore[misc] # see B023
    assert page.head.doubt_line.isVisible()


def test_several_doubtful_passages_are_answered_with_no_in_one_step(
    qtbot: QtBot, window: MainWindow, doubtful: SourceCheckPage
) -> None:
    page, before = doubtful, version_of(window).text
    QTest.keyClick(page.fragments, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.fragments, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not page.head.doubt_line.isVisible())
    assert window.chrome.toast.message == "Passages left out"
    assert version_of(window).text == before
    page.fragments.go_to(left_row_of(page, PASSAGES[0][:60]))
    QTest.keyClick(page.fragments, Qt.Key.Key_Return)
    corrected(qtbot, page, f"Body, Paragraph, {PASSAGES[0][:60]}")


def test_del_on_what_is_not_doubtful_changes_nothing(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    page.fragments.setFocus()
    page.fragments.go_to(left_row_of(page, "The headline, said again"))
    QTest.keyClick(page.fragments, Qt.Key.Key_Delete)
    qtbot.wait(100)
    assert not window.chrome.actions["undo"].isEnabled()


def test_several_pieces_are_brought_back_as_one_step(
    qtbot: QtBot, window: MainWindow, doubtful: SourceCheckPage
) -> None:
    page, before = doubtful, version_of(window).text
    QTest.keyClick(page.fragments, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.fragments, Qt.Key.Key_Return)
    corrected(qtbot, page, f"Body, Paragraph, {PASSAGES[1][:60]}")
    assert row_of(page, PASSAGES[0][:60]) == row_of(page, PASSAGES[1][:60]) - 1
    assert window.chrome.toast.message == "Pieces brought back"
    assert not page.head.doubt_line.isVisible()
    QTest.keyClick(page.fragments, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: version_of(window).text == before)


def test_the_place_of_what_is_left_out_is_seen_in_the_article(
    page: SourceCheckPage, window: MainWindow
) -> None:
    window.set_zoom(200)
    page.fragments.setFocus()
    page.fragments.go_to(left_row_of(page, "The page’s logo"))
    last = page.blocks.model().rowCount() - 1
    page.blocks.scrollTo(page.blocks.model().index(last, 0))
    again = left_row_of(page, "The headline, said again")
    assert page._block_above(again) not in page.blocks.visible_rows()
    page.fragments.go_to(again)
    assert page._block_above(again) in page.blocks.visible_rows()


def test_d_goes_to_the_first_doubtful_passage_from_the_blocks_too(
    doubtful: SourceCheckPage,
) -> None:
    doubtful.blocks.setFocus()
    QTest.keyClick(doubtful.blocks, Qt.Key.Key_D)
    assert doubtful.fragments.hasFocus()
    assert PASSAGES[0][:60] in str(doubtful.fragments.currentIndex().data())


def test_an_article_without_a_headline_says_how_to_get_one(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    assert not page.head.doubt_line.isVisible()
    model, article = model_of(window), model_of(window).article
    assert article is not None
    model.editing.set_metadata(article, replace(article.metadata, headline=""))
    page.go_to(row_of(page, "Headline, "))
    QTest.keyClick(page.blocks, Qt.Key.Key_Return)
    choose(page, "Body")
    qtbot.waitUntil(page.head.doubt_line.isVisible)
    assert "No headline was found" in page.head.doubt_line._words.text()
    assert not page.head.doubt_line.button.isVisible()


def test_the_library_lists_an_article_by_the_headline_that_it_is_given(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    def listed() -> list[str]:
        model = window.chrome.library._list.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    page.go_to(row_of(page, "Headline, "))
    for _ in range(3):
        QTest.keyClick(page.blocks, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.blocks, Qt.Key.Key_S)
    corrected(qtbot, page, "Headline, stop human trafficking")
    page.go_to(row_of(page, "Headline, stop"))
    QTest.keyClick(page.blocks, Qt.Key.Key_Return)
    choose(page, "Dek")
    corrected(qtbot, page, "Dek, stop human trafficking")
    qtbot.waitUntil(lambda: window.windowTitle() == "Kingdom failing to – Galley")
    qtbot.waitUntil(lambda: any("Kingdom failing to" in w and "stop" not in w for w in listed()))
    model_of(window).undo()
    model_of(window).undo()
    qtbot.waitUntil(lambda: window.windowTitle().startswith("Kingdom failing to stop"))
    qtbot.waitUntil(lambda: any("Kingdom failing to stop" in words for words in listed()))


def test_a_byline_that_is_set_right_is_what_the_library_and_the_details_say(
    qtbot: QtBot, window: MainWindow, page: SourceCheckPage
) -> None:
    model = model_of(window)
    assert model.article is not None
    before = model.article.metadata
    row = row_of(page, "Sar Kheng said")
    page.go_to(row)
    page.blocks.setFocus()
    for _ in range(3):
        QTest.keyClick(page.blocks, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.blocks, Qt.Key.Key_S)
    corrected(qtbot, page, "Caption, Sar Kheng said")
    qtbot.waitUntil(lambda: page.blocks.currentIndex().row() == row + 1)
    for _ in range(2):
        QTest.keyClick(page.blocks, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.blocks, Qt.Key.Key_S)
    corrected(qtbot, page, "Caption, said")
    click(page.blocks, row + 1)
    QTest.keyClick(page.blocks, Qt.Key.Key_Return)
    choose(page, "Byline")
    corrected(qtbot, page, "Byline, Sar Kheng")
    assert model.article.metadata.authors == ("Sar Kheng",)
    assert window.chrome.toast.message == "Zone changed"
    QTest.mouseClick(window.chrome.toast.button, Qt.MouseButton.LeftButton)
    corrected(qtbot, page, "Caption, Sar Kheng")
    assert model.article.metadata == before


def test_the_page_begins_at_what_is_selected_or_where_it_was_left(
    qtbot: QtBot, window: MainWindow
) -> None:
    start, end = passage(version_of(window), "some 125 officials")
    window.reader.view.select_passage(start, end)
    window.chrome.actions["source.check"].trigger()
    page = find_child(SourceCheckPage, window)
    qtbot.waitUntil(lambda: page.blocks.model().rowCount() > 0)
    qtbot.waitUntil(lambda: page.chosen_blocks == [row_of(page, "some 125 officials")])
    page.go_to(3)
    QTest.keyClick(page.blocks, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.shown):
        window.chrome.actions["source.check"].trigger()
    qtbot.wait(50)
    assert page.chosen_blocks == [3]


def test_an_article_of_which_all_is_left_out_is_brought_back_later(
    qtbot: QtBot, window: MainWindow
) -> None:
    model, count = model_of(window), len(version_of(window).blocks)
    model.editing.correct(None, source_check.leave_out_corrections(range(count)))
    qtbot.waitUntil(lambda: version_of(window).blocks == ())
    window.chrome.actions["source.check"].trigger()
    page = find_child(SourceCheckPage, window)
    qtbot.waitUntil(page.head.reset.isVisible)
    QTest.mouseClick(page.head.reset, Qt.MouseButton.LeftButton)
    corrected(qtbot, page, "Headline, Kingdom failing")
