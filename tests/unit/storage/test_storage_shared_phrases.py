"""Which articles have phrases of a text in theirs."""

from dataclasses import replace

import pytest

from galley.domain.changes import Change, ChangeSet
from galley.storage.index_state import IndexOutdated, mark_outdated
from galley.storage.library import Library
from tests.unit.storage.sample_values import NOW
from tests.unit.storage.test_storage_search import add

PHRASES = ("sank at noon", "pilots of the island", "Zürich, said “no” AND NOT")


def ids(library: Library, common: int = 20, limit: int = 20) -> list[str]:
    return library.articles_with_phrases(PHRASES, common=common, limit=limit)


def test_articles_with_the_most_phrases_come_first_then_the_newest(library: Library) -> None:
    one = add(library, "It sank at noon.")
    most = add(library, "It SANK at noon.", "No pilots of the island.", "Zurich said no and not!")
    other = add(library, "The others sank, at noon")
    add(library, "It sank at", "noon", sidebar="It sank at noon", caption="pilots of the island")
    assert ids(library) == [most.article_id, other.article_id, one.article_id]
    assert ids(library, limit=1) == [most.article_id]


def test_a_phrase_that_many_articles_have_says_nothing(library: Library) -> None:
    for _ in range(3):
        add(library, "It sank at noon.")
    told = add(library, "It sank at noon, with the pilots of the island.")
    assert ids(library, common=4) == [told.article_id]


def test_what_is_in_the_trash_is_not_told_of(library: Library) -> None:
    version = add(library, "It sank at noon.")
    article = library.article(version.article_id)
    change = Change(article, replace(article, trashed_at=NOW))
    library.apply(ChangeSet("Deleted", article.id, (change,)))
    assert ids(library) == []


def test_an_index_that_is_not_built_says_so(library: Library) -> None:
    with library._file.writing() as connection:
        mark_outdated(connection)
    with pytest.raises(IndexOutdated):
        ids(library)
