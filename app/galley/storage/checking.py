"""The check of a whole library: structure, seals, and every mark against the words it marks."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select

from galley.domain.annotation import Annotation
from galley.storage.collecting import collection_faults, membership_faults
from galley.storage.index_checking import index_faults
from galley.storage.mapping import (
    SealBroken,
    annotation_columns,
    annotation_from_row,
    article_columns,
    article_from_row,
    change_set_columns,
    change_set_from_row,
    sha256_hex,
    target_rows,
    version_columns,
    version_from_row,
)
from galley.storage.note_links import link_rows, listed_links
from galley.storage.tables import (
    annotations,
    articles,
    assets,
    captures,
    collections,
    journal,
    structures,
    targets,
    versions,
)
from galley.storage.version_rows import read_captured_version, read_version, texts_by_version

__all__ = ["Finding", "Reading", "Step", "check_library", "check_piecemeal", "check_structure"]

Reading = Callable[[], AbstractContextManager[Connection]]
Step = Callable[[int, int], None]
_BATCH, _FEW = 500, 20  # rows in a piece; of whole texts fewer


def _nobody(_done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was saved.

    Attributes:
        sentence: What, for a person.
        article_id: The article it belongs to; empty if it is of the whole library.
    """

    sentence: str
    article_id: str = ""


def check_library(connection: Connection, *, index: bool = True) -> list[Finding]:
    """Everything that is wrong with a library; nothing if all is well. Reads all of it.

    Args:
        connection: In a transaction.
        index: The search index too, which takes as long again. It was written with the data.
    """
    found = check_piecemeal(lambda: nullcontext(connection))
    if index:
        found += [Finding(sentence) for sentence in index_faults(connection)]
    return found


def check_piecemeal(
    reading: Reading, *, step: Step = _nobody, table_by_table: bool = False
) -> list[Finding]:
    """The same, but for the search index, in pieces that keep nobody from writing for long.

    Args:
        reading: Begins a transaction for one piece.
        step: Told after each piece how many rows of how many are done; may raise to end it all.
        table_by_table: The structure in pieces too, which leaves out pages that no table has.
    """
    check = _Check(reading, step)
    check.structure(table_by_table=table_by_table)
    for table, key, batch, faults in (
        (articles, articles.c.sequence, _BATCH, _article_faults),
        (collections, collections.c.sequence, _BATCH, _collection_faults),
        (versions, versions.c.id, _FEW, _text_faults),
    ):
        check.rows(select(table), key, batch, faults)
    check.memberships()
    check.uses()
    check.structures_of_texts()
    check.annotations()
    check.rows(select(journal), journal.c.sequence, _BATCH, _journal_faults)
    for table in (captures, assets):
        statement = select(table.c.sha256, table.c.bytes)
        check.rows(statement, table.c.sha256, 1, partial(_bytes_faults, table.name))
    return check.found


def check_structure(reading: Reading) -> list[Finding]:
    """What is wrong with the file's structure, as far as a quick check of each table tells."""
    found: list[Finding] = []
    with reading() as connection:
        names = _table_names(connection)
    for name in names:
        with reading() as connection:
            found += _pragma_faults(connection, f'quick_check("{name}")')
    return found


# A value whose seal is broken may be no JSON; it is told of with the articles.
_MISSING_VERSIONS = """
SELECT DISTINCT a.id, a.headline FROM articles AS a,
    json_each(CASE json_valid(a.data) WHEN 1 THEN a.data ELSE '{}' END, '$.later_versions') AS used
WHERE used.value NOT IN (SELECT id FROM versions WHERE article_id = a.id)
"""


class _Check:
    """One check on its way: what was found, and how many rows are behind it."""

    def __init__(self, reading: Reading, step: Step) -> None:
        self.found: list[Finding] = []
        self._reading, self._step = reading, step
        self._done = 0
        with reading() as connection:
            counted = (articles, versions, annotations, journal, captures, assets)
            self._total = sum(
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in counted
            )
        self._went(0)

    def _went(self, rows: int) -> None:
        self._done = min(self._done + rows, self._total)
        self._step(self._done, self._total)

    def structure(self, *, table_by_table: bool) -> None:
        with self._reading() as connection:
            names = _table_names(connection) if table_by_table else [""]
        for name in names:
            with self._reading() as connection:
                which = f'integrity_check("{name}")' if name else "integrity_check"
                self.found += _pragma_faults(connection, which)
            self._went(0)
        with self._reading() as connection:
            for table, row, *_rest in connection.exec_driver_sql("PRAGMA foreign_key_check"):
                sentence = f"Row {row} of {table} belongs to something that is not there."
                self.found.append(Finding(sentence))

    def rows(
        self,
        statement: Select[Any],
        key: ColumnElement[Any],
        batch: int,
        faults: Callable[[RowMapping], Iterator[Finding]],
    ) -> None:
        """Look at rows in the order of a key, a batch in each transaction."""
        last: Any = None
        ordered = statement.order_by(key).limit(batch)
        while True:
            wanted = ordered if last is None else ordered.where(key > last)
            with self._reading() as connection:
                rows = connection.execute(wanted).mappings().all()
            for row in rows:
                self.found += faults(row)
            self._went(len(rows))
            if len(rows) < batch:  # what is written meanwhile is not chased
                return
            last = rows[-1][key.key or ""]

    def memberships(self) -> None:
        """Look at which articles are listed in which collections."""
        with self._reading() as connection:
            for article_id, headline in membership_faults(connection):
                self.found.append(
                    Finding(f"The article “{headline}” is listed wrongly.", article_id)
                )

    def uses(self) -> None:
        """Look whether the later captures that articles use are there."""
        with self._reading() as connection:
            missing = connection.exec_driver_sql(_MISSING_VERSIONS).all()
        for article_id, headline in missing:
            sentence = f"A later capture of the article “{headline}” is not there any more."
            self.found.append(Finding(sentence, article_id))

    def structures_of_texts(self) -> None:
        """Look at what a person corrected in how texts were read."""
        with self._reading() as connection:
            whose = select(versions.c.id, versions.c.article_id).join(structures)
            corrected = connection.execute(whose).all()
        for version_id, article_id in corrected:
            with self._reading() as connection:
                wrong = _structure_faults(connection, version_id)
            if wrong:
                sentence = f"The corrections of version {version_id} are not what was saved."
                self.found.append(Finding(sentence, article_id))
            self._went(0)

    def annotations(self) -> None:
        """Look at the annotations of one article after the other, with the texts they are on."""
        owners = select(annotations.c.article_id).distinct().order_by(annotations.c.article_id)
        with self._reading() as connection:
            article_ids = connection.scalars(owners).all()
        for article_id in article_ids:
            with self._reading() as connection:
                count, found = _annotation_faults(connection, article_id)
            self.found += found
            self._went(count)


