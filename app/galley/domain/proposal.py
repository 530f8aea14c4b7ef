"""What re-anchoring says of a mark in another version: values that services and windows share.

Finding the places is the matter of ``anchoring``; deciding on them is a person's.
"""

from dataclasses import dataclass
from enum import StrEnum

from galley.domain.annotation import AnchorStatus

__all__ = ["Alarm", "Candidate", "Proposal", "Rejection"]


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

    status: AnchorStatus
    start: int | None = None
    end: int | None = None
    alarms: frozenset[Alarm] = frozenset()
    candidates: tuple[Candidate, ...] = ()
    searched: bool = True
