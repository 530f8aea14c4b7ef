"""Writes what long lists are sorted by, in the transaction that changes the data.

Only what is in use is listed: of an article in the trash neither it nor its annotations.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import Connection, Index, delete, select

from galley.domain.annotation import Annotation
from galley.domain.article import Article
from galley.storage.listing_keys import (
    AnnotationKeys,
    ArticleKeys,
    annotation_keys,
    article_keys,
)
from galley.storage.mapping import SealBroken, annotation_from_row
from galley.storage.tables import (
    annotations,
    articles,
    listed_annotations,
    listed_articles,
    listed_tags,
)

__all__ = [
    "faults",
    "list_annotations",
    "list_article",
    "listed",
    "listing_anew",
    "relist",
    "sound_annotations",
    "unlist_annotations",
]

# Written out: SQLAlchemy takes longer to say it than SQLite to do it.
_ADD_ARTICLE = "INSERT OR REPLACE INTO listed_articles VALUES (?, ?, ?, ?)"
_ADD_ANNOTATION = "INSERT OR REPLACE INTO listed_annotations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_TAG = "INSERT OR REPLACE INTO listed_tags VALUES (?, ?, ?)"
_REMOVE_ANNOTATION = "DELETE FROM listed_annotations WHERE annotation = ?"
_REMOVE_TAGS = "DELETE FROM listed_tags WHERE annotation = ?"


_TABLES = (listed_tags, listed_annotations, listed_articles)


def _clear(connection: Connection) -> None:
    """List nothing."""
    for table in _TABLES:
        connection.execute(delete(table))


@contextmanager
def listing_anew(connection: Connection) -> Iterator[None]:
    """List everything anew: rows come in any order, and are put in order once, at the end."""
    _clear(connection)
    indexes = [index for table in _TABLES for index in sorted(table.indexes, key=_name)]
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


def _name(index: Index) -> str:
    return str(index.name)


def list_article(connection: Connection, sequence: int, article: Article) -> None:
    """List an article that is in use, or list it anew."""
    connection.exec_driver_sql(_ADD_ARTICLE, (sequence, *article_keys(article)))


def list_annotations(
    connection: Connection, article: int, marks: Iterable[tuple[int, Annotation]]
) -> None:
    """List annotations in use, which are not listed, after their numbers.

    Args:
        connection: In a transaction.
        article: The number of their article.
        marks: In no order.
    """
    keyed = [(sequence, *annotation_keys(mark)) for sequence, mark in marks]
    rows = [(sequence, article, *keys) for sequence, keys, _tags in keyed]
    tags = [(*tag, sequence) for sequence, _keys, known in keyed for tag in known]
    if rows:
        connection.exec_driver_sql(_ADD_ANNOTATION, rows)
    if tags:
        connection.exec_driver_sql(_ADD_TAG, tags)


def unlist_annotations(connection: Connection, sequences: Iterable[int]) -> None:
    """List annotations no more; one that is not listed is no error."""
    rows = [(sequence,) for sequence in sequences]
    if rows:
        connection.exec_driver_sql(_REMOVE_ANNOTATION, rows)
        connection.exec_driver_sql(_REMOVE_TAGS, rows)


def relist(connection: Connection, article: Article) -> None:
    """List an article with all its annotations, or, if it is in the trash, none of it."""
    find = select(articles.c.sequence).where(articles.c.id == article.id)
    sequence = connection.execute(find).scalar_one()
    of_article = select(listed_annotations.c.annotation).where(
        listed_annotations.c.article == sequence
    )
    connection.execute(delete(listed_tags).where(listed_tags.c.annotation.in_(of_article)))
    connection.execute(delete(listed_annotations).where(listed_annotations.c.article == sequence))
    connection.execute(delete(listed_articles).where(listed_articles.c.article == sequence))
    if article.trashed_at is None:
        list_article(connection, sequence, article)
        marks = sound_annotations(connection, article.id)
        list_annotations(connection, sequence, [(n, mark) for n, mark in marks if mark])


def sound_annotations(
    connection: Connection, article_id: str
) -> Iterator[tuple[int, Annotation | None]]:
    """An article's annotations in use after their numbers; None for one that is damaged."""
    statement = (
        select(annotations)
        .where(annotations.c.article_id == article_id, annotations.c.trashed_at.is_(None))
        .order_by(annotations.c.sequence)
    )
    for row in connection.execute(statement).mappings().all():
        try:
            yield row["sequence"], annotation_from_row(row)
        except SealBroken:
            yield row["sequence"], None


class Listed(NamedTuple):
    """What is listed of an article.

    Attributes:
        article: Of itself; None if nothing is.
        marks: Of its annotations, by their numbers.
        tags: Of these, each a key, a tag and a number.
    """

    article: ArticleKeys | None
    marks: dict[int, AnnotationKeys]
    tags: set[tuple[str, str, int]]


def listed(connection: Connection, sequence: int) -> Listed:
    """What is listed of the article of a number."""
    columns = listed_articles.c["headline", "publication", "day"]
    home = connection.execute(select(*columns).where(listed_articles.c.article == sequence)).first()
    of_article = listed_annotations.c.article == sequence
    rows = connection.execute(select(listed_annotations).where(of_article)).all()
    same = listed_annotations.c.annotation == listed_tags.c.annotation
    tags = select(listed_tags).join(listed_annotations, same).where(of_article)
    return Listed(
        None if home is None else ArticleKeys(*home),
        {row.annotation: AnnotationKeys(*row[2:]) for row in rows},
        {(row.key, row.tag, row.annotation) for row in connection.execute(tags)},
    )


def faults(connection: Connection, article: Article, found: Listed) -> int:
    """How much of what is listed of an article is wrong, too much or not there."""
    marks = dict(sound_annotations(connection, article.id))
    if article.trashed_at is not None:
        marks.clear()
    keyed = {number: annotation_keys(mark) for number, mark in marks.items() if mark}
    damaged = marks.keys() - keyed.keys()
    tags = {(*tag, number) for number, (_keys, known) in keyed.items() for tag in known}
    wanted = article_keys(article) if article.trashed_at is None else None
    return (
        (found.article != wanted)
        + sum(found.marks.get(number) != keys for number, (keys, _tags) in keyed.items())
        + len(found.marks.keys() - marks.keys())
        + len({tag for tag in found.tags if tag[-1] not in damaged} ^ tags)
    )
