"""Following links: by mouse and keys, out of the trash, back again, and from both their ends."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from galley.domain.annotation import Annotation, Unplaced
from galley.domain.changes import Change, ChangeSet
from galley.domain.note_links import Backlink, LinkKind, LinkTarget, markdown_link
from galley.services.links import linking
from galley.storage.library import Library
from galley.ui.components.buttons import LinkButton
from galley.ui.dialogs.link_sheet import LinkSheet
from galley.ui.dialogs.pick_sheet import PickSheet
from galley.ui.notes.info_tab import InfoTab
from galley.ui.notes.view import CardListView
from galley.ui.reader.note_editor import NoteEditor
from tests.ui.driving import NOW, find_child
from tests.ui.links.rig import FERRY, Desk, to_article, to_mark

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
OFFICIALS = "some 125 officials"
NOBODY = LinkTarget(LinkKind.ANNOTATION, "ffffffff-0000-4000-8000-000000000000")


def cards(desk: Desk) -> CardListView:
    return find_child(CardListView, desk.window.chrome.panel)


def link_place(desk: Desk, mark: Annotation, number: int = 0) -> QPoint:
    """The middle of a link on a mark's card, in the list's viewport."""
    view = cards(desk)
    row = desk.window.chrome.panel.cards._model.row_of(mark.id)
    assert row is not None
    index = view.model().index(row, 0)
    view.scrollTo(index)
    place = desk.window.chrome.panel.cards._anchors(index)[number].places[0]
    return place.center().toPoint() + view.visualRect(index).topLeft()


def click_link(desk: Desk, mark: Annotation, number: int = 0, **held: object) -> None:
    place = link_place(desk, mark, number)
    modifiers = held.get("held", Qt.KeyboardModifier.NoModifier)
    assert isinstance(modifiers, Qt.KeyboardModifier)
    QTest.mouseClick(cards(desk).viewport(), LEFT, modifiers, place)


def wait_for(desk: Desk, article_id: str) -> None:
    desk.qtbot.waitUntil(
        lambda: desk.model.article is not None and desk.model.article.id == article_id
    )


@pytest.fixture
def linked(desk: Desk) -> Annotation:
    """A mark whose note links to a mark of the ferry's article, and to the article itself."""
    mark = desk.mark(OFFICIALS)
    aim = desk.ferry_marks[3]
    note = f"{markdown_link('the fares', to_mark(aim))} and {to_article(desk.ferry.id).address}"
    desk.write(mark, note)
    return mark


def test_a_click_goes_to_the_mark_and_back_comes_back(desk: Desk, linked: Annotation) -> None:
    other = desk.mark("this year")
    desk.window.reader.set_active(other.id)
    click_link(desk, linked)
    wait_for(desk, desk.ferry.id)
    reader = desk.window.reader
    assert reader.active == desk.ferry_marks[3].id
    assert reader.view.hasFocus()
    QTest.keyClick(reader.view, Qt.Key.Key_Left, ALT)
    wait_for(desk, desk.sample.id)
    assert reader.active == linked.id  # the mark whose note had the link
    QTest.keyClick(reader.view, Qt.Key.Key_Right, ALT)
    wait_for(desk, desk.ferry.id)
    assert reader.active == desk.ferry_marks[3].id


def test_an_address_alone_is_a_link_to_the_article(desk: Desk, linked: Annotation) -> None:
    click_link(desk, linked, 1)
    wait_for(desk, desk.ferry.id)
    assert desk.window.reader.active == ""


def test_a_link_is_shown_as_one_under_the_pointer(desk: Desk, linked: Annotation) -> None:
    view = cards(desk)
    QTest.mouseMove(view.viewport(), link_place(desk, linked))
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(view.viewport(), QPoint(4, 4))
    assert view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_press_that_ends_elsewhere_follows_nothing(desk: Desk, linked: Annotation) -> None:
    view = cards(desk)
    QTest.mousePress(view.viewport(), LEFT, pos=link_place(desk, linked))
    QTest.mouseRelease(view.viewport(), LEFT, pos=QPoint(4, 4))
    desk.saved()
    assert desk.model.article is not None
    assert desk.model.article.id == desk.sample.id


