"""A rectangle on a picture, in whole thousandths of its sides. Knows no pixels."""

import re
from typing import NamedTuple

__all__ = ["LEAST_SIDE", "Region", "from_fragment"]

_WHOLE = 1000
LEAST_SIDE = 10  # thousandths: what is smaller can be neither seen nor taken hold of
_PERCENT = r"(\d{1,3}(?:\.\d+)?)"
_FRAGMENT = rf"xywh=percent:{_PERCENT},{_PERCENT},{_PERCENT},{_PERCENT}"


class Region(NamedTuple):
    """A part of a picture. It belongs to the picture's bytes, wherever they stand.

    Attributes:
        picture: SHA-256 of the picture's bytes, in hexadecimal.
        x: Its left edge, in thousandths of the picture's width from the left.
        y: Its top edge, in thousandths of the height from the top.
        width: In thousandths of the picture's width; at least :data:`LEAST_SIDE`.
        height: In thousandths of its height, likewise.
    """

    picture: str
    x: int
    y: int
    width: int
    height: int

    @classmethod
    def between(cls, picture: str, x1: float, y1: float, x2: float, y2: float) -> "Region":
        """The region between two opposite corners, given in shares (0 to 1) of the sides.

        What lies outside the picture is cut off; what is too small is made as large as may be.
        """
        left, right = _span(x1, x2)
        top, bottom = _span(y1, y2)
        return cls(picture, left, top, right - left, bottom - top)

    def moved(self, dx: int, dy: int) -> "Region":
        """The same region elsewhere, as far as the picture goes; in thousandths."""
        x = min(max(0, self.x + dx), _WHOLE - self.width)
        y = min(max(0, self.y + dy), _WHOLE - self.height)
        return self._replace(x=x, y=y)

    def resized(self, dx: int, dy: int) -> "Region":
        """The same region with its right and lower edges elsewhere; in thousandths."""
        width = min(max(LEAST_SIDE, self.width + dx), _WHOLE - self.x)
        height = min(max(LEAST_SIDE, self.height + dy), _WHOLE - self.y)
        return self._replace(width=width, height=height)

    @property
    def shares(self) -> tuple[float, float, float, float]:
        """Left, top, width and height in shares (0 to 1) of the picture's sides."""
        return self.x / _WHOLE, self.y / _WHOLE, self.width / _WHOLE, self.height / _WHOLE

    @property
    def is_possible(self) -> bool:
        """Whether it lies on a picture."""
        inside = self.x + self.width <= _WHOLE and self.y + self.height <= _WHOLE
        return min(self.x, self.y) >= 0 and min(self.width, self.height) >= LEAST_SIDE and inside

    @property
    def fragment(self) -> str:
        """The region as a media fragment: percent, with a decimal where there is one.

        After W3C, *Media Fragments URI 1.0*, 4.2.2, whose percents are whole numbers; annotation
        tools write and read decimals.
        """
        numbers = (f"{value / 10:.1f}".removesuffix(".0") for value in self[1:])
        return f"xywh=percent:{','.join(numbers)}"

    @property
    def words(self) -> str:
        """Where it is: ``12.5% from the left, 30% from the top, 20% × 15%``."""
        x, y, width, height = (f"{value / 10:.1f}".removesuffix(".0") for value in self[1:])
        return f"{x}% from the left, {y}% from the top, {width}% × {height}%"


def _span(first: float, second: float) -> tuple[int, int]:
    low, high = sorted(min(max(0, round(share * _WHOLE)), _WHOLE) for share in (first, second))
    high = max(high, min(low + LEAST_SIDE, _WHOLE))
    return min(low, high - LEAST_SIDE), high


def from_fragment(fragment: str, picture: str) -> Region | None:
    """The region that a media fragment names; None if it is none in percent, or can't be.

    Args:
        fragment: Such as ``xywh=percent:12.5,30,20,15``.
        picture: SHA-256 of the picture's bytes.
    """
    found = re.fullmatch(_FRAGMENT, fragment.strip())
    if found is None:
        return None
    x, y, width, height = (round(float(number) * 10) for number in found.groups())
    region = Region(picture, x, y, width, height)
    return region if region.is_possible else None
