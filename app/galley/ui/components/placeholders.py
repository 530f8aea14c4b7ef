"""Puts values into a translated text; knows no language."""

import re

__all__ = ["filled"]

_PLACE = re.compile(r"%([1-9])")


def filled(text: str, *parts: str | int) -> str:
    """``text`` with %1 to %9 replaced by ``parts``, all at once: a part may itself hold a “%2”.

    Raises:
        IndexError: The text has a place for which there is no part.
    """
    return _PLACE.sub(lambda place: str(parts[int(place[1]) - 1]), text)
