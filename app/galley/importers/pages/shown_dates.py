"""Reads the date that the lines around a page's headline show; knows nothing of its metadata."""

from galley.importers.dates import find_date, is_date_alone, is_date_line, is_update
from galley.importers.pages.metadata import iso_date
from galley.importers.pages.segments import Segment
from galley.importers.texts.body import word_count

__all__ = ["ShownDates", "is_date", "shown_date"]

_NEXT_DATE = 4  # segments from the first date to another: one further on is another article's
_LONGEST_DATE_ALONE = 8  # words of one that says little else


def is_date(segment: Segment) -> bool:
    """Whether a line says a date, to readers or to machines, and little else."""
    return bool(segment.time) or is_date_line(segment.text)


def shown_date(segment: Segment) -> str:
    """The date of a line: as its element says it to machines, if readers see the same day."""
    told, seen = iso_date(segment.time), find_date(segment.text)
    return seen if seen and told[:10] != seen else told


class ShownDates:
    """The date that a head shows: in a line of its own before one in a byline or a sentence."""

    def __init__(self) -> None:
        self._line = self._above = self._beside = self._update = ""
        self._first = 0
        self._days_above: list[tuple[int, str]] = []

    @property
    def published(self) -> str:
        """The date, empty if none is shown; that of an update only if there is no other."""
        return self._line or self._above or self._beside or self._update

    @property
    def is_below(self) -> bool:
        """Whether it stands below the headline, and is not that of an update."""
        return bool(self._line or self._beside)

    @property
    def other_days_above(self) -> list[int]:
        """The segments above the headline that say only a day, which is not the article's."""
        day = self.published[:10]
        return [n for n, above in self._days_above if above[:10] != day]

    def take_line(self, segment: Segment, *, above: bool) -> bool:
        """Note a line's date, unless it is another article's, far below the first one.

        Args:
            segment: The line.
            above: Whether it stands above the headline, where it may say what day it is.

        Returns:
            Whether the line is a date of this article.
        """
        if above:
            return self.take_above(segment)
        if not is_date(segment):
            return False
        self._first = self._first or segment.number
        if segment.number - self._first > _NEXT_DATE:
            return False
        self.take(segment)
        return True

    def take(self, segment: Segment) -> None:
        """Note the date in a line below the headline."""
        found = shown_date(segment)
        if is_update(segment.text):
            self._update = self._update or found
        elif word_count(segment.text) <= _LONGEST_DATE_ALONE:
            self._line = self._line or found
        else:
            self._beside = self._beside or found

    def take_above(self, segment: Segment) -> bool:
        """Note the date in a line above the headline, the lowest if there are several."""
        found = shown_date(segment) if is_date(segment) else ""
        if is_update(segment.text):
            self._update = self._update or found
        else:
            self._above = found or self._above
            if found and is_date_alone(segment.text):
                self._days_above.append((segment.number, found))
        return bool(found)
