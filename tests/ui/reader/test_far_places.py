"""A place far on in a long text is shown at once; the text grows around it, what is seen stays."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Block, BlockType, Figure, Version, Zone
from galley.ui.reader import growing_text
from galley.ui.reader.article_view import ArticleView
from galley.ui.reader.page import Typography
from galley.ui.reader.photo import Photo
from galley.ui.reader.typesetting import set_article
from galley.ui.theme.current import ThemeSource
from tests.marked_article import a_mark, an_article
from tests.ui.driving import NOW, drag_over, passage

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SENTENCE = "The ferry crossed the harbour again, and the gulls that follow it were counted. "


@pytest.fixture(autouse=True)
def _near_is_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred thousand code points will do, and nobody waits."""
    monkeypatch.setattr(growing_text, "_FAR", 30_000)
    monkeypatch.setattr(growing_text, "_AT_REST", 0.0)


def long_article() -> tuple[Article, Version]:
    """Paragraphs, among them lists, tables, a photo with caption and credit, and a sidebar."""
    blocks = [Block(Zone.HEADLINE, "A long crossing", BlockType.HEADING, level=1)]
    for number in range(400):
        blocks.append(Block(Zone.BODY, f"Crossing {number}. {SENTENCE * 6}".strip()))
        if number % 40 == 39:
            blocks += [
                Block(Zone.BODY, f"Pier {number}\tBoats", BlockType.TABLE, group=number, level=1),
                Block(Zone.BODY, "East\t12", BlockType.TABLE, group=number),
                Block(Zone.BODY, f"Ticket {number}", BlockType.LIST_ITEM, group=number, level=1),
                Block(Zone.BODY, "Passport", BlockType.LIST_ITEM, group=number, level=1),
            ]
    blocks += [
        Block(Zone.PHOTO, "\ufffc", BlockType.FIGURE, group=0),
        Block(Zone.CAPTION, "The quay at dusk.", group=0),
        Block(Zone.CREDIT, "Ada", group=0),
        Block(Zone.BODY, "The last word of the harbour master."),
        Block(Zone.SIDEBAR_HEADING, "MOST VIEWED", BlockType.HEADING, group=0),
        Block(Zone.SIDEBAR_ITEM, "Tide tables", group=0),
    ]
    article, version = an_article(blocks)
    return article, replace(version, figures=(Figure("The quay"),))


ARTICLE, VERSION = long_article()


@pytest.fixture
def view(qtbot: QtBot, themes: ThemeSource) -> Iterator[ArticleView]:
    window = QWidget()
    window.resize(1100, 700)
    view = ArticleView(themes, lambda note: note, window)
    view.resize(1100, 700)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield view
    window.close()


def show(view: ArticleView, *marks: Annotation, at: int = 0) -> None:
    view.show_article(ARTICLE, VERSION, list(marks), {0: Photo(QSize(400, 300))}, NOW, at)


def whole(qtbot: QtBot, view: ArticleView) -> None:
    qtbot.waitUntil(lambda: view.is_whole, timeout=20_000)


def y_of(view: ArticleView, words: str) -> float:
    return view.place_of(*passage(VERSION, words)).top()


def test_the_place_is_there_at_once_and_stays_where_it_is(qtbot: QtBot, view: ArticleView) -> None:
    start = passage(VERSION, "Crossing 350.")[0]
    show(view, at=start)
    assert view.is_part
    assert not view.stands(0)
    before = y_of(view, "Crossing 350.")
    assert 0 <= before < 10
    assert view.offset_at_top() == start
    whole(qtbot, view)
    assert y_of(view, "Crossing 350.") == pytest.approx(before, abs=1)
    assert view.offset_at_top() == start


