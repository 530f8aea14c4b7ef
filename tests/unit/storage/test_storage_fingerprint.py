"""A snapshot taken at a fingerprint is true as long as the library still has it."""

import subprocess
import sys
from pathlib import Path

import pytest

from galley.services.edits import annotating
from galley.storage.fingerprint import fingerprint
from galley.storage.library import Library
from tests.unit.storage.sample_values import NOW, a_mark, an_article, marked


def test_every_commit_changes_it_and_nothing_else_does(path: Path) -> None:
    article, version, capture = an_article()
    add = a_mark(version)
    seen = []
    with Library.open(path, exclusive=True) as library:
        for commit in (
            lambda: library.add_article(article, version, capture),
            lambda: library.apply(add),
            lambda: library.apply(annotating.set_note(marked(add), "A", now=NOW)),
            lambda: library.undo(article.id),
            lambda: library.redo(article.id),
            lambda: library.set_reading_state(article.id, {"offset": 1}),
            lambda: library.add_asset(b"picture", "image/png"),
        ):
            seen.append(fingerprint(path))
            commit()
        last = fingerprint(path)
        library.articles()
        library.annotations(article.id)
        library.verify()
        assert fingerprint(path) == last
    assert fingerprint(path) == last
    with Library.open(path, exclusive=True) as library:
        assert fingerprint(path) == last
        library.history(article.id)
    assert fingerprint(path) == last
    assert len({*seen, last}) == len(seen) + 1
    assert None not in seen


def test_it_changes_within_one_tick_of_the_files_clock(library: Library, path: Path) -> None:
    article, version, capture = an_article()
    library.add_article(article, version, capture)
    counters = set()
    for offset in range(20):
        library.set_reading_state(article.id, {"offset": offset % 2})
        word = fingerprint(path)
        assert word is not None
        counters.add(word.split("-")[0])
    assert len(counters) == 20


def test_nothing_is_sure_while_a_commit_is_going_on(library: Library, path: Path) -> None:
    with library._file.writing() as connection:
        connection.exec_driver_sql("PRAGMA cache_size=1")
        connection.exec_driver_sql("INSERT INTO meta VALUES ('a', zeroblob(200000))")
        assert fingerprint(path) is None
    assert fingerprint(path) is not None


@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
def test_nothing_is_sure_beside_last_changes(path: Path, suffix: str) -> None:
    Library.open(path).close()
    beside = path.with_name(path.name + suffix)
    beside.touch()
    assert fingerprint(path) is not None
    beside.write_bytes(b"changes")
    assert fingerprint(path) is None


def test_a_link_to_a_library_has_the_librarys_own(path: Path, tmp_path: Path) -> None:
    Library.open(path).close()
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.galley"
    link.symlink_to(path)
    assert fingerprint(link) == fingerprint(path) is not None
    path.with_name(path.name + "-journal").write_bytes(b"changes")
    assert fingerprint(link) is None


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"Dear diary, " * 20])
def test_what_is_no_library_has_none(path: Path, content: bytes) -> None:
    assert fingerprint(path) is None
    path.write_bytes(content)
    assert fingerprint(path) is None
    assert fingerprint(path.parent) is None


def test_another_file_in_its_place_has_another(path: Path) -> None:
    Library.open(path).close()
    before = fingerprint(path)
    content = path.read_bytes()
    path.rename(path.with_name("old"))
    path.write_bytes(content)
    assert fingerprint(path) != before


def test_it_needs_no_database() -> None:
    code = (
        "import sys; import galley.storage.fingerprint; "
        "print(*{'sqlite3', '_sqlite3', 'sqlalchemy', 'alembic'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == ""
