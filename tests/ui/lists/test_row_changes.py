from hypothesis import given
from hypothesis import strategies as st

from galley.ui.lists.row_changes import changed_span

ids = st.lists(st.sampled_from("abcdef"), max_size=8)


@given(ids, ids)
def test_putting_the_new_run_in_the_place_of_the_old_gives_the_new_list(
    old: list[str], new: list[str]
) -> None:
    start, old_end, new_end = changed_span(old, new)

    assert old[:start] + new[start:new_end] + old[old_end:] == new


@given(ids)
def test_equal_lists_have_an_empty_run(same: list[str]) -> None:
    start, old_end, new_end = changed_span(same, list(same))

    assert start == old_end == new_end


def test_one_more_in_the_middle_is_a_run_of_one() -> None:
    assert changed_span(["a", "b"], ["a", "x", "b"]) == (1, 1, 2)
