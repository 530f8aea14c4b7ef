"""Reads the authors a page shows in its byline; knows single lines only."""

import re

from galley.domain.article import LINE_BREAK
from galley.importers.byline_words import LABELS, MONTHS, OPENERS, SAYS_BY, WITH

__all__ = [
    "authors_in",
    "could_be_person",
    "is_about",
    "is_byline",
    "is_dated",
    "is_opener",
    "labelled_authors",
    "names_alone",
    "read_byline",
    "reporters",
    "user_name",
    "without_by",
    "without_places",
]

_LONGEST = 160
_LONGEST_SIGNATURE = 80
_OPENER = re.compile(
    rf"[\s/|•·–—-]*(?:(?:{OPENERS}|{LABELS})\s*[:：]\s*|(?:{OPENERS})\s+)",
    re.IGNORECASE,
)
_WHAT_THEY_DID = re.compile(  # "Additional reporting by", "Reported with", not "Ann Berg with"
    r"^[^\W\d_]+(?: [^\W\d_A-ZÀ-Þ]+){0,3} (?:by|with|mit|par|avec|por|con) (?=[A-ZÀ-Þ])"
)
_ONLY_OPENER = re.compile(rf"\s*(?:{OPENERS}|{LABELS})\s*[:：]?\s*", re.IGNORECASE)
_LABELLED = re.compile(
    rf"(?:^|[\u2028|•·,]|\s[-–—])\s*(?:authors?|autor(?:[/:*_]?in(?:nen)?|en)?|autore|autori|auteurs?|"
    rf"verfasser(?:in)?|words|story|texte|tekst|{LABELS})\s*[:：]\s*([^\u2028|•·:]+?)"
    r"(?=$|[\u2028|•·]|[\s,;/–-]+[^\W\d_]{3,12}\s?:)",
    re.IGNORECASE,
)
_GLUED = re.compile(r"[Bb]y(?=[A-Z][a-z])")
_STRICT = re.compile(
    r"[\s/|•·–—-]*(?:(?:reporters?|writers?|authors?|autor(?:in|en)?|auteurs?|autore|autori)\s*:|"
    rf"(?:{SAYS_BY}|by|von|par|por|door|di|av|autorin/autor)\s*:?)\s+(?=[^\W\d_])|"
    r"(?:著者|作者|執筆|記者|автор(?:ы)?)\s*[:：]\s*(?=[^\W\d_])",
    re.IGNORECASE,
)
_JUNIOR = re.compile(r",\s{0,4}(?=[JS]r\b)")
_AND = "et|y|e|og|och|en|i|ja|dan|ve|with"
_PARTS = re.compile(  # "Ann Berg, Bo Holm, and Cy Dale"
    rf"\s{{0,8}}(?:[,;|/•·&、，\u2028])\s*(?:(?:(?i:and|und)|{_AND})\s+)?|"
    rf"\s{{1,8}}(?:(?i:{WITH}|and|und)|{_AND})\s+"
)
_DAYS = "mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun"
# Runs have an end: without one the search takes the square of the time of a long word.
_TAIL = re.compile(
    rf"\s{{0,8}}(?:[-–—(]\s|\(|"
    rf"(?:[|•·,]\s{{0,8}})?(?:\b(?:{_DAYS})(?:day)?[.,]?\s{{1,8}})?(?:(?:{MONTHS})\.?\s{{1,8}})?\d|"
    r"\bin\s(?=[A-Z])|published\b|updated\b|\bon\s|\bfor\s|\S{0,64}@[\w-]{1,64}\.\w|@|\blast\b|posted\b|"
    r"\b(?:am|le|el|il|den|vom)\s(?=\d)|(?:publiziert|datum|date|fecha|leave a|kommentar)\b|"
    r"\bstaff (?:writer|reporter)\b|the associated press\b|\S{1,20} ago\b|기자|記者).*$",
    re.IGNORECASE,
)
_DATED = re.compile(r"[^\W\d]\s*:\s*\d")  # what a date's label says: "Last updated: 4 May"
_PARTICLES = "de|da|di|del|van|von|der|den|ten|bin|al|la|le|el|do|dos|af|zu|ter|y|e"
_OF_THE = re.compile(r"(?<=\w) (?:von|van|de) (?:der|den|dem|la|las|los) (?=[A-ZÀ-Þ])")
_NAME_WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΫЀ-Я](?:[^\W\d_]|[’'.\-])*"
_NAME = re.compile(rf"{_NAME_WORD}(?:(?:\s(?:{_PARTICLES})){{0,3}}\s{_NAME_WORD}){{0,5}}$")
_EAST = r"\u4e00-\u9fff\uac00-\ud7af"
_UNCASED = r"[\u0590-\u05ff\u0620-\u08ff\u0900-\u0dff\u0e01-\u0eff\u10d0-\u10ff\u1200-\u137f]"
_UNCASED_NAME = re.compile(rf"{_UNCASED}{{2,20}}(?: {_UNCASED}{{1,20}}){{1,3}}$")
_EAST_NAME = re.compile(rf"[{_EAST}][\u3041-\u30fe{_EAST}]{{1,6}}$")
_REPORTER = re.compile(r"([가-힣]{2,4}) (?:[가-힣]{2,6})?기자(?![가-힣])")
_ROLE = re.compile(
    r"\b(?:correspondents?|reporters?|editors?|staff|writers?|journalist(?:in)?|desk|redaktion|"
    r"redakteur(?:in)?|redaktor(?:in)?|korrespondent(?:in)?|volontär(?:in)?|columnist|contributor|"
    r"newsroom|senior|chief|political|journaliste|redacci[oó]n|agency|agencies|agencia|online|"
    r"ressort|chefredakteur|autor(?:in)?|news|fotograf|minuten|uhr|follow|director|professor(?:in)?|"
    r"marketing|engineer(?:s|ing)?|manager|analyst|researcher|fellow|"
    r"[^\W\d_]+(?:leiter|sprecher|vorsitzender?|direktor|referent)(?:in)?)\b",
    re.IGNORECASE,
)
_ROLE_BEHIND = re.compile(
    r"(?<=[^\W\d_]) (?:Redakt(?:eur|or)|Korrespondent|Journalist|Volontär|Autor)(?:in)?$"
)
_USER = re.compile(
    r"(?:^|[\s|•·–—/>»])(?:by|von|par|por|di|door|av|af|autor(?:in)?|author|auteur) ?:?\s+"
    r"((?=\S*[^\W\d_])[^\s|•·–—/:@]{2,30})"
    r"(?=\s*(?:$|[|•·–—(/»]|\s(?:on|am|at|um|in|le|el|il|den|\d)))",
    re.IGNORECASE,
)
_ARTICLES = frozenset(
    {"the", "a", "an", "der", "die", "das", "den", "dem", "le", "la", "les", "un", "une", "el"}
    | {"los", "las", "uns", "mir", "me", "us"}
)
_NO_USER = _ARTICLES | {"am", "um", "on", "at", "in", "im", "le", "il", "vom", "unter", "under"}
_DEGREES = frozenset({"MA", "BA", "MD", "PhD", "Ph.D", "MSc", "BSc", "MPH", "RN"})
_NO_NAME = re.compile(
    r"\b(?:the|and|der|die|das|mit|für|home|about|menu|news|sport|politik|share|more|le|les|los|"
    r"las|read|image|foto|photo|bild|video|abo|plus|live|uhr|"
    r"size|text|contact|us|our|my|your|all|playlist|abone|login|log|sign|account|subscribe|"
    r"newsletter|policy|privacy|terms|advertise|events|search|listen|watch|latest|recent|posts|"
    r"mehr|weitere|letzte|aktuelle|unsere|deine|ihre|alle|neue|zurück|kommentare?|kommentieren|"
    r"themen|artikel|galerie|informationen|änderungen|inhalt|inhalte|zum|zur|im|ein|eine|liebe|"
    r"comments?|moderator|forum|category|categories|tags?|related|contents?|example|introduction)\b",
    re.IGNORECASE,
)


def _names(text: str) -> tuple[str, ...]:
    first, *others = text.split(LINE_BREAK)
    names = _names_in(first)
    for line in others:  # below a name may stand what its bearer does, and where
        if not _ROLE.search(line):
            names += tuple(name for name in _names_in(line) if " " in name)
    return tuple(dict.fromkeys(names))


def _names_in(line: str) -> tuple[str, ...]:
    names: list[str] = []
    for part in _PARTS.split(_JUNIOR.sub(" ", line)):
        name = " ".join(part.split()).strip(" .:*•-–")
        name = _ROLE_BEHIND.sub("", name)
        name += "." * name.endswith((" Jr", " Sr"))
        if _ROLE.search(name) or name in _DEGREES:
            continue
        if (_NAME.match(name) and 2 <= len(name) <= 45) or _is_of_script_without_case(name):
            names.append(name)
    return tuple(names)


def _is_of_script_without_case(name: str) -> bool:
    """Whether a text may be a name in a script whose letters don't tell one."""
    return bool(_EAST_NAME.match(name) or _UNCASED_NAME.match(name))


def _without_tail(text: str) -> str:
    return _TAIL.sub("", text).strip(" |/,-–·•:")


def is_byline(text: str) -> bool:
    """Whether a line opens like a byline ("By X", "Von X und Y") and holds nothing but names."""
    if len(text) > _LONGEST or text.rstrip().endswith(("?", "!", ":")):
        return False
    match = _STRICT.match(text) or _GLUED.match(text)
    if not match:
        return False
    rest = _without_tail(text[match.end() :])
    first = rest.split()[:1]
    return bool(_names(rest)) and bool(first) and len(_PARTS.split(rest)[0].split()) <= 6


def is_opener(text: str) -> bool:
    """Whether a line says "by" and no more: the name stands in the next one."""
    return bool(_ONLY_OPENER.fullmatch(text))


def without_by(text: str) -> str:
    """A line without the words that say that it is a byline, as "By" and "Von"."""
    match = _OPENER.match(text) or _GLUED.match(text)
    return text[match.end() :] if match else text


def read_byline(text: str) -> tuple[str, ...]:
    """The authors named in a byline, in its order; none if no part of it looks like a name."""
    return _names(_without_tail(without_by(text)))


def authors_in(text: str) -> tuple[str, ...]:
    """The authors whom a block names that is known to be the byline; none if it names nobody."""
    text = _WHAT_THEY_DID.sub("", text)
    found = labelled_authors(text) or reporters(text) or read_byline(text)
    user = "" if found else user_name(text)
    return (user,) if user else without_places(text, found)


def without_places(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a line without a single word behind the comma after a full name: a place."""
    if not names or " " not in names[0]:
        return names
    return tuple(name for name in names if " " in name or f", {name}" not in text)


def names_alone(text: str) -> bool:
    """Whether a line without "by" is made of full names only, maybe with a date behind them."""
    rest = _without_tail(text)
    if not rest or len(text) > _LONGEST or _DATED.search(text):
        return False
    parts = _PARTS.split(rest)
    # "and" stands between names, not in them
    if any(_NO_NAME.search(_OF_THE.sub(" ", part)) for part in parts):
        return False
    parts = [part for part in parts if part and not _ROLE.search(part)]
    east = "기자" in text or "記者" in text
    return bool(parts) and all(
        (_NAME.match(part) and 2 <= len(part.split()) <= 4) or (east and _EAST_NAME.match(part))
        for part in parts
    )


def user_name(text: str) -> str:
    """The one word behind "by" in a line of a page's head: "by reed.cutter on 4 May"."""
    match = _USER.search(text)
    return match[1].rstrip(".,") if match and match[1].casefold() not in _NO_USER else ""


def labelled_authors(text: str) -> tuple[str, ...]:
    """The authors whom a label in a line names: "4 May 2026 | Author: Ann Berg | Isle"."""
    if len(text) > _LONGEST or ":" not in text:
        return ()
    found = (_names(_without_tail(match[1])) for match in _LABELLED.finditer(text))
    names = tuple(dict.fromkeys(name for names in found for name in names))
    full = tuple(name for name in names if " " in name)
    return full or names  # what else stands there is a place


def reporters(text: str) -> tuple[str, ...]:
    """The authors whom a line calls reporters behind their names, as papers in Korea sign."""
    if "기자" not in text or len(text) > _LONGEST_SIGNATURE:
        return ()
    return tuple(dict.fromkeys(match[1] for match in _REPORTER.finditer(text)))


def is_dated(text: str) -> bool:
    """Whether a line labels a date, whatever its label says: "Last updated: 4 May"."""
    return bool(_DATED.search(text))


def is_about(text: str, author: str) -> bool:
    """Whether a paragraph says who its author is: "Rosa Lind is our correspondent in Oslo."."""
    rest = text[len(author) : len(author) + _LONGEST]
    return text.startswith(author) and len(rest) > len(author) and bool(_ROLE.search(rest))


def could_be_person(text: str) -> bool:
    """Whether a declared author has the form of a name: "admin" and a number have not."""
    return names_alone(text) or _is_of_script_without_case(text)
