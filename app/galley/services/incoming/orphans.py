"""A home for annotations whose words are not in their article: a text of their quotations alone.

That text is a version of the article that is not in use, as a discarded capture is. So an orphan is
kept as any other mark is: at its very words, with its place in the version that is read decided as
none. It can be re-attached there, and no later capture loses it.
"""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from galley.anchoring.selectors import describe
from galley.domain.annotation import (
    CONTEXT_LENGTH,
    AnchorStatus,
    Annotation,
    Decision,
    Placement,
    Target,
)
from galley.domain.article import QUOTATIONS, Block, BlockType, Capture, Metadata, Version, Zone
from galley.domain.changes import ChangeSet
from galley.domain.errors import NotFound
from galley.domain.incoming import IncomingAnnotation, QuotedPassage

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = ["Home", "apply_with_home", "house", "kept_words"]

_NAME = "quotations.txt"


@dataclass(frozen=True, slots=True)
class Home:
    """Where orphans of one article live.

    Attributes:
        version: Of their quotations; its number is given when it is taken in.
        data: Its bytes.
    """

    version: Version
    data: bytes


def kept_words(exact: str) -> str:
    """A quotation as a text can hold it: without empty lines, and without spaces around lines."""
    lines = (line.strip() for line in exact.split("\n"))
    return "\n".join(line for line in lines if line)


def house(
    orphans: Sequence[tuple[Annotation, IncomingAnnotation]], read: Version, *, now: datetime
) -> tuple[Home, list[Annotation]]:
    """Make a home for orphans of one article, and give each its place in it.

    Args:
        orphans: Annotations that stand nowhere yet, each with what was said of it.
        read: The version of the article that is read, in which they have no place.
        now: The time, in UTC.

    Returns:
        Their home, and the annotations in it, in the order given.
    """
    texts = [kept_words(p.exact) for _annotation, said in orphans for p in said.passages]
    lines = [line for text in texts for line in text.split("\n")]
    data = "\n".join(lines).encode("utf-8")
    sha256 = hashlib.sha256(data).hexdigest()
    version = Version(
        id=str(uuid.uuid5(uuid.NAMESPACE_OID, f"{read.article_id} {sha256}")),
        article_id=read.article_id,
        number=1,
        capture=Capture(sha256, len(data), _NAME, "text/plain", now),
        importer=QUOTATIONS,
        metadata=Metadata(),
        blocks=tuple(Block(Zone.BODY, line, BlockType.QUOTE) for line in lines),
    )
    housed, start = [], 0
    gone = Placement(read.id, (), AnchorStatus.ORPHAN, Decision.AUTOMATIC, at=now)
    for annotation, said in orphans:
        targets = []
        for passage in said.passages:
            target = _target(version, start, passage)
            targets.append(target)
            start = target.end + 1
        housed.append(replace(annotation, targets=tuple(targets), placements=(gone,)))
    return Home(version, data), housed


def _target(version: Version, start: int, passage: QuotedPassage) -> Target:
    """The words in their home; what stood around them is what was said of that, not the home's."""
    here = describe(version.text, version.id, start, start + len(kept_words(passage.exact)))
    prefix, suffix = passage.prefix[-CONTEXT_LENGTH:], passage.suffix[:CONTEXT_LENGTH]
    return replace(here, prefix=prefix, suffix=suffix)


def apply_with_home(library: "Library", edit: ChangeSet, home: Home) -> None:
    """Bring an edit with orphans into the library, and their home with it, unless it is there.

    Raises:
        HistoryConflict: What is stored is not what the edit starts from.
        LibraryUnusable: It could not be written; nothing of it is in the library.
    """
    try:
        library.version(home.version.id)
    except NotFound:
        last = library.versions(edit.article_id)[-1].number
        library.add_version(replace(home.version, number=last + 1), home.data, edit)
    else:
        library.apply(edit)
