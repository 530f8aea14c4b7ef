"""Has the screen kept for the next start: once the library has rested, and when all is closed."""

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from galley.domain.errors import GalleyError
from galley.domain.open_article import OpenArticle
from galley.services.library_thread import LibraryThread
from galley.services.start.snapshot_keeping import SnapshotKeeper
from galley.ui.model.app_model import AppModel
from galley.ui.model.tasks import run_task

__all__ = ["LastScreen"]

log = logging.getLogger(__name__)

_REST = 4000  # ms without work for the library


class LastScreen(QObject):
    """Watches one library's thread, so that a start after a crash paints as soon as any other."""

    _worked = Signal()

    def __init__(self, thread: LibraryThread, model: AppModel, keeper: SnapshotKeeper) -> None:
        super().__init__(model.parent())
        self._thread, self._model, self._keeper = thread, model, keeper
        self._keeping = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._keep)
        self._worked.connect(self._on_work)
        thread.watch(self._worked.emit)
        self._shown = model.article.id if model.article else ""  # whose screen may be kept
        model.article_opened.connect(self._on_opened)

    def follow(self, model: AppModel) -> None:
        """Another window's screen is the one to keep."""
        self._model.article_opened.disconnect(self._on_opened)
        self._model = model
        model.article_opened.connect(self._on_opened)
        if model.article is not None:
            self._show(model.article.id)

    def _on_opened(self, opened: OpenArticle) -> None:
        self._show(opened.article.id)

    def _show(self, article_id: str) -> None:
        """The screen of the article before is not the last one any more, kept or not."""
        before, self._shown = self._shown, article_id
        if before and before != article_id:
            self._do(lambda _library: self._keeper.forget())

    def keep(self) -> Callable[[Any], None]:
        """The work that keeps the screen as it is now; for the library's thread."""
        article = self._model.article
        article_id = article.id if article else ""
        return lambda library: self._keeper.keep(library, article_id)

    def _on_work(self) -> None:
        if not self._keeping:  # or it would be about itself
            self._rest.start()

    def _keep(self) -> None:
        self._keeping = True
        self._do(self.keep())
        self._keeping = False

    def _do(self, work: Callable[[Any], None]) -> None:
        run_task(self, lambda: self._thread.submit(work), _nothing, _not_kept)


def _nothing(_result: object) -> None:
    """Nobody waits for it."""


def _not_kept(error: Exception) -> None:
    if not isinstance(error, GalleyError):
        raise error
    log.info("the screen is not kept: %s", error)  # whatever else asked the library has said so
