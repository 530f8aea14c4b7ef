"""What a person corrected in how a version was read, one small value a correction.

A version as captured is never changed: its corrections are kept beside it and applied to it
whenever it is read (:mod:`galley.domain.reading`).
"""

from dataclasses import dataclass

from galley.domain.article import BlockType, Zone

__all__ = [
    "AsCaptured",
    "BringBack",
    "Correction",
    "LeaveOut",
    "Merge",
    "SetLead",
    "SetType",
    "SetZone",
    "Split",
    "Structure",
]


@dataclass(frozen=True, slots=True)
class SetZone:
    """A block belongs to another part of the page.

    Attributes:
        block: Its index, after all corrections before this one; so everywhere here.
        group: The figure or sidebar that it belongs to from now on; -1 for none.
    """

    block: int
    zone: Zone
    group: int = -1


@dataclass(frozen=True, slots=True)
class SetType:
    """A block is set in another way; level and numbering as in a block."""

    block: int
    type: BlockType
    level: int = 0
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """A block is two: the first ends before a code point of its text.

    One space, tab or forced line break at that place becomes the boundary.
    """

    block: int
    offset: int


@dataclass(frozen=True, slots=True)
class Merge:
    """A block and the next are one, in the first one's zone and type; ``joint`` between them."""

    block: int
    joint: str = " "


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """A block is no part of the article. Its words are kept with what was left out."""

    block: int


@dataclass(frozen=True, slots=True)
class BringBack:
    """A piece that was left out is part of the article, a block for each of its lines.

    Attributes:
        piece: Its index among what is left out.
        at: The index of the block before which it goes; the number of blocks for the end.
        zone: The part of the page that it belongs to.
        group: As in :class:`SetZone`.
    """

    piece: int
    at: int
    zone: Zone = Zone.BODY
    group: int = -1


@dataclass(frozen=True, slots=True)
class SetLead:
    """A figure is the article's main picture."""

    figure: int


@dataclass(frozen=True, slots=True)
class AsCaptured:
    """The version is read as it was captured, whatever was corrected before."""


Correction = SetZone | SetType | Split | Merge | LeaveOut | BringBack | SetLead | AsCaptured


@dataclass(frozen=True, slots=True)
class Structure:
    """The corrections of one version, in the order in which they were made."""

    version_id: str
    article_id: str
    corrections: tuple[Correction, ...]

    @property
    def in_force(self) -> tuple[Correction, ...]:
        """Those since the version was last read as captured."""
        made = self.corrections
        resets = [number for number, one in enumerate(made) if isinstance(one, AsCaptured)]
        return made[resets[-1] + 1 :] if resets else made

    @property
    def id(self) -> str:
        """A version has one structure, so the version's identity is its own."""
        return self.version_id
