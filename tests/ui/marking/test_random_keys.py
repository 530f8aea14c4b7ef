"""Whatever keys are pressed in the reader, no mark is lost: each is there, or in the trash."""

import random
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, Kind
from galley.domain.article import Version
from galley.domain.catalogue import JournalEntry
from galley.services.saving import SaveState
from galley.ui.model.app_model import AppModel
from galley.ui.window.main_window import MainWindow

_SHIFT, _NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
_K = Qt.Key
_WAYS = (
    *(_K.Key_Up, _K.Key_Down, _K.Key_Left, _K.Key_Right, _K.Key_Home, _K.Key_End, _K.Key_F6),
    *(_K.Key_PageUp, _K.Key_PageDown, _K.Key_Tab, _K.Key_Backtab, _K.Key_Escape, _K.Key_N),
)
_GOING = (_K.Key_Delete, _K.Key_Backspace)
_LETTERS = tuple(_K(code) for code in range(_K.Key_A.value, _K.Key_Z.value + 1))
_DIGITS = tuple(_K(code) for code in range(_K.Key_0.value, _K.Key_9.value + 1))
_OTHERS = (_K.Key_Return, _K.Key_Space, _K.Key_BracketLeft, _K.Key_BracketRight, _K.Key_Menu)
_PRESSES = 250
_MARKS = 40
SEEDS = 3


def words_of(version: Version) -> list[tuple[int, int]]:
    """Passages all over the article, some of them over others."""
    chosen = random.Random(7)  # noqa: S311 - the same every time
    starts = sorted(chosen.sample(range(len(version.text) - 60), _MARKS))
    return [(start, start + chosen.randint(3, 60)) for start in starts]


def version_of(model: AppModel) -> Version:
    assert model.version is not None
    return model.version


@pytest.fixture(autouse=True)
def _nobody_chooses_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys come to buttons too, and some ask for files."""
    for name, nothing in (
        ("getOpenFileName", ("", "")),
        ("getOpenFileNames", ([], "")),
        ("getSaveFileName", ("", "")),
        ("getExistingDirectory", ""),
    ):
        monkeypatch.setattr(QFileDialog, name, lambda *_a, nothing=nothing, **_k: nothing)


@pytest.fixture
def marks(qtbot: QtBot, window: MainWindow) -> dict[str, Annotation]:
    """Marks with notes and tags, by their ids; what made them is no edit of the test."""
    model = window.chrome._model
    for number, passage in enumerate(words_of(version_of(model))):
        made = model.marking.annotate([passage], list(Kind)[number % len(Kind)])
        assert made is not None
        model.marking.set_note(made.id, f"Note {number}", "visit")
        model.marking.set_tags(made.id, [f"tag {number}"])
    model.marking.flush_typing()
    window.reader.view.setFocus()
    at_rest(qtbot, model)
    return {one.id: one for one in model.annotations}


def at_rest(qtbot: QtBot, model: AppModel) -> None:
    model.marking.flush_typing()
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED and not model.is_turning)


def press(window: MainWindow, key: Qt.Key, *, shift: bool = False) -> None:
    """Press a key where the keys go, as the keyboard does.

    In the library's list, Delete is of the article and all its marks, and of no concern here.
    """
    with_keys = QApplication.focusWidget()
    library = window.chrome.library
    if key == _K.Key_Delete and with_keys is not None and library.isAncestorOf(with_keys):
        return
    target: QWidget = QApplication.activePopupWidget() or with_keys or window.reader.view
    QTest.keyClick(target, key, _SHIFT if shift else _NONE)


def by_chance(keys: Sequence[Qt.Key], seed: int, shifted: float) -> Iterator[tuple[Qt.Key, bool]]:
    """Keys, and whether Shift is held."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    for _ in range(_PRESSES):
        yield chance.choice(keys), chance.random() < shifted


def back_to_article(window: MainWindow) -> None:
    """Leave whatever is open."""
    for _ in range(4):
        press(window, Qt.Key.Key_Escape)
    window.reader.view.setFocus()


def done(model: AppModel) -> list[JournalEntry]:
    """The edits of the open article that stand."""
    article = model.article
    assert article is not None
    asking = model.library_thread.submit(lambda library: library.history(article.id))
    return [one for one in asking.result() if not one.undone]


def asked(model: AppModel, trashed: bool) -> dict[str, Annotation]:
    article = model.article
    assert article is not None
    asking = model.library_thread.submit(
        lambda library: library.annotations(article.id, trashed=trashed)
    )
    return {one.id: one for one in asking.result()}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_only_what_is_chosen_goes_and_comes_back_from_the_trash_as_it_was(
    qtbot: QtBot, window: MainWindow, marks: dict[str, Annotation], seed: int
) -> None:
    model, toast = window.chrome._model, window.chrome.toast
    told: list[int] = []
    model.marking.deleted.connect(told.append)
    for number, (key, _shift) in enumerate(by_chance((*_WAYS, *_GOING), seed, 0.0)):
        chosen, before = window.chrome._marks.chosen(), len(told)
        press(window, key)
        if len(told) > before:
            assert key == _K.Key_Delete
            assert told[-1] == len(chosen)
            assert toast.message.endswith("deleted")
            assert toast.button.text() == "Undo"
        if number % 25 == 24:
            back_to_article(window)
    at_rest(qtbot, model)
    alive, gone = asked(model, trashed=False), asked(model, trashed=True)
    assert alive.keys() | gone.keys() == marks.keys()
    assert sum(told) == len(gone) > 0
    for one in gone.values():
        model.marking.restore(one)
    at_rest(qtbot, model)
    assert asked(model, trashed=False) == marks
    text = version_of(model).text
    assert all(text[t.start : t.end] == t.exact for one in marks.values() for t in one.targets)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_keys_do_no_mark_vanishes_and_undo_has_all_back(
    qtbot: QtBot, window: MainWindow, marks: dict[str, Annotation], seed: int
) -> None:
    model = window.chrome._model
    before = len(done(model))
    keys = (*_WAYS, *_GOING, *_GOING, *_LETTERS, *_DIGITS, *_OTHERS)
    for number, (key, shift) in enumerate(by_chance(keys, seed, 0.2)):
        press(window, key, shift=shift)
        if number % 10 == 9:
            QTest.qWait(1)
        if number % 25 == 24:
            back_to_article(window)
    at_rest(qtbot, model)
    alive, gone = asked(model, trashed=False), asked(model, trashed=True)
    assert marks.keys() <= alive.keys() | gone.keys()
    text = version_of(model).text
    for one in (*alive.values(), *gone.values()):
        assert all(text[t.start : t.end] == t.exact for t in one.targets)
    while len(done(model)) > before:
        with qtbot.waitSignal(model.undone):
            model.undo()
    at_rest(qtbot, model)
    assert asked(model, trashed=False) == marks
    assert not asked(model, trashed=True)
