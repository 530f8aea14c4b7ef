"""The one thread on which the library is read and written. Knows nothing of windows."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # SQLAlchemy takes longer to import than the window takes to open
    from collections.abc import Callable

    from galley.storage.library import Library

__all__ = ["LibraryThread"]

T = TypeVar("T")


class LibraryThread:
    """Opens the library on its own thread at the first work, and runs all work there, in order.

    Attributes:
        path: The library's file.
        create: Whether a library may be made where there is none.
    """

    def __init__(
        self, path: Path, who: str = "", *, create: bool = True, open_anyway: bool = False
    ) -> None:
        self.path = path
        self.create = create
        self._who = who
        self._open_anyway = open_anyway
        self._library: Library | None = None
        self._closed = False
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")

    def submit(self, work: "Callable[[Library], T]") -> "Future[T]":
        """Run work on the library's thread, after all that was submitted before.

        Args:
            work: Takes the open library; what it returns are values, never rows.

        Returns:
            The future of its result. Opening the library may fail, with an error that a person
            can act on; then the next work tries to open it again. Once the thread is closed, a
            future that is cancelled: answers that came late may still ask for more.
        """
        if self._closed:
            cancelled: Future[T] = Future()
            cancelled.cancel()
            return cancelled
        return self._executor.submit(self._run, work)

    def _run(self, work: "Callable[[Library], T]") -> T:
        if self._library is None:
            from galley.storage.library import Library

            self._library = Library.open(
                self.path,
                exclusive=True,
                who=self._who,
                create=self.create,
                open_anyway=self._open_anyway,
            )
        return work(self._library)

    def close(self) -> None:
        """Let all work finish, close the library and end the thread. Once is enough."""
        if self._closed:
            return
        self._closed = True
        self._executor.submit(self._close)
        self._executor.shutdown(wait=True)

    def _close(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None
