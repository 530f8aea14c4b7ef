"""How high the rows of a long list are, measured or guessed; knows no Qt and no row's content.

Sums are kept for blocks of rows, so that finding a row among 100,000 costs a few hundred additions
done in C, and building the whole costs about a millisecond.
"""

__all__ = ["RowHeights"]

_BLOCK = 256  # rows a block: near the square root of the longest list foreseen


class RowHeights:
    """The heights of ``count`` rows in pixels; one that was never measured counts as the guess."""

    def __init__(self, guess: int) -> None:
        self._guess = guess
        self._heights: list[int] = []
        self._measured = bytearray()
        self._blocks: list[int] = []

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        """All rows together."""
        return sum(self._blocks)

    def reset(self, count: int) -> None:
        """Forget everything: ``count`` rows, none of them measured."""
        self._heights = [self._guess] * count
        self._measured = bytearray(count)
        self._add_up()

    def insert(self, row: int, count: int) -> None:
        """Make room for ``count`` rows before ``row``, none of them measured."""
        self._heights[row:row] = [self._guess] * count
        self._measured[row:row] = bytes(count)
        self._add_up()

    def remove(self, row: int, count: int) -> None:
        """Take ``count`` rows away, from ``row`` on."""
        del self._heights[row : row + count]
        del self._measured[row : row + count]
        self._add_up()

    def measured(self, row: int) -> bool:
        """Whether the row's height is known rather than guessed."""
        return bool(self._measured[row])

    def height(self, row: int) -> int:
        """The row's height, or the guess."""
        return self._heights[row]

    def set_height(self, row: int, height: int) -> None:
        """Note a measured height."""
        self._blocks[row // _BLOCK] += height - self._heights[row]
        self._heights[row] = height
        self._measured[row] = 1

    def forget(self, row: int) -> None:
        """The row must be measured again; until then its last height stands in."""
        self._measured[row] = 0

    def top(self, row: int) -> int:
        """Where the row begins; the total for the row after the last."""
        block = row // _BLOCK
        return sum(self._blocks[:block]) + sum(self._heights[block * _BLOCK : row])

    def row_at(self, y: int) -> int:
        """The row that covers ``y``; the first or last one for a place outside. -1 if empty."""
        if not self._heights or y < 0:
            return min(0, len(self._heights) - 1)
        for block, height in enumerate(self._blocks):
            if y < height:
                return self._row_in_block(block, y)
            y -= height
        return len(self._heights) - 1

    def _row_in_block(self, block: int, y: int) -> int:
        row = block * _BLOCK
        while y >= self._heights[row]:
            y -= self._heights[row]
            row += 1
        return row

    def _add_up(self) -> None:
        self._blocks = [
            sum(self._heights[start : start + _BLOCK])
            for start in range(0, len(self._heights), _BLOCK)
        ]
