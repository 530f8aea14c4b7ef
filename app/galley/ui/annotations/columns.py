"""Which columns of the table are shown, in which order and how wide. Knows no widget."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from galley.domain.annotation_table import TableColumn

__all__ = ["LEAST_WIDTHS", "Liking", "likings_from", "shown_widths", "words_for"]

# What a column needs, and what it has where there is room.
LEAST_WIDTHS = {
    TableColumn.KIND: 118,
    TableColumn.EXCERPT: 190,
    TableColumn.NOTE: 140,
    TableColumn.SPEAKER: 96,
    TableColumn.STATUS: 116,
    TableColumn.TAGS: 92,
    TableColumn.ARTICLE: 140,
    TableColumn.PUBLICATION: 98,
    TableColumn.PUBLISHED: 82,
    TableColumn.ADDED: 82,
}
_USUAL_WIDTHS = {
    **LEAST_WIDTHS,
    TableColumn.KIND: 128,
    TableColumn.EXCERPT: 300,
    TableColumn.NOTE: 220,
    TableColumn.SPEAKER: 116,
    TableColumn.STATUS: 118,
    TableColumn.TAGS: 120,
    TableColumn.ARTICLE: 220,
    TableColumn.PUBLICATION: 124,
    TableColumn.PUBLISHED: 86,
    TableColumn.ADDED: 86,
}
_STRETCHED = (TableColumn.EXCERPT, TableColumn.NOTE, TableColumn.ARTICLE)
_LAST_TO_GO = (  # where there is little room, the first of them stay the longest
    TableColumn.EXCERPT,
    TableColumn.STATUS,
    TableColumn.KIND,
    TableColumn.ARTICLE,
    TableColumn.NOTE,
    TableColumn.SPEAKER,
    TableColumn.ADDED,
    TableColumn.TAGS,
    TableColumn.PUBLICATION,
    TableColumn.PUBLISHED,
)
_WIDEST = 2000
_NAMES = {column.value for column in TableColumn}


class Liking(NamedTuple):
    """How a person likes a column.

    Attributes:
        column: Which.
        shown: Whether it is shown; None where the table itself decides, by the room there is.
        width: In pixels; 0 for the usual one.
    """

    column: TableColumn
    shown: bool | None = None
    width: int = 0


def likings_from(words: Iterable[str]) -> list[Liking]:
    """All columns as the settings have them, such as ``+note:240``, ``-tags``, ``added``.

    What makes no sense is passed over; a column that is not named stands behind the others.
    """
    known: dict[str, Liking] = {}
    for word in words:
        sign = {"+": True, "-": False}.get(word[:1])
        name, _colon, digits = (word[1:] if sign is not None else word).partition(":")
        if name in _NAMES and name not in known:
            width = int(digits) if digits.isascii() and digits.isdigit() else 0
            known[name] = Liking(TableColumn(name), sign, width if width <= _WIDEST else 0)
    for column in TableColumn:
        known.setdefault(column, Liking(column))
    return list(known.values())


def words_for(likings: Sequence[Liking]) -> list[str]:
    """The same for the settings; none if all is as usual."""
    if list(likings) == [Liking(column) for column in TableColumn]:
        return []
    return [
        {True: "+", False: "-", None: ""}[one.shown]
        + one.column.value
        + (f":{one.width}" if one.width else "")
        for one in likings
    ]


def shown_widths(
    likings: Sequence[Liking], room: int, sorted_by: TableColumn
) -> dict[TableColumn, int]:
    """The columns that are shown, each with its width.

    A column that was chosen is shown, whatever the room; others as far as they have their least
    width, and the one that rows are sorted by in any case. Room that is left widens them.

    Args:
        likings: Of all columns.
        room: How wide the table is.
        sorted_by: What the rows are sorted by.
    """
    liked = {one.column: one for one in likings}
    least = {column: liked[column].width or LEAST_WIDTHS[column] for column in liked}
    shown = {column for column, liking in liked.items() if liking.shown} | {sorted_by}
    left = room - sum(least[column] for column in shown)
    for column in _LAST_TO_GO:
        if column in shown or liked[column].shown is not None:
            continue
        if least[column] > left:
            break  # those that come after it would take its place by turns
        shown.add(column)
        left -= least[column]
    return _widened({column: least[column] for column in shown}, liked, left)


def _widened(
    widths: dict[TableColumn, int], liked: dict[TableColumn, Liking], left: int
) -> dict[TableColumn, int]:
    """Up to the usual widths first, then those with sentences alone."""
    free = [column for column in widths if not liked[column].width]
    wanted = {column: _USUAL_WIDTHS[column] - widths[column] for column in free}
    total = sum(wanted.values())
    share = min(1.0, max(0, left) / total) if total else 0.0
    for column in free:
        widths[column] += int(wanted[column] * share)
    stretched = [column for column in _STRETCHED if column in free]
    for column in stretched:
        widths[column] += max(0, left - total) // len(stretched)
    return widths
