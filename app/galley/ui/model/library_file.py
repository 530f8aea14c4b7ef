"""The library's file as one window meets it: unusable, opened again, replaced under its feet.

It opens nothing itself: the library's thread does.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from galley.domain.errors import LibraryDamaged, LibraryUnusable
from galley.services.library_thread import LibraryThread
from galley.ui.model.article_desk import ArticleDesk
from galley.ui.model.tasks import run_task

if TYPE_CHECKING:
    from galley.ui.model.app_model import AppModel

__all__ = ["LibraryFile"]

T = TypeVar("T")


class LibraryFile:
    """What becomes of the file while the window is open.

    Attributes:
        is_damaged: It could not be used when it was last tried, because it is damaged.
    """

    def __init__(self, model: "AppModel", thread: LibraryThread, desk: ArticleDesk) -> None:
        self._model, self._thread, self._desk = model, thread, desk
        self.is_damaged = False

    def tell_unusable(self, error: LibraryUnusable) -> None:
        """Say that the library can't be used."""
        self.is_damaged = isinstance(error, LibraryDamaged)
        self._model.library_trouble.emit(str(error), not self._thread.path.exists())

    def reopen(self, *, create: bool) -> None:
        """Try again to open the library.

        Args:
            create: Begin a new one where it was, because the person said so.
        """
        self._model.trouble_over.emit()
        self._thread.create = self._thread.create or create
        if self._desk.article is None:
            self._desk.open_first("")
        else:
            self._model.shelf.refresh()

    def replace(
        self,
        work: Callable[[Path], T],
        answer: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Once everything is saved, have the library's file replaced, and read all of it anew.

        Imports are cancelled first: none of them shall go on in another file than it began in.

        Args:
            work: Takes the file, which is closed meanwhile.
            answer: Called with its result, on the window's thread.
            failed: Called with the exception; then the library is as it was.
        """

        def done(result: T) -> None:
            shared.is_replacing = False
            self._model.trouble_over.emit()
            for model in shared.models:
                model.file.read_anew()
                model.large.tell_dropped()
            answer(result)

        def not_done(error: Exception) -> None:
            shared.is_replacing = False
            for model in shared.models:
                model.large.tell_dropped()
            failed(error)

        def go() -> None:
            shared.is_replacing = True
            for model in shared.models:  # what was begun with this file is not for another one
                model.large.stop()
                model.library_replacing.emit()
            run_task(self._model, lambda: self._thread.submit_closed(work), done, not_done)

        def once_still() -> None:
            shared.flush_typing()
            self._desk.do_once_saved(go)

        shared = self._model.shared
        shared.shelf.stop_runs(once_still)

    def read_anew(self) -> None:
        """Nothing that is shown is known to be in the library any more."""
        article_id = self._desk.article_id
        self._model.library_replaced.emit()
        self._desk.clear()
        self._desk.open_first(article_id)
