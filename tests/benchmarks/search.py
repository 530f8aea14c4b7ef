"""Search as one types, in a library of many made-up articles and annotations.

``python -m tests.benchmarks.search [--articles 100000] [--annotations 10] [--keep FOLDER]``

The words are seeded and follow Zipf's law. Measured: how long the library and its index take to
make and how large they are; what a search takes with every further letter of queries whose words
are drawn from the articles themselves, the common ones as often as they occur there; opening the
library, its list, and acknowledging a mark. Beside every time stands a ratio to reading the
article's row by its id, so that two machines can be compared. Prints a table and JSON.
"""

import argparse
import hashlib
import itertools
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from galley.domain.annotation import CONTEXT_LENGTH, Annotation, Check, CheckStatus, Kind, Target
from galley.domain.article import Article, Block, Capture, Metadata, Version, Zone
from galley.domain.changes import Change, ChangeSet
from galley.services.finding.searching import build_index, search
from galley.storage import entities, index_state
from galley.storage.library import Library
from galley.storage.mapping import annotation_row, target_rows
from galley.storage.tables import annotations as annotations_table
from galley.storage.tables import targets as targets_table

GOAL = 0.050  # seconds, of the 95th percentile, for 100,000 articles and 1,000,000 annotations
SEED = 20160521
NOW = datetime(2031, 5, 6, tzinfo=UTC)
VOCABULARY = 60_000
BODY_WORDS, PARAGRAPH = 600, 60
QUERIES = 150
_ONSETS = ["", *"bcdfghjklmnprstvw", "br", "ch", "cl", "cr", "gr", "pl", "pr", "sh", "st", "th"]
_ENDS = ["a", "e", "i", "o", "u", "ea", "ou", "an", "en", "in", "on", "er", "ar", "al", "is"]


