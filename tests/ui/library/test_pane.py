"""The library pane, used with mouse and keys."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from galley.domain.catalogue import ArticleSummary
from galley.ui.components.buttons import IconButton
from galley.ui.library.pane import LibraryPane
from galley.ui.lists.choice_list import ChoiceListView
from galley.ui.theme.current import ThemeSource
from tests.ui.driving import find_child

NOW = datetime(2026, 1, 2, tzinfo=UTC)
HEADLINES = (
    "Dam breaks",
    "Zebra loose",
    "Élan returns",
    "A long headline that needs a second line",
)
ARTICLES = [
    ArticleSummary(f"a{n}", headline, "Ledger", "2025-11", NOW - timedelta(days=n), 4, n)
    for n, headline in enumerate(HEADLINES)
]


class Rig:
    def __init__(self, qtbot: QtBot, themes: ThemeSource) -> None:
        self.pane = LibraryPane(themes)
        qtbot.addWidget(self.pane)
        self.pane.resize(250, 600)
        self.pane.set_articles(ARTICLES)
        self.pane.show()
        qtbot.waitExposed(self.pane)
        self.list = find_child(ChoiceListView, self.pane)
        self.search = find_child(QLineEdit, self.pane)
        self.chosen: list[str] = []
        self.trashed: list[list[str]] = []
        self.pane.article_chosen.connect(self.chosen.append)
        self.pane.trash_wanted.connect(self.trashed.append)

    def click(self, row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = self.list.visualRect(self.list.model().index(row, 0)).center()
        QTest.mouseClick(self.list.viewport(), Qt.MouseButton.LeftButton, keys, place)

    def button(self, name: str) -> IconButton:
        buttons = self.pane.findChildren(IconButton)
        return next(button for button in buttons if button.accessibleName() == name)

    def shown(self) -> list[str]:
        model = self.list.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def menu(self) -> QMenu:
        menus = [menu for menu in self.pane.findChildren(QMenu) if menu.isVisible()]
        assert len(menus) == 1
        return menus[0]

    def choose(self, words: str) -> None:
        action = next(a for a in self.menu().actions() if a.text() == words)
        assert isinstance(action, QAction)
        QTest.mouseClick(
            self.menu(),
            Qt.MouseButton.LeftButton,
            pos=self.menu().actionGeometry(action).center(),
        )


@pytest.fixture
def rig(qtbot: QtBot, themes: ThemeSource) -> Iterator[Rig]:
    rig = Rig(qtbot, themes)
    yield rig
    for menu in rig.pane.findChildren(QMenu):
        menu.close()


def test_a_click_opens_an_article(rig: Rig) -> None:
    rig.click(1)

    assert rig.chosen == ["a1"]


def test_arrows_move_and_enter_opens(rig: Rig) -> None:
    rig.pane.set_open_article("a0")
    rig.list.setFocus()

    QTest.keyClick(rig.list, Qt.Key.Key_Down)
    QTest.keyClick(rig.list, Qt.Key.Key_Down)
    assert rig.chosen == []
    QTest.keyClick(rig.list, Qt.Key.Key_Return)

    assert rig.chosen == ["a2"]


def test_typing_asks_for_a_search_and_escape_for_none(rig: Rig) -> None:
    asked: list[str] = []
    rig.pane.searched.connect(asked.append)
    rig.pane.focus_search()

    QTest.keyClicks(rig.search, "ze")
    QTest.keyClick(rig.search, Qt.Key.Key_Escape)

    assert asked == ["z", "ze", ""]


def test_what_was_found_takes_the_place_of_the_list(rig: Rig) -> None:
    rig.pane.set_matches({"a1": 2})
    assert rig.shown() == ["Zebra loose"]
    assert "1 of 4 articles" in texts(rig.pane)

    rig.pane.set_matches({})
    assert "Nothing in the library has these words." in texts(rig.pane)

    rig.pane.set_matches(None)
    assert len(rig.shown()) == 4
    assert "4 articles" in texts(rig.pane)


def test_from_the_search_enter_and_down_lead_to_what_was_found(rig: Rig, qtbot: QtBot) -> None:
    QTest.keyClicks(rig.search, "loose")

    with qtbot.waitSignal(rig.pane.first_wanted):
        QTest.keyClick(rig.search, Qt.Key.Key_Return)
    with qtbot.waitSignal(rig.pane.results_wanted):
        QTest.keyClick(rig.search, Qt.Key.Key_Down)

    assert rig.chosen == []


def test_from_the_empty_field_enter_opens_the_first_and_down_goes_to_the_list(rig: Rig) -> None:
    rig.pane.activateWindow()
    rig.pane.focus_search()

    QTest.keyClick(rig.search, Qt.Key.Key_Return)
    assert rig.chosen == ["a0"]
    QTest.keyClick(rig.search, Qt.Key.Key_Down)

    assert rig.list.currentIndex().row() == 0


def test_what_cannot_be_looked_for_is_said_under_the_field(rig: Rig) -> None:
    rig.pane.set_message("There is no kind “x”.")
    assert "There is no kind “x”." in texts(rig.pane)
    assert rig.search.accessibleDescription() == "There is no kind “x”."

    rig.pane.set_message("")
    assert "There is no kind “x”." not in texts(rig.pane)


def test_an_empty_library_says_what_to_do_once_it_is_known_to_be_empty(rig: Rig) -> None:
    rig.pane.set_articles([], more=True)
    assert "Articles you import appear here." not in texts(rig.pane)

    rig.pane.set_articles([])

    assert "Articles you import appear here." in texts(rig.pane)


def test_delete_asks_for_the_trash_for_all_that_is_selected(rig: Rig) -> None:
    rig.click(0)
    rig.click(2, Qt.KeyboardModifier.ControlModifier)

    QTest.keyClick(rig.list, Qt.Key.Key_Delete)

    assert rig.trashed == [["a0", "a2"]]
    assert rig.chosen == ["a0"]


def test_the_menu_of_a_row_opens_it_or_puts_it_away(rig: Rig) -> None:
    rig.list.menu_wanted.emit(rig.list.model().index(3, 0), QPoint(5, 5))
    rig.choose("Move to the trash")
    assert rig.trashed == [["a3"]]

    rig.list.menu_wanted.emit(rig.list.model().index(3, 0), QPoint(5, 5))
    rig.choose("Open")
    assert rig.chosen == ["a3"]


def test_the_list_is_sorted_from_its_menu(rig: Rig) -> None:
    QTest.mouseClick(rig.button("Sort the library"), Qt.MouseButton.LeftButton)
    orders = [action for action in rig.menu().actions() if action.isCheckable()]
    assert [action.isChecked() for action in orders] == [True, False, False, False, False]

    rig.choose("By headline")

    assert rig.shown() == [HEADLINES[3], HEADLINES[0], HEADLINES[2], HEADLINES[1]]


def test_settings_are_a_click_away(rig: Rig, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rig.pane.settings_wanted):
        QTest.mouseClick(rig.button("Settings"), Qt.MouseButton.LeftButton)


def test_the_open_article_stands_on_a_card_and_stays_open_through_a_search(rig: Rig) -> None:
    rig.pane.set_open_article("a1")
    with_card = rig.list.grab().toImage()
    rig.pane.set_open_article(None)
    without = rig.list.grab().toImage()

    place = rig.list.visualRect(rig.list.model().index(1, 0)).center()
    assert with_card.pixelColor(place).name() == "#ffffff"
    assert without.pixelColor(place) != with_card.pixelColor(place)

    rig.pane.set_open_article("a1")
    rig.pane.set_matches({"a1": 1})
    rig.pane.set_matches(None)
    assert rig.list.currentIndex().data() == "Zebra loose"


def test_news_of_an_article_leaves_the_list_where_it_was_scrolled_to(rig: Rig) -> None:
    many = [
        ArticleSummary(f"m{n}", f"Headline {n}", "Ledger", "", NOW - timedelta(hours=n))
        for n in range(500)
    ]
    rig.pane.set_articles(many)
    rig.pane.set_open_article("m3")
    bar = rig.list.verticalScrollBar()
    bar.setValue(20_000)
    first = rig.list.first_visible_row()

    rig.pane.set_articles([many[0]._replace(facts=4), *many[1:]])
    assert rig.list.first_visible_row() == first
    rig.pane.set_articles(many[:100] + many[101:])
    assert rig.list.first_visible_row() == first - 1

    rig.pane.set_open_article("m3")
    assert 3 in rig.list.visible_rows()


def test_a_row_is_as_high_as_its_headline(rig: Rig) -> None:
    rig.pane.resize(200, 600)
    heights = [rig.list.visualRect(rig.list.model().index(row, 0)).height() for row in range(4)]

    assert heights[3] == heights[0] + 18


def test_every_theme_paints_in_its_own_colours(rig: Rig, themes: ThemeSource) -> None:
    pictures = []
    for choice in ("light", "dark", "sepia"):
        themes.set_choice(choice)
        pictures.append(rig.pane.grab().toImage().pixelColor(2, 2).name().upper())
        assert pictures[-1] == themes.theme.surface

    assert len(set(pictures)) == 3


def test_every_control_has_a_name(rig: Rig) -> None:
    assert rig.list.accessibleName() == "Articles"
    assert rig.search.accessibleName() == "Search library"


def texts(pane: LibraryPane) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]


def test_an_article_that_is_listed_after_it_was_opened_comes_into_sight(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    rig = Rig(qtbot, themes)
    many = [ARTICLES[0]._replace(id=f"m{n}", headline=f"Article {n}") for n in range(40)]
    rig.pane.set_articles(many)
    rig.pane.set_open_article("m30")

    rig.pane.set_open_article("new")
    new = ARTICLES[0]._replace(id="new", headline="Just imported", created_at=NOW + timedelta(1))
    rig.pane.set_articles([new, *many])

    assert rig.list.currentIndex().data() == "Just imported"
    assert rig.list.visualRect(rig.list.currentIndex()).top() >= 0
