"""Finding duplicates: from the wish to pairs on their sheet, and to the trash and back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from galley.domain.article import Version
from galley.domain.errors import GalleyError
from galley.services.edits import article_editing
from galley.services.finding import duplicates
from galley.services.finding.duplicates import Pair, Print
from galley.services.later_captures.carrying import CarriedOver
from galley.ui.components.placeholders import filled
from galley.ui.library.duplicates_sheet import DuplicatesSheet
from galley.ui.model.piecewise import PieceRun
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.ui.library.article_edits import ArticleEdits
    from galley.ui.model.app_model import AppModel
    from galley.ui.window.main_window import MainWindow

__all__ = ["FindingDuplicates"]

_PRINTS_AT_ONCE, _PAIRS_AT_ONCE = 40, 10
_MOST_SHOWN = 200


class FindingDuplicates(QObject):
    """One search for duplicates after the other, each in a sheet of its own."""

    def __init__(
        self,
        window: "MainWindow",
        model: "AppModel",
        themes: ThemeSource,
        edits: "ArticleEdits",
        now: Callable[[], datetime],
        *,
        open_article: Callable[[str], None],
        trouble: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._themes = window, model, themes
        self._edits, self._now = edits, now
        self._open_article, self._trouble = open_article, trouble
        self._sheet: DuplicatesSheet | None = None
        self._run: PieceRun | None = None
        self._prints: list[Print] = []
        model.shelf.listed.connect(self._on_listed)  # a lambda would outlive the window

    def begin(self) -> None:
        """Open the sheet, and compare."""
        self._cancel()
        sheet = self._sheet = DuplicatesSheet(self._themes, self._window)
        sheet.open_wanted.connect(self._open)
        sheet.trash_wanted.connect(self._trash)
        sheet.back_wanted.connect(self._model.shelf.restore)
        sheet.version_wanted.connect(self._adopt)
        sheet.finished.connect(self._on_closed)
        sheet.open()
        ids = duplicates.newest(self._model.shelf.summaries)
        self._prints = []
        pieces = [ids[n : n + _PRINTS_AT_ONCE] for n in range(0, len(ids), _PRINTS_AT_ONCE)]
        run = self._begin(duplicates.prints_of, self.tr("Reading the articles: %1%"))
        run.did.connect(self._prints.extend)
        run.ended.connect(lambda: self._choose(run))
        run.start(pieces)

    def _begin(self, work: Callable[..., object], words: str) -> PieceRun:
        run = self._run = PieceRun(self._model.library_thread, work, self)
        run.failed.connect(self._on_failed)

        def show(done: int, total: int) -> None:
            if self._run is run and self._sheet is not None:
                self._sheet.show_state(filled(words, 100 * done // max(1, total)))

        run.progressed.connect(show)
        show(0, 1)
        return run

    def _choose(self, run: PieceRun) -> None:
        """Which pairs are worth comparing, away from the window's thread and the library's."""
        if self._run is not run or self._sheet is None:
            return
        prints, sheet = self._prints, self._sheet
        self._model.work(
            lambda _job: duplicates.candidates(prints),
            lambda pairs: self._compare(sheet, pairs),
        )

    def _compare(self, sheet: DuplicatesSheet, pairs: Sequence[tuple[str, str]]) -> None:
        if self._sheet is not sheet:
            return
        pieces = [pairs[n : n + _PAIRS_AT_ONCE] for n in range(0, len(pairs), _PAIRS_AT_ONCE)]
        run = self._begin(duplicates.compared, self.tr("Comparing: %1%"))
        run.did.connect(self._show)
        run.ended.connect(self._sum_up)
        run.start(pieces)

    def _show(self, pairs: Sequence[Pair]) -> None:
        rows, sheet = self._model.shelf.by_id, self._sheet
        if sheet is None:
            return
        for pair in pairs:
            if pair.first in rows and pair.second in rows and len(sheet.pairs) < _MOST_SHOWN:
                sheet.add(pair, rows[pair.first], rows[pair.second])

    def _sum_up(self) -> None:
        if self._sheet is None:
            return
        self._run = None
        count = len(self._sheet.pairs)
        if not count:
            words = self.tr("No article is in the library twice.")
        elif count == 1:
            words = self.tr("1 pair is alike. Nothing is done unless you say so.")
        else:
            words = self.tr("%1 pairs are alike. Nothing is done unless you say so.")
        if len(self._model.shelf.summaries) > duplicates.MOST_ARTICLES:
            words += " " + filled(
                self.tr("The newest %1 articles were compared."), duplicates.MOST_ARTICLES
            )
        self._sheet.show_state(filled(words, count))

    # -- what the person does --------------------------------------------------------------------

    def _open(self, article_id: str) -> None:
        if self._sheet is not None:
            self._sheet.accept()
        self._open_article(article_id)

    def _adopt(self, older: str, newer: str) -> None:
        """Make the newer capture the next version of the older article."""

        def show(version: Version, _carried: CarriedOver) -> None:
            opened = self._model.article
            if opened is not None and opened.id == older:
                self._model.show_version(opened.version_id)
            elif opened is not None and opened.id == newer:
                self._open_article(version.article_id)

        self._model.shelf.adopt(older, newer, show)

    def _trash(self, article_id: str) -> None:
        self._edits.edit(
            [article_id],
            article_editing.trash(now=self._now()),
            one=self.tr("Article moved to the trash"),
            many="",
            icon="trash-2",
        )

    def _on_listed(self, _rows: object) -> None:
        self._settle()

    def _settle(self) -> None:
        if self._sheet is not None:
            rows = self._model.shelf.by_id
            self._sheet.settle(rows.__contains__)

    def _on_closed(self) -> None:
        self._sheet = None
        self._cancel()

    def _cancel(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.cancel()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, GalleyError):
            raise error
        self._trouble(str(error))
