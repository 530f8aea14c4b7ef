"""What became of the words of a changed stretch: its tokens aligned, and inside them its letters.

A longest common subsequence also pairs words that two unrelated sentences happen to share. Such
coincidences are dropped by what surrounds them, after the semantic clean-up of N. Fraser's
diff-match-patch. Knows nothing of the texts around the stretch.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from galley.anchoring.alignment import align, common_subsequence
from galley.anchoring.units import Token, tokens

__all__ = ["Segment", "Stretch", "joined", "word_pairs"]

_SHINGLE = 3  # tokens that together are rare enough to be a landmark in a long stretch
_LONG = 6_000  # tokens; longer stretches are first cut at landmarks
_HUGE = 150_000  # code points; longer stretches without a line that stayed are not worth the time
_SURE = 24  # letters that are no coincidence, whatever surrounds them
_MOST_SLID = 12  # tokens
_SENTENCE_ENDS = frozenset(".!?:;\"'\u3002\uff01\uff1f")
_ALIKE = 0.5  # of a word's letters, for it to be the other word respelled
_MOST_PAIRS = 400  # words by words that are compared one with another


class Segment(NamedTuple):
    """Equal text: ``length`` folded code points from ``old`` and from ``new`` on."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """One past its last code point in the old text."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """One past its last code point in the new text."""
        return self.new + self.length


class Stretch(NamedTuple):
    """A changed stretch: where it begins and ends in either text, in folded code points."""

    old: int
    old_end: int
    new: int
    new_end: int

    def segments(
        self, old_text: str, new_text: str, taken: Iterable[tuple[int, int]] = ()
    ) -> list[Segment]:
        """The equal text inside, ascending.

        Args:
            old_text: The whole old text, folded.
            new_text: The whole new text, folded.
            taken: Ranges of the new text that stand for old text from elsewhere, ascending.
        """
        if min(self.old_end - self.old, self.new_end - self.new) <= _HUGE:
            return joined(self._compared(old_text, new_text, list(taken)), old_text, new_text)
        head, tail = self._equal_ends(old_text, new_text)
        middle = Stretch(self.old + head, self.old_end - tail, self.new + head, self.new_end - tail)
        ends = [
            Segment(self.old, self.new, head),
            Segment(self.old_end - tail, self.new_end - tail, tail),
        ]
        inner: list[Segment] = []
        if min(middle.old_end - middle.old, middle.new_end - middle.new) <= _HUGE:
            inner = middle._compared(old_text, new_text, list(taken))
        segments = [ends[0], *inner, ends[1]]
        return joined((s for s in segments if s.length), old_text, new_text)

    def _compared(
        self, old_text: str, new_text: str, taken: list[tuple[int, int]]
    ) -> list[Segment]:
        new = [
            token
            for start, end in _free(self.new, self.new_end, taken)
            for token in tokens(new_text, start, end)
        ]
        if not new:
            return []
        old = tokens(old_text, self.old, self.old_end)
        pairs = _slid(_token_pairs(old, new), old, new)
        pairs = _without_coincidences(pairs, old, new, self)
        exact = [Segment(old[i].start, new[j].start, len(old[i].text)) for i, j in pairs]
        ends = [(-1, -1), *pairs, (len(old), len(new))]
        respelled = [
            segment
            for (i, j), (k, m) in pairwise(ends)
            if k - i > 1 and m - j > 1
            for segment in _respelled(old[i + 1 : k], new[j + 1 : m])
        ]
        return sorted([*exact, *respelled])

    def _equal_ends(self, old_text: str, new_text: str) -> tuple[int, int]:
        """How many code points are equal at the beginning, and then at the end; words whole."""
        old, new = old_text[self.old : self.old_end], new_text[self.new : self.new_end]
        head = _equal_length(old, new)
        if head < min(len(old), len(new)):
            head = old.rfind(" ", 0, head) + 1
        tail = _equal_length(old[head:][::-1], new[head:][::-1])
        if tail < min(len(old), len(new)) - head:
            space = old.find(" ", len(old) - tail)
            tail = len(old) - space if space >= 0 else 0
        return head, tail


def _free(start: int, end: int, taken: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a range without the ranges that are taken, which are ascending."""
    for low, high in taken:
        if start < low:
            yield start, low
        start = max(start, high)
    if start < end:
        yield start, end


