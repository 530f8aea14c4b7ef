"""Both texts side by side, in the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from galley.ui.compare.whole_rows import FoldedRow
from galley.ui.compare.whole_text import WholeText
from tests.ui.compare.rig import Rig

Key = Qt.Key


def whole(rig: Rig) -> WholeText:
    rig.compare()
    segments = [one for one in rig.page.header.views.children() if one.isWidgetType()]
    QTest.mouseClick(segments[1], Qt.MouseButton.LeftButton)  # type: ignore[call-overload] # a widget
    assert rig.page.shows_whole
    return rig.page.whole


def said_rows(view: WholeText) -> list[str]:
    model = view.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.data(model.index(row, 0), role) for row in range(model.rowCount())]


def current(view: WholeText) -> str:
    return str(view.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def test_every_change_is_there_with_or_without_a_mark(rig: Rig) -> None:
    rows = said_rows(whole(rig))

    assert [row.split(":")[0].split(".")[0] for row in rows] == [
        "The same",
        "Changed",
        "The same",
        "Changed",
        "The same",
        "Moved here",
        "Changed",
        "The same",
        "Changed",
        "Changed",
        "Moved from here",
        "Added",
    ]


def test_keys_go_from_change_to_change_the_headlines_first(rig: Rig) -> None:
    view = whole(rig)
    assert current(view).startswith("Changed. Before: Harbour bridge to close for 12 weeks")
    assert view.bar.count.text() == "Change 1 of 8"

    rig.press(Key.Key_BracketRight)
    assert "202 boats" in current(view)
    rig.press(Key.Key_BracketLeft)
    rig.press(Key.Key_BracketLeft)

    assert current(view) == "Added: A walk along the water stays open on Sundays."
    rig.click(view.bar.next)
    assert view.bar.count.text() == "Change 1 of 8"
    rig.press(Key.Key_Up)
    assert view.bar.count.text() == "8 changes"
    rig.press(Key.Key_BracketRight)
    assert view.bar.count.text() == "Change 1 of 8"


def test_enter_goes_to_the_other_end_of_a_move(rig: Rig) -> None:
    view = whole(rig)
    for _ in range(2):
        rig.press(Key.Key_BracketRight)
    assert current(view).startswith("Moved here: Masts and cranes")

    rig.press(Key.Key_Return)

    assert current(view).startswith("Moved from here: Masts and cranes")


def test_the_keys_of_decisions_do_nothing_here(rig: Rig) -> None:
    whole(rig)
    for key in (Key.Key_A, Key.Key_K, Key.Key_R, Key.Key_Delete):
        rig.press(key)
    rig.settle()

    assert rig.page.header.left == "6 left to review"
    assert len(rig.model.annotations) == 7
    rig.press(Key.Key_Escape)
    assert not rig.is_open


def test_both_sides_are_one_list_so_they_scroll_together(rig: Rig) -> None:
    view = whole(rig)
    view.list.verticalScrollBar().setValue(60)

    row = view.list.first_visible_row()

    assert not isinstance(view._model.row(row), FoldedRow)
    assert view.list.visible_rows()
