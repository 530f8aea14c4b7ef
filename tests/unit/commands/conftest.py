"""Commands as they are run: on a library of the test's own, with what they wrote."""

from collections.abc import Callable
from pathlib import Path

import pytest

from galley import cli
from galley.resources import data_file

Run = Callable[..., tuple[int, str, str]]
SAMPLE = data_file("sample-article.txt")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library.galley"


@pytest.fixture
def galley(library: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a library of the test's own; gives the exit code and what was written."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        code = cli.main(["--library", str(library), *map(str, arguments)])
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


@pytest.fixture
def sample(galley: Run) -> str:
    """The id of the sample in the library."""
    code, out, _ = galley("import", SAMPLE)
    assert code == 0
    return out.split()[0]
