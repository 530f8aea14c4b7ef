"""What is done every day: a mark saved, pages imported, an import cancelled, a report written.

``python -m tests.benchmarks.everyday [--pages 200] [--marks 1000]``

Makes its own pages (seeded) and a library of them. Measured are the imports, by pages a second and
by what of the processor a page takes in this process; how long a cancel takes while a page is being
imported; how long it takes until a mark is on the disk, at the median and at the 99th percentile;
and a Markdown report of many annotations. Beside the clock stands the disk's own price: writing
and syncing a file of one block, so that two machines can be compared. Prints a table and JSON.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from galley.domain.annotation import Kind
from galley.domain.jobs import Job
from galley.domain.keeping import Occasion
from galley.domain.report import ReportOptions
from galley.services.edits import annotating
from galley.services.intake.batch_importing import Outcome, OutcomeState, import_named
from galley.services.outgoing.exporting import format_named, make_report, render_report
from galley.services.safety.large_changes import Kept, go_on_without
from galley.storage.library import Library
from tests.benchmarks.reader import NOW, make_marks, make_version, vocabulary

GOALS = {"pages a second": 15, "cancel ms": 200, "saved p99 ms": 10, "report ms": 150}
PARAGRAPHS, WORDS = 24, 60
SAVED = 300


def make_pages(folder: Path, count: int) -> None:
    """Saved web pages of some 1,400 words, with what stands around an article on the web."""
    generator = random.Random(20160521)  # noqa: S311 - a repeatable text, not a secret
    known = vocabulary(generator, 4000)
    menu = "".join(f'<li><a href="/{n}">{known[n]}</a></li>' for n in range(60))
    for number in range(count):
        body = "".join(
            f"<p>{' '.join(generator.choices(known, k=WORDS)).capitalize()}.</p>"
            for _ in range(PARAGRAPHS)
        )
        headline = " ".join(generator.choices(known, k=8)).capitalize()
        page = (
            f"<!DOCTYPE html><html lang=en><head><title>{headline}</title></head><body>"
            f"<nav><ul>{menu}</ul></nav><article><h1>{headline}</h1>{body}</article>"
            f"<aside><ul>{menu}</ul></aside></body></html>"
        )
        (folder / f"{number:05}.html").write_text(page)


def keep(occasion: Occasion) -> Kept:
    """Without a backup: that is another row."""
    return go_on_without(occasion)


def imported(library: Library, pages: Path) -> dict[str, float]:
    """Import a folder."""
    states: list[OutcomeState] = []

    def told(_number: int, outcome: Outcome) -> None:
        states.append(outcome.state)

    began, used = time.perf_counter(), time.process_time()
    import_named(library, [str(pages)], now=lambda: NOW, job=Job(), told=told, keep=keep)
    spent, processor = time.perf_counter() - began, time.process_time() - used
    if set(states) != {OutcomeState.NEW}:
        sys.exit(f"not all were imported: {set(states)}")
    count = len(states)
    return {"pages a second": count / spent, "processor ms a page": 1000 * processor / count}


def cancelled(library: Library, pages: Path) -> float:
    """How long an import goes on after it was cancelled, in milliseconds."""
    job, at = Job(), [0.0]

    def cancel() -> None:
        at[0] = time.perf_counter()
        job.cancel()

    timer = threading.Timer(1.0, cancel)
    timer.start()
    import_named(
        library, [str(pages)], now=lambda: NOW, job=job, told=lambda *_what: None, keep=keep
    )
    timer.join()
    return 1000 * (time.perf_counter() - at[0])


def saved(library: Library) -> list[float]:
    """Until each of some marks is on the disk, in milliseconds."""
    version = library.version(library.article(library.articles_page(1)[0][0].id).version_id)
    spent = []
    for number in range(SAVED):
        edit = annotating.annotate(version, [(number, number + 20)], Kind.CLAIM, now=NOW)
        began = time.perf_counter()
        library.apply(edit)
        spent.append(1000 * (time.perf_counter() - began))
    return spent


def synced(folder: Path) -> float:
    """Writing and syncing a file of one block: the median of some, in milliseconds."""
    spent = []
    for _ in range(50):
        began = time.perf_counter()
        with (folder / "block").open("wb") as file:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
        spent.append(1000 * (time.perf_counter() - began))
    return statistics.median(spent)


def reported(count: int) -> float:
    """A Markdown report of so many annotations, in milliseconds of the processor."""
    from galley.domain.article import Article, Metadata

    generator = random.Random(7)  # noqa: S311 - a repeatable text, not a secret
    version = make_version(20_000, generator)
    article = Article("a", "v", Metadata(headline="A long article"), NOW)
    marks = make_marks(version, count, generator)
    spent = []
    for _ in range(5):
        began = time.process_time()
        report = make_report(article, version, marks, ReportOptions(), now=NOW)
        render_report(report, format_named("markdown"))
        spent.append(1000 * (time.process_time() - began))
    return statistics.median(spent)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--marks", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pages").mkdir()
        make_pages(folder / "pages", given.pages)
        with Library.open(folder / "library.galley") as library:
            rows = imported(library, folder / "pages")
            times = saved(library)
        with Library.open(folder / "other.galley") as library:
            rows["cancel ms"] = cancelled(library, folder / "pages")
        rows["a block synced ms"] = synced(folder)
    rows["saved p50 ms"] = statistics.median(times)
    rows["saved p99 ms"] = statistics.quantiles(times, n=100)[98]
    rows["report ms"] = reported(given.marks)
    for row, value in rows.items():
        goal = f"   goal {GOALS[row]}" if row in GOALS else ""
        sys.stdout.write(f"{row:22} {value:9.2f}{goal}\n")
    sys.stdout.write(json.dumps({**rows, "goals": GOALS}) + "\n")


if __name__ == "__main__":
    main()
