"""Reads the authors a page shows in its byline; knows single lines only."""

import re

__all__ = [
    "could_be_person",
    "is_about",
    "is_byline",
    "is_dated",
    "names_alone",
    "read_byline",
    "reporters",
    "user_name",
    "without_by",
]

_LONGEST = 160
_LONGEST_SIGNATURE = 80
_OPENERS = (
    "written by|reported by|reporting by|story by|words by|text by|posted by|published by|"
    "edited by|created by|(?:eingestellt|erstellt|verfasst|geschrieben|gespeichert|veröffentlicht) "
    "von|publicado por|escrito por|publié par|posté par|scritto da|pubblicato da|"
    "geplaatst door|geschreven door|skrevet av|reporters?|writers?|by|von|par|por|di|door|av|af|"
    "autor(?:in|en)?|autorin/autor|"
    "authors?|autores|autori|auteurs?|texte?|tekst|著者|作者|執筆|記者|"
    "от|автор|文|oleh|penulis|yazan|(?:ein |eine )?(?:interview|kommentar|bericht|artikel|"
    "gastbeitrag|essay|porträt|analyse|reportage|kolumne|glosse) von"
)
_LABELS = (  # only with a colon behind them
    "text|interview|text (?:und|and|&) (?:interview|fotos?|photos?|bilder)|interview und text|"
    "redaktion|texto|testo|entrevista|intervista"
)
_OPENER = re.compile(
    rf"[\s/|•·–—]*(?:(?:{_OPENERS}|{_LABELS})\s*[:：]\s*|(?:{_OPENERS})\s+)",
    re.IGNORECASE,
)
_GLUED = re.compile(r"[Bb]y(?=[A-Z][a-z])")
_STRICT = re.compile(
    r"[\s/|•·–—]*(?:reporters?\s*:|writers?\s*:|"
    r"(?:written |reported |story |words |posted |published )?by|von|par|por|door|di|av|"
    r"(?:ein |eine )?(?:interview|kommentar|bericht|artikel|gastbeitrag|essay|porträt|analyse|"
    r"reportage|kolumne|glosse) von|autorin/autor)\s*:?\s+(?=[^\W\d_])|"
    r"(?:著者|作者|執筆|記者)\s*[:：]\s*(?=[^\W\d_])",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s{0,8}(?:,|;|\||/|•|·|&|、|，)\s*|"
    r"\s{1,8}(?:and|und|et|y|e|og|och|en|i|ja|dan|ve|with)\s+"
)
_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|januar|februar|märz|mai|juni|juli|oktober|"
    "dezember|january|february|march|april|june|july|august|september|october|november|december"
)
# Runs have an end: without one the search takes the square of the time of a long word.
_TAIL = re.compile(
    rf"\s{{0,8}}(?:[-–—(]\s|\(|(?:[|•·,]\s{{0,8}})?(?:(?:{_MONTHS})\.?\s{{1,8}})?\d|"
    r"\bin\s(?=[A-Z])|published\b|updated\b|\bon\s|\bfor\s|\S{0,64}@[\w-]{1,64}\.\w|@|\blast\b|posted\b|"
    r"publiziert\b|the associated press\b|\S{1,20} ago\b|기자|記者).*$",
    re.IGNORECASE,
)
_DATED = re.compile(r"[^\W\d]\s*:\s*\d")  # what a date's label says: "Last updated: 4 May"
_PARTICLES = "de|da|di|del|van|von|der|den|ten|bin|al|la|le|el|do|dos|af|zu|ter|y|e"
_NAME_WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΫЀ-Я][\w’'.\-]*"
_NAME = re.compile(rf"{_NAME_WORD}(?:(?:\s(?:{_PARTICLES})){{0,3}}\s{_NAME_WORD}){{0,5}}$")
_EAST = r"\u4e00-\u9fff\uac00-\ud7af"
_EAST_NAME = re.compile(rf"[{_EAST}][\u3041-\u30fe{_EAST}]{{1,6}}$")
_REPORTER = re.compile(r"([가-힣]{2,4}) (?:[가-힣]{2,6})?기자(?![가-힣])")
_ROLE = re.compile(
    r"\b(?:correspondents?|reporters?|editors?|staff|writers?|journalist(?:in)?|desk|redaktion|"
    r"redakteur(?:in)?|redaktor(?:in)?|korrespondent(?:in)?|volontär(?:in)?|columnist|contributor|"
    r"newsroom|senior|chief|political|journaliste|redacci[oó]n|agency|agencies|agencia|online|"
    r"ressort|chefredakteur|autor(?:in)?|news|fotograf|minuten|uhr|follow)\b",
    re.IGNORECASE,
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
_DEGREES = frozenset({"MA", "BA", "MD", "PhD", "Ph.D", "MSc", "BSc", "MPH", "RN", "Jr"})
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
    names: list[str] = []
    for part in _PARTS.split(text):
        name = " ".join(part.split()).strip(" .:*•-–")
        if _ROLE.search(name) or name in names or name in _DEGREES:
            continue
        if (_NAME.match(name) and 2 <= len(name) <= 45) or _EAST_NAME.match(name):
            names.append(name)
    return tuple(names)


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


def without_by(text: str) -> str:
    """A line without the words that say that it is a byline, as "By" and "Von"."""
    match = _OPENER.match(text) or _GLUED.match(text)
    return text[match.end() :] if match else text


def read_byline(text: str) -> tuple[str, ...]:
    """The authors named in a byline, in its order; none if no part of it looks like a name."""
    return _names(_without_tail(without_by(text)))


def names_alone(text: str) -> bool:
    """Whether a line without "by" is made of full names only, maybe with a date behind them."""
    rest = _without_tail(text)
    if not rest or len(rest) > _LONGEST or _DATED.search(text):
        return False
    parts = _PARTS.split(rest)
    if any(_NO_NAME.search(part) for part in parts):  # "and" stands between names, not in them
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
    return match[1].rstrip(".,") if match and match[1].casefold() not in _ARTICLES else ""


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
    return names_alone(text) or bool(_EAST_NAME.fullmatch(text))
