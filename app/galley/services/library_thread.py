"""The one thread on which the library is read and written. Knows nothing of windows."""

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # SQLAlchemy takes longer to import than the window takes to open
    from collections.abc import Callable

    from galley.storage.library import Library

__all__ = ["LibraryThread"]

log = logging.getLogger(__name__)

T = TypeVar("T")


class LibraryThread:
    """Opens the library on its own thread at the first work, and runs all work there, in order.

    Attributes:
        path: The library's file.
        create: Whether a library may be made where there is none.
        who: Under whose name edits are journalled from now on.
    """

    def __init__(
        self, path: Path, who: str = "", *, create: bool = True, open_anyway: bool = False
    ) -> None:
        self.path = path
        self.create = create
        self.who = who
        self._open_anyway = open_anyway
        self._library: Library | None = None
        self._closed = False
        self._watcher: Callable[[], None] | None = None
        self._waiting = 0
        self._counting = threading.Lock()
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")

    def watch(self, watcher: "Callable[[], None]") -> None:
        """Have a function called at each piece of work, on the thread that submits it."""
        self._watcher = watcher

    @property
    def is_waited_for(self) -> bool:
        """Whether work waits behind that which is being done: long reading may give way to it."""
        return self._waiting > 0

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
        if self._watcher is not None:
            self._watcher()
        self._count(1)
        return self._executor.submit(self._run, work)

    def _count(self, more: int) -> None:
        with self._counting:
            self._waiting += more

    def _run(self, work: "Callable[[Library], T]") -> T:
        self._count(-1)
        if self._library is None:
            from galley.storage.library import Library

            self._library = Library.open(
                self.path,
                exclusive=True,
                who=self.who,
                create=self.create,
                open_anyway=self._open_anyway,
            )
        self._library.who = self.who
        return work(self._library)

    def submit_closed(self, work: "Callable[[Path], T]") -> "Future[T]":
        """Run work on the library's file while it is closed, after all that was submitted before.

        The next work opens it again, whatever is there then.

        Args:
            work: Takes the library's file, which this process does not have open meanwhile.
        """
        if self._closed:
            cancelled: Future[T] = Future()
            cancelled.cancel()
            return cancelled
        return self._executor.submit(self._run_closed, work)

    def _run_closed(self, work: "Callable[[Path], T]") -> T:
        if self._library is not None:
            library, self._library = self._library, None
            library.close()
        return work(self.path)

    def close(self, last: "Callable[[Library], None] | None" = None) -> None:
        """Let all work finish, close the library and end the thread. Once is enough.

        Args:
            last: Work to do before that, if the library was opened at all.
        """
        if self._closed:
            return
        self._closed = True
        closing = self._executor.submit(self._close, last)
        self._executor.shutdown(wait=True)
        error = closing.exception()
        if error is not None:  # the process ends all the same, and what was saved is on the disk
            log.warning("the library could not be closed in order: %s", error)

    def _close(self, last: "Callable[[Library], None] | None") -> None:
        if self._library is None:
            return
        try:
            if last is not None:
                last(self._library)
        finally:
            self._library.close()
            self._library = None
