"""A rectangle on a picture: where it can be, and how it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.region import LEAST_SIDE, Region, from_fragment
from tests.strategies import regions

PICTURE = "ab" * 32
shares = st.floats(-0.5, 1.5)


@given(regions)
def test_a_region_reads_back_from_its_fragment(region: Region) -> None:
    assert from_fragment(region.fragment, region.picture) == region


def test_the_fragment_has_decimals_only_where_there_are_some() -> None:
    assert Region(PICTURE, 125, 300, 200, 155).fragment == "xywh=percent:12.5,30,20,15.5"
    assert Region(PICTURE, 125, 300, 200, 155).words == (
        "12.5% from the left, 30% from the top, 20% × 15.5%"
    )


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "xywh=pixel:1,2,3,4",
        "xywh=percent:90,0,20,20",
        "xywh=percent:0,0,0,10",
        "xywh=percent:-1,0,5,5",
        "t=10,20",
        "xywh=percent:1,2,3",
    ],
)
def test_what_lies_on_no_picture_is_no_region(fragment: str) -> None:
    assert from_fragment(fragment, PICTURE) is None


@given(shares, shares, shares, shares)
def test_between_any_two_corners_lies_a_possible_region(
    x1: float, y1: float, x2: float, y2: float
) -> None:
    region = Region.between(PICTURE, x1, y1, x2, y2)
    assert region.is_possible
    assert region == Region.between(PICTURE, x2, y2, x1, y1)


steps = st.integers(-1500, 1500)


@given(regions, steps, steps)
def test_moving_and_resizing_stay_on_the_picture(region: Region, dx: int, dy: int) -> None:
    moved = region.moved(dx, dy)
    assert moved.is_possible
    assert (moved.width, moved.height) == (region.width, region.height)
    resized = region.resized(dx, dy)
    assert resized.is_possible
    assert (resized.x, resized.y) == (region.x, region.y)
    assert min(resized.width, resized.height) >= LEAST_SIDE