def test_arrows_go_to_a_link_and_enter_follows_it(desk: Desk, linked: Annotation) -> None:
    view = cards(desk)
    desk.window.chrome.panel.set_active(linked.id)
    view.setFocus()
    links = view._links
    for key, number in (
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Left, -1),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_Left, 0),
    ):
        QTest.keyClick(view, key)
        assert links._chosen == number
    assert links.chosen is not None
    assert links.chosen.words == "the fares"
    QTest.keyClick(view, Qt.Key.Key_Return)
    wait_for(desk, desk.ferry.id)
    assert desk.window.reader.active == desk.ferry_marks[3].id


def test_escape_and_another_card_let_go_of_a_link(desk: Desk, linked: Annotation) -> None:
    view = cards(desk)
    desk.window.chrome.panel.set_active(linked.id)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view._links.chosen is None
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view._links.chosen is None
    assert desk.window.reader.active != linked.id


def test_a_card_without_links_keeps_its_arrow_keys(desk: Desk) -> None:
    view = cards(desk)
    desk.window.chrome.panel.set_active(desk.marks[0].id)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().row() == 1


def test_a_screen_reader_hears_of_links(desk: Desk, linked: Annotation) -> None:
    model = desk.window.chrome.panel.cards._model
    row = model.row_of(linked.id)
    assert row is not None
    said = model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "2 links" in said


def test_a_link_within_the_article_can_be_taken_back(desk: Desk) -> None:
    first, second = desk.mark("this year"), desk.mark(OFFICIALS)
    desk.write(first, markdown_link("there", to_mark(second)))
    desk.window.reader.set_active(first.id)
    click_link(desk, first)
    desk.qtbot.waitUntil(lambda: desk.window.reader.active == second.id)
    desk.window.chrome.actions["back"].trigger()
    assert desk.window.reader.active == first.id


def test_ctrl_and_a_click_in_the_note_itself_follow(desk: Desk, linked: Annotation) -> None:
    desk.window.reader.open_note(linked.id)
    source = find_child(NoteEditor, desk.window).field.source
    cursor = source.textCursor()
    cursor.setPosition(4)
    place = source.cursorRect(cursor).center()
    QTest.mouseClick(source.viewport(), LEFT, pos=place)
    assert desk.window.reader.note.editor is not None
    QTest.mouseClick(source.viewport(), LEFT, CONTROL, place)
    wait_for(desk, desk.ferry.id)


def test_with_ctrl_a_link_opens_in_another_window(desk: Desk, linked: Annotation) -> None:
    click_link(desk, linked, held=CONTROL)
    desk.qtbot.waitUntil(lambda: len(desk.windows._open) == 2)
    window, model = desk.windows._open[1]
    desk.qtbot.waitUntil(lambda: window.reader.active == desk.ferry_marks[3].id)
    assert model.article is not None
    assert model.article.id == desk.ferry.id
    assert desk.model.article is not None
    assert desk.model.article.id == desk.sample.id
    click_link(desk, linked, 1, held=CONTROL)  # now there is one to take
    desk.qtbot.waitUntil(lambda: window.chrome.actions["back"].isEnabled())
    assert len(desk.windows._open) == 2


def test_a_link_out_of_the_library_is_shown_before_it_is_opened(desk: Desk) -> None:
    mark = desk.mark("this year")
    desk.write(mark, "[the ministry](https://ministry.example/fares)")
    click_link(desk, mark)
    assert find_child(LinkSheet, desk.window).address == "https://ministry.example/fares"


# What is not there


def test_what_is_not_in_the_library_is_said(desk: Desk) -> None:
    mark = desk.mark("this year")
    desk.write(mark, f"[gone]({NOBODY.address})")
    click_link(desk, mark)
    toast = desk.window.chrome.toast
    desk.qtbot.waitUntil(toast.isVisible)
    assert toast.message == "The mark that this link leads to is not in this library"
    assert not desk.window.chrome.actions["back"].isEnabled()


def test_what_is_in_the_trash_is_offered_back(desk: Desk, linked: Annotation) -> None:
    aim = desk.ferry_marks[3]

    def throw_away(library: object) -> None:
        article = library.article(desk.ferry.id)  # type: ignore[attr-defined] # the Library
        gone = replace(article, trashed_at=NOW)
        mark = library.annotation(aim.id)  # type: ignore[attr-defined] # as above
        for before, after in ((mark, replace(mark, trashed_at=NOW)), (article, gone)):
            library.apply(  # type: ignore[attr-defined] # as above
                ChangeSet("Article deleted", desk.ferry.id, (Change(before, after),))
            )

    desk.model.submit(throw_away).result()
    click_link(desk, linked)
    toast = desk.window.chrome.toast
    desk.qtbot.waitUntil(toast.isVisible)
    assert "is in the trash" in toast.message
    QTest.mouseClick(toast.button, LEFT)
    wait_for(desk, desk.ferry.id)
    desk.qtbot.waitUntil(lambda: desk.window.reader.active == aim.id)


