"""An edit of very many marks: one step, between the window's other work, and never out of turn."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, Kind
from galley.services.saving import SaveState
from galley.ui.model import marking
from galley.ui.model.app_model import AppModel
from galley.ui.notes.model import NotesModel
from galley.ui.notes.view import CardListView
from galley.ui.window import shown_marks
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import find_child

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def model(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> AppModel:
    """Of a window with three dozen marks, which here are very many."""
    monkeypatch.setattr(marking, "_AT_ONCE", 5)
    monkeypatch.setattr(shown_marks, "_MANY", 5)
    model = window.chrome._model
    assert model.version is not None
    for span in [found.span() for found in re.finditer(r"\w{7,}", model.version.text)][:36]:
        model.marking.annotate([span], Kind.MARK)
    return model


def ids(model: AppModel) -> list[str]:
    return [annotation.id for annotation in model.annotations]


def kinds(model: AppModel) -> set[Kind]:
    return {annotation.kind for annotation in model.annotations}


def stored(model: AppModel) -> list[Annotation]:
    """What the library has, once everything is on disk."""
    assert model.article is not None
    article_id = model.article.id
    return model.library_thread.submit(lambda lib: lib.annotations(article_id)).result()


def saved(qtbot: QtBot, model: AppModel) -> None:
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)


def test_it_is_one_step_and_the_panel_follows(
    qtbot: QtBot, window: MainWindow, model: AppModel
) -> None:
    before = {annotation.id: annotation.kind for annotation in model.annotations}
    saved(qtbot, model)
    told: list[tuple[str, int]] = []
    model.marking.several_changed.connect(lambda label, count: told.append((label, count)))
    model.marking.set_kinds(ids(model), Kind.CLAIM)
    assert kinds(model) != {Kind.CLAIM}, "it waits until there is time"
    assert model.save_state is SaveState.SAVING
    qtbot.waitUntil(lambda: kinds(model) == {Kind.CLAIM})
    assert told == [("Kind changed", len(before))]
    rows = find_child(CardListView, window).model()
    assert isinstance(rows, NotesModel)

    def panel() -> list[Annotation]:
        return [rows.annotation_at(row) for row in range(rows.rowCount())]

    qtbot.waitUntil(lambda: panel() == model.annotations)
    saved(qtbot, model)
    assert stored(model) == model.annotations
    with qtbot.waitSignal(model.undone):
        QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert {annotation.id: annotation.kind for annotation in model.annotations} == before
    assert {mark.annotation.id: mark.annotation.kind for mark in window.reader.view.marks} == before
    qtbot.waitUntil(lambda: panel() == model.annotations)


def type_a_note(model: AppModel) -> None:
    model.marking.set_note(ids(model)[3], "typed meanwhile", "t")


def tag_one(model: AppModel) -> None:
    model.marking.set_tags(ids(model)[3], ["meanwhile"])


def another_of_many(model: AppModel) -> None:
    model.marking.add_tag(ids(model), "urgent")


def trash_one(model: AppModel) -> None:
    model.marking.trash(ids(model)[3:4])


def turn_to_the_version(model: AppModel) -> None:
    assert model.version is not None
    model.show_version(model.version.id)


def open_it_anew(model: AppModel) -> None:
    assert model.article is not None
    model.open_article(model.article.id)


@pytest.mark.parametrize(
    "meanwhile",
    [type_a_note, tag_one, another_of_many, trash_one, turn_to_the_version, open_it_anew],
)
def test_what_is_done_meanwhile_comes_after_it(
    qtbot: QtBot, model: AppModel, meanwhile: Callable[[AppModel], None]
) -> None:
    saved(qtbot, model)
    model.marking.set_kinds(ids(model), Kind.CLAIM)
    meanwhile(model)
    assert kinds(model) == {Kind.CLAIM}, "the edit of many was made first"
    qtbot.waitUntil(lambda: not model.marking.is_pending)
    saved(qtbot, model)
    qtbot.wait(1)
    assert stored(model) == model.annotations
    assert kinds(model) == {Kind.CLAIM}


def test_a_window_that_closes_meanwhile_keeps_it(
    qtbot: QtBot, window: MainWindow, model: AppModel
) -> None:
    saved(qtbot, model)
    model.marking.set_kinds(ids(model), Kind.CLAIM)
    window.close()
    assert {annotation.kind for annotation in stored(model)} == {Kind.CLAIM}


def test_all_go_to_the_trash_under_one_label_and_come_back(qtbot: QtBot, model: AppModel) -> None:
    saved(qtbot, model)
    before = model.annotations
    with qtbot.waitSignal(model.marking.deleted) as deleted:
        model.marking.trash(ids(model))
    assert deleted.args == [len(before)]
    assert model.annotations == []
    saved(qtbot, model)
    assert model.labels.undo == "Marks deleted"
    with qtbot.waitSignal(model.undone):
        model.undo()
    assert model.annotations == before
