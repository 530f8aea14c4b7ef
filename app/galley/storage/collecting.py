"""Collections of articles, and searches that were kept. Which articles are in one, they say."""

from collections.abc import Iterator
from contextlib import suppress

from sqlalchemy import Connection, RowMapping, delete, func, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from galley.domain.article import Article
from galley.domain.collation import collation_key
from galley.domain.collection import Collection, CollectionSummary
from galley.storage.mapping import (
    SealBroken,
    article_from_row,
    collection_from_row,
    collection_row,
)
from galley.storage.tables import article_collections, articles, collections
from galley.storage.transactions import Transactions

__all__ = ["Collections", "collection_faults", "is_listed", "list_memberships", "membership_faults"]


class Collections:
    """The collections of an open library; use it from the library's thread."""

    def __init__(self, file: Transactions) -> None:
        self._file = file

    def all(self, *, trashed: bool = False) -> list[CollectionSummary]:
        """Those in use, or in the trash, by name, each with how many articles in use it has.

        A damaged one is left out; the library check tells of it.
        """
        in_trash = collections.c.trashed_at.is_not(None)
        with self._file.reading() as connection:
            counts = _counts(connection)
            statement = select(collections).where(in_trash if trashed else ~in_trash)
            rows = connection.execute(statement).mappings().all()
            found = []
            for row in rows:
                try:
                    one = collection_from_row(row)
                except SealBroken:
                    continue
                found.append(CollectionSummary(one, counts.get(one.id, 0)))
        return sorted(found, key=lambda summary: collation_key(summary.collection.name))

    def put(self, collection: Collection) -> None:
        """Keep a new one, or one that is known as it is now."""
        row = collection_row(collection)
        insert = sqlite_insert(collections).values(row)
        with self._file.writing() as connection:
            connection.execute(
                insert.on_conflict_do_update(index_elements=[collections.c.id], set_=row)
            )

    def members(self, collection_id: str) -> list[str]:
        """The ids of the articles in it that are in use."""
        statement = (
            select(articles.c.id)
            .join(article_collections, article_collections.c.article_id == articles.c.id)
            .where(
                article_collections.c.collection_id == collection_id,
                articles.c.trashed_at.is_(None),
            )
        )
        with self._file.reading() as connection:
            return list(connection.scalars(statement))


def _counts(connection: Connection) -> dict[str, int]:
    statement = (
        select(article_collections.c.collection_id, func.count())
        .join(articles, articles.c.id == article_collections.c.article_id)
        .where(articles.c.trashed_at.is_(None))
        .group_by(article_collections.c.collection_id)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def list_memberships(connection: Connection, article: Article) -> None:
    """List anew in which collections an article is; one that is lost is passed over."""
    mine = article_collections.c.article_id == article.id
    connection.execute(delete(article_collections).where(mine))
    rows = _memberships(connection, article)
    if rows:
        connection.execute(article_collections.insert(), rows)


def _memberships(connection: Connection, article: Article) -> list[dict[str, str]]:
    if not article.collections:
        return []
    known = select(collections.c.id).where(collections.c.id.in_(article.collections))
    return [
        {"collection_id": collection_id, "article_id": article.id}
        for collection_id in sorted(connection.scalars(known))
    ]


def collection_faults(row: RowMapping) -> Iterator[str]:
    """What is wrong with a collection's row, in a sentence."""
    try:
        columns = collection_row(collection_from_row(row))
    except SealBroken:
        yield f"The collection “{row['name']}” is not what was saved."
        return
    if any(row[name] != columns[name] for name in ("id", "name", "trashed_at")):
        yield f"The collection “{row['name']}” is listed wrongly."


def membership_faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """The ids and headlines of articles that are listed in other collections than they name."""
    listed = select(article_collections.c.article_id)
    statement = select(articles).where(
        articles.c.data.contains('"collections":') | articles.c.id.in_(listed)
    )
    for row in connection.execute(statement).mappings().all():
        with suppress(SealBroken):  # told of elsewhere
            if not is_listed(connection, article_from_row(row)):
                yield row["id"], row["headline"]


def is_listed(connection: Connection, article: Article) -> bool:
    """Whether an article is listed in just the collections that it names."""
    mine = select(article_collections).where(article_collections.c.article_id == article.id)
    found = [dict(row) for row in connection.execute(mine).mappings()]
    return sorted(found, key=lambda row: row["collection_id"]) == _memberships(connection, article)
