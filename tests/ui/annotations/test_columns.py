"""Which columns a table shows in how much room, and how that is written down."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from galley.domain.annotation_table import TableColumn
from galley.ui.annotations.columns import (
    LEAST_WIDTHS,
    Liking,
    likings_from,
    shown_widths,
    words_for,
)

USUAL = likings_from(())
likings = st.permutations(list(TableColumn)).flatmap(
    lambda order: st.tuples(
        *(
            st.builds(
                Liking, st.just(one), st.sampled_from([True, False, None]), st.integers(0, 900)
            )
            for one in order
        )
    )
)


def test_where_there_is_room_all_are_shown_and_fill_it() -> None:
    widths = shown_widths(USUAL, 1600, TableColumn.ADDED)
    assert set(widths) == set(TableColumn)
    assert 1600 - 3 <= sum(widths.values()) <= 1600


def test_in_a_narrow_table_what_matters_least_goes_first() -> None:
    shown = [set(shown_widths(USUAL, room, TableColumn.EXCERPT)) for room in range(300, 1300, 10)]
    assert all(fewer <= more for fewer, more in pairwise(shown))
    assert TableColumn.PUBLISHED not in shown[40]
    assert {TableColumn.EXCERPT, TableColumn.STATUS, TableColumn.KIND} <= shown[20]


@given(st.integers(200, 3000), st.sampled_from(TableColumn))
def test_what_is_shown_fits_and_has_what_rows_are_sorted_by(room: int, column: TableColumn) -> None:
    widths = shown_widths(USUAL, room, column)
    assert column in widths
    assert sum(widths.values()) <= room
    assert all(widths[one] >= LEAST_WIDTHS[one] for one in widths)


@given(likings, st.integers(100, 3000), st.sampled_from(TableColumn))
def test_what_a_person_chose_is_kept_to(
    liked: tuple[Liking, ...], room: int, column: TableColumn
) -> None:
    widths = shown_widths(liked, room, column)
    for one in liked:
        if one.shown:
            assert one.column in widths
        if one.shown is False and one.column is not column:
            assert one.column not in widths
        if one.width and one.column in widths:
            assert widths[one.column] == one.width


@given(likings)
def test_what_is_liked_comes_back_from_the_settings(liked: tuple[Liking, ...]) -> None:
    assert likings_from(words_for(liked)) == list(liked)


def test_what_makes_no_sense_in_the_settings_is_passed_over() -> None:
    words = ["+note:240", "smell:9", "-note", "", "tags:wide", "kind:99999999", ":", "+"]
    assert likings_from(words)[:3] == [
        Liking(TableColumn.NOTE, shown=True, width=240),
        Liking(TableColumn.TAGS),
        Liking(TableColumn.KIND),
    ]
    assert len(likings_from(words)) == len(TableColumn)
    assert words_for(USUAL) == []
