"""The library's list, and what comes to it and goes: imports, articles to the trash and back."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from galley.domain.article import Article, Version
from galley.domain.catalogue import ArticleSummary
from galley.services import desk
from galley.services.library_thread import LibraryThread
from galley.ui.tasks import run_task

if TYPE_CHECKING:
    from galley.services.captures import Source
    from galley.ui.importing.run import ImportRun

__all__ = ["Shelf"]


class Shelf(QObject):
    """All articles of one library.

    Attributes:
        listed: The list was read or has changed: [ArticleSummary].
        trashed: An article went to the trash: its id.
        failed: Something went wrong: the exception.
    """

    listed = Signal(list)
    trashed = Signal(str)
    failed = Signal(object)

    def __init__(self, thread: LibraryThread, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._thread, self._now = thread, now
        self._summaries: list[ArticleSummary] = []
        self._runs: list[ImportRun] = []
        self._importing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="import")

    @property
    def summaries(self) -> list[ArticleSummary]:
        """The list as it was last read."""
        return self._summaries

    def show(self, summaries: Sequence[ArticleSummary]) -> None:
        """Take a list that was read already."""
        self._on_listed(list(summaries))

    def refresh(self) -> None:
        """Read the list again."""
        self._ask(desk.list_articles, self._on_listed)

    def begin(self, article: Article, version: Version, capture: bytes) -> None:
        """Keep the first article of a new library, which is on the desk already."""
        self._ask(lambda library: desk.begin(library, article, version, capture), self._on_listed)

    def sort_out(self, paths: Sequence[Path], answer: Callable[[list[Path]], None]) -> None:
        """Find out which of some files hold annotations, not articles, before the next import.

        Args:
            paths: Files and folders.
            answer: Called with those that do.
        """

        def look() -> list[Path]:
            from galley.services.annotation_files import (
                holds_annotations,  # nothing at the start needs it
            )

            return [path for path in paths if holds_annotations(path)]

        run_task(self, lambda: self._importing.submit(look), answer, self.failed.emit)

    def make_run(self, paths: Sequence[Path], sources: "Sequence[Source]") -> "ImportRun":
        """An import to connect to and then to :meth:`start`.

        Args:
            paths: Files and folders.
            sources: What comes from elsewhere.
        """
        from galley.ui.importing.run import ImportRun  # nothing of it is needed for the start

        return ImportRun(self, paths, sources)

    def start(self, run: "ImportRun") -> None:
        """Begin an import; one that is on its way is finished first."""
        run.finished.connect(lambda _outcomes: self._forget(run))
        run.failed.connect(lambda _error: self._forget(run))
        run.failed.connect(self.failed)
        self._runs.append(run)
        run.start(self._importing, self._thread, self._now)

    def _forget(self, run: "ImportRun") -> None:
        self._runs.remove(run)
        self.refresh()

    def close(self) -> None:
        """Cancel imports; what they put into the library stays."""
        for run in self._runs:
            run.blockSignals(True)  # nobody will be there to hear of its end
            run.cancel()
        self._importing.shutdown(wait=True)

    def adopt(self, article_id: str, other_id: str, answer: "Callable[[Version], None]") -> None:
        """Make the capture of another article an article's next version.

        Args:
            article_id: The article that gets a version.
            other_id: The article that a later capture was taken for.
            answer: Called with the new version.
        """
        from galley.services.versions import adopt  # rarely wanted

        now = self._now()

        def after(version: "Version") -> None:
            self.refresh()
            answer(version)

        self._ask(lambda library: adopt(library, article_id, other_id, now=now), after)

    def trash(self, article_id: str) -> None:
        """An article to the trash."""
        self._ask(
            lambda library: desk.set_trashed(library, article_id, self._now()),
            lambda summaries: self._on_trashed(article_id, summaries),
        )

    def restore(self, article_id: str) -> None:
        """An article back from the trash."""
        self._ask(lambda library: desk.set_trashed(library, article_id, None), self._on_listed)

    def count(self, article_id: str, facts: int, checked: int) -> None:
        """An article's row has other numbers."""
        rows = [
            replace(row, facts=facts, checked=checked) if row.id == article_id else row
            for row in self._summaries
        ]
        if rows != self._summaries:
            self._on_listed(rows)

    def _on_trashed(self, article_id: str, summaries: list[ArticleSummary]) -> None:
        self._on_listed(summaries)
        self.trashed.emit(article_id)

    def _on_listed(self, summaries: list[ArticleSummary]) -> None:
        self._summaries = summaries
        self.listed.emit(summaries)

    def _ask(self, work: Callable[[Any], Any], answer: Callable[[Any], None]) -> None:
        run_task(self, lambda: self._thread.submit(work), answer, self.failed.emit)
