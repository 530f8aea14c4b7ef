"""An article with marks on it, to make reports of: small, made up, and the shipped sample."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from galley.domain.annotation import Annotation, Check, CheckStatus, Kind
from galley.domain.article import Article, Block, BlockType, Capture, Metadata, Version, Zone
from galley.services.annotating import annotate

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
