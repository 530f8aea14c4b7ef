"""Collections, saved searches, tags and the trash, in a real window on a real library."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Kind
from galley.services.demo import make_demo_library
from galley.services.edits import annotating
from galley.services.library_thread import LibraryThread
from galley.services.saving import SaveState
from galley.services.settings import Settings
from galley.storage.library import Library
from galley.ui.components.search_field import SearchField
from galley.ui.dialogs.trash_dialog import TrashDialog
from galley.ui.library.article_list import ArticleList
from galley.ui.library.model import ArticleOrder
from galley.ui.library.places_section import PlacesSection
from galley.ui.lists.choice_list import ChoiceListView
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.notes.info_tab import InfoTab
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import library_file

NOW = datetime(2026, 1, 2, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton


def menu_of(action: QAction) -> QMenu | None:
    """The menu that an entry opens, if it does."""
    menu = action.menu()
    return menu if isinstance(menu, QMenu) else None


class Rig:
    """The window, and what a person sees of the library."""

    def __init__(self, qtbot: QtBot, window: MainWindow, model: AppModel) -> None:
        self.qtbot, self.window, self.model = qtbot, window, model
        self.pane = window.chrome.library
        self.section = self.pane.places
        self.toast = window.chrome.toast
        list_ = self.pane.findChild(ArticleList)
        assert list_ is not None
        self.list = list_
        self.rows = next(
            one for one in self.section.findChildren(ChoiceListView) if one is not list_
        )

    def headlines(self) -> list[str]:
        model = self.list.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def places(self) -> list[str]:
        model = self.rows.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [model.index(row, 0).data(role) for row in range(model.rowCount())]

    def place(self, words: str) -> QModelIndex:
        row = next(n for n, said in enumerate(self.places()) if words in said)
        return self.rows.model().index(row, 0)

    def choose(self, *rows: int) -> None:
        self.list.clearSelection()
        for row in rows:
            flag = self.list.selectionModel().SelectionFlag.Select
            self.list.selectionModel().select(self.list.model().index(row, 0), flag)

    def menu(self, row: int) -> dict[str, QMenu | None]:
        """The menu of a row, its entries run by name."""
        self.list.menu_wanted.emit(self.list.model().index(row, 0), QPoint(5, 5))
        menu = self.pane.findChildren(QMenu)
        self._menu = next(one for one in menu if one.parent() is self.pane and one.isVisible())
        return {action.text(): menu_of(action) for action in self._menu.actions() if action.text()}

    def run(self, *path: str) -> None:
        menu: QMenu | None = self._menu
        for name in path[:-1]:
            assert menu is not None
            menu = next(menu_of(a) for a in menu.actions() if a.text() == name)
        assert menu is not None
        next(action for action in menu.actions() if action.text() == path[-1]).trigger()
        self._menu.close()

    def answer(self, label: str, text: str) -> None:
        """Type into the card that asks for a name."""
        line = next(
            one for one in self.window.findChildren(QLineEdit) if one.accessibleName() == label
        )
        line.selectAll()
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def create(self, name: str) -> None:
        QTest.mouseClick(self.section.plus, LEFT)
        self.answer("Name of the collection", name)
        self.until(lambda: any(name in said for said in self.places()))

    def new_tag(self) -> QLineEdit:
        """The line of the card of tags."""
        return next(
            one
            for one in self.window.findChildren(QLineEdit)
            if one.accessibleName() == "New tag"
            and one.isVisible()
            and not self.window.reader.isAncestorOf(one)
        )

    def unfolded(self) -> bool:
        return self.section.is_unfolded

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true)

    def told(self, words: str) -> None:
        self.until(lambda: self.toast.message == words)

    def undo(self) -> None:
        QTest.mouseClick(self.toast.button, LEFT)

    def press_undo(self) -> None:
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.list.setFocus()
        QTest.keyClick(self.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def mark(self, start: int) -> None:
        self.model.marking.annotate([(start, start + 5)], Kind.QUOTE)
        self.until(lambda: self.model.save_state is SaveState.SAVED)

    def put_into_transport(self, row: int) -> None:
        self.choose(row)
        self.menu(row)
        self.run("Put into", "Transport")
        self.until(lambda: "ut into “Transport”" in self.toast.message)


@pytest.fixture
def rig(qtbot: QtBot, tmp_path: Path, themes: ThemeSource) -> Iterator[Rig]:
    path = library_file(tmp_path)
    make_demo_library(path, now=NOW)
    model = AppModel(LibraryThread(path), creator="Ada", now=lambda: NOW)
    window = MainWindow(themes, NoteTexts(), Settings(), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    window.furnish(model)
    with qtbot.waitSignals([model.article_opened, model.shelf.listed]):
        model.open_first("")
    rig = Rig(qtbot, window, model)
    rig.until(lambda: len(rig.places()) == 2)
    yield rig
    window.close()
    model.close()
    with Library.open(path) as library:
        assert library.verify() == []


def test_a_collection_is_made_filled_shown_and_left(rig: Rig) -> None:
    assert not rig.unfolded()
    rig.create("Transport")
    assert rig.unfolded()
    assert rig.places() == ["All articles, 7 articles", "Transport, 0 articles", "Trash"]
    wanted = [rig.headlines()[1], rig.headlines()[4]]
    rig.choose(1, 4)
    assert "Put into" in rig.menu(1)
    rig.run("Put into", "Transport")
    rig.told("2 articles put into “Transport”")
    rig.until(lambda: "Transport, 2 articles" in rig.places())
    rig.rows.chosen.emit(rig.place("Transport"))
    rig.until(lambda: rig.headlines() == wanted)
    rig.menu(0)
    rig.run("Take out of this collection")
    rig.told("Taken out of “Transport”")
    rig.until(lambda: rig.headlines() == wanted[1:])
    rig.undo()
    rig.until(lambda: rig.headlines() == wanted)
    rig.rows.chosen.emit(rig.place("All articles"))
    assert len(rig.headlines()) == 7


def test_one_undo_takes_all_articles_out_again(rig: Rig) -> None:
    rig.create("Transport")
    rig.choose(0, 1, 2)
    rig.menu(0)
    rig.run("Put into", "Transport")
    rig.told("3 articles put into “Transport”")
    rig.undo()
    rig.told("Undone for 3 articles")
    rig.until(lambda: "Transport, 0 articles" in rig.places())


def test_the_key_of_undo_takes_back_what_the_toast_offers(rig: Rig) -> None:
    rig.create("Transport")
    known = len(rig.model.annotations)
    rig.mark(200)
    rig.put_into_transport(0)
    rig.press_undo()
    rig.told("Undone")
    rig.until(lambda: "Transport, 0 articles" in rig.places())
    assert len(rig.model.annotations) == known + 1  # the article's own last edit stays
    rig.press_undo()
    rig.until(lambda: len(rig.model.annotations) == known)


def test_once_something_else_was_done_or_said_undo_is_the_articles_again(rig: Rig) -> None:
    rig.create("Transport")
    known = len(rig.model.annotations)
    rig.put_into_transport(0)
    rig.mark(200)
    rig.press_undo()
    rig.until(lambda: len(rig.model.annotations) == known)
    assert "Transport, 1 article" in rig.places()
    rig.mark(300)
    rig.put_into_transport(1)
    rig.toast.show_message("Something else")
    rig.press_undo()
    rig.until(lambda: len(rig.model.annotations) == known)
    assert "Transport, 2 articles" in rig.places()


def test_a_new_collection_takes_the_chosen_articles_at_once(rig: Rig) -> None:
    rig.menu(2)
    rig.run("Put into", "New collection…")
    rig.answer("Name of the collection", "Fresh")
    rig.told("Put into “Fresh”")
    rig.until(lambda: "Fresh, 1 article" in rig.places())


def test_articles_are_dropped_on_a_collection(rig: Rig) -> None:
    rig.create("Transport")
    model = rig.list.model()
    data = model.mimeData([model.index(0, 0), model.index(3, 0)])
    where = QPointF(rig.rows.visualRect(rig.place("Transport")).center())
    drop = QDropEvent(where, Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    rig.rows.dropEvent(drop)
    assert drop.isAccepted()
    rig.told("2 articles put into “Transport”")


def test_a_collection_is_renamed_deleted_and_brought_back(rig: Rig) -> None:
    rig.create("Transport")
    collecting = rig.window.chrome.library_side.collecting
    place = rig.place("Transport").data(Qt.ItemDataRole.UserRole + 1)
    collecting._ask_rename(place)
    rig.answer("Name", "Boats")
    rig.until(lambda: any("Boats" in said for said in rig.places()))
    rig.section.removal_wanted.emit(rig.place("Boats").data(Qt.ItemDataRole.UserRole + 1))
    rig.told("“Boats” was deleted; its articles stay")
    rig.until(lambda: len(rig.places()) == 2)
    rig.undo()
    rig.until(lambda: any("Boats" in said for said in rig.places()))


def test_a_search_is_saved_and_run_again(rig: Rig) -> None:
    field = rig.pane.findChild(SearchField)
    assert field is not None
    rig.pane.focus_search()
    QTest.keyClicks(field, "ministry")
    rig.until(lambda: not rig.model.search.busy)
    save = next(one for one in rig.window.reader.findChildren(QPushButton) if "Save" in one.text())
    QTest.mouseClick(save, LEFT)
    rig.answer("Name of the search", "Ministries")
    rig.told("Search saved as “Ministries”")
    field.clear()
    rig.until(lambda: "Saved search: Ministries" in rig.places())
    rig.rows.chosen.emit(rig.place("Ministries"))
    assert field.text() == "ministry"
    rig.until(lambda: len(rig.headlines()) == 1)


def test_tags_are_typed_shown_found_and_undone(rig: Rig) -> None:
    rig.menu(1)
    rig.run("Tags…")
    line = rig.new_tag()
    QTest.keyClicks(line, "ferries")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClicks(line, "fares")  # left half typed, and kept
    done = next(one for one in rig.window.findChildren(QPushButton) if one.text() == "Done")
    QTest.mouseClick(done, LEFT)
    rig.told("Tags changed")
    rig.until(lambda: rig.model.shelf.summaries[1].tags == ("ferries", "fares"))
    said = rig.list.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("#ferries, #fares")
    rig.pane.search_for("tag:ferries")
    rig.until(lambda: len(rig.headlines()) == 1)
    rig.pane.clear_search()
    rig.undo()
    rig.until(lambda: rig.model.shelf.summaries[1].tags == ())


def test_the_info_tab_shows_the_tags_and_changes_them(rig: Rig) -> None:
    panel = rig.window.chrome.panel
    panel._tabs.set_current(1)
    tab = rig.window.findChild(InfoTab)
    assert tab is not None
    assert "None yet." in [label.text() for label in tab.findChildren(QLabel)]
    change = next(one for one in tab.findChildren(QPushButton) if one.text() == "Change…")
    QTest.mouseClick(change, LEFT)
    line = rig.new_tag()
    QTest.keyClicks(line, "courts")
    QTest.keyClick(line, Qt.Key.Key_Return)
    done = next(one for one in rig.window.findChildren(QPushButton) if one.text() == "Done")
    QTest.mouseClick(done, LEFT)
    rig.told("Tags changed")
    rig.until(lambda: "#courts" in [label.text() for label in tab.findChildren(QLabel)])


def test_several_articles_go_to_the_trash_and_one_undo_brings_them_back(rig: Rig) -> None:
    opened = rig.model.article
    assert opened is not None
    rig.choose(0, 1, 2)
    rig.list.removal_wanted.emit([0, 1, 2])
    rig.told("3 articles moved to the trash")
    rig.until(lambda: len(rig.headlines()) == 4)
    rig.until(lambda: rig.model.article is not None and rig.model.article.id != opened.id)
    rig.undo()
    rig.until(lambda: len(rig.headlines()) == 7)
    rig.until(lambda: rig.model.article is not None and rig.model.article.id == opened.id)


def test_the_trash_has_collections_and_the_marks_of_all_articles(rig: Rig) -> None:
    rig.create("Transport")
    rig.section.removal_wanted.emit(rig.place("Transport").data(Qt.ItemDataRole.UserRole + 1))
    rig.told("“Transport” was deleted; its articles stay")
    opened = rig.model.article
    assert opened is not None
    other = next(row for row in rig.model.shelf.summaries if row.id != opened.id and row.facts)

    def delete(library: Library) -> None:
        library.apply(annotating.trash(library.annotations(other.id)[:1], now=NOW))

    rig.model.library_thread.submit(delete).result()
    rig.model.look_again()
    rig.until(lambda: rig.model.shelf.by_id[other.id].facts == other.facts - 1)
    rig.rows.chosen.emit(rig.place("Trash"))
    rig.until(lambda: rig.window.findChild(TrashDialog) is not None)
    sheet = rig.window.findChild(TrashDialog)
    assert sheet is not None
    said = [label.text() for label in sheet.findChildren(QLabel)]
    assert {"Marks of other articles", other.headline, "Collections", "Transport"} <= set(said)
    for button in sheet.findChildren(QPushButton):
        if button.text() == "Restore":
            QTest.mouseClick(button, LEFT)
    rig.until(lambda: rig.model.shelf.by_id[other.id].facts == other.facts)
    rig.until(lambda: any("Transport" in said for said in rig.places()))
    sheet.reject()


def test_the_order_and_the_fold_are_remembered(rig: Rig) -> None:
    rig.pane._set_order(ArticleOrder.UNCHECKED)
    rig.create("Transport")
    kept = rig.window.settings()
    assert (kept.library_order, kept.collections_open) == ("unchecked", True)


def test_the_section_has_names(rig: Rig) -> None:
    section = rig.window.findChild(PlacesSection)
    assert section is not None
    assert section.plus.accessibleName() == "New collection"
    assert rig.rows.accessibleName() == "Collections"
