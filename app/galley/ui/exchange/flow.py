"""From a file of annotations to marks in the library: a look first, then, if wanted, the marks."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from galley.domain.changes import ChangeSet
from galley.domain.jobs import Job
from galley.domain.open_article import HistoryLabels
from galley.ui.components.toast import Toast
from galley.ui.file_dialogs import ask_open
from galley.ui.model.app_model import AppModel
from galley.ui.model.tasks import Task
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:  # none of it is needed before something is imported
    from galley.services.incoming.exchange import AnnotationImport
    from galley.services.incoming.taking_in import TakenIn
    from galley.services.safety.large_changes import Kept
    from galley.ui.exchange.arrivals_sheet import ArrivalsSheet
    from galley.ui.model.large_changes import LargeChange
    from galley.ui.window.main_window import MainWindow

__all__ = ["AnnotationImportFlow"]

_PATTERNS = (
    "*.json *.jsonld *.csv *.txt *.md *.html *.htm *.rdf "
    "*.calibre_annotation_collection *.calibre_highlights"
)


class AnnotationImportFlow(QObject):
    """One file after the other, each on a sheet of its own.

    Args:
        window: What the sheet lies over.
        model: The library.
        themes: The colours.
        toast: Says how it ended.
        now: The time, in UTC.
    """

    _edited = Signal(object, object)

    def __init__(
        self,
        window: "MainWindow",
        model: AppModel,
        themes: ThemeSource,
        toast: Toast,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._themes = window, model, themes
        self._toast, self._now = toast, now
        self._waiting: list[Path] = []
        self._sheet: ArrivalsSheet | None = None
        self._task: Task | None = None
        self._keeping: LargeChange | None = None  # the import, while its backup is made
        self._plan: AnnotationImport | None = None
        # Queued: it is emitted on the library's thread, and heard on the window's.
        self._edited.connect(self._on_edited, Qt.ConnectionType.QueuedConnection)
        window.closed.connect(self._cancel)
        model.library_replacing.connect(self._cancel)
        model.under_way.append(self._under_way)
        model.library_replaced.connect(self._on_library_replaced)

    def ask(self) -> None:
        """Ask for a file."""
        patterns = self.tr("Annotations ({patterns})").format(patterns=_PATTERNS)
        everything = self.tr("All files (*)")
        title = self.tr("Import annotations")
        path = ask_open(self._window, self._window, title, f"{patterns};;{everything}")
        if path is not None:
            self.take([path])

    def take(self, paths: Sequence[Path]) -> None:
        """Look through files, one after the other."""
        self._waiting += paths
        if self._sheet is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        from galley.services.incoming.annotation_files import read_annotations
        from galley.services.incoming.exchange import plan_import
        from galley.services.library_reading import ReadingElsewhere
        from galley.ui.exchange.arrivals_sheet import ArrivalsSheet

        path = self._waiting.pop(0)
        self._model.marking.flush_typing()
        sheet = self._sheet = ArrivalsSheet(self._themes, self._window, path.name)
        sheet.cancel_wanted.connect(self._cancel)
        sheet.import_wanted.connect(lambda: self._import(path.name))
        sheet.finished.connect(self._forget_sheet)
        sheet.open()
        submit, now = self._model.submit, self._now()

        def look(job: Job) -> "AnnotationImport":
            return plan_import(ReadingElsewhere(submit), read_annotations(path), now=now, job=job)

        self._follow(self._model.work(look, self._show_plan))

    def _follow(self, task: Task) -> None:
        """Show how far it is; whatever way it ends but well, the sheet goes."""
        self._task = task
        if self._sheet is not None:
            task.progressed.connect(self._sheet.set_progress)
        task.cancelled.connect(self._end)
        task.failed.connect(lambda _error: self._end())

    def _show_plan(self, plan: "AnnotationImport") -> None:
        self._task, self._plan = None, plan
        if self._sheet is not None:
            self._sheet.show_plan(plan)

    def _import(self, name: str) -> None:
        from galley.services.incoming.taking_in import occasion_of

        plan, sheet = self._plan, self._sheet
        if plan is None or sheet is None:
            return
        sheet.begin_import()
        self._keeping = self._model.large.begin(
            occasion_of(plan),
            lambda kept: self._take_in(plan, name, kept),
            given_up=self._end,
            progress=sheet.show_backup,
        )

    def _take_in(self, plan: "AnnotationImport", name: str, kept: "Kept") -> None:
        """The sheet may be gone by now: where no backup could be made, the person says so."""
        from galley.services.incoming.taking_in import take_in

        submit, library = self._model.submit, self._model.library_path

        def work(job: Job) -> "TakenIn":
            return take_in(
                plan, submit, kept, library=library, name=name, job=job, told=self._edited.emit
            )

        self._follow(self._model.work(work, self._taken))

    def _on_edited(self, edit: ChangeSet, labels: HistoryLabels) -> None:
        self._model.take_saved(edit, labels)

    def _taken(self, taken: "TakenIn") -> None:
        from galley.ui.exchange.words import taken_sentence

        self._end()
        if taken.articles:
            self._model.shelf.refresh()
        article = self._model.article
        if len(taken.articles) == 1 and (article is None or article.id != taken.articles[0]):
            self._model.open_article(taken.articles[0])
        self._toast.show_message(taken_sentence(taken), icon="check")

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.job.cancel()
        elif self._sheet is not None:
            self._model.large.cancel(self._keeping)

    def _under_way(self) -> str:
        if self._task is None or self._plan is None:  # looking changes nothing
            return ""
        return self.tr(
            "Annotations were being imported when the window was closed. Import the file again: "
            "what is in the library already is not taken in twice."
        )

    def _on_library_replaced(self) -> None:
        """What was worked out, or was to be, is of another library."""
        if self._sheet is not None:
            self._end()
            words = self.tr("The library was restored meanwhile · import the annotations again")
            self._toast.show_message(words, icon="info")

    def _end(self) -> None:
        self._task = None
        if self._sheet is not None:
            self._sheet.accept()

    def _forget_sheet(self) -> None:
        self._sheet = self._plan = None
        QTimer.singleShot(0, self, self._next)  # once this one has given the keyboard back
