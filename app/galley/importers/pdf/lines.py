"""Takes a PDF apart into the lines and pictures of its pages, each with its place.

The only room that knows pypdf. What the lines mean is none of its business.
"""

import io
import logging
import math
import time
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median_low
from typing import Any, NamedTuple

from galley.domain.errors import ImportFailed
from galley.importers.decoding import clean_text
from galley.importers.pdf.columns import (
    Box,
    Gutter,
    captions_below,
    gutters_of,
    reading_order,
)
from galley.importers.pdf.drawing import Drawing, Fonts, Glyph, Image, Shown, draw
from galley.importers.pdf.pictures import Picture, picture_of

__all__ = ["Document", "PdfCell", "PdfLine", "PdfPicture", "read_pdf"]

_MOST_PAGES = 60
_MOST_OPERATIONS = 150_000
_MOST_CONTENT = 1_500_000  # bytes of one page's drawing
_MOST_SECONDS = 1.7  # of processor time
_LEAST_SHARE = 0.01  # of a page: what is smaller is a sign
_SAME_LINE = 0.4  # of a line's height
_ROOM = 0.9  # of the size: more than the widest space between two words
_SPACE = 0.16  # of the size: the narrowest
_SET_APART = 4  # letters in a row
_BACK = 0.5  # of the size: a letter that is drawn over the one before it, such as an accent
_OVER = 0.15  # of the size: from letters to the same ones once more
# Two letters in one form are still two letters: nobody looks for “ﬁnd”.
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_SLANTED = ("italic", "oblique")
_LOCKED = "The PDF is locked with a password: save it without one and open that."
_DAMAGED = "The PDF is damaged: open it in the program it is from, and save it again."
_TOO_LONG = "The PDF is longer than any article: save only the article’s pages and open that."
_NO_TIME = "A picture that would have taken too long to read"
_SCANNED = "The PDF holds only pictures of its pages: have its text recognised first."


class PdfCell(NamedTuple):
    """A part of a line that stands apart from the part before it."""

    left: float
    text: str


