"""Selecting, copying and clicking in the reader, with a real mouse and real keys."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from galley.anchoring.selectors import describe
from galley.domain.annotation import Annotation, Kind
from galley.domain.article import Version
from galley.ui.reader.article_view import ArticleView
from galley.ui.reader.page import Typography
from galley.ui.theme.current import ThemeSource
from tests.ui.driving import NOW, click_on, drag_over, passage, point_of, sample


@pytest.fixture
def view(qtbot: QtBot, themes: ThemeSource) -> Iterator[ArticleView]:
    window = QWidget()
    window.resize(860, 818)
    view = ArticleView(themes, lambda note: note, window)
    view.resize(860, 818)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield view
    window.close()


def show(view: ArticleView, version: Version, *annotations: Annotation) -> None:
    article, _version, _data = sample()
    view.show_article(article, version, list(annotations), {}, NOW)


def mark(version: Version, words: str, name: str, note: str = "") -> Annotation:
    start, end = passage(version, words)
    target = describe(version.text, version.id, start, end)
    return Annotation(name, version.article_id, Kind.CLAIM, (target,), NOW, NOW, note=note)


def test_dragging_selects_to_the_character(qtbot: QtBot, view: ArticleView) -> None:
    _article, version, _data = sample()
    show(view, version)
    start, end = passage(version, "some 125 officials")
    with qtbot.waitSignal(view.passage_selected) as selected:
        drag_over(view, start, end)
    assert selected.args == [start, end]


def test_dragging_in_the_air_between_lines_selects_the_nearest_line(view: ArticleView) -> None:
    """Qt's own hit test takes a point in that air for a line's beginning."""
    _article, version, _data = sample()
    show(view, version)
    start, end = passage(version, "in Cambodia has continued")
    first, last = point_of(view, start), point_of(view, end)
    for down in range(-11, 12):  # lines are 28 px apart
        view.clear_selection()
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first + QPoint(0, down))
        QTest.mouseMove(view.viewport(), last + QPoint(0, down))
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last + QPoint(0, down))
        assert view.selected_passage() == (start, end), f"{down} px off the line's middle"


def test_copying_gives_the_captured_characters(view: ArticleView) -> None:
    _article, version, _data = sample()
    text = "Kheng said 125\u00a0officials \U0001f600 came — “today”."
    index = next(i for i, b in enumerate(version.blocks) if "some 125" in b.text)
    blocks = list(version.blocks)
    blocks[index] = replace(blocks[index], text=text)
    version = replace(version, blocks=tuple(blocks))
    show(view, version)
    view.select_passage(*passage(version, "125\u00a0officials \U0001f600 came"))
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "125\u00a0officials \U0001f600 came"


def test_the_keyboard_selects(qtbot: QtBot, view: ArticleView) -> None:
    _article, version, _data = sample()
    show(view, version)
    view.setFocus()
    start, end = passage(version, "Human")
    view.select_passage(start, start + 1)
    view.clear_selection()
    QTest.keyClick(view, Qt.Key.Key_Left)
    with qtbot.waitSignal(view.passage_selected):
        for _ in range(len("Human")):
            QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_passage() == (start, end)
    assert view.cursorWidth() > 0


def test_a_click_says_which_marks_innermost_first(qtbot: QtBot, view: ArticleView) -> None:
    _article, version, _data = sample()
    outer = mark(version, "Human trafficking in Cambodia has continued unabated this year", "outer")
    inner = mark(version, "this year", "inner")
    show(view, version, outer, inner)
    with qtbot.waitSignal(view.marks_clicked) as clicked:
        click_on(view, passage(version, "year and ministries")[0])
    assert clicked.args == [["inner", "outer"]]
    with qtbot.waitSignal(view.marks_clicked) as clicked:
        click_on(view, passage(version, "Cambodia has")[0])
    assert clicked.args == [["outer"]]


def test_a_click_beside_marks_says_nothing(qtbot: QtBot, view: ArticleView) -> None:
    _article, version, _data = sample()
    show(view, version, mark(version, "this year", "one"))
    with qtbot.assertNotEmitted(view.marks_clicked):
        click_on(view, passage(version, "ministries need")[0])


def test_caption_and_sidebar_can_be_selected(qtbot: QtBot, view: ArticleView) -> None:
    _article, version, _data = sample()
    show(view, version)
    for text, words in [(view, "Heng Chivoan"), (view.sidebar, "urges official")]:
        start, end = passage(version, words)
        with qtbot.waitSignal(text.passage_selected) as selected:
            drag_over(text, start, end)
        assert selected.args == [start, end]


def test_what_is_folded_away_is_shown_in_full_when_asked(view: ArticleView) -> None:
    _article, version, _data = sample()
    show(view, version)
    hidden = version.text.index("Buriram province")
    assert not view.sidebar.shows(hidden)
    view.sidebar.unfold()
    assert view.sidebar.shows(hidden)


def test_cards_stand_beside_their_words_and_never_overlap(view: ArticleView) -> None:
    _article, version, _data = sample()
    notes = [
        mark(version, words, f"n{number}", note="A note of some words. " * 6)
        for number, words in enumerate(
            ["this year", "some 125 officials", "both labour and sex", "less than a week after"]
        )
    ]
    show(view, version, *notes)
    rects = [view.editor_rect(note.id) for note in notes]
    assert all(rect is not None for rect in rects)
    for above, below in pairwise(rects):
        assert above is not None
        assert below is not None
        assert below.top() >= above.bottom()
    assert [view.number_of(note.id) for note in notes] == [1, 2, 3, 4]


def test_clicking_a_card_and_opening_it(qtbot: QtBot, view: ArticleView) -> None:
    _article, version, _data = sample()
    note = mark(version, "some 125 officials", "n1", note="How many?")
    show(view, version, note)
    rect = view.editor_rect("n1")
    assert rect is not None
    view.verticalScrollBar().setValue(max(0, rect.top() - 300))
    rect = view.editor_rect("n1")
    assert rect is not None
    with qtbot.waitSignal(view.card_clicked) as clicked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert clicked.args == ["n1"]
    with qtbot.waitSignal(view.card_opened):
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_zoom_keeps_the_place_that_is_read(view: ArticleView) -> None:
    _article, version, _data = sample()
    show(view, version)
    view.verticalScrollBar().setValue(400)
    before = view.offset_at_top()
    view.set_typography(Typography(zoom=150))
    assert abs(view.offset_at_top() - before) < 80
    view.set_typography(Typography())
    assert abs(view.offset_at_top() - before) < 80


def test_a_local_picture_is_never_loaded(view: ArticleView) -> None:
    image = view.loadResource(2, "file:///etc/hostname")
    assert (image.width(), image.height()) == (1, 1)
