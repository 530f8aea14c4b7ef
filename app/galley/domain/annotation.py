"""What an annotation is: a kind, a place in a version's text, a note, and a check."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from galley.domain.region import Region

__all__ = [
    "CONTEXT_LENGTH",
    "UNCHECKED",
    "Absence",
    "AnchorStatus",
    "Annotation",
    "Check",
    "CheckStatus",
    "Decision",
    "Kind",
    "Placement",
    "Target",
    "Unplaced",
    "kind_for_key",
    "reading_order",
    "reading_order_in",
]

CONTEXT_LENGTH = 64  # code points of prefix and suffix kept with each target


class Kind(StrEnum):
    """What a person says a passage is. The order is the order of the keys 1 to 8."""

    QUOTE = "quote"
    STATISTIC = "statistic"
    NAME_OR_DATE = "name_or_date"
    CLAIM = "claim"
    OPINION = "opinion"
    CONTEXT = "context"
    QUERY = "query"
    MARK = "mark"

    @property
    def key(self) -> int:
        """The number key that makes this kind, 1 to 8."""
        return list(Kind).index(self) + 1


def kind_for_key(key: int) -> Kind:
    """The kind that a number key (1 to 8) makes.

    Raises:
        ValueError: There is no such kind.
    """
    kinds = list(Kind)
    if not 1 <= key <= len(kinds):
        msg = f"no kind has the key {key}"
        raise ValueError(msg)
    return kinds[key - 1]


class CheckStatus(StrEnum):
    """What the check of a fact came to."""

    UNCHECKED = "unchecked"
    CONFIRMED = "confirmed"
    WRONG = "wrong"
    DISPUTED = "disputed"
    CANT_VERIFY = "cant_verify"

    @property
    def is_checked(self) -> bool:
        """Whether somebody checked, whatever it came to: what “checked” means in every count."""
        return self is not CheckStatus.UNCHECKED


class Check(NamedTuple):
    """A check's outcome, by whom and when (UTC), and on what evidence."""

    status: CheckStatus = CheckStatus.UNCHECKED
    by: str = ""
    at: datetime | None = None
    evidence: str = ""


UNCHECKED = Check()


@dataclass(frozen=True, slots=True)
class Target:
    """A passage of one version's canonical text.

    Attributes:
        version_id: The version whose text the offsets count in.
        start: First code point.
        end: One past the last code point; always greater than ``start``.
        exact: The words, verbatim: ``text[start:end]``.
        prefix: Up to 64 code points before.
        suffix: Up to 64 code points after.
        occurrence: Which of the text's occurrences of ``exact`` this is, counted from 0.
        occurrences: How many there are.
    """

    version_id: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    occurrence: int = 0
    occurrences: int = 1

    @property
    def sort_key(self) -> str:
        """Zero-padded, so that text order is reading order wherever the key is sorted."""
        return f"{self.start:010d}-{self.end:010d}"

    def stands_in(self, text: str) -> bool:
        """Whether a text has the words at the place, and around them what is known of that."""
        return (
            text[self.start : self.end] == self.exact
            and text.endswith(self.prefix, 0, self.start)
            and text.startswith(self.suffix, self.end)
        )


class AnchorStatus(StrEnum):
    """What became of a mark in a later version; all but ``anchored`` is for a person to review."""

    ANCHORED = "anchored"  # the same words in their place: nothing to review
    CHANGED = "changed"  # the same place, but other words in it, or a "not" right beside it
    MOVED = "moved"  # the same words in another place, or among other words
    SUGGESTED = "suggested"  # a likely place that a person must choose
    AMBIGUOUS = "ambiguous"  # several equal places: a person must choose
    ORPHAN = "orphan"  # gone


class Decision(StrEnum):
    """How an annotation came by its place in a version that it was not made in."""

    AUTOMATIC = "automatic"  # the same words in their place: there was nothing to decide
    ACCEPTED = "accepted"  # a person took the place that was proposed
    ATTACHED = "attached"  # a person chose the place
    KEPT = "kept"  # a person kept the old wording: it has no place in this version


class Absence(StrEnum):
    """Why an annotation has no place in a version."""

    UNDECIDED = "undecided"  # nobody has looked yet
    ORPHAN = "orphan"  # its words are gone
    KEPT = "kept"  # a person kept the old wording
    LEFT_OUT = "left_out"  # a person left its words out, by correcting how the capture was read


class Placement(NamedTuple):
    """An annotation's place in a version that it was not made in. One a version; none is undecided.

    Attributes:
        version_id: The version whose text the targets count in.
        targets: The passages in it; empty where the old wording was kept.
        status: What re-anchoring said of it.
        decision: How it came by this place.
        by: Who decided; empty if nobody had to.
        at: When, in UTC.
    """

    version_id: str
    targets: tuple[Target, ...]
    status: AnchorStatus
    decision: Decision
    by: str = ""
    at: datetime | None = None


