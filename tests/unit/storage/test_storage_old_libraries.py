"""What a Galley of any time wrote is read by this one, whole, wherever that is interrupted."""

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.search import parse_query
from galley.storage.library import Library
from galley.storage.tables import SCHEMA_VERSION

LIBRARIES = Path(__file__).parents[2] / "fixtures" / "libraries"
VERSIONS = range(1, SCHEMA_VERSION + 1)
ARTICLE = "00000001-0000-4000-8000-000000000000"
TRASHED = "00000002-0000-4000-8000-000000000000"
KILLS = 8

# Opens a library, which brings it up to date, and dies at the n-th statement of that.
DIES = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from galley.storage import upgrading
from galley.storage.library import Library

statements, last = 0, int(sys.argv[2])

def count(*_arguments):
    global statements
    statements += 1
    if statements == last:
        os.kill(os.getpid(), signal.SIGKILL)

original = upgrading.migrate
def migrate(*arguments, **named):
    event.listen(Engine, "before_cursor_execute", count)
    original(*arguments, **named)
upgrading.migrate = migrate
Library.open(Path(sys.argv[1]), exclusive=True).close()
print(statements)
"""


def old_library(version: int, folder: Path) -> Path:
    path = folder / "library.galley"
    packed = LIBRARIES / f"schema-{version}.galley.gz"
    assert packed.is_file(), "a schema step comes with a library of the schema before it"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path


def see_that_all_is_there(library: Library) -> None:
    assert library.verify() == []
    (summary,) = library.articles()
    (trashed,) = library.articles(trashed=True)
    assert (summary.id, trashed.id) == (ARTICLE, TRASHED)
    assert (summary.headline, summary.facts, summary.checked) == ("Ferry full again", 2, 1)
    article = library.article(ARTICLE)
    assert article.tags == ("harbour",)
    assert library.asset(article.pictures[0].asset).startswith(b"\x89PNG")
    quote, figure = library.annotations(ARTICLE)
    assert (quote.kind, quote.exact) == (Kind.QUOTE, "“more than ever …”")
    assert (quote.note, quote.speaker) == ("Ask **who** counted.", "Bo Mast")
    assert quote.tags == ("ferry", "record")
    assert (figure.exact, figure.check.status) == ("12 %", CheckStatus.WRONG)
    assert figure.check.evidence == "Ledger, page 4"
    assert [mark.note for mark in library.annotations(ARTICLE, trashed=True)] == ["To the trash."]
    assert library.reading_state(ARTICLE) == {"offset": 17}
    assert library.capture_bytes(library.version("version-1").capture.sha256).startswith(b"Ferry")
    assert len(library.history(ARTICLE)) == 10
    assert library.undo_label(ARTICLE) == "Picture added"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_library_of_any_time_is_whole(version: int, tmp_path: Path) -> None:
    path = old_library(version, tmp_path)
    with Library.open(path, exclusive=True) as library:
        see_that_all_is_there(library)
        library.build_index()
        found = library.search(parse_query("ferry")).hits
        assert {hit.article_id for hit in found} == {ARTICLE}
        assert library.verify() == []
    copies = list(tmp_path.glob(f"library.schema-{version}.edit-*.galley"))
    assert len(copies) == (version < SCHEMA_VERSION)


@pytest.mark.parametrize("version", VERSIONS)
def test_edits_of_any_time_can_be_taken_back(version: int, tmp_path: Path) -> None:
    with Library.open(old_library(version, tmp_path)) as library:
        undone = 0
        while library.undo(ARTICLE) is not None:
            undone += 1
        assert undone >= 6
        assert library.annotations(ARTICLE) == []
        while library.redo(ARTICLE) is not None:
            undone -= 1
        assert undone in (0, -1)  # the edit that was undone to begin with may come back, too
        assert library.verify() == []


@pytest.mark.skipif(os.name == "nt", reason="no kill -9 there")
@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_the_way_from_any_time_may_be_cut_off_anywhere(version: int, tmp_path: Path) -> None:
    def bring_up(folder: Path, last: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", DIES, str(folder / "library.galley"), str(last)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    tmp_path.joinpath("whole").mkdir()
    old_library(version, tmp_path / "whole")
    statements = int(bring_up(tmp_path / "whole", 0).stdout)
    assert statements > 1
    for last in sorted({max(1, statements * kill // KILLS) for kill in range(KILLS + 1)}):
        folder = tmp_path / f"{last}"
        folder.mkdir()
        path = old_library(version, folder)
        killed = bring_up(folder, last)
        assert killed.returncode == -signal.SIGKILL
        with Library.open(path, exclusive=True) as library:
            see_that_all_is_there(library)