def test_what_is_shown_in_the_end_is_what_is_set_at_once(
    qtbot: QtBot, view: ArticleView, themes: ThemeSource
) -> None:
    show(view, at=passage(VERSION, "Crossing 350.")[0])
    whole(qtbot, view)
    at_once = set_article(VERSION, view.page, themes.theme)
    assert view.document().toPlainText() == at_once.document.toPlainText()
    assert list(view.document_map.segments) == list(at_once.map.segments)


def geometry(document: QTextDocument) -> list[tuple[str, QRectF, int]]:
    """Every text block: its words, where it stands, in how many lines."""
    layout, block, found = document.documentLayout(), document.begin(), []
    while block.isValid():
        rect, lines = layout.blockBoundingRect(block), block.layout().lineCount()
        found.append((block.text(), rect, lines))
        block = block.next()
    return found


@pytest.mark.parametrize(("width", "zoom"), [(1100, 100), (600, 110), (1920, 90)])
def test_it_stands_where_it_would_had_it_been_set_at_once(
    qtbot: QtBot, view: ArticleView, width: int, zoom: int
) -> None:
    view.resize(width, 700)
    view.set_typography(Typography(zoom=zoom))
    show(view, at=passage(VERSION, "Crossing 350.")[0])
    whole(qtbot, view)
    grown, size = geometry(view.document()), view.document().size()
    show(view)
    whole(qtbot, view)
    assert grown == geometry(view.document())
    assert size == view.document().size()


@pytest.mark.parametrize("zoom", [100, 107, 133])
def test_what_is_seen_does_not_creep_while_the_text_grows(
    view: ArticleView, monkeypatch: pytest.MonkeyPatch, zoom: int
) -> None:
    monkeypatch.setattr(growing_text, "_ABOVE", 1_000)
    view.set_typography(Typography(zoom=zoom))
    note = a_mark(VERSION, "Crossing 352.", number=1, note="near")
    show(view, note, at=passage(VERSION, "Crossing 350.")[0])
    place = y_of(view, "Crossing 350.")
    card = view.editor_rect(note.id)
    assert card is not None
    height, seen = view.verticalScrollBar().value(), [place]
    while not view.is_whole:
        QApplication.processEvents()
        seen.append(y_of(view, "Crossing 350."))
    assert view.verticalScrollBar().value() > 3 * height
    assert max(seen) - min(seen) < 1.01
    moved = view.editor_rect(note.id)
    assert moved is not None
    assert abs(moved.y() - card.y()) <= 1


def test_cards_stay_beside_their_words_while_the_text_grows(
    qtbot: QtBot, view: ArticleView
) -> None:
    near = a_mark(VERSION, "Crossing 352.", number=1, note="near")
    show(view, near, at=passage(VERSION, "Crossing 350.")[0])
    begun = view.verticalScrollBar().value()
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > begun, timeout=20_000)
    assert view.is_part
    card = view._margin.card_of(near.id)
    assert card is not None
    scrolled = view.verticalScrollBar().value()
    assert abs(card.anchor.y - scrolled - y_of(view, "Crossing 352.")) < 40
    assert view._margin.card_at(card.rect.center()) is not None
    assert view._margin.bottom == card.rect.bottom()


@pytest.mark.parametrize("place", ["Crossing 100.", "Ticket 199", "Passport", "East", "dusk"])
def test_a_part_may_begin_anywhere(view: ArticleView, place: str) -> None:
    start = VERSION.text.rindex(place)
    show(view, at=start)
    assert view.document_map.to_ranges(start, start + 4)
    assert 0 <= view.rect_of(start, start + 4).top() < 700
    text = view.document().toPlainText().replace("\n", "")
    first, last = view.document_map.to_offset(0), len(VERSION.text)
    written = (
        VERSION.text[first:last].replace("\n", "").replace("\t", "").replace("\ufffc", "\u00a0")
    )
    assert written.startswith(text[:2000])