@dataclass(slots=True)
class PdfLine:
    """One line of a page.

    Attributes:
        page: From 0.
        left: Where it starts, in points from the page's left edge.
        right: Where it ends.
        base: Its base line, in points from the page's lower edge.
        size: Of its letters, in points.
        cells: Its parts, where there is room between them; one if there is none.
    """

    page: int
    left: float
    right: float
    base: float
    size: float
    text: str
    bold: bool = False
    slanted: bool = False
    height: float = 0.0
    cells: tuple[PdfCell, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfPicture:
    """One picture of a page.

    Attributes:
        page: From 0.
        left: Its edges, in points from the page's left and lower edge; so the next three.
        share: Of the page, that it covers.
        data: A PNG or JPEG; empty if it is neither and can't be made one.
        reason: Why it can't, if it is a photo.
        times: On how many pages the same picture is.
    """

    page: int
    left: float
    right: float
    bottom: float
    top: float
    share: float
    data: bytes
    times: int = 1
    reason: str = ""


@dataclass(slots=True)
class Document:
    """A PDF taken apart: its lines in the order of reading, and its properties.

    Attributes:
        sideways: The texts that are not set upright.
    """

    lines: list[PdfLine] = field(default_factory=list)
    pictures: list[PdfPicture] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    pages: int = 0


class _Drawn(NamedTuple):
    """A picture where it is drawn; undecoded."""

    page: int
    image: Image


class _Exceeded(BaseException):
    """The budget is spent: no Exception, since pypdf goes on after any that a form raises."""


class _Budget:
    """Ends the reading of a page that would keep the app waiting."""

    def __init__(self) -> None:
        self._left = _MOST_OPERATIONS
        self._until = time.process_time() + _MOST_SECONDS

    def spend(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise _Exceeded
        if self._left % 64 == 0:
            self.check()

    def check(self) -> None:
        if time.process_time() > self._until:
            raise _Exceeded


def read_pdf(data: bytes) -> Document:
    """The lines of a PDF's text layer.

    Raises:
        ImportFailed: It is locked, damaged, a scan, or longer than any article.
    """
    # Loaded here: it takes a tenth of a second, and only a PDF needs it.
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of each small fault of a file
    budget = _Budget()
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ImportFailed(_LOCKED)
        return _read(reader, budget)
    except ImportFailed:
        raise
    except _Exceeded as error:
        raise ImportFailed(_TOO_LONG) from error
    except (DependencyError, FileNotDecryptedError) as error:
        raise ImportFailed(_LOCKED) from error
    except RecursionError as error:
        raise ImportFailed(_DAMAGED) from error
    except Exception as error:  # a damaged file makes pypdf raise nearly any error there is
        raise ImportFailed(_DAMAGED) from error


def _read(reader: Any, budget: _Budget) -> Document:  # noqa: ANN401  pypdf's reader
    document = Document(pages=len(reader.pages))
    drawn: list[_Drawn] = []
    fonts: Fonts = {}
    if document.pages > _MOST_PAGES:
        raise ImportFailed(_TOO_LONG)
    for number, page in enumerate(reader.pages):
        budget.check()
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _MOST_CONTENT:
            raise ImportFailed(_TOO_LONG)
        drawing = draw(page, fonts, budget.spend)
        height = float(page.mediabox.height)
        document.lines += _page_lines(drawing, number, height, document.sideways)
        drawn += [_Drawn(number, image) for image in drawing.images]
    if not document.lines:
        raise ImportFailed(_SCANNED)
    document.pictures = _pictures(drawn, reader.pages[0])
    for name in ("title", "author"):
        value = getattr(reader.metadata, name, None) if reader.metadata else None
        document.properties[name] = " ".join(clean_text(str(value or "")).split())
    return document


def _page_lines(drawing: Drawing, number: int, height: float, sideways: list[str]) -> list[PdfLine]:
    """The lines of a page: as they are drawn, but for rows that are drawn across columns."""
    upright: list[Shown] = []
    for one in drawing.shown:
        if not one.upright:
            sideways.append(clean_text(one.text).strip())
        elif not _is_said_twice(upright[-1:], one):
            upright.append(one)
    runs = _runs(upright, [])
    pictures = [_edges(image) for image in drawing.images]
    pieces = [box for run in runs for box in _boxes(run)]
    gutters = gutters_of(pieces, captions_below(pieces, pictures))
    if gutters:
        runs = _runs([part for one in upright for part in _cut(one, gutters)], gutters)
    lines = [line for line in (_line(run, number, height) for run in runs) if line.text]
    if not gutters:
        return lines
    boxes = [Box(line.left, line.right, line.base, line.size, line.text) for line in lines]
    return [lines[n] for n in reading_order(boxes, captions_below(boxes, pictures))]


def _boxes(run: list[Shown]) -> list[Box]:
    """The pieces of a line that stand apart."""
    size = median_low(one.size for one in run)
    apart = _set_apart(run)
    cells = _cells(run, size, apart)
    least = _SPACE * size + apart
    return [
        Box(cell[0].left, cell[-1].right, run[0].base, size, text)
        for cell in cells
        if (text := _text(cell, least))
    ]


def _cut(one: Shown, gutters: list[Gutter]) -> list[Shown]:
    """What is shown at once, cut where it goes from one column to the next."""
    parts: list[list[Glyph]] = [[one.glyphs[0]]]
    for glyph, other in pairwise(one.glyphs):
        middle = (other.left + other.right) / 2
        if any(gutter.is_between(one.base, glyph.left, middle) for gutter in gutters):
            parts.append([])
        parts[-1].append(other)
    return [replace(one, glyphs=part) for part in parts]


def _edges(image: Image) -> tuple[float, float, float]:
    """The left, right and lower edges of a picture, in points."""
    a, b, c, d, e, f = image.matrix
    across = (e, e + a, e + c, e + a + c)
    return min(across), max(across), min(f, f + b, f + d, f + b + d)


def _is_said_twice(last: list[Shown], one: Shown) -> bool:
    """Whether letters are drawn over themselves, to look bolder than they are."""
    return any(
        abs(above.base - one.base) < _OVER * one.size
        and abs(above.glyphs[0].left - one.glyphs[0].left) < _OVER * one.size
        and above.text == one.text
        for above in last
    )


def _pictures(drawn: list[_Drawn], page: Any) -> list[PdfPicture]:  # noqa: ANN401  pypdf's page
    """Those that are drawn, with their bytes as long as there is time."""
    until = time.process_time() + _MOST_SECONDS
    area = float(page.mediabox.width) * float(page.mediabox.height)
    known: dict[int, Picture] = {}
    pictures = []
    for one in drawn:
        a, b, c, d, e, f = one.image.matrix
        identity = one.image.identity
        across, up = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
        left, right, bottom, top = min(across), max(across), min(up), max(up)
        share = (right - left) * (top - bottom) / area if area else 1.0
        pages = {other.page for other in drawn if other.image.identity == identity}
        if identity not in known and share >= _LEAST_SHARE:
            in_time = time.process_time() < until
            known[identity] = _picture(one.image.stream) if in_time else Picture(reason=_NO_TIME)
        data, reason = known.get(identity, Picture())
        place = (one.page, left, right, bottom, top, share)
        pictures.append(PdfPicture(*place, data, len(pages), reason))
    return pictures


def _picture(image: Any) -> Picture:  # noqa: ANN401  pypdf's stream
    try:
        return picture_of(image)
    except Exception:  # noqa: BLE001  a damaged picture raises nearly any error; the text is whole
        return Picture(reason="A picture that is damaged in the file")


def _runs(shown: list[Shown], gutters: list[Gutter]) -> list[list[Shown]]:
    """What is shown, line by line.

    What begins to the left of where the last ended begins anew, and so does another column.
    """
    runs: list[list[Shown]] = []
    for one in shown:
        last = runs[-1][-1] if runs else None
        if (
            last is None
            or abs(one.base - last.base) > _SAME_LINE * max(one.size, last.size)
            or one.glyphs[0].left < last.glyphs[-1].right - _BACK * max(one.size, last.size)
            or any(
                gutter.is_between(one.base, last.glyphs[0].left, one.glyphs[0].left)
                for gutter in gutters
            )
        ):
            runs.append([one])
        else:
            runs[-1].append(one)
    return runs


def _line(run: list[Shown], page: int, height: float) -> PdfLine:
    letters = sum(len(one.glyphs) for one in run)
    bold = sum(len(one.glyphs) for one in run if any(word in one.font for word in _BOLD))
    slanted = sum(len(one.glyphs) for one in run if any(word in one.font for word in _SLANTED))
    size = median_low(one.size for one in run for _letter in one.glyphs)
    apart = _set_apart(run)
    least = _SPACE * size + apart
    parted = [(cell[0].left, _text(cell, least)) for cell in _cells(run, size, apart)]
    cells = [PdfCell(left, text) for left, text in parted if text]
    return PdfLine(
        page=page,
        left=cells[0].left if cells else 0.0,
        right=run[-1].glyphs[-1].right,
        base=run[0].base,
        size=round(size, 1),
        text=" ".join(cell.text for cell in cells),
        bold=bold * 2 > letters,
        slanted=slanted * 2 > letters,
        height=height,
        cells=tuple(cells),
    )


def _cells(run: list[Shown], size: float, apart: float) -> list[list[Glyph]]:
    """A line's letters, parted where there is more room than between two words."""
    cells: list[list[Glyph]] = [[]]
    end = math.inf
    for glyph in (glyph for one in run for glyph in one.glyphs):
        if not glyph.text.strip():
            if cells[-1]:
                cells[-1].append(glyph)
            continue
        if glyph.left - end > _ROOM * size + 2 * apart:
            cells.append([])
        cells[-1].append(glyph)
        end = glyph.right
    return [cell for cell in cells if cell]


def _set_apart(run: list[Shown]) -> float:
    """How much room there is between all letters of a line, in points."""
    letters = [glyph for one in run for glyph in one.glyphs]
    gaps = [
        other.left - one.right
        for one, other in pairwise(letters)
        if one.text.strip() and other.text.strip()
    ]
    return max(0.0, median_low(gaps)) if len(gaps) >= _SET_APART else 0.0


def _text(cell: list[Glyph], least: float) -> str:
    """Letters as text: where there is room for a space, there is one, drawn or not."""
    parts = [cell[0].text]
    for one, other in pairwise(cell):
        parts.append(" " * (other.left - one.right > least) + other.text)
    text = clean_text("".join(parts).translate(_LIGATURES))
    return " ".join(text.split())
