"""Finding in the library, with real keys and mouse, a real window and a real library."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from galley.domain.search import SearchField, SearchHit
from galley.services.demo import make_demo_library
from galley.services.library_thread import LibraryThread
from galley.services.settings import Settings
from galley.ui.components.chips import FilterChip
from galley.ui.components.search_field import SearchField as Field
from galley.ui.lists.choice_list import ChoiceListView
from galley.ui.lists.row_models import ROW_ROLE
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.search.results import Group, Row
from galley.ui.search.results_page import ResultsPage
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import library_file

NOW = datetime(2026, 1, 2, tzinfo=UTC)
SAMPLE_HEADLINE = "Kingdom failing to stop human trafficking: DPM"


class Rig:
    """The window, and what a person sees of the search."""

    def __init__(self, qtbot: QtBot, window: MainWindow, model: AppModel) -> None:
        self.qtbot, self.window, self.model = qtbot, window, model
        self.reader, self.library = window.reader, window.chrome.library
        field = self.library.findChild(Field)
        assert field is not None
        self.field = field

    def type(self, words: str) -> None:
        """Type into the library's field, and wait for the answer."""
        self.library.focus_search()
        QTest.keyClicks(self.field, words)
        self.qtbot.waitUntil(lambda: not self.model.search.busy)

    @property
    def page(self) -> ResultsPage:
        page = self.reader.findChild(ResultsPage)
        assert page is not None
        return page

    @property
    def view(self) -> ChoiceListView:
        view = self.page.findChild(ChoiceListView)
        assert view is not None
        return view

    def rows(self) -> list[Row]:
        model = self.view.model()
        return [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]

    def hits(self) -> list[SearchHit]:
        return [row for row in self.rows() if isinstance(row, SearchHit)]

    def articles(self) -> list[str]:
        """The headlines in the library's own list."""
        view = self.library.findChild(ChoiceListView)
        assert view is not None
        model = view.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def current(self) -> Row:
        row: Row = self.view.currentIndex().data(ROW_ROLE)
        return row

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        focus = self.window.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def words(self) -> list[str]:
        found = [*self.page.findChildren(QLabel), *self.library.findChildren(QLabel)]
        return [label.text() for label in found if label.isVisible()]

    def painted(self) -> list[str]:
        """The hits shown in the article."""
        version = self.model.version
        assert version is not None
        return [version.text[start:end] for start, end in self.reader.view._hits]


@pytest.fixture
def rig(qtbot: QtBot, themes: ThemeSource, tmp_path: Path) -> Iterator[Rig]:
    make_demo_library(library_file(tmp_path), now=NOW)
    model = AppModel(LibraryThread(library_file(tmp_path)), creator="Ada")
    window = MainWindow(themes, NoteTexts(), Settings())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.furnish(model)
    rig = Rig(qtbot, window, model)
    with qtbot.waitSignals([model.article_opened, model.shelf.listed]):
        model.open_first("")
    other = next(row for row in model.shelf.summaries if "Ferry" in row.headline)
    with qtbot.waitSignal(model.article_opened):
        model.open_article(other.id)
    yield rig
    window.close()
    model.close()


def test_what_is_typed_is_found_and_shown_over_the_article(rig: Rig) -> None:
    rig.type("Ministry")

    assert rig.page.isVisible()
    marked = [[hit.snippet[a:b].lower() for a, b in hit.hits] for hit in rig.hits()]
    assert marked == [["ministry"], ["ministry"], ["ministry"]]
    assert "“Ministry”" in rig.words()
    assert "3 matches in 1 article" in rig.words()
    assert rig.articles() == [SAMPLE_HEADLINE]
    assert rig.field.hasFocus()


def test_an_emptied_field_brings_the_article_and_the_whole_list_back(rig: Rig) -> None:
    rig.type("Ministry")

    rig.press(Qt.Key.Key_Escape)

    assert rig.field.text() == ""
    assert not rig.page.isVisible()
    assert rig.reader.view.isVisible()
    assert len(rig.articles()) == 7


def test_down_leads_to_the_first_hit_and_enter_opens_its_place(rig: Rig) -> None:
    before = rig.model.article
    assert before is not None
    assert before.metadata.headline != SAMPLE_HEADLINE
    rig.type("Ministry")

    rig.press(Qt.Key.Key_Down)
    assert rig.view.hasFocus()
    assert isinstance(rig.current(), SearchHit)
    with rig.qtbot.waitSignal(rig.model.article_opened):
        rig.press(Qt.Key.Key_Return)

    article = rig.model.article
    assert article is not None
    assert article.metadata.headline == SAMPLE_HEADLINE
    assert rig.reader.view.isVisible()
    assert rig.reader.view.hasFocus()
    assert rig.painted() == ["Ministry"]
    place = rig.reader.view.place_of(*rig.reader.view._hits[0])
    assert 0 <= place.top() < rig.reader.view.viewport().height()


