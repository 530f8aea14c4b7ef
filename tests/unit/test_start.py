"""A start paints first: before that, nothing is loaded that the first paint does not need."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

# What the window does until it is painted, told by the process itself, which then closes it.
_STARTED = """
import builtins, json, logging, sys
from pathlib import Path

class Painted(logging.Handler):
    def emit(self, record):
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication
        [window] = [w for w in QApplication.topLevelWidgets() if w.objectName() != "qtooltip_label"]
        version = window.reader.view.version
        print(json.dumps({
            "modules": sorted(sys.modules),
            "headline": version.metadata.headline if version else "",
            "import": builtins.__import__.__name__,
            "feature": sys.modules["PySide6.support.feature"].pyside_feature_dict,
        }), flush=True)
        QTimer.singleShot(%(stay)d, window.close)

log = logging.getLogger("galley.bootstrap")
log.setLevel(logging.DEBUG)
log.addHandler(Painted())
sys.argv = ["galley"]
from galley.__main__ import main
sys.exit(main())
"""
_HEAVY = {"sqlalchemy", "sqlite3", "alembic", "markdown", "nh3"}
_LATER = {
    "galley.domain.changes",
    "galley.ui.window.chrome",
    "galley.ui.model.app_model",
    "galley.services.library_thread",
}
_HEADLINE = "Kingdom failing to stop human trafficking: DPM"


def _start(stay: int) -> dict[str, Any]:
    """Start Galley as a person does, and close it ``stay`` ms after its first paint."""
    ended = subprocess.run(
        [sys.executable, "-c", _STARTED % {"stay": stay}],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    told: dict[str, Any] = json.loads(ended.stdout)
    return told


def test_a_first_start_paints_the_sample_before_there_is_a_library(home: Path) -> None:
    told = _start(stay=0)
    assert told["headline"] == _HEADLINE
    assert not (_HEAVY | _LATER) & set(told["modules"])
    assert list(home.rglob("library.galley"))


def test_a_later_start_paints_the_last_screen_and_loads_the_rest_afterwards(home: Path) -> None:
    _start(stay=0)
    [library] = home.rglob("library.galley")
    written = library.stat().st_mtime_ns
    told = _start(stay=0)
    assert told["headline"] == _HEADLINE
    assert not (_HEAVY | _LATER) & set(told["modules"])
    assert library.stat().st_mtime_ns >= written


def test_a_start_after_a_crash_paints_the_last_screen_too(home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _STARTED % {"stay": 60_000}],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while not list(home.rglob("screen-*.json")):  # kept once the library rests
            assert time.monotonic() < until
            assert process.poll() is None
            time.sleep(0.1)
        time.sleep(0.5)  # in which it is written
    finally:
        process.kill()
        process.wait()
    told = _start(stay=0)
    assert told["headline"] == _HEADLINE
    assert not (_HEAVY | _LATER) & set(told["modules"])


def test_without_a_last_screen_the_window_is_painted_empty_at_once(home: Path) -> None:
    _start(stay=0)
    for snapshot in home.rglob("screen-*.json"):
        snapshot.unlink()
    told = _start(stay=0)
    assert told["headline"] == ""
    assert not (_HEAVY | _LATER) & set(told["modules"])


def test_pyside_does_not_read_the_source_of_what_is_imported() -> None:
    told = _start(stay=0)
    assert told["import"] != "__feature_import__"
    assert not [name for name in told["feature"] if name.startswith("galley")]
