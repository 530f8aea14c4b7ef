"""Tells a page's tables of data from its layout, and its lists' items by list and depth."""

from collections import defaultdict

from galley.domain.article import BlockType, Zone
from galley.importers.pages.segments import Box
from galley.importers.pages.sheet import PageSheet
from galley.importers.texts.sheet import Label

__all__ = ["ListNumbers", "label_tables"]

MOST_CELLS = 3_000
_LONGEST_CELL = 120  # characters of a cell on average; longer ones are a layout's
_DEEPEST = 5


def label_tables(sheet: PageSheet, region: list[int]) -> None:
    """Make rows of the segments that stand in tables of data; the others stay as they are."""
    inside: dict[Box, list[int]] = defaultdict(list)
    for number in region:
        segment = sheet.page.segments[number]
        cell = segment.box.within("td", "th")
        if cell is not None and segment.text and sheet.is_free(number):
            inside[cell].append(number)
    if not inside:
        return
    wanted = {cell.within("table") for cell in inside}
    rows: dict[Box, dict[Box, list[Box]]] = defaultdict(lambda: defaultdict(list))
    for cell in sheet.page.cells:
        table, row = cell.within("table"), cell.within("tr", "thead", "tbody", "table")
        if table in wanted and table is not None and row is not None:
            rows[table][row].append(cell)
    for group, table in enumerate(rows):
        if _is_data(sheet, table, rows[table], inside):
            _label_rows(sheet, rows[table], inside, group)


def _is_data(
    sheet: PageSheet, table: Box, rows: dict[Box, list[Box]], inside: dict[Box, list[int]]
) -> bool:
    cells = [cell for row in rows.values() for cell in row]
    texts = [sheet.page.segments[n].text for cell in cells for n in inside.get(cell, ())]
    nested = any(table in cell.chain() and cell.within("table") is not table for cell in inside)
    columns = max(len(row) for row in rows.values())
    return (
        len(rows) > 1
        and columns > 1
        and len(cells) <= MOST_CELLS
        and not nested
        and sum(map(len, texts)) <= _LONGEST_CELL * max(1, len(texts))
    )


def _label_rows(
    sheet: PageSheet, rows: dict[Box, list[Box]], inside: dict[Box, list[int]], group: int
) -> None:
    for row in rows.values():
        cells = [inside.get(cell, []) for cell in row]
        if not any(cells):
            continue
        heading = all(cell.tag == "th" for cell in row)
        label = Label(Zone.BODY, type=BlockType.TABLE, group=group, level=int(heading))
        sheet.row(cells, label)


class ListNumbers:
    """Numbers the lists of an article in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: dict[Box, int] = {}

    def label(self, box: Box) -> Label | None:
        """The label of an item, from the box it stands in; None if that is no list."""
        lists = [around for around in box.chain() if around.tag in ("ul", "ol", "menu", "dl")]
        item = box.within("li", "dt", "dd")
        if item is None or item.parent is None:
            return None
        lists = lists or [item.parent]
        number = self._numbers.setdefault(lists[-1], len(self._numbers))
        return Label(
            Zone.BODY,
            type=BlockType.LIST_ITEM,
            group=number,
            level=min(len(lists), _DEEPEST),
            ordered=lists[0].tag == "ol",
        )
