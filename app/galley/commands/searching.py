"""``galley search``: its options, and what was found as lines or as JSON data."""

import argparse
from collections.abc import Iterator
from typing import Any

from galley.domain.article import UNTITLED
from galley.domain.search import SearchHit, SearchResults

__all__ = ["add_options", "as_data", "as_lines"]

EXAMPLES = (
    'Words, "phrases", beginn*, -without, and kind:quote status:wrong tag:x speaker:"A B" '
    "in:notes before:2016 after:2015-06. Before a query that begins with a hyphen write --."
)
_SHORT_ID = 8


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.epilog = EXAMPLES
    parser.add_argument("query", nargs="*", metavar="QUERY")
    parser.add_argument(
        "--saved", metavar="NAME", help="a saved search, narrowed down by QUERY if there is one"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--limit", type=_count, default=50, metavar="N", help="at most; 50")


def _count(argument: str) -> int:
    if not argument.isdecimal() or int(argument) < 1:
        raise argparse.ArgumentTypeError(f"“{argument}” is no number from 1")
    return int(argument)


def as_lines(results: SearchResults) -> Iterator[str]:
    """Two lines a hit: where, and the words around it."""
    for hit in results.hits:
        what = f"  ({hit.kind}, {hit.status})".replace("_", "-") if hit.kind else ""
        yield f"{hit.article_id[:_SHORT_ID]}  {hit.headline or UNTITLED}{what}"
        yield f"    {hit.snippet}"
    if results.more:
        yield "There is more: give more words, or a higher --limit."


def as_data(results: SearchResults) -> dict[str, Any]:
    """All of it, for other programs; ranges and offsets in code points."""
    return {
        "hits": [_hit_data(hit) for hit in results.hits],
        "more": results.more,
        "ranked": results.ranked,
    }


def _hit_data(hit: SearchHit) -> dict[str, Any]:
    return {
        "article": hit.article_id,
        "headline": hit.headline,
        "headline_hits": [list(pair) for pair in hit.headline_hits],
        "publication": hit.publication,
        "published": hit.published,
        "annotation": hit.annotation_id or None,
        "kind": hit.kind,
        "status": hit.status,
        "quote": hit.quote,
        "field": hit.field,
        "snippet": hit.snippet,
        "hits": [list(pair) for pair in hit.hits],
        "offset": hit.offset,
    }
