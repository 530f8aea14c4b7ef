"""Saving while a backup of a large library is made, and what that costs the window.

``python -m tests.benchmarks.backups [--articles 20000] [--annotations 8] [--keep FOLDER]``

The library is the one that the benchmark of searching makes. A note is edited every few hundredths
of a second, on the library's thread, before a backup and while one is made; meanwhile a timer on
the main thread tells how late it is, as a window would be. Every time stands beside the same
without a backup. Prints a table and JSON.
"""

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from galley.domain.annotation import Annotation
from galley.services.edits.annotating import set_note
from galley.services.library_thread import LibraryThread
from galley.services.safety.large_changes import Before, Kept, Occasion, keep_before
from galley.storage.library import Library
from tests.benchmarks.search import SEED, Words, fill

if TYPE_CHECKING:
    from galley.domain.changes import Change

_BETWEEN = 0.03  # seconds between two saves
_TICK = 0.004
_SAVES = 100


@dataclass
class Times:
    """What was measured with or without a backup, in milliseconds."""

    saves: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)

    def percentile(self, values: list[float], share: float) -> float:
        """Of values that need not be in order."""
        return sorted(values)[min(len(values) - 1, int(len(values) * share))]


class Notes:
    """Edits one note again and again."""

    def __init__(self, thread: LibraryThread) -> None:
        self._thread = thread
        self._mark: Annotation = thread.submit(_first_mark).result()
        self._edits = 0

    def save(self) -> float:
        """One edit; the milliseconds from sending it to its being on the disk."""
        self._edits += 1
        now = datetime.now(UTC)
        edit = set_note(self._mark, f"Edit {self._edits}", now=now, typing=str(self._edits))
        begun = time.perf_counter()
        self._thread.submit(lambda library: library.apply(edit)).result()
        change: Change = edit.changes[0]
        assert isinstance(change.after, Annotation)
        self._mark = change.after
        return (time.perf_counter() - begun) * 1000


def _first_mark(library: Library) -> Annotation:
    page, _following = library.articles_page(1)
    return library.annotations(page[0].id)[0]


def measure(notes: Notes, done: threading.Event, least: int) -> Times:
    """Save and tick until something is done, and so many times at least."""
    times, ended = Times(), threading.Event()

    def save() -> None:
        while len(times.saves) < least or not done.is_set():
            times.saves.append(notes.save())
            time.sleep(_BETWEEN)
        ended.set()

    saving = threading.Thread(target=save)
    saving.start()
    while not ended.is_set():
        begun = time.perf_counter()
        time.sleep(_TICK)
        times.late.append((time.perf_counter() - begun - _TICK) * 1000)
    saving.join()
    return times


def with_backup(thread: LibraryThread, notes: Notes) -> tuple[Times, float, Kept]:
    """The same while a backup is made, which takes so many seconds."""
    done, kept, seconds = threading.Event(), list[Kept](), list[float]()

    def make() -> None:
        begun = time.perf_counter()
        occasion = Occasion(Before.IMPORT, 24)
        kept.append(keep_before(thread.submit, occasion, now=datetime.now(UTC)))
        seconds.append(time.perf_counter() - begun)
        done.set()

    making = threading.Thread(target=make)
    making.start()
    times = measure(notes, done, 0)
    making.join()
    return times, seconds[0], kept[0]


def run(path: Path) -> dict[str, float]:
    """All figures, by name."""
    thread = LibraryThread(path, "Ada")
    notes = Notes(thread)
    idle = threading.Event()
    idle.set()
    alone = measure(notes, idle, _SAVES)
    beside, seconds, kept = with_backup(thread, notes)
    found: dict[str, float] = {"library MB": path.stat().st_size / 1e6, "backup s": seconds}
    for name, times in (("alone", alone), ("beside", beside)):
        found[f"saves {name}"] = len(times.saves)
        found[f"save {name} p50 ms"] = statistics.median(times.saves)
        found[f"save {name} p95 ms"] = times.percentile(times.saves, 0.95)
        found[f"save {name} longest ms"] = max(times.saves)
        found[f"tick late {name} p95 ms"] = times.percentile(times.late, 0.95)
        found[f"tick late {name} longest ms"] = max(times.late)
    found["p95 ratio"] = found["save beside p95 ms"] / found["save alone p95 ms"]
    thread.close()
    if kept.backup is not None:
        kept.backup.path.unlink()
    return found


def main() -> None:
    """Make or take a library, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--annotations", type=int, default=8, help="of each article")
    parser.add_argument("--keep", type=Path, help="make the library here, or use the one there")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = (chosen.keep or Path(folder)) / "library.galley"
        if not path.exists():
            with Library.open(path) as library:
                fill(library, Words(SEED), chosen.articles, chosen.annotations)
        found = run(path)
    for name, value in found.items():
        sys.stdout.write(f"{name:<28}{value:>10.1f}\n")
    sys.stdout.write(f"{json.dumps(found)}\n")


if __name__ == "__main__":
    main()
