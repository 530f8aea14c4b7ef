"""Compares two captures of an article: their texts, and what became of each mark. Applies nothing.

Pure, and made to run as a job: a text of a million characters takes longer than a frame.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from galley.anchoring.alarms import alarms_of
from galley.anchoring.folding import FoldedText, fold
from galley.anchoring.happenings import Edit, judge
from galley.anchoring.resemblance import resemblances
from galley.anchoring.side_by_side import differences_between, is_headline, side_by_side
from galley.domain.annotation import AnchorStatus, Annotation, Target, reading_order
from galley.domain.article import FIGURE_CHARACTER, Version
from galley.domain.comparison import (
    LOUD,
    CaptureComparison,
    Difference,
    Happening,
    MarkComparison,
    PassageComparison,
    RowState,
    Stretch,
    TextComparison,
    TextRow,
)
from galley.domain.jobs import Job, part_of
from galley.domain.proposal import Candidate, Proposal, Rejection
from galley.services.later_captures.versions import Question, propose

__all__ = ["compare_captures", "compare_marks"]

_LONGEST = 900  # code points of a paragraph that is shown whole
_ASIDE = 320  # code points to show on either side of a mark in a longer one
_MOST_AROUND = 0.5  # of a paragraph: what changed more is another paragraph
_CLOSEST_ERRORS = 0.45  # what is farther from the words than this is not worth a look
_NEAR = 2  # code points between a mark and what is right beside it
_SHORT = 32  # code points of a change that may be about the words beside it
_OTHER_WORDS = (
    Happening.NOTHING,
    Happening.WORDS_CHANGED,
    Happening.WORDS_ADDED,
    Happening.WORDS_REMOVED,
)  # which say little of words that may not be the marked ones at all
_MOST_SEARCHES = 200  # marks without a place for which the closest words are looked for


def compare_captures(asked: Question, *, job: Job | None = None) -> CaptureComparison:
    """Everything about two captures: the first of the sources, and the new one.

    Args:
        asked: What :func:`galley.services.later_captures.versions.question` read.
        job: Told of how far it is, and asked whether to go on.

    Raises:
        JobCancelled: The job was cancelled.
    """
    old, new, job = asked.sources[0], asked.new, job or Job()
    texts = side_by_side(old, new, part_of(job, 0, 20))
    marks = compare_marks(asked, texts, job=part_of(job, 20, 100))
    headlines = [texts.rows[n] for n in texts.changes if is_headline(texts.rows[n], old, new)]
    return CaptureComparison(old, new, texts, headlines[0] if headlines else None, marks)


def compare_marks(
    asked: Question, texts: TextComparison, *, job: Job | None = None
) -> tuple[MarkComparison, ...]:
    """What became of each mark that was not made in the new capture itself, in reading order.

    Args:
        asked: The marks, and the captures.
        texts: The two texts compared.
        job: Told of how far it is, and asked whether to go on.

    Raises:
        JobCancelled: The job was cancelled.
    """
    job = job or Job()
    proposals = propose(asked, part_of(job, 0, 80))
    told = part_of(job, 80, 100)
    comparing = _Comparing(asked.sources[0], asked.new, texts)
    marks: list[MarkComparison] = []
    for annotation in sorted(asked.annotations, key=reading_order):
        if annotation.id not in proposals:
            continue
        told.step(len(marks), len(proposals))
        places = (annotation.targets_in(source.id) for source in asked.sources)
        followed = next((targets for targets in places if targets), annotation.targets)
        marks.append(comparing.mark(annotation, followed, proposals[annotation.id]))
    return tuple(marks)


class _Comparing:
    """Compares marks one by one; what is found out once for a pair of texts is kept."""

    def __init__(self, old: Version, new: Version, texts: TextComparison) -> None:
        self._old, self._new = old, new
        self._rows = [row for row in texts.rows if row.old is not None]
        self._folded: FoldedText | None = None
        self._searches = 0

    def mark(
        self, annotation: Annotation, targets: tuple[Target, ...], proposals: Sequence[Proposal]
    ) -> MarkComparison:
        """What became of one mark; where a place was decided on, it is that place."""
        decided = annotation.placement_in(self._new.id)
        places: list[tuple[int, int] | None] = [None] * len(targets)
        if decided is not None and len(decided.targets) == len(targets):
            places = [(target.start, target.end) for target in decided.targets]
        elif decided is not None and decided.targets:
            places[0] = (decided.targets[0].start, decided.targets[-1].end)
        elif decided is None:
            places = [
                None if p.start is None or p.end is None else (p.start, p.end) for p in proposals
            ]
        passages = tuple(
            self._passage(target, place, proposal)
            for target, place, proposal in zip(targets, places, proposals, strict=True)
        )
        return self._judged(annotation.id, passages)

    def _passage(
        self, target: Target, place: tuple[int, int] | None, proposal: Proposal
    ) -> PassageComparison:
        here = (target.start, target.end) if target.version_id == self._old.id else None
        candidates, alarms = proposal.candidates, proposal.alarms
        if proposal.status is AnchorStatus.SUGGESTED and place is not None and here is not None:
            place = self._whole(here, place)
            words = self._new.text[place[0] : place[1]]
            alarms |= alarms_of(fold(target.exact).text, fold(words).text)
        if place is None and not candidates:
            candidates = self._closest(target.exact)
        passage = PassageComparison(
            target.exact,
            here,
            place,
            proposal.status,
            old_stretch=_around(self._old, here) if here else None,
            alarms=alarms,
            candidates=candidates,
        )
        if place is None:
            return self._without_place(passage)
        return self._with_place(passage, place)

    def _whole(self, here: tuple[int, int], place: tuple[int, int]) -> tuple[int, int]:
        """All of the words that stand for the marked ones, where only some of them were followed.

        What is suggested may end where a word changed. Read beside its old paragraph, the new one
        tells how far the words go.
        """
        left, right = _around(self._old, here), _around(self._new, place)
        if not _is_whole(self._old, left) or not _is_whole(self._new, right):
            return place
        old, new = self._old.text, self._new.text
        changes = differences_between(old, left[1:], new, right[1:])
        if sum(one.old[1] - one.old[0] for one in changes) > _MOST_AROUND * (left.end - left.start):
            return place
        sides = ((old, left.start), (new, right.start))
        whole = _carried(here, changes, sides)
        inside = whole[0] <= place[0] and place[1] <= whole[1] <= right.end
        cut_alike = all(
            _is_inside_word(old, one) == _is_inside_word(new, other)
            for one, other in zip(here, whole, strict=True)
        )
        return whole if inside and cut_alike else place

    def _with_place(self, passage: PassageComparison, place: tuple[int, int]) -> PassageComparison:
        right = _around(self._new, place)
        passage = replace(passage, new_stretch=right)
        left, here = passage.old_stretch, passage.old
        if here is None or left is None:
            return passage
        old, new = self._old.text, self._new.text
        inside = differences_between(old, here, new, place)
        around: tuple[Difference, ...] = ()
        if _is_whole(self._old, left) and _is_whole(self._new, right):
            before = (left.start, here[0]), (right.start, place[0])
            after = (here[1], left.end), (place[1], right.end)
            around = (
                *differences_between(old, before[0], new, before[1]),
                *differences_between(old, after[0], new, after[1]),
            )
            changed = sum(one.old[1] - one.old[0] for one in around)
            if changed > _MOST_AROUND * (left.end - left.start):
                around = ()
        return replace(passage, inside=inside, around=around)

    def _without_place(self, passage: PassageComparison) -> PassageComparison:
        """What stands now where the words stood."""
        row = self._row_of(passage.old[0]) if passage.old else None
        if row is None or row.new is None or row.state is RowState.SAME:
            return passage
        inside = tuple(one for one in row.differences if _overlaps(one.old, passage.old))
        around = tuple(one for one in row.differences if one not in inside)
        near = _nearest_new(row, passage.old)
        return replace(passage, inside=inside, around=around, new_stretch=_around(self._new, near))

    def _row_of(self, offset: int) -> TextRow | None:
        at = bisect_right(self._rows, offset, key=lambda row: row.old.start if row.old else 0) - 1
        return self._rows[at] if at >= 0 else None

    def _closest(self, words: str) -> tuple[Candidate, ...]:
        """The words that are most alike, however little; for a person to look at."""
        if self._searches >= _MOST_SEARCHES:
            return ()
        self._searches += 1
        self._folded = self._folded or fold(self._new.text)
        found = resemblances(fold(words).text, self._folded.text, most_errors=_CLOSEST_ERRORS)
        places = [
            (_whole_words(self._new.text, *self._folded.unfold(p.start, p.end)), p.likeness)
            for p in found[:3]
        ]
        return tuple(
            Candidate(*place, likeness, Rejection.OTHER_WORDS) for place, likeness in places
        )

    # -- what happened -------------------------------------------------------------------------

    def _judged(self, identity: str, passages: tuple[PassageComparison, ...]) -> MarkComparison:
        mark = MarkComparison(identity, passages, Happening.NOTHING)
        main, status = mark.main, mark.status
        if status is AnchorStatus.ANCHORED:
            return mark
        if main.new is None:
            several = status is AnchorStatus.AMBIGUOUS
            happening = Happening.SEVERAL_PLACES if several else Happening.GONE
            return replace(mark, happening=happening)
        found = judge(self._edits(main.inside))
        beside = False
        if found.happening not in LOUD:
            near = main.around if main.alarms else _beside(main)
            aside = judge(self._edits(near))
            if aside.happening in LOUD:
                found, beside = aside, True
        happening = found.happening
        if status is AnchorStatus.SUGGESTED and happening in _OTHER_WORDS:
            happening = Happening.ELSEWHERE
        elif happening is Happening.NOTHING:
            happening = self._of_the_same_words(status, main)
        return replace(
            mark,
            happening=happening,
            before=found.before,
            after=found.after,
            beside=beside,
            figure=found.figure,
        )

    def _of_the_same_words(self, status: AnchorStatus, main: PassageComparison) -> Happening:
        if status is AnchorStatus.CHANGED and FIGURE_CHARACTER in main.words:
            return Happening.PHOTO_CHANGED
        row = self._row_of(main.old[0]) if main.old else None
        if row is None or row.new is None or main.new is None or row.state is RowState.SAME:
            return Happening.MOVED
        stayed = row.new.start <= main.new[0] < row.new.end
        return Happening.OTHER_SENTENCE if stayed else Happening.MOVED

    def _edits(self, differences: Sequence[Difference]) -> list[Edit]:
        old, new = self._old.text, self._new.text
        return [
            Edit(
                old[slice(*one.old)],
                new[slice(*one.new)],
                old[max(0, one.old[0] - 40) : one.old[0]],
                new[one.new[1] : one.new[1] + 40],
            )
            for one in differences
        ]


# -- what to show of a text ------------------------------------------------------------------------


def _around(version: Version, place: tuple[int, int]) -> Stretch:
    """The blocks that a place is in, or as much of them as tells where it stands."""
    first = version.block_index(place[0])
    last = version.block_index(max(place[0], place[1] - 1))
    start = version.starts[first]
    end = max(place[1], version.starts[last] + len(version.blocks[last].text))
    if end - start > _LONGEST:
        text = version.text
        low, high = max(start, place[0] - _ASIDE), min(end, place[1] + _ASIDE)
        start = low if low == start else text.rfind(" ", start, low) + 1 or low
        space = text.find(" ", high, end)
        end = high if high == end or space < 0 else space
    return Stretch(first, start, end)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without the part of a word at either end, if anything is left of it then."""
    low, high = start, end
    if low and text[low - 1].isalnum():
        while low < end and text[low].isalnum():
            low += 1
    if high < len(text) and text[high].isalnum():
        while high > start and text[high - 1].isalnum():
            high -= 1
    inside = text[low:high]
    low += len(inside) - len(inside.lstrip())
    high -= len(inside) - len(inside.rstrip())
    return (low, high) if low < high else (start, end)


