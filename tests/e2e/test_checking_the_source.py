"""A capture that was read wrongly, put right beside its original; the marks stay on their words."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from galley.domain.annotation import Kind
from galley.domain.article import Version, Zone
from galley.domain.errors import LibraryLocked
from galley.storage.library import Library
from galley.ui.theme.tokens import LIGHT
from tests.e2e.driver import GalleyWindow, galley
from tests.e2e.stage import Stage, wait_for

pytestmark = pytest.mark.e2e

T = TypeVar("T")

HEADLINE = "The last ferry stops at noon"
DEK = "What the harbour loses when the boats no longer run."  # read as a paragraph
QUOTE = "Nobody asked those who cross every day"
BODY = (
    "The ferry between the two banks makes its last crossing at noon on Friday, after ninety "
    "years in which it missed eleven days, said the harbour master. "
    f"“{QUOTE},” she said, and read out the names of the captains. "
    "The council says that the bridge upstream is enough, though it is four miles away, and that "
    "the money goes to the school on the hill instead, where a roof has to be mended."
)
PAGE = f"<html><body><article><h1>{HEADLINE}</h1><p>{DEK}</p><p>{BODY}</p></article></body></html>"


def test_a_wrong_zone_is_put_right_and_every_mark_stays(
    stage: Stage, library: Path, tmp_path: Path
) -> None:
    capture = tmp_path / "ferry.html"
    capture.write_text(PAGE, encoding="utf-8")
    with GalleyWindow(stage, library, capture) as window:
        wait_for("the article", lambda: window.title.startswith(HEADLINE))
        window.select(QUOTE)
        window.press("1")
        wait_for("the quote on disk", lambda: len(window.kept) == 1)

        window.press("ctrl+shift+s")
        wait_for("the panel to make room", lambda: not window.shows(LIGHT.kinds[Kind.QUOTE].fill))
        window.press("Home", "Down", "Return", "k")
        wait_for("the dek", lambda: read(library).blocks[1].zone is Zone.DEK)
        window.press("Down", *["ctrl+Right"] * 31, "s")
        wait_for("the paragraph in two", lambda: len(read(library).blocks) == 4)
        words = read(library).blocks[2].text[-20:], read(library).blocks[3].text[:20]
        assert marked(library, window).split() == QUOTE.split()
        window.press("Up", "j")
        wait_for("the paragraph in one", lambda: len(read(library).blocks) == 3)
        assert f"{words[0]} {words[1]}" in read(library).text
        assert marked(library, window) == QUOTE
        assert window.quit() == 0

    with GalleyWindow(stage, library) as window:
        wait_for("the quote, marked", lambda: window.shows(LIGHT.kinds[Kind.QUOTE].fill))
        assert read(library).blocks[1].zone is Zone.DEK
        assert marked(library, window) == QUOTE
        window.press("ctrl+z", "ctrl+z", "ctrl+z")
        wait_for("all of it taken back", lambda: read(library).blocks[1].zone is Zone.BODY)
        wait_for("no correction", lambda: ask(library, no_structure))
        assert marked(library, window) == QUOTE
        assert window.quit() == 0

    report = galley("export", "--library", library, HEADLINE)
    assert QUOTE in report


def ask(library: Path, question: Callable[[Library], T]) -> T:
    """Ask the library's file something, while a window has it."""
    end = time.monotonic() + 20
    while True:
        try:
            with Library.open(library, create=False) as opened:
                return question(opened)
        except LibraryLocked:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def read(library: Path) -> Version:
    """The newest article's text as it is read."""

    def question(opened: Library) -> Version:
        (article, *_) = opened.articles()
        return opened.version(opened.article(article.id).version_id)

    return ask(library, question)


def no_structure(opened: Library) -> bool:
    """Whether the newest article's text is read as it was captured."""
    (article, *_) = opened.articles()
    return opened.structure(opened.article(article.id).version_id) is None


def marked(library: Path, window: GalleyWindow) -> str:
    """What stands where the one mark is."""
    (mark,), version = window.kept, read(library)
    return " […] ".join(version.text[t.start : t.end] for t in mark.targets_in(version.id))
