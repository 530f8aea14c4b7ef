"""Selectors for a passage, and the places where given words stand. Offsets are code points."""

from dataclasses import dataclass

from galley.domain.annotation import CONTEXT_LENGTH, Target

__all__ = ["Occurrences", "count_occurrences", "describe", "find_exact"]


@dataclass(frozen=True, slots=True)
class Occurrences:
    """How often some words stand in a text, and which of these places is meant (from 0)."""

    index: int
    total: int


def find_exact(text: str, words: str) -> list[int]:
    """Every place, in code points, at which the words stand to the character, overlaps included.

    Raises:
        ValueError: The words are empty.
    """
    if not words:
        msg = "there are no words to look for"
        raise ValueError(msg)
    places, position = [], text.find(words)
    while position >= 0:
        places.append(position)
        position = text.find(words, position + 1)
    return places


def count_occurrences(text: str, words: str, at: int) -> Occurrences:
    """How often the words stand in the text, and which of these places starts at ``at``."""
    places = find_exact(text, words)
    return Occurrences(places.index(at), len(places))


def describe(text: str, version_id: str, start: int, end: int) -> Target:
    """The selectors of ``text[start:end]``: exact words, context, position, and occurrence.

    Args:
        text: The version's canonical text.
        version_id: The version's identity.
        start: First code point.
        end: One past the last code point.

    Raises:
        ValueError: The range is empty or outside the text.
    """
    if not 0 <= start < end <= len(text):
        msg = f"no passage from {start} to {end} in a text of {len(text)} code points"
        raise ValueError(msg)
    exact = text[start:end]
    found = count_occurrences(text, exact, start)
    return Target(
        version_id=version_id,
        start=start,
        end=end,
        exact=exact,
        prefix=text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=text[end : end + CONTEXT_LENGTH],
        occurrence=found.index,
        occurrences=found.total,
    )
