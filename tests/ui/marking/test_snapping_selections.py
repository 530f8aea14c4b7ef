"""Selections that snap, shown before anything is marked; the caret by sentence and paragraph."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from galley.domain.annotation import Kind
from galley.domain.snapping import Snap
from galley.services.settings import Settings
from galley.ui.dialogs.settings_dialog import SettingsDialog
from galley.ui.model.app_model import AppModel
from galley.ui.reader.article_text import ArticleText
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import drag_over, passage, point_of

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def model_of(window: MainWindow) -> AppModel:
    return window.chrome._model


def select(window: MainWindow, words: str) -> ArticleText:
    version = model_of(window).version
    assert version is not None
    start, end = passage(version, words)
    view = window.reader.view
    text: ArticleText = view if view.shows(start) else view.sidebar
    drag_over(text, start, end)
    return text


def marked(window: MainWindow, kind: Kind = Kind.CONTEXT) -> str:
    QTest.keyClicks(window, str(kind.key))
    (new,) = [one for one in model_of(window).annotations if one.kind is kind]
    return new.exact


def outlined(window: MainWindow, words: str) -> bool:
    """Whether there is a line in the accent along the foot of some words."""
    view, version = window.reader.view, model_of(window).version
    assert version is not None
    box = view.rect_of(*passage(version, words)).toRect()
    shot = view.viewport().grab(box.adjusted(-2, -2, 2, 2)).toImage()
    accent = QColor(window.chrome._themes.theme.accent).rgb()
    return any(
        shot.pixel(x, y) == accent for x in range(shot.width()) for y in range(shot.height())
    )


class TestOff:
    def test_twelve_can_be_taken_from_twelve_per_cent(self, window: MainWindow) -> None:
        select(window, "25 off")
        assert not outlined(window, "25 off")
        assert marked(window) == "25 off"


class TestWords:
    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(snap="words")

    def test_words_are_whole_and_seen_before(self, window: MainWindow) -> None:
        select(window, "25 off")
        assert outlined(window, "125 officials")
        QTest.keyClicks(window, "q")
        assert QGuiApplication.clipboard().text() == "125 officials"
        assert marked(window) == "125 officials"
        assert not outlined(window, "125 officials")

    def test_it_is_seen_while_the_button_is_held(self, window: MainWindow) -> None:
        view, version = window.reader.view, model_of(window).version
        assert version is not None
        start, end = passage(version, "25 off")
        first, last = point_of(view, start), point_of(view, end)
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
        QTest.mouseMove(view.viewport(), (first + last) / 2)
        QTest.mouseMove(view.viewport(), last)
        assert outlined(window, "125 officials")
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last)

    def test_a_key_turns_it_off_and_on(self, window: MainWindow) -> None:
        select(window, "25 off")
        QTest.keyClicks(window, "s")
        assert window.chrome.toast.message == "Selections are exact to the character"
        assert not outlined(window, "125 officials")
        assert window.settings().snap == "off"
        QTest.keyClicks(window, "s")
        assert window.chrome.toast.message == "Selections are whole words"
        assert outlined(window, "125 officials")
        assert window.chrome.actions["snap"].isChecked()
        QTest.keyClicks(window, "s")
        assert marked(window) == "25 off"

    def test_the_highlighter_marks_what_was_seen(self, window: MainWindow) -> None:
        window.reader.selecting._last_kind = Kind.CONTEXT
        QTest.keyClicks(window, "h")
        select(window, "25 off")
        (new,) = [one for one in model_of(window).annotations if one.kind is Kind.CONTEXT]
        assert new.exact == "125 officials"


class TestSentence:
    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(snap="sentence")

    def test_the_keyboard_selects_sentences_too(self, window: MainWindow) -> None:
        view, version = window.reader.view, model_of(window).version
        assert version is not None
        start, _end = passage(version, "some 125 officials")
        view.select_passage(start, start + 4)
        QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
        assert marked(window).startswith("Addressing some 125 officials from the ministries")

    def test_the_sidebar_snaps_as_well(self, window: MainWindow) -> None:
        select(window, "replica")
        assert marked(window) == "Ministry taking steps over Thai ‘replica’ of Angkor Wat"


def test_the_settings_ask_for_it(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Comma, CONTROL)
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    boxes = dialog.findChildren(QComboBox)
    (box,) = [one for one in boxes if one.findData("quotation") >= 0]
    assert box.currentText() == "Exact to the character"
    box.setCurrentIndex(box.findData("quotation"))
    dialog.accept()
    assert window.chrome.snapping.snap is Snap.QUOTATION
    select(window, "implementation")
    assert marked(window).startswith("“Gaps of implementation")


def selected(window: MainWindow) -> str:
    version, text = model_of(window).version, window.reader.view
    found = text.selected_passage()
    assert version is not None
    return version.text[slice(*found)] if found else ""


def test_the_caret_goes_by_sentence_and_by_paragraph(window: MainWindow) -> None:
    view, version = window.reader.view, model_of(window).version
    assert version is not None
    start, _end = passage(version, "Addressing some 125")
    cursor = view.textCursor()
    cursor.setPosition(view.document_map.to_position(start + 5))
    view.setTextCursor(cursor)
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Down, CONTROL | SHIFT)
    paragraph = version.text[start : version.text.index("\n", start)]
    assert selected(window).strip() == paragraph
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Down, ALT | SHIFT)
    assert selected(window) == paragraph, "the paragraph is one sentence"
    QTest.keyClick(view, Qt.Key.Key_Up, ALT | SHIFT)
    assert selected(window) == ""


def test_blocks_of_the_sidebar_are_gone_over(window: MainWindow) -> None:
    view, version = window.reader.view, model_of(window).version
    assert version is not None
    view.moveCursor(view.textCursor().MoveOperation.Start)
    seen: list[int] = []
    for _ in range(200):
        QTest.keyClick(view, Qt.Key.Key_Down, ALT)
        here = view.document_map.to_offset(view.textCursor().position())
        if seen and here == seen[-1]:
            break
        assert view.shows(here) or view.shows(here - 1), "the last sentence has an end, too"
        seen.append(here)
    assert seen == sorted(set(seen))
    assert len(seen) > 15
    back: list[int] = []
    for _ in range(200):
        QTest.keyClick(view, Qt.Key.Key_Up, ALT)
        here = view.document_map.to_offset(view.textCursor().position())
        if back and here == back[-1]:
            break
        back.append(here)
    assert set(seen) - {seen[-1]} <= set(back)
