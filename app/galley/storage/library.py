"""The library: everything a person keeps, in one file, behind one synchronous class of values.

It knows no window and no thread but the one that opened it. What goes in and comes out are frozen
values; when a writing call returns, what it wrote is on the disk.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection

from galley.domain.article import Article, Version
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import HistoryConflict
from galley.storage import entities, journal
from galley.storage.library_reader import LibraryReader
from galley.storage.mapping import sha256_hex
from galley.storage.opening import Opened, open_library
from galley.storage.search_index import build_index
from galley.storage.transactions import Transactions
from galley.storage.words import WordCheck

if TYPE_CHECKING:
    from galley.storage.annotation_table import AnnotationTable
    from galley.storage.backup import Lending
    from galley.storage.checking import Finding
    from galley.storage.collecting import Collections
    from galley.storage.note_links import NoteLinks

__all__ = ["Library"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Library(LibraryReader):
    """An open library. Use it from the thread that opened it, and close it there.

    Attributes:
        path: Its file.
        created: It was made by this opening.
        who: Under whose name edits are journalled.
        read_only: It lies where it can't be written; every writing call raises LibraryReadOnly.
        findings: What the check after an unclean exit found; empty if all is well or it was clean.
    """

    def __init__(self, opened: Opened, path: Path, who: str, clock: Callable[[], datetime]) -> None:
        super().__init__(Transactions(opened, path), path)
        self.created = opened.created
        self.read_only = opened.read_only
        self.findings: tuple[Finding, ...] = ()
        self.who = who
        self._clock = clock
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

    @property
    def lending(self) -> "Lending":
        """Lends the connection to a copy that another thread makes, until the library is closed."""
        return self._file.lending

    # Articles and versions

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
        self._write(connection, change_set.changes)
        self._words.check_corrected(connection, change_set)
        return journal.record(connection, change_set, at=self._clock(), who=self.who)

    def _write(self, connection: Connection, changes: Sequence[Change]) -> None:
        for run in entities.runs(changes):
            self._words.check(connection, run)
            entities.write_run(connection, run)

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
            self._write(connection, change_set.changes)
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
            for run in entities.runs(inverse.changes):
                entities.write_run(connection, run)
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
            for run in entities.runs(entry.change_set.changes):
                entities.write_run(connection, run)
            journal.mark(connection, entry.sequence, undone=False)
            return entry.change_set

    def bring_back(self, article_id: str, sequence: int) -> ChangeSet:
        """Do an edit again by its number, if it is what redo would do.

        Returns:
            The edit.

        Raises:
            HistoryConflict: It is not, or what is stored is not what it starts from.
            LibraryUnusable: It could not be written.
        """
        with self._file.writing() as connection:
            entry = journal.next_to_redo(connection, article_id)
            if entry is None or entry.sequence != sequence:
                raise HistoryConflict("Something else was changed since, so this stays undone.")
            for run in entities.runs(entry.change_set.changes):
                entities.write_run(connection, run)
            journal.mark(connection, sequence, undone=False)
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
            for run in entities.runs(inverse.changes):
                entities.write_run(connection, run)
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
            self._words.check(connection, inverse.changes)
            self._words.check_corrected(connection, inverse)
        except ValueError as error:
            raise HistoryConflict(
                "How the text was read was corrected since, so this can’t be taken back on its "
                "own now. Take back the corrections first."
            ) from error

    # Finding

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

    @property
    def links(self) -> "NoteLinks":
        """The links between notes, articles and marks."""
        from galley.storage.note_links import NoteLinks  # a start follows no link

        return NoteLinks(self._file)

    def build_index(self, progress: Callable[[int, int], None] = lambda _done, _of: None) -> None:
        """Build the search index anew: all of it, or nothing if ``progress`` (done, of) raises."""
        with self._file.writing() as connection:
            build_index(connection, progress)

    # Reading states and the check

    def set_reading_state(self, article_id: str, state: Mapping[str, Any]) -> None:
        """Keep where a person is in an article, as JSON data. It is no edit and has no undo."""
        with self._file.writing() as connection:
            entities.write_reading_state(connection, article_id, state)


def _check_bytes(version: Version, capture: bytes, pictures: Sequence[tuple[str, bytes]]) -> None:
    for sha256, data in [(version.capture.sha256, capture), *pictures]:
        if sha256_hex(data) != sha256:
            msg = f"the SHA-256 of these {len(data)} bytes is not {sha256}"
            raise ValueError(msg)
