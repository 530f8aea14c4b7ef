"""What words each correction of a capture is about, and where those stand in a later capture.

They are looked for in all of the later page, also in what was left out of it, by the engine that
re-anchors marks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from galley.domain.annotation import AnchorStatus
from galley.domain.article import Version
from galley.domain.reading import Reading, Run, Sheet
from galley.domain.structure import (
    BringBack,
    Correction,
    LeaveOut,
    Merge,
    SetLead,
    SetType,
    SetZone,
    Split,
)
from galley.services.corrections.captured_page import PageText

__all__ = ["Asked", "NotFoundAgain", "Part", "Places", "asked_of", "found_again", "read_again"]

_FOUND = frozenset({AnchorStatus.ANCHORED, AnchorStatus.CHANGED, AnchorStatus.MOVED})

_Range = tuple[int, int]


class NotFoundAgain(Exception):
    """A correction has no counterpart in the later capture."""


class Part(NamedTuple):
    """Words that a correction is about, by their origins in the earlier capture.

    Attributes:
        needed: The correction can't be made without them; else they only tell where it goes.
    """

    words: str
    runs: tuple[Run, ...]
    needed: bool = True


class Asked(NamedTuple):
    """A correction and what it is about."""

    correction: Correction
    parts: tuple[Part, ...]


def asked_of(earlier: Version, made: Sequence[Correction]) -> Iterator[Asked]:
    """Corrections, each with the words that it was made on.

    Args:
        earlier: As captured.
        made: All that are in force, in order.
    """
    sheet = Sheet.of(earlier)
    reading = sheet.reading()
    for correction in made:
        yield Asked(correction, tuple(_parts(correction, reading)))
        sheet.apply(correction)
        reading = read_again(sheet, reading, correction)


def read_again(sheet: Sheet, before: Reading, correction: Correction) -> Reading:
    """A sheet's reading after a correction; most corrections leave every letter where it was."""
    if isinstance(correction, SetZone | SetType | SetLead):
        return replace(before, version=sheet.version())
    return sheet.reading()


def _parts(correction: Correction, reading: Reading) -> Iterator[Part]:
    version = reading.version
    match correction:
        case SetZone(index) | SetType(index) | LeaveOut(index):
            yield _block_part(reading, index)
        case Split(index, offset):
            start = version.starts[index]
            yield _part(reading, start, start + offset)
            yield _part(reading, start + offset, start + len(version.blocks[index].text))
        case Merge(index):
            yield _block_part(reading, index)
            yield _block_part(reading, index + 1)
        case BringBack(piece, at):
            yield Part(version.left_out[piece].text, reading.spares[piece].runs)
            for beside in (at - 1, at):
                if 0 <= beside < len(version.blocks):
                    yield _block_part(reading, beside)._replace(needed=False)
                else:
                    yield Part("", (), needed=False)
        case _:
            return


def _block_part(reading: Reading, index: int) -> Part:
    start = reading.version.starts[index]
    return _part(reading, start, start + len(reading.version.blocks[index].text))


def _part(reading: Reading, start: int, end: int) -> Part:
    cut = []
    for run in reading.runs:
        first, last = max(run.start, start), min(run.start + run.length, end)
        if first < last:
            cut.append(Run(first - start, last - first, run.origin + first - run.start))
    return Part(reading.version.text[start:end].strip(), tuple(cut))


# Where the words are in the later page


class Places:
    """Where parts of the earlier capture stand on the page of the later one."""

    def __init__(self, page: PageText, later: PageText, found: dict[_Range, _Range]) -> None:
        self._page, self.later, self._found = page, later, found

    def of(self, part: Part) -> list[_Range]:
        """In the order of the words; nothing if any of them were not found.

        Raises:
            NotFoundAgain: They were not.
        """
        ranges = _ranges(part, self._page)
        if not ranges or any(one not in self._found for one in ranges):
            raise NotFoundAgain
        return [self._found[one] for one in ranges]


def _ranges(part: Part, page: PageText) -> list[_Range]:
    """Where a part stands on its own page, what follows on itself in one."""
    ranges: list[_Range] = []
    for run in page.on_page(part.runs):
        start, end = run.origin, run.origin + run.length
        if ranges and ranges[-1][1] <= start and not page.text[ranges[-1][1] : start].strip():
            start = ranges.pop()[0]
        ranges.append((start, end))
    return [place for one in ranges if (place := _stripped(page.text, one))[0] < place[1]]


def _stripped(text: str, place: _Range) -> _Range:
    words = text[slice(*place)]
    start = place[0] + len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def found_again(asked: Sequence[Asked], page: PageText, later: PageText) -> Places:
    """Where the words of corrections stand in a later page.

    Args:
        asked: The corrections.
        page: On which they were made.
        later: The page in which to look.
    """
    from galley.anchoring.reanchor import reanchor  # none of it is wanted before the first paint
    from galley.anchoring.selectors import describe

    wanted = sorted({r for one in asked for part in one.parts for r in _ranges(part, page)})
    targets = [describe(page.text, "", *place) for place in wanted]
    found: dict[_Range, _Range] = {}
    for place, proposal in zip(wanted, reanchor(targets, later.text, old=page.text), strict=True):
        if proposal.status in _FOUND and proposal.start is not None and proposal.end is not None:
            found[place] = (proposal.start, proposal.end)
    return Places(page, later, found)
