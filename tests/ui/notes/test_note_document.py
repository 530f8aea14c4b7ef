import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from galley.ui.notes.note_document import NOTE_LINE, note_document
from galley.ui.theme.tokens import LIGHT

pytestmark = pytest.mark.usefixtures("themes")


def test_lines_stand_eighteen_pixels_apart() -> None:
    one = note_document("<p>Short.</p>", 250, LIGHT)
    three = note_document("<p>" + "Several words that break. " * 5 + "</p>", 250, LIGHT)

    assert one.size().height() == NOTE_LINE
    assert three.size().height() % NOTE_LINE == 0
    assert three.size().height() >= 3 * NOTE_LINE


def test_paragraphs_are_parted_and_nothing_is_left_below() -> None:
    two = note_document("<p>One.</p><p>Two.</p>", 250, LIGHT)

    assert two.size().height() == 2 * NOTE_LINE + 6


def test_a_long_word_breaks_rather_than_runs_out() -> None:
    document = note_document("<p>" + "x" * 400 + "</p>", 250, LIGHT)

    assert document.idealWidth() <= 250


def test_bold_is_semi_bold_as_shipped() -> None:
    document = note_document("<p>A <strong>word</strong></p>", 250, LIGHT)
    fragments = document.begin().begin()
    weights = []
    while not fragments.atEnd():
        weights.append(fragments.fragment().charFormat().fontWeight())
        fragments += 1

    assert 600 in weights
    assert 700 not in weights


def test_a_picture_in_a_note_is_never_read() -> None:
    document = note_document("<p>x</p>", 250, LIGHT)
    here = QUrl.fromLocalFile(__file__)

    assert document.resource(QTextDocument.ResourceType.ImageResource.value, here) is None
