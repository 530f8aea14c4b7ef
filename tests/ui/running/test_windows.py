"""Several windows on one library: one writer, and each shows what the others do."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.domain.keeping import Before
from galley.services.demo import make_demo_library
from galley.services.edits import bulk_editing
from galley.services.edits.bulk_editing import Applied
from galley.services.intake.captures import Captured, FileSource
from galley.services.library_thread import LibraryThread
from galley.services.safety.large_changes import Kept
from galley.services.saving import SaveState
from galley.services.settings import Settings
from galley.storage.library import Library
from galley.ui.importing.import_sheet import ImportSheet
from galley.ui.model import marking
from galley.ui.model.app_model import AppModel
from galley.ui.model.many_edits import ManyEdit, ManyEdits
from galley.ui.model.note_texts import NoteTexts
from galley.ui.notes.model import NotesModel
from galley.ui.notes.view import CardListView
from galley.ui.reader.note_editor import NoteEditor
from galley.ui.running.windows import Windows
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import NOW, drag_over, library_file, passage

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Desk:
    """Two windows with the same article."""

    def __init__(self, qtbot: QtBot, themes: ThemeSource, library: Path) -> None:
        make_demo_library(library, now=NOW)
        self.owner = QObject()
        thread = LibraryThread(library, "Ada")
        self.first_model = AppModel(thread, creator="Ada", parent=self.owner)
        self.first = MainWindow(themes, NoteTexts(), Settings())  # goes by itself, as they all do
        self.first.furnish(self.first_model)
        self.windows = Windows(self.first, self.first_model, themes, NoteTexts(), self.owner)
        self.first.show()
        with qtbot.waitSignal(self.first_model.article_opened):
            self.first_model.open_first("")
        QTest.keyClick(self.first, Qt.Key.Key_N, CONTROL | SHIFT)
        self.second = next(one for one in self.windows_open() if one is not self.first)
        self.second_model = model_of(self.second)
        qtbot.waitUntil(lambda: self.second_model.article is not None)

    def windows_open(self) -> list[MainWindow]:
        return [window for window, _model in self.windows._open]

    def saved(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(
            lambda: (
                self.first_model.save_state is SaveState.SAVED
                and self.second_model.save_state is SaveState.SAVED
            )
        )


@pytest.fixture
def desk(qtbot: QtBot, themes: ThemeSource, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, themes, library_file(tmp_path))
    yield made
    for window in made.windows_open():
        window.close()
        window.deleteLater()
    for model in (made.second_model, made.first_model):
        model.close()


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def shown(window: MainWindow) -> list[Annotation]:
    """What the panel's cards say."""
    cards = window.chrome.panel.findChild(CardListView)
    assert isinstance(cards, CardListView)
    model = cards.model()
    assert isinstance(model, NotesModel)
    return [model.annotation_at(row) for row in range(model.rowCount())]


def mark(window: MainWindow, words: str, key: str) -> None:
    version = model_of(window).version
    assert version is not None
    window.activateWindow()
    drag_over(window.reader.view, *passage(version, words))
    QTest.keyClicks(window.reader.view, key)


def test_what_one_window_marks_the_other_shows(qtbot: QtBot, desk: Desk) -> None:
    assert desk.second_model.article == desk.first_model.article
    assert shown(desk.first) == shown(desk.second)
    before = len(shown(desk.first))
    mark(desk.first, "The dire assessment", "4")
    assert len(shown(desk.second)) == before + 1
    assert shown(desk.second) == shown(desk.first)
    new = next(one for one in shown(desk.second) if one.exact == "The dire assessment")
    assert desk.second.reader.view.marks.get(new.id)
    desk.second_model.marking.set_check(new.id, CheckStatus.CONFIRMED)
    assert shown(desk.first) == shown(desk.second)
    desk.saved(qtbot)
    row = desk.second.chrome.library._model.article_at(0)
    assert row.facts == before + 1, "the list of both counts"


