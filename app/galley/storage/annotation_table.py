"""Reads the table of all annotations: its order as numbers, and the rows of some of these.

The order of a million rows is numbers only; rows are read when they are seen. A filter's words are
looked up in the search index.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection, select

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.domain.annotation_table import (
    AnnotationOrder,
    AnnotationRow,
    TableColumn,
    TableGrouping,
    TableWish,
)
from galley.domain.errors import JobCancelled
from galley.domain.search import Query
from galley.storage.index_state import needing_index
from galley.storage.listing_keys import KINDS, STATUSES
from galley.storage.mapping import SealBroken, annotation_from_row
from galley.storage.searching import day_range, match_expression
from galley.storage.tables import annotations, articles, listed_annotations, listed_tags
from galley.storage.transactions import Transactions

__all__ = ["AnnotationTable"]

_LIST = "listed_annotations AS k"
# CROSS JOIN: SQLite keeps the tables in this order, which is that of the rows.
_BY_ARTICLE = "listed_articles AS h CROSS JOIN listed_annotations AS k ON k.article = h.article"
_TAGS = "listed_tags AS t"
_BY_TAG = "listed_tags AS t CROSS JOIN listed_annotations AS k ON k.annotation = t.annotation"
_HOME = " CROSS JOIN listed_articles AS h ON h.article = k.article"
_FOUND = (
    "k.annotation IN (SELECT e.annotation FROM search_index CROSS JOIN search_entries AS e "
    "ON e.entry = search_index.rowid WHERE search_index MATCH ? AND e.annotation > 0 "
    "AND e.day >= ? AND e.day < ?)"
)
_WORDS = {
    TableColumn.EXCERPT: "k.excerpt",
    TableColumn.NOTE: "k.note",
    TableColumn.SPEAKER: "k.speaker",
    TableColumn.TAGS: "k.tags",
}
_NUMBERS = {
    TableColumn.KIND: ("k.kind", "k.status"),
    TableColumn.STATUS: ("k.status", "k.kind"),
    TableColumn.ADDED: ("k.created",),
}
_OF_ARTICLE = {
    TableColumn.ARTICLE: "h.headline",
    TableColumn.PUBLICATION: "h.publication",
    TableColumn.PUBLISHED: "h.day",
}
_GROUPS = {
    TableGrouping.KIND: "k.kind",
    TableGrouping.STATUS: "k.status",
    TableGrouping.SPEAKER: "k.speaker",
    TableGrouping.TAG: "t.key, t.tag",
    TableGrouping.ARTICLE: "h.headline, h.article",
}
_ROWS_AT_ONCE = 500
_NUMBERS_AT_ONCE = 20_000
_SCREEN = 60  # rows: what a high window shows


class _Part(NamedTuple):
    """Some of the rows, which come before or after the others: what they are out of."""

    tables: str
    group: str
    where: tuple[str, ...] = ()


class _Filter(NamedTuple):
    """Conditions in SQL, and what stands for the question marks in them."""

    conditions: tuple[str, ...]
    parameters: tuple[str | int, ...]

    def sql(self, *others: str) -> str:
        """The WHERE of a statement; empty if there is no condition."""
        conditions = (*others, *self.conditions)
        return f" WHERE {' AND '.join(conditions)}" if conditions else ""


class AnnotationTable:
    """The table of all annotations of an open library; use it from the library's thread."""

    def __init__(self, file: Transactions) -> None:
        self._file = file

    def order(
        self,
        wish: TableWish,
        *,
        limit: int | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> AnnotationOrder:
        """The rows of a wish, by their numbers.

        Args:
            wish: Which, and in which order.
            limit: How many at most, for a first look; None for all.
            stop: Asked every few hundredths of a second whether to give up.

        Raises:
            IndexOutdated: The search index must be built first.
            JobCancelled: It was given up.
            LibraryUnusable: The library can't be read.
        """
        with self._file.reading() as connection, needing_index(connection):
            return _read_order(connection, wish, limit, stop)

    def rows(self, sequences: Sequence[int]) -> list[AnnotationRow]:
        """Rows by their numbers, in no order; none for what is gone or damaged."""
        with self._file.reading() as connection:
            return _read_rows(connection, sequences)

    def deleted(self, limit: int) -> list[tuple[Annotation, str]]:
        """Annotations in the trash of articles in use, each with the headline of its article.

        Args:
            limit: How many at most, those that were deleted last.
        """
        with self._file.reading() as connection:
            return list(_read_deleted(connection, limit))

    def tags(self) -> list[str]:
        """The tags of all annotations that are listed, in order."""
        statement = select(listed_tags.c.tag).distinct().order_by(listed_tags.c.key)
        with self._file.reading() as connection:
            return list(connection.scalars(statement))

    def by_article(self, sequences: Sequence[int]) -> list[list[int]]:
        """The numbers put together by articles; those that are not listed are left out."""
        with self._file.reading() as connection:
            return _numbers_by_article(connection, sequences)

    def annotations(self, sequences: Sequence[int]) -> dict[str, list[Annotation]]:
        """Annotations in use by their numbers, by article.

        Raises:
            LibraryDamaged: One of them is not what was saved.
        """
        with self._file.reading() as connection:
            return _read_annotations(connection, sequences)


def _read_order(
    connection: Connection, wish: TableWish, limit: int | None, stop: Callable[[], bool]
) -> AnnotationOrder:
    words = _words_filter(wish.query)
    chosen = _chosen_filter(words, wish)
    sequences: array[int] = array("q")
    for part in _parts(wish):
        room = -1 if limit is None else limit - len(sequences)
        if room == 0:
            break
        where = chosen.sql(*part.where)
        statement = (
            f"SELECT k.annotation FROM {part.tables}{where}"  # noqa: S608 - constants
            f" ORDER BY {_terms(part, wish)} LIMIT {room}"
        )
        found = connection.exec_driver_sql(statement, chosen.parameters).scalars()
        for numbers in found.partitions(_NUMBERS_AT_ONCE):
            sequences.extend(numbers)
            if stop():
                raise JobCancelled
    complete = limit is None or len(sequences) < limit
    counts = _counts(connection, words) if complete else None
    sizes, names = _groups(connection, wish, chosen)
    first = () if limit is None else _read_rows(connection, sequences[:_SCREEN])
    return AnnotationOrder(sequences, sizes, names, counts, complete=complete, first=first)


def _words_filter(query: Query) -> _Filter:
    if query.is_empty:
        return _Filter((), ())
    return _Filter((_FOUND,), (match_expression(query), *day_range(query)))


def _chosen_filter(words: _Filter, wish: TableWish) -> _Filter:
    """The words, and the kinds and statuses that were chosen beside them."""
    numbers = (
        ("k.kind", [KINDS.index(kind) for kind in sorted(wish.kinds)]),
        ("k.status", [STATUSES.index(status) for status in sorted(wish.statuses)]),
    )
    conditions = tuple(
        f"{column} IN ({', '.join(map(str, wanted))})" for column, wanted in numbers if wanted
    )
    return _Filter((*conditions, *words.conditions), words.parameters)


def _parts(wish: TableWish) -> Iterator[_Part]:
    """The rows in order, those last that say nothing of what they are put in order by."""
    column, group = wish.column, _GROUPS.get(wish.group, "")
    home = _HOME if column in _OF_ARTICLE else ""
    if wish.group is TableGrouping.TAG:
        yield _Part(_BY_TAG + home, group)
        yield _Part(_LIST + home, "", ("k.tags = ''",))
    elif wish.group is TableGrouping.SPEAKER:
        yield _Part(_LIST + home, group, ("k.speaker <> ''",))
        yield _Part(_LIST + home, "", ("k.speaker = ''",))
    elif wish.group is TableGrouping.ARTICLE:
        yield _Part(_BY_ARTICLE, group)
    elif wish.group is not TableGrouping.NONE:
        yield _Part(_LIST + home, group)
    elif column in _WORDS or column in _OF_ARTICLE:
        term = {**_WORDS, **_OF_ARTICLE}[column]
        tables = _BY_ARTICLE if column in _OF_ARTICLE else _LIST
        nothing = "0" if column is TableColumn.PUBLISHED else "''"
        yield _Part(tables, "", (f"{term} <> {nothing}",))
        yield _Part(tables, "", (f"{term} = {nothing}",))
    else:
        yield _Part(_LIST, "")


def _terms(part: _Part, wish: TableWish) -> str:
    """What a part is ordered by."""
    way, column = " DESC" if wish.descending else "", wish.column
    if column in _OF_ARTICLE:
        terms = f"{_OF_ARTICLE[column]}{way}, h.article{way}, k.start, k.annotation"
    else:
        columns = _NUMBERS.get(column) or (_WORDS[column],)
        terms = ", ".join(f"{term}{way}" for term in (*columns, "k.annotation"))
        if column in _WORDS and wish.group is not TableGrouping.NONE:
            terms = f"{_WORDS[column]} = '', {terms}"
    return f"{part.group}, {terms}" if part.group else terms


def _groups(
    connection: Connection, wish: TableWish, chosen: _Filter
) -> tuple[Sequence[int], Sequence[str]]:
    """How many rows each group has, and the tags that groups are of."""
    sizes: array[int] = array("q")
    names: list[str] = []
    if wish.group is TableGrouping.NONE:
        return sizes, names
    for part in _parts(replace(wish, column=TableColumn.ADDED)):
        by_tag = part.group and wish.group is TableGrouping.TAG
        # A tag that is listed is one of an annotation that is.
        tables = _TAGS if by_tag and not chosen.conditions else part.tables
        where = chosen.sql(*part.where)
        group = f" GROUP BY {part.group} ORDER BY {part.group}" if part.group else ""
        found = f"FROM {tables}{where}{group}"
        counting = f"SELECT count(*) {found}"
        counted = connection.exec_driver_sql(counting, chosen.parameters).scalars().all()
        sizes.extend(size for size in counted if size)
        if by_tag:
            naming = f"SELECT t.tag {found}"
            names += connection.exec_driver_sql(naming, chosen.parameters).scalars()
        elif wish.group is TableGrouping.TAG and any(counted):
            names.append("")
    return sizes, names


def _counts(connection: Connection, words: _Filter) -> dict[tuple[Kind, CheckStatus], int]:
    statement = f"SELECT kind, status, count(*) FROM {_LIST}{words.sql()} GROUP BY kind, status"  # noqa: S608 - constants
    return {
        (KINDS[kind], STATUSES[status]): count
        for kind, status, count in connection.exec_driver_sql(statement, words.parameters)
    }


def _read_rows(connection: Connection, sequences: Sequence[int]) -> list[AnnotationRow]:
    home = articles.c["headline", "publication", "published"]
    statement = select(annotations, *home).join(articles, articles.c.id == annotations.c.article_id)
    found = []
    for numbers in _batches(sequences):
        wanted = statement.where(annotations.c.sequence.in_(numbers))
        for row in connection.execute(wanted).mappings():
            try:
                mark = annotation_from_row(row)
            except SealBroken:  # the library check tells of it
                continue
            found.append(
                AnnotationRow(
                    row["sequence"],
                    mark.id,
                    mark.article_id,
                    mark.kind,
                    mark.check.status,
                    mark.exact,
                    mark.note,
                    mark.speaker,
                    mark.tags,
                    row["headline"],
                    row["publication"],
                    row["published"],
                    mark.created_at,
                )
            )
    return found


def _read_annotations(
    connection: Connection, sequences: Sequence[int]
) -> dict[str, list[Annotation]]:
    found: dict[str, list[Annotation]] = {}
    for numbers in _batches(sequences):
        wanted = select(annotations).where(
            annotations.c.sequence.in_(numbers), annotations.c.trashed_at.is_(None)
        )
        for row in connection.execute(wanted).mappings():
            found.setdefault(row["article_id"], []).append(annotation_from_row(row))
    return found


def _read_deleted(connection: Connection, limit: int) -> Iterator[tuple[Annotation, str]]:
    # First the numbers, out of the index that has no words: a million rows are looked through.
    chosen = (
        select(annotations.c.id)
        .join(articles, articles.c.id == annotations.c.article_id)
        .where(annotations.c.trashed_at.is_not(None), articles.c.trashed_at.is_(None))
        .order_by(annotations.c.trashed_at.desc())
        .limit(limit)
    )
    statement = (
        select(annotations, articles.c.headline)
        .join(articles, articles.c.id == annotations.c.article_id)
        .where(annotations.c.id.in_(chosen))
        .order_by(annotations.c.trashed_at.desc(), annotations.c.sequence.desc())
    )
    for row in connection.execute(statement).mappings().all():
        try:
            yield annotation_from_row(row), row["headline"]
        except SealBroken:  # the library check tells of it
            continue


def _numbers_by_article(connection: Connection, sequences: Sequence[int]) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    columns = listed_annotations.c["annotation", "article"]
    for numbers in _batches(sequences):
        wanted = select(*columns).where(listed_annotations.c.annotation.in_(numbers))
        for annotation, article in connection.execute(wanted):
            found.setdefault(article, []).append(annotation)
    return list(found.values())


def _batches(sequences: Sequence[int]) -> Iterable[list[int]]:
    for start in range(0, len(sequences), _ROWS_AT_ONCE):
        yield list(sequences[start : start + _ROWS_AT_ONCE])
