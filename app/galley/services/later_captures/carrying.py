"""Carries a person's corrections of one capture over to a later capture of the same article.

Each correction is made again on the same words: those are looked for in all of the later page,
also in what was left out of it, by the engine that re-anchors marks. One whose words are not found
again, or stand in other company than it needs, is told of and not made. Applies nothing.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from galley.domain import short_words
from galley.domain.article import FIGURE_CHARACTER, Article, Block, Version, Zone
from galley.domain.reading import Run, Sheet, corrected
from galley.domain.structure import (
    BringBack,
    Correction,
    LeaveOut,
    Merge,
    SetLead,
    SetType,
    SetZone,
    Split,
    Structure,
)
from galley.services.corrections.block_groups import group_for
from galley.services.corrections.captured_page import PageText, ReadCapture
from galley.services.intake.following import matching_figure
from galley.services.later_captures.correction_words import (
    Asked,
    NotFoundAgain,
    Part,
    Places,
    asked_of,
    found_again,
    read_again,
)

__all__ = [
    "NOTHING_CARRIED",
    "CarriedOver",
    "NotCarried",
    "carry_over",
    "shortened",
    "with_corrections",
]

_LIKE_ENOUGH = 0.75  # of the folded words: what differs more may be something else
_KNOWN_BY = 40  # code points

_Range = tuple[int, int]


class NotCarried(NamedTuple):
    """A correction that could not be made again.

    Attributes:
        correction: As it was made in the earlier capture.
        words: Those that it was made on; empty for a choice of the lead picture.
    """

    correction: Correction
    words: str


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What became of the corrections of an earlier capture.

    Attributes:
        corrections: Those to be made in the later one, in order.
        count: How many of the earlier one's hold there, made again or true by themselves.
        lost: Those that could not be carried over.
    """

    corrections: tuple[Correction, ...] = ()
    count: int = 0
    lost: tuple[NotCarried, ...] = ()


NOTHING_CARRIED = CarriedOver()


def carry_over(
    earlier: Version,
    made: Sequence[Correction],
    later: Version,
    there: Sequence[Correction] = (),
) -> CarriedOver:
    """Make corrections again in a later capture.

    Args:
        earlier: As captured.
        made: Its corrections that are in force.
        later: As captured.
        there: The corrections that it has already.
    """
    if not made:
        return NOTHING_CARRIED
    asked = list(asked_of(earlier, made))
    places = found_again(asked, PageText(earlier), PageText(later))
    desk = _Later(earlier, later, there, places)
    lost = []
    for one in asked:
        try:
            desk.make(one)
        except NotFoundAgain:
            words = " ".join(part.words for part in one.parts[:2] if part.needed)
            lost.append(NotCarried(one.correction, words))
    return CarriedOver(tuple(desk.made), len(asked) - len(lost), tuple(lost))


def shortened(words: str) -> str:
    """The beginning of some words, enough to know them by."""
    return short_words.shortened(" ".join(words.split()), _KNOWN_BY)


def with_corrections(
    article: Article, earlier: Sequence[ReadCapture], new: ReadCapture
) -> tuple[ReadCapture, CarriedOver]:
    """A new capture with the corrections of the newest one in use that somebody corrected.

    One that was corrected itself stays as it is.
    """
    if new.structure is not None:
        return new, NOTHING_CARRIED
    for one in sorted(earlier, key=lambda one: -one.version.number):
        if one.structure is not None and article.uses(one.version):
            carried = carry_over(one.captured, one.structure.in_force, new.captured)
            made = carried.corrections
            structure = Structure(new.version.id, article.id, made) if made else None
            return ReadCapture(corrected(new.captured, made), new.captured, structure), carried
    return new, NOTHING_CARRIED


# The later capture


class _Fate(NamedTuple):
    """Where words are by now: in a block from a code point of its text on, or left out."""

    block: int
    spare: int
    start: int
    words: str