def test_an_undo_in_either_takes_back_the_last_edit_and_one_says_so(
    qtbot: QtBot, desk: Desk
) -> None:
    before = shown(desk.first)
    mark(desk.first, "The dire assessment", "4")
    desk.saved(qtbot)
    assert desk.second.chrome.actions["undo"].isEnabled()
    desk.first.chrome.toast.show_message("nothing")
    with qtbot.waitSignal(desk.second_model.undone):
        desk.second_model.undo()
    assert shown(desk.first) == shown(desk.second) == before
    assert "Undone" in desk.second.chrome.toast.message
    assert desk.first.chrome.toast.message == "nothing"
    assert desk.first.chrome.actions["redo"].isEnabled()


def test_what_is_typed_in_one_goes_before_an_edit_in_the_other(qtbot: QtBot, desk: Desk) -> None:
    one = shown(desk.first)[0]
    desk.first_model.marking.set_note(one.id, "Typed in the first", "visit")
    assert shown(desk.second)[0].note == "Typed in the first"
    desk.second_model.marking.set_kind(one.id, Kind.OPINION)
    desk.first_model.marking.set_note(one.id, "Typed in the first, and on", "visit")
    desk.second_model.marking.set_note(one.id, "The second has the last word", "other")
    desk.first_model.marking.flush_typing()
    desk.saved(qtbot)
    desk.second_model.marking.flush_typing()
    desk.saved(qtbot)
    assert shown(desk.first) == shown(desk.second)
    with Library.open(desk.first_model.library_path) as library:
        stored = next(a for a in library.annotations(one.article_id) if a.id == one.id)
    assert (stored.note, stored.kind) == ("The second has the last word", Kind.OPINION)


def test_whichever_window_goes_to_the_disk_first_what_was_typed_before_is_there_before(
    qtbot: QtBot, desk: Desk
) -> None:
    one = shown(desk.first)[0]
    desk.first_model.marking.set_note(one.id, "Typed in the first", "visit")
    desk.second_model.marking.set_note(one.id, "Typed over it in the second", "other")
    desk.second_model.marking.flush_typing()
    desk.first_model.marking.flush_typing()
    desk.saved(qtbot)
    with Library.open(desk.first_model.library_path) as library:
        stored = next(a for a in library.annotations(one.article_id) if a.id == one.id)
    assert stored.note == "Typed over it in the second"
    with qtbot.waitSignal(desk.first_model.undone):
        desk.first_model.undo()
    assert shown(desk.second)[0].note == "Typed in the first"


def test_a_note_that_is_open_in_one_shows_what_is_typed_in_the_other(desk: Desk) -> None:
    noted = next(one for one in shown(desk.first) if one.note)
    desk.second.reader.open_note(noted.id)
    desk.first_model.marking.set_note(noted.id, "From the other window", "visit")
    editor = desk.second.reader.view.viewport().findChild(NoteEditor)
    assert isinstance(editor, NoteEditor)
    assert editor.field.text() == "From the other window"


def test_an_article_opened_while_edits_wait_has_them(qtbot: QtBot, desk: Desk) -> None:
    first_id = desk.first_model.article.id if desk.first_model.article else ""
    other = next(row.id for row in desk.first_model.shelf.summaries if row.id != first_id)
    with qtbot.waitSignal(desk.second_model.article_opened):
        desk.second_model.open_article(other)
    for words, key in (("The dire assessment", "4"), ("labour,", "1")):
        mark(desk.first, words, key)
    desk.first_model.marking.set_note(shown(desk.first)[0].id, "still being typed", "visit")
    with qtbot.waitSignal(desk.second_model.article_opened):
        desk.second_model.open_article(first_id)
    assert shown(desk.second) == shown(desk.first)
    desk.saved(qtbot)
    assert shown(desk.second) == shown(desk.first)


