"""Which changed block of one text is which of another, in order. Compares words, knows no marks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from galley.anchoring.folding import fold
from galley.anchoring.units import tokens
from galley.domain.article import Block, Zone

__all__ = ["Pair", "kindred", "pair_in_order"]

_ALIKE = 0.4  # of the words of both: less is another block
_HELD = 0.7  # of the words of the shorter: then it is held in the longer
_SHORTEST_HELD = 6  # words
_KIN = 0.6  # of the words of both: it is the same block, even elsewhere
_SHINGLE = 3  # words in a row
_RARE = 4  # blocks that have the same words in a row: what more have says nothing
_PARTS = (Zone.HEADLINE, Zone.DEK, Zone.MASTHEAD, Zone.BYLINE, Zone.DATE)
_MOST_KIN = 3  # blocks that are compared with one
_GAIN = 0.08  # of likeness, for a neighbour to belong to the pair
_LOOK_AHEAD = 12  # blocks
_MOST_CELLS = 2_500  # pairs that are all compared; of more, only those that are near
_LONGEST = 6_000  # words of a block that are compared


class Pair(NamedTuple):
    """Blocks that belong together, as half-open ranges of the two sequences given."""

    old: tuple[int, int]
    new: tuple[int, int]


def pair_in_order(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Pair blocks so that they are alike and keep their order; some stay alone.

    A neighbour that stays alone joins a pair if that makes the two sides more alike: a paragraph
    that was parted, or two that were joined.

    Args:
        old: Changed blocks that follow one another.
        new: The blocks that stand there in the other text.
    """
    if not old or not new:
        return []
    old_words, new_words = [_words(block) for block in old], [_words(block) for block in new]
    likeness: dict[tuple[int, int], float] = {}
    single = _single(old) & _single(new)
    for i, j in _cells(len(old), len(new)):
        same_part = old[i].zone is new[j].zone and old[i].zone in single
        value = 1.0 if same_part else _likeness(old_words[i], new_words[j])
        if value >= _ALIKE:
            likeness[i, j] = value
    pairs = _best_in_order(likeness, len(old), len(new))
    return list(_joined_by_neighbours(pairs, old_words, new_words))


