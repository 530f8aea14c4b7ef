"""Text as a YAML scalar that reads back as this very text. Knows nothing of reports."""

import re
from datetime import datetime

__all__ = ["quoted", "scalar", "sequence"]

_PLAIN = re.compile(
    r"""
      [^\W\d_](?:[\w ./()&’‘“”–—'-]*[\w.)’”])?      # words
    | https?://[\w\-./~%?=&+@:]*[\w/]               # an address
    | (?=[0-9a-f]*[a-df])[0-9a-f]{64}               # a checksum that can't be taken for a number
    """,
    re.VERBOSE,
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?)?")
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
_ESCAPES = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\t": r"\t", "\r": r"\r"}
_ESCAPED = re.compile(
    r'["\\\x00-\x1f\x7f-\xa0\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]'
)


def scalar(text: str) -> str:
    """The text plain where YAML reads it as it is, else in double quotes; empty stays empty."""
    if not text or _is_date(text):
        return text
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML
    return text if plain else quoted(text)


def _is_date(text: str) -> bool:
    """Whether YAML takes the text for a date, and it is one."""
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def quoted(text: str) -> str:
    """The text in double quotes, with what YAML needs escaped."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"


def sequence(texts: tuple[str, ...]) -> str:
    """A list on one line, every text in quotes: ``[]``, ``["A", "B"]``."""
    return f"[{', '.join(quoted(text) for text in texts)}]"
