"""Articles and marks to fill a library with, all made up here."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from galley.domain.annotation import Annotation, Kind
from galley.domain.article import (
    Article,
    Block,
    BlockType,
    Capture,
    Figure,
    InlineStyle,
    LeftOut,
    Metadata,
    Span,
    Version,
    Zone,
)
from galley.domain.changes import ChangeSet
from galley.services.edits.annotating import annotate

NOW = datetime(2031, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)

WORDS = "The ferry carried 105 people across, “more than ever …”, the harbour master said. "


def an_article(number: int = 1, headline: str = "") -> tuple[Article, Version, bytes]:
    """An article, its version and its capture; another number is another article."""
    capture = f"capture {number}: {WORDS}".encode()
    article_id = f"{number:08x}-0000-4000-8000-000000000000"
    metadata = Metadata(
        publication="The Harbour Gazette",
        headline=headline or f"Ferry number {number} is full",
        authors=("Ada Quay",),
        published="2031-05-06",
        language="en",
        sources=(("headline", "first line"),),
    )
    version = Version(
        id=f"version-{number}",
        article_id=article_id,
        number=1,
        capture=Capture(
            sha256=hashlib.sha256(capture).hexdigest(),
            size=len(capture),
            name="ferry.txt",
            media_type="text/plain",
            captured_at=NOW,
        ),
        importer="text-capture/1",
        metadata=metadata,
        blocks=(
            Block(Zone.HEADLINE, metadata.headline, BlockType.HEADING, level=1),
            Block(Zone.PHOTO, "\ufffc", BlockType.FIGURE, group=0),
            Block(Zone.CAPTION, "The quay at dawn 🛥.", group=0, source=(3, 21)),
            Block(Zone.BODY, WORDS * 3, spans=(Span(4, 9, InlineStyle.EMPHASIS),)),
            Block(Zone.SIDEBAR_TEASER, "Tides were", group=0, truncated=True),
        ),
        figures=(Figure(alt="A quay", lead=True),),
        left_out=(LeftOut("Share", "a button", (0, 5)),),
    )
    return Article(article_id, version.id, metadata, NOW), version, capture


def a_later_capture(first: Version, number: int, text: str) -> tuple[Version, bytes]:
    """A later version of an article with a body of one paragraph, and its capture."""
    capture = f"capture {number}: {text}".encode()
    blocks = (first.blocks[0], Block(Zone.BODY, text))
    version = replace(
        first,
        id=f"{first.id}-{number}",
        number=number,
        capture=first.capture._replace(
            sha256=hashlib.sha256(capture).hexdigest(), size=len(capture)
        ),
        blocks=blocks,
        figures=(),
    )
    return version, capture


def a_mark(version: Version, start: int = 0, length: int = 5, note: str = "") -> ChangeSet:
    """The edit that marks some words."""
    passage = (start, start + length)
    return annotate(version, [passage], Kind.QUOTE, now=NOW, creator="Ada", note=note)


def marked(change_set: ChangeSet) -> Annotation:
    """The annotation that an edit of one annotation leaves."""
    after = change_set.changes[0].after
    assert isinstance(after, Annotation)
    return after
