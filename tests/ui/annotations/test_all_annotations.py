"""The table of all annotations, with real keys and mouse, a real window and a real library."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.annotation_table import AnnotationRow, TableColumn, TableGrouping, TableWish
from galley.domain.errors import JobCancelled, LibraryUnusable
from galley.services.demo import make_demo_library
from galley.services.finding import annotation_table
from galley.services.library_thread import LibraryThread
from galley.services.saving import SaveState
from galley.services.settings import Settings
from galley.storage.library import Library
from galley.ui.annotations.model import COLUMNS, GroupHead
from galley.ui.annotations.page import AnnotationsPage
from galley.ui.components.chips import FilterChip
from galley.ui.components.search_field import SearchField
from galley.ui.lists.row_models import ROW_ROLE
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import library_file

NOW = datetime(2026, 1, 2, tzinfo=UTC)
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Rig:
    """The window, and what a person sees of the table."""

    def __init__(self, qtbot: QtBot, window: MainWindow, model: AppModel) -> None:
        self.qtbot, self.window, self.model = qtbot, window, model
        window.chrome.actions["annotations.all"].trigger()
        page = window.reader.findChild(AnnotationsPage)
        assert page is not None
        self.page, self.view = page, page.view
        self.settle()

    def settle(self) -> None:
        """Wait until all that is in sight is there."""

        def settled() -> None:
            everything = self.window.chrome.library_side.all_annotations
            assert everything is not None
            assert not everything._source.busy
            assert not everything._look_soon.isActive()
            assert self.page.model.rows.sequences or self.page._message.isVisible()
            rows = [self.page.model.row_at(row) for row in range(self.page.model.rowCount())]
            assert None not in rows
            assert not any(isinstance(row, GroupHead) and row.name == "…" for row in rows)
            assert not self.page.model._missed
            assert not self.page.model._asked

        self.qtbot.wait(30)
        self.qtbot.waitUntil(settled)

    def rows(self) -> list[AnnotationRow]:
        found = (self.page.model.row_at(row) for row in range(self.page.model.rowCount()))
        return [row for row in found if isinstance(row, AnnotationRow)]

    def heads(self) -> list[tuple[str, int]]:
        found = (self.page.model.row_at(row) for row in range(self.page.model.rowCount()))
        return [(row.name, row.size) for row in found if isinstance(row, GroupHead)]

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.view, key, modifiers)

    def sort_by(self, column: TableColumn) -> None:
        header = self.view.horizontalHeader()
        x = header.sectionViewportPosition(COLUMNS.index(column)) + 20
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
        self.settle()

    def filter(self, words: str) -> None:
        field = self.page.findChild(SearchField)
        assert field is not None
        field.clear()
        QTest.keyClicks(field, words)
        self.settle()

    def chip(self, name: str) -> FilterChip:
        return next(c for c in self.page.findChildren(FilterChip) if c.text() == name)

    def toast(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: self.window.chrome.toast.message.startswith(words))
        self.settle()

    def undo(self) -> None:
        QTest.mouseClick(self.window.chrome.toast.button, Qt.MouseButton.LeftButton)

    def stored(self) -> list[AnnotationRow]:
        """What is on disk."""
        numbers = list(self.page.model.rows.sequences)
        return self.model.library_thread.submit(lambda lib: lib.table.rows(numbers)).result()


@pytest.fixture
def rig(qtbot: QtBot, tmp_path: Path, themes: ThemeSource) -> Iterator[Rig]:
    path = library_file(tmp_path)
    make_demo_library(path, now=NOW)
    model = AppModel(LibraryThread(path), creator="Ada", now=lambda: NOW)
    window = MainWindow(themes, NoteTexts(), Settings(), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    window.furnish(model)
    model.open_first("")
    qtbot.waitUntil(lambda: model.article is not None and bool(model.shelf.summaries))
    yield Rig(qtbot, window, model)
    window.close()
    model.close()
    with Library.open(path) as library:
        assert library.verify() == []


def test_every_annotation_of_the_library_is_a_row_the_newest_first(rig: Rig) -> None:
    rows = rig.rows()
    assert len(rows) == 45
    assert len({row.article_id for row in rows}) > 1
    moments = [row.created_at.replace(microsecond=0) for row in rows]
    assert moments == sorted(moments, reverse=True)
    assert rig.page._sum.text() == "45 annotations"


def test_the_panel_makes_room_and_comes_back(rig: Rig) -> None:
    panel = rig.window.chrome.panel
    assert not panel.isVisible()
    assert not rig.window.chrome.actions["annotations.toggle"].isChecked()
    rig.key(Qt.Key.Key_Escape)
    assert panel.isVisible()
    assert rig.window.panes.state().panel_open


def test_a_title_sorts_and_sorts_the_other_way_round(rig: Rig) -> None:
    rig.sort_by(TableColumn.KIND)
    kinds = [row.kind for row in rig.rows()]
    assert kinds == sorted(kinds, key=list(Kind).index)
    rig.sort_by(TableColumn.KIND)
    assert [row.kind for row in rig.rows()] == kinds[::-1]


def test_rows_are_sorted_by_keys_alone(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_place: shown.append(menu))
    button = rig.page.arranging.sort_button
    assert button.accessibleName() == "Sorted by Added, descending"
    for words in ("Speaker", "The other way round"):
        QTest.keyClick(button, Qt.Key.Key_Return)
        next(action for action in shown[-1].actions() if action.text() == words).trigger()
        shown[-1].close()
        rig.settle()
    speakers = [row.speaker for row in rig.rows()]
    named = [name for name in speakers if name]
    assert speakers == sorted(named, reverse=True) + [""] * (len(speakers) - len(named))
    assert button.accessibleName() == "Sorted by Speaker, descending"


def test_reading_all_rows_gives_way_to_other_work(rig: Rig) -> None:
    thread = rig.model.library_thread
    begun, go_on = threading.Event(), threading.Event()

    def waited() -> bool:
        return thread.is_waited_for

    def hold(_library: Library) -> bool:
        begun.set()
        go_on.wait(10)
        return waited()

    held = thread.submit(hold)
    begun.wait(10)
    assert not waited()
    later = thread.submit(lambda _library: None)
    assert waited()
    go_on.set()
    assert held.result()
    later.result()
    assert not waited()
    with pytest.raises(JobCancelled):
        thread.submit(
            lambda library: annotation_table.read_order(library, TableWish(), give_way=lambda: True)
        ).result()


def test_home_and_end_lead_to_the_first_and_the_last_row(rig: Rig) -> None:
    rig.key(Qt.Key.Key_End)
    assert rig.view.current_row() == 44
    rig.qtbot.waitUntil(rig.page.bar.isVisible)
    rig.qtbot.waitUntil(
        lambda: (
            rig.view.viewport().rect().contains(rig.view.visualRect(rig.view.currentIndex()))
            or rig.view.visualRect(rig.view.currentIndex()).bottom() < rig.view.viewport().height()
        )
    )
    rig.key(Qt.Key.Key_Home)
    assert rig.view.current_row() == 0


def test_words_and_chips_leave_rows_out_and_say_how_many_are_left(rig: Rig) -> None:
    rig.filter("tag:typo")
    assert [row.tags for row in rig.rows()] == [("typo",)]
    rig.filter('speaker:"Sar Kheng"')
    found = rig.rows()
    assert {row.speaker for row in found} == {"Sar Kheng"}
    unchecked = sum(row.status is CheckStatus.UNCHECKED for row in found)
    assert rig.chip("Unchecked").count == unchecked
    QTest.mouseClick(rig.chip("Unchecked"), Qt.MouseButton.LeftButton)
    rig.settle()
    assert len(rig.rows()) == unchecked
    assert rig.page._sum.text() == f"{unchecked} of {len(found)} annotations"


def test_a_filter_that_makes_no_sense_is_told_and_rows_stay(rig: Rig) -> None:
    rig.filter("kind:nonsense")
    assert "no kind" in rig.page._message.text()
    assert rig.rows()


def test_groups_are_counted_and_folded_with_keys(rig: Rig) -> None:
    rig.page.arranging.group_by(TableGrouping.STATUS)
    rig.settle()
    heads = rig.heads()
    assert heads[0][0] == "Unchecked"
    assert sum(size for _name, size in heads) == 45
    rig.view.setCurrentIndex(rig.page.model.index(0, 0))
    rig.key(Qt.Key.Key_Left)
    assert rig.page.model.rows.is_folded(0)
    assert rig.page.model.rowCount() == 45 - heads[0][1] + len(heads)
    assert rig.page.chosen(), "the folded group is chosen with its head"
    rig.key(Qt.Key.Key_Right)
    assert rig.page.model.rowCount() == 45 + len(heads)


def test_rows_are_put_together_by_speaker_tag_and_article(rig: Rig) -> None:
    for grouping, last in ((TableGrouping.SPEAKER, "Nobody named"), (TableGrouping.TAG, "No tag")):
        rig.page.arranging.group_by(grouping)
        rig.settle()
        names = [name for name, _size in rig.heads()]
        assert names[-1] == last
        assert len(names) == len(set(names)) > 3
    rig.page.arranging.group_by(TableGrouping.ARTICLE)
    rig.settle()
    assert [name for name, _size in rig.heads()] == sorted(
        {row.headline for row in rig.rows()}, key=str.casefold
    )


def test_enter_opens_the_article_at_the_mark(rig: Rig) -> None:
    opened = rig.model.article
    assert opened is not None
    row = next(n for n, row in enumerate(rig.rows()) if row.article_id != opened.id)
    wanted = rig.rows()[row]
    rig.view.setCurrentIndex(rig.page.model.index(row, 0))
    rig.key(Qt.Key.Key_Return)
    rig.qtbot.waitUntil(lambda: rig.window.reader.active == wanted.annotation_id)
    assert not rig.page.isVisible()


def test_one_edit_of_many_is_a_step_in_each_article_and_one_undo_takes_all_back(rig: Rig) -> None:
    before = {row.sequence: row.status for row in rig.stored()}
    rig.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    rig.qtbot.waitUntil(rig.page.bar.isVisible)
    rig.page.bar.status_chosen.emit(CheckStatus.DISPUTED)
    rig.toast("Status changed in")
    assert {row.status for row in rig.stored()} == {CheckStatus.DISPUTED}
    assert {a.check.status for a in rig.model.annotations} == {CheckStatus.DISPUTED}
    assert {a.check.by for a in rig.model.annotations} >= {"Ada"}
    assert rig.model.labels.undo == "Check changed"
    assert len(rig.page.chosen()) == 45, "they stay chosen"
    rig.undo()
    rig.toast("Undone in")
    assert {row.sequence: row.status for row in rig.stored()} == before
    assert rig.model.labels.redo == "Check changed", "undo, not another edit"


def test_an_edit_that_another_edit_followed_is_taken_back_by_a_new_one(rig: Rig) -> None:
    article = rig.model.article
    assert article is not None
    numbers = [row.sequence for row in rig.rows() if row.article_id == article.id]
    rows = [rig.page.model.rows.row_of(number) for number in numbers[:2]]
    rig.view.choose([(row, row) for row in rows if row is not None])
    rig.page.bar.tag_added.emit("to-do")
    rig.toast("Tags changed in 2")
    other = next(a for a in rig.model.annotations if "to-do" not in a.tags)
    rig.model.marking.set_tags(other.id, ["later"])
    rig.qtbot.waitUntil(lambda: rig.model.labels.undo == "Tags changed")
    rig.undo()
    rig.toast("Undone in 2")
    tags = {tag for a in rig.model.annotations for tag in a.tags}
    assert "to-do" not in tags
    assert "later" in tags


def test_ctrl_z_takes_edits_of_many_back_one_after_the_other_when_the_toast_is_gone(
    rig: Rig,
) -> None:
    before = {row.sequence: (row.status, row.tags) for row in rig.stored()}
    undo, redo = rig.window.chrome.actions["undo"], rig.window.chrome.actions["redo"]
    assert not undo.isEnabled()  # nothing was changed here, whatever the open article's history
    rig.key(Qt.Key.Key_A, CONTROL)
    rig.qtbot.waitUntil(rig.page.bar.isVisible)
    rig.page.bar.status_chosen.emit(CheckStatus.DISPUTED)
    rig.toast("Status changed in")
    disputed = {row.sequence: (row.status, row.tags) for row in rig.stored()}
    rig.page.bar.tag_added.emit("seen")
    rig.toast("Tags changed in 45")
    rig.window.chrome.toast.dismiss()
    rig.key(Qt.Key.Key_Z, CONTROL)
    rig.toast("Undone in 45")
    assert {row.sequence: (row.status, row.tags) for row in rig.stored()} == disputed
    rig.key(Qt.Key.Key_Z, CONTROL)
    rig.qtbot.waitUntil(lambda: not undo.isEnabled())
    rig.settle()
    assert {row.sequence: (row.status, row.tags) for row in rig.stored()} == before
    assert redo.isEnabled()
    redo.trigger()
    rig.toast("Done again in")
    assert {row.sequence: (row.status, row.tags) for row in rig.stored()} == disputed
    rig.key(Qt.Key.Key_Escape)  # back in the article undo is of the article
    rig.qtbot.waitUntil(lambda: not rig.page.isVisible())
    assert undo.isEnabled()
    undo.trigger()
    rig.qtbot.waitUntil(lambda: rig.model.labels.redo == "Check changed")


def test_what_was_changed_since_stays_and_is_told(rig: Rig) -> None:
    rig.key(Qt.Key.Key_A, CONTROL)
    rig.qtbot.waitUntil(rig.page.bar.isVisible)
    rig.page.bar.status_chosen.emit(CheckStatus.DISPUTED)
    rig.toast("Status changed in")
    mark = rig.model.annotations[0]
    own = sum(row.article_id == mark.article_id for row in rig.rows())
    rig.model.marking.set_check(mark.id, CheckStatus.CONFIRMED)
    rig.qtbot.waitUntil(lambda: rig.model.save_state is SaveState.SAVED)
    rig.window.chrome.toast.dismiss()
    rig.key(Qt.Key.Key_Z, CONTROL)
    rig.toast("Undone in ")
    message = rig.window.chrome.toast.message
    assert message.endswith("were changed since and stay as they are")
    kept = [row for row in rig.stored() if row.article_id == mark.article_id]
    assert len(kept) == own
    assert {row.status for row in kept} == {CheckStatus.DISPUTED, CheckStatus.CONFIRMED}


def test_nothing_of_another_file_is_taken_back(rig: Rig) -> None:
    rig.key(Qt.Key.Key_A, CONTROL)
    rig.qtbot.waitUntil(rig.page.bar.isVisible)
    rig.page.bar.tag_added.emit("seen")
    rig.toast("Tags changed in 45")
    assert rig.window.chrome.actions["undo"].isEnabled()
    rig.model.file.read_anew()
    assert not rig.window.chrome.actions["undo"].isEnabled()


def test_nothing_is_taken_back_while_the_file_is_replaced(rig: Rig) -> None:
    rig.key(Qt.Key.Key_A, CONTROL)
    rig.qtbot.waitUntil(rig.page.bar.isVisible)
    rig.page.bar.tag_added.emit("seen")
    rig.toast("Tags changed in 45")
    gate, replaced = threading.Event(), list[object]()
    rig.model.file.replace(lambda _path: gate.wait(60), replaced.append, replaced.append)
    rig.qtbot.waitUntil(lambda: rig.model.shared.is_replacing)
    undo = rig.window.chrome.actions["undo"]
    undo.trigger()
    rig.key(Qt.Key.Key_Z, CONTROL)
    gate.set()
    rig.qtbot.waitUntil(lambda: bool(replaced))
    rig.settle()
    assert all("seen" in row.tags for row in rig.stored())


def test_how_the_table_is_liked_is_remembered(
    rig: Rig, qtbot: QtBot, themes: ThemeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_place: shown.append(menu))
    rig.sort_by(TableColumn.KIND)
    rig.sort_by(TableColumn.KIND)
    rig.page.arranging.group_by(TableGrouping.STATUS)
    rig.settle()
    QTest.keyClick(rig.page.arranging.sort_button, Qt.Key.Key_Return)
    columns = next(one.menu() for one in shown[-1].actions() if one.text() == "Columns")
    assert isinstance(columns, QMenu)
    next(one for one in columns.actions() if one.text() == "Tags").trigger()
    header = rig.view.horizontalHeader()
    header.moveSection(header.visualIndex(COLUMNS.index(TableColumn.STATUS)), 0)
    header.resizeSection(COLUMNS.index(TableColumn.NOTE), 333)
    qtbot.waitUntil(lambda: any("note:333" in one for one in rig.window.remembered.table_columns))
    kept = rig.window.remembered
    assert (kept.table_sort, kept.table_group) == ("-kind", "status")
    assert kept.table_columns[0] == "+status"
    again = AnnotationsPage(themes, str)
    qtbot.addWidget(again)
    again.like(kept.table_columns, kept.table_sort, kept.table_group)
    assert again.view.columns.shown == rig.view.columns.shown
    assert TableColumn.TAGS not in again.view.columns.shown
    assert again.view.columnWidth(COLUMNS.index(TableColumn.NOTE)) == 333
    assert again.arranging.sort_button.accessibleName() == "Sorted by Kind, descending"
    wish = again.wish()
    assert (wish.column, wish.descending, wish.group) == (
        TableColumn.KIND,
        True,
        TableGrouping.STATUS,
    )
    next(one for one in columns.actions() if one.text() == "The usual columns").trigger()
    assert rig.window.remembered.table_columns == []
    assert TableColumn.TAGS in rig.view.columns.shown


@pytest.mark.parametrize(("width", "most_left_out"), [(1024, 5), (1280, 3), (1440, 0), (1900, 0)])
def test_the_table_fits_its_window_with_the_library_open(
    rig: Rig, width: int, most_left_out: int
) -> None:
    rig.window.resize(width, 800)
    rig.settle()
    assert rig.window.width() == width
    assert rig.window.panes.library_open or width == 1024  # where it lies over the page
    bar = rig.view.horizontalScrollBar()
    assert (bar.minimum(), bar.maximum()) == (0, 0)
    assert len(TableColumn) - len(rig.view.columns.shown) <= most_left_out
    rig.key(Qt.Key.Key_A, CONTROL)  # what can be done with them has room too
    rig.qtbot.waitUntil(rig.page.bar.isVisible)
    assert rig.window.width() == width


def test_tags_are_added_and_removed_through_the_card(rig: Rig) -> None:
    rig.view.choose([(0, 1)])
    for name, expected in (("Add", True), ("Remove", False)):
        rig.page.bar.open_tags()
        line = next(
            one for one in rig.window.findChildren(QLineEdit) if one.accessibleName() == "Tag"
        )
        QTest.keyClicks(line, "follow up")
        card = line.parentWidget()
        assert card is not None
        button = next(one for one in card.findChildren(QPushButton) if one.text() == name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        rig.toast("Tags changed in 2")
        rig.window.chrome.toast.show_message("")
        assert all(("follow-up" in row.tags) is expected for row in rig.rows()[:2])
        rig.qtbot.waitUntil(lambda: not rig.page.bar._cancel.isVisible())


def test_delete_moves_to_the_trash_and_undo_brings_back(rig: Rig) -> None:
    rig.view.setCurrentIndex(rig.page.model.index(0, 0))
    rig.key(Qt.Key.Key_Down, SHIFT)
    gone = {row.sequence for row in rig.rows()[:2]}
    rig.key(Qt.Key.Key_Delete)
    rig.toast("2 annotations moved to the trash")
    assert not gone & {row.sequence for row in rig.rows()}
    rig.undo()
    rig.toast("Undone in 2 annotations")
    assert gone <= {row.sequence for row in rig.rows()}


def test_what_is_chosen_is_exported(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.filter("kind:statistic")
    chosen = rig.rows()
    rig.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for name, file in (("markdown", "a.md"), ("json-ld", "a.jsonld")):
        path = tmp_path / file
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, p=path: (str(p), ""))
        rig.page.bar.export_wanted.emit(name)
        rig.qtbot.waitUntil(path.exists)
    text = (tmp_path / "a.md").read_text("utf-8")
    assert text.count("\n^g-") == len(chosen)
    assert text.count("\n## ") == len({row.article_id for row in chosen})
    collection = json.loads((tmp_path / "a.jsonld").read_text("utf-8"))
    assert collection["total"] == len(chosen)
    rig.toast(f"{len(chosen)} annotations saved")


def test_an_export_that_could_not_begin_is_told_of_and_can_be_tried_again(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    path = tmp_path / "a.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), ""))

    def refuse(*_args: object) -> None:
        raise LibraryUnusable("The drive is not there.")

    with monkeypatch.context() as patched:
        patched.setattr("galley.services.edits.bulk_editing.pieces", refuse)
        rig.page.bar.export_wanted.emit("markdown")
        rig.qtbot.waitUntil(lambda: rig.window.chrome.error_bar.isVisible())
    assert not rig.page.bar._cancel.isVisible()
    rig.page.bar.export_wanted.emit("markdown")
    rig.qtbot.waitUntil(path.exists)
    rig.toast("45 annotations saved")


def test_one_export_is_made_at_a_time(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.key(Qt.Key.Key_A, CONTROL)
    gate, asked = threading.Event(), list[Path]()

    def ask(*_args: object) -> tuple[str, str]:
        asked.append(tmp_path / f"{len(asked)}.md")
        return str(asked[-1]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    rig.model.library_thread.submit(lambda _library: gate.wait(60))
    rig.page.bar.export_wanted.emit("markdown")
    rig.page.bar.export_wanted.emit("markdown")
    gate.set()
    rig.toast("45 annotations saved as 0.md")
    assert len(asked) == 1


def test_an_edit_elsewhere_is_seen_in_the_table(rig: Rig) -> None:
    mark = rig.model.annotations[0]
    rig.model.marking.set_speaker(mark.id, "Nobody Known", "x")
    rig.model.marking.flush_typing()
    rig.qtbot.waitUntil(lambda: any(row.speaker == "Nobody Known" for row in rig.rows()))


def test_the_menu_offers_what_the_bar_does(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_place: shown.append(menu))
    rig.view.setCurrentIndex(rig.page.model.index(0, 0))
    rig.page._open_menu(QPoint(0, 0))
    words = [action.text() for action in shown[0].actions() if action.text()]
    assert words == [
        "Open in the article",
        "Kind",
        "Status",
        "Tags…",
        "Export",
        "Move to the trash",
    ]
    shown[0].close()


def test_a_screen_reader_hears_the_whole_row(rig: Rig) -> None:
    said = rig.page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    row: AnnotationRow = rig.page.model.index(0, 0).data(ROW_ROLE)
    for part in (row.excerpt, row.headline, "Wrong"):
        assert part in str(said)
