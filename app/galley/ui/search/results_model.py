"""The rows of the page of results as a Qt model; knows no search."""

from PySide6.QtCore import QObject

from galley.domain.search import SearchHit
from galley.ui.lists.row_models import RowsModel
from galley.ui.search.results import Group, More, Row
from galley.ui.search.words import accessible_row, headline_of, words_of

__all__ = ["ResultsModel"]


class ResultsModel(RowsModel[Row]):
    """One column: articles, and under each what was found in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(accessible_row, _words_of, parent)

    def stops_at(self, row: int) -> bool:
        """Whether the keys stop at a row: at what was found, not at a headline for its own sake."""
        here = self._rows[row]
        return not isinstance(here, Group) or here.hit is not None

    def row_like(self, wanted: Row) -> int | None:
        """The row that shows the same thing as one of an earlier search did."""
        name = _name_of(wanted)
        names = enumerate(map(_name_of, self._rows))
        return next((row for row, known in names if known == name), None)


def _words_of(row: Row) -> str:
    if isinstance(row, Group):
        return headline_of(row)
    return words_of(row) if isinstance(row, SearchHit) else accessible_row(row)


def _name_of(row: Row) -> tuple[str, str, int | None]:
    if isinstance(row, More):
        return ("", "", None)
    if isinstance(row, Group):
        return (row.article_id, "headline", None)
    return (row.article_id, row.annotation_id, row.offset)