def test_what_stands_at_the_beginning_is_out_of_sight_until_then(
    qtbot: QtBot, view: ArticleView
) -> None:
    show(view, at=passage(VERSION, "Crossing 350.")[0])
    assert view.meta_line.isHidden()
    assert view.sidebar.isHidden()
    view.verticalScrollBar().setValue(0)
    whole(qtbot, view)
    view.verticalScrollBar().setValue(0)
    assert view.meta_line.isVisible()
    assert view.sidebar.isVisible()
    assert view.meta_line.y() < 200


def test_words_are_selected_and_stay_so(qtbot: QtBot, view: ArticleView) -> None:
    show(view, at=passage(VERSION, "Crossing 350.")[0])
    words = passage(VERSION, "Crossing 350.")
    told: list[tuple[int, int]] = []
    cleared: list[int] = []
    view.passage_selected.connect(lambda *ends: told.append(ends))
    drag_over(view, *words)
    assert told == [words]
    view.selection_cleared.connect(lambda: cleared.append(1))
    whole(qtbot, view)
    assert view.selected_passage() == words
    assert told == [words]
    assert cleared == [], "nobody let go of it"


def test_nothing_turns_in_somebodys_hands(qtbot: QtBot, view: ArticleView) -> None:
    show(view, at=passage(VERSION, "Crossing 350.")[0])
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.wait(600)
    assert view.is_part
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    whole(qtbot, view)


@pytest.mark.parametrize(("edge", "words"), [(0, "Crossing 250."), (1, "Crossing 250.")])
def test_there_is_more_above_and_below_a_part(
    view: ArticleView, monkeypatch: pytest.MonkeyPatch, edge: int, words: str
) -> None:
    monkeypatch.setattr(growing_text, "_AT_REST", 60.0)
    show(view, at=passage(VERSION, words)[0])
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() * edge)
    there = view.offset_at_top()
    before = view.rect_of(there, there + 20).top()
    QApplication.processEvents()
    assert view.is_part
    assert view.rect_of(there, there + 20).top() == pytest.approx(before, abs=1)
    assert bar.minimum() < bar.value() < bar.maximum()


def test_a_hit_far_on_is_gone_to_without_what_lies_between(view: ArticleView) -> None:
    show(view)
    words = passage(VERSION, "Crossing 390.")
    assert not view.stands(words[0])
    assert 0 <= view.place_of(*words).top() < 100
    assert view.is_part
    back = passage(VERSION, "Crossing 2.")
    assert not view.place_of(*back).isEmpty()
    assert not view.is_part


def test_keys_lead_to_both_ends(view: ArticleView) -> None:
    show(view, at=passage(VERSION, "Crossing 250.")[0])
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End, CONTROL)
    assert 0 < y_of(view, "The last word") < 700
    QTest.keyClick(view, Qt.Key.Key_Home, CONTROL)
    assert view.verticalScrollBar().value() == 0
    assert not view.is_part


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_A, CONTROL)])
def test_all_is_selected_from_a_part(
    view: ArticleView, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    show(view, at=passage(VERSION, "Crossing 250.")[0])
    view.setFocus()
    QTest.keyClick(view, key, modifier)
    assert view.selected_passage() == (0, passage(VERSION, "harbour master.")[1])


def test_a_part_shows_its_cards_only(qtbot: QtBot, view: ArticleView) -> None:
    near = a_mark(VERSION, "Crossing 352.", number=1, note="near")
    first = a_mark(VERSION, "Crossing 2.", number=2, note="first")
    beside = a_mark(VERSION, "Tide tables", number=3, note="beside")
    show(view, near, first, beside, at=passage(VERSION, "Crossing 350.")[0])
    assert view._margin.card_of(near.id) is not None
    assert view._margin.card_of(first.id) is None
    assert view._margin.card_of(beside.id) is None
    whole(qtbot, view)
    assert all(view._margin.card_of(one.id) is not None for one in (near, first, beside))


def test_another_article_in_between_is_not_disturbed(qtbot: QtBot, view: ArticleView) -> None:
    show(view, at=passage(VERSION, "Crossing 350.")[0])
    other_article, other = an_article([Block(Zone.BODY, "A short crossing.")])
    view.show_article(other_article, replace(other, id="another"), [], {}, NOW)
    assert view.is_whole
    assert not view.is_part
    qtbot.wait(50)
    assert view.document().toPlainText() == "A short crossing."
    assert view.verticalScrollBar().value() == 0


def go(view: ArticleView, number: int) -> None:
    view.verticalScrollBar().setValue(0)
    view.scroll_to_offset(passage(VERSION, f"Crossing {number}.")[0])


def scroll(view: ArticleView, number: int) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + (number - 200) * 40)


