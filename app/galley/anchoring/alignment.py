"""Which elements of one sequence are which of another: kept in order, or moved.

Elements that occur once in either sequence are found first and extended over their neighbours
(P. Heckel, "A technique for isolating differences between files", CACM 21:4, 1978). Of these runs
the heaviest chain that keeps its order stays; the rest has moved. What lies between is aligned by
its longest common subsequence. Knows nothing of texts.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Alignment", "Run", "align", "common_subsequence"]

# Bit-parallel, this many cells take some ten milliseconds and eight megabytes.
_MOST_CELLS = 64_000_000


class Run(NamedTuple):
    """``length`` elements from ``old`` on in the one sequence and from ``new`` on in the other."""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Equal runs: those in order, ascending in both sequences, and those that changed places."""

    kept: list[Run]
    moved: list[Run]


def align(old: Sequence[int], new: Sequence[int], weights: Sequence[int]) -> Alignment:
    """Align two sequences of numbers that stand for elements.

    Args:
        old: The one sequence.
        new: The other.
        weights: What keeping each element of ``old`` in its place is worth.
    """
    head, tail = _common_ends(old, new)
    old_end, new_end = len(old) - tail, len(new) - tail
    runs = _unique_runs(old, new, range(head, old_end), range(head, new_end))
    kept = _heaviest_chain(runs, weights)
    chosen = set(kept)
    moved = [run for run in runs if run not in chosen]
    frame = [Run(0, 0, head), *kept, Run(old_end, new_end, tail)]
    taken_old = {run.old + i for run in moved for i in range(run.length)}
    taken_new = {run.new + i for run in moved for i in range(run.length)}
    for before, after in pairwise(frame):
        rest_old = [i for i in range(before.old + before.length, after.old) if i not in taken_old]
        rest_new = [i for i in range(before.new + before.length, after.new) if i not in taken_new]
        pairs = common_subsequence([old[i] for i in rest_old], [new[i] for i in rest_new])
        kept.extend(Run(rest_old[i], rest_new[j], 1) for i, j in pairs)
    ends = [run for run in (frame[0], frame[-1]) if run.length]
    return Alignment(_joined([*kept, *ends]), sorted(moved))


def common_subsequence(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """The index pairs of a longest common subsequence; none where it would take too long."""
    if not old or not new or len(old) * len(new) > _MOST_CELLS:
        return []
    from rapidfuzz.distance import LCSseq  # slow to import, and not wanted before first paint

    return [
        (block.src_start + i, block.dest_start + i)
        for block in LCSseq.opcodes(old, new)
        if block.tag == "equal"
        for i in range(block.src_end - block.src_start)
    ]


def _common_ends(old: Sequence[int], new: Sequence[int]) -> tuple[int, int]:
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _unique_runs(
    old: Sequence[int], new: Sequence[int], old_range: range, new_range: range
) -> list[Run]:
    """Elements that occur once on either side, each with the equal neighbours around it."""
    new_counts = Counter(new[j] for j in new_range)
    old_counts = Counter(old[i] for i in old_range)
    places = {new[j]: j for j in new_range}
    runs: list[Run] = []
    old_past, new_taken = old_range.start, set[int]()
    for i in old_range:
        if i < old_past or old_counts[old[i]] != 1 or new_counts[old[i]] != 1:
            continue
        j = places[old[i]]
        if j in new_taken:
            continue
        start = _extend(old, new, (i, j), (old_past, new_range.start), new_taken, -1)
        end = _extend(old, new, (i, j), (old_range.stop, new_range.stop), new_taken, 1)
        runs.append(Run(i - start, j - start, start + end + 1))
        old_past = i + end + 1
        new_taken.update(range(j - start, j + end + 1))
    return runs


def _extend(
    old: Sequence[int],
    new: Sequence[int],
    seed: tuple[int, int],
    limits: tuple[int, int],
    taken: set[int],
    step: int,
) -> int:
    """How many equal pairs follow the seed in the direction of ``step``, within the limits."""
    old_at, new_at = seed
    room = min(abs(limits[0] - old_at), abs(limits[1] - new_at))
    most = room if step < 0 else room - 1
    count = 0
    while count < most:
        i, j = old_at + step * (count + 1), new_at + step * (count + 1)
        if old[i] != new[j] or j in taken:
            break
        count += 1
    return count


def _heaviest_chain(runs: list[Run], weights: Sequence[int]) -> list[Run]:
    """The runs, ascending on both sides, that together weigh most."""
    if all(before.new < after.new for before, after in pairwise(runs)):
        return list(runs)
    ends: list[int] = []  # where a chain may end on the new side, ascending, so is its weight
    best: list[tuple[int, int]] = []  # the chain's weight and its last run
    before: list[int] = []
    for index, run in enumerate(runs):
        slot = bisect_right(ends, run.new) - 1
        before.append(best[slot][1] if slot >= 0 else -1)
        weight = sum(weights[run.old : run.old + run.length])
        weight += best[slot][0] if slot >= 0 else 0
        end = run.new + run.length
        at = bisect_left(ends, end)
        if at > 0 and best[at - 1][0] >= weight:
            continue
        past = at
        while past < len(ends) and best[past][0] <= weight:
            past += 1
        if past == at and at < len(ends) and ends[at] == end:
            continue
        ends[at:past] = [end]
        best[at:past] = [(weight, index)]
    chain = []
    index = best[-1][1]
    while index >= 0:
        chain.append(runs[index])
        index = before[index]
    return chain[::-1]


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in sorted(runs):
        last = joined[-1] if joined else None
        if last and (last.old + last.length, last.new + last.length) == (run.old, run.new):
            joined[-1] = Run(last.old, last.new, last.length + run.length)
        else:
            joined.append(run)
    return joined
