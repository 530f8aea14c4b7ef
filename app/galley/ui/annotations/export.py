"""From chosen annotations to a file on disk: file name, reports piece by piece, result."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from galley.domain.errors import GalleyError
from galley.services.edits import bulk_editing
from galley.services.outgoing.exporting import Format, format_named
from galley.services.outgoing.library_exporting import LibraryReport
from galley.services.outgoing.selection_exporting import (
    SELECTION_STEM,
    SelectedReports,
    export_reports,
    selected_reports,
)
from galley.ui.annotations.words import number_text
from galley.ui.components.placeholders import filled
from galley.ui.file_dialogs import ask_save
from galley.ui.model.piecewise import PieceRun
from galley.ui.model.tasks import run_task
from galley.ui.theme.words import own_kind_names

if TYPE_CHECKING:
    from pathlib import Path

    from galley.ui.annotations.grouped_rows import ChosenNumbers
    from galley.ui.components.toast import Toast
    from galley.ui.model.app_model import AppModel
    from galley.ui.window.main_window import MainWindow

__all__ = ["SelectionExport"]


class SelectionExport(QObject):
    """One export at a time.

    Attributes:
        progressed: So many pieces are done, of so many.
        ended: Nothing is being done any more.
    """

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(
        self,
        window: "MainWindow",
        model: "AppModel",
        toast: "Toast",
        now: Callable[[], datetime],
        trouble: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._model, self._toast = window, model, toast
        self._now, self._trouble = now, trouble
        self._run: PieceRun | None = None
        self._selected: list[SelectedReports] = []
        self._failed = False

    def begin(self, numbers: "ChosenNumbers", format_name: str) -> None:
        """Ask for a file, and write what was chosen to it."""
        target = format_named(format_name)
        if self._run is not None or not numbers:
            return
        path = ask_save(
            self._window,
            self._window,
            self.tr("Export annotations"),
            f"{SELECTION_STEM}{target.suffix}",
            f"{target.title} (*{target.suffix})",
        )
        if path is None:
            return
        self._model.shared.flush_typing()
        self._selected, self._failed = [], False
        now, names = self._now(), own_kind_names()
        run = self._run = PieceRun(
            self._model.library_thread,
            lambda library, piece: selected_reports(library, piece, now=now, kind_names=names),
            self,
        )
        run.did.connect(self._selected.append)
        run.progressed.connect(self.progressed)
        run.failed.connect(self._on_failed)
        run.ended.connect(lambda: self._write(target, path, now))
        self.progressed.emit(0, 1)
        run_task(
            self,
            lambda: self._model.library_thread.submit(
                lambda lib: bulk_editing.pieces(lib, numbers)
            ),
            lambda pieces: self._start(pieces),
            self._not_begun,
        )

    def cancel(self) -> None:
        """Write nothing."""
        if self._run is not None:
            self._failed = True
            self._run.cancel()

    def _start(self, pieces: list[list[int]]) -> None:
        if self._run is not None:
            self._run.start(pieces)

    def _write(self, target: Format, path: "Path", now: datetime) -> None:
        self._run = None
        self.ended.emit()
        if not self._failed:
            selected = self._selected
            self._model.work(
                lambda _job: export_reports(selected, target, path, now=now),
                lambda report: self._tell(report, path.name),
            )

    def _tell(self, report: LibraryReport, name: str) -> None:
        count = number_text(report.annotations)
        if report.left_home:
            words = self.tr("%1 annotations saved as %2 · %3 sensitive ones stayed out")
            message = filled(words, count, name, number_text(report.left_home))
        else:
            message = filled(self.tr("%1 annotations saved as %2"), count, name)
        self._toast.show_message(message, icon="share")

    def _not_begun(self, error: Exception) -> None:
        self._failed = True
        self._start([])  # it ends as any other does, and the next can begin
        self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        self._failed = True
        if not isinstance(error, GalleyError):
            raise error
        self._trouble(str(error))
