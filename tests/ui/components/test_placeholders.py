import pytest

from galley.ui.components.placeholders import filled


def test_a_part_that_looks_like_a_place_is_left_alone() -> None:
    assert filled("%1 of %2", "%2", 7) == "%2 of 7"


def test_places_may_come_in_any_order_and_more_than_once() -> None:
    assert filled("%2, %1, %2", "a", "b") == "b, a, b"


def test_a_place_without_a_part_is_a_bug() -> None:
    with pytest.raises(IndexError):
        filled("%1 %2", "a")