def kindred(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The indices of texts that are surely one another, edited, wherever they stand.

    Rare words in a row that both have tell which to compare; each is the other's best.

    Args:
        old: Folded texts.
        new: Folded texts.
    """
    old_words, new_words = [_words_of(text) for text in old], [_words_of(text) for text in new]
    holders: dict[tuple[str, ...], list[int]] = {}
    for i, words in enumerate(old_words):
        for shingle in _shingles(words):
            holders.setdefault(shingle, []).append(i)
    found: list[tuple[float, int, int]] = []
    for j, words in enumerate(new_words):
        votes = Counter(
            i
            for shingle in _shingles(words)
            if len(holders.get(shingle, ())) <= _RARE
            for i in holders.get(shingle, ())
        )
        for i, _ in votes.most_common(_MOST_KIN):
            likeness = _share(old_words[i], words)
            if likeness >= _KIN:
                found.append((-likeness, i, j))
    pairs: list[tuple[int, int]] = []
    taken_old, taken_new = set[int](), set[int]()
    for _, i, j in sorted(found):
        if i not in taken_old and j not in taken_new:
            pairs.append((i, j))
            taken_old.add(i)
            taken_new.add(j)
    return pairs


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))


def _words(block: Block) -> list[str]:
    return _words_of(fold(block.text).text)


def _words_of(text: str) -> list[str]:
    return [token.text for token in tokens(text, 0, len(text)) if token.letters][:_LONGEST]


def _single(blocks: Sequence[Block]) -> set[Zone]:
    """The page's parts of which there is but one: a headline is the headline, whatever it says.

    A live blog has many dates: one of each post.
    """
    counts = Counter(block.zone for block in blocks)
    return {zone for zone in _PARTS if counts[zone] == 1}


def _cells(rows: int, columns: int) -> Iterator[tuple[int, int]]:
    if rows * columns <= _MOST_CELLS:
        return ((i, j) for i in range(rows) for j in range(columns))
    slope = columns / rows
    return (
        (i, j)
        for i in range(rows)
        for j in range(
            max(0, int(i * slope) - _LOOK_AHEAD), min(columns, int(i * slope) + _LOOK_AHEAD + 1)
        )
    )


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How many words two blocks share in order, 0 to 1; a block held in the other is alike."""
    if not one or not other:
        return 0.0
    alike = _share(one, other)
    common = alike * (len(one) + len(other)) / 2
    shorter = min(len(one), len(other))
    if shorter >= _SHORTEST_HELD and common >= _HELD * shorter:
        return max(alike, _ALIKE)
    return alike


def _best_in_order(
    likeness: dict[tuple[int, int], float], rows: int, columns: int
) -> list[tuple[int, int]]:
    """The pairs, ascending on both sides, whose likeness adds up to most: a heaviest chain."""
    best = [0.0] * (columns + 1)  # of chains that end before a column, a Fenwick tree of maxima
    chains: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {}
    owner: list[tuple[int, int] | None] = [None] * (columns + 1)

    def before(column: int) -> tuple[float, tuple[int, int] | None]:
        found, who = 0.0, None
        while column > 0:
            if best[column] > found:
                found, who = best[column], owner[column]
            column -= column & -column
        return found, who

    by_row: dict[int, list[int]] = {}
    for i, j in likeness:
        by_row.setdefault(i, []).append(j)
    for i in range(rows):
        for j in sorted(by_row.get(i, ()), reverse=True):  # so that no row is taken twice
            value, who = before(j)
            chains[i, j] = (value + likeness[i, j], who)
            column = j + 1
            while column <= columns:
                if chains[i, j][0] > best[column]:
                    best[column], owner[column] = chains[i, j][0], (i, j)
                column += column & -column
    _, last = before(columns)
    chain: list[tuple[int, int]] = []
    while last is not None:
        chain.append(last)
        last = chains[last][1]
    return chain[::-1]


def _joined_by_neighbours(
    pairs: list[tuple[int, int]], old: Sequence[list[str]], new: Sequence[list[str]]
) -> Iterator[Pair]:
    """The pairs, each with the single blocks beside it that belong to it."""
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, j in pairs:
        here = Pair((i, i + 1), (j, j + 1))
        for side in ("new", "old"):
            grown = _grown(here, side, taken_new if side == "new" else taken_old, old, new)
            if grown != here:
                here = grown
                break  # a block is parted or joined, not both
        taken_old.update(range(*here.old))
        taken_new.update(range(*here.new))
        yield here


def _grown(
    pair: Pair, side: str, taken: set[int], old: Sequence[list[str]], new: Sequence[list[str]]
) -> Pair:
    sequence = new if side == "new" else old
    while True:
        start, end = pair.new if side == "new" else pair.old
        wider = [(start, end + 1)] if end < len(sequence) and end not in taken else []
        wider += [(start - 1, end)] if start and start - 1 not in taken else []
        now = _held_likeness(pair, old, new)
        for reach in wider:
            grown = pair._replace(new=reach) if side == "new" else pair._replace(old=reach)
            if _held_likeness(grown, old, new) >= now + _GAIN:
                pair = grown
                break
        else:
            return pair


def _held_likeness(pair: Pair, old: Sequence[list[str]], new: Sequence[list[str]]) -> float:
    one = [word for words in old[slice(*pair.old)] for word in words]
    other = [word for words in new[slice(*pair.new)] for word in words]
    return _share(one, other)


def _share(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of two rows of words is a common subsequence, 0 to 1."""
    from rapidfuzz.distance import LCSseq  # slow to import, and not wanted before first paint

    return 2 * LCSseq.similarity(one, other) / max(1, len(one) + len(other))
