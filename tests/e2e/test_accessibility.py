"""What a screen reader finds in the running window, asked over AT-SPI on a real session bus."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from galley.services.demo import make_demo_library
from tests.e2e.accessibility_bus import AccessibilityBus, Node, missing_for_accessibility
from tests.e2e.driver import GalleyWindow
from tests.e2e.stage import Stage, wait_for

pytestmark = pytest.mark.e2e

# What a person can act on or type into: each must have a name.
_TO_ACT_ON = {
    *("push button", "toggle button", "check box", "radio button", "text", "combo box"),
    *("list", "list item", "slider", "page tab", "menu item", "link"),
}


@pytest.fixture(scope="module")
def bus(stage: Stage) -> Iterator[AccessibilityBus]:
    """A session bus with AT-SPI. Skips where there can be none; in CI nothing may be skipped."""
    missing = missing_for_accessibility()
    if missing and not os.environ.get("CI"):
        pytest.skip(f"a walk through AT-SPI needs {', '.join(missing)}")
    assert not missing, f"not installed: {', '.join(missing)}"
    with AccessibilityBus(stage.environment()) as made:
        yield made


@pytest.fixture
def window(stage: Stage, bus: AccessibilityBus, library: Path) -> Iterator[GalleyWindow]:
    """Galley on the demo library, heard by a screen reader."""
    make_demo_library(library, now=datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    with GalleyWindow(stage, library, also=bus.variables) as opened:
        yield opened
        assert opened.quit() == 0


def named(node: Node, role: str, name: str) -> Node:
    """The one thing of a role and a name that is seen."""
    found = [one for one in node.seen() if one.role == role and one.name == name]
    assert len(found) == 1, f"{role} “{name}”: {found}"
    return found[0]


def nameless(node: Node) -> list[str]:
    """What is seen, can be acted on, and has no name."""
    return [
        f"{one.role} at {one.reference[1]}"
        for one in node.seen()
        if (one.role in _TO_ACT_ON or "focusable" in one.states) and not one.name
    ]


def focused(node: Node) -> list[str]:
    """What has the keys; Qt says it of the current row of each list as well."""
    return [f"{one.role}: {one.name}" for one in node.seen() if "focused" in one.states]


@pytest.mark.usefixtures("window")
def test_a_screen_reader_finds_the_article_the_cards_and_every_control(
    bus: AccessibilityBus,
) -> None:
    galley = bus.application("galley")
    wait_for("the cards", lambda: any(one.name.startswith("Note 1,") for one in galley.seen()))
    (frame,) = [node for node in galley.children if node.role == "frame"]
    assert frame.name == "Kingdom failing to stop human trafficking: DPM – Galley"

    article = named(frame, "text", "Article")
    assert "Human trafficking in Cambodia has continued unabated" in article.text
    assert "editable" not in article.states
    assert "focusable" in article.states
    assert "Ministry taking steps" in named(frame, "text", "The page’s own sidebar").text

    cards = [one for one in named(frame, "list", "Notes").children if one.role == "list item"]
    names = [card.name for card in cards]
    assert "Note 8, Quote, Confirmed, Sar Kheng" in names, names
    assert [name.split(",")[0] for name in names] == [f"Note {n + 1}" for n in range(len(names))]
    articles = named(frame, "list", "Articles").children
    assert articles[0].name.startswith("Kingdom failing to stop human trafficking: DPM, Phnom Penh")

    for button in ("Import", "Export", "Sort the library", "Settings"):
        named(frame, "push button", button)
    for field in ("Find in article", "Search library"):
        assert "editable" in named(frame, "text", field).states
    assert nameless(frame) == []


def test_it_follows_the_keys_and_hears_what_is_chosen(
    bus: AccessibilityBus, window: GalleyWindow
) -> None:
    galley = bus.application("galley")
    window.press("ctrl+f")
    wait_for("the field", lambda: "text: Find in article" in focused(galley))
    window.press("F6", "F6")
    wait_for("the article", lambda: "text: Article" in focused(galley))
    window.press("n")
    wait_for("the next unchecked card", lambda: _selected(galley) != [])
    (card,) = _selected(galley)
    assert "Unchecked" in card


def _selected(galley: Node) -> list[str]:
    cards = [one for one in galley.seen() if one.role == "list item" and "Note " in one.name]
    return [card.name for card in cards if "selected" in card.states]


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("ctrl+comma", "Settings"),
        ("ctrl+k", "Find a command"),
        ("F1", "Keyboard"),
        ("ctrl+e", "Export report"),
        ("ctrl+o", "Import"),
        ("ctrl+shift+Delete", "Trash"),
    ],
)
def test_every_sheet_says_what_it_is_and_names_its_controls(
    bus: AccessibilityBus, window: GalleyWindow, keys: str, name: str
) -> None:
    galley = bus.application("galley")
    wait_for("the cards", lambda: any(one.name.startswith("Note 1,") for one in galley.seen()))
    window.press(keys)

    def sheets() -> list[Node]:
        return [node for node in galley.seen() if node.role == "dialog"]

    wait_for("the sheet", lambda: sheets() != [])
    (sheet,) = sheets()
    assert sheet.name == name
    assert nameless(sheet) == []
    window.press("Escape")
    wait_for("the sheet to go", lambda: sheets() == [])


def test_the_source_check_says_what_is_doubtful_and_names_each_block(
    bus: AccessibilityBus, stage: Stage, library: Path, tmp_path: Path
) -> None:
    said = "It was said on the quay that the boats were late again, and that nobody knew why. "
    asides = "".join(f"<aside><p>{n}: {said * 4}</p></aside>" for n in ("Noon", "Night"))
    article = f"<h1>The boats were late</h1>{f'<p>{said * 2}</p>' * 3}"
    path = tmp_path / "boats.html"
    path.write_text(f"<html><body><main>{article}</main>{asides}</body></html>", "utf-8")
    with GalleyWindow(stage, library, path, also=bus.variables) as window:
        wait_for("the article", lambda: window.title.startswith("The boats were late"))
        window.press("ctrl+shift+s")
        galley = bus.application("galley")

        def chosen() -> list[str]:
            rows = [one for one in galley.seen() if one.role == "list item"]
            return [row.name for row in rows if "selected" in row.states]

        wait_for("the headline’s block", lambda: "Headline, The boats were late" in chosen())
        named(galley, "list", "The article’s blocks")
        named(galley, "push button", "Next passage")
        assert any(one.name.startswith("2 longer passages were left") for one in galley.seen())
        window.press("d")
        wait_for("the passage", lambda: any("Part of the article?" in one for one in chosen()))
        assert nameless(galley) == []
        assert window.quit() == 0


def test_links_are_heard_as_they_are_typed_and_on_their_cards(
    bus: AccessibilityBus, window: GalleyWindow
) -> None:
    galley = bus.application("galley")
    wait_for("the cards", lambda: any(one.name.startswith("Note 1,") for one in galley.seen()))
    window.press("bracketright", "m")
    wait_for("the note", lambda: any("Note" in one and "text" in one for one in focused(galley)))
    window.type("See [[ferry")
    offer = "Ferry fares to rise by a tenth in May, Article, Harbour Gazette"

    def offered() -> list[Node]:
        lists = [one for one in galley.seen() if one.name == "Articles and marks to link to"]
        items = [item for one in lists for item in one.children]
        return [item for item in items if item.name.startswith(offer)]

    wait_for("the list", lambda: offered() and "selected" in offered()[0].states)
    assert nameless(galley) == []
    window.press("Return")
    wait_for("the list to go", lambda: offered() == [])
    window.press("Escape")
    wait_for("the card with its link", lambda: any("1 link" in one for one in _selected(galley)))
