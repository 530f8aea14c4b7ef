"""The order and the rows of the table of all annotations."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.domain.annotation_table import (
    AnnotationOrder,
    TableColumn,
    TableGrouping,
    TableWish,
)
from galley.domain.changes import Change, ChangeSet
from galley.domain.search import parse_query
from galley.services.edits.annotating import (
    annotate,
    set_check,
    set_kind,
    set_speaker,
    set_tags,
    trash,
)
from galley.storage.library import Library
from tests.unit.storage.sample_values import NOW, an_article

COLUMN, GROUP = TableColumn, TableGrouping


@pytest.fixture
def library(library: Library) -> Library:
    """Three articles, the last in the trash, and marks that differ in everything."""
    titles = {1: "Zebras at the quay", 2: "“Émigrés” at sea", 3: "Gone"}
    for number, title in titles.items():
        article, version, capture = an_article(number, title)
        if number == 2:
            metadata = replace(article.metadata, publication="", published="2014")
            article = replace(article, metadata=metadata)
        library.add_article(article, version, capture)
        add(library, number, 4, "Élan", ["ferry", "Sea"], Kind.QUOTE, CheckStatus.WRONG)
        add(library, number, 0, "", [], Kind.CLAIM, CheckStatus.UNCHECKED, note="zulu words")
        add(library, number, 8, "eddie", ["ferry"], Kind.QUOTE, CheckStatus.UNCHECKED)
    gone = library.article(an_article(3)[0].id)
    library.apply(ChangeSet("", gone.id, (Change(gone, replace(gone, trashed_at=NOW)),)))
    return library


def add(
    library: Library,
    number: int,
    start: int,
    speaker: str,
    tags: Sequence[str],
    kind: Kind,
    status: CheckStatus,
    note: str = "",
) -> None:
    version = library.version(f"version-{number}")
    now = NOW + timedelta(seconds=start)
    mark = annotate(version, [(start, start + 6)], kind, now=now, note=note).changes[0].after
    assert isinstance(mark, Annotation)
    edits: tuple[Callable[[Annotation], ChangeSet], ...] = (
        lambda a: set_speaker(a, speaker, now=now),
        lambda a: set_tags(a, tags, now=now),
        lambda a: set_check(a, status, now=now),
    )
    for edit in edits:
        after = edit(mark).changes[0].after
        assert isinstance(after, Annotation)
        mark = after
    library.apply(ChangeSet("Mark added", mark.article_id, (Change(None, mark),)))


def order(
    library: Library,
    column: TableColumn = COLUMN.ADDED,
    group: TableGrouping = GROUP.NONE,
    *,
    descending: bool = False,
    query: str = "",
    kinds: Sequence[Kind] = (),
    statuses: Sequence[CheckStatus] = (),
    limit: int | None = None,
) -> AnnotationOrder:
    wish = TableWish(
        parse_query(query), frozenset(kinds), frozenset(statuses), column, descending, group
    )
    return library.table.order(wish, limit=limit)


def numbers(library: Library, *given: object, **named: object) -> list[int]:
    return list(order(library, *given, **named).sequences)  # type: ignore[arg-type] # passed on


def test_only_annotations_in_use_of_articles_in_use_are_rows(library: Library) -> None:
    assert sorted(numbers(library)) == [1, 2, 3, 4, 5, 6]
    rows = {row.sequence: row for row in library.table.rows([1, 5, 99])}
    assert rows.keys() == {1, 5}
    assert (rows[1].speaker, rows[1].tags, rows[1].headline) == (
        "Élan",
        ("ferry", "Sea"),
        "Zebras at the quay",
    )
    assert (rows[5].kind, rows[5].note, rows[5].published) == (Kind.CLAIM, "zulu words", "2014")


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (COLUMN.ADDED, [2, 5, 1, 4, 3, 6]),
        (COLUMN.KIND, [3, 6, 1, 4, 2, 5]),
        (COLUMN.STATUS, [3, 6, 2, 5, 1, 4]),
        (COLUMN.SPEAKER, [3, 6, 1, 4, 2, 5]),  # nobody is last
        (COLUMN.NOTE, [2, 5, 1, 3, 4, 6]),
        (COLUMN.TAGS, [3, 6, 1, 4, 2, 5]),
        (COLUMN.ARTICLE, [5, 4, 6, 2, 1, 3]),  # É as E, past the quotation mark
        (COLUMN.PUBLICATION, [2, 1, 3, 5, 4, 6]),
        (COLUMN.PUBLISHED, [5, 4, 6, 2, 1, 3]),
    ],
)
def test_rows_are_sorted_by_any_column(
    library: Library, column: TableColumn, expected: list[int]
) -> None:
    assert numbers(library, column) == expected


def test_the_other_way_round_rows_that_say_nothing_stay_last(library: Library) -> None:
    assert numbers(library, COLUMN.SPEAKER, descending=True) == [4, 1, 6, 3, 5, 2]
    assert numbers(library, COLUMN.ARTICLE, descending=True) == [2, 1, 3, 5, 4, 6]


@pytest.mark.parametrize(
    ("group", "expected", "spans"),
    [
        (GROUP.KIND, [1, 3, 4, 6, 2, 5], [4, 2]),
        (GROUP.STATUS, [2, 3, 5, 6, 1, 4], [4, 2]),
        (GROUP.SPEAKER, [3, 6, 1, 4, 2, 5], [2, 2, 2]),
        (GROUP.ARTICLE, [4, 5, 6, 1, 2, 3], [3, 3]),
    ],
)
def test_rows_are_put_together_and_counted(
    library: Library, group: TableGrouping, expected: list[int], spans: list[int]
) -> None:
    for limit in (None, 4):
        found = order(library, COLUMN.NOTE, group, limit=limit)
        assert list(found.sizes) == spans
    sequences = numbers(library, COLUMN.NOTE, group)
    assert sorted(sequences) == sorted(expected)
    start = 0
    for count in spans:
        assert set(sequences[start : start + count]) == set(expected[start : start + count])
        start += count


def test_under_tags_a_row_stands_once_for_each_and_those_without_are_last(library: Library) -> None:
    found = order(library, COLUMN.ADDED, GROUP.TAG)
    assert (list(found.sizes), found.names) == ([4, 2, 2], ["ferry", "Sea", ""])
    narrowed = order(library, COLUMN.ADDED, GROUP.TAG, statuses=[CheckStatus.WRONG])
    assert (list(narrowed.sizes), narrowed.names) == ([2, 2], ["ferry", "Sea"])
    assert list(found.sequences) == [1, 4, 3, 6, 1, 4, 2, 5]


def test_words_kinds_and_statuses_leave_rows_out(library: Library) -> None:
    assert numbers(library, query="zulu") == [2, 5]
    assert numbers(library, query="tag:sea before:2020") == [4]
    assert numbers(library, query="kind:quote", statuses=[CheckStatus.WRONG]) == [1, 4]
    assert numbers(library, kinds=[Kind.CLAIM]) == [2, 5]
    found = order(library, query="ferry", kinds=[Kind.CLAIM])
    assert found.counts == {
        (Kind.QUOTE, CheckStatus.WRONG): 2,
        (Kind.QUOTE, CheckStatus.UNCHECKED): 2,
    }, "whatever kinds are asked for beside the words"
    assert not found.sequences


def test_a_first_look_says_that_there_is_more(library: Library) -> None:
    first = order(library, COLUMN.SPEAKER, limit=5)
    assert (list(first.sequences), first.complete) == ([3, 6, 1, 4, 2], False)
    assert first.counts is None
    assert order(library, COLUMN.SPEAKER, limit=7).complete


def test_every_edit_and_undo_is_in_the_order_at_once(library: Library) -> None:
    article_id = an_article(1)[0].id
    marks = {a.start: a for a in library.annotations(article_id)}
    library.apply(set_kind(marks[0], Kind.QUOTE, now=NOW))
    assert numbers(library, kinds=[Kind.CLAIM]) == [5]
    library.apply(trash([marks[4]], now=NOW))
    assert 1 not in numbers(library)
    library.undo(article_id)
    assert 1 in numbers(library, query="tag:sea")
    article = library.article(article_id)
    hidden = replace(article, trashed_at=NOW)
    library.apply(ChangeSet("", article_id, (Change(article, hidden),)))
    assert set(numbers(library)) == {4, 5, 6}
    library.undo(article_id)
    renamed = replace(article, metadata=replace(article.metadata, headline="Aardvarks"))
    library.apply(ChangeSet("", article_id, (Change(article, renamed),)))
    assert numbers(library, COLUMN.ARTICLE)[:3] == [2, 1, 3]
    assert library.verify() == []
    library.build_index()
    assert numbers(library, COLUMN.ARTICLE)[:3] == [2, 1, 3]
    assert library.verify() == []


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM listed_annotations WHERE annotation = 1",
        "UPDATE listed_annotations SET speaker = 'x' WHERE annotation = 1",
        "UPDATE listed_articles SET headline = 'x' WHERE article = 1",
        "INSERT INTO listed_tags VALUES ('x', 'x', 1)",
        "INSERT INTO listed_articles VALUES (99, '', '', 0)",
        "UPDATE listed_annotations SET article = 99 WHERE annotation = 2",
    ],
)
def test_a_list_that_is_not_true_is_told_of(library: Library, damage: str) -> None:
    with library._file.writing() as connection:
        connection.exec_driver_sql(damage)
    assert "search index is wrong" in library.verify()[0].sentence
    library.build_index()
    assert library.verify() == []


def test_listing_anew_leaves_the_schema_as_it_was(library: Library) -> None:
    def schema() -> set[tuple[object, ...]]:
        with library._file.reading() as connection:
            rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master")
            return {tuple(row) for row in rows}

    before = schema()
    library.build_index()
    assert schema() == before
    assert len(numbers(library)) == 6


def test_marks_in_the_trash_are_read_with_their_articles(library: Library) -> None:
    article_id = an_article(2)[0].id
    marks = library.annotations(article_id)
    library.apply(trash(marks[:2], now=NOW))
    deleted = library.table.deleted(10)
    assert {mark.id for mark, _headline in deleted} == {mark.id for mark in marks[:2]}
    assert {headline for _mark, headline in deleted} == {"“Émigrés” at sea"}
    assert len(library.table.deleted(1)) == 1
