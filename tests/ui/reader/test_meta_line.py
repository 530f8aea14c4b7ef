"""The line about the capture: what it calls a capture, and where it stands."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from galley.domain.article import Block, Zone
from galley.ui.reader.article_view import ArticleView
from galley.ui.theme.current import ThemeSource
from tests.ui.driving import NOW, sample


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def view(qtbot: QtBot, window: QWidget, themes: ThemeSource) -> ArticleView:
    view = ArticleView(themes, lambda note: note, window)
    row = QVBoxLayout(window)
    row.addWidget(view)
    with qtbot.waitExposed(window):
        window.show()
    return view


def test_it_stands_above_the_text_of_an_article_without_a_head(view: ArticleView) -> None:
    article, version, _data = sample()
    bare = replace(version, blocks=(Block(Zone.BODY, "A letter without a headline."),), figures=())
    view.show_article(article, bare, [], {}, NOW)

    line = view.meta_line
    assert line.isVisible()
    assert line.geometry().top() >= 0
    assert line.geometry().bottom() < view.place_of(0, 8).top()


@pytest.mark.parametrize(
    ("importer", "name"),
    [("web-page/1", "Web page"), ("word/1", "Word file"), ("epub/1", "EPUB file")],
)
def test_it_calls_a_capture_by_its_kind(view: ArticleView, importer: str, name: str) -> None:
    article, version, _data = sample()
    view.show_article(article, replace(version, importer=importer), [], {}, NOW)

    labels = [label.text() for label in view.meta_line.findChildren(QLabel)]
    assert any(text.startswith(f"{name} · ") for text in labels)


def test_a_byline_that_is_shown_is_not_said_to_be_missing(view: ArticleView) -> None:
    article, version, _data = sample()
    nobody = replace(article, metadata=replace(article.metadata, authors=(), published=""))
    blocks = (Block(Zone.HEADLINE, "Ferry"), Block(Zone.BYLINE, "Ada Quay"), *version.blocks)
    view.show_article(nobody, replace(version, blocks=blocks), [], {}, NOW)

    labels = [label.text() for label in view.meta_line.findChildren(QLabel) if label.isVisible()]
    assert "Date not captured" in labels


@pytest.mark.parametrize(
    ("words", "time"), [(1, "1 min read"), (23_600, "118 min read"), (1_000_000, "83 h read")]
)
def test_a_book_takes_hours(view: ArticleView, words: int, time: str) -> None:
    article, version, _data = sample()
    blocks = (Block(Zone.BODY, "word " * words),)
    long = replace(version, blocks=blocks, figures=())
    view.show_article(article, long, [], {}, NOW)

    labels = [label.text() for label in view.meta_line.findChildren(QLabel)]
    assert any(time in text for text in labels), labels
