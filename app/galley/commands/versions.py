"""``galley versions``: the captures of an article as lines or as JSON data."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from galley.commands.typed_words import ARTICLE, counted
from galley.domain.annotation import Absence, Annotation
from galley.domain.article import UNTITLED, Article, Version
from galley.domain.catalogue import ArticleName
from galley.services.corrections.correcting import label_of
from galley.services.later_captures.carrying import CarriedOver, shortened

__all__ = ["add_options", "as_data", "as_lines", "carried", "offer"]

_SHORT_ID = 8
_SHOWN_DIGITS = 16


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("article", metavar="ARTICLE", help=ARTICLE)
    parser.add_argument("--json", action="store_true", help="as JSON")


def offer(label: str, article: ArticleName) -> str:
    """What is said of a capture that looks like a later one of an article in the library."""
    headline = article.headline or UNTITLED
    return (
        f"“{label}” looks like a new capture of “{headline}”. To add it as its next version: "
        f"galley import --as-version-of {article.id[:_SHORT_ID]} FILE"
    )


def carried(what: CarriedOver) -> str:
    """What is said of the corrections of the capture before; empty if it had none."""
    if not what.count and not what.lost:
        return ""
    words = f"{counted(what.count, 'correction')} carried over"
    if not what.lost:
        return words
    lost = "; ".join(
        f"{label_of(one.correction).lower()}{f' (“{shortened(one.words)}”)' if one.words else ''}"
        for one in what.lost
    )
    return f"{words}, {len(what.lost)} not: {lost}"


def as_lines(
    article: Article, versions: Sequence[Version], annotations: Sequence[Annotation]
) -> Iterator[str]:
    """Two lines a version, the first capture first.

    Args:
        article: As it is.
        versions: All of the article's, those that were discarded too.
        annotations: Those in use.
    """
    for version in versions:
        capture = version.capture
        state = _state(article, version)
        yield f"{version.number}  {capture.captured_at.isoformat(timespec='seconds')}" + (
            f"  ({state})" if state else ""
        )
        checksum = f"SHA-256 {capture.sha256[:_SHOWN_DIGITS]}…"
        yield f"   {capture.name} · {checksum} · {_marks(version, annotations)}"


def _marks(version: Version, annotations: Sequence[Annotation]) -> str:
    absent = [a for a in annotations if a.absence_in(version.id) is not None]
    words = counted(len(annotations) - len(absent), "mark")
    undecided = sum(a.absence_in(version.id) is Absence.UNDECIDED for a in absent)
    if undecided:
        words += f", {undecided} to review"
    if len(absent) > undecided:
        words += f", {len(absent) - undecided} not in it"
    return words


def _state(article: Article, version: Version) -> str:
    if version.id == article.version_id:
        return "the one that is read"
    if not article.uses(version):
        return "discarded"
    return "waits to be compared" if version.id == article.waiting_version_id else ""


def as_data(
    article: Article, versions: Sequence[Version], annotations: Sequence[Annotation]
) -> list[dict[str, Any]]:
    """All of it, for other programs; the arguments are those of :func:`as_lines`."""
    return [_version_data(article, version, annotations) for version in versions]


def _version_data(
    article: Article, version: Version, annotations: Sequence[Annotation]
) -> dict[str, Any]:
    capture = version.capture
    absences = [annotation.absence_in(version.id) for annotation in annotations]
    return {
        "id": version.id,
        "number": version.number,
        "captured": capture.captured_at.isoformat(timespec="seconds"),
        "name": capture.name,
        "media_type": capture.media_type,
        "size": capture.size,
        "sha256": capture.sha256,
        "headline": version.metadata.headline,
        "read": version.id == article.version_id,
        "waits": version.id == article.waiting_version_id,
        "discarded": not article.uses(version),
        "marks": absences.count(None),
        "to_review": absences.count(Absence.UNDECIDED),
        "orphans": absences.count(Absence.ORPHAN),
        "kept_wording": absences.count(Absence.KEPT),
    }
