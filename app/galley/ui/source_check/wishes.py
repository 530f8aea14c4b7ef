"""What a person can wish of the chosen blocks, as values; carried out in their turn."""

from typing import NamedTuple

from galley.domain.article import BlockType, Zone

__all__ = [
    "AS_CAPTURED",
    "BRING_BACK",
    "CARRY_OVER",
    "CREDIT",
    "JOIN",
    "LEAD",
    "LEAVE_OUT",
    "REFUSE",
    "SPLIT",
    "ChoosePicture",
    "Plain",
    "RemovePicture",
    "ToType",
    "ToZone",
    "Wish",
]


class Plain(NamedTuple):
    """Something that needs no more to be said."""

    name: str


SPLIT, JOIN, LEAVE_OUT = Plain("split"), Plain("join"), Plain("leave out")
AS_CAPTURED, CARRY_OVER = Plain("as captured"), Plain("carry over")
BRING_BACK, LEAD, CREDIT = Plain("bring back"), Plain("lead"), Plain("credit")
REFUSE = Plain("refuse")  # what may be of the article is none of it


class ToZone(NamedTuple):
    """Another zone."""

    zone: Zone


class ToType(NamedTuple):
    """Set in another way."""

    type: BlockType
    level: int
    ordered: bool


class ChoosePicture(NamedTuple):
    """A picture for a figure, to be asked for."""

    figure: int


class RemovePicture(NamedTuple):
    """A picture that a person gave to a figure is to go."""

    figure: int


Wish = Plain | ToZone | ToType | ChoosePicture | RemovePicture
