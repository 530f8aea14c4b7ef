"""Collections on disk: kept, counted, checked, mended and saved from a damaged file."""

from dataclasses import replace
from pathlib import Path

import pytest

from galley.domain.changes import Change, ChangeSet
from galley.domain.collection import Collection
from galley.storage.library import Library
from galley.storage.repair import repair
from galley.storage.salvage import salvage
from tests.unit.storage.sample_values import NOW, an_article

FERRIES = Collection("c1", "Ferries", NOW)
ECLAIRS = Collection("c2", "Éclairs", NOW)
WRONG = Collection("s1", "zu prüfen", NOW, query="status:wrong")


@pytest.fixture
def library(library: Library) -> Library:
    """Two articles, the first in a collection, and three collections."""
    for number in (1, 2):
        library.add_article(*an_article(number))
    for collection in (WRONG, FERRIES, ECLAIRS):
        library.collections.put(collection)
    put(library, 1, "c1")
    return library


def put(library: Library, number: int, *collections: str) -> str:
    article = library.article(an_article(number)[0].id)
    after = replace(article, collections=collections)
    library.apply(ChangeSet("Put into a collection", article.id, (Change(article, after),)))
    return article.id


def names(library: Library, *, trashed: bool = False) -> list[tuple[str, int]]:
    found = library.collections.all(trashed=trashed)
    return [(summary.collection.name, summary.articles) for summary in found]


def test_collections_are_listed_by_name_with_their_articles(library: Library) -> None:
    assert names(library) == [("Éclairs", 0), ("Ferries", 1), ("zu prüfen", 0)]
    assert library.collections.members("c1") == [an_article(1)[0].id]
    assert library.verify() == []


def test_one_that_is_renamed_or_put_away_keeps_its_articles(library: Library) -> None:
    library.collections.put(replace(FERRIES, name="Boats"))
    assert ("Boats", 1) in names(library)
    library.collections.put(replace(FERRIES, trashed_at=NOW))
    assert [name for name, _count in names(library)] == ["Éclairs", "zu prüfen"]
    assert names(library, trashed=True) == [("Ferries", 1)]
    library.collections.put(FERRIES)
    assert ("Ferries", 1) in names(library)
    assert library.verify() == []


def test_undo_takes_an_article_out_again(library: Library) -> None:
    article_id = put(library, 2, "c1", "c2")
    assert dict(names(library))["Ferries"] == 2
    library.undo(article_id)
    assert dict(names(library)) == {"Éclairs": 0, "Ferries": 1, "zu prüfen": 0}
    library.redo(article_id)
    assert set(library.collections.members("c2")) == {article_id}


def test_articles_in_the_trash_do_not_count(library: Library) -> None:
    article = library.article(an_article(1)[0].id)
    gone = replace(article, trashed_at=NOW)
    library.apply(ChangeSet("Article deleted", article.id, (Change(article, gone),)))
    assert dict(names(library))["Ferries"] == 0
    assert library.collections.members("c1") == []


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM article_collections",
        "UPDATE collections SET name = 'x' WHERE id = 'c2'",
        "UPDATE collections SET trashed_at = 'x' WHERE id = 'c2'",
    ],
)
def test_what_is_listed_wrongly_is_told_of_and_mended(
    library: Library, path: Path, damage: str
) -> None:
    with library._file.writing() as connection:
        connection.exec_driver_sql(damage)
    assert "listed wrongly" in library.verify()[0].sentence
    library.close()
    assert not repair(path, now=NOW).remaining
    with Library.open(path) as mended:
        assert dict(names(mended))["Ferries"] == 1
        assert mended.verify() == []


def test_a_damaged_one_is_told_of_and_left_out(library: Library) -> None:
    with library._file.writing() as connection:
        connection.exec_driver_sql("UPDATE collections SET data = '{}' WHERE id = 'c2'")
    assert [name for name, _count in names(library)] == ["Ferries", "zu prüfen"]
    assert "“Éclairs” is not what was saved" in library.verify()[0].sentence


def test_a_damaged_library_gives_them_up_too(library: Library, path: Path, tmp_path: Path) -> None:
    library.close()
    salvage(path, tmp_path / "new.galley")
    with Library.open(tmp_path / "new.galley") as saved:
        assert names(saved) == [("Éclairs", 0), ("Ferries", 1), ("zu prüfen", 0)]
        assert saved.verify() == []


def test_the_list_comes_in_pages_with_tags(library: Library) -> None:
    article = library.article(an_article(2)[0].id)
    tagged = replace(article, tags=("sea", "“a”"))
    library.apply(ChangeSet("Article tags changed", article.id, (Change(article, tagged),)))
    first, before = library.articles_page(1)
    assert [summary.tags for summary in first] == [("sea", "“a”")]
    second, before = library.articles_page(1, before)
    assert [summary.id for summary in second] == [an_article(1)[0].id]
    assert library.articles_page(1, before) == ([], None)
    assert library.articles_page(5)[1] is None
