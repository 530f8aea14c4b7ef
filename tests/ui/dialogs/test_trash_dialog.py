"""The trash: no higher than what is in it, and words that are cut off after a word."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, Kind, Target
from galley.services.desk import Trash
from galley.ui.dialogs.trash_dialog import TrashDialog
from galley.ui.theme.current import ThemeSource

AT = datetime(2026, 3, 4, tzinfo=UTC)
WORDS = "Ferries were full on each of the four days before the fares rose by a tenth, he said. " * 3


def dialog(qtbot: QtBot, themes: ThemeSource, trash: Trash) -> TrashDialog:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    made = TrashDialog(themes, window, trash)
    made.open()
    return made


def note(words: str) -> Annotation:
    return Annotation("n1", "a1", Kind.CLAIM, (Target("v1", 0, len(words), words),), AT, AT)


def test_an_empty_trash_is_small(qtbot: QtBot, themes: ThemeSource) -> None:
    empty = dialog(qtbot, themes, Trash([], [], [], []))
    assert empty.card.height() < 140
    full = dialog(qtbot, themes, Trash([note(WORDS)] * 30, [], [], []))
    assert full.card.height() == 560


def test_long_words_are_cut_after_a_word(qtbot: QtBot, themes: ThemeSource) -> None:
    shown = dialog(qtbot, themes, Trash([note(WORDS)], [], [], []))
    (words,) = (
        label.text() for label in shown.findChildren(QLabel) if label.text().startswith("Claim")
    )
    assert words.endswith("before the fares rose by a…”")
