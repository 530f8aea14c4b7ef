"""The stage of the stories: one for all of them, and a clear word where there can be none."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.stage import Stage, missing_programs


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    """A screen of the tests' own. Skips where it can't be made; in CI nothing may be skipped."""
    missing = missing_programs()
    if missing and not os.environ.get("CI"):
        linux = sys.platform == "linux"
        where = "python3 run.py test installs them" if linux else "they are for Linux"
        pytest.skip(f"the stories need {', '.join(missing)}: {where}")
    assert not missing, f"not installed: {', '.join(missing)}"
    with Stage() as made:
        yield made


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Where the library of the story will be."""
    return tmp_path / "library.galley"
