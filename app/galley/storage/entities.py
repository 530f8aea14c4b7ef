"""Reading and writing of articles, versions and annotations, inside somebody else's transaction.

Writing compares: what is there must equal what the edit thinks it changes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, case, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from galley.domain.annotation import Annotation, CheckStatus, reading_order
from galley.domain.article import Article, Version
from galley.domain.catalogue import ArticleName, ArticleSummary
from galley.domain.changes import Change, Entity
from galley.domain.codec import canonical_json, time_from_text
from galley.domain.errors import HistoryConflict
from galley.domain.structure import Structure
from galley.storage.collecting import list_memberships
from galley.storage.mapping import (
    annotation_from_row,
    article_from_row,
    article_row,
    sha256_hex,
    structure_row,
    version_row,
)
from galley.storage.mark_rows import CHANGED_ELSEWHERE, write_marks
from galley.storage.search_index import index_after, index_article, index_before
from galley.storage.tables import (
    annotations,
    articles,
    assets,
    captures,
    reading_states,
    structures,
    targets,
    versions,
)
from galley.storage.version_rows import read_structure

__all__ = [
    "add_asset",
    "count_annotations",
    "insert_article",
    "insert_version",
    "picture_type",
    "read_annotations",
    "read_article",
    "read_names",
    "read_numbered",
    "read_numbers",
    "read_numbers_touching",
    "read_reading_state",
    "read_summaries",
    "runs",
    "write_reading_state",
    "write_run",
]

_MOST_AT_ONCE = 1_000  # changes
_FAR_REACHING = 4_000  # code points: hardly a mark is longer
_NUMBERED = (
    "SELECT article_id, data, digest FROM annotations "
    "WHERE sequence IN (SELECT value FROM json_each(?)) AND trashed_at IS NULL"
)


def read_article(connection: Connection, article_id: str) -> Article | None:
    """An article; None if there is none."""
    statement = select(articles).where(articles.c.id == article_id)
    row = connection.execute(statement).mappings().first()
    return None if row is None else article_from_row(row)


def read_annotation(connection: Connection, annotation_id: str) -> Annotation | None:
    """An annotation, in use or in the trash; None if there is none."""
    statement = select(annotations).where(annotations.c.id == annotation_id)
    row = connection.execute(statement).mappings().first()
    return None if row is None else annotation_from_row(row)


def read_annotations(connection: Connection, article_id: str, *, trashed: bool) -> list[Annotation]:
    """An article's annotations, in use or in the trash, in reading order."""
    in_trash = annotations.c.trashed_at.is_not(None)
    statement = select(annotations.c.article_id, annotations.c.data, annotations.c.digest).where(
        annotations.c.article_id == article_id, in_trash if trashed else ~in_trash
    )
    rows = connection.execute(statement).mappings()
    return sorted((annotation_from_row(row) for row in rows), key=reading_order)


def count_annotations(connection: Connection, article_id: str) -> int:
    """How many annotations in use an article has."""
    in_use = (annotations.c.article_id == article_id, annotations.c.trashed_at.is_(None))
    return connection.scalar(select(func.count()).select_from(annotations).where(*in_use)) or 0


def read_numbers(connection: Connection, article_id: str) -> list[int]:
    """The numbers of an article's annotations in use, in the order in which they came."""
    numbers = func.json_group_array(annotations.c.sequence)  # one row: thousands take a while
    in_use = (annotations.c.article_id == article_id, annotations.c.trashed_at.is_(None))
    return sorted(json.loads(connection.scalar(select(numbers).where(*in_use)) or "[]"))


def read_numbers_touching(
    connection: Connection, version_id: str, start: int, end: int
) -> set[int]:
    """The numbers of annotations, in the trash too, that stand in a stretch of a version's text.

    One that begins far before the stretch may be missing: what is looked through is what is asked
    for, not all of the text before it.
    """
    begin = targets.c.sort_key >= f"{max(0, start - _FAR_REACHING):010d}"
    statement = (
        select(annotations.c.sequence)
        .join(targets, targets.c.annotation_id == annotations.c.id)
        .where(targets.c.version_id == version_id, begin, targets.c.sort_key < f"{end:010d}")
        .where(targets.c.end > start)
    )
    return set(connection.scalars(statement))


