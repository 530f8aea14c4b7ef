"""Takes a PDF apart into the lines of its pages, each with its place, size and weight.

The only room that knows pypdf. What the lines mean is none of its business.
"""

import io
import logging
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from galley.domain.errors import ImportFailed
from galley.importers.decoding import clean_text

__all__ = ["Document", "PdfLine", "read_pdf"]

_MOST_PAGES = 60
_MOST_OPERATIONS = 150_000
_MOST_CONTENT = 1_500_000  # bytes of one page's drawing
_MOST_SECONDS = 1.7  # of processor time
_SAME_LINE = 0.4  # of a line's height
_UPRIGHT = 0.1  # of slope
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_SLANTED = ("italic", "oblique")
_LOCKED = "The PDF is locked with a password: save it without one and open that."
_DAMAGED = "The PDF is damaged: open it in the program it is from, and save it again."
_TOO_LONG = "The PDF is longer than any article: save only the article’s pages and open that."
_SCANNED = "The PDF holds only pictures of its pages: have its text recognised first."


@dataclass(slots=True)
class PdfLine:
    """One line of a page.

    Attributes:
        page: From 0.
        left: Where it starts, in points from the page's left edge.
        base: Its base line, in points from the page's lower edge.
        size: Of its letters, in points.
    """

    page: int
    left: float
    base: float
    size: float
    text: str
    bold: bool = False
    slanted: bool = False
    height: float = 0.0


@dataclass(slots=True)
class Document:
    """A PDF taken apart: its lines in the order of reading, and its properties.

    Attributes:
        sideways: The texts that are not set upright.
    """

    lines: list[PdfLine] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    pages: int = 0


@dataclass(slots=True)
class _Piece:
    left: float
    base: float
    size: float
    text: str
    font: str


class _Exceeded(BaseException):
    """The budget is spent: no Exception, since pypdf goes on after any that a form raises."""


class _Budget:
    """Ends the reading of a page that would keep the app waiting."""

    def __init__(self) -> None:
        self._left = _MOST_OPERATIONS
        self._until = time.process_time() + _MOST_SECONDS

    def spend(self, *_operation: object) -> None:
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
    if document.pages > _MOST_PAGES:
        raise ImportFailed(_TOO_LONG)
    for number, page in enumerate(reader.pages):
        budget.check()
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _MOST_CONTENT:
            raise ImportFailed(_TOO_LONG)
        height = float(page.mediabox.height)
        document.lines.extend(_page_lines(page, number, height, budget, document.sideways))
    if not document.lines:
        raise ImportFailed(_SCANNED)
    for name in ("title", "author"):
        value = getattr(reader.metadata, name, None) if reader.metadata else None
        document.properties[name] = " ".join(clean_text(str(value or "")).split())
    return document


def _page_lines(
    page: Any,  # noqa: ANN401  pypdf's page
    number: int,
    height: float,
    budget: _Budget,
    sideways: list[str],
) -> list[PdfLine]:
    pieces: list[_Piece] = []

    def take(text: str, outer: list[float], inner: list[float], font: Any, size: float) -> None:  # noqa: ANN401  pypdf's dictionary
        budget.spend()
        if not text.strip():
            if pieces and text:
                pieces[-1].text += text
            return
        a, b, _c, d, left, base = _placed(inner, outer)
        if abs(b) > _UPRIGHT * max(abs(a), abs(d)):
            sideways.append(clean_text(text).strip())
            return
        named = str(font.get("/BaseFont", "")) if isinstance(font, Mapping) else ""
        pieces.append(_Piece(left, base, abs(size * d), text, named.lower()))

    page.extract_text(visitor_text=take, visitor_operand_before=budget.spend)
    lines = [_line(run, number, height) for run in _runs(pieces)]
    return [line for line in lines if line.text]


def _placed(inner: list[float], outer: list[float]) -> tuple[float, ...]:
    """The product of two matrices, as PDF writes them."""
    a, b, c, d, e, f = (float(n) for n in inner)
    g, h, i, j, k, m = (float(n) for n in outer)
    placed = (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j)
    moved = (e * g + f * i + k, e * h + f * j + m)
    if not all(map(math.isfinite, placed + moved)):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return *placed, *moved


def _runs(pieces: list[_Piece]) -> list[list[_Piece]]:
    """The pieces, line by line: a line ends where it says so, or where the next one stands lower.

    A piece that begins to the left of the one before it is of another line too.
    """
    runs: list[list[_Piece]] = []
    ended = True
    for piece in pieces:
        last = runs[-1][-1] if runs else None
        together = last is not None and abs(piece.base - last.base) <= _SAME_LINE * max(
            piece.size, last.size
        )
        if last is None or not together or (ended and piece.left <= last.left):
            runs.append([piece])
        else:
            runs[-1].append(piece)
        ended = piece.text.endswith("\n")
    return runs


def _line(run: list[_Piece], page: int, height: float) -> PdfLine:
    text = clean_text(" ".join("".join(piece.text for piece in run).split()))
    letters = sum(len(piece.text) for piece in run)
    bold = sum(len(p.text) for p in run if any(word in p.font for word in _BOLD))
    slanted = sum(len(p.text) for p in run if any(word in p.font for word in _SLANTED))
    return PdfLine(
        page=page,
        left=run[0].left,
        base=run[0].base,
        size=round(median(piece.size for piece in run), 1),
        text=" ".join(text.split()),
        bold=bold * 2 > letters,
        slanted=slanted * 2 > letters,
        height=height,
    )
