"""Rows' heights against the plainest way of keeping them: a list that is added up each time."""

from hypothesis import given
from hypothesis import strategies as st

from galley.ui.lists.row_heights import RowHeights

heights = st.lists(st.integers(1, 300), max_size=700)


def filled(values: list[int]) -> RowHeights:
    rows = RowHeights(guess=10)
    rows.reset(len(values))
    for row, height in enumerate(values):
        rows.set_height(row, height)
    return rows


@given(heights)
def test_tops_and_total_are_sums(values: list[int]) -> None:
    rows = filled(values)

    assert rows.total == sum(values)
    for row in range(0, len(values) + 1, 97):
        assert rows.top(row) == sum(values[:row])


@given(heights.filter(bool), st.integers(-50, 250_000))
def test_the_row_at_a_place_covers_it(values: list[int], y: int) -> None:
    rows = filled(values)

    row = rows.row_at(y)

    inside = min(max(y, 0), sum(values) - 1)
    assert rows.top(row) <= inside < rows.top(row) + values[row]


@given(heights, st.data())
def test_inserting_and_removing_keep_what_was_measured(
    values: list[int], data: st.DataObject
) -> None:
    rows = filled(values)
    at = data.draw(st.integers(0, len(values)))
    count = data.draw(st.integers(1, 400))

    rows.insert(at, count)
    assert rows.total == sum(values) + 10 * count
    assert not rows.measured(at)

    rows.remove(at, count)
    assert rows.total == sum(values)
    assert all(rows.measured(row) for row in range(len(values)))


def test_a_forgotten_row_keeps_its_height_until_it_is_measured_again() -> None:
    rows = filled([30, 40])

    rows.forget(1)

    assert not rows.measured(1)
    assert rows.total == 70


def test_an_empty_list_has_no_row_anywhere() -> None:
    assert RowHeights(guess=10).row_at(0) == -1
    assert RowHeights(guess=10).row_at(-5) == -1
