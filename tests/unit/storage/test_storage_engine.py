"""The one connection: its settings, its transactions, and errors as sentences."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from galley.domain.errors import (
    DiskFull,
    LibraryDamaged,
    LibraryLocked,
    LibraryReadOnly,
    LibraryUnusable,
)
from galley.storage.engine import APPLICATION_ID, connect, engine_for, for_writing, library_error
from galley.storage.library import Library
from galley.storage.tables import SCHEMA_VERSION

IN_FORCE = {
    "journal_mode": "truncate",
    "synchronous": 3,  # EXTRA
    "fullfsync": 1,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "temp_store": 2,  # MEMORY
    "application_id": APPLICATION_ID,
    "user_version": SCHEMA_VERSION,
}


@pytest.mark.parametrize("name", IN_FORCE)
def test_setting_is_in_force_on_the_librarys_connection(library: Library, name: str) -> None:
    with library._file.reading() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == IN_FORCE[name]


def test_the_driver_begins_no_transactions_of_its_own(path: Path) -> None:
    path.touch()
    with closing(connect(path)) as connection:
        assert connection.isolation_level is None


def test_nothing_is_mapped_into_memory(library: Library) -> None:
    with library._file.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA mmap_size").scalar() in {0, None}


def test_connecting_never_makes_a_file(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        connect(path)
    assert not path.exists()


@pytest.mark.parametrize("name", ["a b.galley", "50%41.galley", "what?mode=ro#x.galley", "é“🛥.g"])
def test_any_file_name_is_a_name_and_not_an_address(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    Library.open(path).close()
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert not Library.open(path).created


def test_writing_holds_the_lock_before_its_first_statement(library: Library) -> None:
    with closing(sqlite3.connect(library.path, timeout=0, isolation_level=None)) as other:
        with library._file.reading():
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        with library._file.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


def test_a_failed_transaction_leaves_nothing_not_even_a_table(library: Library) -> None:
    def fail_half_way() -> None:
        with library._file.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE half (a)")
            connection.exec_driver_sql("CREATE TABLE half (a)")

    with pytest.raises(OperationalError):
        fail_half_way()
    with library._file.reading() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'half'")
        assert names.fetchall() == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_BUSY", LibraryLocked),
        ("SQLITE_BUSY_SNAPSHOT", LibraryLocked),
        ("SQLITE_LOCKED_SHAREDCACHE", LibraryLocked),
        ("SQLITE_READONLY", LibraryReadOnly),
        ("SQLITE_READONLY_DIRECTORY", LibraryReadOnly),
        ("SQLITE_CANTOPEN", LibraryReadOnly),
        ("SQLITE_PERM", LibraryReadOnly),
        ("SQLITE_CORRUPT_INDEX", LibraryDamaged),
        ("SQLITE_NOTADB", LibraryDamaged),
        ("SQLITE_IOERR_FSYNC", LibraryUnusable),
    ],
)
def test_error_is_told_by_its_code_whatever_its_message(code: str, kind: type) -> None:
    error = sqlite3.OperationalError("database is locked, full, read-only and malformed")
    error.sqlite_errorname = code
    known = library_error(Path("/somewhere/library.galley"), error)
    assert type(known) is kind
    assert "/somewhere/library.galley" in str(known)


@pytest.mark.parametrize("code", ["SQLITE_ERROR", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_MISUSE"])
def test_a_bug_stays_a_bug(code: str) -> None:
    error = sqlite3.OperationalError("disk full")
    error.sqlite_errorname = code
    assert library_error(Path("library.galley"), error) is None
    assert library_error(Path("library.galley"), sqlite3.ProgrammingError("closed")) is None


def test_the_engine_turns_codes_into_sentences_and_leaves_bugs(library: Library) -> None:
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        connection = connect(library.path)
        connection.execute("PRAGMA busy_timeout=0")
        writer = for_writing(engine_for(connection, library.path))
        with pytest.raises(LibraryLocked), writer.begin():
            pass
        other.execute("ROLLBACK")
        with pytest.raises(IntegrityError), writer.begin() as transaction:
            transaction.exec_driver_sql("INSERT INTO meta VALUES (NULL, NULL)")
        writer.dispose()