def read_numbered(connection: Connection, numbers: Sequence[int]) -> list[Annotation]:
    """The annotations of these numbers that are in use, in no order."""
    rows = connection.exec_driver_sql(_NUMBERED, (json.dumps(list(numbers)),)).mappings()
    return [annotation_from_row(row) for row in rows]


def read_summaries(
    connection: Connection, *, trashed: bool, limit: int | None = None, before: int | None = None
) -> tuple[list[ArticleSummary], int | None]:
    """A line an article, the newest first, with its counts.

    Args:
        connection: In a transaction.
        trashed: Those in the trash.
        limit: How many at most; None for all.
        before: Only articles that came before this number.

    Returns:
        The lines, and what to give as ``before`` for the next ones; None if these are the last.
    """
    checked = case((annotations.c.status != CheckStatus.UNCHECKED.value, 1))
    in_trash = articles.c.trashed_at.is_not(None)
    newest = func.json_extract(articles.c.data, "$.later_versions[#-1]")
    read = func.json_extract(articles.c.data, "$.version_id")
    columns = (
        articles.c.sequence,
        articles.c.id,
        articles.c.headline,
        articles.c.publication,
        articles.c.published,
        articles.c.created_at,
        # A row that is damaged is told of when it is opened; the list is there all the same.
        case((func.json_valid(articles.c.data), func.json_extract(articles.c.data, "$.tags"))),
        case((func.json_valid(articles.c.data), newest != read), else_=None),
    )
    in_use = (annotations.c.article_id == articles.c.id) & annotations.c.trashed_at.is_(None)
    statement = (
        select(*columns, func.count(annotations.c.sequence), func.count(checked))
        .select_from(articles.outerjoin(annotations, in_use))
        .where(in_trash if trashed else ~in_trash)
        .group_by(articles.c.sequence)
        .order_by(articles.c.sequence.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(articles.c.sequence < before)
    rows = connection.execute(statement).all()
    more = limit is not None and len(rows) == limit
    return [_summary(*row[1:]) for row in rows], rows[-1][0] if more else None


def _summary(
    article_id: str,
    headline: str,
    publication: str,
    published: str,
    created_at: str,
    tags: str | None,
    waiting: bool | None,
    facts: int,
    checked: int,
) -> ArticleSummary:
    created = time_from_text(created_at)
    assert created is not None  # noqa: S101 - the column is not null
    known = () if tags in (None, "[]") else tuple(json.loads(tags or "[]"))
    return ArticleSummary(
        article_id,
        headline,
        publication,
        published,
        created,
        facts,
        checked,
        known,
        waiting=bool(waiting),
    )


def read_names(connection: Connection) -> list[ArticleName]:
    """A name an article in the library, the newest first; read without its seal."""
    address = func.json_extract(articles.c.data, "$.metadata.address")
    statement = (
        select(
            articles.c.id,
            articles.c.headline,
            articles.c.publication,
            case((func.json_valid(articles.c.data) == 1, address), else_=""),
        )
        .where(articles.c.trashed_at.is_(None))
        .order_by(articles.c.sequence.desc())
    )
    return [
        ArticleName(identity, headline, publication, str(found or ""))
        for identity, headline, publication, found in connection.execute(statement)
    ]


def insert_article(
    connection: Connection, article: Article, version: Version, capture: bytes
) -> None:
    """An article with its first version and the untouched bytes of its capture."""
    _keep_capture(connection, version, capture)
    connection.execute(articles.insert().values(article_row(article)))
    connection.execute(versions.insert().values(version_row(version)))
    index_article(connection, article, version)


def insert_version(connection: Connection, version: Version, capture: bytes) -> None:
    """A later version of an article, and the untouched bytes of its capture.

    Raises:
        ValueError: Its number is not the article's next one.
    """
    numbers = select(func.max(versions.c.number)).where(versions.c.article_id == version.article_id)
    last = connection.scalar(numbers)
    if last is None or version.number != last + 1:
        msg = f"version {version.number} does not follow on version {last} of its article"
        raise ValueError(msg)
    _keep_capture(connection, version, capture)
    connection.execute(versions.insert().values(version_row(version)))


def _keep_capture(connection: Connection, version: Version, capture: bytes) -> None:
    sha256 = version.capture.sha256
    known = select(captures.c.sha256).where(captures.c.sha256 == sha256)
    if connection.execute(known).first() is None:
        connection.execute(
            captures.insert().values(sha256=sha256, size=len(capture), bytes=capture)
        )


def read_reading_state(connection: Connection, article_id: str) -> dict[str, Any]:
    """Where a person was in an article; empty if never."""
    statement = select(reading_states.c.data).where(reading_states.c.article_id == article_id)
    text = connection.scalar(statement)
    state: dict[str, Any] = {} if text is None else json.loads(text)
    return state


def write_reading_state(connection: Connection, article_id: str, state: Mapping[str, Any]) -> None:
    """Keep where a person is in an article."""
    insert = sqlite_insert(reading_states).values(
        article_id=article_id, data=canonical_json(dict(state))
    )
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=[reading_states.c.article_id], set_={"data": insert.excluded.data}
        )
    )


