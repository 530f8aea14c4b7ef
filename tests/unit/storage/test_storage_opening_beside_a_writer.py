"""A library that another window writes to just while it is opened."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from galley.storage import opening
from galley.storage.engine import connect
from galley.storage.library import Library

_HELD = sqlite3.OperationalError  # "database is locked"


def test_a_library_that_grows_while_it_is_checked_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.galley"
    with Library.open(path):
        before = path.stat().st_size
    begun: list[str] = []
    grown: list[str] = []

    def grow(statement: str) -> None:
        """Write before each statement of the check, as long as the file is not held by it."""
        if begun and len(grown) < 2:
            with closing(sqlite3.connect(path, timeout=0)) as other, suppress(_HELD), other:
                sql = "INSERT INTO meta (key, value) VALUES (?, hex(zeroblob(100000)))"
                other.execute(sql, (statement,))
                grown.append(statement)
        if statement == "BEGIN":
            begun.append(statement)

    def watched(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
        connection = connect(path, read_only=read_only)
        connection.set_trace_callback(grow)
        return connection

    monkeypatch.setattr(opening, "connect", watched)
    with Library.open(path, create=False) as library:
        assert library.articles() == []
    assert grown
    assert path.stat().st_size > before
