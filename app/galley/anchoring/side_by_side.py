"""Two texts side by side, block by block, with every change marked word by word. Knows no marks.

Blocks that are equal after folding are aligned first, as sentences are for marks; what lies between
is paired by likeness, in order. A block that was parted, or two that were joined, are one row. Long
blocks are cut into several rows where the same words stand on both sides.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from galley.anchoring.alignment import Run, align
from galley.anchoring.block_pairing import Pair, kindred, pair_in_order
from galley.anchoring.folding import fold
from galley.anchoring.row_cutting import cut_rows
from galley.anchoring.wording import word_changes
from galley.domain.article import Version, Zone
from galley.domain.comparison import Difference, RowState, Stretch, TextComparison, TextRow
from galley.domain.jobs import Job

__all__ = ["differences_between", "is_headline", "side_by_side"]

_SHORTEST_MOVE = 16  # code points of a block that alone says that it is the same one elsewhere
_STEPS = 64  # rows between two reports


class _Draft(NamedTuple):
    """A row before its words are compared: half-open ranges of blocks.

    Attributes:
        old: Of the old text; empty where there is nothing.
        new: Of the new text.
        other: Of a block that moved, its index in the text in which it stands elsewhere; else -1.
    """

    old: tuple[int, int]
    new: tuple[int, int]
    other: int = -1


def side_by_side(old: Version, new: Version, job: Job | None = None) -> TextComparison:
    """Compare two captures.

    Args:
        old: The one.
        new: The other.
        job: Told of how far it is, and asked whether to go on.

    Raises:
        JobCancelled: The job was cancelled.
    """
    job = job or Job()
    drafts = _drafts(old, new, job)
    rows: list[TextRow] = []
    moves: dict[tuple[int, int], list[int]] = {}
    for done, draft in enumerate(drafts):
        if done % _STEPS == 0:
            job.step(done, len(drafts))
        row = _row(draft, old, new)
        if draft.other >= 0:
            moves.setdefault(_move(draft), []).append(len(rows))
        rows.extend(cut_rows(row, old.text, new.text))
    for one, other in moves.values():
        rows[one] = rows[one]._replace(elsewhere=other)
        rows[other] = rows[other]._replace(elsewhere=one)
    return TextComparison(tuple(rows), _changes(rows, old, new))


def _move(draft: _Draft) -> tuple[int, int]:
    """The old block and the new one, from whichever end of the move."""
    return (
        (draft.old[0], draft.other) if draft.new[0] == draft.new[1] else (draft.other, draft.new[0])
    )


def differences_between(
    old_text: str, old: tuple[int, int], new_text: str, new: tuple[int, int]
) -> tuple[Difference, ...]:
    """What changed between a range of one text and a range of another, word by word."""
    before, after = old_text[slice(*old)], new_text[slice(*new)]
    if before == after:
        return ()
    return tuple(
        Difference(
            (old[0] + change.old[0], old[0] + change.old[1]),
            (new[0] + change.new[0], new[0] + change.new[1]),
        )
        for change in word_changes(before, after)
    )


# -- which blocks stand beside which ---------------------------------------------------------------


def _drafts(old: Version, new: Version, job: Job) -> list[_Draft]:
    job.step(0, 1)
    old_words, new_words = _folded(old), _folded(new)
    old_ids, new_ids = _numbered(old_words, new_words)
    alignment = align(old_ids, new_ids, [len(words) for words in old_words])
    moved = [
        (run.old + at, run.new + at)
        for run in alignment.moved
        for at in range(run.length)
        if len(old_words[run.old + at]) >= _SHORTEST_MOVE
    ]
    gone, come = dict(moved), {j: i for i, j in moved}
    drafts: list[_Draft] = []
    # What is kin but not equal is paired among its neighbours: it may have been parted or joined.
    kept = [
        Run(run.old + at, run.new + at, 1)
        for run in alignment.kept
        for at in range(run.length)
        if old_words[run.old + at] == new_words[run.new + at]
    ]
    ends = [Run(0, 0, 0), *kept, Run(len(old_ids), len(new_ids), 0)]
    for before, after in pairwise(ends):
        for at in range(before.length):
            i, j = before.old + at, before.new + at
            drafts.append(_Draft((i, i + 1), (j, j + 1)))
        gap_old = range(before.old + before.length, after.old)
        gap_new = range(before.new + before.length, after.new)
        drafts += _gap(old, new, gap_old, gap_new, gone, come)
    return drafts


def _folded(version: Version) -> list[str]:
    return [fold(block.text).text.strip() for block in version.blocks]


def _numbered(old: Sequence[str], new: Sequence[str]) -> tuple[list[int], list[int]]:
    """A number for each block: the same one for the same words, and for words that are kin."""
    numbers: dict[str, int] = {}
    old_ids = [numbers.setdefault(words, len(numbers)) for words in old]
    new_ids = [numbers.setdefault(words, len(numbers)) for words in new]
    old_only, new_only = set(old_ids) - set(new_ids), set(new_ids) - set(old_ids)
    left = [i for i, number in enumerate(old_ids) if number in old_only]
    right = [j for j, number in enumerate(new_ids) if number in new_only]
    for i, j in kindred([old[i] for i in left], [new[j] for j in right]):
        new_ids[right[j]] = old_ids[left[i]]
    return old_ids, new_ids


def _gap(
    old: Version,
    new: Version,
    gap_old: range,
    gap_new: range,
    gone: Mapping[int, int],
    come: Mapping[int, int],
) -> Iterator[_Draft]:
    """The rows of a stretch in which no block stayed as it was."""
    left = [i for i in gap_old if i not in gone]
    right = [j for j in gap_new if j not in come]
    pairs = pair_in_order([old.blocks[i] for i in left], [new.blocks[j] for j in right])
    real = [
        Pair((left[p.old[0]], left[p.old[1] - 1] + 1), (right[p.new[0]], right[p.new[1] - 1] + 1))
        for p in pairs
    ]
    i, j = gap_old.start, gap_new.start
    for pair in [*real, Pair((gap_old.stop,) * 2, (gap_new.stop,) * 2)]:
        for at in range(i, pair.old[0]):
            yield _Draft((at, at + 1), (0, 0), gone.get(at, -1))
        for at in range(j, pair.new[0]):
            yield _Draft((0, 0), (at, at + 1), come.get(at, -1))
        if pair.old[0] < pair.old[1]:
            yield _Draft(pair.old, pair.new)
        i, j = max(i, pair.old[1]), max(j, pair.new[1])


# -- what is in a row ------------------------------------------------------------------------------


def _row(draft: _Draft, old: Version, new: Version) -> TextRow:
    left, right = _stretch(old, draft.old), _stretch(new, draft.new)
    if draft.other >= 0:
        one = left or _stretch(old, (draft.other, draft.other + 1))
        two = right or _stretch(new, (draft.other, draft.other + 1))
        state = RowState.MOVED_AWAY if left else RowState.MOVED_HERE
        return TextRow(left, right, state, _between(one, two, old, new))
    if left is None or right is None:
        return TextRow(left, right, RowState.ADDED if left is None else RowState.REMOVED)
    changes = _between(left, right, old, new)
    parted = draft.old[1] - draft.old[0] != draft.new[1] - draft.new[0]
    return TextRow(left, right, RowState.CHANGED if changes or parted else RowState.SAME, changes)


def _between(
    one: Stretch | None, other: Stretch | None, old: Version, new: Version
) -> tuple[Difference, ...]:
    if one is None or other is None:
        return ()
    return differences_between(old.text, one[1:], new.text, other[1:])


def _stretch(version: Version, blocks: tuple[int, int]) -> Stretch | None:
    if blocks[0] == blocks[1]:
        return None
    last = blocks[1] - 1
    end = version.starts[last] + len(version.blocks[last].text)
    return Stretch(blocks[0], version.starts[blocks[0]], end)


def _changes(rows: Sequence[TextRow], old: Version, new: Version) -> tuple[int, ...]:
    """The first row of each run of rows of one kind of change; the headline's first."""
    found = [
        n
        for n, row in enumerate(rows)
        if row.state is not RowState.SAME
        and (n == 0 or row.state is RowState.CHANGED or rows[n - 1].state is not row.state)
    ]
    first = [n for n in found if is_headline(rows[n], old, new)]
    return tuple(first + [n for n in found if n not in first])


def is_headline(row: TextRow, old: Version, new: Version) -> bool:
    """Whether a row shows the headline of either text."""
    zones = [
        version.blocks[stretch.block].zone
        for version, stretch in ((old, row.old), (new, row.new))
        if stretch is not None
    ]
    return Zone.HEADLINE in zones