def add_asset(connection: Connection, data: bytes, media_type: str) -> str:
    """A picture's bytes, kept once; its SHA-256."""
    sha256 = sha256_hex(data)
    known = select(assets.c.sha256).where(assets.c.sha256 == sha256)
    if connection.execute(known).first() is None:
        connection.execute(
            assets.insert().values(sha256=sha256, media_type=media_type, size=len(data), bytes=data)
        )
    return sha256


def picture_type(data: bytes) -> str:
    """A picture's media type by its first bytes; importers let through these four only."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return "application/octet-stream"


def runs(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Changes as they are written together: many of marks, one after the other of all else.

    What is changed twice is in two of them, in order.
    """
    run: list[Change] = []
    known: set[str] = set()
    for change in changes:
        mark = isinstance(change.entity, Annotation)
        if run and (not mark or change.entity.id in known or len(run) == _MOST_AT_ONCE):
            yield run
            run, known = [], set()
        if mark:
            run.append(change)
            known.add(change.entity.id)
        else:
            yield [change]
    if run:
        yield run


def write_run(connection: Connection, run: Sequence[Change]) -> None:
    """Make changes that belong together, and have them found.

    Args:
        connection: In a transaction, which is to be given up if an error is raised.
        run: One of :func:`runs`; all of one article.

    Raises:
        HistoryConflict: What is there is not what a change starts from.
        ValueError: A change makes or removes an article, which is not an edit.
    """
    change = run[0]
    if isinstance(change.entity, Annotation):
        write_marks(connection, run)
        return
    if _stored(connection, change.entity) != change.before:
        raise HistoryConflict(CHANGED_ELSEWHERE)
    index_before(connection, change)
    _write_rows(connection, change)
    index_after(connection, change)


def _write_rows(connection: Connection, change: Change) -> None:
    entity = change.entity
    if isinstance(entity, Structure):
        _write_structure(connection, change)
        return
    if not isinstance(change.before, Article) or not isinstance(change.after, Article):
        msg = "an article comes by importing and goes to the trash; no edit makes or removes it"
        raise ValueError(msg)
    statement = update(articles).where(articles.c.id == entity.id)
    connection.execute(statement.values(article_row(change.after)))
    if change.before.collections != change.after.collections:
        list_memberships(connection, change.after)


def _write_structure(connection: Connection, change: Change) -> None:
    version_id = change.entity.id
    connection.execute(delete(structures).where(structures.c.version_id == version_id))
    if isinstance(change.after, Structure):
        connection.execute(structures.insert().values(structure_row(change.after)))


def _stored(connection: Connection, entity: Entity) -> Entity | None:
    if isinstance(entity, Article):
        return read_article(connection, entity.id)
    return read_structure(connection, entity.version_id) if isinstance(entity, Structure) else None
