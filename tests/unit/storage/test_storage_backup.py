"""A copy is a whole library, whatever goes on in the one that is copied."""

import threading
from contextlib import closing
from pathlib import Path

import pytest

from galley.domain.article import Version
from galley.domain.errors import LibraryDamaged
from galley.storage import backup
from galley.storage.backup import checked_copy
from galley.storage.engine import connect
from galley.storage.library import Library
from tests.unit.storage.sample_values import a_mark, an_article, marked


def test_a_copy_is_a_library_like_the_first(
    library: Library, version: Version, tmp_path: Path
) -> None:
    add = a_mark(version)
    library.apply(add)
    copy = tmp_path / "copy.galley"
    copy.write_text("an older copy, which is replaced")
    with closing(connect(library.path)) as connection:
        checked_copy(connection, copy)
    with Library.open(copy, create=False) as again:
        assert again.annotations(version.article_id) == [marked(add)]
        assert again.history(version.article_id) == library.history(version.article_id)
        assert again.verify() == []
        assert again.undo(version.article_id) == add.inverse()


def test_copies_of_a_library_that_is_being_written_are_whole(path: Path, tmp_path: Path) -> None:
    article, version, capture = an_article()
    Library.open(path).close()
    stop = threading.Event()

    def write() -> None:
        with Library.open(path) as library:
            library.add_article(article, version, capture)
            for start in range(200):
                library.apply(a_mark(version, start, note="Words. " * 500))
                if stop.is_set():
                    break

    writer = threading.Thread(target=write)
    writer.start()
    with closing(connect(path)) as connection:
        for number in range(5):
            copy = tmp_path / f"copy-{number}.galley"
            checked_copy(connection, copy)
            with Library.open(copy) as again:
                assert again.verify() == []
    stop.set()
    writer.join()


def test_a_copy_that_is_not_whole_has_no_name(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = iter([[("articles", 1)], [("articles", 0)]])
    monkeypatch.setattr(backup, "_counts", lambda _connection: next(counts))
    before = sorted(tmp_path.iterdir())
    with closing(connect(library.path)) as connection, pytest.raises(LibraryDamaged, match="copy"):
        checked_copy(connection, tmp_path / "copy.galley")
    assert sorted(tmp_path.iterdir()) == before
