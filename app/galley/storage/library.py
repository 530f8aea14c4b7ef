"""The library: everything a person keeps, in one file, behind one synchronous class of values.

It knows no window and no thread but the one that opened it. What goes in and comes out are frozen
values; when a writing call returns, what it wrote is on the disk.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, select

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version
from galley.domain.catalogue import ArticleName, ArticleSummary, JournalEntry
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import HistoryConflict, LibraryDamaged, NotFound
from galley.domain.structure import Structure
from galley.storage import entities, journal, version_rows
from galley.storage.checking import Finding, check_library
from galley.storage.finding import find_article
from galley.storage.index_checking import index_faults
from galley.storage.mapping import sha256_hex
from galley.storage.opening import Opened, open_library
from galley.storage.search_index import build_index, needing_index
from galley.storage.tables import assets, captures
from galley.storage.transactions import Transactions
from galley.storage.words import WordCheck

if TYPE_CHECKING:
    from galley.domain.search import Query, SearchResults
    from galley.storage.annotation_table import AnnotationTable
    from galley.storage.collecting import Collections

__all__ = ["Library"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Library:
    """An open library. Use it from the thread that opened it, and close it there.

    Attributes:
        path: Its file.
        created: It was made by this opening.
        who: Under whose name edits are journalled.
        read_only: It lies where it can't be written; every writing call raises LibraryReadOnly.
        findings: What the check after an unclean exit found; empty if all is well or it was clean.
    """

    def __init__(self, opened: Opened, path: Path, who: str, clock: Callable[[], datetime]) -> None:
        self.path = path
        self.created = opened.created
        self.read_only = opened.read_only
        self.findings: tuple[Finding, ...] = ()
        self.who = who
        self._clock = clock
        self._file = Transactions(opened, path)
        self._words = WordCheck()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        exclusive: bool = False,
        who: str = "",
        create: bool = True,
        open_anyway: bool = False,
        clock: Callable[[], datetime] = _utc_now,
    ) -> Self:
        """Open a library, checked; make a new one where there is none.

        Args:
            path: Its file, in a folder that exists.
            exclusive: For a window: no other window gets it meanwhile. A short command needs none.
            who: Under whose name edits are journalled.
            create: Whether one may be made. False where a library is known to have been, so that
                one on a disk that is not connected is not replaced by an empty one.
            open_anyway: Disregard the lock of a window on another computer.
            clock: The time, in UTC. Only told, never relied on: order is by sequence.

        Raises:
            LibraryUnusable: It can't be opened, and why; the file is as it was.
        """
        path = path.resolve()  # the lock and the journal lie beside the file, not beside a link
        opened = open_library(
            path, create=create, exclusive=exclusive, who=who, open_anyway=open_anyway
        )
        library = cls(opened, path, who, clock)
        if opened.unclean:
            try:
                library.findings = tuple(library.verify(index=False))
            except BaseException:
                library._file.close(sound=False)
                raise
        return library

    def close(self) -> None:
        """Close the file and give the lock free. Does nothing the second time."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Articles and versions

    def articles(self, *, trashed: bool = False, limit: int | None = None) -> list[ArticleSummary]:
        """The articles in the library, or those in its trash, the newest first.

        Args:
            trashed: Those in the trash.
            limit: How many at most; None for all.
        """
        with self._file.reading() as connection:
            return entities.read_summaries(connection, trashed=trashed, limit=limit)[0]

    def articles_page(
        self, limit: int, before: int | None = None
    ) -> tuple[list[ArticleSummary], int | None]:
        """Some articles in the library, the newest first.

        Args:
            limit: How many at most.
            before: What the page before gave; None for the first page.

        Returns:
            The articles, and what to give as ``before`` for the next page; None after the last.
        """
        with self._file.reading() as connection:
            return entities.read_summaries(connection, trashed=False, limit=limit, before=before)

    def article(self, article_id: str) -> Article:
        """An article, in the library or in its trash.

        Raises:
            NotFound: There is none with this id.
            LibraryDamaged: It is not what was saved.
        """
        with self._file.reading() as connection:
            article = entities.read_article(connection, article_id)
        if article is None:
            raise NotFound(f"There is no article with the id {article_id}. See galley list.")
        return article

    def article_names(self) -> list[ArticleName]:
        """By what the articles in the library are known, the newest first."""
        with self._file.reading() as connection:
            return entities.read_names(connection)

    def find_article(self, reference: str) -> Article:
        """The one article that a person means.

        Args:
            reference: Its id, four or more of the id's first characters, its headline, or a part
                of the headline that no other has; capitals do not matter.

        Raises:
            NotFound: None, or several, which the sentence names.
            LibraryDamaged: It is not what was saved.
        """
        with self._file.reading() as connection:
            article_id = find_article(connection, reference)
        return self.article(article_id)

    def version(self, version_id: str) -> Version:
        """A version as it is read: with what a person corrected in it.

        Raises:
            NotFound: There is none with this id.
            LibraryDamaged: It is not what was saved.
        """
        with self._file.reading() as connection:
            version = version_rows.read_version(connection, version_id)
        if version is None:
            raise NotFound(f"There is no version with the id {version_id}.")
        return version

    def captured_version(self, version_id: str) -> Version:
        """A version as it was captured, whatever a person corrected since.

        Raises:
            NotFound: There is none with this id.
            LibraryDamaged: It is not what was saved.
        """
        with self._file.reading() as connection:
            version = version_rows.read_captured_version(connection, version_id)
        if version is None:
            raise NotFound(f"There is no version with the id {version_id}.")
        return version

    def structure(self, version_id: str) -> Structure | None:
        """What a person corrected in how a version was read; None if nothing.

        Raises:
            LibraryDamaged: It is not what was saved.
        """
        with self._file.reading() as connection:
            return version_rows.read_structure(connection, version_id)

    def versions(self, article_id: str) -> list[Version]:
        """All versions of an article as they are read, the first capture first.

        Raises:
            LibraryDamaged: One of them is not what was saved.
        """
        with self._file.reading() as connection:
            return version_rows.read_versions(connection, article_id)

    def version_with_capture(self, sha256: str) -> Version | None:
        """The version that was read from these very bytes, in use before in the trash, or None.

        Raises:
            LibraryDamaged: It is not what was saved.
        """
        with self._file.reading() as connection:
            return version_rows.read_version_with_capture(connection, sha256)

    def capture_bytes(self, sha256: str) -> bytes:
        """The untouched bytes of a capture.

        Raises:
            NotFound: There are none with this SHA-256.
            LibraryDamaged: They are not what was saved.
        """
        statement = select(captures.c.bytes).where(captures.c.sha256 == sha256)
        with self._file.reading() as connection:
            return self._checked_bytes(connection.scalar(statement), sha256)

    def asset(self, sha256: str) -> bytes:
        """The bytes of a picture.

        Raises:
            NotFound: There are none with this SHA-256.
            LibraryDamaged: They are not what was saved.
        """
        statement = select(assets.c.bytes).where(assets.c.sha256 == sha256)
        with self._file.reading() as connection:
            return self._checked_bytes(connection.scalar(statement), sha256)

    def add_article(
        self,
        article: Article,
        version: Version,
        capture: bytes,
        assets: Sequence[tuple[str, bytes]] = (),
    ) -> int:
        """Take in an article with its first version: all of it, or nothing.

        Args:
            article: The article; it reads ``version``.
            version: What an importer made of the capture.
            capture: The untouched bytes.
            assets: The pictures inside the capture with their SHA-256, as the importer gave them.

        Returns:
            The sequence of its entry in the journal.

        Raises:
            ValueError: The parts do not belong together, or a SHA-256 is not that of its bytes.
            LibraryUnusable: It could not be written; nothing of it is in the library.
        """
        if (article.id, article.version_id) != (version.article_id, version.id):
            msg = "the article and the version do not name each other"
            raise ValueError(msg)
        _check_bytes(version, capture, assets)
        creation = ChangeSet("Article added", article.id, (Change(None, article),))
        with self._file.writing() as connection:
            entities.insert_article(connection, article, version, capture)
            for _sha256, data in assets:
                entities.add_asset(connection, data, entities.picture_type(data))
            return journal.record(
                connection, creation, at=self._clock(), who=self.who, reversible=False
            )

    def add_version(
        self,
        version: Version,
        capture: bytes,
        taking_in: ChangeSet,
        assets: Sequence[tuple[str, bytes]] = (),
    ) -> int:
        """Take in a later version of an article, with the edit that has it used, or nothing.

        The version itself stays for ever, whatever becomes of the edit: like any other it can be
        taken back, and the version is then one that is not in use.

        Args:
            version: What an importer made of the capture; its number is the article's next one.
            capture: The untouched bytes.
            taking_in: The edit of the article, and of the annotations that have a place in it.
            assets: The pictures inside the capture with their SHA-256, as the importer gave them.

        Returns:
            The sequence of the edit's entry in the journal.

        Raises:
            ValueError: The parts do not belong together, or a SHA-256 is not that of its bytes.
            HistoryConflict: What is stored is not what the edit starts from.
            LibraryUnusable: It could not be written; nothing of it is in the library.
        """
        _check_bytes(version, capture, assets)
        if version.article_id != taking_in.article_id:
            msg = "the version and the edit are not of one article"
            raise ValueError(msg)
        with self._file.writing() as connection:
            entities.insert_version(connection, version, capture)
            for _sha256, data in assets:
                entities.add_asset(connection, data, entities.picture_type(data))
            return self._edit(connection, taking_in)

    def add_asset(self, data: bytes, media_type: str) -> str:
        """Keep the bytes of a picture, once.

        Returns:
            Their SHA-256, in hexadecimal, by which they are asked for.
        """
        with self._file.writing() as connection:
            return entities.add_asset(connection, data, media_type)

    # Annotations and edits

    def annotation(self, annotation_id: str) -> Annotation | None:
        """An annotation, in use or in the trash; None if there is none with this id."""
        with self._file.reading() as connection:
            return entities.read_annotation(connection, annotation_id)

    def annotations(self, article_id: str, *, trashed: bool = False) -> list[Annotation]:
        """An article's annotations in use, or those in the trash, in reading order.

        Raises:
            LibraryDamaged: One of them is not what was saved.
        """
        with self._file.reading() as connection:
            return entities.read_annotations(connection, article_id, trashed=trashed)

    def apply(self, change_set: ChangeSet) -> int:
        """Make an edit and journal it: all of it, or nothing. On the disk when this returns.

        An edit with the merge key of the article's last one becomes one step with it.

        Returns:
            The sequence of its entry in the journal.

        Raises:
            HistoryConflict: What is stored is not what the edit starts from.
            LibraryUnusable: It could not be written.
            ValueError: The edit is empty or not of one article, or a mark is not at its words.
        """
        with self._file.writing() as connection:
            return self._edit(connection, change_set)

    def _edit(self, connection: Connection, change_set: ChangeSet) -> int:
        if not change_set.changes:
            msg = "an edit changes something"
            raise ValueError(msg)
        if any(change.article_id != change_set.article_id for change in change_set.changes):
            msg = "an edit is of one article"
            raise ValueError(msg)
        for change in change_set.changes:
            self._words.check(connection, change)
            entities.write_change(connection, change)
        self._words.check_corrected(connection, change_set)
        return journal.record(connection, change_set, at=self._clock(), who=self.who)

    def apply_along(self, change_set: ChangeSet) -> bool:
        """Make an edit that follows from the article's last one by itself: undo takes back both.

        Nothing is done while something can be redone, for that would be out of reach then.

        Returns:
            Whether it was made.

        Raises:
            HistoryConflict: What is stored is not what the edit starts from.
            LibraryUnusable: It could not be written.
        """
        with self._file.writing() as connection:
            if journal.next_to_redo(connection, change_set.article_id) is not None:
                return False
            for change in change_set.changes:
                self._words.check(connection, change)
                entities.write_change(connection, change)
            journal.record_along(connection, change_set, at=self._clock(), who=self.who)
            return True

    def undo(self, article_id: str) -> ChangeSet | None:
        """Take back the article's last edit that is not taken back; its coming in stays.

        Returns:
            What was done to that end: the inverse of the edit; None if there is nothing to undo.

        Raises:
            HistoryConflict: What is stored is not what the edit left.
            LibraryUnusable: It could not be written.
        """
        with self._file.writing() as connection:
            entry = journal.next_to_undo(connection, article_id)
            if entry is None:
                return None
            inverse = entry.change_set.inverse()
            for change in inverse.changes:
                entities.write_change(connection, change)
            journal.mark(connection, entry.sequence, undone=True)
            return inverse

    def redo(self, article_id: str) -> ChangeSet | None:
        """Bring back the edit that was taken back last, unless another was made since.

        Returns:
            The edit; None if there is nothing to redo.

        Raises:
            HistoryConflict: What is stored is not what the edit starts from.
            LibraryUnusable: It could not be written.
        """
        with self._file.writing() as connection:
            entry = journal.next_to_redo(connection, article_id)
            if entry is None:
                return None
            for change in entry.change_set.changes:
                entities.write_change(connection, change)
            journal.mark(connection, entry.sequence, undone=False)
            return entry.change_set

    def take_back(self, article_id: str, sequence: int) -> ChangeSet:
        """Take an edit back by its number: by undo if it is the article's last, else by a new edit.

        Returns:
            What was done to that end.

        Raises:
            HistoryConflict: What the edit changed was changed again since.
            LibraryUnusable: It could not be written.
        """
        with self._file.writing() as connection:
            last = journal.next_to_undo(connection, article_id)
            is_last = last is not None and last.sequence == sequence
            inverse = journal.entry(connection, sequence).change_set.inverse()
            for change in inverse.changes:
                entities.write_change(connection, change)
            if not is_last:
                self._check_out_of_turn(connection, inverse)
            if is_last:
                journal.mark(connection, sequence, undone=True)
            else:
                journal.record(connection, inverse, at=self._clock(), who=self.who)
            return inverse

    def _check_out_of_turn(self, connection: Connection, inverse: ChangeSet) -> None:
        """An edit that is taken back after others: the text may have been corrected since.

        Raises:
            HistoryConflict: A mark would not be at its words.
        """
        try:
            for change in inverse.changes:
                self._words.check(connection, change)
            self._words.check_corrected(connection, inverse)
        except ValueError as error:
            raise HistoryConflict(
                "How the text was read was corrected since, so this can’t be taken back on its "
                "own now. Take back the corrections first."
            ) from error

    def undo_label(self, article_id: str) -> str | None:
        """What undo would take back, such as ``Note edited``; None if nothing."""
        with self._file.reading() as connection:
            entry = journal.next_to_undo(connection, article_id)
        return None if entry is None else entry.change_set.label

    def redo_label(self, article_id: str) -> str | None:
        """What redo would bring back; None if nothing."""
        with self._file.reading() as connection:
            entry = journal.next_to_redo(connection, article_id)
        return None if entry is None else entry.change_set.label

    def history(self, article_id: str) -> list[JournalEntry]:
        """Every edit of an article, undone ones too, the oldest first."""
        with self._file.reading() as connection:
            return journal.article_entries(connection, article_id)

    def annotation_history(self, annotation_id: str) -> list[JournalEntry]:
        """Every edit in which an annotation had a part, undone ones too, the oldest first."""
        with self._file.reading() as connection:
            return journal.entity_entries(connection, annotation_id)

    # Finding

    def search(self, query: "Query", *, limit: int = 50) -> "SearchResults":
        """What fits a query, the best first; nothing of what is in the trash.

        Raises:
            IndexOutdated: The search index must be built first.
            LibraryUnusable: The library can't be read.
        """
        from galley.storage.searching import search  # a start finds nothing yet

        with self._file.reading() as connection, needing_index(connection):
            return search(connection, query, limit=limit)

    @property
    def collections(self) -> "Collections":
        """The collections of articles."""
        from galley.storage.collecting import Collections  # a start needs none

        return Collections(self._file)

    @property
    def table(self) -> "AnnotationTable":
        """The table of all annotations."""
        from galley.storage.annotation_table import AnnotationTable  # a start needs no such table

        return AnnotationTable(self._file)

    def build_index(self, progress: Callable[[int, int], None] = lambda _done, _of: None) -> None:
        """Build the search index anew: all of it, or nothing if ``progress`` (done, of) raises."""
        with self._file.writing() as connection:
            build_index(connection, progress)

    # Reading states and the check

    def reading_state(self, article_id: str) -> dict[str, Any]:
        """Where a person was in an article, as it was last set; empty if never."""
        with self._file.reading() as connection:
            return entities.read_reading_state(connection, article_id)

    def set_reading_state(self, article_id: str, state: Mapping[str, Any]) -> None:
        """Keep where a person is in an article, as JSON data. It is no edit and has no undo."""
        with self._file.writing() as connection:
            entities.write_reading_state(connection, article_id, state)

    def verify(self, *, index: bool = True) -> list[Finding]:
        """Check it all: structure, every seal, every mark at its words, and the search index.

        Returns:
            What is wrong; nothing if all is well.
        """
        with self._file.reading() as connection:
            return check_library(connection, index=index)

    def index_faults(self) -> list[str]:
        """What is wrong with the search index, a sentence each."""
        with self._file.reading() as connection:
            return index_faults(connection)

    def _checked_bytes(self, data: bytes | None, sha256: str) -> bytes:
        if data is None:
            raise NotFound(f"The library holds no bytes with the SHA-256 {sha256}.")
        if sha256_hex(data) != sha256:
            raise LibraryDamaged(
                f"A capture or picture in the library {self.path} is damaged: it is not what was "
                "saved. Nothing was changed; open a copy of the library from before."
            )
        return data


def _check_bytes(version: Version, capture: bytes, pictures: Sequence[tuple[str, bytes]]) -> None:
    for sha256, data in [(version.capture.sha256, capture), *pictures]:
        if sha256_hex(data) != sha256:
            msg = f"the SHA-256 of these {len(data)} bytes is not {sha256}"
            raise ValueError(msg)
