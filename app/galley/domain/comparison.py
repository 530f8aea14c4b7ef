"""What two captures of an article have in common and what not: values for services and windows.

Nothing here finds a difference or decides on a mark. Offsets are code points of the canonical text
of the capture that they are of, ranges half-open.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from galley.domain.annotation import AnchorStatus
from galley.domain.article import Version, Zone
from galley.domain.proposal import Alarm, Candidate

__all__ = [
    "LOUD",
    "CaptureComparison",
    "Difference",
    "FigureChange",
    "Happening",
    "MarkComparison",
    "PassageComparison",
    "RowState",
    "Standing",
    "Stretch",
    "TextComparison",
    "TextRow",
    "standings",
]


class Stretch(NamedTuple):
    """A piece of one text: a block, several that follow one another, or a part of a long one.

    Attributes:
        block: The index of the block in which it begins.
        start: First code point.
        end: One past the last.
    """

    block: int
    start: int
    end: int


class Difference(NamedTuple):
    """Words that were replaced, dropped (``new`` is empty) or added (``old`` is empty)."""

    old: tuple[int, int]
    new: tuple[int, int]


class RowState(StrEnum):
    """What a row of two texts side by side shows."""

    SAME = "same"  # but for typography
    CHANGED = "changed"
    REMOVED = "removed"  # only in the old text
    ADDED = "added"  # only in the new one
    MOVED_AWAY = "moved away"  # here in the old text, elsewhere in the new one
    MOVED_HERE = "moved here"  # here in the new text, elsewhere in the old one


class TextRow(NamedTuple):
    """What stands in one text beside what stands in the other.

    Attributes:
        old: In the old text, if anything.
        new: In the new text, if anything.
        state: What became of it.
        differences: Word by word, in order; none where all of it came, went or moved.
        elsewhere: Of what moved, the row with the other end of the move; else -1.
    """

    old: Stretch | None
    new: Stretch | None
    state: RowState
    differences: tuple[Difference, ...] = ()
    elsewhere: int = -1


@dataclass(frozen=True, slots=True)
class TextComparison:
    """Two texts side by side.

    Attributes:
        rows: All of both texts, in the order of the new one.
        changes: The row at which each change begins; the headline's first, then from the top.
    """

    rows: tuple[TextRow, ...]
    changes: tuple[int, ...]


class Standing(NamedTuple):
    """Where on the page a block stands: its zone and, of the article itself, which paragraph."""

    zone: Zone
    paragraph: int = 0  # from 1; 0 where paragraphs are not counted


def standings(version: Version) -> tuple[Standing, ...]:
    """Where each block of a version stands."""
    found, paragraph = [], 0
    for block in version.blocks:
        body = block.zone is Zone.BODY
        paragraph += body
        found.append(Standing(block.zone, paragraph if body else 0))
    return tuple(found)


class Happening(StrEnum):
    """What became of a mark's words, as it is said in one line."""

    NOTHING = "nothing"
    FIGURE_CHANGED = "figure changed"
    NEGATION_ADDED = "negation added"
    NEGATION_REMOVED = "negation removed"
    TYPO_FIXED = "typo fixed"  # a word that was there twice
    SPELLING_CHANGED = "spelling changed"
    WORDS_CHANGED = "words changed"
    WORDS_REMOVED = "words removed"
    WORDS_ADDED = "words added"
    PHOTO_CHANGED = "photo changed"  # the same place, and another picture in it
    OTHER_SENTENCE = "other sentence"  # the same words in the same place, among others
    MOVED = "moved"
    ELSEWHERE = "elsewhere"  # words in another place, or among others, that may be meant
    SEVERAL_PLACES = "several places"
    GONE = "gone"


LOUD = frozenset(
    {Happening.FIGURE_CHANGED, Happening.NEGATION_ADDED, Happening.NEGATION_REMOVED}
)  # what must not be overlooked


class FigureChange(NamedTuple):
    """One figure in place of another.

    Attributes:
        by: The difference, as written: ``+10`` or ``−0.5``.
        share: The difference as a percentage of the old figure, as written; empty where that says
            nothing, as of years and of percentages.
        points: Whether both are percentages, so that the difference is in percentage points.
    """

    by: str
    share: str = ""
    points: bool = False


@dataclass(frozen=True, slots=True)
class PassageComparison:
    """One passage of a mark, before and after.

    Attributes:
        words: The words that were marked.
        old: Its place in the old text; None where it has none there.
        new: Its place in the new text, proposed or decided; None where there is none.
        status: What re-anchoring says of it.
        inside: What changed in its words.
        around: What changed in the stretches around it, outside the mark.
        old_stretch: What to show of the old text: its paragraph, or a part of a long one.
        new_stretch: What to show of the new text; without a place, what stands where it stood.
        alarms: What must not be overlooked.
        candidates: Places to choose from, the likeliest first.
    """

    words: str
    old: tuple[int, int] | None
    new: tuple[int, int] | None
    status: AnchorStatus
    inside: tuple[Difference, ...] = ()
    around: tuple[Difference, ...] = ()
    old_stretch: Stretch | None = None
    new_stretch: Stretch | None = None
    alarms: frozenset[Alarm] = frozenset()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkComparison:
    """What became of a mark.

    Attributes:
        annotation_id: The mark's annotation.
        passages: One or, of an elided quotation, several.
        happening: What happened to it first of all.
        before: The words that it happened to, as they were.
        after: The words that it happened to, as they are.
        beside: Whether it happened right beside the marked words.
        figure: The difference, where one figure took another's place.
    """

    annotation_id: str
    passages: tuple[PassageComparison, ...]
    happening: Happening
    before: str = ""
    after: str = ""
    beside: bool = False
    figure: FigureChange | None = None

    @property
    def status(self) -> AnchorStatus:
        """The status of the passage that needs a person most."""
        return max((passage.status for passage in self.passages), key=list(AnchorStatus).index)

    @property
    def main(self) -> PassageComparison:
        """The passage that needs a person most."""
        status = self.status
        return next(passage for passage in self.passages if passage.status is status)

    @property
    def alarms(self) -> frozenset[Alarm]:
        """What must not be overlooked in any of its passages."""
        return frozenset(alarm for passage in self.passages for alarm in passage.alarms)

    @property
    def is_loud(self) -> bool:
        """Whether a figure or a negation changed in it or right beside it."""
        return bool(self.alarms) or self.happening in LOUD

    @property
    def is_placed(self) -> bool:
        """Whether there is a place for each of its passages, so that it can be accepted."""
        return all(passage.new is not None for passage in self.passages)


@dataclass(frozen=True, slots=True)
class CaptureComparison:
    """Two captures of one article, compared.

    Attributes:
        old: The older of the two, or at least the one to compare with.
        new: The other.
        texts: The two texts side by side.
        headline: What became of the headline; None where it is the same.
        marks: What became of each mark, in reading order.
    """

    old: Version
    new: Version
    texts: TextComparison
    headline: TextRow | None
    marks: tuple[MarkComparison, ...]
