"""The annotations panel, used with mouse and keys."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation, Check, CheckStatus, Kind
from galley.ui.components.buttons import IconButton
from galley.ui.components.chips import FilterChip
from galley.ui.notes.model import NotesModel
from galley.ui.notes.panel import AnnotationsPanel
from galley.ui.notes.selection_bar import SelectionBar
from galley.ui.notes.view import CardListView
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.painting import status_chip_width
from tests.ui.driving import find_child

Make = Callable[..., Annotation]
NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton


def rendered(markdown: str) -> str:
    return "<p>" + re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", markdown) + "</p>"


class Rig:
    def __init__(self, qtbot: QtBot, themes: ThemeSource, annotations: list[Annotation]) -> None:
        self.themes = themes
        self.rendered: list[str] = []
        self.panel = AnnotationsPanel(themes, self._render, lambda: NOW)
        qtbot.addWidget(self.panel)
        self.panel.resize(330, 700)
        self.panel.set_annotations(annotations)
        self.panel.show()
        qtbot.waitExposed(self.panel)
        self.panel.activateWindow()
        self.list = find_child(CardListView, self.panel)
        self.heard: list[tuple[object, ...]] = []
        panel = self.panel
        panel.activated.connect(lambda name: self.heard.append(("activated", name)))
        panel.edit_wanted.connect(lambda name: self.heard.append(("edit", name)))
        panel.copy_wanted.connect(lambda names: self.heard.append(("copy", *names)))
        panel.delete_wanted.connect(lambda names: self.heard.append(("delete", *names)))
        panel.status_chosen.connect(lambda who, what: self.heard.append(("status", *who, what)))
        panel.kind_chosen.connect(lambda who, what: self.heard.append(("kind", *who, what)))
        panel.tag_wanted.connect(lambda names: self.heard.append(("tag", *names)))
        panel.untag_wanted.connect(lambda who, tag: self.heard.append(("untag", *who, tag)))

    def _render(self, markdown: str) -> str:
        self.rendered.append(markdown)
        return rendered(markdown)

    def last(self) -> tuple[object, ...]:
        return self.heard[-1]

    def rect(self, row: int) -> QRect:
        return self.list.visualRect(self.list.model().index(row, 0))

    def words_of(self, row: int) -> QPoint:
        return self.rect(row).topLeft() + QPoint(60, 50)

    def chip_of(self, row: int, status: CheckStatus) -> QPoint:
        middle = round(330 - 1 - 14 - 11 - status_chip_width(status) / 2)
        return self.rect(row).topLeft() + QPoint(middle, 22)

    def click(
        self, place: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.mouseClick(self.list.viewport(), LEFT, keys, place)

    def ids(self) -> list[str]:
        model = self.list.model()
        assert isinstance(model, NotesModel)
        return [model.annotation_at(row).id for row in range(model.rowCount())]

    def chips(self) -> dict[str, FilterChip]:
        return {
            chip.text(): chip for chip in self.panel.findChildren(FilterChip) if chip.isVisible()
        }

    def button(self, name: str) -> IconButton:
        return next(b for b in self.panel.findChildren(IconButton) if b.accessibleName() == name)

    def menu(self) -> QMenu:
        menus = [menu for menu in self.panel.findChildren(QMenu) if menu.isVisible()]
        assert menus
        return menus[-1]

    def choose(self, words: str, menu: QMenu | None = None) -> None:
        menu = menu or self.menu()
        action = next(a for a in menu.actions() if a.text() == words)
        assert isinstance(action, QAction)
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())

    def texts(self) -> list[str]:
        return [label.text() for label in self.panel.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def notes(make_annotation: Make) -> list[Annotation]:
    return [
        make_annotation("n1", 0, Kind.QUOTE, CheckStatus.CONFIRMED, speaker="Ann Lee"),
        make_annotation("n2", 100, Kind.STATISTIC, CheckStatus.UNCHECKED, note="Ask **them**."),
        make_annotation("n3", 200, Kind.CLAIM, CheckStatus.WRONG, tags=("dam", "flood")),
        make_annotation("n4", 300, Kind.QUERY, CheckStatus.UNCHECKED, note="Who?"),
    ]


@pytest.fixture
def rig(qtbot: QtBot, themes: ThemeSource, notes: list[Annotation]) -> Iterator[Rig]:
    rig = Rig(qtbot, themes, notes)
    yield rig
    for menu in rig.panel.findChildren(QMenu):
        menu.close()


def test_a_click_on_a_card_makes_it_the_active_one(rig: Rig) -> None:
    rig.click(rig.words_of(2))

    assert rig.heard == [("activated", "n3")]


def test_arrows_lead_from_card_to_card(rig: Rig) -> None:
    rig.click(rig.words_of(0))
    QTest.keyClick(rig.list, Qt.Key.Key_Down)
    QTest.keyClick(rig.list, Qt.Key.Key_Down)
    QTest.keyClick(rig.list, Qt.Key.Key_Return)

    assert [name for _, name in rig.heard] == ["n1", "n2", "n3", "n3"]


def test_being_told_which_is_active_is_no_news_to_others(rig: Rig) -> None:
    rig.panel.set_active("n2")

    assert rig.heard == []
    assert rig.list.currentIndex().row() == 1


def test_the_active_card_has_a_ring_in_its_kind_s_colour(rig: Rig) -> None:
    rule = rig.themes.theme.kinds[Kind.STATISTIC].rule
    right = rig.rect(1).topLeft() + QPoint(13 + 302 - 1, 60)

    before = rig.list.grab().toImage().pixelColor(right).name()
    rig.panel.set_active("n2")
    after = rig.list.grab().toImage().pixelColor(right).name()

    assert before.upper() == rig.themes.theme.hair
    assert after.upper() == rule


def test_the_panel_scrolls_to_the_active_card_only_if_asked(
    rig: Rig, make_annotation: Make
) -> None:
    rig.panel.set_annotations([make_annotation(f"m{n}", n * 50) for n in range(300)])

    rig.panel.set_active("m200", scroll=False)
    assert 200 not in rig.list.visible_rows()
    rig.panel.set_active("m200")
    assert 200 in rig.list.visible_rows()


def test_a_double_click_or_f2_edits(rig: Rig) -> None:
    rig.click(rig.words_of(1))
    QTest.mouseDClick(rig.list.viewport(), LEFT, pos=rig.words_of(1))
    assert rig.heard == [("activated", "n2"), ("edit", "n2")]

    rig.click(rig.words_of(3))
    QTest.keyClick(rig.list, Qt.Key.Key_F2)
    assert rig.heard[2:] == [("activated", "n4"), ("edit", "n4")]


def test_a_double_click_on_the_status_edits_nothing(rig: Rig) -> None:
    QTest.mouseDClick(rig.list.viewport(), LEFT, pos=rig.chip_of(2, CheckStatus.WRONG))

    assert rig.heard == []


def test_delete_asks_for_all_selected_cards(rig: Rig) -> None:
    rig.click(rig.words_of(0))
    rig.click(rig.words_of(2), Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(rig.list, Qt.Key.Key_Delete)

    assert rig.heard == [("activated", "n1"), ("delete", "n1", "n3")]


def select_three(rig: Rig) -> None:
    rig.click(rig.words_of(0))
    QTest.keyClick(rig.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(rig.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert rig.panel.cards.selected == ["n1", "n2", "n3"]


def test_shift_and_arrows_select_cards_and_the_reader_stays(rig: Rig) -> None:
    select_three(rig)
    assert rig.heard == [("activated", "n1")]
    QTest.keyClick(rig.list, Qt.Key.Key_Escape)
    assert rig.panel.cards.selected == ["n3"]


def test_shift_click_and_control_a_select_many(rig: Rig) -> None:
    rig.click(rig.words_of(1))
    rig.click(rig.words_of(3), Qt.KeyboardModifier.ShiftModifier)
    assert rig.panel.cards.selected == ["n2", "n3", "n4"]
    QTest.keyClick(rig.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert rig.panel.cards.selected == ["n1", "n2", "n3", "n4"]
    assert rig.heard == [("activated", "n2")]


def test_a_control_click_that_lets_a_card_go_activates_none(rig: Rig) -> None:
    rig.click(rig.words_of(1))
    rig.click(rig.words_of(2), Qt.KeyboardModifier.ControlModifier)
    rig.click(rig.words_of(2), Qt.KeyboardModifier.ControlModifier)
    assert rig.panel.cards.selected == ["n2"]
    assert rig.heard == [("activated", "n2")]


def test_the_menu_of_several_cards_is_for_all_of_them(rig: Rig) -> None:
    all_three = ("n1", "n2", "n3")
    for words, heard in (
        ("Copy 3 quotations", ("copy", *all_three)),
        ("Add a tag…", ("tag", *all_three)),
        ("Delete 3 marks", ("delete", *all_three)),
    ):
        select_three(rig)
        rig.list.menu_wanted.emit(rig.list.model().index(1, 0), QPoint(9, 9))
        rig.choose(words)
        assert rig.last() == heard
    rig.list.menu_wanted.emit(rig.list.model().index(1, 0), QPoint(9, 9))
    for title, entry, told in (
        ("Kind", "Claim", ("kind", *all_three, Kind.CLAIM)),
        ("Check", "Confirmed", ("status", *all_three, CheckStatus.CONFIRMED)),
        ("Remove a tag", "#flood", ("untag", *all_three, "flood")),
    ):
        menu = next(m for m in rig.menu().findChildren(QMenu) if m.title() == title)
        assert not [action for action in menu.actions() if action.isChecked()]
        next(action for action in menu.actions() if action.text() == entry).trigger()
        assert rig.last() == told
    rig.menu().close()
    rig.list.menu_wanted.emit(rig.list.model().index(3, 0), QPoint(9, 9))
    rig.choose("Delete")
    assert rig.last() == ("delete", "n4"), "a card outside the selection is meant alone"


def test_a_status_chip_in_the_selection_is_for_all_of_it(rig: Rig) -> None:
    select_three(rig)
    rig.click(rig.chip_of(2, CheckStatus.WRONG))
    rig.choose("Disputed")
    assert rig.last() == ("status", "n1", "n2", "n3", CheckStatus.DISPUTED)


def test_a_bar_offers_what_can_be_done_with_several(rig: Rig) -> None:
    bar = find_child(SelectionBar, rig.panel)
    assert not bar.isVisible()
    select_three(rig)
    assert bar.isVisible()
    assert "3 selected" in rig.texts()
    for name, heard in (("Tag", "tag"), ("Copy as quotations", "copy"), ("Delete", "delete")):
        QTest.mouseClick(rig.button(name), LEFT)
        assert rig.last() == (heard, "n1", "n2", "n3")
    QTest.mouseClick(rig.button("Kind"), LEFT)
    rig.choose("Opinion")
    assert rig.last() == ("kind", "n1", "n2", "n3", Kind.OPINION)
    QTest.mouseClick(rig.button("Check"), LEFT)
    rig.choose("Confirmed")
    assert rig.last() == ("status", "n1", "n2", "n3", CheckStatus.CONFIRMED)
    QTest.mouseClick(rig.button("Select nothing"), LEFT)
    assert not bar.isVisible()


def test_cards_are_dragged_away_as_quotations(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def quoting(ids: Sequence[str]) -> QMimeData:
        asked.append(list(ids))
        data = QMimeData()
        data.setText("words")
        return data

    dragged: list[str] = []

    def drag(self: QDrag, *_actions: Qt.DropAction) -> Qt.DropAction:
        dragged.append(self.mimeData().text())
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", drag)
    rig.panel.cards.set_quoting(quoting)
    select_three(rig)
    rig.list.startDrag(Qt.DropAction.CopyAction)
    assert asked == [["n1", "n2", "n3"]]
    assert dragged == ["words"]
    assert len(rig.ids()) == 4


def test_control_c_copies(rig: Rig) -> None:
    rig.click(rig.words_of(0))
    QTest.keyClick(rig.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert rig.last() == ("copy", "n1")


def test_single_letters_are_left_to_the_window(rig: Rig) -> None:
    rig.click(rig.words_of(0))
    QTest.keyClicks(rig.list, "m3n")

    assert rig.list.currentIndex().row() == 0
    assert rig.heard == [("activated", "n1")]


def test_a_click_on_the_status_opens_its_menu_and_leaves_the_reader_alone(rig: Rig) -> None:
    rig.click(rig.chip_of(2, CheckStatus.WRONG))

    ticked = [a.text() for a in rig.menu().actions() if a.isChecked()]
    assert ticked == ["Wrong"]
    rig.choose("Disputed")
    assert rig.heard == [("status", "n3", CheckStatus.DISPUTED)]


def test_a_press_on_the_status_that_ends_elsewhere_does_nothing(rig: Rig) -> None:
    view = rig.list.viewport()

    QTest.mousePress(view, LEFT, pos=rig.chip_of(2, CheckStatus.WRONG))
    QTest.mouseRelease(view, LEFT, pos=rig.words_of(0))

    assert not [menu for menu in rig.panel.findChildren(QMenu) if menu.isVisible()]
    assert rig.heard == []


def test_the_menu_of_a_card_has_all_that_can_be_done(rig: Rig) -> None:
    def submenu(title: str) -> QMenu:
        return next(m for m in rig.menu().findChildren(QMenu) if m.title() == title)

    for words, heard in (
        ("Edit note", ("edit", "n4")),
        ("Copy as quotation", ("copy", "n4")),
        ("Add a tag…", ("tag", "n4")),
        ("Delete", ("delete", "n4")),
    ):
        rig.list.menu_wanted.emit(rig.list.model().index(3, 0), QPoint(9, 9))
        rig.choose(words)
        assert rig.last() == heard
    rig.list.menu_wanted.emit(rig.list.model().index(3, 0), QPoint(9, 9))
    kinds = submenu("Kind")
    assert [a.text() for a in kinds.actions() if a.isChecked()] == ["Query"]
    next(a for a in kinds.actions() if a.text() == "Claim").trigger()
    assert rig.last() == ("kind", "n4", Kind.CLAIM)
    next(a for a in submenu("Check").actions() if a.text() == "Confirmed").trigger()
    assert rig.last() == ("status", "n4", CheckStatus.CONFIRMED)


def test_chips_show_what_needs_work_with_its_number(rig: Rig) -> None:
    chips = rig.chips()

    assert list(chips) == ["All", "Unchecked", "Wrong"]
    assert chips["All"].isChecked()
    assert chips["Unchecked"].count == 2


def test_a_chip_filters_and_pressed_again_shows_everything(rig: Rig) -> None:
    QTest.mouseClick(rig.chips()["Unchecked"], LEFT)
    assert rig.ids() == ["n2", "n4"]
    assert not rig.chips()["All"].isChecked()
    QTest.mouseClick(rig.chips()["Wrong"], LEFT)
    assert rig.ids() == ["n3"]
    QTest.mouseClick(rig.chips()["Wrong"], LEFT)
    assert len(rig.ids()) == 4
    assert rig.chips()["All"].isChecked()


def test_the_menu_filters_by_kind_too(rig: Rig) -> None:
    more = rig.button("More filters")
    QTest.mouseClick(more, LEFT)
    rig.choose("Claim (1)")
    assert rig.ids() == ["n3"]
    assert more.isChecked()
    QTest.mouseClick(more, LEFT)
    rig.choose("Show all")
    assert len(rig.ids()) == 4
    assert not more.isChecked()


def test_chips_for_which_there_is_no_room_wait_in_the_menu(rig: Rig, make_annotation: Make) -> None:
    rig.panel.set_annotations(
        [make_annotation(f"n{n}", n, status=status) for n, status in enumerate(CheckStatus)]
    )
    narrow = set(rig.chips())
    rig.panel.resize(460, 700)

    assert narrow < set(rig.chips())
    assert {"Disputed"} <= set(rig.chips()) - narrow


def test_a_filter_that_leaves_nothing_says_so(rig: Rig, notes: list[Annotation]) -> None:
    QTest.mouseClick(rig.chips()["Wrong"], LEFT)

    rig.panel.update_annotation(replace(notes[2], check=Check(CheckStatus.CONFIRMED)))

    assert rig.ids() == []
    assert "No note fits these filters." in rig.texts()
    assert "Wrong" in rig.chips(), "the way back must stay in sight"


def test_no_notes_yet_says_how_to_make_one_once_it_is_known_that_there_are_none(
    qtbot: QtBot, themes: ThemeSource, rig: Rig
) -> None:
    words = "No notes yet. Select words in the article to mark them."
    unread = AnnotationsPanel(themes, rendered, lambda: NOW)
    qtbot.addWidget(unread)
    unread.show()
    assert words not in [label.text() for label in unread.findChildren(QLabel) if label.isVisible()]

    rig.panel.set_annotations([])

    assert words in rig.texts()


def test_an_active_annotation_that_is_filtered_out_is_brought_back(rig: Rig) -> None:
    QTest.mouseClick(rig.chips()["Wrong"], LEFT)

    rig.panel.set_active("n1")

    assert "n1" in rig.ids()
    assert rig.chips()["All"].isChecked()


def test_a_note_is_rendered_once_however_often_it_is_painted(rig: Rig) -> None:
    for _ in range(3):
        rig.list.grab()

    assert sorted(rig.rendered) == ["Ask **them**.", "Who?"]


def test_a_card_without_note_is_lower_by_the_note(rig: Rig, notes: list[Annotation]) -> None:
    with_note = rig.rect(3).height()

    rig.panel.update_annotation(replace(notes[3], note=""))

    assert rig.rect(3).height() == with_note - 18 - 6


def test_a_very_long_note_is_shown_in_part(rig: Rig, notes: list[Annotation]) -> None:
    rig.panel.update_annotation(replace(notes[0], note="word " * 50_000))
    rig.list.grab()

    assert len(rig.rendered[-1]) < 5_000
    assert rig.rendered[-1].endswith("…")


def test_the_tabs_count_notes_and_lead_to_the_info(rig: Rig, notes: list[Annotation]) -> None:
    tab = next(b for b in rig.panel.findChildren(QPushButton) if b.text() == "Notes")
    assert tab.accessibleName() == "Notes, 4"
    rig.panel.remove_annotations([notes[0].id])
    assert tab.accessibleName() == "Notes, 3"

    info = next(b for b in rig.panel.findChildren(QPushButton) if b.text() == "Info")
    QTest.mouseClick(info, LEFT)
    assert not rig.list.isVisible()
    rig.panel.set_active("n3")
    assert rig.list.isVisible()


def test_another_theme_repaints_the_cards(rig: Rig) -> None:
    place = rig.rect(0).topLeft() + QPoint(100, 60)
    for choice in ("dark", "sepia"):
        rig.themes.set_choice(choice)
        colour = rig.list.grab().toImage().pixelColor(place - QPoint(0, 52)).name().upper()
        assert colour == rig.themes.theme.card
