"""The selection popup: keys without stealing the focus, mouse, place, menu, closing."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, SignalInstance
from PySide6.QtGui import QAction, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Kind
from galley.ui.keys import usual_keys
from galley.ui.reader.selection_popup import HEIGHT, WIDTH, SelectionPopup
from galley.ui.theme.current import ThemeSource


@dataclass
class Scene:
    """A reader with the popup over it."""

    window: QWidget
    reader: QPlainTextEdit
    popup: SelectionPopup

    def open(self, selection: QRect | None = None) -> None:
        self.reader.setFocus()
        self.popup.popup_at(selection or QRect(300, 250, 120, 28))


@pytest.fixture
def scene(qtbot: QtBot, themes: ThemeSource) -> Scene:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    reader = QPlainTextEdit(window)
    reader.resize(900, 600)
    popup = SelectionPopup(themes, window, reader)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    return Scene(window, reader, popup)


@pytest.mark.parametrize("kind", list(Kind))
def test_numbers_choose_a_kind_and_the_reader_keeps_the_focus(
    qtbot: QtBot, scene: Scene, kind: Kind
) -> None:
    scene.open()
    with qtbot.waitSignal(scene.popup.kind_chosen) as told:
        qtbot.keyClicks(scene.reader, str(kind.key))
    assert told.args == [kind]
    assert not scene.popup.isVisible()
    assert scene.reader.hasFocus()
    assert scene.reader.toPlainText() == ""


@pytest.mark.parametrize(
    ("letter", "action_id", "signal"),
    [
        ("m", "note", "note_wanted"),
        ("t", "tag", "tag_wanted"),
        ("c", "check", "check_wanted"),
        ("q", "copy", "copy_wanted"),
    ],
)
def test_letters_do_what_their_button_does(
    qtbot: QtBot, scene: Scene, letter: str, action_id: str, signal: str
) -> None:
    wanted: SignalInstance = getattr(scene.popup, signal)
    scene.open()
    with qtbot.waitSignal(wanted), qtbot.assertNotEmitted(scene.popup.dismissed):
        qtbot.keyClick(scene.reader, letter)
    assert not scene.popup.isVisible()
    scene.open()
    with qtbot.waitSignal(wanted):
        qtbot.mouseClick(scene.popup.tool(action_id), Qt.MouseButton.LeftButton)
    assert scene.reader.hasFocus()


def test_a_shortcut_of_the_window_does_not_take_its_keys(qtbot: QtBot, scene: Scene) -> None:
    action = QAction(scene.window)
    action.setShortcut("1")
    scene.window.addAction(action)
    scene.open()
    with qtbot.assertNotEmitted(action.triggered), qtbot.waitSignal(scene.popup.kind_chosen):
        qtbot.keyClick(scene.reader, Qt.Key.Key_1)


def test_escape_dismisses(qtbot: QtBot, scene: Scene) -> None:
    scene.open()
    with qtbot.waitSignal(scene.popup.dismissed):
        qtbot.keyClick(scene.reader, Qt.Key.Key_Escape)
    assert not scene.popup.isVisible()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_9, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_other_keys_go_on_to_the_reader(
    qtbot: QtBot, scene: Scene, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    scene.open()
    with qtbot.assertNotEmitted(scene.popup.kind_chosen):
        qtbot.keyClick(scene.reader, key, modifier)
    assert scene.popup.isVisible()


def test_it_hears_nothing_while_it_is_closed(qtbot: QtBot, scene: Scene) -> None:
    scene.open()
    scene.popup.hide()
    with qtbot.assertNotEmitted(scene.popup.kind_chosen):
        qtbot.keyClicks(scene.reader, "1")
    assert scene.reader.toPlainText() == "1"


def test_the_keypads_numbers_count_too(qtbot: QtBot, scene: Scene) -> None:
    scene.open()
    with qtbot.waitSignal(scene.popup.kind_chosen) as told:
        qtbot.keyClick(scene.reader, Qt.Key.Key_2, Qt.KeyboardModifier.KeypadModifier)
    assert told.args == [Kind.STATISTIC]


def test_a_swatch_chooses_its_kind(qtbot: QtBot, scene: Scene) -> None:
    scene.open()
    with qtbot.waitSignal(scene.popup.kind_chosen) as told:
        qtbot.mouseClick(scene.popup.button(Kind.CLAIM), Qt.MouseButton.LeftButton)
    assert told.args == [Kind.CLAIM]
    assert scene.reader.hasFocus()


def test_the_keys_work_from_its_own_buttons(qtbot: QtBot, scene: Scene) -> None:
    scene.open()
    swatch = scene.popup.button(Kind.QUOTE)
    swatch.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(scene.popup.kind_chosen) as told:
        qtbot.keyClicks(swatch, "6")
    assert told.args == [Kind.CONTEXT]


def test_more_kinds_are_in_a_menu(qtbot: QtBot, scene: Scene) -> None:
    scene.open()
    qtbot.mouseClick(scene.popup.more, Qt.MouseButton.LeftButton)
    menu = scene.popup.menu
    assert menu.isVisible()
    assert [action.text() for action in menu.actions()] == ["Context\t6", "Query\t7", "Mark\t8"]
    with qtbot.waitSignal(scene.popup.kind_chosen) as told:
        qtbot.mouseClick(
            menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[1]).center()
        )
    assert told.args == [Kind.QUERY]


def test_it_lies_twelve_above_the_selection(scene: Scene) -> None:
    scene.open(QRect(300, 250, 120, 28))
    card = scene.popup.card()
    assert card.size().toTuple() == (WIDTH, HEIGHT)
    assert card.bottom() + 1 + 12 == 250
    assert abs(card.center().x() - 360) <= 2
    assert not scene.popup.is_below


def test_it_lies_below_when_cramped(scene: Scene) -> None:
    scene.open(QRect(300, 40, 120, 28))
    assert scene.popup.is_below
    assert scene.popup.card().top() == 40 + 28 + 12


@pytest.mark.parametrize("x", [0, 20, 860, 899])
def test_it_stays_inside_and_its_pointer_on_the_card(scene: Scene, x: int) -> None:
    scene.open(QRect(x, 250, 1, 28))
    card = scene.popup.card()
    assert card.left() >= 8
    assert card.right() <= 900 - 8
    assert 0 < scene.popup._pointer_x < WIDTH


def test_a_press_on_its_shadow_goes_through(qtbot: QtBot, scene: Scene) -> None:
    scene.open()
    pressed: list[QPoint] = []

    def press(event: QMouseEvent) -> None:
        pressed.append(event.position().toPoint())

    scene.window.mousePressEvent = press  # type: ignore[method-assign] # Qt calls it all the same
    qtbot.mousePress(scene.popup, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert pressed == [scene.popup.pos() + QPoint(3, 3)]
    qtbot.mousePress(scene.popup, Qt.MouseButton.LeftButton, pos=QPoint(250, 30))
    assert len(pressed) == 1


def test_it_fades_in_and_rises_only_with_motion(
    qtbot: QtBot, scene: Scene, themes: ThemeSource
) -> None:
    scene.open()
    assert scene.popup.graphicsEffect() is None
    scene.popup.hide()
    themes.set_reduced_motion(False)
    scene.open()
    rest = scene.popup._place
    assert scene.popup.graphicsEffect() is not None
    assert rest.y() <= scene.popup.y() <= rest.y() + 4
    qtbot.waitUntil(lambda: scene.popup.graphicsEffect() is None)
    assert scene.popup.pos() == rest


def test_moving_it_does_not_start_over(scene: Scene) -> None:
    scene.open()
    scene.popup.popup_at(QRect(500, 400, 50, 28))
    assert scene.popup.card().bottom() + 13 == 400


def test_everything_has_a_name(scene: Scene) -> None:
    assert scene.popup.accessibleName() == "Mark the selection"
    assert scene.popup.button(Kind.NAME_OR_DATE).accessibleName() == "Name or date"
    assert "3" in scene.popup.button(Kind.NAME_OR_DATE).toolTip()
    tools = [scene.popup.tool(one) for one in ("note", "tag", "check", "copy")]
    assert [tool.accessibleName() for tool in tools] == ["Note", "Tag", "Check", "Copy quote"]
    assert scene.popup.more.accessibleName() == "More kinds"


def test_keys_of_the_persons_own_count_and_are_shown(qtbot: QtBot, scene: Scene) -> None:
    own = {"mark.claim": "Ctrl+Shift+Y", "note": "W", "tag": "", "mark.query": "Z"}

    def keys_of(action_id: str) -> list[QKeySequence]:
        if action_id in own:
            return QKeySequence.listFromString(own[action_id])
        return usual_keys(action_id)

    scene.popup.set_keys(keys_of)
    assert scene.popup.tool("note").toolTip() == "Note  W"
    assert scene.popup.tool("tag").toolTip() == "Tag"
    assert scene.popup.button(Kind.CLAIM).toolTip().startswith("Claim  Ctrl")
    scene.open()
    with qtbot.assertNotEmitted(scene.popup.note_wanted):
        qtbot.keyClick(scene.reader, "m")
        qtbot.keyClick(scene.reader, "t")
    assert scene.popup.isVisible()
    with qtbot.waitSignal(scene.popup.note_wanted):
        qtbot.keyClick(scene.reader, "w")
    scene.open()
    with qtbot.waitSignal(scene.popup.kind_chosen) as told:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(scene.reader, Qt.Key.Key_Y, both)
    assert told.args == [Kind.CLAIM]
    scene.open()
    qtbot.mouseClick(scene.popup.more, Qt.MouseButton.LeftButton)
    words = [action.text() for action in scene.popup.menu.actions()]
    assert words == ["Context\t6", "Query\tZ", "Mark\t8"]
    scene.popup.menu.close()
