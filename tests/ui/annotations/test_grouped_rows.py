"""Which row shows what, with groups folded and unfolded."""

from hypothesis import given
from hypothesis import strategies as st

from galley.domain.annotation_table import AnnotationOrder
from galley.ui.annotations.grouped_rows import GroupedRows


def rows_of(counts: list[int], folded: set[int]) -> GroupedRows:
    rows = GroupedRows()
    order = AnnotationOrder(range(100, 100 + sum(counts)), counts)
    rows.set_order(order, keep_folds=False)
    rows.fold(folded, folded=True)
    return rows


def found(rows: GroupedRows, wanted: set[int]) -> list[int]:
    """The rows that :meth:`GroupedRows.finding` finds."""
    work = rows.finding(wanted)
    while True:
        try:
            next(work)
        except StopIteration as ended:
            return [row for first, last in ended.value for row in range(first, last + 1)]


def seen(rows: GroupedRows) -> list[int | None]:
    return [rows.sequence(row) for row in range(len(rows))]


def test_without_groups_rows_are_the_annotations() -> None:
    rows = GroupedRows()
    rows.set_order(AnnotationOrder([7, 8, 9]), keep_folds=False)
    assert seen(rows) == [7, 8, 9]
    assert list(rows.chosen([(0, 0), (2, 2)])) == [7, 9]
    assert found(rows, {9, 99}) == [2]


def test_a_head_stands_above_each_group_and_a_folded_group_is_its_head() -> None:
    rows = rows_of([2, 1, 2], {1})
    assert seen(rows) == [None, 100, 101, None, None, 103, 104]
    assert [rows.head(group) for group in range(3)] == [0, 3, 4]
    assert list(rows.chosen([(3, 3)])) == [102], "a head stands for all of its group"
    assert list(rows.chosen([(1, 5)])) == [100, 101, 102, 103, 104]
    assert [rows.count([one]) for one in ((3, 3), (1, 5), (0, 1), (0, 0))] == [1, 5, 2, 2]
    assert found(rows, {101, 102, 104}) == [2, 6]


def test_an_annotation_that_stands_twice_is_chosen_once() -> None:
    rows = GroupedRows()
    rows.set_order(AnnotationOrder([5, 6, 5], [2, 1], ["a", "b"]), keep_folds=False)
    assert list(rows.chosen([(0, 4)])) == [5, 6]
    assert rows.count([(0, 4)]) == 2
    assert found(rows, {5}) == [1, 4]


def test_of_an_order_that_is_not_all_known_the_rest_is_nothing_yet() -> None:
    rows = GroupedRows()
    rows.set_order(AnnotationOrder([1], [2, 3]), keep_folds=False)
    assert seen(rows) == [None, 1, None, None, None, None, None]
    assert (rows.first_of(0), rows.first_of(1)) == (1, None)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.sets(st.integers(0, 5)))
def test_every_row_shows_one_thing_and_nothing_is_lost(counts: list[int], fold: set[int]) -> None:
    folded = {group for group in fold if group < len(counts)}
    rows = rows_of(counts, folded)
    shown = [number for number in seen(rows) if number is not None]
    hidden = sum(counts[group] for group in folded)
    assert len(rows) == len(counts) + sum(counts) - hidden
    assert shown == sorted(shown)
    assert len(shown) == sum(counts) - hidden
    assert list(rows.chosen([(0, len(rows) - 1)])) == list(range(100, 100 + sum(counts)))
    for row in range(len(rows)):
        number = rows.sequence(row)
        if number is not None:
            assert found(rows, {number}) == [row]