class Words:
    """A language of its own: short words are common, long ones rare."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
        syllables = [onset + end for onset in _ONSETS for end in _ENDS]
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            longest = 1 + min(4, len(made) // 200)
            count = self.chance.randint(max(1, longest - 2), longest)
            made["".join(self.chance.choices(syllables, k=count))] = None
        self.vocabulary = list(made)
        self._weights = list(itertools.accumulate(1 / (n + 2.7) for n in range(VOCABULARY)))

    def some(self, count: int) -> str:
        """Words as often as the law has them."""
        return " ".join(self.chance.choices(self.vocabulary, cum_weights=self._weights, k=count))


def an_article(words: Words, number: int) -> tuple[Article, Version, bytes]:
    """An article of 600 words with a headline, a caption and a sidebar."""
    headline = words.some(8).capitalize()
    body = [words.some(PARAGRAPH) for _ in range(BODY_WORDS // PARAGRAPH)]
    blocks = (
        Block(Zone.HEADLINE, headline),
        *(Block(Zone.BODY, text) for text in body),
        Block(Zone.CAPTION, words.some(15), group=0),
        Block(Zone.SIDEBAR_ITEM, words.some(20), group=0),
    )
    capture = "\n".join(body).encode()
    metadata = Metadata(
        publication=f"Gazette {number % 40}",
        headline=headline,
        published=f"{1990 + number % 41}-{1 + number % 12:02}-{1 + number % 28:02}",
    )
    identity = f"{number:08x}-0000-4000-8000-000000000000"
    digest = hashlib.sha256(capture).hexdigest()
    kept = Capture(digest, len(capture), "page.txt", "text/plain", NOW)
    version = Version(f"v{number}", identity, 1, kept, "made-up/1", metadata, blocks)
    return Article(identity, version.id, metadata, NOW), version, capture


def a_mark(words: Words, version: Version, number: int, ordinal: int) -> Annotation:
    """A mark on some words of the text, with a note."""
    text, chance = version.text, words.chance
    start = text.index(" ", chance.randrange(len(text) - 200)) + 1
    exact = " ".join(text[start : start + 90].split()[:12])
    if text[start : start + len(exact)] != exact:  # across a paragraph
        exact = text[start : start + 20]
    end = start + len(exact)
    before, behind = text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]
    target = Target(version.id, start, end, exact, before, behind)
    return Annotation(
        id=f"{number:08x}-0000-4000-9000-{ordinal:012x}",
        article_id=version.article_id,
        kind=chance.choice(list(Kind)),
        targets=(target,),
        created_at=NOW,
        modified_at=NOW,
        note=words.some(chance.randint(0, 30)),
        tags=tuple(words.some(chance.randint(0, 2)).split()),
        speaker=words.some(2) if chance.random() < 0.3 else "",
        check=Check(chance.choice(list(CheckStatus))),
    )


def fill(library: Library, words: Words, articles: int, marks: int) -> None:
    """Articles and marks in large transactions, the index left for later."""
    for begin in range(0, articles, 2000):
        with library._file.writing() as connection:
            index_state.mark_outdated(connection)
            for number in range(begin, min(begin + 2000, articles)):
                article, version, capture = an_article(words, number)
                entities.insert_article(connection, article, version, capture)
                made = [a_mark(words, version, number, n) for n in range(marks)]
                if made:
                    connection.execute(
                        annotations_table.insert(), [annotation_row(m) for m in made]
                    )
                    rows = [row for mark in made for row in target_rows(mark)]
                    connection.execute(targets_table.insert(), rows)


def typed_queries(words: Words) -> Iterator[tuple[str, str]]:
    """Queries, letter by letter, each with what kind of query it is."""
    chance = words.chance
    for number in range(QUERIES):
        match number % 5:
            case 0:
                yield from _typed("one word of the text", words.some(1))
            case 1:
                yield from _typed("two words of the text", words.some(2))
            case 2:
                rare = chance.choice(words.vocabulary[2000:])
                yield from _typed("one rare word", rare)
            case 3:
                rare = chance.choice(words.vocabulary[2000:])
                yield from _typed("a common and a rare word", f"{words.some(1)} {rare}")
            case _:
                kind = chance.choice(list(Kind)).value
                first = f"kind:{kind} status:wrong after:2010 "
                yield from _typed("a word with field words", words.some(1), first)


def _typed(what: str, text: str, before: str = "") -> Iterator[tuple[str, str]]:
    for length in range(1, len(text) + 1):
        yield what, before + text[:length]


Times = list[tuple[float, float]]  # by the clock, and of the processor, in seconds


@contextmanager
def timed(times: Times) -> Iterator[None]:
    """Add how long the block takes."""
    begun, worked = time.perf_counter(), time.process_time()
    yield
    times.append((time.perf_counter() - begun, time.process_time() - worked))


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def measure(path: Path, words: Words) -> dict[str, Times]:
    """Every time that was taken, by what it was."""
    times: dict[str, Times] = {}

    def take(what: str, work: Callable[[], object]) -> None:
        with timed(times.setdefault(what, [])):
            work()

    take("opening the library", lambda: Library.open(path).close())
    with Library.open(path) as library:
        take("the list of all articles", library.articles)
        identities = [f"{n:08x}-0000-4000-8000-000000000000" for n in range(100)]
        for identity in identities:
            take("an article by its id", partial(library.article, identity))
        for what, query in typed_queries(words):
            with timed(times.setdefault(what, [])):
                search(library, query, limit=50, typing=True)
            times.setdefault("every letter of all of them", []).append(times[what][-1])
        for worst in ("before:1900", f"{words.vocabulary[0]} before:1900", words.vocabulary[0]):
            take(f"worst: {worst}", partial(search, library, worst))
        version = library.version("v0")
        first = int(time.time()) * 1000  # a kept library has those of the last run
        for ordinal in range(first, first + 200):
            mark = a_mark(words, version, 0, ordinal)
            edit = ChangeSet("Mark added", version.article_id, (Change(None, mark),))
            take("a mark acknowledged", partial(library.apply, edit))
    return times


def main() -> None:
    """Make, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--annotations", type=int, default=10, help="of each article")
    parser.add_argument("--keep", type=Path, help="make the library here, or use the one there")
    chosen = parser.parse_args()
    words = Words(SEED)
    with tempfile.TemporaryDirectory() as folder:
        path = (chosen.keep or Path(folder)) / "library.galley"
        result: dict[str, float] = {}
        if not path.exists():
            result = make(path, words, chosen.articles, chosen.annotations)
        times = measure(path, words)
    unit = statistics.median(clock for clock, _worked in times["an article by its id"])
    for what, taken in times.items():
        clock, worked = ([each[n] for each in taken] for n in (0, 1))
        middle, late = statistics.median(clock), p95(clock)
        sys.stdout.write(
            f"{what:28} {len(taken):5}  median {middle * 1000:8.2f} ms {middle / unit:8.1f} x"
            f"  p95 {late * 1000:8.2f} ms {late / unit:8.1f} x"
            f"  of the processor {p95(worked) * 1000:8.2f} ms\n"
        )
    letters = times["every letter of all of them"]
    result["p95"] = p95([clock for clock, _worked in letters])
    result["p95_processor"] = p95([worked for _clock, worked in letters])
    sys.stdout.write(json.dumps({**result, "goal": GOAL}) + "\n")


def make(path: Path, words: Words, articles: int, marks: int) -> dict[str, float]:
    """A library of this size; how long it took and how large it is."""
    from galley.domain.jobs import Job

    took: Times = []
    with Library.open(path) as library:
        library._file._connection.execute("PRAGMA synchronous=OFF")  # only the making
        with timed(took):
            fill(library, words, articles, marks)
        without = path.stat().st_size
        with timed(took):
            build_index(library, Job())
    size = path.stat().st_size
    sys.stdout.write(
        f"{articles} articles, {articles * marks} annotations: made in {took[0][0]:.0f} s, "
        f"{without / 1e6:.0f} MB; "
        f"index built in {took[1][0]:.0f} s, {(size - without) / 1e6:.0f} MB\n"
    )
    sys.stdout.flush()
    return {
        "fill": took[0][0],
        "build": took[1][0],
        "bytes": without,
        "index_bytes": size - without,
    }


if __name__ == "__main__":
    main()