def _equal_length(one: str, other: str) -> int:
    """How many code points two texts begin with alike, by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def word_pairs(old: Sequence[Token], new: Sequence[Token]) -> list[tuple[int, int]]:
    """The indices of the tokens that stayed, in order; for showing a change word by word."""
    return _slid(_token_pairs(old, new), old, new)


def joined(segments: Iterable[Segment], old_text: str, new_text: str) -> list[Segment]:
    """Neighbours as one segment where only equal text, such as a space, is between them."""
    result: list[Segment] = []
    for segment in segments:
        last = result[-1] if result else None
        if last and segment.old - last.old == segment.new - last.new:
            between = old_text[last.old_end : segment.old]
            if between == new_text[last.new_end : segment.new]:
                result[-1] = Segment(last.old, last.new, segment.old_end - last.old)
                continue
        result.append(segment)
    return result


def _token_pairs(old: Sequence[Token], new: Sequence[Token]) -> list[tuple[int, int]]:
    numbers: dict[str, int] = {}
    old_ids = [numbers.setdefault(token.text, len(numbers)) for token in old]
    new_ids = [numbers.setdefault(token.text, len(numbers)) for token in new]
    if len(old) <= _LONG and len(new) <= _LONG:
        return common_subsequence(old_ids, new_ids)
    return _pairs_by_landmarks(old_ids, new_ids)


def _pairs_by_landmarks(old: list[int], new: list[int]) -> list[tuple[int, int]]:
    shingles: dict[tuple[int, ...], int] = {}

    def landmarks(ids: list[int]) -> list[int]:
        windows = zip(*(ids[i:] for i in range(_SHINGLE)), strict=False)
        return [shingles.setdefault(window, len(shingles)) for window in windows]

    old_marks, new_marks = landmarks(old), landmarks(new)
    kept = align(old_marks, new_marks, [1] * len(old_marks)).kept
    pairs: list[tuple[int, int]] = []
    old_at = new_at = 0
    for run in kept:
        length = run.length + _SHINGLE - 1
        skip = max(0, old_at - run.old, new_at - run.new)  # shingles of two runs may overlap
        if skip >= length:
            continue
        start_old, start_new = run.old + skip, run.new + skip
        inner = common_subsequence(old[old_at:start_old], new[new_at:start_new])
        pairs.extend((old_at + i, new_at + j) for i, j in inner)
        pairs.extend((start_old + i, start_new + i) for i in range(length - skip))
        old_at, new_at = run.old + length, run.new + length
    inner = common_subsequence(old[old_at:], new[new_at:])
    pairs.extend((old_at + i, new_at + j) for i, j in inner)
    return pairs


def _slid(
    pairs: list[tuple[int, int]], old: Sequence[Token], new: Sequence[Token]
) -> list[tuple[int, int]]:
    """The pairs, with words before an insertion put behind it where they fit as well.

    An inserted sentence often begins with the word that the next one begins with; which of the two
    is the old one no subsequence can tell, but sentences are inserted whole.
    """
    pairs = list(pairs)
    for at in range(len(pairs) - 1):
        (i, j), (k, m) = pairs[at], pairs[at + 1]
        if k != i + 1 or m == j + 1:
            continue
        for count in range(1, min(_MOST_SLID, at + 1, m - j - 1) + 1):
            if pairs[at - count + 1] != (i - count + 1, j - count + 1):
                break
            if old[i - count + 1].text != new[m - count].text:
                break
            alone = at < count or pairs[at - count] != (i - count, j - count)
            if alone or old[i - count].text in _SENTENCE_ENDS:
                for step in range(count):
                    pairs[at - step] = (i - step, m - 1 - step)
                break
    return pairs


class _TokenRun(NamedTuple):
    old: int
    new: int
    length: int


def _without_coincidences(
    pairs: list[tuple[int, int]], old: Sequence[Token], new: Sequence[Token], stretch: Stretch
) -> list[tuple[int, int]]:
    """The pairs without runs that say little between much that was lost and much that is new."""
    runs: list[_TokenRun] = []
    for i, j in pairs:
        last = runs[-1] if runs else None
        if last and last.old + last.length == i and last.new + last.length == j:
            runs[-1] = last._replace(length=last.length + 1)
        else:
            runs.append(_TokenRun(i, j, 1))
    dropped = True
    while dropped and runs:
        sure = [not _is_coincidence(runs, k, old, new, stretch) for k in range(len(runs))]
        dropped = not all(sure)
        runs = [run for run, keep in zip(runs, sure, strict=True) if keep]
    return [(run.old + i, run.new + i) for run in runs for i in range(run.length)]


def _is_coincidence(
    runs: Sequence[_TokenRun],
    index: int,
    old: Sequence[Token],
    new: Sequence[Token],
    stretch: Stretch,
) -> bool:
    run = runs[index]
    letters = sum(token.letters for token in old[run.old : run.old + run.length])
    if letters >= _SURE:
        return False
    if index:
        before = runs[index - 1]
        old_edge = old[before.old + before.length - 1].end
        new_edge = new[before.new + before.length - 1].end
    else:
        old_edge, new_edge = stretch.old, stretch.new
    lost, added = old[run.old].start - old_edge, new[run.new].start - new_edge
    if index + 1 < len(runs):
        after = runs[index + 1]
        old_edge, new_edge = old[after.old].start, new[after.new].start
    else:
        old_edge, new_edge = stretch.old_end, stretch.new_end
    lost += old_edge - old[run.old + run.length - 1].end
    added += new_edge - new[run.new + run.length - 1].end
    return letters * 8 < min(lost, added)


def _respelled(old: Sequence[Token], new: Sequence[Token]) -> list[Segment]:
    """Letters kept by words that were respelled and by numbers that were corrected."""
    if len(old) * len(new) > _MOST_PAIRS:
        return []
    from rapidfuzz.distance import Indel  # slow to import, and not wanted before first paint

    def likeness(one: Token, other: Token) -> float:
        alike = Indel.normalized_similarity(one.text, other.text)
        if one.text[0].isdigit() and other.text[0].isdigit():
            return max(alike, _ALIKE)
        return alike if alike >= _ALIKE and one.letters and other.letters else 0.0

    table = [[likeness(one, other) for other in new] for one in old]
    segments = []
    for i, j in _best_in_order(table):
        for block in Indel.opcodes(old[i].text, new[j].text):
            if block.tag == "equal":
                length = block.src_end - block.src_start
                old_at, new_at = old[i].start + block.src_start, new[j].start + block.dest_start
                segments.append(Segment(old_at, new_at, length))
    return segments


def _best_in_order(table: list[list[float]]) -> list[tuple[int, int]]:
    """The pairs, ascending in row and column, whose values add up to most."""
    rows, columns = len(table), len(table[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            with_it = table[i][j] + best[i + 1][j + 1] if table[i][j] else 0.0
            best[i][j] = max(with_it, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if table[i][j] and best[i][j] == table[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
