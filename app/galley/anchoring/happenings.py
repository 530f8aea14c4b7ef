"""Says in one thing what became of some words: a figure, a negation, spelling, or just words.

Judges the changes that :mod:`galley.anchoring.wording` finds. Knows no marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from galley.anchoring.alarms import negations_in, numbers_in
from galley.anchoring.folding import fold
from galley.anchoring.units import NUMBER
from galley.domain.comparison import FigureChange, Happening

__all__ = ["Edit", "Judgement", "figure_change", "judge"]

_ONE_NUMBER = re.compile(NUMBER)
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_THOUSANDS_OR_DECIMALS = re.compile(r"\d{1,3}\.\d{3}")  # 1.200: which of the two, who knows
_YEARS = range(1800, 2101)
_PERCENT = re.compile(r"\s?(?:%|per ?cent\b|percent\b)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SPELLING = 0.72  # likeness of a word to itself in another spelling
_SHORTEST_SPELT = 4  # letters
_QUOTES = "“”„‟«»‘’‚‛‹›\"', "
_SHOWN = 48  # code points of words that are named


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of words, with what stands around it on either side.

    Attributes:
        before: The words that went; empty if some only came.
        after: The words that came.
        left: What stands before both.
        right: What stands after both, on the new side.
    """

    before: str
    after: str
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What happened, to which words, and by how much if it happened to a figure."""

    happening: Happening
    before: str = ""
    after: str = ""
    figure: FigureChange | None = None


def judge(edits: Sequence[Edit]) -> Judgement:
    """What happened first of all: figures and negations go before all other words.

    Args:
        edits: The changes, in order.
    """
    for look in (_figure, _negation):
        for edit in edits:
            found = look(edit)
            if found is not None:
                return found
    if not edits:
        return Judgement(Happening.NOTHING)
    if len(edits) == 1:
        found = _typo(edits[0])
        if found is not None:
            return found
    before, after = _named([edit.before for edit in edits]), _named([edit.after for edit in edits])
    if not any(edit.after.strip() for edit in edits):
        return Judgement(Happening.WORDS_REMOVED, before)
    if not any(edit.before.strip() for edit in edits):
        return Judgement(Happening.WORDS_ADDED, "", after)
    if all(_is_respelt(edit.before, edit.after) for edit in edits):
        return Judgement(Happening.SPELLING_CHANGED, before, after)
    first = next((e for e in edits if e.before.strip() and e.after.strip()), None)
    if first is None:
        return Judgement(Happening.WORDS_CHANGED, before, after)
    return Judgement(Happening.WORDS_CHANGED, _named([first.before]), _named([first.after]))


def _named(words: Sequence[str]) -> str:
    """The words on one line, the first of them if they are many; without lone punctuation."""
    spoken = [one for one in words if any(letter.isalnum() for letter in one)] or list(words)
    line = " … ".join(_bare(one) for one in spoken if one.strip())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]}…"


def _bare(words: str) -> str:
    """Words without white space and quotation marks around them, if anything is left then."""
    words = " ".join(words.split())
    return words.strip(_QUOTES) or words


def _figure(edit: Edit) -> Judgement | None:
    before, after = fold(edit.before).text, fold(edit.after).text
    old, new = numbers_in(before), numbers_in(after)
    if sorted(old) == sorted(new):
        return None
    words = _named([edit.before]), _named([edit.after])
    if len(old) == len(new) == 1:
        # Written numbers are counted in small letters; the words themselves are shown.
        words = _as_written(edit.before, old[0]), _as_written(edit.after, new[0])
    return Judgement(Happening.FIGURE_CHANGED, *words, figure_change(edit))


def _as_written(words: str, number: str) -> str:
    at = words.casefold().find(number)
    return words[at : at + len(number)] if at >= 0 else number


def _negation(edit: Edit) -> Judgement | None:
    old, new = negations_in(fold(edit.before).text), negations_in(fold(edit.after).text)
    if len(old) == len(new):
        return None
    if len(new) > len(old):
        word = next(word for word in new if new.count(word) > old.count(word))
        return Judgement(Happening.NEGATION_ADDED, "", word)
    word = next(word for word in old if old.count(word) > new.count(word))
    return Judgement(Happening.NEGATION_REMOVED, word)


def _typo(edit: Edit) -> Judgement | None:
    """A word that was there twice and is there once."""
    word = edit.before.strip()
    if edit.after.strip() or not _WORD.fullmatch(word):
        return None
    last, first = _WORD.findall(edit.left)[-1:], _WORD.findall(edit.right)[:1]
    if word.casefold() not in [one.casefold() for one in (*last, *first)]:
        return None
    return Judgement(Happening.TYPO_FIXED, f"{word} {word}", word)


def _is_respelt(before: str, after: str) -> bool:
    from rapidfuzz.distance import Indel  # slow to import, and not wanted before first paint

    one, other = before.strip(), after.strip()
    if not _WORD.fullmatch(one) or not _WORD.fullmatch(other):
        return False
    if one.casefold() == other.casefold():
        return True
    if min(len(one), len(other)) < _SHORTEST_SPELT:
        return False
    return Indel.normalized_similarity(one.casefold(), other.casefold()) >= _SPELLING


def figure_change(edit: Edit) -> FigureChange | None:
    """By how much a figure changed; None where the words are not one number for another."""
    before, after = edit.before.strip(), edit.after.strip()
    old, new = _number(before), _number(after)
    if old is None or new is None:
        return None
    difference = new - old
    by = _signed(difference)
    if _PERCENT.match(edit.right):
        return FigureChange(by, points=True)
    if not old or (int(old) in _YEARS and int(new) in _YEARS and "," not in before + after):
        return FigureChange(by)
    return FigureChange(by, f"{_sign(difference)}{abs(difference) / abs(old) * 100:,.1f}%")


def _number(words: str) -> Decimal | None:
    if not _ONE_NUMBER.fullmatch(words) or not _PLAIN.fullmatch(words):
        return None
    if _THOUSANDS_OR_DECIMALS.fullmatch(words):
        return None
    return Decimal(words.replace(",", ""))


def _signed(value: Decimal) -> str:
    return f"{_sign(value)}{abs(value):,f}"


def _sign(value: Decimal) -> str:
    return "−" if value < 0 else "+"
