"""The page of results by itself, with mouse and keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Kind
from galley.domain.search import SearchField, SearchHit, SearchResults
from galley.ui.components.chips import FilterChip
from galley.ui.lists.choice_list import ChoiceListView
from galley.ui.search.results_page import ResultsPage
from galley.ui.theme.current import ThemeSource

HITS = tuple(
    SearchHit(f"a{n}", f"Headline {n}", "Ledger", "", snippet=f"dam {n}", hits=((0, 3),), offset=n)
    for n in range(300)
)
NOTE = replace(
    HITS[0], annotation_id="m", kind=Kind.CLAIM, field=SearchField.NOTE, snippet="a dam", offset=9
)


@pytest.fixture
def page(qtbot: QtBot, themes: ThemeSource) -> ResultsPage:
    page = ResultsPage(themes)
    qtbot.addWidget(page)
    page.resize(800, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def list_of(page: ResultsPage) -> ChoiceListView:
    view = page.findChild(ChoiceListView)
    assert view is not None
    return view


def current(page: ResultsPage) -> str:
    words: str = list_of(page).currentIndex().data()
    return words


def labels(page: ResultsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def chip(page: ResultsPage, words: str) -> FilterChip:
    return next(chip for chip in page.findChildren(FilterChip) if chip.text() == words)


def test_the_last_row_asks_for_more(qtbot: QtBot, page: ResultsPage) -> None:
    page.show_results("dam", SearchResults(HITS, more=True), {})
    page.focus_first()
    assert "The first 300 matches, in 300 articles" in labels(page)

    QTest.keyClick(list_of(page), Qt.Key.Key_End)
    assert current(page) == "Show more"
    with qtbot.waitSignal(page.more_wanted):
        QTest.keyClick(list_of(page), Qt.Key.Key_Return)

    further = tuple(replace(hit, article_id=f"b{hit.article_id}") for hit in HITS)
    page.show_results("dam", SearchResults((*HITS, *further), more=True), {})
    assert list_of(page).currentIndex().row() == 601  # the first that is new, under its headline
    assert 599 in list_of(page).visible_rows()


def test_another_answer_to_the_same_query_keeps_the_place(page: ResultsPage) -> None:
    page.show_results("dam", SearchResults(HITS), {})
    page.focus_first()
    for _ in range(120):
        QTest.keyClick(list_of(page), Qt.Key.Key_Down)
    view = list_of(page)
    before, place = current(page), view.visualRect(view.currentIndex()).top()
    assert before == "dam 120"

    page.show_results("dam", SearchResults((*HITS[10:150], NOTE)), {})

    assert current(page) == before
    assert view.visualRect(view.currentIndex()).top() == place


def test_what_was_scrolled_to_stays_in_sight_without_a_current_row(page: ResultsPage) -> None:
    page.show_results("dam", SearchResults(HITS), {})
    view = list_of(page)
    view.verticalScrollBar().setValue(9000)
    top = view.model().index(view.first_visible_row(), 0).data()

    page.show_results("dam", SearchResults(HITS[20:]), {})

    assert view.model().index(view.first_visible_row(), 0).data() == top


def test_another_query_begins_at_the_top_with_everything(page: ResultsPage) -> None:
    page.show_results("dam", SearchResults((NOTE, *HITS)), {})
    QTest.mouseClick(chip(page, "Notes"), Qt.MouseButton.LeftButton)
    assert list_of(page).model().rowCount() == 2

    page.show_results("da", SearchResults((NOTE, *HITS)), {})

    assert chip(page, "All").isChecked()
    assert not list_of(page).currentIndex().isValid()
    assert list_of(page).first_visible_row() == 0


def test_a_share_that_has_nothing_left_gives_way_to_everything(page: ResultsPage) -> None:
    page.show_results("dam", SearchResults((NOTE, *HITS)), {})
    QTest.mouseClick(chip(page, "Notes"), Qt.MouseButton.LeftButton)

    page.show_results("dam", SearchResults(HITS), {})

    assert chip(page, "All").isChecked()
    assert not chip(page, "Notes").isVisible()
    assert list_of(page).model().rowCount() == 2 * len(HITS)


def test_it_says_how_far_the_library_is_with_getting_ready(page: ResultsPage) -> None:
    page.show_results("da", SearchResults(HITS), {})

    page.show_progress("dam", 30, 120)

    assert "Getting the library ready for its first search: 25%" in labels(page)
    assert "“dam”" in labels(page)
    assert list_of(page).model().rowCount() == 0
    page.show_results("dam", SearchResults(HITS), {})
    assert not any("first search" in words for words in labels(page))


def test_only_rows_in_sight_are_measured(page: ResultsPage) -> None:
    page.show_results("dam", SearchResults(HITS), {})

    measured = [list_of(page)._window._heights.measured(row) for row in range(600)]

    assert sum(measured) < 40


def test_escape_goes_back(qtbot: QtBot, page: ResultsPage) -> None:
    page.show_results("dam", SearchResults(HITS), {})
    page.focus_first()

    with qtbot.waitSignal(page.dismissed):
        QTest.keyClick(list_of(page), Qt.Key.Key_Escape)


def test_a_long_query_is_shortened_in_the_title(page: ResultsPage) -> None:
    page.show_results("dam " * 100, SearchResults(HITS), {})

    title = next(words for words in labels(page) if words.startswith("“dam"))

    assert title.endswith("…")
    assert "300 matches in 300 articles" in labels(page)
