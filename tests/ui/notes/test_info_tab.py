"""The Info tab: what it says of a capture, and what it leaves unsaid."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation
from galley.domain.article import (
    Article,
    Block,
    Capture,
    Figure,
    LeftOut,
    Metadata,
    Picture,
    Version,
    Zone,
)
from galley.domain.catalogue import JournalEntry
from galley.domain.changes import Change, ChangeSet
from galley.ui.components.buttons import IconButton, LinkButton
from galley.ui.notes.info_tab import InfoTab
from galley.ui.theme.current import ThemeSource
from tests.ui.driving import find_child

Make = Callable[..., Annotation]
NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
SHA = "0123456789abcdef" * 4
BARE = Metadata(headline="Dam breaks", publication="Ledger")


def article(metadata: Metadata = BARE, pictures: tuple[Picture, ...] = ()) -> Article:
    return Article("a1", "v1", metadata, NOW, pictures)


def version(left_out: tuple[LeftOut, ...] = (), figures: tuple[Figure, ...] = ()) -> Version:
    capture = Capture(SHA, 4198, "ledger.txt", "text/plain", NOW - timedelta(days=3, minutes=30))
    blocks = (Block(Zone.HEADLINE, "Dam breaks"), Block(Zone.BODY, "It broke at noon on Monday."))
    return Version("v1", "a1", 1, capture, "text-capture/1", BARE, blocks, figures, left_out)


def history(count: int, make_annotation: Make, undone: bool = False) -> list[JournalEntry]:
    change = Change(None, make_annotation())
    return [
        JournalEntry(
            n, NOW + timedelta(minutes=n), "me", ChangeSet(f"Edit {n}", "a1", (change,)), undone
        )
        for n in range(count)
    ]


@pytest.fixture
def tab(qtbot: QtBot, themes: ThemeSource) -> InfoTab:
    tab = InfoTab(themes, lambda: NOW)
    qtbot.addWidget(tab)
    tab.resize(330, 700)
    tab.show()
    return tab


def texts(tab: InfoTab) -> list[str]:
    return [label.text() for label in tab.findChildren(QLabel) if label.isVisibleTo(tab)]


def test_the_capture_is_told(tab: InfoTab) -> None:
    tab.set_article(article(), version())

    said = texts(tab)
    for words in ("ledger.txt", "1 Mar 2026, 17:30", "4.1 KB", "text-capture/1", "8"):
        assert words in said


def test_an_address_says_more_than_a_file_s_name(tab: InfoTab) -> None:
    tab.set_article(article(replace(BARE, address="https://ledger.example/dam")), version())

    assert "https://ledger.example/dam" in texts(tab)
    assert "ledger.txt" not in texts(tab)


def test_the_checksum_is_shown_whole_and_can_be_copied(tab: InfoTab) -> None:
    tab.set_article(article(), version())

    assert any(text.replace(" ", "") == SHA for text in texts(tab))
    copy = find_child(IconButton, tab)
    assert copy.accessibleName() == "Copy the checksum"
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == SHA


def test_what_is_missing_is_listed_until_somebody_adds_it(tab: InfoTab) -> None:
    bare = version(figures=(Figure(lead=True),))
    tab.set_article(article(), bare)
    assert "Byline, Date, Address, Photo" in texts(tab)

    known = replace(BARE, authors=("Ann Lee",), published="2026", address="https://x.example")
    tab.set_article(article(known, (Picture(0, SHA),)), bare)
    assert "Nothing is missing." in texts(tab)


def test_what_was_left_out_is_listed_with_the_reason(tab: InfoTab) -> None:
    tab.set_article(article(), version((LeftOut("Share\nthis  page", "navigation"),)))
    assert "Share this page" in texts(tab)
    assert "navigation" in texts(tab)

    tab.set_article(article(), version())
    assert "Nothing was left out." in texts(tab)


def test_of_many_pieces_some_are_listed_and_the_source_check_has_the_rest(
    qtbot: QtBot, tab: InfoTab
) -> None:
    pieces = tuple(LeftOut(f"Piece {number}", "navigation") for number in range(30))
    tab.set_article(article(), version(pieces))
    assert len([text for text in texts(tab) if text.startswith("Piece ")]) == 20
    link = next(one for one in tab.findChildren(LinkButton) if "source" in one.text())
    assert link.text() == "Check source: 10 more pieces"
    with qtbot.waitSignal(tab.check_wanted):
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)


def test_the_history_has_the_newest_first_and_the_rest_on_request(
    tab: InfoTab, make_annotation: Make
) -> None:
    tab.set_article(article(), version())
    tab.set_history(history(60, make_annotation))
    edits = [text for text in texts(tab) if text.startswith("Edit ")]
    assert edits[0] == "Edit 59"
    assert len(edits) == 40

    (more,) = (one for one in tab.findChildren(LinkButton) if one.text() == "Show all 60 edits")
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len([text for text in texts(tab) if text.startswith("Edit ")]) == 60


def test_an_edit_that_was_taken_back_says_so(tab: InfoTab, make_annotation: Make) -> None:
    tab.set_history(history(1, make_annotation, undone=True))

    assert "Edit 0 (undone)" in texts(tab)


def test_nothing_is_built_while_nobody_looks(qtbot: QtBot, themes: ThemeSource) -> None:
    tab = InfoTab(themes, lambda: NOW)
    qtbot.addWidget(tab)

    tab.set_article(article(), version())
    assert texts(tab) == []
    tab.show()
    assert "ledger.txt" in texts(tab)
