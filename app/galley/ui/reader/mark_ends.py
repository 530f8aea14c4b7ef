"""Where noted marks end on a page: there their cards' leaders begin. Measured once a layout."""

from collections.abc import Generator, Iterable, Mapping, Sequence

from galley.domain.annotation import Annotation, Target
from galley.ui.reader.article_page import ArticlePage
from galley.ui.reader.margin import Anchor
from galley.ui.reader.mark_index import Mark
from galley.ui.reader.mark_painter import mark_boxes
from galley.ui.reader.page import Layout

__all__ = ["MarkEnds"]

_AT_A_TIME = 8  # half a millisecond


class MarkEnds:
    """The ends of the marks of one page."""

    def __init__(self, page: ArticlePage) -> None:
        self._page = page
        self._ends: dict[object, tuple[float, float, bool]] = {}  # by where a mark is
        self._down = 0.0  # how much further down they all stand by now

    def forget(self) -> None:
        """The page has other lines."""
        self._ends.clear()

    def move_down(self, by: float) -> None:
        """All that was measured stands further down by so many pixels."""
        self._down += by

    def anchors(self, noted: Iterable[Annotation], numbers: Mapping[str, int]) -> list[Anchor]:
        """The ends of those noted marks that the page says something of by now.

        Args:
            noted: Annotations that have a card.
            numbers: Their numbers, by their ids.
        """
        found, marks = [], self._page.marks
        for annotation in noted:
            if self._has_its_place(annotation.targets_in(marks.version_id)[-1]):
                x, y, in_sidebar = self._end_of(marks.get(annotation.id)[-1])
                found.append(Anchor(annotation, numbers[annotation.id], x, y, in_sidebar))
        return found

    def measured(self, noted: Sequence[Annotation]) -> Generator[None, None, None]:
        """Measure the ends of these before they are asked for; yields now and then."""
        for begin in range(0, len(noted), _AT_A_TIME):
            some = [one for one in noted[begin : begin + _AT_A_TIME] if one.id in self._page.marks]
            self.anchors(some, dict.fromkeys((one.id for one in some), 0))
            yield

    def _has_its_place(self, target: Target) -> bool:
        """Whether the page stands far enough to say where a passage ends."""
        page = self._page
        if page.is_whole:
            return True
        if page.is_part:
            ends = (target.start, target.end - 1)
            return all(page.stands(end) and not page.is_beside(end) for end in ends)
        if page.has_sidebar and page.is_beside(target.start):
            return page.page.layout is not Layout.NARROW
        return page.stands(target.end)

    def _end_of(self, mark: Mark) -> tuple[float, float, bool]:
        """Where a mark ends: x, the y of its foot, and whether that is in the page's sidebar."""
        where, page = (mark.key, mark.annotation.region), self._page
        end = self._ends.get(where)
        if end is not None:
            x, y, in_sidebar = end
            return x, y + self._down, in_sidebar
        run = page.last_run(mark)
        on_photo = page.photo_marks.rect_of(mark)
        if not on_photo.isEmpty():
            end = (on_photo.right(), on_photo.bottom(), False)
        elif run is not None:
            box = mark_boxes([run])[0]
            end = (box.right(), box.bottom(), False)
        else:
            run = page.sidebar.last_run(mark)
            foot = mark_boxes([run])[0].bottom() if run is not None else 0.0
            end = (0.0, page.sidebar_top() + foot, True)
        self._ends[where] = (end[0], end[1] - self._down, end[2])
        return end