def test_an_article_that_goes_to_the_trash_is_read_in_no_window(qtbot: QtBot, desk: Desk) -> None:
    article = desk.first_model.article
    assert article is not None
    with qtbot.waitSignals([desk.first_model.article_opened, desk.second_model.article_opened]):
        desk.first.chrome.library.trash_wanted.emit([article.id])
    for model in (desk.first_model, desk.second_model):
        assert model.article is not None
        assert model.article.id != article.id


def test_settings_hold_in_all_windows_whichever_is_closed_last(desk: Desk) -> None:
    assert desk.first.chrome.keys.change("find", QKeySequence("Ctrl+U")) == ""
    assert desk.second.chrome.keys.of("find") == [QKeySequence("Ctrl+U")]
    desk.second.remember_folder("/somewhere")
    assert desk.first.folder == "/somewhere"
    desk.first.chrome.kinds.rename({Kind.MARK: "Aside"})
    assert desk.second.chrome.actions["mark.mark"].text() == "Mark as: Aside"
    desk.first.chrome.kinds.rename({})
    assert desk.second.settings().keys == {"find": "Ctrl+U"}
    desk.first_model.creator = "Bo"
    assert desk.second_model.creator == "Bo"


def test_the_library_stays_open_until_the_last_window_goes(qtbot: QtBot, desk: Desk) -> None:
    gone: list[bool] = []
    desk.windows.last_went.connect(lambda: gone.append(True))
    one = shown(desk.first)[0]
    desk.first_model.marking.set_note(one.id, "typed, and closed at once", "visit")
    with qtbot.waitSignal(desk.windows.went) as went:
        desk.first.close()
    assert went.args == [desk.second_model]
    assert gone == []
    desk.second_model.marking.set_kind(one.id, Kind.OPINION)
    qtbot.waitUntil(lambda: desk.second_model.save_state is SaveState.SAVED)
    (kept,) = [a for a in shown(desk.second) if a.id == one.id]
    assert kept.note == "typed, and closed at once"
    desk.second.close()
    assert gone == [True]
    desk.second_model.close()
    with Library.open(library_file(desk.first_model.library_path.parent)) as library:
        stored = next(a for a in library.annotations(one.article_id) if a.id == one.id)
    assert stored == kept


def test_what_is_typed_in_one_is_typed_over_an_edit_of_many_in_the_other(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "_AT_ONCE", 1)
    desk.saved(qtbot)
    all_of_them = [one.id for one in shown(desk.first)]
    first = shown(desk.first)[0]
    desk.first_model.marking.set_kinds(all_of_them, Kind.OPINION)
    desk.second_model.marking.set_note(first.id, "Typed in the second", "visit")
    for model in (desk.first_model, desk.second_model):
        found = model.annotation(first.id)
        assert found is not None
        assert (found.kind, found.note) == (Kind.OPINION, "Typed in the second")
    desk.first_model.marking.set_kinds(all_of_them, Kind.CLAIM)
    desk.second_model.marking.set_tags(first.id, ["meanwhile"])
    for model in (desk.first_model, desk.second_model):
        found = model.annotation(first.id)
        assert found is not None
        assert (found.kind, found.tags) == (Kind.CLAIM, ("meanwhile",))
    desk.saved(qtbot)


