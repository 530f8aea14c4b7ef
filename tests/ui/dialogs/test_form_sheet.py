"""A sheet with a form: as high as it needs, and in a low window all of it can be reached."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from galley.ui.dialogs.form_sheet import FormSheet
from galley.ui.theme.current import ThemeSource
from tests.ui.driving import focused

FIELDS = 12


class Form(FormSheet):
    def __init__(self, themes: ThemeSource, window: QMainWindow) -> None:
        super().__init__(themes, window, "Names", 460, keep="Keep")
        self.lines = [QLineEdit() for _ in range(FIELDS)]
        for number, line in enumerate(self.lines):
            self.form.addRow(f"Line {number}", line)
        self.wrong = ""

    def problem(self) -> str:
        return self.wrong

    def shown(self, widget: QPushButton | QLineEdit | QLabel) -> QRect:
        """Where a widget is seen on the card."""
        place = QRect(widget.mapTo(self.card, QPoint(0, 0)), widget.size())
        return place & widget.visibleRegion().boundingRect().translated(place.topLeft())


@pytest.fixture
def form(qtbot: QtBot, themes: ThemeSource) -> Form:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1000, 900)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    form = Form(themes, window)
    form.open()
    form.lines[0].setFocus()
    return form


def button(form: Form, words: str) -> QPushButton:
    return next(one for one in form.findChildren(QPushButton) if one.text() == words)


def test_it_is_as_high_as_its_form(form: Form) -> None:
    below = form.card.height() - form.shown(button(form, "Keep")).bottom()
    between = form.shown(button(form, "Keep")).top() - form.shown(form.lines[-1]).bottom()
    assert 16 <= below <= 24
    assert 8 <= between <= 28


def test_in_a_low_window_tab_brings_every_field_into_sight(form: Form) -> None:
    window = form.parentWidget()
    assert window is not None
    window.resize(960, 360)
    assert form.card.height() == 336
    assert form.card.rect().contains(form.shown(button(form, "Keep")))
    for line in form.lines[1:]:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert focused() is line
        assert form.shown(line).size() == line.size()


def test_a_problem_is_said_without_hiding_a_field(form: Form, qtbot: QtBot) -> None:
    before = form.card.height()
    form.wrong = "Two lines are the same. " * 6
    QTest.mouseClick(button(form, "Keep"), Qt.MouseButton.LeftButton)
    (said,) = (label for label in form.findChildren(QLabel) if label.text() == form.wrong)
    last = form.lines[-1]
    qtbot.waitUntil(lambda: form.shown(last).size() == last.size())
    assert form.shown(said).size() == said.size()
    assert form.card.height() > before
