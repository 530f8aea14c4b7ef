"""A long text is read at once and set while it is read; wherever one goes, it stands."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from galley.anchoring.selectors import describe
from galley.domain.annotation import Annotation, Kind
from galley.domain.article import Article, Block, BlockType, Figure, Version, Zone
from galley.ui.reader.article_view import ArticleView
from galley.ui.reader.page import Typography
from galley.ui.reader.photo import Photo
from galley.ui.reader.scroll_ticks import ScrollTicks
from galley.ui.reader.typesetting import set_article
from galley.ui.theme.current import ThemeSource
from tests.marked_article import an_article
from tests.ui.driving import NOW, passage

SENTENCE = "The ferry crossed the harbour again, and the gulls that follow it were counted. "
PARAGRAPHS = 400


def long_article() -> tuple[Article, Version]:
    """Some 200,000 code points, with a table, a list, a photo and a sidebar at the far end."""
    blocks = [Block(Zone.HEADLINE, "A long crossing", BlockType.HEADING, level=1)]
    blocks += [
        Block(Zone.BODY, f"Crossing {number}. {SENTENCE * 6}".strip())
        for number in range(PARAGRAPHS)
    ]
    blocks += [
        Block(Zone.BODY, "Pier\tBoats", BlockType.TABLE, group=0, level=1),
        Block(Zone.BODY, "East\t12", BlockType.TABLE, group=0),
        Block(Zone.PHOTO, "\ufffc", BlockType.FIGURE, group=0),
        Block(Zone.CAPTION, "The quay at dusk.", group=0),
        Block(Zone.BODY, "Ticket: $5", BlockType.LIST_ITEM, group=0, level=1),
        Block(Zone.BODY, "The last word of the harbour master."),
        Block(Zone.SIDEBAR_HEADING, "MOST VIEWED", BlockType.HEADING, group=0),
        Block(Zone.SIDEBAR_ITEM, "Tide tables", group=0),
    ]
    article, version = an_article(blocks)
    return article, replace(version, figures=(Figure("The quay"),))


@pytest.fixture
def view(qtbot: QtBot, themes: ThemeSource) -> Iterator[ArticleView]:
    window = QWidget()
    window.resize(860, 700)
    view = ArticleView(themes, lambda note: note, window)
    view.resize(860, 700)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield view
    window.close()


def show(view: ArticleView, version: Version, *marks: Annotation) -> None:
    article, _version = long_article()
    view.show_article(article, version, list(marks), {}, NOW)


def mark(version: Version, words: str, note: str = "") -> Annotation:
    target = describe(version.text, version.id, *passage(version, words))
    return Annotation(words, version.article_id, Kind.CLAIM, (target,), NOW, NOW, note=note)


def whole(qtbot: QtBot, view: ArticleView) -> None:
    qtbot.waitUntil(lambda: view.is_whole, timeout=20_000)


def test_the_beginning_is_there_at_once_and_the_rest_follows(
    qtbot: QtBot, view: ArticleView, themes: ThemeSource
) -> None:
    _article, version = long_article()
    show(view, version)
    assert not view.is_whole
    assert view.document().toPlainText().startswith("A long crossing\nCrossing 0. The ferry")
    whole(qtbot, view)
    at_once = set_article(version, view.page, themes.theme)
    assert view.document().toPlainText() == at_once.document.toPlainText()
    assert list(view.document_map.segments) == list(at_once.map.segments)


def test_an_ordinary_article_is_whole_when_it_is_shown(view: ArticleView) -> None:
    article, version = an_article([Block(Zone.BODY, SENTENCE * 20)])
    view.show_article(article, version, [], {}, NOW)
    assert view.is_whole


def test_wherever_one_goes_it_stands_already(view: ArticleView) -> None:
    _article, version = long_article()
    show(view, version)
    words = passage(version, "Crossing 390.")
    assert not view.stands(words[0])
    place = view.place_of(*words)
    assert not place.isEmpty()
    assert view.stands(words[1] - 1)
    view.scroll_to_offset(words[0])
    assert version.block_index(view.offset_at_top()) == version.block_index(words[0])
    assert not view.is_whole  # no further than that


def test_words_of_the_sidebar_do_not_wait_for_the_text(view: ArticleView) -> None:
    _article, version = long_article()
    show(view, version)
    start, end = passage(version, "Tide tables")
    assert not view.shows(start)
    assert not view.place_of(start, end).isEmpty()
    assert not view.is_whole


def test_words_far_on_can_be_selected(view: ArticleView) -> None:
    _article, version = long_article()
    show(view, version)
    words = passage(version, "last word of the harbour master")
    view.select_passage(*words)
    assert view.selected_passage() == words


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_the_keys_to_the_end_go_to_the_very_end(
    view: ArticleView, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    _article, version = long_article()
    show(view, version)
    view.setFocus()
    QTest.keyClick(view, key, modifier)
    end = passage(version, "The last word of the harbour master.")[1]
    assert view.selected_passage() == (0, end)


def test_a_card_comes_when_its_mark_stands(qtbot: QtBot, view: ArticleView) -> None:
    _article, version = long_article()
    near = mark(version, "Crossing 2.", note="near")
    far = mark(version, "last word", note="far")
    beside = mark(version, "Tide tables", note="beside")
    show(view, version, near, far, beside)
    assert view._margin.card_of(near.id) is not None
    assert view._margin.card_of(far.id) is None
    whole(qtbot, view)
    cards = [view._margin.card_of(one.id) for one in (near, far, beside)]
    assert all(card is not None for card in cards)
    far_card, at = view._margin.card_of(far.id), view.place_of(*passage(version, "last word"))
    assert far_card is not None
    assert abs(far_card.rect.top() - view.verticalScrollBar().value() - at.top()) < 60


def test_cards_come_too_when_one_goes_to_the_end_before_it_stands(
    qtbot: QtBot, view: ArticleView
) -> None:
    _article, version = long_article()
    far, last = mark(version, "Crossing 300.", note="far"), passage(version, "harbour master.")
    show(view, version, far)
    assert not view.is_whole
    view.place_of(last[1] - 1, last[1])
    view.place_of(len(version.text) - 1, len(version.text))
    view.select_passage(0, len(version.text))
    qtbot.waitUntil(lambda: view._margin.card_of(far.id) is not None)
    qtbot.waitUntil(lambda: view.is_whole and not view._growing.isActive())


def test_ticks_wait_for_the_whole_text(
    qtbot: QtBot, view: ArticleView, themes: ThemeSource
) -> None:
    _article, version = long_article()
    ticks = ScrollTicks(themes, view)
    show(view, version, mark(version, "Crossing 200."))
    whole(qtbot, view)
    qtbot.waitUntil(lambda: bool(ticks.mark_rows.get(Kind.CLAIM)))
    (row,) = ticks.mark_rows[Kind.CLAIM]
    assert 0.4 < row / ticks.height() < 0.6


def test_another_article_in_between_is_not_disturbed(qtbot: QtBot, view: ArticleView) -> None:
    _article, version = long_article()
    show(view, version)
    view.scroll_to_offset(passage(version, "Crossing 300.")[0])
    other_article, other = an_article([Block(Zone.BODY, "A short crossing.")])
    other = replace(other, id="another")
    view.show_article(other_article, other, [], {}, NOW)
    assert view.is_whole
    qtbot.wait(50)
    assert view.document().toPlainText() == "A short crossing."
    assert view.verticalScrollBar().value() == 0


def test_a_new_size_of_the_text_keeps_the_place_and_goes_on(
    qtbot: QtBot, view: ArticleView
) -> None:
    _article, version = long_article()
    show(view, version)
    start = passage(version, "Crossing 250.")[0]
    view.scroll_to_offset(start)
    view.set_typography(Typography(zoom=150))
    assert version.block_index(view.offset_at_top()) == version.block_index(start)
    whole(qtbot, view)
    assert version.block_index(view.offset_at_top()) == version.block_index(start)
    assert view.shows(passage(version, "The last word")[0])


def test_the_sidebar_comes_after_the_text_once_that_has_an_end(
    qtbot: QtBot, view: ArticleView
) -> None:
    view.resize(600, 700)
    _article, version = long_article()
    show(view, version)
    assert view.sidebar.isHidden()
    whole(qtbot, view)
    assert not view.sidebar.isHidden()
    words = passage(version, "The last word of the harbour master.")
    assert view.sidebar.pos().y() > view.rect_of(*words).bottom()


def test_a_photo_far_on_gets_its_room(qtbot: QtBot, view: ArticleView) -> None:
    article, version = long_article()
    view.show_article(article, version, [], {0: Photo(QSize(400, 300))}, NOW)
    whole(qtbot, view)
    caption = view.rect_of(*passage(version, "The quay at dusk."))
    table = view.rect_of(*passage(version, "East"))
    assert caption.top() - table.bottom() > 290
    assert view.photo_at(QPoint(0, 0)) == -1
