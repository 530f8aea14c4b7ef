"""Opening articles from a library in a real window, and what many marks cost there.

``python -m tests.benchmarks.opening [--words 1000000] [--marks 10000] [--bulk]``

Makes a library with two ordinary articles, one of a hundred thousand words without marks and the
same with many, and one of a million words; opens a window on it, and measures from the wish to the
painted article, and the longest time for which the window's thread answers nothing: while the rest
follows, and with ``--bulk``, which takes minutes on the library's thread, while all marks are given
another kind, a tag, the trash, and are taken back. Beside
the clock stands what of the processor the window's thread took, which a busy machine does not
change. Offscreen unless QT_QPA_PLATFORM says otherwise. Prints a table and JSON.
"""

import argparse
import gc
import hashlib
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from galley.domain.annotation import Annotation, Kind
from galley.domain.article import Article, Metadata, Version
from galley.domain.changes import Change, ChangeSet
from galley.services.library_thread import LibraryThread
from galley.services.saving import SaveState
from galley.services.settings import Settings
from galley.storage.library import Library
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.reader.article_view import ArticleView
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import load_fonts
from galley.ui.theme.style import dress
from galley.ui.window.main_window import MainWindow
from tests.benchmarks.reader import NOW, make_marks, make_version

ORDINARY, LONG = 1_000, 100_000


def an_article(name: str, words: int, generator: random.Random) -> tuple[Article, Version, bytes]:
    """An article of about so many words, and its capture."""
    version = replace(make_version(words, generator), id=f"version-{name}", article_id=name)
    capture = version.text.encode()
    kept = version.capture._replace(sha256=hashlib.sha256(capture).hexdigest(), size=len(capture))
    article = Article(name, version.id, Metadata(headline=name), NOW)
    return article, replace(version, capture=kept), capture


def marks_in(version: Version, count: int, generator: random.Random) -> list[Annotation]:
    """Marks all over it, one in ten with a note."""
    return [
        replace(
            mark,
            id=f"{version.article_id}-{mark.id}",
            article_id=version.article_id,
            targets=tuple(replace(target, version_id=version.id) for target in mark.targets),
        )
        for mark in make_marks(version, count, generator)
    ]


def fill(path: Path, words: int, marks: int) -> None:
    """Make the library."""
    generator = random.Random(20161214)  # noqa: S311 - a repeatable text, not a secret
    with Library.open(path) as library:
        for name, length in (("one", ORDINARY), ("two", ORDINARY), ("long", LONG)):
            library.add_article(*an_article(name, length, generator))
        library.add_article(*an_article("longest", words, generator))
        article, version, capture = an_article("marked", LONG, generator)
        library.add_article(article, version, capture)
        made = marks_in(version, marks, generator)
        for begin in range(0, len(made), 2000):
            changes = tuple(Change(None, mark) for mark in made[begin : begin + 2000])
            library.apply(ChangeSet("Mark added", article.id, changes))


class Paints(QObject):
    """Hears when the reader paints, and which article.

    Attributes:
        count: How often it has.
        article: The one that was painted last.
    """

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self.count, self.article = 0, ""
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
        """Count."""
        if event.type() == QEvent.Type.Paint and self._view.version is not None:
            self.count += 1
            self.article = self._view.version.article_id
        return False


