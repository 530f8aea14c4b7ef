"""What notes link to: listed beside them, in the transaction that writes a note, and looked up.

Every annotation's links are listed, those in the trash too; what is shown of them is asked of what
they lead from and to.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, delete, or_, select

from galley.domain.annotation import Annotation
from galley.domain.article import Article
from galley.domain.note_links import (
    Backlink,
    LinkEnd,
    LinkKind,
    LinkStanding,
    LinkTarget,
    link_targets,
)
from galley.storage.mapping import SealBroken, annotation_from_row, article_from_row
from galley.storage.tables import annotations, articles, note_links, versions
from galley.storage.transactions import Transactions

__all__ = ["NoteLinks", "link_rows", "list_links", "listed_links"]

Row = dict[str, str]


def link_rows(annotation: Annotation) -> list[Row]:
    """What an annotation's note links to, a row each, in the order of the addresses."""
    paths = sorted(target.path for target in link_targets(annotation.note))
    return [{"annotation_id": annotation.id, "target": path} for path in paths]


def list_links(connection: Connection, annotation: Annotation, *, new: bool) -> None:
    """List what an annotation's note links to, whose row was just written.

    Args:
        connection: In a transaction.
        annotation: As it is now.
        new: Nothing of it is listed yet.
    """
    if not new:
        connection.execute(delete(note_links).where(note_links.c.annotation_id == annotation.id))
    rows = link_rows(annotation)
    if rows:
        connection.execute(note_links.insert(), rows)


def listed_links(connection: Connection, article_id: str) -> dict[str, list[Row]]:
    """What is listed of the annotations of an article, by their ids."""
    statement = (
        select(note_links)
        .join(annotations, annotations.c.id == note_links.c.annotation_id)
        .where(annotations.c.article_id == article_id)
        .order_by(note_links.c.annotation_id, note_links.c.target)
    )
    found: dict[str, list[Row]] = {}
    for row in connection.execute(statement).mappings():
        found.setdefault(row["annotation_id"], []).append(dict(row))
    return found


class NoteLinks:
    """The links of an open library; use it from the library's thread."""

    def __init__(self, file: Transactions) -> None:
        self._file = file

    def to_article(self, article_id: str, *, limit: int = 500) -> list[Backlink]:
        """The notes in use that link to an article or to one of its marks, the oldest first.

        Args:
            article_id: The article.
            limit: How many at most.
        """
        own = select(LinkKind.ANNOTATION.value + "/" + annotations.c.id).where(
            annotations.c.article_id == article_id
        )
        to_it = note_links.c.target == LinkTarget(LinkKind.ARTICLE, article_id).path
        first = (  # which they are, before any of them is read
            select(note_links.c.target, annotations.c.sequence, articles.c.headline)
            .join(annotations, annotations.c.id == note_links.c.annotation_id)
            .join(articles, articles.c.id == annotations.c.article_id)
            .where(or_(to_it, note_links.c.target.in_(own)))
            .where(annotations.c.trashed_at.is_(None), articles.c.trashed_at.is_(None))
            .order_by(annotations.c.sequence, note_links.c.target)
            .limit(limit)
            .subquery()
        )
        statement = (
            select(first.c.target, first.c.headline, annotations)
            .join(annotations, annotations.c.sequence == first.c.sequence)
            .order_by(first.c.sequence, first.c.target)
        )
        with self._file.reading() as connection:
            found = []
            for row in connection.execute(statement).mappings().all():
                try:
                    mark = annotation_from_row(row)
                except SealBroken:  # told of when its own article is opened
                    continue
                target = _target_of(row["target"])
                found.append(
                    Backlink(target, mark.id, mark.article_id, row["headline"], mark.exact)
                )
        return found

    def end(self, target: LinkTarget) -> LinkEnd:
        """What there is at the end of a link."""
        with self._file.reading() as connection:
            if target.kind is LinkKind.ANNOTATION:
                return _end_at_mark(connection, target)
            return _end_at_article(connection, target, target.id)


def _target_of(path: str) -> LinkTarget:
    kind, _slash, identity = path.partition("/")
    return LinkTarget(LinkKind(kind), identity)


def _end_at_mark(connection: Connection, target: LinkTarget) -> LinkEnd:
    statement = select(annotations).where(annotations.c.id == target.id)
    row = connection.execute(statement).mappings().first()
    if row is None:
        return LinkEnd(target)
    mark = annotation_from_row(row)
    article = _article(connection, mark.article_id)
    if article is None:
        return LinkEnd(target)
    there = mark.trashed_at is None and article.trashed_at is None
    standing = LinkStanding.HERE if there else LinkStanding.TRASHED
    return _end(target, standing, article)._replace(
        annotation_id=mark.id, words=mark.exact, sensitive=mark.sensitive
    )


def _end_at_article(connection: Connection, target: LinkTarget, article_id: str) -> LinkEnd:
    article = _article(connection, article_id)
    if article is None:
        return LinkEnd(target)
    if article.trashed_at is None:
        return _end(target, LinkStanding.HERE, article)
    for heir in _with_the_same_capture(connection, article):
        return _end(target, LinkStanding.HERE, heir)
    return _end(target, LinkStanding.TRASHED, article)


def _with_the_same_capture(connection: Connection, gone: Article) -> Iterator[Article]:
    """Articles in use that have the bytes of one in the trash, as when it became their version."""
    captures = select(versions.c.capture_sha256).where(
        versions.c.article_id == gone.id, versions.c.id == gone.version_id
    )
    statement = (
        select(articles, versions.c.id.label("of_version"), versions.c.number)
        .join(versions, versions.c.article_id == articles.c.id)
        .where(articles.c.id != gone.id, articles.c.trashed_at.is_(None))
        .where(versions.c.capture_sha256.in_(captures))
        .order_by(articles.c.sequence)
    )
    for row in connection.execute(statement).mappings().all():
        article = article_from_row(row)
        if row["number"] == 1 or row["of_version"] in article.later_versions:
            yield article


def _article(connection: Connection, article_id: str) -> Article | None:
    row = connection.execute(select(articles).where(articles.c.id == article_id)).mappings().first()
    return None if row is None else article_from_row(row)


def _end(target: LinkTarget, standing: LinkStanding, article: Article) -> LinkEnd:
    metadata = article.metadata
    return LinkEnd(
        target,
        standing,
        article_id=article.id,
        headline=metadata.headline,
        address=metadata.address,
    )
