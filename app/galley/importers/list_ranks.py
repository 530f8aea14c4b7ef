"""Parts the numbers and times of a list's entries from their headlines; knows only the texts."""

import re
from collections.abc import Sequence

__all__ = ["rank_lengths"]

_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=\D)")
_TIME = re.compile(r"\d{1,2}[:.]\d\d\s*(?=\D)")


def rank_lengths(texts: Sequence[str]) -> list[int]:
    """For each entry, how many characters its number or time takes.

    Numbers and times may be glued to the words: then all entries must have one, in their order.
    """
    glued = [str(rank) for rank in range(1, len(texts) + 1)]
    together = list(zip(texts, glued, strict=True))
    if all(text.startswith(number) and text != number for text, number in together):
        return [len(number) for number in glued]
    times = [_TIME.match(text) for text in texts]
    if all(times):
        return [match.end() for match in times if match]
    return [match.end() if (match := _NUMBER.match(text)) else 0 for text in texts]
