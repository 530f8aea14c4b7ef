"""What is said of an article, edited: each field with where it came from."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from galley.domain.article import CORRECTED, Metadata
from galley.ui.dialogs.details_dialog import DetailsDialog
from galley.ui.theme.current import ThemeSource

KNOWN = Metadata(
    publication="Harbour Gazette",
    headline="Ferry full",
    authors=("Ada Quay",),
    sources=(("publication", "masthead"), ("headline", "by hand"), ("authors", "byline")),
)


@pytest.fixture
def dialog(qtbot: QtBot, themes: ThemeSource) -> DetailsDialog:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    dialog = DetailsDialog(themes, window, KNOWN)
    dialog.open()
    return dialog


def field(dialog: DetailsDialog, text: str) -> QLineEdit:
    return next(one for one in dialog.findChildren(QLineEdit) if one.text() == text)


def type_over(dialog: DetailsDialog, text: str, new: str) -> None:
    edit = field(dialog, text)
    edit.selectAll()
    QTest.keyClicks(edit, new) if new else QTest.keyClick(edit, Qt.Key.Key_Delete)


def test_each_field_says_where_it_came_from(dialog: DetailsDialog) -> None:
    said = [label.text() for label in dialog.findChildren(QLabel)]
    for words in ("From the capture: masthead", "Written by you", "Not in the capture"):
        assert words in said
    assert field(dialog, "Ada Quay").accessibleDescription() == "From the capture: byline"


def test_what_is_edited_is_said_to_be_by_hand(dialog: DetailsDialog) -> None:
    type_over(dialog, "Harbour Gazette", "The  Gazette")
    type_over(dialog, "Ada Quay", "Ada Quay, Bo Mast")
    metadata = dialog.metadata()
    assert (metadata.publication, metadata.authors) == ("The Gazette", ("Ada Quay", "Bo Mast"))
    assert dict(metadata.sources) == dict.fromkeys(
        ("publication", "authors", "headline"), "by hand"
    )


def test_untouched_it_changes_nothing(dialog: DetailsDialog) -> None:
    assert dialog.metadata() == KNOWN


def test_a_headline_is_not_taken_away_nor_a_date_made_up(dialog: DetailsDialog) -> None:
    type_over(dialog, "Ferry full", "")
    assert "headline" in dialog.problem()
    type_over(dialog, "", "Ferry")
    next(e for e in dialog.findChildren(QLineEdit) if "2016" in e.placeholderText()).setText("May")
    assert "not a date" in dialog.problem()


def test_a_field_that_follows_a_corrected_block_says_so(qtbot: QtBot, themes: ThemeSource) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    known = replace(KNOWN, sources=(("authors", CORRECTED),))
    words = field(DetailsDialog(themes, window, known), "Ada Quay").accessibleDescription()
    assert words == "Corrected in the source check"
