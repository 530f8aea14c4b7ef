"""The library's list, and what comes to it and goes: imports, articles to the trash and back."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from galley.domain.article import Article, Version
from galley.domain.catalogue import ArticleSummary
from galley.services import desk
from galley.services.library_thread import LibraryThread
from galley.ui.model.large_changes import LargeChanges
from galley.ui.model.tasks import run_task

if TYPE_CHECKING:
    from galley.services.intake.captures import Source
    from galley.services.later_captures.carrying import CarriedOver
    from galley.ui.importing.run import ImportRun

__all__ = ["Shelf"]


_FIRST_PAGE = 150  # more than a screen
_PAGE = 2000  # a few hundredths of a second


class Shelf(QObject):
    """All articles of one library.

    Attributes:
        listed: The list was read: [ArticleSummary]; of a long one the beginning comes first.
        counted: A row says something else: an ArticleSummary.
        failed: Something went wrong: the exception.
        left_behind: An import has ended whose window was closed meanwhile: its outcomes.
    """

    listed = Signal(list)
    counted = Signal(object)
    failed = Signal(object)
    left_behind = Signal(list)

    def __init__(self, thread: LibraryThread, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._thread, self._now = thread, now
        self._summaries: list[ArticleSummary] = []
        self._by_id: dict[str, ArticleSummary] = {}
        self._places: dict[str, int] = {}  # in the list
        self._reading = self._read_again = self._whole = False
        self._runs: list[ImportRun] = []
        self._once_still: list[Callable[[], None]] = []  # to be done when no import runs
        self._closed = False
        self._importing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="import")

    @property
    def summaries(self) -> list[ArticleSummary]:
        """The list as it was last read, the newest first."""
        return self._summaries

    @property
    def by_id(self) -> Mapping[str, ArticleSummary]:
        """The same by the articles' ids."""
        return self._by_id

    @property
    def is_reading(self) -> bool:
        """Whether there may be more articles than are known yet."""
        return self._reading

    @property
    def is_whole(self) -> bool:
        """Whether the list as it was last told is all there is."""
        return self._whole

    def show(self, summaries: Sequence[ArticleSummary]) -> None:
        """Take the beginning of a list that was read already."""
        self._whole = False
        self._take(list(summaries))

    def refresh(self) -> None:
        """Read the list again: a screen of it first if nothing is known, then all in pieces."""
        if self._reading:
            self._read_again = True
            return
        self._reading, self._read_again = True, False
        self._read_page([], None)

    def _read_page(self, read: list[ArticleSummary], before: int | None) -> None:
        limit = _PAGE if self._summaries else _FIRST_PAGE
        known = self._by_id

        def take(page: tuple[list[ArticleSummary], int | None]) -> None:
            summaries, following = page
            read.extend(summaries)
            if following is None or not self._summaries:
                self._whole = following is None
                self._take(list(read))
            if following is not None:
                self._read_page(read, following)
            else:
                self._end_reading()

        run_task(
            self,
            lambda: self._thread.submit(
                lambda library: desk.list_page(library, limit, before, known)
            ),
            take,
            self._on_not_read,
        )

    def _end_reading(self) -> None:
        self._reading = False
        if self._read_again:
            self.refresh()

    def _on_not_read(self, error: Exception) -> None:
        self._reading = False
        self.failed.emit(error)

    def _take(self, summaries: list[ArticleSummary]) -> None:
        self._summaries = summaries
        self._by_id = {summary.id: summary for summary in summaries}
        self._places = {summary.id: place for place, summary in enumerate(summaries)}
        self.listed.emit(summaries)

    def begin(self, article: Article, version: Version, capture: bytes) -> None:
        """Keep the first article of a new library, which is on the desk already."""
        self._ask(
            lambda library: desk.begin(library, article, version, capture),
            lambda _nothing: self.refresh(),
        )

    def sort_out(self, paths: Sequence[Path], answer: Callable[[list[Path]], None]) -> None:
        """Find out which of some files hold annotations, not articles, before the next import.

        Args:
            paths: Files and folders.
            answer: Called with those that do.
        """

        def look() -> list[Path]:
            from galley.services.incoming.annotation_files import (
                holds_annotations,  # nothing at the start needs it
            )

            return [path for path in paths if holds_annotations(path)]

        if not self._closed:
            run_task(self, lambda: self._importing.submit(look), answer, self.failed.emit)

    def make_run(
        self,
        paths: Sequence[Path],
        sources: "Sequence[Source]",
        large: LargeChanges,
        again: Callable[[], None] | None = None,
    ) -> "ImportRun":
        """An import to connect to and then to :meth:`start`.

        Args:
            paths: Files and folders.
            sources: What comes from elsewhere.
            large: Sees to a backup before many are imported.
            again: Begins the same without a backup; None for a run that needs none.
        """
        from galley.ui.importing.run import ImportRun  # nothing of it is needed for the start

        return ImportRun(self, paths, sources, large, again)

    @property
    def is_importing(self) -> bool:
        """Whether an import is on its way."""
        return bool(self._runs)

    def start(self, run: "ImportRun") -> None:
        """Begin an import; one that is on its way is finished first. None begins after the end."""
        if self._closed:
            run.deleteLater()
            return
        run.finished.connect(lambda _outcomes: self._forget(run))
        run.failed.connect(lambda _error: self._forget(run))
        run.failed.connect(self.failed)
        self._runs.append(run)
        run.start(self._importing, self._thread, self._now)

    def _forget(self, run: "ImportRun") -> None:
        self._runs.remove(run)
        self.refresh()
        if not self._runs:
            waiting, self._once_still = self._once_still, []
            for then in waiting:
                then()

    def stop_runs(self, then: Callable[[], None]) -> None:
        """Cancel imports, and do something once none of them puts anything in any more."""
        if not self._runs:
            then()
            return
        self._once_still.append(then)
        for run in tuple(self._runs):
            run.cancel()

    def close(self) -> None:
        """Cancel imports; what they put into the library stays."""
        self._closed = True
        for run in self._runs:
            run.blockSignals(True)  # nobody will be there to hear of its end
            run.cancel()
        self._importing.shutdown(wait=True)

    def adopt(
        self, article_id: str, other_id: str, answer: "Callable[[Version, CarriedOver], None]"
    ) -> None:
        """Make the capture of another article an article's next version.

        Args:
            article_id: The article that gets a version.
            other_id: The article that a later capture was taken for.
            answer: Called with the new version, and what became of the corrections of the last.
        """
        from galley.services.later_captures.versions import adopt  # rarely wanted

        now = self._now()

        told: list[CarriedOver] = []

        def after(version: "Version") -> None:
            self.refresh()
            answer(version, told[-1])

        self._ask(
            lambda library: adopt(library, article_id, other_id, now=now, told=told.append), after
        )

    def restore(self, article_id: str) -> None:
        """An article back from the trash."""
        self._ask(
            lambda library: desk.restore_article(library, article_id),
            lambda _nothing: self.refresh(),
        )

    def count(self, article_id: str, facts: int, checked: int, *, waiting: bool) -> None:
        """An article's row has other numbers, or another capture waits or does not wait any more.

        Args:
            article_id: Which.
            facts: How many annotations of it are in use.
            checked: How many of those were checked.
            waiting: Whether a newer capture waits to be compared.
        """
        known = self._by_id.get(article_id)
        if known is None:
            return
        row = known._replace(facts=facts, checked=checked, waiting=waiting)
        if row != known:
            self._summaries[self._places[article_id]] = row
            self._by_id[article_id] = row
            self._read_again = self._reading  # it may have been read as it was
            self.counted.emit(row)

    def _ask(self, work: Callable[[Any], Any], answer: Callable[[Any], None]) -> None:
        run_task(self, lambda: self._thread.submit(work), answer, self.failed.emit)