def _table_names(connection: Connection) -> list[str]:
    statement = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
    return list(connection.exec_driver_sql(statement).scalars())


def _pragma_faults(connection: Connection, pragma: str) -> list[Finding]:
    messages = connection.exec_driver_sql(f"PRAGMA {pragma}").scalars().all()
    return [Finding(f"The file’s structure is damaged: {m}.") for m in messages if m != "ok"]


def _article_faults(row: RowMapping) -> Iterator[Finding]:
    try:
        article = article_from_row(row)
    except SealBroken:
        yield Finding(f"The article “{row['headline']}” is not what was saved.", row["id"])
    else:
        if not _agrees(row, article_columns(article)):
            yield Finding(f"The article “{row['headline']}” is listed wrongly.", row["id"])


def _collection_faults(row: RowMapping) -> Iterator[Finding]:
    yield from map(Finding, collection_faults(row))


def _text_faults(row: RowMapping) -> Iterator[Finding]:
    try:
        version = version_from_row(row)
    except SealBroken:
        yield Finding(f"Version {row['id']} is not what was saved.", row["article_id"])
    else:
        if not _agrees(row, version_columns(version)):
            yield Finding(f"Version {row['id']} is listed wrongly.", row["article_id"])


def _annotation_faults(connection: Connection, article_id: str) -> tuple[int, list[Finding]]:
    """How many annotations an article has, and what is wrong with them."""
    texts, places = texts_by_version(connection, article_id), _places_of(connection, article_id)
    links = listed_links(connection, article_id)
    statement = select(annotations).where(annotations.c.article_id == article_id)
    count, found = 0, []
    for row in _rows(connection, statement):
        count += 1
        try:
            annotation = annotation_from_row(row)
        except SealBroken:
            found.append(Finding(f"Annotation {row['id']} is not what was saved.", article_id))
            continue
        listed = places.get(annotation.id, []) == target_rows(annotation)
        listed = listed and links.get(annotation.id, []) == link_rows(annotation)
        if not listed or not _agrees(row, annotation_columns(annotation)):
            found.append(Finding(f"Annotation {annotation.id} is listed wrongly.", article_id))
        if not _stands(annotation, texts):
            sentence = (
                f"Annotation {annotation.id} stands at other words than “{annotation.exact}”."
            )
            found.append(Finding(sentence, article_id))
    return count, found


def _structure_faults(connection: Connection, version_id: str) -> bool:
    """Whether a version's corrections are not what was saved, or do not fit the version."""
    with suppress(SealBroken):  # the version's own damage is told of with the versions
        read_captured_version(connection, version_id)
        try:
            read_version(connection, version_id)
        except SealBroken:
            return True
    return False


def _places_of(connection: Connection, article_id: str) -> dict[str, list[dict[str, object]]]:
    """The rows of the targets table, by annotation."""
    places: dict[str, list[dict[str, object]]] = {}
    statement = (
        select(targets)
        .join(annotations, annotations.c.id == targets.c.annotation_id)
        .where(annotations.c.article_id == article_id)
        .order_by(targets.c.version_id, targets.c.ordinal)
    )
    for row in connection.execute(statement).mappings():
        places.setdefault(row["annotation_id"], []).append(dict(row))
    return places


def _stands(annotation: Annotation, texts: Mapping[str, str]) -> bool:
    return all(
        texts.get(target.version_id, "")[target.start : target.end] == target.exact
        for target in annotation.all_targets
    )


def _journal_faults(row: RowMapping) -> Iterator[Finding]:
    number, article_id = row["sequence"], row["article_id"]
    try:
        change_set = change_set_from_row(row)
    except SealBroken:
        yield Finding(f"Entry {number} of the history is not what was saved.", article_id)
    else:
        if not _agrees(row, change_set_columns(change_set)):
            yield Finding(f"Entry {number} of the history is listed wrongly.", article_id)


def _bytes_faults(table: str, row: RowMapping) -> Iterator[Finding]:
    if sha256_hex(row["bytes"]) != row["sha256"]:
        yield Finding(f"The bytes {row['sha256']} in {table} are not what was saved.")


def _agrees(row: RowMapping, columns: Mapping[str, object]) -> bool:
    """Whether the columns that repeat a value say what the value says."""
    return all(row[key] == value for key, value in columns.items())


def _rows(
    connection: Connection, statement: Select[Any], *, batch: int = _BATCH
) -> Iterator[RowMapping]:
    """Rows as they come: a library may be larger than the memory."""
    result = connection.execute(statement.execution_options(yield_per=batch))
    yield from result.mappings()
