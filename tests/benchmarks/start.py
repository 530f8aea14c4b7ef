"""Time from process start to the painted article, as a ratio to an empty QMainWindow.

Both are started in turn, many times, in one run; the medians are compared. Galley is started as a
person starts it, with its byte code kept as an installation keeps it, and its time ends when the
window has been painted with the article in it. Run it on a display (Xvfb will do):
``python -m tests.benchmarks.start [--rounds 15]``. Prints a table and JSON.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL = 1.6
SETTLED = 1500  # ms in which a first start has put its article into the library

BARE = """
import sys
import time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        sys.stdout.write(f"painted {time.process_time()}\\n"); sys.stdout.flush()
        QApplication.exit(0)
app = QApplication([])
window = Window(); window.resize(1440, 900); window.show()
app.exec()
"""

# Galley logs that it has been painted: after the paint, before anything else.
GALLEY = """
import logging
import sys
import time
class Painted(logging.Handler):
    def emit(self, record):
        spent = time.process_time()
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication
        [window] = [w for w in QApplication.topLevelWidgets() if hasattr(w, "reader")]
        wrong = [n for n in ("sqlalchemy", "alembic", "markdown", "nh3") if n in sys.modules]
        wrong += [] if window.reader.view.version else ["nothing to read"]
        sys.stdout.write(f"painted {{spent}} {{','.join(wrong)}}\\n")
        sys.stdout.flush()
        QTimer.singleShot({stay}, window.close)
log = logging.getLogger("galley.bootstrap")
log.setLevel(logging.DEBUG)
log.propagate = False
log.addHandler(Painted())
sys.argv = ["galley"]
from galley.__main__ import main
sys.exit(main())
"""


def seconds_to_paint(script: str, home: Path) -> tuple[float, float]:
    """Start a process, wait for its word that it has painted; the time and processor time."""
    # Byte code is kept between starts, as it is by an installation.
    environment = {n: v for n, v in os.environ.items() if n != "PYTHONDONTWRITEBYTECODE"}
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME"):
        environment[name] = str(home)
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    took = time.perf_counter() - began
    process.stdout.close()
    if process.wait(60) or not line.startswith("painted"):
        sys.exit(f"the process ended with {process.returncode}, having said {line!r}")
    _painted, spent, *wrong = line.split(maxsplit=2)
    if wrong:
        sys.exit(f"painted too early, or too late: {wrong[0]}")
    return took, float(spent)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    first, later = GALLEY.format(stay=SETTLED), GALLEY.format(stay=0)
    times: dict[str, list[tuple[float, float]]] = {
        "empty window": [],
        "later starts": [],
        "first start": [],
    }
    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder, "known")
        known.mkdir()
        seconds_to_paint(first, known)
        for number in range(rounds):
            times["empty window"].append(seconds_to_paint(BARE, known))
            times["later starts"].append(seconds_to_paint(later, known))
            new = Path(folder, f"new-{number}")
            new.mkdir()
            times["first start"].append(seconds_to_paint(later, new))
    medians = {
        name: (statistics.median(wall), statistics.median(processor))
        for name, pairs in times.items()
        for wall, processor in [zip(*pairs, strict=True)]
    }
    bare, bare_processor = medians["empty window"]
    result: dict[str, float] = {"goal": GOAL}
    for name, (wall, processor) in medians.items():
        ratios = wall / bare, processor / bare_processor
        result[name] = round(ratios[0], 3)
        result[f"{name}, processor"] = round(ratios[1], 3)
        sys.stdout.write(
            f"{name:13} {wall * 1000:6.0f} ms {ratios[0]:6.2f} x"
            f"   processor {processor * 1000:6.0f} ms {ratios[1]:6.2f} x\n"
        )
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
