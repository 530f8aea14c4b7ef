"""All the ways in which captures come to the window, and what is shown while they come."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from galley.domain.errors import GalleyError
from galley.ui.components.toast import Toast
from galley.ui.file_dialogs import ask_files, ask_folder, ask_save
from galley.ui.importing.doubt_message import DoubtMessage
from galley.ui.importing.left_behind import LeftBehind
from galley.ui.importing.quiet import QuietImports
from galley.ui.model.app_model import AppModel
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.words import untitled

if TYPE_CHECKING:  # none of it is needed before something is imported
    from galley.domain.article import Version
    from galley.domain.catalogue import ArticleName
    from galley.domain.open_article import OpenArticle
    from galley.services.intake.batch_importing import Outcome
    from galley.services.intake.captures import Captured, Collected, PastedSource, Source
    from galley.services.later_captures.carrying import CarriedOver
    from galley.ui.importing.import_sheet import ImportSheet
    from galley.ui.importing.run import ImportRun
    from galley.ui.window.main_window import MainWindow

__all__ = ["ImportFlow"]


class ImportFlow(QObject):
    """One thing that imports cleanly is just opened; for more, and for trouble, there is the sheet.

    Attributes:
        trouble: Something a person can act on: one sentence.
        annotations_found: Some files are not articles but annotations of them: their paths.
        compare_wanted: The new capture of the open article is to be compared.
        source_check_wanted: The source of the open article is to be checked.
        doubts: Says that a reading may be wrong, until its source check is open.
    """

    trouble = Signal(str)
    annotations_found = Signal(list)
    compare_wanted = Signal()
    source_check_wanted = Signal()

    def __init__(
        self,
        window: "MainWindow",
        model: AppModel,
        themes: ThemeSource,
        toast: Toast,
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._themes, self._toast = window, model, themes, toast
        self._sheet: ImportSheet | None = None
        self._run: ImportRun | None = None
        self._problems: tuple[str, ...] = ()
        self._later: list[Path] = []
        self._quiet = QuietImports(self, model, toast)
        self._quiet.finished.connect(self._finish_quietly)
        self._quiet.given_up.connect(self._fill_desk)
        self.doubts = DoubtMessage(self, toast, self._check_source_of)
        self._to_check = ""  # the article whose source is to be checked once it is open
        model.article_opened.connect(self._on_article_opened)
        model.library_replaced.connect(self._on_library_replaced)
        model.under_way.append(self._under_way)
        self._left = LeftBehind(
            self, model, toast, self._running, self._show_outcomes, self.trouble.emit
        )

    # -- ways in -------------------------------------------------------------------------------

    def open_sheet(self) -> None:
        """Ask where the captures are."""
        self._shown_sheet()

    def take_paths(self, paths: Sequence[Path], links: Sequence[str] = ()) -> None:
        """Import files and folders that were dropped or named; list links that came with them."""
        from galley.services.incoming.annotation_files import may_hold_annotations  # see above

        suspects = [path for path in paths if may_hold_annotations(path)]
        if suspects:
            self._model.shelf.sort_out(
                suspects, lambda found: self._take_sorted(paths, links, found)
            )
        else:
            self._take_captures(paths, links)

    def _take_sorted(
        self, paths: Sequence[Path], links: Sequence[str], annotations: Sequence[Path]
    ) -> None:
        self._take_captures([path for path in paths if path not in annotations], links)
        if annotations:
            if self._sheet is not None and not self._sheet.is_running:
                self._sheet.accept()
            self.annotations_found.emit(list(annotations))
            self._fill_desk()

    def _take_captures(self, paths: Sequence[Path], links: Sequence[str]) -> None:
        if links:
            from galley.services.intake.fetching import AddressSource  # rarely needed

            self._shown_sheet().offer_address(links[0])  # for “Import more”
            self._take_on_sheet(paths, [AddressSource(link, asked=False) for link in links])
        elif self._sheet is not None:
            self._take_on_sheet(paths, ())
        elif len(paths) == 1 and not paths[0].is_dir():
            self._quiet.take(paths, ())
        elif paths:
            self._shown_sheet()
            self._take_on_sheet(paths, ())

    def take_handed(self, paths: Sequence[Path]) -> None:
        """Import what another start handed over: once what is running now has ended."""
        if self._sheet is not None and self._sheet.is_running:
            self._later += paths
        else:
            self.take_paths(paths)

    def take_data(self, data: QMimeData | None) -> None:
        """Import what was dropped or pasted, whatever it is."""
        from galley.ui.importing import pasted

        paths, links = pasted.dropped_paths(data), pasted.dropped_addresses(data)
        address, page = pasted.pasted_address(data), pasted.pasted_page(data)
        if paths or len(links) > 1:
            self.take_paths(paths, links)
        elif address:
            self._shown_sheet().offer_address(address)
        elif page is not None:
            self._take_page(page)
        else:
            self._complain(self.tr("There is no page to paste. Copy it in the browser first."))

    def paste(self) -> None:
        """Import what is on the clipboard."""
        self.take_data(QGuiApplication.clipboard().mimeData())

    def choose_files(self) -> None:
        """Ask for files and import them."""
        self.take_paths(ask_files(self._window, self._window, self.tr("Import")))

    def choose_folder(self) -> None:
        """Ask for a folder and import what is in it."""
        folder = ask_folder(self._window, self._window, self.tr("Import a folder"))
        if folder is not None:
            self.take_paths([folder])

    def fetch(self, typed: str, with_pictures: bool) -> None:
        """Fetch a page, because the person asked for it."""
        from galley.services.intake.fetching import AddressSource, read_address  # rarely needed

        try:
            address = read_address(typed)
        except GalleyError as error:
            self._complain(str(error))
            return
        self._take_on_sheet((), (AddressSource(address, with_pictures),))

    def _take_page(self, page: "PastedSource") -> None:
        if self._sheet is not None:
            self._take_on_sheet((), (page,))
        else:
            self._quiet.take((), (page,))

    def _running(self) -> "list[ImportRun]":
        """What is under way."""
        return [*self._quiet.running, *([] if self._run is None else [self._run])]

    # -- without the sheet ---------------------------------------------------------------------

    def _finish_quietly(self, outcomes: "list[Outcome]") -> None:
        if not any(one.article_id or one.problem for one in outcomes):  # nobody else cancels it
            self.trouble.emit(
                self.tr(
                    "Nothing was imported: the library was restored meanwhile. Import it again."
                )
            )
        for outcome in outcomes:
            if outcome.article_id:
                self._open(outcome)
            elif outcome.captured is not None:  # what was pasted is nowhere else: offer to keep it
                self._show_outcomes([outcome])
            elif outcome.problem:
                self.trouble.emit(outcome.problem)
                self._fill_desk()

    def _fill_desk(self) -> None:
        """Nothing was opened: show an article of the library, if there is one and none is open."""
        if self._model.article is None:
            self._model.open_first("")

    def _open(self, outcome: "Outcome") -> None:
        if outcome.resembles is not None:
            self._offer(outcome, outcome.resembles)
            return
        self._model.open_article(outcome.article_id)
        if outcome.was_known:
            from galley.ui.importing.words import picture_words  # see above

            parts = [self.tr("This capture is in the library already"), *picture_words(outcome)]
            self._toast.show_message(" · ".join(parts), icon="check")
        elif outcome.doubt is not None:
            self.doubts.show(outcome.article_id, outcome.doubt)

    def _check_source_of(self, article_id: str) -> None:
        if self._model.article is not None and self._model.article.id == article_id:
            self.source_check_wanted.emit()
        else:
            self._check_from_sheet(article_id)

    def _check_from_sheet(self, article_id: str) -> None:
        """Open an article, and its source check once it is there."""
        self._to_check = article_id
        self._open_from_sheet(article_id)

    def _on_article_opened(self, opened: "OpenArticle") -> None:
        wanted, self._to_check = self._to_check, ""
        if wanted and opened.article.id == wanted:
            self.source_check_wanted.emit()

    def _offer(self, outcome: "Outcome", article: "ArticleName") -> None:
        """Ask whether a capture is the next version of an article; until then it is one itself."""
        from galley.ui.importing.recapture_sheet import RecaptureSheet  # rarely needed

        headline = article.headline or untitled()
        sheet = RecaptureSheet(self._themes, self._window, headline)
        sheet.accepted.connect(
            lambda: self._model.shelf.adopt(article.id, outcome.article_id, self._show_version)
        )
        sheet.rejected.connect(lambda: self._model.open_article(outcome.article_id))
        sheet.open()

    def _show_version(self, version: "Version", carried: "CarriedOver") -> None:
        """A capture became a version: show its article as it was read before."""
        from galley.ui.importing.words import carried_words  # see above

        article = self._model.article
        if article is not None and article.id == version.article_id:
            self._model.show_version(article.version_id)
        else:
            self._model.open_article(version.article_id)
        message = self.tr("Added as version {number}").format(number=version.number)
        if words := carried_words(carried, named=len(carried.lost) == 1):
            message = f"{message} · {words}"
        self._toast.show_message(
            message, icon="git-compare", action=self.tr("Compare"), then=self.compare_wanted.emit
        )

    def _show_outcomes(self, outcomes: "list[Outcome]") -> None:
        sheet = self._shown_sheet()
        if sheet.is_running:
            return
        sheet.begin()
        sheet.set_found([outcome.label for outcome in outcomes], ())
        for number, outcome in enumerate(outcomes):
            sheet.set_outcome(number, outcome)
        sheet.finish()

    # -- with the sheet ------------------------------------------------------------------------

    def _shown_sheet(self) -> "ImportSheet":
        if self._sheet is not None:
            return self._sheet
        from galley.ui.importing.import_sheet import ImportSheet  # only when asked for

        sheet = ImportSheet(self._themes, self._window)
        start = sheet.start
        start.files_wanted.connect(self.choose_files)
        start.folder_wanted.connect(self.choose_folder)
        start.paste_wanted.connect(self.paste)
        start.fetch_wanted.connect(self.fetch)
        sheet.dropped.connect(self.take_data)
        sheet.cancel_wanted.connect(self._cancel)
        sheet.open_wanted.connect(self._open_from_sheet)
        sheet.check_wanted.connect(self._check_from_sheet)
        sheet.keep_wanted.connect(self._keep)
        sheet.version_wanted.connect(self._adopt_from_sheet)
        sheet.finished.connect(self._forget_sheet)
        sheet.rejected.connect(self._fill_desk)
        self._sheet = sheet
        sheet.open()
        return sheet

    def _take_on_sheet(
        self, paths: Sequence[Path], sources: "Sequence[Source]", *, without_backup: bool = False
    ) -> None:
        sheet = self._shown_sheet()
        if sheet.is_running or not (paths or sources):
            return

        def again() -> None:
            self._take_on_sheet(paths, sources, without_backup=True)

        run = self._model.shelf.make_run(
            paths, sources, self._model.large, None if without_backup else again
        )
        run.found.connect(self._on_found)
        run.keeping.connect(sheet.set_backup)
        run.progressed.connect(sheet.set_progress)
        run.told.connect(sheet.set_outcome)
        run.edited.connect(self._model.take_saved)
        run.finished.connect(self._finish_on_sheet)
        run.failed.connect(lambda _error: self._end_run())
        self._run, self._problems = run, ()
        self._fill_desk()
        sheet.begin()
        self._model.shelf.start(run)

    def _on_found(self, collected: "Collected", labels: list[str]) -> None:
        self._problems = collected.problems
        if self._sheet is not None:
            self._sheet.set_found(labels, collected.passed_over)

    def _finish_on_sheet(self, outcomes: "list[Outcome]") -> None:
        sheet = self._sheet
        self._end_run()
        if (
            self._run is None
            and sheet is not None
            and len(outcomes) == 1
            and outcomes[0].article_id
        ):
            sheet.accept()
            self._open(outcomes[0])

    def _end_run(self) -> None:
        self._run = None
        if self._sheet is not None:
            self._sheet.finish(self._problems)
        waiting, self._later = self._later, []
        if waiting:
            self.take_paths(waiting)

    def _cancel(self) -> None:
        if self._run is not None:
            self._run.cancel()

    def _open_from_sheet(self, article_id: str) -> None:
        if self._sheet is not None:
            self._sheet.accept()
        self._model.open_article(article_id)

    def _adopt_from_sheet(self, number: int, outcome: "Outcome") -> None:
        """One row of the sheet becomes a version; the sheet stays."""
        article, sheet = outcome.resembles, self._sheet
        if article is None or sheet is None:
            return

        def show(version: "Version", carried: "CarriedOver") -> None:
            sheet.set_version(number, version, carried)
            opened = self._model.article
            if opened is not None and opened.id == version.article_id:
                self._model.show_version(opened.version_id)

        self._model.shelf.adopt(article.id, outcome.article_id, show)

    def _keep(self, captured: "Captured") -> None:
        from galley.services.intake.captures import file_name_of, keep_bytes  # see above

        title = self.tr("Save the original")
        path = ask_save(self._window, self._window, title, file_name_of(captured))
        if path is not None:
            message = self.tr("Saved as {name}").format(name=path.name)
            self._model.work(
                lambda _job: keep_bytes(path, captured.data),
                lambda _done: self._toast.show_message(message, icon="save"),
            )

    def _under_way(self) -> str:
        """An import ends with the last window only."""
        if not self._model.is_alone or not self._model.shelf.is_importing:
            return ""
        return self.tr(
            "An import was under way when the window was closed. Import the same again: what is in "
            "the library already is not taken in twice."
        )

    def _on_library_replaced(self) -> None:
        if self._sheet is not None:
            self._sheet.show_replaced()

    def _forget_sheet(self) -> None:
        self._sheet = None

    def _complain(self, sentence: str) -> None:
        if self._sheet is not None:
            self._sheet.show_problem(sentence)
        else:
            self.trouble.emit(sentence)
