"""Approximate search: where words stand in a window of text with the fewest errors.

Myers' bit-vector algorithm (G. Myers, "A fast bit-vector algorithm for approximate string matching
based on dynamic programming", JACM 46:3, 1999), whose words of 64 bits are Python's integers here.
Quick in windows of some hundreds of code points; not meant for a whole article.
"""

from typing import NamedTuple

__all__ = ["ApproximateMatch", "find_approximate"]


class ApproximateMatch(NamedTuple):
    """The best place: half-open, in code points of the window, and its edit distance."""

    start: int
    end: int
    errors: int


def find_approximate(
    words: str, window: str, most_errors: int, *, last: bool = False
) -> ApproximateMatch | None:
    """The place with the fewest insertions, deletions and substitutions.

    Args:
        words: What to look for.
        window: Where.
        most_errors: How many errors are too many, less one.
        last: Of equally good places, the last instead of the first.

    Returns:
        None where every place has more errors, or there are no words.
    """
    if not words or not window:
        return None
    distances = _distances(words, window, anchored=False)
    errors = min(distances)
    if errors > most_errors:
        return None
    end = _index(distances, errors, last=last) + 1
    first = max(0, end - len(words) - errors)
    backwards = _distances(words[::-1], window[first:end][::-1], anchored=True)
    length = _index(backwards, min(backwards), last=False) + 1
    return ApproximateMatch(end - length, end, errors)


def _index(distances: list[int], errors: int, *, last: bool) -> int:
    if last:
        return len(distances) - 1 - distances[::-1].index(errors)
    return distances.index(errors)


def _distances(words: str, window: str, *, anchored: bool) -> list[int]:
    """For each end in the window, the distance of the best match that ends there.

    Anchored, a match begins where the window does; else anywhere.
    """
    length = len(words)
    every, high = (1 << length) - 1, 1 << (length - 1)
    positions: dict[str, int] = {}
    for index, character in enumerate(words):
        positions[character] = positions.get(character, 0) | 1 << index
    more, fewer, distance = every, 0, length  # vertical deltas of +1 and of -1
    distances = []
    for character in window:
        equal = positions.get(character, 0)
        diagonal = equal | fewer
        across = (((equal & more) + more) ^ more) | equal
        up = fewer | (every & ~(across | more))
        down = more & across
        if up & high:
            distance += 1
        elif down & high:
            distance -= 1
        up = (up << 1 | anchored) & every
        more = ((down << 1) & every) | (every & ~(diagonal | up))
        fewer = up & diagonal
        distances.append(distance)
    return distances
