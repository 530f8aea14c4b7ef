"""Reads the calendar date a page shows, in the languages its months are known in; nothing else."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

__all__ = ["date_in_address", "find_date", "is_date_line"]

# Month names by their first letters, without accents, as English, German, French, Spanish, Italian,
# Portuguese, Dutch, the Scandinavian languages, Polish, Czech, Lithuanian, Turkish, Indonesian,
# Icelandic, Russian and Ukrainian write them. The longest matching start wins.
_MONTH_STARTS = {
    1: "jan ene gen sty led sau ocak янв січ janv janeiro jän",
    2: "feb fev fevr lut uno vas sub фев лют bre",
    3: "mar maa mrt mars mär brz kov мар бер",
    4: "apr avr abr kwi dub bal nis апр кві",
    5: "may mai maj mei mag mayo maio kve geg мая май трав",
    6: "jun juin giu cze cerven bir haz июн черв jún",
    7: "jul juil lug lip cervenec lie tem июл лип júl",
    8: "aug aou ago sie srp rugp agu авг серп",
    9: "sep set wrz zar rugs eyl сен верес",
    10: "oct okt out ott paz rij spa eki окт жовт",
    11: "nov lis list lap kas ноя лист",
    12: "dec dez dic dis gru pro gruo ara des дек груд",
}
_ISO = re.compile(r"(?<!\d)(20\d\d|19\d\d)\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{1,2})(?!\d)")
_EAST = re.compile(r"(20\d\d|19\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(20\d\d|19\d\d|\d\d)(?!\d)"
)
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|°)?\.?(?:\s+|-)(?:de\s+|of\s+|d')?"
    r"([^\W\d_]{3,12})\.?,?(?:\s+|-)(?:de\s+|del\s+)?(20\d\d|19\d\d)"
)
_MONTH_DAY = re.compile(
    r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:at\s+)?(20\d\d|19\d\d)"
)
_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d)([/-]?)(\d\d)\2(\d\d)(?!\d)")
_GLUED = re.compile(r"[a-zß-ÿ](?=[A-ZÀ-Þ][a-zß-ÿ]+$)")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_MOST_BESIDE = 6  # words beside the date in a line that is only a date: "Updated at … by …"
_CENTURY = 2000
_DIGIT = re.compile(r"\d")


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_STARTS = {
    _plain(start): number for number, starts in _MONTH_STARTS.items() for start in starts.split()
}


def _month(word: str) -> int:
    """The month a word names, maybe glued to a name before it: "Eva LundMay"."""
    glued = _GLUED.search(word)
    plain = _plain(word[glued.end() :] if glued else word)
    for length in range(min(len(plain), 8), 2, -1):
        if plain[:length] in _STARTS:
            return _STARTS[plain[:length]]
    return 0


def _iso(year: str, month: int, day: str) -> str:
    full = int(year) if len(year) == 4 else _CENTURY + int(year)
    try:
        return date(full, month, int(day)).isoformat()
    except ValueError:
        return ""


@lru_cache(maxsize=2048)  # the rules ask for it again and again
def find_date(text: str) -> str:
    """The first calendar date in a short text as ``YYYY-MM-DD``, else an empty string.

    In a date of three numbers the day comes first, unless only the other order is possible.
    """
    if not _DIGIT.search(text):
        return ""
    for pattern in (_EAST, _ISO):
        if (match := pattern.search(text)) and (found := _iso(match[1], int(match[2]), match[3])):
            return found
    for match in _DAY_MONTH.finditer(text):
        if (month := _month(match[2])) and (found := _iso(match[3], month, match[1])):
            return found
    for match in _MONTH_DAY.finditer(text):
        if (month := _month(match[1])) and (found := _iso(match[3], month, match[2])):
            return found
    if match := _DAY_FIRST.search(text):
        return _iso(match[3], int(match[2]), match[1]) or _iso(match[3], int(match[1]), match[2])
    return ""


def date_in_address(address: str) -> str:
    """The date that an article's address has in its path: ``/2026/05/04/``, ``/20260504-…``."""
    path = address.split("//", 1)[-1].partition("/")[2]
    found = (_iso(match[1], int(match[3]), match[4]) for match in _IN_ADDRESS.finditer(path))
    return next(filter(None, found), "")


def is_date_line(text: str) -> bool:
    """Whether a line says when the article was published, and not what happened on a day."""
    if not find_date(text):
        return False
    beside = [word for word in _LETTERS.findall(text) if not _month(word)]
    return len(beside) <= _MOST_BESIDE