def test_the_deletion_of_what_is_linked_to_leaves_the_note(desk: Desk) -> None:
    first, second = desk.mark("this year"), desk.mark(OFFICIALS)
    note = markdown_link("there", to_mark(second))
    desk.write(first, note)
    desk.model.marking.trash([second.id])
    desk.saved()
    kept = desk.model.annotation(first.id)
    assert kept is not None
    assert kept.note == note
    desk.model.undo()
    desk.qtbot.waitUntil(lambda: desk.model.annotation(second.id) is not None)
    desk.saved()
    assert linked_from(desk, second) == [first.id]


# What links here


def linked_from(desk: Desk, mark: Annotation) -> list[str]:
    found = desk.window.chrome.linking.linked_here.to_mark(mark.id)
    return [link.annotation_id for link in found]


def test_a_card_says_what_links_to_it_and_leads_there(desk: Desk, linked: Annotation) -> None:
    click_link(desk, linked)
    wait_for(desk, desk.ferry.id)
    aim = desk.ferry_marks[3]
    desk.qtbot.waitUntil(lambda: linked_from(desk, aim) == [linked.id])
    model = desk.window.chrome.panel.cards._model
    (line,) = model.linked(aim)
    assert line.words == f"{desk.sample.headline}: “{OFFICIALS}”"
    row = model.row_of(aim.id)
    assert row is not None
    assert "linked from 1" in model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
    anchors = desk.window.chrome.panel.cards._anchors(model.index(row))
    click_link(desk, aim, len(anchors) - 1)
    wait_for(desk, desk.sample.id)
    assert desk.window.reader.active == linked.id


def test_the_info_tab_says_what_links_to_the_article(desk: Desk, linked: Annotation) -> None:
    click_link(desk, linked)
    wait_for(desk, desk.ferry.id)
    desk.saved()
    panel = desk.window.chrome.panel
    panel._tabs.set_current(1)
    info = find_child(InfoTab, panel)
    desk.qtbot.waitUntil(lambda: any("Linked from" in one for one in names(info)))
    (link,) = [one for one in buttons(info) if "Linked from" in one.accessibleName()]
    assert link.accessibleName() == f"Linked from {desk.sample.headline}: “{OFFICIALS}”"
    QTest.mouseClick(link, LEFT)
    wait_for(desk, desk.sample.id)


def buttons(info: InfoTab) -> list[LinkButton]:
    return info.findChildren(LinkButton)


def names(info: InfoTab) -> list[str]:
    return [button.accessibleName() for button in buttons(info)]


def test_what_links_here_follows_every_edit(desk: Desk) -> None:
    first, second = desk.mark("this year"), desk.mark(OFFICIALS)
    assert linked_from(desk, second) == []
    desk.write(first, to_mark(second).address)
    assert linked_from(desk, second) == [first.id]
    desk.model.undo()
    desk.qtbot.waitUntil(lambda: linked_from(desk, second) == [])
    desk.model.redo()
    desk.qtbot.waitUntil(lambda: linked_from(desk, second) == [first.id])
    desk.model.marking.trash([first.id])
    desk.qtbot.waitUntil(lambda: linked_from(desk, second) == [])


def test_an_edit_in_another_window_is_seen(desk: Desk, linked: Annotation) -> None:
    window = desk.windows.open(desk.ferry.id)
    other = window.chrome.linking
    aim = LinkTarget(LinkKind.ANNOTATION, desk.ferry_marks[3].id)
    desk.qtbot.waitUntil(lambda: aim in other.linked_here._backlinks)
    desk.write(linked, "None any more")
    desk.qtbot.waitUntil(lambda: aim not in other.linked_here._backlinks)


