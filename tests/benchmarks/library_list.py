"""How soon a large library shows the first screen of its list, and what the rest of it costs.

``python -m tests.benchmarks.library_list LIBRARY``

``tests/benchmarks/search.py --keep FOLDER`` makes a library to use; a copy of it is opened.
Measured from the moment at which a window with nothing in it asks for its list: the article, the
first screen of the list, and the whole of it; then a row with other numbers, and every order.
Beside the clock, which a busy machine stretches, stands what of the processor all threads took,
and the window's alone. Offscreen unless QT_QPA_PLATFORM says otherwise. Prints JSON.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from galley.services.library_thread import LibraryThread
from galley.services.settings import Settings
from galley.storage.library import Library
from galley.ui.library.model import ArticleOrder
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import load_fonts
from galley.ui.theme.style import dress
from galley.ui.window.main_window import MainWindow

GOAL = 0.050  # seconds of the processor until the first screen, once the library is open


class Stopwatch:
    """What has gone by since it was made, in milliseconds."""

    def __init__(self) -> None:
        self._clock, self._used = time.perf_counter(), time.process_time()
        self._window = time.thread_time()

    def read(self) -> dict[str, float]:
        """By the clock, of the processor, and of it for the window's thread."""
        return {
            "clock_ms": round(1000 * (time.perf_counter() - self._clock), 1),
            "processor_ms": round(1000 * (time.process_time() - self._used), 1),
            "window_thread_ms": round(1000 * (time.thread_time() - self._window), 1),
        }


def wait_until(true: Callable[[], bool], seconds: float = 120.0) -> None:
    """Let the window work until something is so, asleep as it is between events."""
    loop, end = QEventLoop(), time.perf_counter() + seconds
    look = QTimer(interval=2)
    look.timeout.connect(lambda: loop.quit() if true() or time.perf_counter() > end else None)
    look.start()
    loop.exec()


def measure(path: Path) -> dict[str, object]:
    """Open, and measure."""
    app = QApplication([])
    themes = ThemeSource("light")
    themes.set_reduced_motion(True)
    load_fonts()
    dress(app, themes)
    with Library.open(path) as library:
        total = len(library.articles())
    model = AppModel(LibraryThread(path))
    window = MainWindow(themes, NoteTexts(), Settings())
    window.show()
    window.furnish(model)
    pane = window.chrome.library
    opening = Stopwatch()
    model.library_thread.submit(lambda library: library.path).result()
    found: dict[str, object] = {"articles": total, "library_opened": opening.read()}
    watch = Stopwatch()
    model.open_first("")
    wait_until(lambda: model.article is not None)
    found["article"] = watch.read()
    wait_until(lambda: bool(model.shelf.summaries))
    pane.repaint()
    found["first_screen"] = watch.read()
    wait_until(lambda: len(model.shelf.summaries) == total)
    pane.repaint()
    found["whole_list"] = watch.read()
    again = Stopwatch()
    model.shelf.refresh()
    wait_until(lambda: not model.shelf.is_reading)
    found["read_again"] = again.read()
    counted = Stopwatch()
    model.shelf.count(model.shelf.summaries[total // 2].id, 1000, 1, waiting=False)
    pane.repaint()
    found["one_row"] = counted.read()
    for order in ArticleOrder:
        sorting = Stopwatch()
        pane.set_order(order)
        pane.repaint()
        found[f"sort_{order}"] = sorting.read()
    window.close()
    model.close()
    return found


def main() -> None:
    """Measure a copy and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "library.galley"
        shutil.copyfile(given.library, copy)
        found = measure(copy)
    sys.stdout.write(json.dumps({**found, "goal_ms": 1000 * GOAL}, indent=1) + "\n")


if __name__ == "__main__":
    main()
