"""How words are typed on the command line, and counted in what it says."""

from collections.abc import Iterable
from enum import StrEnum

__all__ = ["ARTICLE", "counted", "hyphened", "named", "words"]

ARTICLE = "its id, the beginning of it, or words of its headline"


def hyphened(word: str) -> str:
    """A value as it is typed: ``name-or-date``."""
    return word.replace("_", "-")


def words(values: Iterable[StrEnum]) -> list[str]:
    """The values as they are typed."""
    return [hyphened(value) for value in values]


def named(word: str) -> str:
    """The value that a typed word stands for."""
    return word.replace("-", "_")


def counted(number: int, noun: str) -> str:
    """``1 annotation``, ``2 annotations``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