def test_every_place_of_an_article_opens_where_it_is(rig: Rig) -> None:
    rig.type("Ministry")
    rig.press(Qt.Key.Key_Down)
    rig.press(Qt.Key.Key_Down)

    with rig.qtbot.waitSignal(rig.model.article_opened):
        rig.press(Qt.Key.Key_Return)

    assert rig.painted() == ["ministry"]


def test_a_note_that_was_found_becomes_the_active_one(rig: Rig) -> None:
    rig.type("printed in:notes")
    (hit,) = rig.hits()

    rig.press(Qt.Key.Key_Down)
    with rig.qtbot.waitSignal(rig.model.article_opened):
        rig.press(Qt.Key.Key_Return)

    assert rig.reader.active == hit.annotation_id
    assert hit.field is SearchField.NOTE
    assert rig.reader.view.isVisible()


def test_enter_in_the_field_waits_for_the_answer_and_opens_the_best(rig: Rig) -> None:
    rig.library.focus_search()
    QTest.keyClicks(rig.field, "ministry")
    assert rig.model.search.busy

    with rig.qtbot.waitSignal(rig.model.article_opened):
        QTest.keyClick(rig.field, Qt.Key.Key_Return)

    assert rig.painted() == ["Ministry"]


def test_after_a_hit_the_results_are_a_key_away(rig: Rig) -> None:
    rig.type("crowns")
    rig.press(Qt.Key.Key_Down)
    rig.press(Qt.Key.Key_Down)
    second = rig.current()
    rig.press(Qt.Key.Key_Return)
    rig.qtbot.waitUntil(rig.reader.view.hasFocus)

    rig.library.focus_search()
    rig.press(Qt.Key.Key_Down)

    assert rig.page.isVisible()
    assert rig.view.hasFocus()
    assert rig.current() == second


def test_the_keys_go_from_hit_to_hit_over_headlines(rig: Rig) -> None:
    rig.type("kind:statistic")
    assert any(isinstance(row, Group) for row in rig.rows()[1:])

    rig.press(Qt.Key.Key_Down)
    seen = [rig.current()]
    while not seen or rig.view.currentIndex().row() < len(rig.rows()) - 1:
        rig.press(Qt.Key.Key_Down)
        seen.append(rig.current())
    assert seen == rig.hits()
    for _ in rig.rows():
        rig.press(Qt.Key.Key_Up)

    assert rig.current() == rig.hits()[0]


def test_escape_among_the_results_goes_back_to_the_article(rig: Rig) -> None:
    rig.type("ministry")
    rig.press(Qt.Key.Key_Down)

    rig.press(Qt.Key.Key_Escape)

    assert rig.field.text() == ""
    assert rig.reader.view.isVisible()
    assert rig.reader.view.hasFocus()


