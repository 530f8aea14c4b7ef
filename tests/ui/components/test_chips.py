"""Chips filter, tell and remove."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from galley.domain.annotation import CheckStatus
from galley.ui.components.chips import FilterChip, StatusChip, TagChip
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.tokens import LIGHT


def test_a_filter_is_switched_by_mouse_and_space(qtbot: QtBot, themes: ThemeSource) -> None:
    chip = FilterChip(themes, "Unchecked", icon="circle-dashed")
    qtbot.addWidget(chip)
    chip.show()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    assert chip.grab().toImage().pixelColor(60, 3).name() == LIGHT.primary.lower()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert not chip.isChecked()


def test_a_filter_tells_its_count(qtbot: QtBot, themes: ThemeSource) -> None:
    chip = FilterChip(themes, "Unchecked")
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.set_count(12)
    assert chip.count == 12
    assert chip.accessibleName() == "Unchecked, 12"
    assert chip.sizeHint().width() > narrow
    chip.set_count(None)
    assert chip.accessibleName() == "Unchecked"
    assert chip.sizeHint().width() == narrow


def test_a_status_chip_says_its_status(qtbot: QtBot, themes: ThemeSource) -> None:
    chip = StatusChip(themes)
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Unchecked"
    chip.set_status(CheckStatus.CANT_VERIFY)
    chip.resize(chip.sizeHint())
    assert chip.status is CheckStatus.CANT_VERIFY
    assert chip.accessibleName() == "Can’t verify"
    tint = LIGHT.statuses[CheckStatus.CANT_VERIFY].tint
    assert chip.grab().toImage().pixelColor(chip.width() - 6, 11).name() == tint.lower()


def test_a_tag_is_removed_by_mouse_and_delete(qtbot: QtBot, themes: ThemeSource) -> None:
    chip = TagChip(themes, "enforcement")
    qtbot.addWidget(chip)
    chip.show()
    removed: list[str] = []
    chip.removed.connect(removed.append)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    qtbot.keyClick(chip, Qt.Key.Key_Backspace)
    qtbot.keyClick(chip, Qt.Key.Key_A)
    assert removed == ["enforcement"] * 3
    assert chip.accessibleName() == "Remove tag enforcement"
