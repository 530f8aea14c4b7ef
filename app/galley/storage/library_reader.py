"""What is read from an open library: articles, versions, captures, annotations, histories.

It writes nothing, and knows no thread but the one that opened the library.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version
from galley.domain.catalogue import ArticleName, ArticleSummary, JournalEntry
from galley.domain.errors import LibraryDamaged, NotFound
from galley.domain.structure import Structure
from galley.storage import entities, journal, version_rows
from galley.storage.checking import Finding, check_library
from galley.storage.finding import find_article
from galley.storage.index_checking import index_faults
from galley.storage.index_state import needing_index
from galley.storage.mapping import sha256_hex
from galley.storage.tables import assets, captures
from galley.storage.transactions import Transactions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from galley.domain.search import Query, SearchResults

__all__ = ["LibraryReader"]

T = TypeVar("T")
_NO_VERSION = "There is no version with the id {}."


class LibraryReader:
    """The reading side of a library; each call sees one state of it.

    Attributes:
        path: Its file.
    """

    def __init__(self, file: Transactions, path: Path) -> None:
        self.path = path
        self._file = file

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
        return _there(article, f"There is no article with the id {article_id}. See galley list.")

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
        return _there(version, _NO_VERSION.format(version_id))

    def captured_version(self, version_id: str) -> Version:
        """A version as it was captured, whatever a person corrected since.

        Raises:
            NotFound: There is none with this id.
            LibraryDamaged: It is not what was saved.
        """
        with self._file.reading() as connection:
            version = version_rows.read_captured_version(connection, version_id)
        return _there(version, _NO_VERSION.format(version_id))

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

    # Annotations and what became of them

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

    def annotation_numbers(self, article_id: str) -> list[int]:
        """The numbers of an article's annotations in use, by which some of them can be read."""
        with self._file.reading() as connection:
            return entities.read_numbers(connection, article_id)

    def annotation_count(self, article_id: str) -> int:
        """How many annotations in use an article has."""
        with self._file.reading() as connection:
            return entities.count_annotations(connection, article_id)

    def numbers_touching(self, version_id: str, start: int, end: int) -> set[int]:
        """The numbers of annotations that stand in a stretch of a version's text.

        Among them are some that are in the trash; one may be missing that begins thousands of code
        points before the stretch.

        Args:
            version_id: The version.
            start: The stretch's first code point.
            end: One past its last.
        """
        with self._file.reading() as connection:
            return entities.read_numbers_touching(connection, version_id, start, end)

    def numbered_annotations(self, numbers: "Sequence[int]") -> list[Annotation]:
        """Those annotations of these numbers that are in use, in no order.

        Raises:
            LibraryDamaged: One of them is not what was saved.
        """
        with self._file.reading() as connection:
            return entities.read_numbered(connection, numbers)

    def undo_label(self, article_id: str) -> str | None:
        """What undo would take back, such as ``Note edited``; None if nothing."""
        with self._file.reading() as connection:
            return journal.undo_label(connection, article_id)

    def redo_label(self, article_id: str) -> str | None:
        """What redo would bring back; None if nothing."""
        with self._file.reading() as connection:
            return journal.redo_label(connection, article_id)

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

    def articles_with_phrases(
        self, phrases: "Sequence[str]", *, common: int, limit: int
    ) -> list[str]:
        """The ids of articles that have some phrases in their text, those with the most first.

        Args:
            phrases: Words in a row.
            common: How many articles have a phrase that says nothing any more.
            limit: How many ids at most.

        Raises:
            IndexOutdated: The search index must be built first.
            LibraryUnusable: The library can't be read.
        """
        from galley.storage.shared_phrases import articles_with_phrases  # as above

        with self._file.reading() as connection, needing_index(connection):
            return articles_with_phrases(connection, phrases, common=common, limit=limit)

    # Reading states and the check

    def reading_state(self, article_id: str) -> dict[str, Any]:
        """Where a person was in an article, as it was last set; empty if never."""
        with self._file.reading() as connection:
            return entities.read_reading_state(connection, article_id)

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

    def _checked_bytes(self, found: bytes | None, sha256: str) -> bytes:
        data = _there(found, f"The library holds no bytes with the SHA-256 {sha256}.")
        if sha256_hex(data) != sha256:
            raise LibraryDamaged(
                f"A capture or picture in the library {self.path} is damaged: it is not what was "
                "saved. Nothing was changed; open a copy of the library from before."
            )
        return data


def _there(found: T | None, sentence: str) -> T:
    """What was found.

    Raises:
        NotFound: Nothing was; the sentence says so.
    """
    if found is None:
        raise NotFound(sentence)
    return found