def test_a_click_opens_a_hit_and_one_on_a_headline_the_article(rig: Rig) -> None:
    rig.type("ministry")

    def click(index: QModelIndex) -> None:
        place = rig.view.visualRect(index).center()
        QTest.mouseClick(rig.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    with rig.qtbot.waitSignal(rig.model.article_opened):
        click(rig.view.model().index(0, 0))
    assert rig.painted() == []
    rig.library.focus_search()
    rig.press(Qt.Key.Key_Down)
    click(rig.view.model().index(1, 0))

    assert rig.reader.view.isVisible()
    assert rig.painted() == ["Ministry"]


def test_the_open_article_comes_back_when_it_is_chosen_again(rig: Rig) -> None:
    rig.type("ferry")
    opened = rig.model.article
    assert opened is not None

    rig.page.article_chosen.emit(opened.id)
    assert rig.reader.view.isVisible()
    rig.library.focus_search()
    rig.press(Qt.Key.Key_Down)
    rig.library.article_chosen.emit(opened.id)

    assert rig.reader.view.isVisible()


def test_in_a_small_window_the_library_makes_way_for_the_results(rig: Rig) -> None:
    rig.window.resize(1000, 700)
    rig.qtbot.waitUntil(lambda: not rig.window.panes.library_open)
    rig.window.chrome.actions["library.search"].trigger()
    rig.qtbot.waitUntil(lambda: rig.window.panes.library_open)
    rig.type("ministry")

    rig.press(Qt.Key.Key_Down)

    rig.qtbot.waitUntil(lambda: not rig.window.panes.library_open)
    assert rig.view.hasFocus()
    assert rig.current() == rig.hits()[0]
    assert rig.view.selected_rows() == [1]


def test_chips_show_a_part_of_what_was_found(rig: Rig) -> None:
    rig.type("ferry")
    chips = [chip for chip in rig.page.findChildren(FilterChip) if chip.isVisible()]
    found = len(rig.hits())
    articles = next(chip for chip in chips if chip.text() == "Articles")

    QTest.mouseClick(articles, Qt.MouseButton.LeftButton)

    assert all(not hit.annotation_id for hit in rig.hits())
    assert articles.isChecked()
    assert not chips[0].isChecked()
    QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert len(rig.hits()) == found


def test_a_query_that_is_not_understood_is_a_sentence_and_leaves_what_was_found(rig: Rig) -> None:
    rig.type("ferry")
    before = rig.rows()

    rig.field.setText("ferry status:perhaps")
    rig.press(Qt.Key.Key_Return)

    assert rig.page.isVisible()
    assert rig.rows() == before
    assert any(words.startswith("There is no status “perhaps”.") for words in rig.words())
    rig.field.clear()
    assert not any(words.startswith("There is no") for words in rig.words())


def test_a_field_word_that_is_half_typed_changes_nothing(rig: Rig) -> None:
    rig.type("ferry")
    before = rig.rows()
    rig.field.selectAll()

    QTest.keyClicks(rig.field, "k")
    rig.field.setText("kind:")

    assert rig.page.isVisible()
    assert rig.rows() == before or rig.rows() == []


def test_nothing_found_is_said_where_the_results_would_be(rig: Rig) -> None:
    rig.type("zyzzyva")

    assert rig.words().count("Nothing in the library has these words.") == 2
    rig.press(Qt.Key.Key_Down)
    rig.press(Qt.Key.Key_Return)
    assert rig.page.isVisible()


def test_a_mark_out_of_sight_is_not_the_active_one(rig: Rig) -> None:
    mark = rig.model.annotations[0]
    rig.window.chrome.gestures.activate(mark.id)

    rig.type("ministry")
    rig.press(Qt.Key.Key_Down)
    rig.press(Qt.Key.Key_Delete)

    assert mark in rig.model.annotations
    assert rig.reader.active == ""


def test_the_next_mark_takes_one_back_to_the_article(rig: Rig) -> None:
    rig.type("ministry")
    rig.press(Qt.Key.Key_Down)

    rig.press(Qt.Key.Key_BracketRight)

    assert rig.reader.view.isVisible()
    assert rig.reader.active


def test_what_is_written_meanwhile_is_found(rig: Rig) -> None:
    mark = rig.model.annotations[0]
    rig.type("tag:freshly")
    assert rig.hits() == []

    rig.model.marking.set_tags(mark.id, ("freshly",))
    rig.qtbot.waitUntil(lambda: bool(rig.hits()))

    assert rig.hits()[0].annotation_id == mark.id


def test_every_theme_paints_the_page_in_its_own_colours(rig: Rig, themes: ThemeSource) -> None:
    rig.type("ministry")
    seen = set()
    for choice in ("light", "dark", "sepia"):
        themes.set_choice(choice)
        colour = rig.page.grab().toImage().pixelColor(2, 2).name().upper()
        assert colour == themes.theme.paper
        seen.add(colour)

    assert len(seen) == 3


def test_beside_the_results_stands_what_is_around_the_current_one(rig: Rig) -> None:
    rig.window.resize(1440, 900)
    rig.type("Ministry")
    preview = rig.page.preview
    rig.qtbot.waitUntil(lambda: any("Though there are" in words for words in rig.words()))
    assert preview.isVisible()
    assert not rig.window.chrome.panel.isVisible()  # its marks are of another article
    assert {"1 of 3", "Kingdom failing to stop human trafficking: DPM"} <= set(rig.words())
    (shown,) = (words for words in rig.words() if "Ministry</span> of Justice" in words)
    assert shown.count("<span") == 1

    rig.press(Qt.Key.Key_Down)  # into the results
    rig.press(Qt.Key.Key_Down)
    rig.qtbot.waitUntil(lambda: any("ministry</span>’s" in words for words in rig.words()))
    assert "2 of 3" in rig.words()

    rig.press(Qt.Key.Key_Escape)
    assert not rig.page.isVisible()
    assert rig.window.chrome.panel.isVisible()


def test_where_there_is_no_room_for_it_there_is_none(rig: Rig) -> None:
    rig.window.resize(900, 600)
    rig.type("Ministry")
    assert not rig.page.preview.isVisible()
    rig.window.resize(1440, 900)
    assert rig.page.preview.isVisible()
    rig.qtbot.waitUntil(lambda: any("Though there are" in words for words in rig.words()))


def test_the_results_have_names(rig: Rig) -> None:
    rig.type("ministry")

    assert rig.view.accessibleName() == "Search results"
    said = rig.view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Paragraph 9, Ministry of Justice")
