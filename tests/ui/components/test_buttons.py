"""Buttons act by mouse and keyboard, look as their state says, and have names."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from galley.domain.annotation import CheckStatus
from galley.ui.components.buttons import (
    DangerButton,
    GhostButton,
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
)
from galley.ui.components.keycap import Keycap, keycap_width
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.tokens import DARK, LIGHT


def colour_at(widget: QWidget, x: int, y: int) -> str:
    return widget.grab().toImage().pixelColor(x, y).name()


@pytest.mark.parametrize("made", [PrimaryButton, SecondaryButton, GhostButton, DangerButton])
def test_a_button_acts_by_mouse_and_space(
    qtbot: QtBot, themes: ThemeSource, made: type[PrimaryButton]
) -> None:
    button = made(themes, "Export", icon="share", key="N")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert button.height() == 30


def test_a_button_is_as_wide_as_what_it_holds(themes: ThemeSource, qtbot: QtBot) -> None:
    plain = SecondaryButton(themes, "Next unchecked fact")
    full = SecondaryButton(themes, "Next unchecked fact", icon="plus", key="Ctrl E", height=36)
    for button in (plain, full):
        qtbot.addWidget(button)
    assert full.sizeHint().width() - plain.sizeHint().width() > 22 + keycap_width("Ctrl E")
    assert full.sizeHint().height() == 36
    plain.setText("A longer thing to say on it")
    assert plain.minimumSizeHint() == plain.sizeHint()


def test_it_repaints_in_the_new_theme(qtbot: QtBot, themes: ThemeSource) -> None:
    button = PrimaryButton(themes, "Export")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    assert colour_at(button, 6, 15) == LIGHT.primary.lower()
    themes.set_choice("dark")
    assert colour_at(button, 6, 15) == DARK.primary.lower()


def test_disabled_is_faded_and_does_nothing(qtbot: QtBot, themes: ThemeSource) -> None:
    button = PrimaryButton(themes, "Export")
    qtbot.addWidget(button)
    button.setEnabled(False)
    button.show()
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    seen = QColor(colour_at(button, 6, 15))
    assert seen.lightness() > QColor(LIGHT.primary).lightness() + 60


def test_hovering_fades_only_with_motion(qtbot: QtBot, themes: ThemeSource) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    button = GhostButton(themes, "Import", host)
    button.move(40, 40)
    host.resize(200, 120)
    host.show()
    qtbot.mouseMove(host, QPoint(5, 5))
    qtbot.mouseMove(button)
    assert button.hover == 1.0
    themes.set_reduced_motion(False)
    qtbot.mouseMove(host, QPoint(5, 5))
    assert button.hover > 0
    qtbot.waitUntil(lambda: button.hover == 0)


def test_a_click_leaves_the_focus_where_it_was(qtbot: QtBot, themes: ThemeSource) -> None:
    host = QWidget()
    column = QVBoxLayout(host)
    first, second = SecondaryButton(themes, "One"), IconButton(themes, "moon", "Theme")
    for button in (first, second):
        column.addWidget(button)
    qtbot.addWidget(host)
    host.show()
    with qtbot.waitActive(host):
        host.activateWindow()
    first.setFocus()
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()


def test_an_icon_button_has_a_name_and_a_tooltip(qtbot: QtBot, themes: ThemeSource) -> None:
    button = IconButton(themes, "moon", "Theme", shortcut="Ctrl+D", checkable=True)
    qtbot.addWidget(button)
    assert button.accessibleName() == "Theme"
    assert "Theme" in button.toolTip()
    assert "Ctrl+D" in button.toolTip()
    assert (button.sizeHint().width(), button.sizeHint().height()) == (32, 32)
    button.resize(button.sizeHint())
    assert colour_at(button, 16, 3) != LIGHT.accent_soft.lower()
    button.setChecked(True)
    assert colour_at(button, 16, 3) == LIGHT.accent_soft.lower()
    button.set_name("Light")
    assert button.accessibleName() == button.toolTip() == "Light"


def test_a_link_takes_a_statuss_colour(qtbot: QtBot, themes: ThemeSource) -> None:
    link = LinkButton(themes, "Try again", icon="plus", icon_after="arrow-right", size=26)
    qtbot.addWidget(link)
    link.set_status(CheckStatus.WRONG)
    link.resize(link.sizeHint())
    image = link.grab().toImage()
    wrong = QColor(LIGHT.statuses[CheckStatus.WRONG].text)
    assert any(
        image.pixelColor(x, y) == wrong for x in range(image.width()) for y in range(image.height())
    )
    with qtbot.waitSignal(link.clicked):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert link.sizeHint().height() >= 24


def test_a_keycap_says_its_key(qtbot: QtBot, themes: ThemeSource) -> None:
    cap = Keycap(themes, "Ctrl E")
    qtbot.addWidget(cap)
    assert cap.accessibleName() == "Ctrl E"
    assert cap.width() == keycap_width("Ctrl E") > keycap_width("N") >= 18
    assert colour_at(cap, 2, 9) == LIGHT.sunken.lower()
