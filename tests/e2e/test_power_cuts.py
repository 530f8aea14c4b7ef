"""What was written is there after a power cut, or a hasty end; the library's tests try it often."""

import time
from pathlib import Path

import pytest

from galley.domain.annotation import Kind
from galley.services.paths import settings_path
from galley.services.settings import load_settings
from galley.storage.library import Library
from galley.ui.theme.tokens import LIGHT
from tests.e2e.driver import GalleyWindow, annotations_in
from tests.e2e.stage import Picture, Stage, wait_for

pytestmark = pytest.mark.e2e

FIRST, SECOND = "some 125 officials", "less than a week after"
NOTE = "Ask who kept the list, and how."
_PROMISED = 2.0  # seconds after which what was typed is on disk, with nothing pressed


def test_a_mark_is_kept_once_saved_is_shown(stage: Stage, library: Path) -> None:
    with GalleyWindow(stage, library) as window:
        wait_for("the library", lambda: library.exists() and window.kept == [])
        window.select(FIRST)
        window.press("2")
        wait_for("the first mark on disk", lambda: len(window.kept) == 1)
        saved = last_word(window)
        window.select(SECOND)
        uncounted = window.progress()
        window.press("3")
        wait_for("the second mark to be counted", lambda: window.progress() != uncounted)
        wait_for("the word that it is saved", lambda: window.saved_sign() == saved)
        window.kill()
    assert [mark.exact for mark in annotations_in(library)] == [FIRST, SECOND]
    comes_back(stage, library)


def test_a_note_is_kept_while_it_is_still_open(stage: Stage, library: Path) -> None:
    with GalleyWindow(stage, library) as window:
        wait_for("the library", lambda: library.exists() and window.kept == [])
        window.select(FIRST)
        window.press("2", "m")
        window.type(NOTE)
        time.sleep(_PROMISED)
        window.kill()
    assert [mark.note for mark in annotations_in(library)] == [NOTE]
    comes_back(stage, library)


def test_quitting_right_after_the_last_letter_keeps_the_note(stage: Stage, library: Path) -> None:
    with GalleyWindow(stage, library) as window:
        wait_for("the library", lambda: library.exists() and window.kept == [])
        window.select(FIRST)
        window.press("2", "m")
        window.type(NOTE)
        assert window.quit() == 0
    assert [mark.note for mark in annotations_in(library)] == [NOTE]


def test_the_size_of_the_text_is_kept_once_it_was_chosen(stage: Stage, library: Path) -> None:
    with GalleyWindow(stage, library) as window:
        wait_for("the library", lambda: library.exists() and window.kept == [])
        window.press("ctrl+plus")
        wait_for("the size on disk", lambda: load_settings(settings_path()).settings.zoom == 110)
        window.kill()
    with GalleyWindow(stage, library) as window:
        window.press("ctrl+plus")
        wait_for("the next size", lambda: load_settings(settings_path()).settings.zoom == 125)
        assert window.quit() == 0


def last_word(window: GalleyWindow) -> Picture:
    """What the strip says of saving once it says nothing else: a busy machine says "Saving…" long.

    Raises:
        AssertionError: It keeps changing its word.
    """
    words = [window.saved_sign()]

    def is_last() -> bool:
        time.sleep(_PROMISED)
        words.append(window.saved_sign())
        return words[-1] == words[-2]

    wait_for("a last word on saving", is_last)
    return words[-1]


def comes_back(stage: Stage, library: Path) -> None:
    """The next start shows the marks and has nothing to complain of."""
    with GalleyWindow(stage, library) as window:
        wait_for("the mark", lambda: window.shows(LIGHT.kinds[Kind.STATISTIC].fill))
        assert window.quit() == 0
    with Library.open(library, create=False) as opened:
        assert opened.verify() == []
