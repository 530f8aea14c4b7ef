"""``galley list``: its options, and the library's list as lines or as JSON data."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from galley.domain.article import UNTITLED
from galley.domain.catalogue import ArticleSummary

__all__ = ["add_options", "as_data", "as_lines"]

_SHORTEST_ID = 8


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--collection", metavar="NAME", help="only the articles of a collection")


def as_lines(summaries: Sequence[ArticleSummary]) -> Iterator[str]:
    """A line an article."""
    length = _id_length([summary.id for summary in summaries])
    for summary in summaries:
        known = [summary.publication, summary.published or "undated"]
        about = " · ".join(part for part in known if part)
        checked = f"{summary.checked} of {summary.facts} checked"
        waits = ", new capture waits" if summary.waiting else ""
        tags = "".join(f" #{tag}" for tag in summary.tags)
        headline = summary.headline or UNTITLED
        yield f"{summary.id[:length]}  {headline}  ({about} · {checked}{waits}){tags}"


def as_data(summaries: Sequence[ArticleSummary]) -> list[dict[str, Any]]:
    """All of it, for other programs."""
    return [
        {
            "id": summary.id,
            "headline": summary.headline,
            "publication": summary.publication,
            "published": summary.published,
            "added": summary.created_at.isoformat(timespec="seconds"),
            "annotations": summary.facts,
            "checked": summary.checked,
            "tags": list(summary.tags),
            "new_capture_waits": summary.waiting,
        }
        for summary in summaries
    ]


def _id_length(ids: Sequence[str]) -> int:
    """How many characters tell these ids apart."""
    length = _SHORTEST_ID
    while len({identity[:length] for identity in ids}) < len(ids):
        length += 1
    return length
