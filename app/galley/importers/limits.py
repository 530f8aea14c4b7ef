"""What no article exceeds: beyond that a file is something else, or made to do harm."""

__all__ = ["MOST_CHARACTERS"]

MOST_CHARACTERS = 10_000_000  # code points: a novel has three million, a million words have six
