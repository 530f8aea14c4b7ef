"""The two texts as rows of a list, what did not change folded away. Knows no Qt and no marks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from galley.domain.comparison import RowState, TextRow

__all__ = ["FoldedRow", "ShownRow", "WholeRow", "whole_rows"]

_CONTEXT = 1  # unchanged rows that are shown on either side of a change
_LEAST_FOLDED = 3


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of both texts.

    Attributes:
        number: Which row of the comparison.
        row: What is in it.
    """

    number: int
    row: TextRow


@dataclass(frozen=True, slots=True)
class FoldedRow:
    """Rows that did not change, folded into one.

    Attributes:
        first: The first of them.
        count: How many.
    """

    first: int
    count: int


WholeRow = ShownRow | FoldedRow


def whole_rows(
    rows: Sequence[TextRow], *, folding: bool, unfolded: Collection[int] = ()
) -> list[WholeRow]:
    """The rows to show.

    Args:
        rows: All of both texts.
        folding: Whether long unchanged stretches are folded.
        unfolded: The first rows of stretches that are shown all the same.
    """
    found: list[WholeRow] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and rows[end].state is RowState.SAME:
            end += 1
        if end == at:
            found.append(ShownRow(at, rows[at]))
            at += 1
            continue
        first = at + (_CONTEXT if at else 0)
        last = end - (_CONTEXT if end < len(rows) else 0)
        fold = folding and last - first >= _LEAST_FOLDED and first not in unfolded
        if fold:
            found += [ShownRow(n, rows[n]) for n in range(at, first)]
            found.append(FoldedRow(first, last - first))
            found += [ShownRow(n, rows[n]) for n in range(last, end)]
        else:
            found += [ShownRow(n, rows[n]) for n in range(at, end)]
        at = end
    return found
