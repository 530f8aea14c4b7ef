"""The note editor tells each change as it is made, and shows what it is given."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, Check, CheckStatus, Kind, Target
from galley.services.saving import SaveState
from galley.ui.reader.note_editor import NoteEditor
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.tokens import LIGHT
from tests.ui.driving import focused

NOW = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)


def annotation(**changes: object) -> Annotation:
    plain = Annotation(
        id="one",
        article_id="article",
        kind=Kind.STATISTIC,
        targets=(Target("version", 10, 19, "200 cases"),),
        created_at=NOW,
        modified_at=NOW,
        note="Up **95 cases**.",
        tags=("committee-figures",),
        speaker="Khiev Sophany",
        check=Check(CheckStatus.CONFIRMED),
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # each is one of its fields


@dataclass
class Scene:
    window: QWidget
    editor: NoteEditor


@pytest.fixture
def scene(qtbot: QtBot, themes: ThemeSource) -> Scene:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 600)
    editor = NoteEditor(themes, window)
    editor.set_annotation(annotation(), 5)
    editor.place(100, 40, 230)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    return Scene(window, editor)


def everything(editor: NoteEditor) -> list[tuple[str, object]]:
    """What the editor tells from now on."""
    told: list[tuple[str, object]] = []
    for name in ("note_changed", "kind_chosen", "status_chosen", "tags_changed", "speaker_changed"):
        getattr(editor, name).connect(lambda value, name=name: told.append((name, value)))
    return told


def test_it_shows_an_annotation_and_tells_nothing_of_it(scene: Scene) -> None:
    told = everything(scene.editor)
    other = annotation(
        id="two", kind=Kind.QUERY, note="Which?", tags=("a", "b"), speaker="", check=Check()
    )
    scene.editor.set_annotation(other, 6)
    assert told == []
    assert scene.editor.annotation_id == "two"
    assert scene.editor.field.text() == "Which?"
    assert scene.editor.kind_button.kind is Kind.QUERY
    assert scene.editor.statuses.current is CheckStatus.UNCHECKED
    assert scene.editor._status_label.text() == "Unchecked"
    assert scene.editor.tags.tags == ("a", "b")
    assert scene.editor.speaker.text() == ""
    assert scene.editor.accessibleName() == "Note 6, Query"


def test_each_keystroke_of_the_note_is_told(qtbot: QtBot, scene: Scene) -> None:
    told = everything(scene.editor)
    scene.editor.focus_note()
    qtbot.keyClicks(scene.editor.field.source, " Ask")
    assert told[-1] == ("note_changed", "Up **95 cases**. Ask")
    assert len(told) == 4


def test_the_speaker_is_told_as_typed(qtbot: QtBot, scene: Scene) -> None:
    told = everything(scene.editor)
    scene.editor.speaker.selectAll()
    qtbot.keyClicks(scene.editor.speaker, "DPM")
    assert told == [("speaker_changed", name) for name in ("D", "DP", "DPM")]
    assert scene.editor.speaker.accessibleName() == "Speaker"


def test_a_status_is_told_and_named(qtbot: QtBot, scene: Scene) -> None:
    assert scene.editor._status_label.text() == "Confirmed"
    with qtbot.waitSignal(scene.editor.status_chosen) as told:
        qtbot.mouseClick(
            scene.editor.statuses.button(CheckStatus.CANT_VERIFY), Qt.MouseButton.LeftButton
        )
    assert told.args == [CheckStatus.CANT_VERIFY]
    assert scene.editor._status_label.text() == "Can’t verify"


def test_a_kind_is_told_and_shown(qtbot: QtBot, scene: Scene) -> None:
    with qtbot.waitSignal(scene.editor.kind_chosen) as told:
        scene.editor.kind_button.kinds_menu.actions()[3].trigger()
    assert told.args == [Kind.CLAIM]
    edge = scene.window.grab().toImage().pixelColor(101, 140).name()
    assert edge == LIGHT.kinds[Kind.CLAIM].rule.lower()


def test_tags_are_told_whole(qtbot: QtBot, scene: Scene) -> None:
    scene.editor.focus_tags()
    with qtbot.waitSignal(scene.editor.tags_changed) as told:
        qtbot.keyClicks(focused(), "check")
        qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert told.args == [("committee-figures", "check")]


def test_delete_is_asked_for_and_nothing_asked_back(qtbot: QtBot, scene: Scene) -> None:
    with qtbot.waitSignal(scene.editor.delete_wanted):
        qtbot.mouseClick(scene.editor._delete, Qt.MouseButton.LeftButton)
    assert scene.editor._delete.accessibleName() == "Delete"


def test_done_by_button_and_by_escape_from_anywhere(qtbot: QtBot, scene: Scene) -> None:
    with qtbot.waitSignal(scene.editor.done):
        qtbot.mouseClick(scene.editor._done, Qt.MouseButton.LeftButton)
    for widget in (
        scene.editor.field.source,
        scene.editor.speaker,
        scene.editor.statuses.button(CheckStatus.WRONG),
        scene.editor._done,
    ):
        with qtbot.waitSignal(scene.editor.done):
            qtbot.keyClick(widget, Qt.Key.Key_Escape)


def test_escape_while_a_tag_is_typed_gives_up_only_the_tag(qtbot: QtBot, scene: Scene) -> None:
    scene.editor.focus_tags()
    with qtbot.assertNotEmitted(scene.editor.done):
        qtbot.keyClick(focused(), Qt.Key.Key_Escape)


def test_tab_reaches_every_control_in_reading_order(qtbot: QtBot, scene: Scene) -> None:
    editor = scene.editor
    editor.kind_button.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    for _ in range(30):
        widget = focused()
        if widget in seen:
            break
        seen.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    wanted = [
        editor.kind_button,
        editor.sensitive,
        editor._delete,
        editor.field.source,
        *editor.field._buttons,
        editor.statuses.button(editor.statuses.current),  # the others by arrow keys
        editor.evidence,
        editor.speaker,
        *editor.tags._chips,
        editor.tags._add,
        editor._done,
    ]
    assert [type(widget).__name__ for widget in seen] == [type(w).__name__ for w in wanted]
    assert seen == wanted


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SaveState.SAVED, "Saved"),
        (SaveState.SAVING, "Saving…"),
        (SaveState.FAILED, "Not saved"),
    ],
)
def test_the_foot_says_whether_it_is_saved(scene: Scene, state: SaveState, words: str) -> None:
    scene.editor.set_saved_state(state)
    assert scene.editor._saved_label.text() == words


def test_the_card_is_where_it_was_put_and_tells_its_height(qtbot: QtBot, scene: Scene) -> None:
    card = scene.editor.card()
    assert card.topLeft() == QPoint(100, 40)
    assert card.width() == 230
    told: list[int] = []
    scene.editor.height_changed.connect(told.append)
    scene.editor.field.set_text("line\n" * 9)
    assert scene.editor.card().height() == told[-1] > card.height()
    with qtbot.waitSignal(scene.editor.height_changed):
        scene.editor.set_annotation(annotation(tags=tuple(f"a-long-tag-{n}" for n in range(6))), 5)
    qtbot.waitUntil(
        lambda: scene.editor.tags.geometry().bottom() < scene.editor._done.geometry().top()
    )
    assert scene.editor.card().topLeft() == QPoint(100, 40)


def test_text_zoom_enlarges_the_words(scene: Scene) -> None:
    before = scene.editor.card().height()
    scene.editor.set_zoom(1.6)
    assert scene.editor.field.source.font().pixelSize() == 20
    assert scene.editor.card().height() > before
    scene.editor.set_zoom(1.0)
    assert scene.editor.card().height() == before


def test_the_same_annotation_again_keeps_the_cursor(qtbot: QtBot, scene: Scene) -> None:
    scene.editor.focus_note()
    source = scene.editor.field.source
    qtbot.keyClick(source, Qt.Key.Key_Home)
    qtbot.keyClick(source, Qt.Key.Key_Right)
    scene.editor.set_annotation(annotation(check=Check(CheckStatus.WRONG)), 5)
    assert source.textCursor().position() == 1
    assert source.hasFocus()


def test_focus_goes_where_it_is_sent(scene: Scene) -> None:
    scene.editor.focus_note()
    assert scene.editor.field.source.hasFocus()
    assert scene.editor.field.source.textCursor().atEnd()
    scene.editor.focus_statuses()
    assert scene.editor.statuses.button(CheckStatus.CONFIRMED).hasFocus()


def test_it_repaints_in_the_new_theme(scene: Scene, themes: ThemeSource) -> None:
    for name in ("dark", "sepia"):
        themes.set_choice(name)
        card = scene.window.grab().toImage().pixelColor(112, 140).name()
        assert card == themes.theme.card.lower()
