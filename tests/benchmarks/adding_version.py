"""How long a later capture takes to become a version, at three lengths of text.

It is measured on the library's thread, where it runs: reading the article, re-anchoring, and
writing the capture with its search index and all places in one transaction. Re-anchoring alone is
given beside it, and both as ratios to counting the words of the two texts on the same machine.
``python -m tests.benchmarks.adding_version [--rounds 3]``. Prints a table and JSON.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from galley.domain.annotation import Kind
from galley.domain.article import Block, Metadata, ParsedArticle, Zone
from galley.domain.changes import ChangeSet
from galley.services.edits.annotating import annotate
from galley.services.intake.importing import add_parsed, capture_of, make_version
from galley.services.later_captures import versions
from galley.services.later_captures.reanchoring import propose_places
from galley.storage.library import Library
from tests.benchmarks.anchoring import LENGTHS, MARKS, ONCE_GOAL, article, edited
from tests.benchmarks.timing import milliseconds

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def parsed(paragraphs: list[str]) -> ParsedArticle:
    """A capture of these paragraphs."""
    blocks = tuple(Block(Zone.BODY, text) for text in paragraphs)
    return ParsedArticle(Metadata(headline="Measured"), blocks, "text-capture/1")


def measure(length: int, rounds: int) -> dict[str, float]:
    """The medians for one length of text."""
    rnd = random.Random(length)  # noqa: S311 - the same texts every time
    old = article(length, rnd)
    captures = [parsed(edited(old, rnd)) for _ in range(rounds)]
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library") as library:
        taken = add_parsed(library, parsed(old), b"", name="first", media_type="", now=NOW)
        version = taken.version
        starts = (rnd.randrange(len(version.text) - 300) for _ in range(MARKS))
        passages = [(start, start + rnd.choice([10, 40, 120, 300])) for start in starts]
        edits = [annotate(version, [passage], Kind.QUOTE, now=NOW) for passage in passages]
        changes = tuple(change for edit in edits for change in edit.changes)
        library.apply(ChangeSet("Marks added", taken.article.id, changes))
        marks = library.annotations(taken.article.id)
        capture = capture_of(captures[0], b"1", name="x", media_type="", now=NOW)
        new = make_version(captures[0], capture, taken.article.id, number=2)
        texts = version.text, new.text
        yardstick = milliseconds(lambda: [Counter(text.split()) for text in texts], rounds)
        anchoring = milliseconds(lambda: propose_places(marks, [version], new), rounds)
        numbered = iter(enumerate(captures))

        def add() -> None:
            number, one = next(numbered)
            versions.add_version(
                library, taken.article.id, one, f"{number}".encode(), name="later", now=NOW
            )

        whole = milliseconds(add, rounds)
    return {
        "length": length,
        "marks": MARKS,
        "anchoring_ms": round(anchoring, 1),
        "add_version_ms": round(whole, 1),
        "anchoring_to_yardstick": round(anchoring / yardstick, 2),
        "add_version_to_yardstick": round(whole / yardstick, 2),
    }


def main() -> int:
    """Measure, print, and say by the exit code whether the goal is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    rows = [measure(length, rounds) for length in LENGTHS]
    for row in rows:
        sys.stdout.write("  ".join(f"{name} {value:g}" for name, value in row.items()) + "\n")
    sys.stdout.write(json.dumps(rows) + "\n")
    return 0 if rows[-1]["anchoring_ms"] <= ONCE_GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
