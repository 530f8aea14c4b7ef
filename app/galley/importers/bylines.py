"""Reads the authors a page shows in its byline; knows single lines only."""

import re

__all__ = ["is_byline", "read_byline"]

_LONGEST = 160
_OPENER = re.compile(
    r"\s*(?:(?:written|reported|story|words|text|posted|published|reporting|edited) by|by|von|par|"
    r"por|di|door|av|af|autor(?:in|en)?|author|authors|text|texte|kirjoittaja|tekst|от|автор|"
    r"文|記者|oleh|penulis|yazan|ein (?:interview|kommentar|bericht|artikel|gastbeitrag|essay|"
    r"porträt) von|(?:interview|kommentar|analyse|reportage) von)\s*[:：]?\s+",
    re.IGNORECASE,
)
_STRICT_OPENER = re.compile(
    r"\s*(?:(?:written|reported|story|words|posted|published) by|by|von|par|por|door|"
    r"ein (?:interview|kommentar|bericht|artikel|gastbeitrag|essay) von|"
    r"(?:interview|kommentar|analyse|reportage) von)\s*:?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:,|;|\||/|•|·|&| and | und | et | y | e | og | och | en | i | ja )\s*")
_TAIL = re.compile(
    r"\s*(?:[-–—|•·(]|\d|\bin (?=[A-Z])|\bpublished\b|\bupdated\b|\bon\b\s|\bfor\b\s|@|"
    r"\blast\b|\bposted\b).*$",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[^\W\d_][\w’'.\-]*)(?:\s(?:de|da|di|del|van|von|der|den|ten|bin|al|la|le|el|do|dos|af|zu|"
    r"ter|y|und|[^\W\d_a-z][\w’'.\-]*)){0,5}$"
)
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|staff|writer|journalist|desk|redaktion|redakteurin|"
    r"redakteur|korrespondent|columnist|contributor|newsroom|senior|chief|political|journaliste|"
    r"redacci[oó]n|agency|agencies|agencia|online|ressort)\b",
    re.IGNORECASE,
)


def _names(text: str) -> tuple[str, ...]:
    names: list[str] = []
    for part in _PARTS.split(text):
        name = part.strip(" .:*")
        if _ROLE.search(name) or name in names:
            continue
        if _NAME.match(name) and 2 <= len(name) <= 45:
            names.append(name)
    return tuple(names)


def is_byline(text: str) -> bool:
    """Whether a line opens like a byline ("By X", "Von X und Y") and holds nothing but names."""
    if len(text) > _LONGEST or text.rstrip().endswith(("?", "!", ":")):
        return False
    match = _STRICT_OPENER.match(text)
    if not match:
        return False
    rest = _TAIL.sub("", text[match.end() :])
    first = rest.split()[:1]
    return bool(_names(rest)) and bool(first) and not first[0].islower()


def read_byline(text: str) -> tuple[str, ...]:
    """The authors named in a byline, in its order; none if no part of it looks like a name."""
    match = _OPENER.match(text)
    rest = text[match.end() :] if match else text
    cut = _TAIL.sub("", rest)
    return _names(cut or rest)
