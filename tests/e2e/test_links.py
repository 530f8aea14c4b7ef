"""A link from a note to another article: written, followed, come back from, handed on."""

from pathlib import Path

import pytest

from galley.domain.note_links import LinkKind, LinkTarget, NoteLink, find_links
from galley.storage.library import Library
from galley.ui.theme.tokens import LIGHT
from tests.e2e.driver import GalleyWindow, galley
from tests.e2e.stage import Box, Stage, wait_for

pytestmark = pytest.mark.e2e

HEADLINE = "Kingdom failing to stop human trafficking: DPM"
OTHER = "Ferry fares to rise by a tenth in May"
PANEL = 330  # px, at the window's right


def test_a_link_is_written_followed_and_handed_on(stage: Stage, library: Path) -> None:
    galley("demo", "--library", library)
    with GalleyWindow(stage, library) as window:
        wait_for("the marks", lambda: window.title == f"{HEADLINE} – Galley")
        wait_for("the library", lambda: len(window.kept) == 15)
        window.press("bracketright")
        window.press("m")
        window.type("Compare [[ferry")
        window.press("Return")
        wait_for("the link on disk", lambda: links_of(window))
        window.press("Escape")
        (link,) = links_of(window)
        assert (link.words, link.target.kind) == (OTHER, LinkKind.ARTICLE)
        assert window.quit() == 0

    with GalleyWindow(stage, library) as window:
        wait_for("the article", lambda: window.title == f"{HEADLINE} – Galley")
        wait_for("the link", lambda: link_places(window))
        window.click(link_places(window)[0].middle)
        wait_for("the other article", lambda: window.title == f"{OTHER} – Galley")
        window.press("alt+Left")
        wait_for("the first article", lambda: window.title == f"{HEADLINE} – Galley")
        assert window.quit() == 0

    report = galley("export", "--library", library, HEADLINE)
    assert f"- Note: Compare {OTHER}\n" in report
    assert "galley:article" not in report


def links_of(window: GalleyWindow) -> tuple[NoteLink, ...]:
    """The links of the first mark's note, on the disk."""
    return find_links(window.kept[0].note)


def link_places(window: GalleyWindow) -> list[Box]:
    """Where there are links in the panel of notes, a box a line."""
    shown = window.at_rest()
    left = shown.width - PANEL
    return [box for box in shown.lines_of(LIGHT.accent) if box.left > left]


def test_a_link_from_elsewhere_opens_at_its_mark(stage: Stage, library: Path) -> None:
    galley("demo", "--library", library)
    with Library.open(library) as opened:
        other = next(one for one in opened.articles() if one.headline == OTHER)
        mark = opened.annotations(other.id)[0]
    address = LinkTarget(LinkKind.ANNOTATION, mark.id).address
    with GalleyWindow(stage, library, Path(address)) as window:
        wait_for("the article of the mark", lambda: window.title == f"{OTHER} – Galley")
        window.press("Delete")  # what is active, is it
        wait_for("the mark in the trash", lambda: is_gone(library, mark.id))
        assert window.quit() == 0


def is_gone(library: Path, annotation_id: str) -> bool:
    """Whether an annotation is in the trash, by the library's file."""
    with Library.open(library, create=False) as opened:
        annotation = opened.annotation(annotation_id)
    return annotation is not None and annotation.trashed_at is not None
