"""Two captures of one made-up article, with edits between them that newspapers make."""

from dataclasses import replace

from galley.domain.annotation import Annotation, Kind
from galley.domain.article import Article, Block, BlockType, Capture, Metadata, Version, Zone
from tests.marked_article import ARTICLE_ID, CAPTURED, VERSION_ID, a_mark

NEW_VERSION_ID = "99999999-7777-4888-8999-aaaaaaaaaaaa"

HEADLINE = "Harbour bridge to close for 12 weeks"
NEW_HEADLINE = "Harbour bridge to close for 14 weeks, mayor says"
BRIDGE = (
    "The old bridge over the harbour will close in March, the council said on Monday.",
    "A total of 202 boats use the basin below it every day, and the pilots want a new light.",
    "“We were not asked before the vote,” said Ines Farrow, who runs the ferry.",
    "The mayor said the the work would be paid for by the region, and that shops would be helped.",
    "Engineers found rust in nine of the pillars last spring, according to a report.",
    "“It is still too slow for us,” the head of the pilots said, and he asked for a second crew.",
    "Traders on the quay were told that the work is safe and will go on as planned.",
    "Masts and cranes must pass before six in the morning, or wait until the tide is out again.",
)
NEW_BRIDGE = (
    "The old bridge over the harbour will close in March, the council said on Monday.",
    "A total of 212 boats use the basin below it every day, and the pilots want a new light.",
    "“We were not asked before the vote,” said Ines Farrow, who runs the ferry.",
    "Masts and cranes must pass before six in the morning, or wait until the tide is out again.",
    "The mayor said the work would be paid for by the region, and that shops would be helped.",
    "Engineers found rust in nine of the pillars last spring, according to a report.",
    "The head of the pilots asked for a second crew.",
    "Traders on the quay were told that the work is not safe and will go on as planned.",
    "A walk along the water stays open on Sundays.",
)


def blocks_of(headline: str, paragraphs: tuple[str, ...]) -> tuple[Block, ...]:
    """An article's blocks."""
    return (
        Block(Zone.MASTHEAD, "Harbour Gazette"),
        Block(Zone.HEADLINE, headline, BlockType.HEADING, level=1),
        *(Block(Zone.BODY, text) for text in paragraphs),
    )


def a_version(
    identity: str, headline: str, paragraphs: tuple[str, ...], *, number: int = 1
) -> Version:
    """A capture of the article."""
    known = Metadata(headline=headline, publication="Harbour Gazette")
    capture = Capture(f"{number:02d}" * 32, 1234, "bridge.txt", "text/plain", CAPTURED)
    blocks = blocks_of(headline, paragraphs)
    return Version(identity, ARTICLE_ID, number, capture, "text-capture/1", known, blocks)


def old_capture() -> tuple[Article, Version]:
    """The article as it was first captured."""
    version = a_version(VERSION_ID, HEADLINE, BRIDGE)
    return Article(ARTICLE_ID, VERSION_ID, version.metadata, CAPTURED), version


def new_capture() -> Version:
    """The article as it was captured later."""
    return a_version(NEW_VERSION_ID, NEW_HEADLINE, NEW_BRIDGE, number=2)


def with_paragraphs(*paragraphs: str, headline: str = HEADLINE) -> Version:
    """A later capture with other paragraphs."""
    return a_version(NEW_VERSION_ID, headline, paragraphs, number=2)


def bridge_marks(version: Version) -> list[Annotation]:
    """A mark on each thing that changes, and two on what does not."""
    marks = [
        (Kind.STATISTIC, "A total of 202 boats"),
        (Kind.QUOTE, "We were not asked before the vote"),
        (Kind.QUERY, "said the the work"),
        (Kind.STATISTIC, "nine of the pillars"),
        (Kind.QUOTE, "“It is still too slow for us,”"),
        (Kind.CLAIM, "the work is safe"),
        (Kind.CONTEXT, "Masts and cranes must pass before six in the morning"),
    ]
    return [
        replace(a_mark(version, words, kind=kind), id=f"{number:08d}-0000-4000-8000-000000000000")
        for number, (kind, words) in enumerate(marks, start=1)
    ]
