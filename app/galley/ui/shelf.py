"""The library's list, and what comes to it and goes: imports, articles to the trash and back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from galley.domain.article import Article, Version
from galley.domain.catalogue import ArticleSummary
from galley.services import desk
from galley.services.library_thread import LibraryThread
from galley.ui.tasks import run_task

__all__ = ["Shelf"]


class Shelf(QObject):
    """All articles of one library.

    Attributes:
        listed: The list was read or has changed: [ArticleSummary].
        imported: A capture was taken in, or found to be there: an OpenArticle.
        trashed: An article went to the trash: its id.
        failed: Something went wrong: the exception.
    """

    listed = Signal(list)
    imported = Signal(object)
    trashed = Signal(str)
    failed = Signal(object)

    def __init__(self, thread: LibraryThread, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._thread, self._now = thread, now
        self._summaries: list[ArticleSummary] = []

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

    def import_files(self, paths: Sequence[Path]) -> None:
        """Take captures into the library, one after the other."""
        for path in paths:
            self._import_file(path)

    def _import_file(self, path: Path) -> None:
        self._ask(lambda library: desk.import_file(library, path, self._now()), self._on_imported)

    def import_text(self, text: str, name: str) -> None:
        """Take in a page that was pasted; ``name`` says where it came from."""
        data = text.encode("utf-8", "replace")
        self._ask(
            lambda library: desk.import_data(library, data, name, self._now()), self._on_imported
        )

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

    def _on_imported(self, opened: desk.OpenArticle) -> None:
        self.imported.emit(opened)
        self.refresh()

    def _on_trashed(self, article_id: str, summaries: list[ArticleSummary]) -> None:
        self._on_listed(summaries)
        self.trashed.emit(article_id)

    def _on_listed(self, summaries: list[ArticleSummary]) -> None:
        self._summaries = summaries
        self.listed.emit(summaries)

    def _ask(self, work: Callable[[Any], Any], answer: Callable[[Any], None]) -> None:
        run_task(self, lambda: self._thread.submit(work), answer, self.failed.emit)
