"""The lazy list with rows of uneven height: what is measured, where rows are, what keys do."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, QStringListModel, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from galley.ui.lists.choice_list import ChoiceListView

GUESS, VIEW = 50, 400
Index = QModelIndex | QPersistentModelIndex


def true_height(row: int) -> int:
    return 20 + (row * 37) % 90


class CountingDelegate(QStyledItemDelegate):
    def __init__(self) -> None:
        super().__init__()
        self.measured: list[int] = []
        self.painted: list[int] = []

    def sizeHint(  # noqa: N802 - Qt's name
        self, _option: QStyleOptionViewItem, index: Index
    ) -> QSize:
        self.measured.append(index.row())
        return QSize(100, true_height(int(index.data())))

    def paint(self, _painter: QPainter, _option: QStyleOptionViewItem, index: Index) -> None:
        self.painted.append(index.row())


class Rig:
    def __init__(self, qtbot: QtBot, rows: int) -> None:
        self.delegate = CountingDelegate()
        self.model = QStringListModel([str(row) for row in range(rows)])
        self.view = ChoiceListView(GUESS, (6, 12))
        self.view.setModel(self.model)
        self.view.setItemDelegate(self.delegate)
        self.view.resize(200, VIEW)
        qtbot.addWidget(self.view)
        self.view.show()
        qtbot.waitExposed(self.view)

    def top(self, row: int) -> int:
        return self.view.visualRect(self.model.index(row, 0)).top()

    def bottom(self, row: int) -> int:
        return self.view.visualRect(self.model.index(row, 0)).bottom() + 1

    def scroll_by(self, pixels: int) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def assert_rows_join(self) -> None:
        rows = list(self.view.visible_rows())
        for row, following in pairwise(rows):
            assert self.bottom(row) == self.top(following)
            assert self.bottom(row) - self.top(row) == true_height(
                int(self.model.index(row, 0).data())
            )
        assert self.top(rows[0]) <= 6
        assert self.bottom(rows[-1]) >= VIEW - 12 or rows[-1] == self.model.rowCount() - 1


@pytest.fixture
def rig(qtbot: QtBot) -> Iterator[Rig]:
    rig = Rig(qtbot, 10_000)
    yield rig
    rig.view.close()


def test_only_rows_in_sight_are_measured_and_painted(rig: Rig) -> None:
    rig.view.viewport().repaint()

    assert max(rig.delegate.measured) < 20
    assert max(rig.delegate.painted) < 20


def test_rows_in_sight_join_without_gaps_wherever_one_scrolls(rig: Rig) -> None:
    for pixels in (1, 77, 900, 4_000, -350, -2_000, 60_000, -59_000, 11):
        rig.scroll_by(pixels)
        rig.assert_rows_join()


def test_scrolling_up_into_rows_never_seen_moves_what_is_seen_by_just_as_much(rig: Rig) -> None:
    rig.view.verticalScrollBar().setValue(300_000)
    row = list(rig.view.visible_rows())[2]

    before = rig.top(row)
    rig.scroll_by(-96)

    assert rig.top(row) == before + 96


def test_the_end_of_the_scroll_bar_is_the_end_of_the_list(rig: Rig) -> None:
    bar = rig.view.verticalScrollBar()

    bar.setValue(bar.maximum())

    assert rig.bottom(9_999) == VIEW - 12
    bar.setValue(bar.minimum())
    assert rig.top(0) == 6


def test_a_short_list_stays_at_the_top(qtbot: QtBot) -> None:
    rig = Rig(qtbot, 3)

    assert rig.top(0) == 6
    assert rig.view.verticalScrollBar().maximum() == 0


def test_the_row_at_a_point_is_the_row_painted_there(rig: Rig) -> None:
    rig.scroll_by(12_345)

    for y in range(0, VIEW, 13):
        index = rig.view.indexAt(QPoint(20, y))
        assert rig.view.visualRect(index).contains(QPoint(20, y))


def test_below_the_last_row_there_is_none(qtbot: QtBot) -> None:
    rig = Rig(qtbot, 2)

    assert not rig.view.indexAt(QPoint(20, VIEW - 1)).isValid()


def test_keys_lead_from_row_to_row_and_keep_the_row_in_sight(rig: Rig) -> None:
    rig.view.setFocus()
    QTest.keyClick(rig.view, Qt.Key.Key_Home)
    assert rig.view.currentIndex().row() == 0
    for _ in range(40):
        QTest.keyClick(rig.view, Qt.Key.Key_Down)
        assert rig.bottom(rig.view.currentIndex().row()) <= VIEW
    assert rig.view.currentIndex().row() == 40
    QTest.keyClick(rig.view, Qt.Key.Key_PageDown)
    assert rig.view.currentIndex().row() > 43
    QTest.keyClick(rig.view, Qt.Key.Key_End)
    assert rig.view.currentIndex().row() == 9_999
    assert rig.bottom(9_999) == VIEW - 12
    QTest.keyClick(rig.view, Qt.Key.Key_Up)
    assert rig.view.currentIndex().row() == 9_998


def test_a_row_can_be_asked_for_at_the_top_or_in_the_middle(rig: Rig) -> None:
    index = rig.model.index(5_000, 0)

    rig.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
    assert rig.top(5_000) == 0
    rig.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
    middle = (rig.top(5_000) + rig.bottom(5_000)) / 2
    assert abs(middle - VIEW / 2) <= 1
    rig.assert_rows_join()


def test_shift_and_a_click_select_all_between(rig: Rig) -> None:
    QTest.mouseClick(rig.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, rig.top(1) + 2))
    QTest.mouseClick(
        rig.view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
        QPoint(20, rig.top(4) + 2),
    )

    assert rig.view.selected_rows() == [1, 2, 3, 4]


def test_rows_put_in_above_do_not_move_what_is_read(rig: Rig) -> None:
    rig.scroll_by(30_000)
    row = list(rig.view.visible_rows())[3]
    words, before = rig.model.index(row, 0).data(), rig.top(row)

    rig.model.insertRows(10, 5)
    for new in range(10, 15):
        rig.model.setData(rig.model.index(new, 0), "3")

    assert rig.model.index(row + 5, 0).data() == words
    assert rig.top(row + 5) == before


def test_rows_taken_away_above_do_not_move_what_is_read(rig: Rig) -> None:
    rig.scroll_by(30_000)
    row = list(rig.view.visible_rows())[3]
    before = rig.top(row)

    rig.model.removeRows(10, 5)

    assert rig.top(row - 5) == before


def test_taking_away_the_rows_in_sight_leaves_no_gap(rig: Rig) -> None:
    bar = rig.view.verticalScrollBar()
    bar.setValue(bar.maximum())

    rig.model.removeRows(9_900, 100)

    assert rig.bottom(9_899) == VIEW - 12
    rig.model.removeRows(0, 9_900)
    rig.view.viewport().repaint()
    assert list(rig.view.visible_rows()) == []


def test_a_changed_row_is_measured_again(rig: Rig) -> None:
    rig.model.setData(rig.model.index(1, 0), "2")

    assert rig.bottom(1) - rig.top(1) == true_height(2)
    assert rig.bottom(1) == rig.top(2)


def test_another_width_keeps_the_row_that_was_at_the_top(rig: Rig) -> None:
    rig.view.verticalScrollBar().setValue(250_000)
    first = rig.view.first_visible_row()

    rig.view.resize(260, VIEW)

    assert rig.view.first_visible_row() == first
    rig.assert_rows_join()


def test_a_row_that_was_current_before_the_first_show_is_in_sight(qtbot: QtBot) -> None:
    view = ChoiceListView(GUESS)
    qtbot.addWidget(view)
    model = QStringListModel([str(row) for row in range(1_000)])
    view.setModel(model)
    delegate = CountingDelegate()
    view.setItemDelegate(delegate)
    view.setCurrentIndex(model.index(700, 0))
    view.resize(200, VIEW)
    view.show()

    assert 700 in view.visible_rows()
    assert len(set(delegate.measured)) < 60


def test_the_current_row_stays_in_sight_when_there_is_less_room(qtbot: QtBot) -> None:
    rig = Rig(qtbot, 40)
    rig.view.setCurrentIndex(rig.model.index(20, 0))
    assert rig.bottom(20) <= VIEW

    rig.view.resize(200, VIEW - 60)

    assert rig.top(20) >= 0
    assert rig.bottom(20) <= VIEW - 60


def test_a_current_row_out_of_sight_does_not_pull_the_list_back(qtbot: QtBot) -> None:
    rig = Rig(qtbot, 40)
    rig.view.setCurrentIndex(rig.model.index(0, 0))
    rig.scroll_by(600)
    before = rig.view.verticalScrollBar().value()

    rig.view.resize(200, VIEW - 60)

    assert rig.view.verticalScrollBar().value() == before
