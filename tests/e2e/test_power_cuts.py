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
GULLS = """Gulls return to the fish market

Some 400 gulls have returned to the fish market since Monday, a count by the harbour office says.
"""
TIDES = """Spring tide floods the old quay

Nobody was hurt when water stood in eleven cellars on Thursday night, the fire brigade said.
"""
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


def test_the_article_that_was_opened_last_is_opened_again(
    stage: Stage, library: Path, tmp_path: Path
) -> None:
    files = tmp_path / "gulls.txt", tmp_path / "tides.txt"
    for file, text in zip(files, (GULLS, TIDES), strict=True):
        file.write_text(text, "utf-8")
    gulls, tides = (f"{text.splitlines()[0]} – Galley" for text in (GULLS, TIDES))
    with GalleyWindow(stage, library, files[0]) as window:
        wait_for("the first", lambda: window.title == gulls)
        assert window.quit() == 0
    first = last_article()
    with GalleyWindow(stage, library, files[1]) as window:
        wait_for("the second", lambda: window.title == tides)
        wait_for("it on disk", lambda: last_article() != first)
        window.kill()
    with GalleyWindow(stage, library) as window:
        wait_for("the second again", lambda: window.title == tides)
        assert window.quit() == 0, "and its screen is kept"
    with GalleyWindow(stage, library) as window:
        window.press("ctrl+l")
        window.type("gulls")
        wait_for("a hit", lambda: window.shows(LIGHT.kinds[Kind.QUOTE].fill))
        window.press("Down", "Return")
        wait_for("the first again", lambda: window.title == gulls)
        wait_for("it on disk", lambda: last_article() == first)
        window.kill()
    with GalleyWindow(stage, library) as window:
        wait_for("the first once more", lambda: window.title == gulls)
        assert window.quit() == 0


def last_article() -> str:
    return load_settings(settings_path()).settings.last_article


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
