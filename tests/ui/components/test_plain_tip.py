"""A tooltip reads no file, whatever words it says."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from galley.ui.components.plain_tip import plain_tip


@pytest.mark.parametrize(
    "words", ["Who counted?", "5 < 6 & 7 > 3", "a <b>bold</b> word", "1\n2", "1 <\n2"]
)
def test_the_words_are_shown_as_they_are(words: str, qtbot: QtBot) -> None:
    label = QLabel(plain_tip(words))  # as Qt shows a tooltip
    qtbot.addWidget(label)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSelection(0, len(words))
    assert "\n".join(label.selectedText().splitlines()) == words


def test_no_picture_is_read(qtbot: QtBot, tmp_path: Path) -> None:
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    assert picture.save(str(tmp_path / "picture.png"))
    words = f'Look <img src="{tmp_path / "picture.png"}">'
    for text, is_read in ((words, True), (plain_tip(words), False)):
        label = QLabel(text)
        qtbot.addWidget(label)
        assert (label.sizeHint().height() > 150) is is_read  # else this test says nothing
