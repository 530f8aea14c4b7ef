"""From the Export button to a file, with a real window and a real library."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Kind
from galley.services.outgoing import exporting
from galley.services.outgoing.exporting import ExportResult
from galley.services.saving import SaveState
from galley.ui.dialogs.export_dialog import ExportDialog
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import drag_over, passage

STEM = "kingdom-failing-to-stop-human-trafficking-dpm"


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> ExportDialog:
    """The export dialog over a window with one mark."""
    model = window.chrome._model
    assert model.version is not None
    drag_over(window.reader.view, *passage(model.version, "some 125 officials"))
    QTest.keyClicks(window, str(Kind.STATISTIC.key))
    qtbot.waitUntil(lambda: model.save_state is SaveState.SAVED)
    window.chrome.actions["export"].trigger()
    found = window.findChild(ExportDialog)
    assert found is not None
    return found


def press(dialog: ExportDialog, words: str) -> None:
    button = next(b for b in dialog.findChildren(QAbstractButton) if b.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("title", "suffix", "beginning"), [("Markdown", ".md", "---\n"), ("JSON-LD", ".jsonld", "[\n")]
)
def test_a_report_is_saved_in_the_chosen_format(
    title: str,
    suffix: str,
    beginning: str,
    dialog: ExportDialog,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / f"report{suffix}"
    asked: list[tuple[object, ...]] = []

    def choose(*arguments: object) -> tuple[str, str]:
        asked.append(arguments[2:])
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    press(dialog, title)
    press(dialog, "Save…")
    qtbot.waitUntil(path.is_file)
    ((begin, patterns),) = asked
    assert (Path(str(begin)).name, patterns) == (f"{STEM}{suffix}", f"{title} (*{suffix})")
    assert Path(str(begin)).parent.is_dir()
    text = path.read_text(encoding="utf-8")
    assert text.startswith(beginning)
    assert "some 125 officials" in text


def test_that_a_report_was_saved_is_told_even_if_writing_takes_a_while(
    dialog: ExportDialog,
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, released = tmp_path / "report.md", threading.Event()
    real = exporting.export_report

    def slow(*what: Any, **how: Any) -> ExportResult:  # noqa: ANN401 - passed on as it came
        released.wait(20)
        return real(*what, **how)

    monkeypatch.setattr("galley.ui.export_flow.export_report", slow)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(dialog.destroyed):  # it is long gone
        press(dialog, "Save…")
    released.set()
    qtbot.waitUntil(lambda: window.chrome.toast.message == "Report saved as report.md")


def test_what_is_copied_is_the_chosen_format(dialog: ExportDialog) -> None:
    press(dialog, "JSON-LD")
    press(dialog, "Copy")
    (annotation,) = json.loads(QGuiApplication.clipboard().text())
    assert annotation["creator"] == {"type": "Person", "name": "Ada"}
    QGuiApplication.clipboard().clear()
