"""Where a dialog begins that asks for a file: in the last folder, or in Documents, or at home."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from galley.ui.file_dialogs import ask_files, ask_folder, ask_open, ask_save, first_folder


@dataclass
class Memory:
    folder: str = ""

    def remember_folder(self, folder: str) -> None:
        self.folder = folder


@pytest.fixture
def documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "Documents"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(folder))
    return folder


def test_the_last_folder_goes_before_documents_and_these_before_home(documents: Path) -> None:
    assert first_folder(Memory()) == str(Path.home())
    documents.mkdir()
    assert first_folder(Memory()) == str(documents)
    last = documents.parent / "reports"
    assert first_folder(Memory(str(last))) == str(documents)  # it is gone
    last.mkdir()
    assert first_folder(Memory(str(last))) == str(last)


def test_what_is_chosen_is_remembered_and_what_is_not_is_not(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, documents: Path
) -> None:
    documents.mkdir()
    window = QWidget()
    qtbot.addWidget(window)
    memory = Memory()
    begun: list[str] = []

    def save(_parent: QWidget, _title: str, begin: str, _patterns: str) -> tuple[str, str]:
        begun.append(begin)
        return str(documents.parent / "out" / "a.md"), ""

    def none(_parent: QWidget, _title: str, begin: str, *_patterns: str) -> tuple[str, str]:
        begun.append(begin)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    assert ask_save(memory, window, "Save", "a.md") == documents.parent / "out" / "a.md"
    assert begun == [str(documents / "a.md")]
    assert memory.folder == str(documents.parent / "out")
    (documents.parent / "out").mkdir()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", none)
    assert ask_open(memory, window, "Open", "*") is None
    assert begun[-1] == memory.folder == str(documents.parent / "out")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    assert ask_files(memory, window, "Open") == []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(documents))
    assert ask_folder(memory, window, "Open") == documents
    assert memory.folder == str(documents)
