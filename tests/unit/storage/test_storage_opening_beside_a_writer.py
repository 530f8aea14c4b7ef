"""A library that another window writes to just while it is opened."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from galley.storage import opening
from galley.storage.engine import connect
from galley.storage.library import Library


def test_a_library_that_grows_while_it_is_checked_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.galley"
    with Library.open(path):
        before = path.stat().st_size
    pending = ["INSERT INTO meta (key, value) VALUES ('filler', hex(zeroblob(100000)))"]

    begun: list[str] = []

    def grow(statement: str) -> None:
        if begun and pending:  # just before the first statement of the check
            with closing(sqlite3.connect(path)) as other, other:
                other.execute(pending.pop())
        elif statement == "BEGIN":
            begun.append(statement)

    def watched(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
        connection = connect(path, read_only=read_only)
        connection.set_trace_callback(grow)
        return connection

    monkeypatch.setattr(opening, "connect", watched)
    with Library.open(path, create=False) as library:
        assert library.articles() == []
    assert not pending
    assert path.stat().st_size > before
