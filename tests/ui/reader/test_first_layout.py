"""A page is laid out once it has a size, only once, and begins where it was left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from galley.ui.reader.article_view import ArticleView
from galley.ui.reader.page import Typography
from galley.ui.theme.current import ThemeSource
from tests.ui.driving import NOW, passage, sample


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(860, 500)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def view(window: QWidget, themes: ThemeSource) -> ArticleView:
    view = ArticleView(themes, lambda note: note, window)
    row = QVBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(view)
    return view


def test_a_page_without_a_size_waits_for_it(
    qtbot: QtBot, window: QWidget, view: ArticleView
) -> None:
    laid_out: list[int] = []
    view.laid_out.connect(lambda: laid_out.append(view.viewport().width()))
    article, version, _data = sample()
    view.show_article(article, version, [], {}, NOW)
    assert laid_out == []
    with qtbot.waitExposed(window):
        window.show()
    assert laid_out == [view.viewport().width()]
    assert view.width() == 860


def test_it_begins_at_the_place_it_was_told_before(
    qtbot: QtBot, window: QWidget, view: ArticleView
) -> None:
    article, version, _data = sample()
    view.show_article(article, version, [], {}, NOW)
    start, _end = passage(version, "Minister of Social Affairs")
    view.scroll_to_offset(start)
    assert view.offset_at_top() == start
    with qtbot.waitExposed(window):
        window.show()
    assert view.verticalScrollBar().value() > 0
    assert version.block_index(view.offset_at_top()) == version.block_index(start)


def test_another_article_begins_at_its_top(
    qtbot: QtBot, window: QWidget, view: ArticleView
) -> None:
    article, version, _data = sample()
    view.show_article(article, version, [], {}, NOW)
    view.scroll_to_offset(2000)
    view.show_article(article, version, [], {}, NOW)
    with qtbot.waitExposed(window):
        window.show()
    assert view.offset_at_top() == 0


def test_the_place_it_began_at_is_not_gone_back_to(
    qtbot: QtBot, window: QWidget, view: ArticleView
) -> None:
    article, version, _data = sample()
    view.show_article(article, version, [], {}, NOW)
    view.scroll_to_offset(passage(version, "Minister of Social Affairs")[0])
    with qtbot.waitExposed(window):
        window.show()
    view.verticalScrollBar().setValue(0)
    view.set_typography(Typography(zoom=110))
    assert view.offset_at_top() == 0


def test_the_key_for_the_beginning_shows_the_very_top(
    qtbot: QtBot, window: QWidget, view: ArticleView
) -> None:
    article, version, _data = sample()
    view.show_article(article, version, [], {}, NOW)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.verticalScrollBar().value() > 0
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert view.verticalScrollBar().value() == 0
