"""What is said when edits can be saved neither in the library nor elsewhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from galley.domain.errors import ExportFailed
from galley.ui.running import unsaved
from galley.ui.window.main_window import MainWindow

SENTENCE = "“<b>edits</b>.md” can’t be written: choose another place."


def test_a_file_name_is_not_taken_for_markup(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[Qt.TextFormat, str]] = []

    def fail(*_given: object) -> bool:
        raise ExportFailed(SENTENCE)

    def answer(box: QMessageBox) -> int:
        if box.informativeText():  # the question; “Save elsewhere…” is what Enter means
            box.defaultButton().click()
        else:
            told.append((box.textFormat(), box.text()))
        return 0

    monkeypatch.setattr(unsaved, "save_elsewhere", fail)
    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert not unsaved.ask_before_closing(window, window.chrome._model)
    assert told == [(Qt.TextFormat.PlainText, SENTENCE)]
