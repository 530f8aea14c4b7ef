"""Tags are added, completed and removed by keyboard and mouse; lines break as they must."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from galley.ui.components.buttons import LinkButton
from galley.ui.components.flow import FlowLayout
from galley.ui.components.tag_field import TagField, as_tag
from galley.ui.theme.current import ThemeSource


@pytest.fixture
def field(qtbot: QtBot, themes: ThemeSource) -> TagField:
    host = QWidget()
    qtbot.addWidget(host)
    made = TagField(themes, host)
    made.setGeometry(10, 10, 240, 60)
    host.resize(280, 120)
    host.show()
    with qtbot.waitActive(host):
        host.activateWindow()
    made.host = host  # type: ignore[attr-defined] # keeps it alive as long as the field
    return made


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        (" titles ", "titles"),
        ("#titles", "titles"),
        ("get  source", "get source"),
        ("a, b", "a b"),
        ("", ""),
        (" # ", ""),
        ("C#", "C#"),
    ],
)
def test_what_a_person_types_becomes_a_tag(typed: str, tag: str) -> None:
    assert as_tag(typed) == tag


def test_a_tag_is_added_by_enter_and_by_comma(qtbot: QtBot, field: TagField) -> None:
    told: list[tuple[str, ...]] = []
    field.tags_changed.connect(told.append)
    qtbot.mouseClick(field._add, Qt.MouseButton.LeftButton)
    assert field._line.hasFocus()
    qtbot.keyClicks(field._line, "titles")
    qtbot.keyClick(field._line, Qt.Key.Key_Return)
    assert field._line.hasFocus()  # ready for the next
    qtbot.keyClicks(field._line, "#attendance")
    qtbot.keyClick(field._line, Qt.Key.Key_Comma)
    assert told == [("titles",), ("titles", "attendance")]
    assert field.tags == ("titles", "attendance")


def test_the_same_tag_is_not_added_twice(qtbot: QtBot, field: TagField) -> None:
    field.set_tags(("Titles",))
    field.start_adding()
    qtbot.keyClicks(field._line, "titles")
    with qtbot.assertNotEmitted(field.tags_changed):
        qtbot.keyClick(field._line, Qt.Key.Key_Return)
    assert field.tags == ("Titles",)


def test_escape_ends_and_keeps_what_was_typed(qtbot: QtBot, field: TagField) -> None:
    field.start_adding()
    qtbot.keyClicks(field._line, "titles")
    qtbot.keyClick(field._line, Qt.Key.Key_Escape)
    assert field.tags == ("titles",)
    assert not field._line.isVisible()
    assert field._add.hasFocus()


def test_escape_in_an_empty_line_adds_nothing(qtbot: QtBot, field: TagField) -> None:
    field.start_adding()
    with qtbot.assertNotEmitted(field.tags_changed):
        qtbot.keyClick(field._line, Qt.Key.Key_Escape)
    assert field.tags == ()


def test_leaving_keeps_what_was_typed(qtbot: QtBot, field: TagField) -> None:
    field.start_adding()
    qtbot.keyClicks(field._line, "titles")
    field._line.clearFocus()
    assert field.tags == ("titles",)
    assert not field._line.isVisible()


def test_a_chip_removes_its_tag(qtbot: QtBot, field: TagField) -> None:
    field.set_tags(("a", "b", "c"))
    with qtbot.waitSignal(field.tags_changed) as told:
        qtbot.keyClick(field._chips[1], Qt.Key.Key_Delete)
    assert told.args == [("a", "c")]
    assert [chip.tag for chip in field._chips] == ["a", "c"]


def test_showing_tags_tells_nothing(qtbot: QtBot, field: TagField) -> None:
    with qtbot.assertNotEmitted(field.tags_changed):
        field.set_tags(("a", "b"))
    assert [chip.tag for chip in field._chips] == ["a", "b"]


def test_known_tags_complete(qtbot: QtBot, field: TagField) -> None:
    field.set_known_tags(("committee-figures", "titles"))
    field.start_adding()
    qtbot.keyClicks(field._line, "COM")
    completer = field._line.completer()
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "committee-figures"


def test_lines_break_and_the_field_grows(field: TagField) -> None:
    field.set_tags(("one",))
    low = field.heightForWidth(240)
    field.set_tags(tuple(f"a-rather-long-tag-{index}" for index in range(5)))
    assert field.heightForWidth(240) > 3 * low
    field.set_zoom(1.5)
    assert field.heightForWidth(240) > 5 * low


def test_a_flow_puts_hidden_things_nowhere_and_cuts_what_is_too_wide(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host, gap=10)
    buttons = [QPushButton(host) for _ in range(4)]
    for button in buttons:
        button.setFixedHeight(20)
        button.setMinimumWidth(60)
        button.setMaximumWidth(60)
        flow.addWidget(button)
    buttons[1].hide()
    host.resize(140, 100)
    host.show()
    flow.setGeometry(QRect(0, 0, 140, 100))
    assert [(b.x(), b.y()) for b in (buttons[0], buttons[2], buttons[3])] == [
        (0, 0),
        (70, 0),
        (0, 30),
    ]
    assert flow.heightForWidth(140) == 50
    assert flow.heightForWidth(400) == 20
    assert flow.count() == 4
    assert flow.itemAt(9) is None


def test_without_tags_the_button_says_what_it_adds(field: TagField) -> None:
    (add,) = field.findChildren(LinkButton)
    assert add.text() == "Add tag…"
    field.set_tags(["titles"])
    assert add.text() == "Add…"
