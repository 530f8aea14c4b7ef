"""Several versions of an article in the window, each with its own marks."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from galley.domain.annotation import AnchorStatus, Annotation, Decision, Kind
from galley.domain.article import Article, Version
from galley.domain.clock import utc_now
from galley.services.intake.importing import parse_capture
from galley.services.later_captures import versions
from galley.services.saving import SaveState
from galley.storage.library import Library
from galley.ui.components.search_field import SearchField
from galley.ui.dialogs.versions_sheet import VersionsSheet
from galley.ui.model.app_model import AppModel
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import passage, sample

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SAME, CHANGED, GONE = "Vong Soth", "some 125 officials", "unabated this year"


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def saved(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: model_of(window).save_state is SaveState.SAVED)


def mark(window: MainWindow, words: str, note: str = "") -> Annotation:
    model = model_of(window)
    assert model.version is not None
    made = model.marking.annotate([passage(model.version, words)], Kind.STATISTIC)
    assert made is not None
    if note:
        model.marking.set_note(made.id, note, "visit")
        model.marking.flush_typing()
    return made


def on_library(window: MainWindow, work: Callable[[Library], Any]) -> Any:  # noqa: ANN401
    return model_of(window)._thread.submit(work).result()


def add(qtbot: QtBot, window: MainWindow) -> Version:
    """A later capture: a line more at the top of the body, another figure, a passage cut."""
    saved(qtbot, window)
    article_id, data = article_of(window).id, sample()[2]
    text = (
        data.decode().replace(CHANGED, "some 130 officials").replace(GONE, "at one time or another")
    )
    text = text.replace("Minister of Labour", "Late yesterday, Minister of Labour", 1)
    later = text.encode()
    parsed = parse_capture(later, name="later.txt")
    new: Version = on_library(
        window,
        lambda library: versions.add_version(
            library, article_id, parsed, later, name="later.txt", now=utc_now()
        ),
    )
    show(qtbot, window, article_of(window).version_id)
    return new


def show(qtbot: QtBot, window: MainWindow, version_id: str) -> None:
    with qtbot.waitSignal(model_of(window).article_opened):
        model_of(window).show_version(version_id)


def article_of(window: MainWindow) -> Article:
    article = model_of(window).article
    assert article is not None
    return article


def painted(window: MainWindow) -> set[str]:
    """The words under the marks of the page."""
    version = window.reader.view.version
    assert version is not None
    return {version.text[mark.start : mark.end] for mark in window.reader.view.marks}


def finish(qtbot: QtBot, window: MainWindow, new: Version) -> None:
    model = model_of(window)
    assert model.version is not None
    with qtbot.waitSignal(model.article_opened):
        model.apply(versions.finish(article_of(window), model.version, new))


def test_each_version_is_shown_with_its_own_marks(qtbot: QtBot, window: MainWindow) -> None:
    for words in (SAME, CHANGED, GONE):
        mark(window, words, note=f"About {words}")
    new = add(qtbot, window)
    assert painted(window) == {SAME, CHANGED, GONE}
    show(qtbot, window, new.id)
    assert window.reader.version_id == new.id
    assert painted(window) == {SAME}
    panel = window.chrome.panel.cards._model
    assert panel.rowCount() == 3
    standings = [panel.standing(panel.annotation_at(row)) for row in range(3)]
    assert standings[0].words == SAME
    assert [bool(one.absence) for one in standings] == [False, True, True]
    assert article_of(window).version_id != new.id


def test_the_line_under_the_headline_says_which_version_it_is_and_leads_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    line = window.reader.view.meta_line
    assert not line._versions.isVisible()
    new = add(qtbot, window)
    first = article_of(window).version_id
    assert line._versions.text() == "Version 1"
    assert not line._other.isVisible()
    show(qtbot, window, new.id)
    assert (line._versions.text(), line._other.text()) == ("Version 2", "Newer capture")
    assert line._back.isVisible()
    with qtbot.waitSignal(model_of(window).article_opened):
        line._back.click()
    assert window.reader.version_id == first
    finish(qtbot, window, new)
    assert window.reader.version_id == new.id
    show(qtbot, window, first)
    assert line._other.text() == "Older capture"


def test_versions_are_chosen_by_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    new = add(qtbot, window)
    window.reader.view.setFocus()
    QTest.keyClick(window, Qt.Key.Key_H, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: window.findChild(VersionsSheet) is not None)
    sheet = window.findChild(VersionsSheet)
    assert isinstance(sheet, VersionsSheet)
    button = window.focusWidget()
    assert isinstance(button, QPushButton)
    assert button.text() == "Compare"
    QTest.keyClick(sheet, Qt.Key.Key_Tab)
    button = window.focusWidget()
    assert isinstance(button, QPushButton)
    assert button.text() == "Show"
    with qtbot.waitSignal(model_of(window).article_opened):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert window.reader.version_id == new.id


def test_a_version_is_discarded_and_brought_back(qtbot: QtBot, window: MainWindow) -> None:
    new = add(qtbot, window)
    for words, used in (("Discard", False), ("Bring back", True)):
        window.chrome._sheets.show_versions()
        qtbot.waitUntil(lambda: any(b.isVisible() for b in sheet_buttons(window, words)))  # noqa: B023
        (button,) = (b for b in sheet_buttons(window, words) if b.isVisible())
        button.click()
        assert article_of(window).uses(new) is used
        saved(qtbot, window)
    with qtbot.waitSignal(model_of(window).undone):
        model_of(window).undo()
    assert article_of(window).waiting_version_id == ""


def sheet_buttons(window: MainWindow, words: str) -> list[QPushButton]:
    return [
        button
        for sheet in window.findChildren(VersionsSheet)
        for button in sheet.findChildren(QPushButton)
        if button.text() == words
    ]


def test_reading_the_new_version_is_one_step_with_a_way_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    mark(window, SAME)
    new = add(qtbot, window)
    first = article_of(window).version_id
    finish(qtbot, window, new)
    assert painted(window) == {SAME}
    with qtbot.waitSignal(model_of(window).article_opened):
        model_of(window).undo()
    assert window.reader.version_id == first
    with qtbot.waitSignal(model_of(window).article_opened):
        model_of(window).redo()
    assert window.reader.version_id == new.id


def test_taking_the_capture_back_while_it_is_shown_leads_to_the_one_that_is_read(
    qtbot: QtBot, window: MainWindow
) -> None:
    new = add(qtbot, window)
    first = article_of(window).version_id
    show(qtbot, window, new.id)
    with qtbot.waitSignal(model_of(window).article_opened):
        model_of(window).undo()
    assert window.reader.version_id == first


def test_a_mark_of_an_older_version_is_carried_over_on_the_way_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    new = add(qtbot, window)
    first = article_of(window).version_id
    finish(qtbot, window, new)
    show(qtbot, window, first)
    made = mark(window, SAME)
    gone = mark(window, GONE)
    assert made.targets[0].version_id == first
    show(qtbot, window, new.id)
    assert painted(window) == {SAME}
    carried = model_of(window).annotation(made.id)
    assert carried is not None
    placement = carried.placement_in(new.id)
    assert placement is not None
    assert (placement.status, placement.decision) == (AnchorStatus.ANCHORED, Decision.AUTOMATIC)
    assert model_of(window).annotation(gone.id) == gone


def test_an_annotation_without_a_place_can_be_edited_and_given_one(
    qtbot: QtBot, window: MainWindow
) -> None:
    gone = mark(window, GONE)
    new = add(qtbot, window)
    finish(qtbot, window, new)
    window.chrome.gestures.activate(gone.id)
    QTest.keyClick(window, Qt.Key.Key_M)
    assert window.reader.note.annotation_id == gone.id
    window.reader.close_note()
    model_of(window).marking.set_note(gone.id, "Where is it?", "visit")
    saved_words = passage(new, "at one time")
    model_of(window).marking.add_passage(gone.id, *saved_words)
    assert "at one time" in painted(window)
    placed = model_of(window).annotation(gone.id)
    assert placed is not None
    assert placed.targets == gone.targets
    assert placed.note == "Where is it?"
    assert placed.placements[0].decision is Decision.ATTACHED
    model_of(window).marking.move_passage(gone.id, 0, saved_words[0], saved_words[1] - 5)
    assert "at one" in painted(window)
    with qtbot.waitSignal(model_of(window).undone):
        model_of(window).undo()
    assert "at one time" in painted(window)


def test_an_older_version_stays_shown_when_the_article_is_opened_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    new = add(qtbot, window)
    first = article_of(window).version_id
    finish(qtbot, window, new)
    show(qtbot, window, first)  # kept at once, and again wherever one scrolls
    article_id = article_of(window).id
    with qtbot.waitSignal(model_of(window).article_opened):
        model_of(window).open_article(article_id)
    assert window.reader.version_id == first
    show(qtbot, window, new.id)
    window.keep_reading_state()
    with qtbot.waitSignal(model_of(window).article_opened):
        model_of(window).open_article(article_id)
    assert window.reader.version_id == new.id


def test_turning_to_a_version_waits_for_what_was_typed(qtbot: QtBot, window: MainWindow) -> None:
    made = mark(window, SAME)
    new = add(qtbot, window)
    model_of(window).marking.set_note(made.id, "Typed just now", "visit")
    show(qtbot, window, new.id)
    kept = model_of(window).annotation(made.id)
    assert kept is not None
    assert kept.note == "Typed just now"
    assert painted(window) == {SAME}
    model_of(window).marking.set_note(made.id, "And typed on", "visit 2")
    saved(qtbot, window)
    assert on_library(window, lambda library: library.annotation(made.id)).note == "And typed on"


def test_a_mark_that_was_in_the_trash_meanwhile_is_carried_over_when_it_comes_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    made = mark(window, SAME)
    model_of(window).marking.trash([made.id])
    new = add(qtbot, window)
    finish(qtbot, window, new)
    (deleted,) = on_library(
        window, lambda library: library.annotations(new.article_id, trashed=True)
    )
    with qtbot.waitSignal(model_of(window).article_opened):
        model_of(window).marking.restore(deleted)
    assert painted(window) == {SAME}


def test_words_that_are_found_are_shown_in_the_version_that_is_read(
    qtbot: QtBot, window: MainWindow
) -> None:
    gone = mark(window, GONE)
    new = add(qtbot, window)
    first = article_of(window).version_id
    finish(qtbot, window, new)
    show(qtbot, window, first)
    field = window.chrome.library.findChild(SearchField)
    assert field is not None
    window.chrome.library.focus_search()
    QTest.keyClicks(field, "in:text Kheng another")
    with qtbot.waitSignal(model_of(window).article_opened):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.reader.version_id == new.id
    (hit, *_more) = window.reader.view._hits
    assert new.text[slice(*hit)].casefold() in {"kheng", "another"}
    show(qtbot, window, first)
    field.clear()
    window.chrome.library.focus_search()
    QTest.keyClicks(field, "in:quotes unabated")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.reader.active == gone.id)
    assert window.reader.version_id == first
