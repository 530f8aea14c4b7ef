"""A whole check without the mouse."""

from pathlib import Path

import pytest

from galley.domain.annotation import Kind
from galley.ui.theme.tokens import LIGHT
from tests.e2e.driver import GalleyWindow
from tests.e2e.stage import Stage, wait_for

pytestmark = pytest.mark.e2e

NOTE = "Whose word is failing?"


def test_marking_noting_deleting_and_undoing_by_keys_alone(stage: Stage, library: Path) -> None:
    with GalleyWindow(stage, library) as window:
        wait_for("the library", lambda: library.exists() and window.kept == [])
        # From the find field F6 leads to the library, then to the article.
        window.press("ctrl+f", "F6", "F6")
        window.press("ctrl+Home", "Down", "Home", "shift+ctrl+Right", "shift+ctrl+Right")
        wait_for("words to be selected", lambda: window.shows(LIGHT.sel))
        window.press("1")
        wait_for("the mark on disk", lambda: len(window.kept) == 1)
        (mark,) = window.kept
        assert (mark.kind, mark.exact) == (Kind.QUOTE, "Kingdom failing")

        window.press("m")
        window.type(NOTE)
        window.press("Escape")
        wait_for("the note on disk", lambda: window.kept[0].note == NOTE)
        window.press("Escape", "n", "Delete")  # nothing is active, then the next unchecked fact is
        wait_for("the mark in the trash", lambda: window.kept == [])
        window.press("ctrl+z")
        wait_for("the mark back", lambda: len(window.kept) == 1)
        assert window.kept[0].note == NOTE
        assert window.quit() == 0


def test_single_keys_are_letters_where_one_types(stage: Stage, library: Path) -> None:
    with GalleyWindow(stage, library) as window:
        wait_for("the library", lambda: library.exists() and window.kept == [])
        window.select("some 125 officials")
        window.press("m")  # marks what is selected, and opens its note
        wait_for("the mark on disk", lambda: len(window.kept) == 1)
        window.type("1 nn 2 mm [3] N")
        window.press("Escape")
        wait_for("the note on disk", lambda: window.kept[0].note == "1 nn 2 mm [3] N")
        assert len(window.kept) == 1
        assert window.quit() == 0
