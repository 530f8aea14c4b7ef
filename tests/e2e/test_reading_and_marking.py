"""The whole path: the first start, marks and a note, quit, come back, and the report."""

import json
from pathlib import Path

import pytest

from galley.domain.annotation import Kind
from galley.ui.theme.tokens import LIGHT
from tests.e2e.driver import GalleyWindow, galley
from tests.e2e.stage import Stage, wait_for

pytestmark = pytest.mark.e2e

HEADLINE = "Kingdom failing to stop human trafficking: DPM"
QUOTE = "“still too slow”"  # across two lines
FIGURE = "some 125 officials"
NOTE = "**Who** kept the list? Ask."


def test_a_first_start_marks_a_note_and_all_of_it_there_again(stage: Stage, library: Path) -> None:
    with GalleyWindow(stage, library) as window:
        wait_for("the sample in the library", lambda: listed(library) == [HEADLINE])
        assert window.title == f"{HEADLINE} – Galley"

        window.select('"still too slow"')
        window.press("1")
        wait_for("the quote on disk", lambda: len(window.kept) == 1)
        window.select(FIGURE)
        window.press("2")
        wait_for("the figure on disk", lambda: len(window.kept) == 2)
        marks = [(mark.kind, mark.exact) for mark in window.kept]
        assert marks == [(Kind.STATISTIC, FIGURE), (Kind.QUOTE, QUOTE)]

        window.press("m")
        window.type(NOTE)
        window.press("Escape")
        wait_for("the note on disk", lambda: window.kept[0].note == NOTE)
        window.press("ctrl+z")
        wait_for("the note taken back", lambda: window.kept[0].note == "")
        window.press("ctrl+shift+z")
        wait_for("the note there again", lambda: window.kept[0].note == NOTE)
        kept = window.kept
        assert window.quit() == 0

    with GalleyWindow(stage, library) as window:
        wait_for("the figure, marked", lambda: window.shows(LIGHT.kinds[Kind.STATISTIC].fill))
        window.press("bracketright", "bracketright")
        wait_for("the quote, marked", lambda: window.shows(LIGHT.kinds[Kind.QUOTE].fill))
        assert window.kept == kept
        # Undo reaches back across the restart: the last edit was the note.
        window.press("ctrl+z")
        wait_for("the note taken back after a restart", lambda: window.kept[0].note == "")
        assert window.quit() == 0


def test_the_windows_report_is_that_of_the_command_line(
    stage: Stage, library: Path, tmp_path: Path
) -> None:
    galley("demo", "--library", library)
    saved = tmp_path / "from the window.md"
    with GalleyWindow(stage, library) as window:
        wait_for("the marks", lambda: window.shows(LIGHT.kinds[Kind.STATISTIC].fill))
        undimmed = window.progress()
        window.press("ctrl+e")
        wait_for("the dialog over the window", lambda: window.progress() != undimmed)
        window.press("Return")
        wait_for("the file dialog", lambda: stage.name_of(stage.active_window()) != window.title)
        window.type(str(saved))
        window.press("Return")
        wait_for("the report", saved.exists)
        wait_for("the dialogs to go", lambda: window.progress() == undimmed)
        assert window.quit() == 0
    typed = galley("export", "--library", library, HEADLINE)
    assert without_time(saved.read_text("utf-8")) == without_time(typed)
    assert typed.count("\n> ") >= 15


def listed(library: Path) -> list[str]:
    """The headlines in the library, asked as a person does in a terminal."""
    if not library.exists():
        return []
    articles = json.loads(galley("list", "--library", library, "--json"))
    return [article["headline"] for article in articles]


def without_time(report: str) -> list[str]:
    """A report's lines but for the one that says when it was made."""
    return [line for line in report.splitlines() if not line.startswith("exported: ")]
