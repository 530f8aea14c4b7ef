"""Finds a PDF's simple tables: lines below each other whose pieces stand in the same columns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from galley.importers.pdf.lines import PdfLine

__all__ = ["PdfTable", "tables_of"]

_APART = 3.4  # times a line's size, from one row to the next
_FEWEST_CELLS = 6  # three rows of two columns, or two of three
_LONGEST_CELL = 40  # code points, in the middle: what is longer is text in columns


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table.

    Attributes:
        lines: Its rows as lines.
        rows: Their cells, as many in each.
        has_head: Its first row is set otherwise than the rest.
    """

    lines: tuple[PdfLine, ...]
    rows: tuple[tuple[str, ...], ...]
    has_head: bool


def tables_of(lines: Sequence[PdfLine]) -> list[PdfTable]:
    """The tables among some lines, in their order."""
    tables: list[PdfTable] = []
    run: list[PdfLine] = []
    for line in [*lines, None]:
        if line is not None and len(line.cells) > 1 and (not run or _follows(run[-1], line)):
            run.append(line)
            continue
        table = _table(run)
        tables += [table] if table is not None else []
        run = [line] if line is not None and len(line.cells) > 1 else []
    return tables


def _follows(above: PdfLine, line: PdfLine) -> bool:
    return above.page == line.page and 0 < above.base - line.base <= _APART * above.size


def _table(run: Sequence[PdfLine]) -> PdfTable | None:
    """The rows of the usual number of cells, if their columns do not run into each other."""
    if not run:
        return None
    width = Counter(len(line.cells) for line in run).most_common(1)[0][0]
    lines = [line for line in run if len(line.cells) == width]
    if len(lines) < len(run) or len(lines) * width < _FEWEST_CELLS:
        return None
    lefts = [[line.cells[column].left for line in lines] for column in range(width)]
    if any(max(lefts[n]) >= min(lefts[n + 1]) for n in range(width - 1)):
        return None
    if median(len(cell.text) for line in lines for cell in line.cells) > _LONGEST_CELL:
        return None
    rows = tuple(tuple(cell.text for cell in line.cells) for line in lines)
    has_head = lines[0].bold and not any(line.bold for line in lines[1:])
    return PdfTable(tuple(lines), rows, has_head)
