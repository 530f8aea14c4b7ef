"""Tells the encoding of a text that is no UTF-8 and names none, by the letters its script lives on.

Only where a great part of the bytes is no ASCII: no text in the Latin alphabet is like that, so
what stays unknown is Western. Knows no captures.
"""

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["undeclared_encoding"]

_SAMPLE = 32_768  # bytes
_LEAST = 40  # bytes beyond ASCII; fewer tell nothing
_FOREIGN = 0.25  # share of bytes beyond ASCII from which a text is in no Latin alphabet
_PURE = 0.95  # share of a script's own characters among those beyond ASCII

_JAPANESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e\u2010-\u2026]")
_HIRAGANA = re.compile("[\u3041-\u3096]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e\u2010-\u2026]")
_CYRILLIC = re.compile("[\u0401-\u045f\u0490\u0491\u00ab\u00bb\u2010-\u2026\u2116]")
_LOWER_CYRILLIC = re.compile("[\u0430-\u045f]")
_HUMP = re.compile("[\u0430-\u045f][\u0410-\u042f]")  # a capital within a word


class _Script(NamedTuple):
    """An encoding, its characters, and how like a text in it some text is: 0 for not at all."""

    encoding: str
    own: re.Pattern[str]
    likeness: Callable[[str, int], float]


def _like_japanese(text: str, _foreign: int) -> float:
    """Every sentence has hiragana: particles and endings."""
    share = len(_HIRAGANA.findall(text)) / max(1, len(_JAPANESE.findall(text)))
    return share if share >= 0.1 else 0


def _like_korean(text: str, foreign: int) -> float:
    """Hangul, in words of a few syllables between spaces; Chinese read as Korean has none."""
    hangul = len(_HANGUL.findall(text))
    return 0.5 if hangul >= 0.85 * foreign and text.count(" ") * 15 >= hangul else 0


def _like_chinese(text: str, foreign: int) -> float:
    """The particle 的 is every twenty-fifth character of modern Chinese."""
    share = text.count("的") / foreign
    return share if share >= 0.005 else 0


def _like_cyrillic(text: str, foreign: int) -> float:
    """Small letters, and capitals at the beginning of words: the other way round in KOI8."""
    lower = len(_LOWER_CYRILLIC.findall(text)) / foreign
    humps = len(_HUMP.findall(text)) / foreign
    return lower if lower >= 0.6 and humps <= 0.02 else 0


_SCRIPTS = (
    _Script("cp932", _JAPANESE, _like_japanese),
    _Script("euc_jp", _JAPANESE, _like_japanese),
    _Script("cp949", _HANGUL, _like_korean),
    _Script("gb18030", _CHINESE, _like_chinese),
    _Script("big5", _CHINESE, _like_chinese),
    _Script("cp1251", _CYRILLIC, _like_cyrillic),
    _Script("koi8_r", _CYRILLIC, _like_cyrillic),
)


def undeclared_encoding(data: bytes) -> str:
    """The encoding that bytes are in, as far as their letters tell; empty for a Western one."""
    sample = data[:_SAMPLE]
    beyond = sum(map(len, re.findall(rb"[\x80-\xff]+", sample)))
    if beyond < max(_LEAST, _FOREIGN * len(sample)):
        return ""
    likeness = {script.encoding: _likeness(script, sample) for script in _SCRIPTS}
    best = max(likeness, key=lambda encoding: likeness[encoding])
    return best if likeness[best] else ""


def _likeness(script: _Script, sample: bytes) -> float:
    try:
        # Not to its end: the sample may end within a character.
        text = codecs.getincrementaldecoder(script.encoding)().decode(sample)
    except UnicodeDecodeError:
        return 0
    foreign = sum(1 for char in text if char > "\x7f")
    own = len(script.own.findall(text))
    pure = script.encoding == "cp949" or own >= _PURE * foreign
    return script.likeness(text, foreign) if foreign and pure else 0
