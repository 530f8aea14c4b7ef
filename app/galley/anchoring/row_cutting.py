"""Cuts rows of long blocks into several, at places where both sides have the same words."""

from collections.abc import Iterator

from galley.anchoring.folding import fold
from galley.domain.comparison import Difference, RowState, Stretch, TextRow

__all__ = ["cut_rows"]

_LONGEST = 2_400  # code points of a row on either side, where it can be cut
_PIECE = 1_600  # code points after which to cut


def cut_rows(row: TextRow, old: str, new: str) -> Iterator[TextRow]:
    """The row, or the several that it is cut into.

    Args:
        row: As long as its blocks.
        old: The old canonical text.
        new: The new one.
    """
    if max(_length(row.old), _length(row.new)) <= _LONGEST:
        yield row
    elif row.old is None or row.new is None:
        yield from _cut_alone(row, old if row.new is None else new)
    else:
        yield from _cut_both(row, row.old, row.new, old, new)


def _length(stretch: Stretch | None) -> int:
    return stretch.end - stretch.start if stretch else 0


def _cut_alone(row: TextRow, text: str) -> Iterator[TextRow]:
    """A block that stands alone is cut behind a space; where there is none, anywhere."""
    stretch = row.old or row.new
    if stretch is None:
        return
    start = stretch.start
    while start < stretch.end:
        end = _space_behind(text, start, stretch.end)
        piece = Stretch(stretch.block, start, end)
        yield row._replace(old=piece if row.old else None, new=piece if row.new else None)
        start = end


def _space_behind(text: str, start: int, stop: int) -> int:
    if stop - start <= _LONGEST:
        return stop
    space = text.find(" ", start + _PIECE, start + _LONGEST)
    return space + 1 if space >= 0 else start + _LONGEST


def _cut_both(row: TextRow, left: Stretch, right: Stretch, old: str, new: str) -> Iterator[TextRow]:
    start, begin = left.start, right.start
    rest = list(row.differences)
    for cut, fold_cut in _cuts(row, left, right, old, new):
        inside = [one for one in rest if one.old[1] <= cut and one.new[1] <= fold_cut]
        rest = rest[len(inside) :]
        yield _piece(row, (left.block, start, cut), (right.block, begin, fold_cut), inside)
        start, begin = cut, fold_cut
    yield _piece(row, (left.block, start, left.end), (right.block, begin, right.end), rest)


def _piece(
    row: TextRow,
    old: tuple[int, int, int],
    new: tuple[int, int, int],
    differences: list[Difference],
) -> TextRow:
    state = row.state if differences or row.state is RowState.SAME else RowState.SAME
    return TextRow(Stretch(*old), Stretch(*new), state, tuple(differences))


def _cuts(
    row: TextRow, left: Stretch, right: Stretch, old: str, new: str
) -> Iterator[tuple[int, int]]:
    """Where both sides can be cut, the old place and the new one, ascending."""
    edges = [(left.start, right.start)]
    edges += [(one.old[1], one.new[1]) for one in row.differences]
    stops = [(one.old[0], one.new[0]) for one in row.differences] + [(left.end, right.end)]
    last = (left.start, right.start)
    for (i, j), (k, m) in zip(edges, stops, strict=True):
        for cut in _cuts_in_equal(old[i:k], new[j:m], (i, j), last):
            yield cut
            last = cut


def _cuts_in_equal(
    one: str, other: str, at: tuple[int, int], last: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Cuts inside words that are the same on both sides, but for typography."""
    if not one or not other:
        return
    same = one == other
    folded = None if same else (fold(one), fold(other))
    cut = last
    while True:
        due = max(cut[0] + _PIECE - at[0], 0)
        due = min(due, max(cut[1] + _PIECE - at[1], 0))
        space = one.find(" ", due)
        if space < 0 or space + 1 >= len(one):
            return
        place = space + 1
        beyond = place
        if folded is not None:
            beyond = folded[1].unfold(folded[0].fold_range(0, place)[1], len(folded[1].text))[0]
        cut = (at[0] + place, at[1] + beyond)
        if cut[1] >= at[1] + len(other):
            return
        yield cut