def _is_whole(version: Version, stretch: Stretch) -> bool:
    last = version.block_index(max(stretch.start, stretch.end - 1))
    whole_end = version.starts[last] + len(version.blocks[last].text)
    return (stretch.start, stretch.end) == (version.starts[stretch.block], whole_end)


def _carried(
    place: tuple[int, int],
    changes: Sequence[Difference],
    sides: tuple[tuple[str, int], tuple[str, int]],
) -> tuple[int, int]:
    """Where an old place is in the new text; words that changed go along whole.

    Args:
        place: In the old text.
        changes: Between two stretches that begin where ``sides`` say.
        sides: Either text, and where its stretch begins.
    """
    (old, left), (new, right) = sides
    start, end = place
    shift = right - left
    carried: list[int] = []
    for one in changes:
        if not carried and one.old[0] > start:
            carried.append(start + shift)
        if one.old[0] >= end:
            break
        if not carried and start < one.old[1]:
            carried.append(one.new[0])
        if carried and end <= one.old[1]:
            return carried[0], one.new[1]
        shift = _words_from(new, one.new[1]) - _words_from(old, one.old[1])
    return carried[0] if carried else start + shift, end + shift


def _words_from(text: str, at: int) -> int:
    """The next place that is no white space: behind a change the same words begin there."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _is_inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _beside(passage: PassageComparison) -> tuple[Difference, ...]:
    """What changed right beside the marked words; a whole sentence that came is no part of them."""
    if passage.old is None or passage.new is None:
        return ()
    return tuple(
        one
        for one in passage.around
        if max(one.new[1] - one.new[0], one.old[1] - one.old[0]) <= _SHORT
        and (
            -_NEAR <= passage.new[0] - one.new[1] <= _NEAR
            or -_NEAR <= one.new[0] - passage.new[1] <= _NEAR
        )
    )


def _overlaps(one: tuple[int, int], other: tuple[int, int] | None) -> bool:
    return other is not None and one[0] < other[1] and other[0] < one[1]


def _nearest_new(row: TextRow, place: tuple[int, int] | None) -> tuple[int, int]:
    """Where in the new text of a row an old place would stand."""
    if row.new is None or place is None:
        return (0, 0)
    at = row.new.start
    for one in row.differences:
        if one.old[0] > place[0]:
            break
        at = one.new[0]
    return (at, min(at + 1, row.new.end))
