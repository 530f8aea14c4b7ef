"""A file that is not a whole library of this schema is refused, and stays as it is, to the byte."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from galley.domain.errors import LibraryDamaged, LibraryTooNew, LibraryUnusable
from galley.storage import opening
from galley.storage.engine import APPLICATION_ID
from galley.storage.library import Library
from galley.storage.tables import SCHEMA_VERSION
from tests.unit.storage.disks import lose_an_index_row
from tests.unit.storage.sample_values import a_mark, an_article


@pytest.fixture
def made(path: Path) -> Path:
    """A closed library with something in it."""
    with Library.open(path) as library:
        for number in range(1, 6):
            article, version, capture = an_article(number)
            library.add_article(article, version, capture)
            library.apply(a_mark(version, note="A note that is worth keeping. " * 20))
    return path


def refuse(path: Path, kind: type[LibraryUnusable], create: bool = True) -> str:
    """See that a file is refused and left alone; the sentence."""
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    for exclusive in (False, True):
        with pytest.raises(kind) as refusal:
            Library.open(path, exclusive=exclusive, create=create)
        assert {file: file.read_bytes() for file in path.parent.iterdir()} == before
    assert str(path) in str(refusal.value)
    return str(refusal.value)


def set_header(path: Path, at: int, value: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(value.to_bytes(4, "big"))


def test_a_new_library_says_so_and_an_old_one_does_not(path: Path) -> None:
    with Library.open(path) as library:
        assert library.created
        assert library.articles() == []
    with Library.open(path) as library:
        assert not library.created


def test_a_closed_library_is_one_file(made: Path) -> None:
    assert list(made.parent.iterdir()) == [made]


def test_an_empty_file_is_a_damaged_library_and_not_a_new_one(path: Path) -> None:
    path.touch()
    assert "empty" in refuse(path, LibraryDamaged)


@pytest.mark.parametrize("content", [b"Dear diary,\n", b"SQLite format 3\0", b"\0" * 8192])
def test_another_kind_of_file_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refuse(path, LibraryUnusable)


def test_another_programs_database_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE articles (id, data)")
    refuse(path, LibraryUnusable)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryUnusable, match="not a file"):
        Library.open(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryUnusable, match="no folder"):
        Library.open(tmp_path / "gone" / "library.galley")


def test_a_newer_library_is_refused(made: Path) -> None:
    set_header(made, 60, 99)
    refuse(made, LibraryTooNew)


def test_a_newer_librarys_way_of_writing_is_left_to_it(made: Path) -> None:
    with closing(sqlite3.connect(made)) as newer:
        newer.execute("PRAGMA journal_mode=WAL")
        newer.execute("PRAGMA user_version=99")
    refuse(made, LibraryTooNew)


def test_a_library_without_a_schema_number_is_refused(made: Path) -> None:
    set_header(made, 60, 0)
    refuse(made, LibraryDamaged)


@pytest.mark.parametrize("part", [0.999, 0.5, 0.1])
def test_a_library_that_was_cut_off_is_refused(made: Path, part: float) -> None:
    content = made.read_bytes()
    made.write_bytes(content[: int(len(content) * part)])
    refuse(made, LibraryDamaged)


def test_a_missing_library_is_not_replaced_where_one_is_known_to_have_been(path: Path) -> None:
    refuse(path, LibraryUnusable, create=False)
    assert not path.exists()


@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
def test_no_library_is_made_beside_the_last_changes_of_a_lost_one(path: Path, suffix: str) -> None:
    path.with_name(path.name + suffix).write_bytes(b"last changes")
    refuse(path, LibraryDamaged)


def test_a_log_that_is_not_the_librarys_own_is_not_played_into_it(made: Path) -> None:
    made.with_name(made.name + "-wal").write_bytes(b"another database's log")
    refuse(made, LibraryUnusable)


def test_a_library_that_somebody_switched_to_a_write_ahead_log_comes_back(made: Path) -> None:
    with closing(sqlite3.connect(made)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("INSERT INTO meta VALUES ('key', 'value')")
        other.commit()
        assert made.with_name(made.name + "-wal").stat().st_size
        copy = made.with_name("copy.galley")
        copy.write_bytes(made.read_bytes())
        log = made.with_name(made.name + "-wal")
        copy.with_name(copy.name + "-wal").write_bytes(log.read_bytes())
    with Library.open(copy) as library, library._file.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "truncate"
        assert connection.exec_driver_sql("SELECT value FROM meta WHERE key='key'").scalar()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON articles BEGIN DELETE FROM annotations; END",
        "CREATE VIEW v AS SELECT * FROM articles",
        "DROP TABLE targets",
        "ALTER TABLE annotations RENAME COLUMN status TO stadus",
    ],
)
def test_a_schema_that_is_not_galleys_is_refused(made: Path, statement: str) -> None:
    with closing(sqlite3.connect(made)) as other:
        other.execute(statement)
    refuse(made, LibraryDamaged)


def test_a_damaged_index_is_seen_at_the_door(made: Path) -> None:
    with closing(sqlite3.connect(made)) as other:
        find = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_targets_version_id_sort_key'"
        page = other.execute(find).fetchone()[0] - 1
    with made.open("r+b") as file:
        file.seek(page * 4096)
        file.write(b"\xff" * 4096)
    refuse(made, LibraryDamaged)


def test_damage_inside_a_large_library_is_told_when_it_is_met(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(made)) as other:
        find = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        roots = [other.execute(find, (name,)).fetchone()[0] for name in ("annotations", "articles")]
    monkeypatch.setattr(opening, "LARGE", 0)
    for page, at_the_door in zip(roots, (False, True), strict=True):
        with made.open("r+b") as file:
            file.seek((page - 1) * 4096)
            file.write(b"\xff" * 4096)
        if at_the_door:
            refuse(made, LibraryDamaged)
            continue
        with Library.open(made) as library:
            article = library.article(an_article(1)[0].id)
            with pytest.raises(LibraryDamaged):
                library.annotations(article.id)
    with made.open("ab") as file:
        file.truncate(made.stat().st_size - 4096)
    refuse(made, LibraryDamaged)


def test_an_index_that_lost_a_row_is_seen_after_an_unclean_exit(made: Path) -> None:
    lose_an_index_row(made)
    Library.open(made, exclusive=True).close()
    lock = made.with_name(made.name + ".lock")
    lock.write_text("{")
    for _attempt in range(3):  # it does not pass for sound because it was refused once
        with pytest.raises(LibraryDamaged):
            Library.open(made, exclusive=True)


def overwrite_page(content: bytearray, chance: random.Random) -> None:
    page = chance.randrange(len(content) // 4096) * 4096
    content[page : page + 4096] = chance.randbytes(4096)


def overwrite_sector(content: bytearray, chance: random.Random) -> None:
    sector = chance.randrange(len(content) // 512) * 512
    content[sector : sector + 512] = bytes(512)


def flip_bits(content: bytearray, chance: random.Random) -> None:
    for _ in range(8):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


@pytest.mark.parametrize("damage", [overwrite_page, overwrite_sector, flip_bits])
@pytest.mark.parametrize("seed", range(15))
def test_damage_is_refused_or_found_or_harmless_but_never_believed(
    made: Path, damage: Callable[[bytearray, random.Random], None], seed: int
) -> None:
    with Library.open(made) as library:
        whole = everything(library)
    content = bytearray(made.read_bytes())
    damage(content, random.Random(seed))  # noqa: S311 - a seed, not a secret
    made.write_bytes(content)
    try:
        with Library.open(made) as library:
            findings = library.verify()
            try:
                believed = everything(library)
            except LibraryDamaged:
                assert findings
            else:
                assert findings or believed == whole
    except LibraryUnusable:
        assert made.read_bytes() == content


def everything(library: Library) -> object:
    found = []
    for summary in library.articles():
        versions = library.versions(summary.id)
        captures = [library.capture_bytes(version.capture.sha256) for version in versions]
        annotations = library.annotations(summary.id)
        history = library.history(summary.id)
        article = library.article(summary.id)
        found.append((summary, article, versions, captures, annotations, history))
    return found


def test_two_first_starts_make_one_library(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process makes the library between our look and our making."""
    publish = opening._publish

    def publish_second(temporary: Path, at: Path) -> None:
        monkeypatch.setattr(opening, "_publish", publish)
        with Library.open(at) as first:
            article, version, capture = an_article()
            first.add_article(article, version, capture)
        publish(temporary, at)

    monkeypatch.setattr(opening, "_publish", publish_second)
    with Library.open(path) as second:
        assert len(second.articles()) == 1
    assert list(path.parent.iterdir()) == [path]


def test_where_there_are_no_links_a_new_library_is_made_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(_source: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    Library.open(path).close()
    assert list(path.parent.iterdir()) == [path]


def test_a_new_library_carries_its_mark_and_number(path: Path) -> None:
    Library.open(path).close()
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == SCHEMA_VERSION
