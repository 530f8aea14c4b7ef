import pytest
from PySide6.QtCore import QPointF, QSize, QUrl
from PySide6.QtGui import QTextDocument

from galley.ui.notes.note_document import (
    NOTE_LINE,
    LinkedFrom,
    anchors,
    linked_document,
    note_document,
)
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
    """None gets so far; if one did, Qt would open its path by itself, given nothing instead."""
    document = note_document("<p>x</p>", 250, LIGHT)
    here = QUrl.fromLocalFile(__file__)

    found = document.resource(QTextDocument.ResourceType.ImageResource.value, here)
    assert found.size() == QSize(1, 1)


def test_links_stand_where_their_words_are_line_by_line() -> None:
    html = '<p>See <a href="galley:a">one of <b>them</b></a> and '
    html += f'<a href="galley:b">{"many words " * 12}</a>.</p>'
    html += '<ul><li><a href="galley:c">c</a></li></ul>'
    document = note_document(html, 200, LIGHT)
    first, second, third = anchors(document)
    assert [one.address for one in (first, second, third)] == ["galley:a", "galley:b", "galley:c"]
    assert first.words == "one of them"
    assert len(first.places) == 1
    assert len(second.places) >= 4
    for anchor in (first, second, third):
        for place in anchor.places:
            middle = place.center()
            assert document.documentLayout().anchorAt(middle) == anchor.address
            assert NOTE_LINE - 4 < place.height() <= NOTE_LINE
    assert third.places[0].left() > 0  # inside its list
    assert first.moved(10, 20).places[0].topLeft() == first.places[0].topLeft() + QPointF(10, 20)


def test_a_link_beyond_the_basic_plane_is_where_it_is() -> None:
    document = note_document('<p>🛥🛥 <a href="galley:a">🛥 b</a></p>', 200, LIGHT)
    (anchor,) = anchors(document)
    assert anchor.words == "🛥 b"
    assert document.documentLayout().anchorAt(anchor.places[0].center()) == "galley:a"


def test_what_links_here_is_text_whatever_it_says() -> None:
    lines = [LinkedFrom("galley:a", "<b>A</b> & “b”"), LinkedFrom("", "and 3 more", 3)]
    document = linked_document(lines, 200, LIGHT)
    assert document.toPlainText().splitlines() == ["Linked from", "<b>A</b> & “b”", "and 3 more"]
    (anchor,) = anchors(document)
    assert (anchor.address, anchor.words) == ("galley:a", "<b>A</b> & “b”")