class Bench:
    """One window on one library.

    Args:
        application: Qt's.
        path: The library.
        marks: How many there are in the article that has some.
    """

    def __init__(self, application: QApplication, path: Path, marks: int) -> None:
        self.marks = marks
        self.themes = ThemeSource("light")
        self.themes.set_reduced_motion(True)
        load_fonts()
        dress(application, self.themes)
        self.model = AppModel(LibraryThread(path))
        self.window = MainWindow(self.themes, NoteTexts(), Settings())
        self.window.show()
        self.window.furnish(self.model)
        self.paints = Paints(self.window.reader.view)
        self._tick, self._longest = time.perf_counter(), 0.0
        self._used, self._hold = time.thread_time(), 0.0
        self._ticker = QTimer(interval=1)
        self._ticker.timeout.connect(self._on_tick)

    def _on_tick(self) -> None:
        now, used = time.perf_counter(), time.thread_time()
        self._longest = max(self._longest, now - self._tick)
        self._hold = max(self._hold, used - self._used)
        self._tick, self._used = now, used

    def wait(self, true: Callable[[], bool], seconds: float = 300.0) -> None:
        """Let the window work until something is so, asleep as it is between events."""
        loop, end = QEventLoop(), time.perf_counter() + seconds
        look = QTimer(interval=1)
        look.timeout.connect(lambda: loop.quit() if true() or time.perf_counter() > end else None)
        look.start()
        loop.exec()
        if time.perf_counter() > end:
            sys.exit("this takes longer than five minutes")

    def rest(self, seconds: float = 0.4) -> None:
        """Let everything follow that is still to come."""
        end = time.perf_counter() + seconds
        view = self.window.reader.view
        self.wait(lambda: view.is_whole and time.perf_counter() > end)
        gc.collect()

    def measured(self, act: Callable[[], object], done: Callable[[], bool]) -> dict[str, float]:
        """Do something and wait for it: by the clock, of the processor, and the longest pause."""
        began, used = time.perf_counter(), time.thread_time()
        self._tick, self._longest = began, 0.0
        self._used, self._hold = used, 0.0
        self._ticker.start()
        act()
        self.wait(done)
        self._on_tick()
        self._ticker.stop()
        return {
            "ms": 1000 * (time.perf_counter() - began),
            "window_thread_ms": 1000 * (time.thread_time() - used),
            "longest_pause_ms": 1000 * self._longest,
            "of_it_processor_ms": 1000 * self._hold,
        }

    def opened(self, article_id: str) -> dict[str, float]:
        """Open an article, until it is painted; then what follows: text, marks, cards."""
        view, model = self.window.reader.view, self.model
        facts = self.marks if article_id == "marked" else 0
        found = self.measured(
            lambda: self.model.open_article(article_id), lambda: self.paints.article == article_id
        )
        cards = self.window.chrome.panel.cards
        after = self.measured(
            lambda: None,
            lambda: view.is_whole and not model.following.busy and cards.count == facts,
        )
        self.rest()
        return {
            **found,
            "all_there_ms": found["ms"] + after["ms"],
            "while_it_follows_ms": after["of_it_processor_ms"],
        }

    def changed(self, one: str, act: Callable[[], object]) -> dict[str, float]:
        """Change all marks at once, until that is shown and on the disk."""
        model = self.model
        before = model.annotation(one)
        found = self.measured(
            act,
            lambda: (
                model.save_state is SaveState.SAVED
                and model.annotation(one) != before
                and not model.is_turning
            ),
        )
        follows = self.measured(lambda: None, _after(0.6))
        self.rest()
        return {**found, "after_ms": follows["of_it_processor_ms"]}


def _after(seconds: float) -> Callable[[], bool]:
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() > end


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    """The median of each number."""
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def measure(
    application: QApplication, path: Path, marks: int, repeat: int, *, bulk: bool
) -> dict[str, dict[str, float]]:
    """All rows."""
    bench = Bench(application, path, marks)
    model, view = bench.model, bench.window.reader.view
    bench.opened("one")
    rows = {
        "switch": medians([bench.opened(("two", "one")[n % 2]) for n in range(2 * repeat)]),
        "zoom": medians([zoomed(bench, 110 - 10 * (n % 2)) for n in range(2 * repeat)]),
    }
    for name in ("long", "marked", "longest"):
        runs = []
        for _ in range(repeat):
            bench.opened("one")
            runs.append(bench.opened(name))
        rows[f"open: {name}"] = medians(runs)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    bench.window.keep_reading_state()
    runs = []
    for _ in range(repeat):
        bench.opened("one")
        runs.append(bench.opened("longest"))
    rows["open: at the end"] = medians(runs)
    rows["memory"] = {"megabytes": memory()}
    if bulk:
        bench.opened("marked")
        rows.update(many_changed(bench))
    more = rows["open: marked"]["ms"] / rows["open: long"]["ms"]
    rows["marks"] = {"times as long as without": more}
    bench.window.close()
    model.close()
    return rows


def zoomed(bench: Bench, percent: int) -> dict[str, float]:
    """Another size of the text."""
    before = bench.paints.count
    return bench.measured(
        lambda: bench.window.set_zoom(percent), lambda: bench.paints.count > before
    )


def many_changed(bench: Bench) -> dict[str, dict[str, float]]:
    """All marks changed at once, and taken back."""
    model = bench.model
    ids = [annotation.id for annotation in model.annotations]
    marking = model.marking
    return {
        "all: kind": bench.changed(ids[0], lambda: marking.set_kinds(ids, Kind.CLAIM)),
        "all: undo kind": bench.changed(ids[0], model.undo),
        "all: tag": bench.changed(ids[0], lambda: marking.add_tag(ids, "urgent")),
        "all: undo tag": bench.changed(ids[0], model.undo),
        "all: trash": bench.changed(ids[0], lambda: marking.trash(ids)),
        "all: undo trash": bench.changed(ids[0], model.undo),
    }


def memory() -> float:
    """What the process has in memory now, in MB."""
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--marks", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--bulk", action="store_true")
    given = parser.parse_args()
    application = QApplication([])
    gc.disable()  # as the window does: it looks for garbage when nothing is going on
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "library.galley")
        fill(path, given.words, given.marks)
        rows = measure(application, path, given.marks, given.repeat, bulk=given.bulk)
    application.quit()
    for name, found in rows.items():
        numbers = "  ".join(f"{what} {value:8.1f}" for what, value in found.items())
        sys.stdout.write(f"{name:18} {numbers}\n")
    sys.stdout.write(json.dumps(rows) + "\n")


if __name__ == "__main__":
    main()
