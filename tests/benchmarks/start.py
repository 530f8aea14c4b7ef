"""Time from process start to the painted article, as a ratio to an empty QMainWindow.

Both are started in turn, many times, in one run; the medians are compared. Run it on a display
(Xvfb will do): ``python tests/benchmarks/start.py [--rounds 15]``. Prints a table and JSON.
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
HEAVY = ("sqlalchemy", "alembic", "markdown", "nh3")

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

GALLEY = """
import sys
import time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from galley import bootstrap
from galley.ui.reader.article_view import ArticleView
original = ArticleView.paintEvent
def paint(self, event):
    original(self, event)
    if self.version is not None and "{done}" not in sys.argv:
        heavy = [name for name in {names} if name in sys.modules]
        sys.stdout.write(f"painted {{time.process_time()}} {{','.join(heavy)}}\\n")
        sys.stdout.flush()
        sys.argv.append("{done}")
        QTimer.singleShot({stay}, lambda: [w.close() for w in QApplication.topLevelWidgets()])
ArticleView.paintEvent = paint
sys.exit(bootstrap.run(Path(sys.argv[1]), []))
"""


def seconds_to_paint(
    script: str, arguments: list[str], environment: dict[str, str]
) -> tuple[float, float]:
    """Start a process, wait for its word that it has painted; the time and processor time."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    took = time.perf_counter() - began
    process.stdout.close()
    if process.wait(60) or not line.startswith("painted"):
        sys.exit(f"the process ended with {process.returncode}, having said {line!r}")
    words = line.split()
    if len(words) > 2:
        sys.exit(f"imported before the first paint: {words[2]}")
    return took, float(words[1])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = dict(os.environ)
        # As installed: byte code is kept between starts.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME"):
            environment[name] = str(home)
        library = str(home / "library.galley")
        galley = GALLEY.format(done="--painted", stay=1500, names=HEAVY)
        first = seconds_to_paint(galley, [library], environment)
        quick = GALLEY.format(done="--painted", stay=0, names=HEAVY)
        pairs = [
            (
                seconds_to_paint(BARE, [], environment),
                seconds_to_paint(quick, [library], environment),
            )
            for _ in range(rounds)
        ]
    bare, bare_cpu = (statistics.median(pair[0][n] for pair in pairs) for n in (0, 1))
    ours, ours_cpu = (statistics.median(pair[1][n] for pair in pairs) for n in (0, 1))
    rows = [
        ("empty window", bare, bare_cpu),
        ("Galley, later starts", ours, ours_cpu),
        ("Galley, first start", *first),
    ]
    for name, seconds, processor in rows:
        sys.stdout.write(
            f"{name:22} {seconds * 1000:6.0f} ms {seconds / bare:6.2f} x"
            f"   processor {processor * 1000:6.0f} ms {processor / bare_cpu:6.2f} x\n"
        )
    result = {"bare": bare, "galley": ours, "ratio": ours / bare, "cpu_ratio": ours_cpu / bare_cpu}
    sys.stdout.write(json.dumps({**result, "goal": GOAL}) + "\n")


if __name__ == "__main__":
    main()