class Unplaced(NamedTuple):
    """That an annotation has no place in a version any more, as its words were left out of it.

    Attributes:
        version_id: The version.
        corrections: The annotation's targets there say where it was last: in the text as it was
            after so many of the version's corrections.
    """

    version_id: str
    corrections: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark with what was said of it.

    Attributes:
        targets: One passage, or several that make one elided quotation, in reading order: where it
            was made. Never changed by a later version.
        placements: Where it is in other versions of the article, in no order.
        unplaced: The versions out of which a person left its words, by correcting how they were
            read. The words stay here, and the annotation gets its place back with them.
        region: The part of a picture that is marked, where it is one: the passage is then the
            picture's place in the text. None for words, and for a picture as a whole.
        note: Markdown, as the person typed it.
        speaker: Who said it, as the person wrote it.
        sensitive: Stays home: left out of exports unless asked for.
        trashed_at: When it was moved to the trash, in UTC; None while it is in use.
    """

    id: str
    article_id: str
    kind: Kind
    targets: tuple[Target, ...]
    created_at: datetime
    modified_at: datetime
    note: str = ""
    tags: tuple[str, ...] = ()
    speaker: str = ""
    check: Check = UNCHECKED
    sensitive: bool = False
    creator: str = ""
    trashed_at: datetime | None = None
    placements: tuple[Placement, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    region: Region | None = None

    def targets_in(self, version_id: str) -> tuple[Target, ...]:
        """Its passages in a version of its article; none where it has no place there."""
        if self.unplaced and self.is_left_out_of(version_id):
            return ()
        targets = self.targets  # asked of all marks of an article, at each change
        return targets if targets[0].version_id == version_id else self.last_targets_in(version_id)

    def is_left_out_of(self, version_id: str) -> bool:
        """Whether a person left its words out of this version."""
        return any(one.version_id == version_id for one in self.unplaced)

    def last_targets_in(self, version_id: str) -> tuple[Target, ...]:
        """Its passages in a version, or those that it had before its words were left out."""
        targets = self.targets
        if targets[0].version_id == version_id:
            return targets
        placement = self.placement_in(version_id)
        return placement.targets if placement else ()

    def placement_in(self, version_id: str) -> Placement | None:
        """What was decided of it in a version it was not made in; None if nothing was."""
        return next((p for p in self.placements if p.version_id == version_id), None)

    def is_made_in(self, version_id: str) -> bool:
        """Whether it was made in this version, and not placed there later."""
        return self.targets[0].version_id == version_id

    def is_decided_in(self, version_id: str) -> bool:
        """Whether its place in a version, or that it has none there, is settled."""
        return self.is_made_in(version_id) or self.placement_in(version_id) is not None

    @property
    def all_targets(self) -> tuple[Target, ...]:
        """Its passages in every version where it has a place, those of its own first."""
        return tuple(t for one in self.version_ids for t in self.targets_in(one))

    @property
    def version_ids(self) -> tuple[str, ...]:
        """The version in which it was made, then those in which its place was decided."""
        return (self.targets[0].version_id, *(p.version_id for p in self.placements))

    def absence_in(self, version_id: str) -> Absence | None:
        """Why it has no place in a version; None where it has one."""
        placement = self.placement_in(version_id)
        if self.targets_in(version_id):
            return None
        if self.is_left_out_of(version_id):
            return Absence.LEFT_OUT
        if placement is None:
            return Absence.UNDECIDED
        orphan = placement.status is AnchorStatus.ORPHAN
        return Absence.ORPHAN if orphan else Absence.KEPT

    def words_in(self, version_id: str) -> str:
        """Its words in a version; where it has no place there, those that it was made on."""
        return _joined(self.targets_in(version_id) or self.targets)

    @property
    def start(self) -> int:
        """The first code point of the first passage, in the version that it was made in."""
        return self.targets[0].start

    @property
    def exact(self) -> str:
        """The words it was made on, an elided quotation's passages joined by ``[…]``."""
        return _joined(self.targets)


def _joined(targets: tuple[Target, ...]) -> str:
    return " […] ".join(target.exact for target in targets)


def reading_order(annotation: Annotation) -> tuple[tuple[int, int], str]:
    """The key that sorts annotations as a reader meets them, the longer of two equals first.

    It is that of the version they were made in; :func:`reading_order_in` knows the others.
    """
    return _order_of(annotation.targets), annotation.id


def reading_order_in(
    version_id: str,
) -> Callable[[Annotation], tuple[bool, tuple[int, int], str]]:
    """The key for one version: those without a place in it come last, as they stood before."""

    def order(annotation: Annotation) -> tuple[bool, tuple[int, int], str]:
        here = annotation.targets_in(version_id)
        return not here, _order_of(here or annotation.targets), annotation.id

    return order


def _order_of(targets: tuple[Target, ...]) -> tuple[int, int]:
    first = targets[0]
    return first.start, -first.end