def test_an_edit_of_many_ends_with_its_window_and_the_other_knows_what_was_done(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.saved(qtbot)
    edit, held, done = bulk_editing.set_kind(Kind.OPINION, now=NOW), threading.Event(), list[int]()

    def apply(library: Library, piece: Sequence[int], kept: Kept) -> list[Applied]:
        held.wait(10)
        done.extend(piece)
        return bulk_editing.apply_to(library, piece, edit, kept)

    def pieces(library: Library) -> list[list[int]]:
        (together,) = bulk_editing.pieces(library, range(1, 40))
        return [[one] for one in together]

    edits = ManyEdits(desk.first_model, desk.first)
    edits.make(ManyEdit(edit.label, Before.CHANGE, pieces, apply))
    qtbot.waitUntil(lambda: edits._run is not None)
    gone: list[bool] = []
    desk.first.destroyed.connect(lambda: gone.append(True))
    assert not desk.first.close(), "not without a word"
    assert desk.first.close(), "but at once for whoever says it again"
    held.set()
    qtbot.waitUntil(lambda: bool(gone))
    article = desk.second_model.article
    assert article is not None
    left = desk.second_model.library_thread
    found = left.submit(lambda library: library.annotations(article.id)).result()
    assert {one.id: one.kind for one in shown(desk.second)} == {one.id: one.kind for one in found}
    assert len(done) == 1, "the piece that was being done, and no other"
    assert "A change of many marks was under way" in desk.second.chrome.error_bar.message


def test_a_window_that_is_gone_hears_nothing_of_the_list_any_more(qtbot: QtBot, desk: Desk) -> None:
    gone: list[bool] = []
    desk.first.destroyed.connect(lambda: gone.append(True))
    desk.first.close()
    qtbot.waitUntil(lambda: bool(gone))
    with qtbot.waitSignal(desk.second_model.shelf.listed):
        desk.second_model.shelf.refresh()


@pytest.fixture
def held_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, threading.Event]:
    """A folder with a capture, and what lets an import of it go on."""
    released = threading.Event()
    real = FileSource.read

    def read(self: FileSource, job: object) -> Captured:
        released.wait(10)
        return real(self, job)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(FileSource, "read", read)
    folder = tmp_path / "captures"
    folder.mkdir()
    (folder / "a.txt").write_text("Ferry stays\n\nThe council voted to keep the ferry.\n")
    return folder, released


ENDED = "The import of the window that was closed has ended: "


def _close_while_importing(qtbot: QtBot, desk: Desk, path: Path, released: threading.Event) -> None:
    desk.second.chrome.importing.take_paths([path])
    qtbot.waitUntil(lambda: desk.second_model.shelf.is_importing)
    desk.second.close()
    released.set()


def test_an_import_goes_on_when_its_window_closes_and_the_other_one_tells_its_end(
    qtbot: QtBot, desk: Desk, held_import: tuple[Path, threading.Event]
) -> None:
    folder, released = held_import
    before = len(desk.first_model.shelf.summaries)
    _close_while_importing(qtbot, desk, folder, released)
    toast = desk.first.chrome.toast
    qtbot.waitUntil(lambda: toast.message == f"{ENDED}1 new")
    qtbot.waitUntil(lambda: len(desk.first_model.shelf.summaries) == before + 1)
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    sheet = desk.first.findChild(ImportSheet)
    assert sheet is not None
    assert sheet.captures.row(0).detail.startswith("New article")


@pytest.mark.parametrize("failing", [1, 5])
def test_what_failed_of_it_stays_told(
    qtbot: QtBot, desk: Desk, held_import: tuple[Path, threading.Event], failing: int
) -> None:
    folder, released = held_import
    for number in range(failing):
        (folder / f"b{number}.txt").touch()
    _close_while_importing(qtbot, desk, folder, released)
    bar = desk.first.chrome.error_bar
    qtbot.waitUntil(bar.isVisible)
    why = {
        1: "“b0.txt” is empty: choose a file with text in it.",
        5: "Import these again to see why they failed: b0.txt, b1.txt, b2.txt and 2 more.",
    }
    assert bar.message == f"{ENDED}1 new · {failing} failed. {why[failing]}"


def test_a_single_file_that_failed_after_its_window_was_closed_is_told_in_the_other(
    qtbot: QtBot, desk: Desk, held_import: tuple[Path, threading.Event]
) -> None:
    folder, released = held_import
    empty = folder / "b.txt"
    empty.touch()
    _close_while_importing(qtbot, desk, empty, released)
    bar = desk.first.chrome.error_bar
    qtbot.waitUntil(bar.isVisible)
    assert bar.message == f"{ENDED}1 failed. “b.txt” is empty: choose a file with text in it."
