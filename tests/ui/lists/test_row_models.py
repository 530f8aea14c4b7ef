"""List models say rows in words, pass over what can't be chosen, and tell what changed."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from galley.ui.lists.row_models import (
    ROW_ROLE,
    ChangingRowsModel,
    ChoosableRowsModel,
    RowsModel,
    TitledRowsModel,
)

SPOKEN, SHOWN = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole


class Row(NamedTuple):
    title: str
    choosable: bool = True

    @property
    def spoken(self) -> str:
        return f"all of {self.title}"


ONE, TWO, THREE = Row("one"), Row("two", choosable=False), Row("three")


def words(model: RowsModel[Row], role: int) -> list[object]:
    return [model.data(model.index(number), role) for number in range(model.rowCount())]


def test_rows_are_known_by_their_titles_and_said_in_full(qtmodeltester: ModelTester) -> None:
    model = TitledRowsModel[Row]()
    model.show_rows([ONE, TWO])
    qtmodeltester.check(model)
    assert words(model, SHOWN) == ["one", "two"]
    assert words(model, SPOKEN) == ["all of one", "all of two"]
    assert words(model, ROW_ROLE) == [ONE, TWO]
    assert model.rowCount(model.index(0)) == 0
    assert model.data(QModelIndex()) is None


def test_what_cant_be_chosen_is_passed_over(qtmodeltester: ModelTester) -> None:
    model = ChoosableRowsModel[Row]()
    model.show_rows([ONE, TWO])
    qtmodeltester.check(model)
    assert words(model, SHOWN) == ["all of one", "all of two"]
    enabled = [bool(model.index(n).flags() & Qt.ItemFlag.ItemIsEnabled) for n in (0, 1)]
    assert enabled == [True, False]


def test_only_rows_that_are_not_the_same_are_replaced(
    qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    model = ChangingRowsModel[Row](lambda row: row.spoken)
    model.show_rows([ONE, TWO, THREE])
    qtmodeltester.check(model)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsRemoved):
        model.show_rows([ONE, THREE])
    with qtbot.waitSignal(model.rowsInserted):
        model.show_rows([ONE, TWO, TWO, THREE])
    with qtbot.waitSignal(model.dataChanged):
        model.show_rows([ONE, TWO, ONE, THREE])
    assert list(model.rows) == [ONE, TWO, ONE, THREE]
