"""Reading a library from another thread than its own, a piece at a time, so that edits go between.

What only reads takes a :class:`LibraryReading`: an open library is one, and so is the library's
thread seen from elsewhere.
"""

from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol, TypeVar

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version
from galley.domain.catalogue import ArticleSummary

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from collections.abc import Callable

    from galley.storage.library import Library

__all__ = ["LibraryReading", "ReadingElsewhere", "SubmitToLibrary", "on_this_thread"]

T = TypeVar("T")


class SubmitToLibrary(Protocol):
    """Runs work on the library's thread, after all that was submitted before."""

    def __call__(self, work: "Callable[[Library], T]", /) -> "Future[T]":
        """Submit it."""
        ...


class LibraryReading(Protocol):
    """What is read of a library where annotations are matched with articles."""

    def articles(self) -> list[ArticleSummary]:
        """The list, the newest first."""
        ...

    def article(self, article_id: str) -> Article:
        """An article."""
        ...

    def version(self, version_id: str) -> Version:
        """A version, with its blocks."""
        ...

    def version_with_capture(self, sha256: str) -> Version | None:
        """The version that was read from these bytes, or None."""
        ...

    def annotation(self, annotation_id: str) -> Annotation | None:
        """An annotation, in use or in the trash, or None."""
        ...


class ReadingElsewhere:
    """A library that another thread holds; each question waits for that thread's answer.

    Args:
        submit: Has work done on the library's thread.
    """

    def __init__(self, submit: SubmitToLibrary) -> None:
        self._submit = submit

    def articles(self) -> list[ArticleSummary]:
        """The list, the newest first."""
        return self._ask(lambda library: library.articles())

    def article(self, article_id: str) -> Article:
        """An article.

        Raises:
            NotFound: There is none.
        """
        return self._ask(lambda library: library.article(article_id))

    def version(self, version_id: str) -> Version:
        """A version, with its blocks."""
        return self._ask(lambda library: library.version(version_id))

    def version_with_capture(self, sha256: str) -> Version | None:
        """The version that was read from these bytes, or None."""
        return self._ask(lambda library: library.version_with_capture(sha256))

    def annotation(self, annotation_id: str) -> Annotation | None:
        """An annotation, in use or in the trash, or None."""
        return self._ask(lambda library: library.annotation(annotation_id))

    def _ask(self, question: "Callable[[Library], T]") -> T:
        return self._submit(question).result()


def on_this_thread(library: "Library") -> SubmitToLibrary:
    """What has work done by a library that is open on this thread, as its own thread would."""

    def submit(work: "Callable[[Library], T]") -> "Future[T]":
        future: Future[T] = Future()
        future.set_result(work(library))
        return future

    return submit
