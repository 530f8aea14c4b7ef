"""The form in which two texts are compared to tell whether they say the same."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["key", "say_same"]

_WORDS = re.compile(r"\w+")
_NO_OTHERS = {code: None for code in range(128) if not chr(code).isalnum()}

_LONGEST_KEPT = 400  # characters
_MARKS = 8  # more than the letters of a text


def key(text: str) -> str:
    """What is compared to tell whether two lines say the same: letters and digits only."""
    return _kept_key(text) if len(text) <= _LONGEST_KEPT else _made_key(text)


def say_same(text: str, other: str) -> bool:
    """Whether two texts have one key; most that have not are told by their lengths."""
    if text == other:
        return True
    if abs(len(text) - len(other)) > _MARKS + len(text) // 8:
        return False
    return key(text) == key(other)


def _made_key(text: str) -> str:
    if text.isascii():
        return text.lower().translate(_NO_OTHERS)
    words = _WORDS.findall(unicodedata.normalize("NFKC", text).lower())
    return "".join(words).replace("_", "")


# Each line of a page is asked for many times, by rules that know nothing of each other.
_kept_key = lru_cache(maxsize=4096)(_made_key)
