"""An article with marks on it, to make reports of: small, made up, and the shipped sample."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from galley.domain.annotation import Annotation, Check, CheckStatus, Kind
from galley.domain.article import Article, Block, BlockType, Capture, Metadata, Version, Zone
from galley.resources import data_file
from galley.services.edits.annotating import annotate
from galley.services.intake.importing import make_article, parse_capture

CAPTURED = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 10, 0, 5, 123456, tzinfo=UTC)
ARTICLE_ID = "11111111-2222-4333-8444-555555555555"
VERSION_ID = "66666666-7777-4888-8999-aaaaaaaaaaaa"


def an_article(blocks: Sequence[Block], **metadata: object) -> tuple[Article, Version]:
    """An article of these blocks, with an identity that never changes."""
    known = Metadata(**{"headline": "Ferry full", "publication": "Harbour Gazette", **metadata})  # type: ignore[arg-type] # the fields are the caller's to name
    capture = Capture("ab" * 32, 1234, "ferry.txt", "text/plain", CAPTURED)
    version = Version(VERSION_ID, ARTICLE_ID, 1, capture, "text-capture/1", known, tuple(blocks))
    return Article(ARTICLE_ID, VERSION_ID, known, CAPTURED), version


FERRY = (
    Block(Zone.MASTHEAD, "Harbour Gazette"),
    Block(Zone.HEADLINE, "Ferry full", BlockType.HEADING, level=1),
    Block(Zone.PHOTO, "\ufffc", BlockType.FIGURE, group=0),
    Block(Zone.CAPTION, "The quay at dawn.", group=0),
    Block(Zone.CREDIT, "Ada Quay", group=0),
    Block(Zone.BODY, "The ferry carried 105 people. It was full, said the harbour master."),
    Block(Zone.BODY, "What he said", BlockType.HEADING, level=2),
    Block(Zone.BODY, "“It was full … and then some,” said the harbour master."),
    Block(Zone.BODY, "Ticket: $5", BlockType.LIST_ITEM, group=0, level=1),
    Block(Zone.BODY, "Return: $8", BlockType.LIST_ITEM, group=0, level=1),
    Block(Zone.BODY, "Pier\tBoats", BlockType.TABLE, group=0, level=1),
    Block(Zone.BODY, "East\t12", BlockType.TABLE, group=0),
    Block(Zone.BODY, "All aboard", BlockType.QUOTE),
    Block(Zone.CREDIT_LINE, "Additional reporting by Bo Mast"),
    Block(Zone.SIDEBAR_HEADING, "MOST VIEWED", BlockType.HEADING, group=0),
    Block(Zone.SIDEBAR_ITEM, "Tide tables", group=0),
    Block(Zone.SIDEBAR_TEASER, "The tides of", group=0, truncated=True),
    Block(Zone.SIDEBAR_ITEM, "Gulls return", group=0),
)


def a_mark(
    version: Version,
    *quotes: str,
    number: int = 1,
    kind: Kind = Kind.QUOTE,
    status: CheckStatus = CheckStatus.UNCHECKED,
    evidence: str = "",
    by: str = "",
    **fields: object,
) -> Annotation:
    """A mark on the first place of these words, with an identity of its own number."""
    starts = [version.text.index(quote) for quote in quotes]
    passages = [(at, at + len(quote)) for at, quote in zip(starts, quotes, strict=True)]
    made = annotate(version, passages, kind, now=CAPTURED).changes[0].after
    assert isinstance(made, Annotation)
    checked = None if status is CheckStatus.UNCHECKED else CAPTURED
    check = Check(status, by, checked, evidence)
    identity = f"{number:06x}00-0000-4000-8000-000000000000"
    return replace(made, id=identity, check=check, **fields)  # type: ignore[arg-type] # see above


def the_sample() -> tuple[Article, Version]:
    """The article that ships with Galley, as it is imported, with an identity of its own."""
    path = data_file("sample-article.txt")
    data = path.read_bytes()
    parsed = parse_capture(data, name=path.name)
    article, version = make_article(parsed, data, name=path.name, media_type="", now=CAPTURED)
    return (
        replace(article, id=ARTICLE_ID, version_id=VERSION_ID),
        replace(version, id=VERSION_ID, article_id=ARTICLE_ID),
    )


def sample_marks(version: Version) -> list[Annotation]:
    """Eight marks on the sample, with notes made up here."""
    confirmed, wrong = CheckStatus.CONFIRMED, CheckStatus.WRONG
    return [
        a_mark(
            version,
            "“Gaps of implementation … should be corrected immediately, since it is the key to the "
            "solution and response to the victims,”",
            number=0x7F3A2C,
            status=confirmed,
            evidence="recording 12:40",
            speaker="Sar Kheng",
            tags=("enforcement",),
            note="Matches the recording. The ellipsis is the paper's.",
        ),
        a_mark(
            version,
            "“still too slow”",
            number=0x0B51D2,
            status=confirmed,
            speaker="Moeun Tola",
            note="Said so on the phone:\n\n- *still* too slow\n- and no budget",
        ),
        a_mark(
            version,
            "200 cases this year, compared to just 105 last year",
            number=0x2E9014,
            kind=Kind.STATISTIC,
            status=confirmed,
            by="A. Checker",
            evidence="committee table, https://example.org/cases_2016?year=2016",
            speaker="Khiev Sophany",
            note="Up 95 cases, +90.5%. Same period in both years?",
        ),
        a_mark(version, "some 125 officials", number=0x41C7AA, kind=Kind.STATISTIC),
        a_mark(version, "$204 per month", number=0x5D0E3B, kind=Kind.STATISTIC, status=confirmed),
        a_mark(
            version,
            "Deputy Prime Minister Sar Kheng",
            number=0x633F90,
            kind=Kind.NAME_OR_DATE,
            status=confirmed,
            tags=("titles", "2016-posts"),
        ),
        a_mark(
            version,
            "government officials were colluding with human traffickers",
            number=0x8A1D55,
            kind=Kind.CLAIM,
            tags=("collusion", "get-source"),
            note="Is “colluding” his word or the paper’s? Find the earlier speech.",
        ),
        a_mark(
            version,
            "urged a a more nuanced approach",
            number=0x9C2B07,
            kind=Kind.QUERY,
            status=wrong,
            note="“a a” is in the original. Quote with [sic] or paraphrase.",
        ),
    ]
