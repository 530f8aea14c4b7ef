"""The note's field keeps every character typed, grows, and helps with Markdown."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from galley.ui.components.markdown_field import MarkdownField
from galley.ui.components.markdown_look import looks_of
from galley.ui.theme.current import ThemeSource


@pytest.fixture
def field(qtbot: QtBot, themes: ThemeSource) -> MarkdownField:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(300, 500)
    made = MarkdownField(themes, host)
    made.setGeometry(20, 20, 200, made.sizeHint().height())
    host.show()
    with qtbot.waitActive(host):
        host.activateWindow()
    made.setFocus()
    made.host = host  # type: ignore[attr-defined] # keeps it alive as long as the field
    return made


def select(field: MarkdownField, start: int, end: int) -> None:
    cursor = field.source.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    field.source.setTextCursor(cursor)


def test_each_keystroke_is_told(qtbot: QtBot, field: MarkdownField) -> None:
    told: list[str] = []
    field.text_changed.connect(told.append)
    qtbot.keyClicks(field.source, "Up 95")
    assert told[-1] == "Up 95"
    assert len(told) == 5


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\nb\n\nc\n",
        "no\u00a0break\u202fspaces",
        "emoji 👩‍👩‍👧 and 𝒜",
        "  leading\n\ttab",
        "<b>not bold</b> & [x](y)",
        "\u200bzero width\ufeff",
    ],
)
def test_what_is_set_comes_back_to_the_character(field: MarkdownField, text: str) -> None:
    field.set_text("something else")
    field.set_text(text)
    assert field.text() == text


def test_showing_a_text_tells_nothing_and_keeps_the_cursor(
    qtbot: QtBot, field: MarkdownField
) -> None:
    qtbot.keyClicks(field.source, "abcdef")
    select(field, 3, 3)
    with qtbot.assertNotEmitted(field.text_changed):
        field.set_text("abcdefgh")
        field.set_text("abcdefgh")
    assert field.source.textCursor().position() == 3
    with qtbot.assertNotEmitted(field.text_changed):
        field.set_text("a")
        field.set_zoom(1.5)
    assert field.source.textCursor().position() == 1


def test_undo_goes_back_over_typing_but_not_over_showing(
    qtbot: QtBot, field: MarkdownField
) -> None:
    field.set_text("shown")
    qtbot.keyClicks(field.source, "typed ")
    field.source.undo()
    assert field.text() == "shown"
    field.source.undo()
    assert field.text() == "shown"


def test_rich_text_comes_in_as_its_words(field: MarkdownField) -> None:
    data = QMimeData()
    data.setHtml("<h1>Big</h1>")
    data.setText("Big\nwords")
    QGuiApplication.clipboard().setMimeData(data)
    field.source.paste()
    assert field.text() == "Big\nwords"
    assert "<h1" not in field.source.toHtml()


@pytest.mark.parametrize(
    ("button", "key", "before", "chosen", "after"),
    [
        (0, Qt.Key.Key_B, "up 95 cases", (3, 5), "up **95** cases"),
        (1, Qt.Key.Key_I, "up 95 cases", (3, 5), "up *95* cases"),
        (2, Qt.Key.Key_K, "see there", (4, 9), "see [there](https://)"),
    ],
)
def test_buttons_and_keys_mark_the_selection(
    qtbot: QtBot,
    field: MarkdownField,
    button: int,
    key: Qt.Key,
    before: str,
    chosen: tuple[int, int],
    after: str,
) -> None:
    field.set_text(before)
    select(field, *chosen)
    qtbot.mouseClick(field._buttons[button], Qt.MouseButton.LeftButton)
    assert field.text() == after
    field.set_text(before)
    select(field, *chosen)
    qtbot.keyClick(field.source, key, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == after
    assert field.source.hasFocus()


def test_bold_twice_is_plain_again(field: MarkdownField) -> None:
    field.set_text("up 👩 cases")
    select(field, 3, 5)  # two UTF-16 units
    field.bold()
    assert field.text() == "up **👩** cases"
    field.bold()
    assert field.text() == "up 👩 cases"


def test_bold_without_a_selection_waits_between_the_marks(
    qtbot: QtBot, field: MarkdownField
) -> None:
    field.bold()
    qtbot.keyClicks(field.source, "95")
    assert field.text() == "**95**"


def test_a_list_is_made_of_the_selected_lines_and_taken_back(field: MarkdownField) -> None:
    field.set_text("one\n- two\nthree")
    select(field, 1, 12)
    field.list_lines()
    assert field.text() == "- one\n- two\n- three"
    field.list_lines()
    assert field.text() == "one\ntwo\nthree"


def test_it_grows_with_its_text_up_to_a_limit(qtbot: QtBot, field: MarkdownField) -> None:
    least = field.height()
    field.set_text("line\n" * 7)
    qtbot.waitUntil(lambda: field.height() > least)
    field.set_text("line\n" * 12)
    most = field.height()
    field.set_text("line\n" * 40)
    assert field.height() == most
    field.set_text("")
    assert field.height() == least


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_escape_and_control_enter_are_done(
    qtbot: QtBot, field: MarkdownField, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    with qtbot.waitSignal(field.done):
        qtbot.keyClick(field.source, key, modifier)
    assert field.text() == ""


def test_tab_leaves_the_field(qtbot: QtBot, field: MarkdownField) -> None:
    qtbot.keyClick(field.source, Qt.Key.Key_Tab)
    assert field._buttons[0].hasFocus()
    assert field.text() == ""


def test_emphasis_is_shown_where_it_is(field: MarkdownField) -> None:
    field.set_text("👩 **95** and *that*")
    runs = field.source.document().firstBlock().layout().formats()
    bold = [(run.start, run.length) for run in runs if run.format.fontWeight() > 500]
    italic = [(run.start, run.length) for run in runs if run.format.fontItalic()]
    assert bold == [(5, 2)]  # 👩 is two units of Qt's
    assert italic == [(15, 4)]


@pytest.mark.parametrize(
    ("line", "bold", "italic", "muted"),
    [
        ("a **b** c", "b", "", "****"),
        ("a __b__ c", "b", "", "____"),
        ("a *b* c", "", "b", "**"),
        ("snake_case_name", "", "", ""),
        ("2 * 3 * 4", "", "", ""),
        ("**not closed", "", "", ""),
        ("# Title", "Title", "", "# "),
        ("- item", "", "", "- "),
        ("12. item", "", "", "12. "),
        ("[words](https://a.b)", "", "", "[](https://a.b)"),
        ("`code`", "", "", "``"),
    ],
)
def test_what_is_emphasis_and_what_is_not(line: str, bold: str, italic: str, muted: str) -> None:
    looks = looks_of(line)

    def those(name: str) -> str:
        return "".join(
            character for character, look in zip(line, looks, strict=True) if getattr(look, name)
        )

    assert (those("bold"), those("italic"), those("muted")) == (bold, italic, muted)
