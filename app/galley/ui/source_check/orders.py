"""A wish with what it was wished of, which may have to wait; corrects nothing itself."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPersistentModelIndex

from galley.services.corrections.source_check import Fragment
from galley.ui.source_check.wishes import Wish

__all__ = ["Order", "Piece", "Pins", "rows_of"]

Pins = tuple[QPersistentModelIndex, ...]


class Piece(NamedTuple):
    """A stretch of the capture, to be found again whatever was corrected meanwhile.

    Attributes:
        text: As captured.
        alt: Of a photo, what the page says of it.
        occurrence: How many stretches before it say the same.
    """

    text: str
    alt: str
    occurrence: int

    @classmethod
    def at(cls, fragments: Sequence[Fragment], number: int) -> "Piece":
        """The stretch of this number."""
        one = fragments[number]
        said = (one.text, one.alt)
        before = sum((other.text, other.alt) == said for other in fragments[:number])
        return cls(*said, before)

    def number_in(self, fragments: Sequence[Fragment]) -> int:
        """Its number by now; -1 if it is no stretch of its own any more."""
        said = (self.text, self.alt)
        same = [n for n, one in enumerate(fragments) if (one.text, one.alt) == said]
        return same[self.occurrence] if self.occurrence < len(same) else -1


class Order(NamedTuple):
    """Something wished.

    Attributes:
        wish: What.
        blocks: Of which blocks: those that were chosen then.
        caret: The code point before which the caret stood then.
        pieces: The stretches of the capture that were chosen then.
        goes_on: Nothing else was chosen since what was wished before and is not done yet: it is
            meant for the blocks that this one leaves.
    """

    wish: Wish
    blocks: Pins
    caret: int
    pieces: tuple[Piece, ...]
    goes_on: bool


def rows_of(pins: Pins) -> list[int]:
    """The rows of those that are still there, in order."""
    return sorted(pin.row() for pin in pins if pin.isValid())
