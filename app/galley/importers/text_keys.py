"""The form in which two texts are compared to tell whether they say the same."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["key"]

_WORDS = re.compile(r"\w+")
_NO_OTHERS = {code: None for code in range(128) if not chr(code).isalnum()}

_LONGEST_KEPT = 400  # characters


def key(text: str) -> str:
    """What is compared to tell whether two lines say the same: letters and digits only."""
    return _kept_key(text) if len(text) <= _LONGEST_KEPT else _made_key(text)


def _made_key(text: str) -> str:
    if text.isascii():
        return text.lower().translate(_NO_OTHERS)
    words = _WORDS.findall(unicodedata.normalize("NFKC", text).lower())
    return "".join(words).replace("_", "")


# Each line of a page is asked for many times, by rules that know nothing of each other.
_kept_key = lru_cache(maxsize=4096)(_made_key)
