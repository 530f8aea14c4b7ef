"""Which of a PDF's pictures are the article's, the captions below them, and where they stand.

Knows where lines and pictures stand on a page, and nothing of what a paragraph is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from galley.importers.pdf.lines import Document, PdfLine, PdfPicture

__all__ = ["PdfFigure", "figures_of", "is_between", "place_of"]

_SHORTEST = 45  # points: a side of a picture that is no sign
_LARGEST = 0.85  # of a page: a ground, or a scan behind its own text
_LONGEST = 8  # times its other side: a rule
_BELOW = 3.2  # times a line's size, from the picture to the first line of its caption
_SMALLER = 0.96  # of the text's size
_NEXT = 1.45  # times a line's size, to the caption's next line
_MOST_LINES = 8
_SAID = re.compile(
    r"(?:photo(?:graph)?s?|picture|image|figure|fig\.|abb\.|abbildung|bild|foto|quelle|source|"
    r"illustration|chart|map|graphic)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class PdfFigure:
    """A picture with the lines of its caption."""

    picture: PdfPicture
    caption: list[PdfLine] = field(default_factory=list)


def figures_of(document: Document, size: float) -> list[PdfFigure]:
    """The article's pictures, from above, with the captions below them.

    Args:
        document: The lines and pictures.
        size: Of the text's letters, in points.
    """
    wanted = [one for one in document.pictures if _is_wanted(one, document.pages)]
    wanted.sort(key=lambda one: (one.page, -one.top, one.left))
    figures: list[PdfFigure] = []
    for picture in wanted:
        if not any(_covers(one.picture, picture) for one in figures):
            figures.append(PdfFigure(picture, _caption(picture, document.lines, size)))
    return figures


def _is_wanted(picture: PdfPicture, pages: int) -> bool:
    width, height = picture.right - picture.left, picture.top - picture.bottom
    sides = sorted((width, height))
    head = picture.times > 1 and picture.times >= pages / 2
    return (
        sides[0] >= _SHORTEST
        and sides[1] <= _LONGEST * sides[0]
        and picture.share <= _LARGEST
        and not head
    )


def _covers(one: PdfPicture, other: PdfPicture) -> bool:
    """Whether one picture lies over another, such as its own sharper half or its shadow."""
    return (
        one.page == other.page
        and one.left - 1 <= other.left
        and other.right <= one.right + 1
        and one.bottom - 1 <= other.bottom
        and other.top <= one.top + 1
    )


def _caption(picture: PdfPicture, lines: Sequence[PdfLine], size: float) -> list[PdfLine]:
    """The lines right below a picture that are set otherwise than the text."""
    first = next((n for n, line in enumerate(lines) if _is_below(line, picture)), None)
    if first is None or not _is_set_apart(lines[first], size):
        return []
    caption = [lines[first]]
    for line in lines[first + 1 : first + _MOST_LINES]:
        last = caption[-1]
        goes_on = 0 < last.base - line.base <= _NEXT * last.size and line.page == last.page
        if not goes_on or line.size != last.size or line.slanted != last.slanted:
            break
        caption.append(line)
    return caption


def _is_below(line: PdfLine, picture: PdfPicture) -> bool:
    under = -1 <= picture.bottom - line.base <= _BELOW * line.size
    return line.page == picture.page and under and _overlaps(line, picture)


def _is_set_apart(line: PdfLine, size: float) -> bool:
    return line.size <= _SMALLER * size or line.slanted or bool(_SAID.match(line.text))


def _overlaps(line: PdfLine, picture: PdfPicture) -> bool:
    """Whether something of a line is over or under a picture."""
    return line.left < picture.right and line.right > picture.left


def is_between(picture: PdfPicture, above: PdfLine, below: PdfLine) -> bool:
    """Whether a picture parts two lines of a column."""
    return (
        above.page == below.page == picture.page
        and above.base > picture.top - above.size / 2
        and picture.bottom + below.size / 2 > below.base
        and _overlaps(above, picture)
        and _overlaps(below, picture)
    )


def place_of(figure: PdfFigure, groups: Sequence[Sequence[PdfLine]]) -> int:
    """Before which of some groups of lines a figure stands; their number for the end.

    Behind the last that is above it in its column, else before the first that is below it.
    """
    picture = figure.picture
    above = below = -1
    for number, group in enumerate(groups):
        near = [x for x in group if x.page == picture.page and _overlaps(x, picture)]
        if any(line.base > picture.top - line.size / 2 for line in near):
            above = number
        elif near and below < 0:
            below = number
    if above >= 0:
        return above + 1
    if below >= 0:
        return below
    later = (n for n, group in enumerate(groups) if group[0].page > picture.page)
    return next(later, len(groups))
