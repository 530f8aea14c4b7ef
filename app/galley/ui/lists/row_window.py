"""Which rows of a long list are in sight, and where; knows no Qt and no row's content.

The truth is the row at the top and how much of it is scrolled out. Offsets follow from that, so
that a row measured elsewhere never moves what a person is looking at.
"""

from collections.abc import Callable

from galley.ui.lists.row_heights import RowHeights

__all__ = ["RowWindow"]

_LOCAL_SCROLL = 3  # view heights within which a scroll keeps what is seen in its place


class RowWindow:
    """A view of some height on rows that are measured when they come into sight.

    All lengths are pixels; a place is counted from the top of the view, an offset from the top of
    the list, its margin included.

    Args:
        guess: How high a row is taken to be until it is measured.
        margins: Empty space above the first row and below the last.
        measure: Says how high a row is.
    """

    def __init__(self, guess: int, margins: tuple[int, int], measure: Callable[[int], int]) -> None:
        self._heights = RowHeights(guess)
        self._above, self._below = margins
        self._measure_row = measure
        self._view = 0
        self._first = 0
        self._hidden = -self._above  # negative: space above the first row

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def first(self) -> int:
        """The row at the top of the view."""
        return self._first

    @property
    def offset(self) -> int:
        """How far the list is scrolled."""
        return self._above + self._heights.top(self._first) + self._hidden

    @property
    def length(self) -> int:
        """All rows, measured or guessed, with the margins."""
        return self._above + self._heights.total + self._below

    def reset(self, count: int) -> None:
        """Begin anew at the top of ``count`` rows."""
        self._heights.reset(count)
        self._first, self._hidden = 0, -self._above

    def forget(self) -> None:
        """Measure every row again when it is next seen."""
        self._heights.reset(len(self._heights))

    def forget_row(self, row: int) -> None:
        """Measure one row again."""
        self._heights.forget(row)

    def insert(self, start: int, count: int) -> None:
        """Make room for new rows, and keep what is in sight where it is."""
        self._heights.insert(start, count)
        if start < self._first or (start == self._first and self._hidden > 0):
            self._first += count

    def remove(self, start: int, count: int) -> None:
        """Take rows away, and keep what is left in sight where it is."""
        self._heights.remove(start, count)
        if start + count <= self._first:
            self._first -= count
        elif start <= self._first:
            self._first, self._hidden = start, 0

    def height(self, row: int) -> int:
        """The row's height, or the guess."""
        return self._heights.height(row)

    def place(self, row: int) -> int:
        """Where the row begins."""
        return self._above + self._heights.top(row) - self.offset

    def row_at(self, place: int) -> int:
        """The row that covers a place, the nearest one outside the list, -1 in an empty list."""
        return self._heights.row_at(place + self.offset - self._above)

    def covers(self, place: int) -> bool:
        """Whether there is a row at a place."""
        return 0 <= place + self.offset - self._above < self._heights.total

    def page(self, row: int, step: int) -> int:
        """The row one view height up (-1) or down (1)."""
        return self._heights.row_at(self._heights.top(row) + step * self._view)

    def visible(self) -> range:
        """The rows that are at least partly in sight."""
        row, y = self._first, -self._hidden
        while row < len(self._heights) and y < self._view:
            y += self._heights.height(row)
            row += 1
        return range(self._first, row)

    def scroll_to(self, offset: int) -> None:
        """Scroll; a short way keeps what is seen moving with it, however wrong the guesses."""
        moved = offset - self.offset
        if abs(moved) <= _LOCAL_SCROLL * self._view:
            self._hidden += moved
        else:
            self._first = max(0, self._heights.row_at(offset - self._above))
            self._hidden = offset - self._above - self._heights.top(self._first)

    def scroll_to_top(self) -> None:
        """Show the first row."""
        self.put(0, self._above)

    def scroll_to_bottom(self) -> None:
        """Show the last row."""
        last = len(self._heights) - 1
        self.put(last, self._view - self._below - self.measured(last))

    def put(self, row: int, place: int) -> None:
        """Scroll so that a row begins at a place."""
        self._first, self._hidden = row, -place

    def bring_into_sight(self, row: int) -> None:
        """Scroll as little as shows the whole row, or its top if it is higher than the view."""
        height, place = self.measured(row), self.place(row)
        below = place + height > self._view
        if below and place > 0 and height <= self._view:
            self.put(row, self._view - height - self._below)
        elif below or place < self._above:
            self.put(row, self._above)

    def centre(self, row: int) -> None:
        """Put a row into the middle of the view."""
        self.put(row, max(0, (self._view - self.measured(row)) // 2))

    def measured(self, row: int) -> int:
        """The row's height, measured now if it never was."""
        if not self._heights.measured(row):
            self._heights.set_height(row, self._measure_row(row))
        return self._heights.height(row)

    def settle(self, view: int) -> None:
        """Measure what is in sight, in a view so high, and leave no gap at an end of the list."""
        self._view = view
        if not len(self._heights):
            self._first, self._hidden = 0, -self._above
            return
        self._normalise()
        gap = self._fill()
        if gap > 0 and (self._first > 0 or self._hidden > -self._above):
            self._hidden -= gap
            self._normalise()
            self._fill()

    def _normalise(self) -> None:
        """Make the first row the one at the top of the view."""
        last = len(self._heights) - 1
        self._first = min(self._first, last)
        while self._hidden < 0 and self._first > 0:
            self._first -= 1
            self._hidden += self.measured(self._first)
        if self._first == 0:
            self._hidden = max(self._hidden, -self._above)
        while self._first < last and self._hidden >= self.measured(self._first):
            self._hidden -= self._heights.height(self._first)
            self._first += 1

    def _fill(self) -> int:
        """Measure down to the bottom of the view; return how much of it is left below the list."""
        row, y = self._first, -self._hidden
        while row < len(self._heights) and y < self._view:
            y += self.measured(row)
            row += 1
        return self._view - self._below - y if row == len(self._heights) else 0
