"""The format-neutral report: what an exporter renders. Knows no format and no file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from galley.domain.annotation import CheckStatus, Kind, Placement, Target
from galley.domain.article import Block
from galley.domain.note_links import LinkEnd, LinkTarget
from galley.domain.places import Place
from galley.domain.region import Region

__all__ = [
    "ABSENT_TITLE",
    "STATUS_WORDS",
    "CopyBlock",
    "Counts",
    "Entry",
    "FrontMatter",
    "Grouping",
    "Passage",
    "Report",
    "ReportOptions",
    "ReportShape",
    "Section",
    "TextMark",
    "Unverifiable",
]

STATUS_WORDS = {
    CheckStatus.UNCHECKED: "Unchecked",
    CheckStatus.CONFIRMED: "Confirmed",
    CheckStatus.WRONG: "Wrong",
    CheckStatus.DISPUTED: "Disputed",
    CheckStatus.CANT_VERIFY: "Can’t verify",
}


class ReportShape(StrEnum):
    """What a report is made of."""

    ANNOTATIONS = "annotations"
    ANNOTATED_COPY = "annotated-copy"


class Grouping(StrEnum):
    """What the sections of a report are."""

    KIND = "kind"
    PLACE = "place"
    STATUS = "status"
    TAG = "tag"
    SPEAKER = "speaker"


ABSENT_TITLE = "Not in this capture"


class Unverifiable(StrEnum):
    """What becomes of a quotation that is not in the captured text, to the character."""

    STOP = "stop"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a person asks of a report.

    Attributes:
        shape: The annotations alone, or the whole article with the annotations as footnotes.
        group: What the sections are.
        include_sensitive: Whether what is marked sensitive leaves the house.
        statuses: Only annotations whose check came to one of these.
        kinds: Only annotations of these kinds.
        unverifiable: What becomes of a quotation that is not in the captured text.
        only: Only the annotations of these ids; None for all.
        kind_names: What the person calls kinds, where it is not the usual name.
    """

    shape: ReportShape = ReportShape.ANNOTATIONS
    group: Grouping = Grouping.KIND
    include_sensitive: bool = False
    statuses: frozenset[CheckStatus] = frozenset(CheckStatus)
    kinds: frozenset[Kind] = frozenset(Kind)
    unverifiable: Unverifiable = Unverifiable.STOP
    only: frozenset[str] | None = None
    kind_names: Mapping[Kind, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the report is about; an unknown field is empty.

    Attributes:
        id: The article's, the same in every report on it.
        published: As the page has it, else empty.
        captured: When the app took the article in.
        source: The article's address, or the name of the file it came from.
        address: The article's address; empty if it is not known.
        sha256: Of the untouched capture, in hexadecimal.
        exported: When the report was made.
    """

    id: str
    title: str
    publication: str
    authors: tuple[str, ...]
    published: str
    captured: datetime
    source: str
    sha256: str
    exported: datetime
    address: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many annotations a report has; every one of them is in exactly one of the others."""

    annotations: int = 0
    confirmed: int = 0
    wrong: int = 0
    disputed: int = 0
    cant_verify: int = 0
    unchecked: int = 0

    @property
    def checked(self) -> int:
        """How many were checked, whatever it came to."""
        return self.annotations - self.unchecked


@dataclass(frozen=True, slots=True)
class Passage:
    """One quoted passage.

    Attributes:
        text: Verbatim; line feeds part the blocks it spans.
        start: First code point in the version's canonical text.
        end: One past the last.
        verified: Whether these words were found at this place when the report was made.
        prefix: What stood before, as far as it was kept.
        suffix: What stood behind.
    """

    text: str
    start: int
    end: int
    verified: bool = True
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One annotation of a report.

    Attributes:
        kind_name: What the person calls its kind.
        block_id: ``g-`` and at least six hexadecimal digits; unique in the report, and stable.
        passages: One, or several that make one elided quotation.
        place: Where the first passage stands; None if a passage was not found, or if it is absent.
        absent: It has no place in the version that is reported on: the passages are the words that
            it was made on, in an earlier version or a later one.
        made: Where it was made, if that is another version or it has a place in others too.
        placements: What was decided of it in versions that it was not made in.
        created_at: When the mark was made, in UTC.
        modified_at: When it was last changed, in UTC.
        creator: Who made it.
        checked_at: When it was checked, in UTC; None if it was not.
        by: Who checked.
        note: Markdown, as the person typed it.
        region: The part of a picture that is marked, if it is one.
    """

    annotation_id: str
    block_id: str
    kind: Kind
    kind_name: str
    passages: tuple[Passage, ...]
    status: CheckStatus
    place: Place | None
    created_at: datetime
    modified_at: datetime
    creator: str = ""
    checked_at: datetime | None = None
    by: str = ""
    evidence: str = ""
    speaker: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    sensitive: bool = False
    region: Region | None = None
    absent: bool = False
    made: tuple[Target, ...] = ()
    placements: tuple[Placement, ...] = ()

    @property
    def checked_on(self) -> date | None:
        """The day of the check, in UTC; None if there was none."""
        return None if self.checked_at is None else self.checked_at.astimezone(UTC).date()

    @property
    def verified(self) -> bool:
        """Whether every passage was found; those of another version are not looked for."""
        return self.absent or all(passage.verified for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under one title, in reading order."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TextMark:
    """A marked run of one block, ``start`` to ``end`` in code points of the block's text.

    Attributes:
        number: The entry's number in the annotated copy, from 1.
        last: Whether the entry's last passage ends with this run: its number is printed here.
    """

    start: int
    end: int
    number: int
    last: bool


@dataclass(frozen=True, slots=True)
class CopyBlock:
    """One block of the annotated copy, with the marks in it by where they start."""

    block: Block
    marks: tuple[TextMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What an exporter renders.

    Attributes:
        front: What it is about.
        counts: Of the entries that are in it.
        group: What the sections are.
        sections: The entries; in an annotated copy one section, numbered in its order.
        copy: The whole article, in an annotated copy; else empty.
        linked: What the links of the notes lead to, as far as that is known.
    """

    front: FrontMatter
    counts: Counts
    group: Grouping
    sections: tuple[Section, ...]
    shape: ReportShape = ReportShape.ANNOTATIONS
    copy: tuple[CopyBlock, ...] = ()
    linked: Mapping[LinkTarget, LinkEnd] = field(default_factory=dict, hash=False)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, in the order of the report."""
        return tuple(entry for section in self.sections for entry in section.entries)