def test_what_changes_while_links_are_read_is_read_again_and_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.saved()
    read, backlinks = list[str](), linking.backlinks

    def count(library: Library, article_id: str) -> Mapping[LinkTarget, tuple[Backlink, ...]]:
        read.append(article_id)
        return backlinks(library, article_id)

    monkeypatch.setattr(linking, "backlinks", count)
    for _ in range(3):
        desk.window.chrome.linking.linked_here.refresh()
    desk.saved()
    assert len(read) == 2


def test_all_links_of_a_mark_are_listed_by_a_key(desk: Desk, linked: Annotation) -> None:
    second = desk.mark("this year")
    desk.write(second, to_mark(linked).address)
    desk.window.reader.set_active(linked.id)
    QTest.keyClick(desk.window.reader.view, Qt.Key.Key_G)
    sheet = find_child(PickSheet, desk.window)
    assert [(row.name, row.hint) for row in sheet.list.rows] == [
        ("the fares", "Link"),
        (to_article(desk.ferry.id).address, "Link"),
        ("“this year”", "Linked from"),
    ]
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "fares")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    wait_for(desk, desk.ferry.id)


def test_a_mark_without_links_says_so(desk: Desk) -> None:
    desk.window.reader.set_active(desk.mark("this year").id)
    QTest.keyClick(desk.window.reader.view, Qt.Key.Key_G)
    assert "links to nothing" in desk.window.chrome.toast.message


def test_the_headline_of_an_article_is_what_a_link_to_it_is_called(desk: Desk) -> None:
    desk.window.chrome.library.link_copied.emit(desk.ferry.id)
    copied = QApplication.clipboard().mimeData().data("text/markdown").data()
    assert bytes(copied).decode() == markdown_link(FERRY, to_article(desk.ferry.id))


def test_a_key_follows_the_only_link_of_a_mark(desk: Desk) -> None:
    mark = desk.mark("this year")
    desk.write(mark, to_article(desk.ferry.id).address)
    desk.window.reader.set_active(mark.id)
    QTest.keyClick(desk.window.reader.view, Qt.Key.Key_G)
    wait_for(desk, desk.ferry.id)
    assert find_sheet(desk) is None
    desk.window.chrome.actions["back"].trigger()
    wait_for(desk, desk.sample.id)
    assert desk.window.reader.active == mark.id


def find_sheet(desk: Desk) -> PickSheet | None:
    sheet = desk.window.findChild(PickSheet)
    return sheet if isinstance(sheet, PickSheet) else None


def test_a_sign_in_the_margin_leads_to_the_links(desk: Desk, linked: Annotation) -> None:
    view = desk.window.reader.view
    desk.window.reader.set_active(linked.id)
    rect = view.editor_rect(linked.id)
    assert rect is not None
    sign = rect.topRight() + QPoint(-42, 16)
    QTest.mouseClick(view.viewport(), LEFT, pos=sign)
    sheet = find_sheet(desk)
    assert sheet is not None
    assert len(sheet.list.rows) == 2
    sheet.reject()
    QTest.mouseClick(view.viewport(), LEFT, pos=rect.center())
    assert desk.window.reader.active == linked.id


def test_of_many_links_some_are_shown_and_the_rest_counted(desk: Desk) -> None:
    aim = LinkTarget(LinkKind.ANNOTATION, desk.marks[0].id)
    links = tuple(Backlink(aim, f"m{n}", desk.ferry.id, "Ferry", "105") for n in range(47))
    desk.window.chrome.linking.linked_here._show({aim: links})
    panel = desk.window.chrome.panel
    shown = panel.cards._model.linked(desk.marks[0])
    assert [line.words for line in shown][-2:] == ["Ferry: “105”", "and 42 more"]
    assert sum(line.notes for line in shown) == 47
    panel._tabs.set_current(1)
    info = find_child(InfoTab, panel)
    assert len([name for name in names(info) if name.startswith("Linked from")]) == 40
    assert any(label.text() == "and 7 more" for label in info.findChildren(QLabel))


def test_a_mark_without_a_place_in_the_capture_is_shown_by_its_card(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark, version = desk.mark("this year"), desk.model.version
    assert version is not None
    gone = replace(mark, unplaced=(Unplaced(version.id, 0),))
    monkeypatch.setattr(desk.model, "annotation", lambda _id: gone)
    desk.window.panes.toggle_panel()
    assert not desk.window.panes.panel_open
    desk.window.chrome.travels.jump(desk.sample.id, mark.id)
    assert "has no place in this capture" in desk.window.chrome.toast.message
    assert desk.window.panes.panel_open
