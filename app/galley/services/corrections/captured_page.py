"""A version as captured, beside how it is read; and the captured page as one text.

Everything that is seen in a capture is in a block or left out, so that the blocks and the pieces
left out, in the order of the page, are the original's text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from galley.domain.article import LINE_BREAK, Block, Version, Zone
from galley.domain.reading import Run
from galley.domain.structure import Structure

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = ["CapturedPiece", "PageText", "ReadCapture", "captured_pieces", "read_captures"]

_BETWEEN = "\n"


@dataclass(frozen=True, slots=True)
class ReadCapture:
    """A version of an article, as captured and as it is read.

    Attributes:
        version: As it is read.
        captured: As captured.
        structure: The corrections that make the one of the other; None for none.
    """

    version: Version
    captured: Version
    structure: Structure | None = None


def read_captures(library: "Library", versions: Sequence[Version]) -> list[ReadCapture]:
    """Versions of a library with what was captured.

    Args:
        library: On its thread.
        versions: As they are read.

    Raises:
        LibraryDamaged: What is stored is not what was saved.
    """
    captures = []
    for version in versions:
        structure = library.structure(version.id)
        captured = library.captured_version(version.id) if structure else version
        captures.append(ReadCapture(version, captured, structure))
    return captures


class CapturedPiece(NamedTuple):
    """A block or a left-out piece, as captured.

    Attributes:
        text: Its words; in the lines of the capture, where those are asked for.
        origin: Of its first letter; see :mod:`galley.domain.reading`.
        reason: Why it was left out; empty if it is a block.
        alt: Of a photo, what the page says of it.
    """

    text: str
    origin: int
    reason: str = ""
    alt: str = ""


def captured_pieces(captured: Version, page: str = "") -> list[CapturedPiece]:
    """Each captured block and left-out piece.

    In the order of the page, where the importer knows it; what it knows no place of comes last.

    Args:
        captured: The version as captured.
        page: The text that its sources count in, to show pieces in its lines; empty for as read.
    """
    pieces = [
        (block.source, CapturedPiece(block.text, start, "", _alt(captured, block)))
        for block, start in zip(captured.blocks, captured.starts, strict=True)
    ]
    origin = len(captured.text) + 1
    for left_out in captured.left_out:
        piece = CapturedPiece(left_out.text, origin, left_out.reason)
        pieces.append((left_out.source, piece))
        origin += len(left_out.text) + 1
    if all(block.source is not None for block in captured.blocks):
        pieces.sort(key=lambda one: (one[0] is None, one[0] or ()))
    if not page:
        return [piece for _source, piece in pieces]
    return [
        piece._replace(text=_in_lines(piece.text, page[slice(*source)])) if source else piece
        for source, piece in pieces
    ]


def _in_lines(text: str, original: str) -> str:
    """A text with the line ends of its original, each in place of a space; as long as before."""
    words, lines = text.split(" "), original.strip().split("\n")
    if len(lines) == 1:
        return text
    ends: set[int] = set()
    count = 0
    for line in lines[:-1]:
        count += len("".join(line.split()))
        ends.add(count)
    seen, shown = 0, [words[0]]
    for before, word in pairwise(words):
        seen += len("".join(before.split()))
        shown += [LINE_BREAK if seen in ends else " ", word]
    return "".join(shown)


def _alt(captured: Version, block: Block) -> str:
    known = block.zone is Zone.PHOTO and 0 <= block.group < len(captured.figures)
    return captured.figures[block.group].alt if known else ""


class PageText:
    """The page's text, a line each piece, and where in it letters of a reading stand.

    Args:
        captured: The version as captured.
    """

    def __init__(self, captured: Version) -> None:
        pieces = captured_pieces(captured)
        self.text = _BETWEEN.join(piece.text for piece in pieces)
        position, places = 0, list[Run]()
        for piece in pieces:
            places.append(Run(position, len(piece.text), piece.origin))
            position += len(piece.text) + len(_BETWEEN)
        self._places = sorted(places, key=lambda place: place.origin)
        self._origins = [place.origin for place in self._places]

    def on_page(self, runs: Iterable[Run]) -> list[Run]:
        """Runs of a reading with places on the page instead of origins, in the order given.

        What stands between two pieces is in none of them, and so in none of these.
        """
        found = []
        for run in runs:
            number = max(0, bisect_right(self._origins, run.origin) - 1)
            for place in self._places[number : bisect_left(self._origins, run.origin + run.length)]:
                first = max(run.origin, place.origin)
                last = min(run.origin + run.length, place.origin + place.length)
                if first < last:
                    start = run.start + first - run.origin
                    found.append(Run(start, last - first, place.start + first - place.origin))
        return found
