"""From a key to the painted page of results, in a window on a library that is there already.

``python -m tests.benchmarks.finding LIBRARY [--queries 30]``

``tests/benchmarks/search.py --keep FOLDER`` makes a library to use; a copy of it is opened. Words
of its own headlines are typed letter by letter into the library's field, each letter after the
last one's results were painted. Measured: from the key to the end of the painting, and what of the
processor all threads, and the window's alone, took for it. Offscreen unless QT_QPA_PLATFORM says
otherwise.
"""

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from galley.services.library_thread import LibraryThread
from galley.services.settings import Settings
from galley.ui.components.search_field import SearchField
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.search.results_page import ResultsPage
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import load_fonts
from galley.ui.theme.style import dress
from galley.ui.window.main_window import MainWindow

GOAL = 0.030  # seconds, of the median, on an ordinary library
SEED = 20160521


def wait_for(signal: SignalInstance, seconds: float = 20.0) -> None:
    """Let the window work until a signal comes, asleep as it is between events."""
    loop = QEventLoop()
    late = QTimer(singleShot=True)
    late.timeout.connect(lambda: sys.exit("No answer."))
    late.start(round(1000 * seconds))
    signal.connect(loop.quit)
    loop.exec()
    signal.disconnect(loop.quit)
    late.stop()


def share(times: list[float], part: float) -> float:
    """A quantile, in milliseconds."""
    return 1000 * sorted(times)[min(len(times) - 1, int(part * len(times)))]


def main() -> None:
    """Measure and print a table and JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--queries", type=int, default=30)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "library.galley"
        shutil.copyfile(given.library, copy)
        measure(copy, given.queries)


def measure(path: Path, queries: int) -> None:
    """Type, and measure."""
    app = QApplication([])
    themes = ThemeSource("light")
    themes.set_reduced_motion(True)
    load_fonts()
    dress(app, themes)
    model = AppModel(LibraryThread(path))
    window = MainWindow(themes, NoteTexts(), Settings())
    window.show()
    window.furnish(model)
    model.open_first("")
    wait_for(model.article_opened)
    while model.shelf.is_reading:
        wait_for(model.shelf.listed)
    field = window.chrome.library.findChild(SearchField)
    assert field is not None
    chance = random.Random(SEED)  # noqa: S311 - a seed, not a secret
    headlines = [chance.choice(model.shelf.summaries).headline for _ in range(queries)]
    field.setText(headlines[0])
    wait_for(model.search.answered)
    page = window.reader.findChild(ResultsPage)
    assert page is not None
    waited: list[float] = []
    worked: list[float] = []
    used: list[float] = []
    for headline in headlines:
        field.clear()
        for letter in headline[:24]:
            start, work, use = time.perf_counter(), time.thread_time(), time.process_time()
            QTest.keyClicks(field, letter)
            if model.search.busy:
                wait_for(model.search.answered)
            page.repaint()
            waited.append(time.perf_counter() - start)
            worked.append(time.thread_time() - work)
            used.append(time.process_time() - use)
    window.close()
    model.close()
    result = {
        "articles": len(model.shelf.summaries),
        "letters": len(waited),
        "key_to_paint_ms": {"median": share(waited, 0.5), "p95": share(waited, 0.95)},
        "processor_ms": {"median": share(used, 0.5), "p95": share(used, 0.95)},
        "window_thread_ms": {"median": share(worked, 0.5), "p95": share(worked, 0.95)},
        "goal_ms": GOAL * 1000,
    }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