class _Later:
    """The later capture, while one correction after the other is made in it."""

    def __init__(
        self, earlier: Version, later: Version, there: Sequence[Correction], places: Places
    ) -> None:
        self.made: list[Correction] = []
        self._earlier, self._captured, self._places = earlier, later, places
        self._sheet = Sheet.of(later)
        for correction in there:
            self._sheet.apply(correction)
        self._reading = self._sheet.reading()
        self._find_letters()

    def _find_letters(self) -> None:
        page = self._places.later
        found = [(run.origin, run, -1) for run in page.on_page(self._reading.runs)]
        for number, spare in enumerate(self._reading.spares):
            found += [(run.origin, run, number) for run in page.on_page(spare.runs)]
        self._letters = sorted(found)
        self._starts = [one[0] for one in self._letters]

    def make(self, asked: Asked) -> None:
        """Make a correction again, unless it holds by itself.

        Raises:
            NotFoundAgain: That can't be.
        """
        for correction in self._corrections(asked):
            try:
                self._sheet.apply(correction)
            except ValueError as error:  # such as a split at a block's very end
                raise NotFoundAgain from error
            self.made.append(correction)
            before, self._reading = (
                self._reading,
                read_again(self._sheet, self._reading, correction),
            )
            if self._reading.runs is not before.runs:
                self._find_letters()

    def _corrections(self, asked: Asked) -> list[Correction]:
        match asked.correction:
            case SetZone(_, zone):
                return self._zone(asked.parts[0], zone)
            case SetType(_, kind, level, ordered):
                fate = self._whole_block(asked.parts[0])
                block = self._blocks[fate.block]
                same = (block.type, block.level, block.ordered) == (kind, level, ordered)
                return [] if same else [SetType(fate.block, kind, level, ordered)]
            case Split():
                return self._split(asked.parts[0], asked.parts[1])
            case Merge(_, joint):
                return self._merge(asked.parts[0], asked.parts[1], joint)
            case LeaveOut():
                fate = self._whole(asked.parts[0])
                if fate.block >= 0 and self._is_other_photo(asked.parts[0], fate.block):
                    raise NotFoundAgain
                return [LeaveOut(fate.block)] if fate.block >= 0 else []
            case BringBack(_, _, zone):
                return self._bring_back(asked.parts, zone)
            case SetLead(number):
                figure = matching_figure(self._earlier, number, self._captured)
                if figure is None:
                    raise NotFoundAgain
                return [] if self._reading.version.figures[figure].lead else [SetLead(figure)]
            case _:  # what is in force has no return to the capture
                raise NotFoundAgain

    @property
    def _blocks(self) -> tuple[Block, ...]:
        return self._reading.version.blocks

    def _zone(self, part: Part, zone: Zone) -> list[Correction]:
        fate = self._whole_block(part)
        if self._blocks[fate.block].zone is zone:
            return []
        return [SetZone(fate.block, zone, group_for(self._blocks, fate.block, zone))]

    def _split(self, head: Part, tail: Part) -> list[Correction]:
        first, second = self._fate(head), self._fate(tail)
        if first.block < 0 or second.block < 0:
            raise NotFoundAgain
        if first.block != second.block:
            for part in (head, tail):
                self._whole_block(part)
            return []
        text, at = self._blocks[first.block].text, second.start
        between_words = text[at - 1 : at].isspace() or text.startswith(tail.words, at)
        if not (between_words and _alike(head.words, text[:at]) and _alike(tail.words, text[at:])):
            raise NotFoundAgain
        return [Split(first.block, at)]

    def _merge(self, one: Part, other: Part, joint: str) -> list[Correction]:
        first, second = self._fate(one), self._fate(other)
        if first.block == second.block >= 0 and first.start < second.start:
            return []
        first, second = self._whole_block(one), self._whole_block(other)
        if second.block != first.block + 1:
            raise NotFoundAgain
        return [Merge(first.block, joint)]

    def _bring_back(self, parts: Sequence[Part], zone: Zone) -> list[Correction]:
        part, before, after = parts
        fate = self._whole(part)
        if fate.block >= 0:
            return self._zone(part, zone)
        at = self._beside(before, 1)
        if at is None:
            at = self._beside(after, 0)
        if at is None:
            first = self._places.of(part)[0][0]
            above = [run for page, run, spare in self._letters if page < first and spare < 0]
            at = self._reading.version.block_index(above[-1].start) + 1 if above else 0
        was = self._reading.spares[fate.spare].block
        own_group = was is not None and was.zone is zone
        group = was.group if was and own_group else group_for(self._blocks, at, zone)
        return [BringBack(fate.spare, at, zone, group)]

    def _beside(self, neighbour: Part, shift: int) -> int | None:
        try:
            fate = self._fate(neighbour)
        except NotFoundAgain:
            return None
        return fate.block + shift if fate.block >= 0 else None

    def _is_other_photo(self, part: Part, block: int) -> bool:
        """One character stands for any photo: which one it is, its figure tells."""
        if part.words != FIGURE_CHARACTER:
            return False
        origin = part.runs[0].origin
        if origin >= len(self._earlier.text):
            return False
        group = self._earlier.blocks[self._earlier.block_index(origin)].group
        known = 0 <= group < len(self._earlier.figures)
        return known and matching_figure(self._earlier, group, self._captured) not in {
            None,
            self._blocks[block].group,
        }

    # Fates

    def _whole_block(self, part: Part) -> _Fate:
        fate = self._whole(part)
        if fate.block < 0:
            raise NotFoundAgain
        return fate

    def _whole(self, part: Part) -> _Fate:
        """The block or left-out piece that is these words, and little else.

        Raises:
            NotFoundAgain: There is none.
        """
        fate = self._fate(part)
        if not _alike(part.words, fate.words):
            raise NotFoundAgain
        return fate

    def _fate(self, part: Part) -> _Fate:
        """The block or left-out piece that has most of these words.

        Raises:
            NotFoundAgain: They are not there.
        """
        version = self._reading.version
        counted: Counter[tuple[int, int]] = Counter()
        first: dict[tuple[int, int], int] = {}
        for run, spare in self._between(self._places.of(part)):
            block = version.block_index(run.start) if spare < 0 else -1
            counted[block, spare] += run.length
            first.setdefault((block, spare), run.start)
        if not counted:
            raise NotFoundAgain
        (block, spare), _letters = counted.most_common(1)[0]
        start = first[block, spare]
        if block < 0:
            return _Fate(block, spare, start, version.left_out[spare].text)
        return _Fate(block, spare, start - version.starts[block], version.blocks[block].text)

    def _between(self, ranges: Iterable[_Range]) -> Iterator[tuple[Run, int]]:
        """The letters in ranges of the page, with the left-out piece that they are in, if any."""
        for start, end in ranges:
            number = max(0, bisect_left(self._starts, start) - 1)
            for page, run, spare in self._letters[number : bisect_left(self._starts, end)]:
                first, last = max(start, page), min(end, page + run.length)
                if first < last:
                    place = run.start + first - page
                    yield from _by_block(
                        Run(place, last - first, first), self._reading.version, spare
                    )


def _by_block(run: Run, version: Version, spare: int) -> Iterator[tuple[Run, int]]:
    """Letters in pieces that are each inside one block."""
    while spare < 0 and run.length:
        block = version.block_index(run.start)
        end = version.starts[block] + len(version.blocks[block].text)
        length = min(run.length, end - run.start)
        if length > 0:
            yield run._replace(length=length), spare
        step = max(length, 0) + 1
        run = Run(run.start + step, max(0, run.length - step), run.origin + step)
    if spare >= 0:
        yield run, spare


def _alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz  # slow to import, and rarely wanted

    from galley.anchoring.folding import fold

    first, second = fold(one.strip()).text, fold(other.strip()).text
    return first == second or fuzz.ratio(first, second) >= 100 * _LIKE_ENOUGH
