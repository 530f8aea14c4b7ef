"""How long a text is to read, in words, whatever its script; knows no article."""

import math
import re

__all__ = ["count_words"]

# Scripts that put no spaces between words, and how many of their letters stand for a word of
# European text: a word of Chinese or Japanese has two on average, one of Thai or Khmer about five
# with its vowel signs.
_UNSPACED = (
    (re.compile("[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"), 2),
    (re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]"), 5),
)
_THEIR_STOPS = re.compile("[\u3000-\u3040\uff01-\uff0f\uff1a-\uff20\uff3b-\uff65]")


def count_words(text: str) -> int:
    """Words between spaces, and in scripts without them as many as their letters stand for."""
    if text.isascii():
        return len(text.split())
    count = 0
    for letters, of_a_word in _UNSPACED:
        text, found = letters.subn(" ", text)
        count += math.ceil(found / of_a_word)
    return count + len(_THEIR_STOPS.sub(" ", text).split())