def zoom(view: ArticleView, number: int) -> None:
    view.set_typography(Typography(zoom=80 + number // 4))


def resize(view: ArticleView, number: int) -> None:
    view.resize(600 + number, 700)
    view.lay_out_again()


def go_on(_view: ArticleView, number: int) -> None:
    for _ in range(number % 30):
        QApplication.processEvents()


steps = st.tuples(st.sampled_from([go, scroll, zoom, resize, go_on]), st.integers(0, 399))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(todo=[(go, 395), (scroll, 231)])  # to the end, of which the bar had not heard
@example(todo=[(go, 0), (scroll, 199)])  # into the air above lines that end soon
@example(todo=[(go, 0), (scroll, 201)])  # to lines in sight that were not asked for
@given(todo=st.lists(steps, min_size=2, max_size=8))
def test_wherever_one_goes_what_is_seen_is_the_text(
    qtbot: QtBot, view: ArticleView, todo: list[tuple[object, int]]
) -> None:
    view.resize(1100, 700)
    view.set_typography(Typography())
    show(view, at=passage(VERSION, "Crossing 300.")[0])
    for step, number in todo:
        assert callable(step)
        step(view, number)
        top = view.offset_at_top()
        assert view.stands(top)
        position = view.document_map.to_position(top)
        shown = view.document().toPlainText()[position : position + 1]
        assert shown.strip() == VERSION.text[top : top + 1].replace("\ufffc", "\u00a0").strip()
        if step is go:
            start, end = passage(VERSION, f"Crossing {number}.")
            assert -1 <= view.rect_of(start, end).top() < 700
    top = view.offset_at_top()
    whole(qtbot, view)
    assert VERSION.block_index(view.offset_at_top()) == VERSION.block_index(top)


def test_shift_and_a_click_select_from_where_it_was_begun_though_that_is_out_of_sight(
    view: ArticleView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growing_text, "_AT_REST", 3600.0)
    show(view, at=passage(VERSION, "Crossing 350.")[0])
    assert view.is_part
    here = view.place_of(*passage(VERSION, "Crossing 350.")).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=here)
    for words in ("Crossing 200.", "Crossing 210."):
        view.scroll_to_offset(passage(VERSION, words)[0])
    assert not view.stands(passage(VERSION, "Crossing 350.")[0])
    there = view.place_of(*passage(VERSION, "Crossing 210.")).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, SHIFT, pos=there)
    start, end = view.selected_passage() or (0, 0)
    assert passage(VERSION, "Crossing 210.")[0] <= start <= passage(VERSION, "Crossing 210.")[1]
    assert passage(VERSION, "Crossing 350.")[0] <= end <= passage(VERSION, "Crossing 350.")[1]


def test_what_was_selected_in_one_article_is_not_selected_in_the_next(
    qtbot: QtBot, view: ArticleView
) -> None:
    show(view, at=passage(VERSION, "Crossing 350.")[0])
    whole(qtbot, view)
    view.select_passage(*passage(VERSION, "Crossing 351."))
    other = replace(VERSION, id="another")
    view.show_article(ARTICLE, other, [], {}, NOW, passage(VERSION, "Crossing 350.")[0])
    assert view.is_part
    assert view.selected_passage() is None
    whole(qtbot, view)
    assert view.selected_passage() is None
