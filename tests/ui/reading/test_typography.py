"""How the text is set: the popover, what it does to the page, and that the place stays."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontInfo, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSlider
from pytestqt.qtbot import QtBot

from galley.services.settings import Settings
from galley.ui.dialogs.settings_dialog import SettingsDialog
from galley.ui.reader.page import Layout, Typography, page_for
from galley.ui.window.main_window import MainWindow
from galley.ui.window.typography_popover import TypographyPopover
from tests.ui.driving import focused, passage, sample


def open_popover(window: MainWindow) -> TypographyPopover:
    button = window.chrome.toolbar.typography_button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    return window.findChildren(TypographyPopover)[-1]


def slider(popover: TypographyPopover, name: str) -> QSlider:
    return next(s for s in popover.findChildren(QSlider) if s.accessibleName() == name)


def body_font(window: MainWindow) -> QFontInfo:
    _article, version, _data = sample()
    view = window.reader.view
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.document_map.to_position(passage(version, "Human trafficking")[0]) + 1)
    return QFontInfo(cursor.charFormat().font())


def test_face_size_and_lines_change_the_page_while_it_is_open(
    qtbot: QtBot, window: MainWindow
) -> None:
    popover = open_popover(window)
    QTest.keyClick(focused(), Qt.Key.Key_Right)  # the face, by keyboard
    qtbot.waitUntil(lambda: body_font(window).family() == "Literata")
    QTest.keyClick(slider(popover, "Size"), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: body_font(window).pixelSize() == 19)
    before = window.reader.view.document().size().height()
    QTest.keyClick(slider(popover, "Line height"), Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: window.reader.view.document().size().height() > before)
    QTest.keyClick(slider(popover, "Line length"), Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: window.typography.measure == 65)
    kept = window.settings()
    assert (kept.reading_face, kept.zoom, kept.line_height, kept.measure) == (
        "literata",
        106,
        165,
        65,
    )


def test_the_place_that_is_read_stays_however_often_it_is_set(
    qtbot: QtBot, window: MainWindow
) -> None:
    _article, version, _data = sample()
    view = window.reader.view
    start, _end = passage(version, "The critique comes")
    view.scroll_to_offset(start + 60)  # in the middle of a line
    for measure in range(50, 80):
        window.set_typography(Typography(measure=measure, zoom=80 + measure))
    assert view.offset_at_top() == start + 60
    assert view.rect_of(start + 60, start + 90).top() == pytest.approx(4, abs=2)
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 200)
    assert view.offset_at_top() > start + 60
    qtbot.wait(0)


def test_the_theme_is_chosen_there_too(window: MainWindow) -> None:
    popover = open_popover(window)
    dark = next(b for b in popover._choices if b.choice == "dark")
    QTest.mouseClick(dark, Qt.MouseButton.LeftButton)
    assert window.settings().theme == "dark"
    assert dark.isChecked()


def test_escape_a_press_beside_it_and_its_button_close_it(qtbot: QtBot, window: MainWindow) -> None:
    def shown() -> bool:
        return any(p.isVisible() for p in window.findChildren(TypographyPopover))

    open_popover(window)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shown())
    assert QApplication.focusWidget() is window.reader.view
    open_popover(window)
    QTest.mouseClick(window.reader.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 500))
    qtbot.waitUntil(lambda: not shown())
    open_popover(window)
    button = window.chrome.toolbar.typography_button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not shown())


def test_letters_in_the_popover_are_no_commands(window: MainWindow) -> None:
    popover = open_popover(window)
    fired: list[object] = []
    window.chrome.actions["highlighter"].triggered.connect(fired.append)
    QTest.keyClicks(slider(popover, "Size"), "h")
    assert fired == []


def test_a_line_that_does_not_fit_is_said_to_be_shorter(window: MainWindow) -> None:
    popover = open_popover(window)
    window.set_typography(Typography(measure=90))
    popover._now = window.typography
    popover.show_page(window.reader.view.page)
    fits = window.reader.view.page.characters
    assert fits < 90
    words = slider(popover, "Line length").accessibleDescription()
    assert words == f"90 characters, {fits} fit here"


class TestKept:
    """A window that starts with a person's setting."""

    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(reading_face="inter", zoom=120, line_height=140, measure=50)

    def test_it_is_used_from_the_start(self, window: MainWindow) -> None:
        assert body_font(window).family() == "Inter"
        assert window.reader.view.page.characters == 50
        assert window.settings().line_height == 140


def test_the_usual_page_is_the_design_s() -> None:
    page = page_for(860)
    assert (page.text_width, page.characters, page.leading) == (552, 66, 1.0)
    assert page_for(1300).characters == 66
    assert page_for(1300, Typography(measure=45)).layout is Layout.WIDE


def test_ctrl_and_the_wheel_change_the_size_in_steps(window: MainWindow) -> None:
    view = window.reader.view
    window.set_zoom(106)
    middle = QPointF(view.viewport().rect().center())
    for turned, zoom in ((120, 110), (120, 125), (-120, 110), (-120, 100)):
        event = QWheelEvent(
            middle,
            view.viewport().mapToGlobal(middle),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)
        assert window.zoom == zoom


def test_the_settings_keep_a_size_that_only_the_slider_has(window: MainWindow) -> None:
    window.set_zoom(106)
    window.chrome.actions["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.accept()
    assert window.zoom == 106
