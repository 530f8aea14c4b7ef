"""Collections by name, and edits of several articles."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from galley.domain.errors import NotFound
from galley.services.demo import make_demo_library
from galley.services.edits.article_editing import (
    add_tags,
    apply_to_articles,
    put_into,
    remove_tags,
    set_tags,
    take_out_of,
    trash,
)
from galley.services.edits.bulk_editing import take_back
from galley.services.edits.collecting import (
    NameMissing,
    collection_named,
    list_collections,
    members,
    new_collection,
    put_collection,
    renamed,
)
from galley.storage.library import Library
from tests.without_backup import WITHOUT_BACKUP

NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    path = tmp_path / "library.galley"
    make_demo_library(path, now=NOW)
    with Library.open(path) as opened:
        yield opened


def test_a_name_is_on_one_line_and_not_empty() -> None:
    assert new_collection("  Harbour \n news ", now=NOW).name == "Harbour news"
    one = new_collection("x", now=NOW, query=" a  b ")
    assert (renamed(one, "y").name, one.query) == ("y", "a b")
    for name in ("", " \n"):
        with pytest.raises(NameMissing):
            new_collection(name, now=NOW)


def test_they_are_found_by_name_each_kind_for_itself(library: Library) -> None:
    harbour = new_collection("Harbour", now=NOW)
    put_collection(library, harbour)
    put_collection(library, new_collection("Harbour news", now=NOW))
    search = new_collection("Harbour", now=NOW, query="harbour")
    assert len(put_collection(library, search)) == 3
    assert collection_named(library, "harbour", saved=False) == harbour
    assert collection_named(library, "harb", saved=True) == search
    with pytest.raises(NotFound, match="fits 2"):
        collection_named(library, "harb", saved=False)
    with pytest.raises(NotFound, match="No saved search is called “x”"):
        collection_named(library, "x", saved=True)


def test_articles_go_in_and_out_one_step_each_and_all_come_back(library: Library) -> None:
    collection = new_collection("Harbour", now=NOW)
    put_collection(library, collection)
    ids = [summary.id for summary in library.articles()[:3]]
    applied = apply_to_articles(library, ids, put_into(collection.id), WITHOUT_BACKUP)
    assert sorted(members(library, collection.id)) == sorted(ids)
    assert apply_to_articles(library, ids, put_into(collection.id), WITHOUT_BACKUP) == []
    assert list_collections(library)[0].articles == 3
    apply_to_articles(library, ids[:1], take_out_of(collection.id), WITHOUT_BACKUP)
    assert sorted(members(library, collection.id)) == sorted(ids[1:])
    library.undo(ids[0])
    take_back(library, [one.step for one in applied])
    assert members(library, collection.id) == []


def test_article_tags_are_cleaned_and_told_apart_by_their_letters(library: Library) -> None:
    one = library.articles()[0].id
    apply_to_articles(library, [one], set_tags(["#Sea side", "sea"]), WITHOUT_BACKUP)
    apply_to_articles(library, [one], add_tags(["SEA", "new"]), WITHOUT_BACKUP)
    assert library.article(one).tags == ("Sea-side", "sea", "new")
    apply_to_articles(library, [one], remove_tags(["NEW", "sea-side"]), WITHOUT_BACKUP)
    assert library.articles()[0].tags == ("sea",)
    apply_to_articles(library, [one], trash(now=NOW), WITHOUT_BACKUP)
    assert one not in {summary.id for summary in library.articles()}
