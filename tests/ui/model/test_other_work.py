"""What other work does to marks on the library's thread, while somebody types in their notes."""

import threading
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, Kind
from galley.domain.clock import utc_now
from galley.domain.keeping import Before
from galley.services.edits import bulk_editing
from galley.services.edits.bulk_editing import Applied
from galley.services.safety import keeping
from galley.services.safety.large_changes import Kept
from galley.services.saving import SaveState
from galley.storage.library import Library
from galley.ui.components.note_source import NoteSource
from galley.ui.model.app_model import AppModel
from galley.ui.model.many_edits import ManyEdit, ManyEdits
from galley.ui.window.main_window import MainWindow


@pytest.fixture
def model(window: MainWindow) -> AppModel:
    """Of a window with one mark."""
    model = window.chrome._model
    assert model.article is not None
    model.marking.annotate([(0, 5)], Kind.MARK)
    return model


@pytest.fixture
def mark(qtbot: QtBot, model: AppModel) -> Annotation:
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    return model.annotations[0]


@pytest.fixture
def held() -> Iterator[threading.Event]:
    """Set when the library may go on with an edit of many."""
    event = threading.Event()
    yield event
    event.set()


def claims(held: threading.Event) -> ManyEdit:
    """The edit that makes claims of all marks of the open article, once it is let go on."""
    edit = bulk_editing.set_kind(Kind.CLAIM, now=utc_now())

    def apply(library: Library, piece: Sequence[int], kept: Kept) -> list[Applied]:
        held.wait(10)
        return bulk_editing.apply_to(library, piece, edit, kept)

    def pieces(library: Library) -> list[list[int]]:
        return bulk_editing.pieces(library, range(1, 100))

    return ManyEdit(edit.label, Before.CHANGE, pieces, apply)


def stored(model: AppModel, mark: Annotation) -> Annotation:
    found = model.library_thread.submit(lambda lib: lib.annotation(mark.id)).result()
    assert found is not None
    return found


def field_of(window: MainWindow, mark: Annotation) -> NoteSource:
    window.reader.open_note(mark.id)
    field = window.reader.view.viewport().findChild(NoteSource)
    assert isinstance(field, NoteSource)
    return field


def test_what_is_typed_while_a_piece_is_edited_stays_in_the_note(
    qtbot: QtBot, window: MainWindow, model: AppModel, mark: Annotation, held: threading.Event
) -> None:
    edits = ManyEdits(model, window)
    edits.make(claims(held))
    qtbot.waitUntil(lambda: edits._run is not None)
    field = field_of(window, mark)
    QTest.keyClicks(field, "Who says so")
    held.set()
    qtbot.waitUntil(lambda: model.annotations[0].kind is Kind.CLAIM)
    assert field.toPlainText() == "Who says so"
    QTest.keyClicks(field, "?")
    assert model.annotations[0].note == "Who says so?"
    qtbot.waitUntil(lambda: not edits.busy and model.save_state is SaveState.SAVED)
    assert model.annotations == [stored(model, mark)]
    assert (stored(model, mark).note, stored(model, mark).kind) == ("Who says so?", Kind.CLAIM)


def test_the_caret_stays_where_one_types_while_an_undo_is_under_way(
    qtbot: QtBot, window: MainWindow, model: AppModel, mark: Annotation
) -> None:
    model.marking.set_kind(mark.id, Kind.CLAIM)
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    field = field_of(window, mark)
    with qtbot.waitSignal(model.undone):
        model.undo()
        QTest.keyClicks(field, "Who says")
    QTest.keyClicks(field, " so?")
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    assert (stored(model, mark).note, stored(model, mark).kind) == ("Who says so?", Kind.MARK)
    assert model.annotations == [stored(model, mark)]


def test_an_edit_of_many_does_not_go_on_in_a_library_that_is_restored_meanwhile(
    qtbot: QtBot, window: MainWindow, model: AppModel, mark: Annotation, held: threading.Event
) -> None:
    model.marking.set_note(mark.id, "Kept in the backup", "visit")
    model.marking.flush_typing()
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    backup = keeping.back_up(model.library_path, now=utc_now())
    model.marking.annotate([(50, 60)], Kind.MARK)
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    edits = ManyEdits(model, window)
    at_first = claims(held)
    numbers = model.library_thread.submit(at_first.pieces).result()[0]
    edits.make(at_first._replace(pieces=lambda _library: [[one] for one in numbers]))
    qtbot.waitUntil(lambda: edits._run is not None)
    restored: list[object] = []
    model.file.replace(
        lambda path: keeping.restore(path, backup.path, now=utc_now(), who="Ada"),
        restored.append,
        lambda error: pytest.fail(str(error)),
    )
    edits.undo()
    held.set()
    qtbot.waitUntil(lambda: bool(restored) and not edits.busy)
    qtbot.waitUntil(lambda: model.article is not None)
    assert not edits.can_undo, "its number is another edit's by now"
    assert (stored(model, mark).note, stored(model, mark).kind) == ("Kept in the backup", Kind.MARK)
