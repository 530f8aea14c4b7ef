"""``galley annotate``: its options, and the mark that it makes as a line."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from galley.commands.typed_words import ARTICLE, hyphened, named, words
from galley.domain.annotation import Annotation, Kind
from galley.domain.places import place_of

if TYPE_CHECKING:
    from galley.storage.library import Library

__all__ = ["add_options", "annotate"]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("article", metavar="ARTICLE", help=ARTICLE)
    parser.add_argument("--quote", required=True, metavar="TEXT", help="to the character")
    parser.add_argument(
        "--occurrence", type=int, metavar="N", help="which of several places, from 1"
    )
    parser.add_argument("--kind", type=hyphened, choices=words(Kind), default="quote")
    parser.add_argument("--note", type=_text, default="", metavar="MARKDOWN")
    parser.add_argument("--speaker", type=_text, default="", metavar="NAME")
    parser.add_argument(
        "--tag", type=_text, action="append", default=[], metavar="TAG", help="repeatable"
    )


def _text(argument: str) -> str:
    """An argument that is to be kept: bytes that the system could not decode are refused."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError("it is not text") from None
    return argument


def annotate(library: "Library", chosen: argparse.Namespace, creator: str, now: datetime) -> str:
    """Mark a quote.

    Args:
        library: Holds the article.
        chosen: What was typed.
        creator: Under whose name.
        now: The time, in UTC.

    Returns:
        What was marked, and where, as a line.

    Raises:
        GalleyError: The article or the quote is not there, or it could not be saved.
    """
    from galley.services.edits.quoting import annotate_quote  # slow to import

    article = library.find_article(chosen.article)
    version = library.version(article.version_id)
    kind = Kind(named(chosen.kind))
    edit = annotate_quote(
        version,
        chosen.quote,
        kind,
        now=now,
        occurrence=chosen.occurrence,
        creator=creator,
        note=chosen.note,
        speaker=chosen.speaker,
        tags=chosen.tag,
    )
    library.apply(edit)
    annotation = edit.changes[0].entity
    if not isinstance(annotation, Annotation):
        msg = "an edit that marks a quote is one of an annotation"
        raise TypeError(msg)
    place = place_of(version, annotation.start).text
    return f"{annotation.id}  {chosen.kind} in {place}"
