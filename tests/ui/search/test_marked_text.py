"""Snippets broken into lines, with their hits."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from galley.ui.search.marked_text import marked_lines
from galley.ui.theme.fonts import inter, load_fonts


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:  # noqa: ARG001 - there must be one to have fonts
    load_fonts()


def test_a_hit_is_where_its_words_are_painted_whatever_stands_before_it() -> None:
    font, text = inter(14), "A \U0001f30a wave of Ärger"
    start = text.index("Ärger")

    (line,) = marked_lines(text, ((start, start + 5),), font, 1000, 3)

    before = QFontMetricsF(font).horizontalAdvance(text[:start])
    assert line.text == text
    ((left, right),) = line.hits
    assert left == pytest.approx(before, abs=1.5)
    assert right == pytest.approx(QFontMetricsF(font).horizontalAdvance(text), abs=1.5)


def test_a_hit_that_is_broken_is_marked_on_both_lines() -> None:
    font, text = inter(14), "one two three four five six"
    room = QFontMetricsF(font).horizontalAdvance("one two three ")

    first, second = marked_lines(text, ((8, 18),), font, room, 3)

    assert (first.text, second.text) == ("one two three", "four five six")
    assert len(first.hits) == len(second.hits) == 1
    assert second.hits[0][0] == 0


def test_what_does_not_fit_ends_in_an_ellipsis_and_within_the_room() -> None:
    font, text = inter(14), "word " * 60

    lines = marked_lines(text, ((0, 4), (200, 204)), font, 120, 2)

    assert len(lines) == 2
    assert lines[1].text.endswith("word…")
    assert all(QFontMetricsF(font).horizontalAdvance(line.text) <= 120 for line in lines)
    assert [len(line.hits) for line in lines] == [1, 0]
