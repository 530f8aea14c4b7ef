"""What every test relies on: no screen, a home of its own, no stray warning, no thread left over.

Imports no Qt, so that a test of a rule does not wait for a window system.
"""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no reason to fail: speed has tests of its own.
settings.register_profile("galley", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# For a long look, now and then: pytest --hypothesis-profile soak
settings.register_profile("soak", settings.get_profile("galley"), max_examples=3000)
settings.load_profile("galley")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_PATIENCE = 5.0  # seconds for a thread that is ending to end
_HOMES = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, also for the processes it starts."""
    folder = tmp_path_factory.mktemp("home")
    for variable, inside in _HOMES.items():
        monkeypatch.setenv(variable, str(folder / inside))
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` rewrites the golden files; look at what changed before keeping it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


@pytest.fixture
def same_as_golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compares bytes with a golden file, named by its path inside tests/golden."""

    def compare(name: str, actual: bytes) -> None:
        path = Path(__file__).parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual)
        assert actual.decode("utf-8") == path.read_bytes().decode("utf-8")

    return compare


@pytest.fixture
def expected_warnings() -> list[str]:
    """Words of the log warnings that a test is about: put them in, one for each warning."""
    return []


@pytest.fixture(autouse=True)
def _no_stray_warning(
    caplog: pytest.LogCaptureFixture, expected_warnings: list[str]
) -> Iterator[None]:
    """Fail a test that logs a warning it did not announce, or announces one that never comes."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    logged = [r.getMessage() for r in records if r.levelname in {"WARNING", "ERROR", "CRITICAL"}]
    for words in expected_warnings:
        found = next((message for message in logged if words in message), None)
        if found is None:
            pytest.fail(f"no log warning says “{words}”; logged: {logged}")
        logged.remove(found)
    if logged:
        pytest.fail(f"unexpected log warnings: {logged}")


@pytest.fixture(autouse=True)
def _no_thread_left_over() -> Iterator[None]:
    """Fail a test that leaves a thread of its own running."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        # Qt's own threads show up as dummies when they call Python; Qt keeps them for reuse.
        if not thread.name.startswith("Dummy-"):
            thread.join(_PATIENCE)
            if thread.is_alive():
                pytest.fail(f"the thread {thread.name} is still running")
