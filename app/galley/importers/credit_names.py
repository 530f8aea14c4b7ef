"""Tells names and agencies from a sentence's words; knows nothing of captions and labels."""

import re

from galley.importers.credit_words import ABBREVIATIONS, AGENCIES, NO_PERSON, SMALL

__all__ = [
    "AGENCY",
    "could_be_person",
    "ends_no_sentence",
    "in_small",
    "looks_like_names",
    "spaced_slashes",
]

# Of small letters, like the labels: without regard to case a search takes four times as long.
AGENCY = re.compile(rf"(?<!\w)(?:{AGENCIES.lower().replace(' ', chr(92) + 's')})(?!\w)")
_NAME_PART = re.compile(
    r"(?:[^\W\d_a-zß-öø-ÿа-я][\w’'.\-]*|de|da|di|del|van|von|der|den|bin|al|la|le|el|and|und|et|y|"
    r"[\w-]+\.[a-z]{2,3}|via|for|pour|/|\||&|-|–|—|,|\d{4})$"
)

_YEAR = 4  # digits: "… in 2023." ends a sentence


def in_small(text: str) -> str:
    """The text in small letters, character for character."""
    return text.replace("İ", "I").lower()  # the one capital that becomes two characters


def looks_like_names(text: str) -> bool:
    """Whether each word could be a part of a name or an agency, and not of a sentence."""
    words = text.split()
    if not 1 <= len(words) <= 8 or len(text) > 60:
        return False
    if not all(_NAME_PART.match(word.strip("()[],;.|")) or word in "/|&-–—" for word in words):
        return False
    return words[0] not in SMALL and any(word[0].isupper() for word in words)


def could_be_person(text: str) -> bool:
    """Whether names alone, which no label or agency backs, look like a photographer's."""
    names = [word for word in text.split() if word != "/"]
    if names[0].lower() in NO_PERSON or any(char.isdigit() for char in text):
        return False
    return 2 <= len(names) <= 4 or (len(names) == 1 and bool(AGENCY.fullmatch(in_small(text))))


def spaced_slashes(text: str) -> str:
    """Names with room around the bars that part them: "Isle Press/Ann Berg"."""
    return text.replace("/", " / ")


def ends_no_sentence(word: str) -> bool:
    """Whether the full stop behind a word is part of it: "Gen.", "U.S.", "13." of a date."""
    inner = word.rstrip(".")
    return (
        word in ABBREVIATIONS
        or (inner.isdigit() and len(inner) < _YEAR)
        or "." in inner
        or len(inner) < 2
    )
