"""An annotation as another program, or another Galley, handed it over: not yet at any place."""

from dataclasses import dataclass, field
from datetime import datetime

from galley.domain.annotation import AnchorStatus, Check, Decision, Kind
from galley.domain.region import Region

__all__ = ["IncomingAnnotation", "IncomingPlace", "QuotedPassage"]


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """The words that were marked, as far as their selectors say.

    Attributes:
        exact: Verbatim, in the text that the other program saw; never empty.
        prefix: What stood before there.
        suffix: What stood behind.
        start: Where it began, a hint in units that only the other program knows; None if unsaid.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class IncomingPlace:
    """Where an annotation stands in one version, as the Galley says that wrote the file.

    Attributes:
        version_id: The version's, in the library that it comes from.
        passages: With positions in code points of that version's canonical text.
        status: What re-anchoring said of it.
        decision: How it came by this place.
        by: Who decided.
        at: When, in UTC.
    """

    version_id: str
    passages: tuple[QuotedPassage, ...] = ()
    status: AnchorStatus = AnchorStatus.ANCHORED
    decision: Decision = Decision.AUTOMATIC
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IncomingAnnotation:
    """What a file says of one annotation.

    Attributes:
        id: The id it has here, the same whenever it is read.
        passages: What it marks; empty if ``problem`` says why nothing can be found of it.
        source: The address of what it is on, as the file has it.
        sha256: Of the capture it was made on, in hexadecimal; empty if the file does not say.
        article_id: Of the article in the library it comes from, if it was a Galley's.
        article_title: As that library has it.
        made_in: Where a Galley made it, if it stands in several versions; else None.
        placed_in: What was decided of it there in versions that it was not made in.
        ours: A Galley wrote it: positions are code points of the capture's canonical text.
        created_at: None if the file does not say.
        modified_at: None if the file does not say.
        problem: Why it can't be placed, in a sentence; else empty.
        region: The part of a picture that is marked, if it is one.
    """

    id: str
    passages: tuple[QuotedPassage, ...] = ()
    source: str = ""
    sha256: str = ""
    article_id: str = ""
    article_title: str = ""
    ours: bool = False
    kind: Kind = Kind.MARK
    note: str = ""
    tags: tuple[str, ...] = ()
    speaker: str = ""
    check: Check = field(default_factory=Check)
    sensitive: bool = False
    creator: str = ""
    created_at: datetime | None = None
    modified_at: datetime | None = None
    problem: str = ""
    made_in: IncomingPlace | None = None
    placed_in: tuple[IncomingPlace, ...] = ()
    region: Region | None = None

    @property
    def quotation(self) -> str:
        """The words, an elided quotation's passages joined by ``[…]``."""
        return " […] ".join(passage.exact for passage in self.passages)
