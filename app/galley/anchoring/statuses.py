"""What a person is told of a mark in another version; all but ``anchored`` is to be reviewed."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from galley.anchoring.units import NUMBER

__all__ = ["Alarm", "Candidate", "Proposal", "Rejection", "Status", "alarms_of"]


class Status(StrEnum):
    """What became of a mark."""

    ANCHORED = "anchored"  # the same words in their place: nothing to review
    CHANGED = "changed"  # the same place, but other words in it, or a "not" right beside it
    MOVED = "moved"  # the same words in another place, or among other words
    SUGGESTED = "suggested"  # a likely place that a person must choose
    AMBIGUOUS = "ambiguous"  # several equal places: a person must choose
    ORPHAN = "orphan"  # gone


class Alarm(StrEnum):
    """A change that may turn a fact into its opposite: to be shown loudly."""

    NUMBER = "number"
    NEGATION = "negation"


class Rejection(StrEnum):
    """Why a candidate is not the mark's place."""

    CLAIMED = "claimed"  # other text of the old version stands there now
    OTHER_SURROUNDINGS = "other_surroundings"  # the same words without those that were around them
    OTHER_WORDS = "other_words"  # alike, not the same
    NOT_ALONE = "not_alone"  # as good as another candidate


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that was looked at and not taken, kept for the person to choose from.

    Attributes:
        start: First code point, in the new version's canonical text.
        end: One past the last.
        likeness: Of its words to the mark's, 0 to 1.
        rejection: Why it was not taken.
    """

    start: int
    end: int
    likeness: float
    rejection: Rejection


@dataclass(frozen=True, slots=True)
class Proposal:
    """What became of one target in the new text. Nothing is applied: a person, or a service, does.

    Attributes:
        status: What became of it.
        start: The place's first code point in the new canonical text; None without a place.
        end: One past its last code point; None without a place.
        alarms: What changed in it that must not be overlooked.
        candidates: Other places, the likeliest first.
        searched: False where time was up before words that are merely alike were looked for.
    """

    status: Status
    start: int | None = None
    end: int | None = None
    alarms: frozenset[Alarm] = frozenset()
    candidates: tuple[Candidate, ...] = ()
    searched: bool = True

    @property
    def needs_review(self) -> bool:
        """Whether a person must accept it; without that it must not be applied."""
        return self.status is not Status.ANCHORED


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
    if _numbers(before) != _numbers(after):
        alarms.add(Alarm.NUMBER)
    if _negations(before) != _negations(after):
        alarms.add(Alarm.NEGATION)
    return frozenset(alarms)


def _numbers(words: str) -> Counter[str]:
    found = Counter(_DIGITS.findall(words))
    found.update(word for word in _words(words) if word in _NUMBERS)
    return found


def _negations(words: str) -> int:
    return sum(word in _NEGATIONS or word.endswith("n't") for word in _words(words))


def _words(words: str) -> list[str]:
    return _WORD.findall(words.casefold())
