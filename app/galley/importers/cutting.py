"""Cuts a text into labelled pieces, so that each of its characters is in one; knows no labels."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["cut_up"]

L = TypeVar("L")


def cut_up(
    text: str, pieces: Sequence[tuple[int, int, L]], between: L
) -> Iterator[tuple[int, int, L]]:
    """All pieces of a text, in order; of white space alone none is made.

    Args:
        text: What is cut.
        pieces: Ranges of it (code points) in order, with their labels.
        between: The label of what lies between them.
    """
    position = 0
    for start, end, label in pieces:
        if not text[start:end].strip():
            continue
        if text[position:start].strip():
            yield position, start, between
        yield start, end, label
        position = end
    if text[position:].strip():
        yield position, len(text), between
