"""Looking at a library's first bytes takes no lock from SQLite, and leaves nothing open."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from galley.storage.descriptors import first_bytes, note_closed, note_open
from galley.storage.engine import connect
from galley.storage.fingerprint import fingerprint
from galley.storage.library import Library
from galley.storage.opening import refuse_unless_library

ANOTHER_PROGRAM = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0)
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError:
    sys.exit(7)
"""


def another_program_may_write(path: Path) -> bool:
    return not subprocess.run([sys.executable, "-c", ANOTHER_PROGRAM, path], check=False).returncode


def open_here(path: Path) -> int:
    """How many descriptors of a file this process has open."""
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        pytest.skip("which files a process has open is told here only by Linux")
    return sum(os.path.realpath(one) == str(path.resolve()) for one in folder.iterdir())


@pytest.mark.parametrize("look", [refuse_unless_library, fingerprint])
def test_whoever_looks_takes_no_lock_away(look: Callable[[Path], object], path: Path) -> None:
    with Library.open(path) as library:
        with library._file.writing():
            look(path)
            assert not another_program_may_write(path)
        assert another_program_may_write(path)


def test_what_is_kept_open_is_closed_with_the_last_connection(path: Path) -> None:
    Library.open(path).close()
    head, status = first_bytes(path, 16)
    assert (head, status.st_size) == (b"SQLite format 3\0", path.stat().st_size)
    assert open_here(path) == 0
    with closing(connect(path)) as one, closing(connect(path)) as other:
        for connection in (one, other):
            connection.execute("SELECT count(*) FROM articles").fetchone()
        before = open_here(path)
        for _look in range(5):
            assert first_bytes(path, 16)[0] == head
        assert open_here(path) == before + 1
        other.close()
        other.close()
        assert first_bytes(path, 16)[0] == head
        one.execute("BEGIN IMMEDIATE")
        assert not another_program_may_write(path)
        one.execute("ROLLBACK")
    assert open_here(path) == 0


def test_another_file_under_the_name_is_another_file(path: Path) -> None:
    path.write_bytes(b"one")
    is_open = note_open(path)
    assert is_open is not None
    assert first_bytes(path, 100)[0] == b"one"
    path.unlink()
    path.write_bytes(b"two")
    assert first_bytes(path, 100)[0] == b"two"
    note_closed(is_open)
    path.unlink()
    assert note_open(path) is None
