"""What links here, what a link leads to, what may be meant: in a library of a million annotations.

``python -m tests.benchmarks.links LIBRARY [--annotations 1000000] [--repeat 20]``

``tests/benchmarks/search.py --keep FOLDER`` makes a library to begin with. A copy of it is filled
up to so many annotations, each of which links to another or to an article, one article in a
thousand being linked to by many. Measured, by the clock and by what of the processor it took, are
reading what links to an article of few and of many links, following a link, and each letter of what
is typed after the brackets. Beside every time stands a ratio to reading an article's row by its id,
so that two machines can be compared. Prints a table and JSON.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from galley.domain.note_links import LinkKind, LinkTarget
from galley.services.finding.headlines import Headlines
from galley.services.links import linking
from galley.services.links.link_suggesting import Asked, offers
from galley.storage.library import Library
from tests.benchmarks.timing import timed

if TYPE_CHECKING:
    from collections.abc import Callable

GOAL = 0.050  # seconds of processor time for anything that a person waits for
TYPED = "the harbour"

_MULTIPLY = """
INSERT INTO annotations (id, article_id, kind, status, trashed_at, data, digest)
SELECT lower(printf('%s-%s-4%s-8%s-%s', hex(randomblob(4)), hex(randomblob(2)),
    substr(hex(randomblob(2)), 2), substr(hex(randomblob(2)), 2), hex(randomblob(6)))),
    article_id, kind, status, trashed_at, data, digest
FROM annotations LIMIT ?
"""
_LINK = """
INSERT OR IGNORE INTO note_links
SELECT one.id, CASE WHEN one.sequence % 3 THEN 'annotation/' || other.id
    ELSE 'article/' || CASE WHEN one.sequence % 10 THEN article.id ELSE hub.id END END
FROM annotations AS one
JOIN annotations AS other ON other.sequence = 1 + (one.sequence * 7919) % :annotations
JOIN articles AS article ON article.sequence = 1 + (one.sequence * 104729) % :articles
JOIN articles AS hub ON hub.sequence = 1 + (one.sequence % (:articles / 1000 + 1)) * 1000
"""


def fill(library: Library, wanted: int) -> None:
    """Bring a library up to so many annotations, each with a link."""
    with library._file.writing() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM annotations").scalar_one()
        while count < wanted:
            connection.exec_driver_sql(_MULTIPLY, (min(count, wanted - count),))
            count = min(2 * count, wanted)
        articles = connection.exec_driver_sql("SELECT max(sequence) FROM articles").scalar_one()
        numbers = {"annotations": count, "articles": articles}
        connection.exec_driver_sql(_LINK, numbers)


def busy_articles(library: Library) -> dict[str, str]:
    """The article of the fewest links, and the one of the most."""
    with library._file.reading() as connection:
        ranked = connection.exec_driver_sql(
            "SELECT substr(target, 9), count(*) AS n FROM note_links WHERE target LIKE 'article/%' "
            "GROUP BY target ORDER BY n"
        ).all()
    return {f"{count} links": identity for identity, count in (ranked[0], ranked[-1])}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--annotations", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.library.parent) as folder:
        path = Path(folder) / "library.galley"
        shutil.copy(given.library, path)
        began = time.perf_counter()
        with Library.open(path) as library:
            opening = time.perf_counter() - began
            fill(library, given.annotations)
            measure(library, given, opening)


def measure(library: Library, given: argparse.Namespace, opening: float) -> None:
    """Measure and print, in a library that is filled."""
    summaries = library.articles()
    row = timed(partial(library.article, summaries[len(summaries) // 2].id), given.repeat)
    with library._file.reading() as connection:
        path = connection.exec_driver_sql(
            "SELECT target FROM note_links WHERE target LIKE 'annotation/%' LIMIT 1"
        ).scalar_one()
        links = connection.exec_driver_sql("SELECT count(*) FROM note_links").scalar_one()
    target = LinkTarget(LinkKind.ANNOTATION, path.partition("/")[2])
    work: dict[str, Callable[[], object]] = {
        f"what links here: {name}": partial(linking.backlinks, library, article_id)
        for name, article_id in busy_articles(library).items()
    }
    work["following a link"] = partial(linking.follow, library, target)
    headlines = Headlines(summaries)
    for end in range(len(TYPED) + 1):
        asked = Asked(TYPED[:end], None, (), headlines)
        work[f"typed: [[{TYPED[:end]}"] = partial(offers, library, asked)
    results = {name: timed(one, given.repeat) for name, one in work.items()}
    for name, found in results.items():
        found["ratio"] = found["processor_ms"] / row["processor_ms"]
        sys.stdout.write(
            f"{name:40} {found['clock_ms']:9.2f} ms {found['processor_ms']:9.2f} ms "
            f"{found['ratio']:9.1f}\n"
        )
    told = {"links": links, "articles": len(summaries), "opening_s": opening, "row": row}
    sys.stdout.write(f"{json.dumps({**told, 'goal_s': GOAL, 'results': results})}\n")


if __name__ == "__main__":
    main()
