"""``galley import-annotations``: its options, and what became of each annotation as lines."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from galley.services.incoming.exchange import AnnotationImport, Arrival, Fate

__all__ = ["add_options", "as_lines", "as_sentence"]

_FATES = (
    (Fate.NEW, "new"),
    (Fate.KNOWN, "in the library already"),
    (Fate.KEPT, "kept as the library has them"),
    (Fate.ORPHAN, "kept as orphans"),
    (Fate.UNPLACED, "without an article"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="W3C Web Annotations, or an export of Hypothesis, Readwise, Kindle, Zotero or calibre",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would happen, and change nothing"
    )


def as_lines(arrival: Arrival) -> Iterator[str]:
    """What becomes of an annotation; of one that is not taken in, all that it says."""
    incoming = arrival.incoming
    if arrival.fate is Fate.NEW or arrival.fate is Fate.KNOWN:
        kind = incoming.kind.value.replace("_", "-")
        known = " (in the library already)" if arrival.fate is Fate.KNOWN else ""
        place = f"{arrival.place} of " if arrival.place else ""
        yield f"{incoming.id}  {kind} in {place}“{arrival.headline}”{known}"
        if arrival.remark:
            yield f"    {arrival.remark}"
        return
    name = incoming.id or "an annotation"
    if arrival.fate is Fate.ORPHAN:
        name += f"  orphan in “{arrival.headline}”"
    yield f"{name}  {arrival.remark}"
    for name, text in _said(arrival):
        if text:
            yield f"    {name}: {text}"


def _said(arrival: Arrival) -> tuple[tuple[str, str], ...]:
    incoming = arrival.incoming
    return (
        ("quotation", incoming.quotation),
        ("note", incoming.note),
        ("tags", ", ".join(incoming.tags)),
        ("speaker", incoming.speaker),
        ("evidence", incoming.check.evidence),
        ("by", incoming.creator),
        ("article", arrival.headline or incoming.article_title),
        ("address", incoming.source),
    )


def as_sentence(plan: AnnotationImport, *, dry_run: bool) -> str:
    """What the import came to, in numbers."""
    total = len(plan.arrivals)
    counts = [(plan.count(fate), words) for fate, words in _FATES]
    parts = ", ".join(f"{number} {words}" for number, words in counts if number)
    sentence = f"{total} annotation{'' if total == 1 else 's'}{': ' if parts else ''}{parts}"
    return f"{sentence}. Nothing was changed." if dry_run else sentence
