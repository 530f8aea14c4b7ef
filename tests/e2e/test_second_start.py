"""Two starts on one library, as processes: the second hands over what it was given, and ends."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from galley.services.one_window import address_of
from galley.services.paths import lock_path
from galley.storage.library import Library
from tests.e2e.stage import wait_for

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform == "win32", reason="there are no sockets like these"),
]

ARTICLE = "Gulls counted\n\nBy Ada Quay\n\n6 May 2031\n\n" + "There were many gulls. " * 40


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="galley-run-") as runtime:  # a short name
        folders = {"XDG_RUNTIME_DIR": runtime}
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            folder = tmp_path / name.lower()
            folder.mkdir()
            folders[name] = str(folder)
        for name, path in folders.items():
            monkeypatch.setenv(name, path)
        yield os.environ | folders | {"QT_QPA_PLATFORM": "offscreen"}


def command(library: Path, *files: Path) -> list[str]:
    return [sys.executable, "-m", "galley", "--library", str(library), *map(str, files)]


@contextmanager
def running(library: Path, environment: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """A window that listens."""
    process = subprocess.Popen(
        command(library), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for("the window to listen", lambda: Path(address_of(library)).exists())
        yield process
    finally:
        process.kill()
        process.communicate()


def start(library: Path, environment: dict[str, str], *files: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        command(library, *files),
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def headlines(library: Path) -> set[str]:
    with Library.open(library, create=False) as opened:
        return {summary.headline for summary in opened.articles()}


def test_a_second_start_hands_its_files_over_and_says_so(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    library, article = tmp_path / "library.galley", tmp_path / "gulls.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    with running(library, environment) as first:
        code, out, err = start(library, environment, article)
        assert (code, err) == (0, "")
        assert out == (
            f"galley: {library} is open in a window (process {first.pid}): 1 file went to it.\n"
        )
        wait_for("the article in the library", lambda: "Gulls counted" in headlines(library))
        code, out, err = start(library, environment)
        assert (code, err) == (0, "")
        assert out.endswith(": it is in front now.\n")
        assert first.poll() is None


def test_a_window_that_was_killed_leaves_no_trouble_behind(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    library = tmp_path / "library.galley"
    with running(library, environment) as first:
        first.send_signal(signal.SIGKILL)
        first.wait(timeout=10)
        assert lock_path(library).exists()
        socket = Path(address_of(library))
        assert socket.exists()
        left = socket.stat().st_mtime_ns
        second = subprocess.Popen(command(library), env=environment)
        try:
            wait_for(
                "the second window to listen",
                lambda: socket.exists() and socket.stat().st_mtime_ns != left,
            )
            code, out, _err = start(library, environment)
            assert code == 0
            assert f"(process {second.pid})" in out
        finally:
            second.kill()
            second.wait()


def test_of_two_starts_at_once_one_gives_way(tmp_path: Path, environment: dict[str, str]) -> None:
    library = tmp_path / "library.galley"
    with running(library, environment):
        pass  # there is a library now, and a screen to paint at once
    starts = [
        subprocess.Popen(
            command(library),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(3)
    ]
    try:
        wait_for("all but one to end", lambda: [s.poll() for s in starts].count(None) == 1)
        ended = [start for start in starts if start.poll() is not None]
        (left,) = [start for start in starts if start.poll() is None]
        assert [start.returncode for start in ended] == [0, 0]
        said = [start.stdout.readline() for start in ended if start.stdout is not None]
        assert all(f"(process {left.pid})" in line for line in said)
    finally:
        for start in starts:
            start.kill()
            start.communicate()


def test_another_library_opens_its_own_window(tmp_path: Path, environment: dict[str, str]) -> None:
    one, two = tmp_path / "one.galley", tmp_path / "two.galley"
    with running(one, environment) as first, running(two, environment) as second:
        assert first.poll() is None
        assert second.poll() is None
        assert address_of(one) != address_of(two)
