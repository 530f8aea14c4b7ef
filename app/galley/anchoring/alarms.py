"""Which changes of wording are loud: a number or a negation that is not what it was."""

import re
from collections import Counter

from galley.anchoring.units import NUMBER
from galley.domain.proposal import Alarm

__all__ = ["alarms_of", "negations_in", "numbers_in"]

_DIGITS = re.compile(NUMBER)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_NUMBER_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion billions trillion trillions
    dozen dozens half quarter third thirds first second twice double triple percent
"""
# English, then German, French, Spanish, Italian, Portuguese and Dutch. A word that negates in one
# language and is harmless in another costs a needless look; a missed one costs a fact.
_NEGATION_WORDS = """
    no not non none nobody nothing nowhere never neither nor without cannot hardly barely unable
    denied denies deny refused refuses
    nicht nichts nie niemals kein keine keinen keiner keines keinem ohne weder
    ne pas jamais aucun aucune rien sans ni
    nunca nadie nada sin ningún ninguna ninguno
    mai nessuno nessuna niente senza né
    não nem ninguém nenhum nenhuma sem
    niet niets nooit geen zonder
"""
_NUMBERS = frozenset(_NUMBER_WORDS.split())
_NEGATIONS = frozenset(_NEGATION_WORDS.split())


def alarms_of(before: str, after: str) -> frozenset[Alarm]:
    """Whether a number or a negation changed between two wordings, both folded."""
    alarms = set()
    if Counter(numbers_in(before)) != Counter(numbers_in(after)):
        alarms.add(Alarm.NUMBER)
    if len(negations_in(before)) != len(negations_in(after)):
        alarms.add(Alarm.NEGATION)
    return frozenset(alarms)


def numbers_in(words: str) -> list[str]:
    """The numbers in folded words, in digits first and then those that are written out."""
    return _DIGITS.findall(words) + [word for word in _words(words) if word in _NUMBERS]


def negations_in(words: str) -> list[str]:
    """The words that negate in folded words, in order, in small letters."""
    return [word for word in _words(words) if word in _NEGATIONS or word.endswith("n't")]


def _words(words: str) -> list[str]:
    return _WORD.findall(words.casefold())
