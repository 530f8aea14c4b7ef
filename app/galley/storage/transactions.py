"""Transactions on one open library file, on one thread, their errors in sentences."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, select

from galley.domain.errors import LibraryDamaged
from galley.storage.backup import Lending
from galley.storage.engine import disconnect, engine_for, for_writing
from galley.storage.mapping import SealBroken
from galley.storage.opening import Opened, in_sentences
from galley.storage.tables import articles

__all__ = ["Transactions"]


class Transactions:
    """The one way to the rows of an open library, and what closes it.

    Attributes:
        lending: The connection, for a copy that another thread makes of the library.
    """

    def __init__(self, opened: Opened, path: Path) -> None:
        self._path = path
        self._lock = opened.lock
        self._connection = opened.connection
        self.lending = Lending(opened.connection)
        self._reader = engine_for(opened.connection, path)
        self._writer = for_writing(self._reader)
        self._thread = threading.get_ident()
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of the library for as long as the block lasts.

        Raises:
            LibraryDamaged: A row is not what was saved; the sentence names its article.
            RuntimeError: Another thread than the one that opened the library.
        """
        self._assert_thread()
        with self._reader.begin() as connection, self._naming_damage(connection):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All of what the block writes, or nothing; on the disk when the block is left.

        Raises:
            LibraryUnusable: It could not be written, and why.
            RuntimeError: Another thread than the one that opened the library.
        """
        self._assert_thread()
        with self._writer.begin() as connection, self._naming_damage(connection):
            yield connection

    def close(self, *, sound: bool = True) -> None:
        """Close the file and give its lock free. Does nothing the second time.

        Args:
            sound: False has whoever opens the library next check it too.
        """
        self._assert_thread()
        if self._closed:
            return
        self._closed = True
        self.lending.end()
        try:
            with in_sentences(self._path):
                disconnect(self._connection)
        finally:
            self._reader.dispose()
            if self._lock is not None:
                self._lock.release(sound=sound)

    @contextmanager
    def _naming_damage(self, connection: Connection) -> Iterator[None]:
        try:
            yield
        except SealBroken as broken:
            statement = select(articles.c.headline).where(articles.c.id == broken.article_id)
            headline = connection.scalar(statement) or broken.article_id
            raise LibraryDamaged(
                f"A part of the article “{headline}” is damaged: it is not what was saved. "
                "Nothing was changed; open a copy of the library from before to read it."
            ) from broken

    def _assert_thread(self) -> None:
        if threading.get_ident() != self._thread:
            msg = "a library is used from the thread that opened it"
            raise RuntimeError(msg)
