"""The difference between two lists of rows, as a view needs it; knows nothing of what rows are."""

from collections.abc import Sequence

__all__ = ["changed_span"]


def changed_span(old: Sequence[object], new: Sequence[object]) -> tuple[int, int, int]:
    """The shortest run outside of which two lists, such as of ids, are the same.

    Returns:
        Where the run begins, where it ends in ``old``, and where it ends in ``new``.
    """
    shortest = min(len(old), len(new))
    head = 0
    while head < shortest and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shortest - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, len(old) - tail, len(new) - tail
