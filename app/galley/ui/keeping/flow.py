"""Restoring a backup and checking the library: from the action to what is said at the end."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from galley.domain.errors import GalleyError
from galley.domain.jobs import Job
from galley.services.saving import SaveState
from galley.ui.components.error_bar import ErrorBar
from galley.ui.components.toast import Toast
from galley.ui.model.app_model import AppModel
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:  # none of it is needed before it is asked for
    from galley.domain.keeping import Backup, Contents, Repair, Restored, RestorePreview
    from galley.ui.keeping.check_sheet import CheckSheet
    from galley.ui.keeping.restore_sheet import RestoreSheet
    from galley.ui.model.tasks import Task
    from galley.ui.window.main_window import MainWindow
    from galley.ui.window.way_back import WayBack

__all__ = ["KeepingFlow"]

_TOLD_FOR = 20_000  # ms that the way back from a restore is offered


class KeepingFlow(QObject):
    """Opens the sheets, has the work done elsewhere, and reads the library anew afterwards.

    Attributes:
        replacing: The library's file is about to be another one.
    """

    replacing = Signal()

    def __init__(
        self,
        window: "MainWindow",
        model: AppModel,
        themes: ThemeSource,
        toast: Toast,
        error_bar: ErrorBar,
        way_back: "WayBack",
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._themes = window, model, themes
        self._toast, self._error_bar, self._now = toast, error_bar, now
        self._way_back = way_back
        self._restoring: RestoreSheet | None = None
        self._checking: CheckSheet | None = None
        self._check_task: Task | None = None
        self._report = ""
        error_bar.action_chosen.connect(self._on_action)
        window.closed.connect(self._stop_check)

    # -- restoring -----------------------------------------------------------------------------

    def open_backups(self) -> None:
        """Show the backups there are."""
        from galley.services.safety import keeping
        from galley.ui.keeping.restore_sheet import RestoreSheet

        if self._restoring is not None:
            return
        sheet = self._restoring = RestoreSheet(self._themes, self._window)
        sheet.chosen.connect(self._preview)
        sheet.restore_wanted.connect(self._restore)
        sheet.finished.connect(self._forget_restoring)
        sheet.open()
        library = self._model.library_path
        self._model.work(lambda _job: keeping.backups(library), self._show_backups)

    def _show_backups(self, backups: "list[Backup]") -> None:
        if self._restoring is not None:
            self._restoring.show_backups(backups, self._now())
            self._look_into(backups, 0)

    def _look_into(self, backups: "Sequence[Backup]", number: int) -> None:
        """One after the other, so that a preview need not wait for all of them."""
        sheet = self._restoring
        if sheet is None or number >= len(backups):
            return
        path = backups[number].path

        def look(_job: Job) -> "tuple[Contents | None, str]":
            from galley.services.safety import keeping

            try:
                return keeping.contents(path), ""
            except GalleyError as error:
                return None, str(error)

        def tell(known: "tuple[Contents | None, str]") -> None:
            if self._restoring is sheet:
                sheet.set_contents(number, *known)
                self._look_into(backups, number + 1)

        self._model.work(look, tell)

    def _preview(self, backup: "Backup") -> None:
        library = self._model.library_path

        def look(_job: Job) -> "tuple[RestorePreview | None, str]":
            from galley.services.safety import keeping

            try:
                return keeping.preview_restore(library, backup.path), ""
            except GalleyError as error:
                return None, str(error)

        def tell(found: "tuple[RestorePreview | None, str]") -> None:
            preview, problem = found
            sheet = self._restoring
            if sheet is None or sheet.row is None or sheet.row.backup != backup:
                return
            if preview is not None:
                sheet.show_preview(backup, preview)
            else:
                sheet.show_problem(problem)

        self._model.work(look, tell)

    def _restore(self, backup: "Backup") -> None:
        sheet = self._restoring
        if sheet is not None and self._model.save_state is SaveState.FAILED:
            sheet.show_problem(
                self.tr(
                    "Some edits could not be saved yet. Save them first, or keep them elsewhere."
                )
            )
            return
        if sheet is not None:
            sheet.set_restoring(True)
        self._put_in_place(backup)

    def _put_in_place(self, backup: "Backup") -> None:
        now, who = self._now(), self._model.creator
        self.replacing.emit()

        def work(library: Any) -> "Restored":  # noqa: ANN401 - the library's file, a Path
            from galley.services.safety import keeping

            return keeping.restore(library, backup.path, now=now, who=who)

        self._model.file.replace(
            work, lambda restored: self._restored(backup, restored), self._not_restored
        )

    def _restored(self, backup: "Backup", restored: "Restored") -> None:
        from galley.ui.reader.meta_line import when

        if self._restoring is not None:
            self._restoring.set_restoring(False)
            self._restoring.accept()
        time = when(backup.taken_at, self._now())
        message = self.tr("The library is as it was: {time}").format(time=time)
        before = restored.before
        if before is None:
            if restored.set_aside is not None:
                folder = restored.set_aside.name
                message += self.tr(" · what was there is in {folder}").format(folder=folder)
            self._toast.show_message(message, milliseconds=_TOLD_FOR)
            return
        message += self.tr(" · what was there is kept as a backup")
        self._way_back.offer(message, lambda: self._put_in_place(before), milliseconds=_TOLD_FOR)

    def _not_restored(self, error: Exception) -> None:
        if not isinstance(error, GalleyError):
            raise error
        if self._restoring is not None:
            self._restoring.set_restoring(False)
            self._restoring.show_problem(str(error))
        else:
            self._error_bar.show_error(str(error))

    def _forget_restoring(self) -> None:
        self._restoring = None

    # -- checking ------------------------------------------------------------------------------

    def check(self) -> None:
        """Check all of the library, now."""
        from galley.ui.keeping.check_sheet import CheckSheet

        if self._checking is not None:
            return
        sheet = self._checking = CheckSheet(self._themes, self._window)
        sheet.cancel_wanted.connect(self._stop_check)
        sheet.copy_wanted.connect(self._copy_report)
        sheet.repair_wanted.connect(self._repair)
        sheet.restore_wanted.connect(self._restore_instead)
        sheet.finished.connect(self._forget_checking)
        sheet.open()
        library, submit = self._model.library_path, self._model.submit

        def work(job: Job) -> "tuple[tuple[str, ...], Contents | None]":
            from galley.services.safety import keeping

            faults = keeping.check_open(library, submit, job=job)
            return faults, None if faults else keeping.contents(library)

        task = self._check_task = self._model.work(work, self._checked)
        task.progressed.connect(sheet.set_progress)
        task.failed.connect(lambda _error: sheet.close())

    def _checked(self, found: "tuple[tuple[str, ...], Contents | None]") -> None:
        from galley.ui.keeping.words import checked_sentence, report_text

        faults, contents = found
        sentence = checked_sentence(faults, contents)
        self._report = report_text(faults, sentence)
        self._check_task = None
        if self._checking is not None:
            self._checking.show_result(sentence, faults)

    def _repair(self) -> None:
        sheet = self._checking
        if sheet is None or self._model.save_state is SaveState.FAILED:
            return  # what waits to be saved says so itself
        sheet.begin_repair()
        now, who = self._now(), self._model.creator
        self.replacing.emit()

        def work(library: Any) -> "Repair":  # noqa: ANN401 - the library's file, a Path
            from galley.services.safety import keeping

            return keeping.repair(library, now=now, who=who)

        self._model.file.replace(work, self._repaired, self._not_repaired)

    def _repaired(self, repair: "Repair") -> None:
        from galley.ui.keeping.words import repair_lines, repair_sentence, report_text

        sentence, lines = repair_sentence(repair), repair_lines(repair)
        self._report = report_text(lines, sentence)
        if self._checking is not None:
            self._checking.show_repair(sentence, lines)

    def _not_repaired(self, error: Exception) -> None:
        if not isinstance(error, GalleyError):
            raise error
        if self._checking is not None:
            self._checking.show_repair(str(error), ())

    def _stop_check(self) -> None:
        if self._check_task is not None:
            self._check_task.job.cancel()
            self._check_task = None

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._toast.show_message(self.tr("Result copied"), icon="copy")

    def _restore_instead(self) -> None:
        if self._checking is not None:
            self._checking.accept()
        self.open_backups()

    def _forget_checking(self) -> None:
        self._checking = None

    # -- what is told without being asked --------------------------------------------------------

    def tell_faults(self, faults: Sequence[str]) -> None:
        """Say what a check behind the window found."""
        more = len(faults) - 1
        sentence = self.tr("The library has a fault. {fault}").format(fault=faults[0])
        if more:
            sentence += self.tr(" There are {count} more.").format(count=more)
        actions = [
            ("check", self.tr("Check library…")),
            ("backups", self.tr("Restore a backup…")),
        ]
        self._error_bar.show_error(sentence, actions)

    def _on_action(self, name: str) -> None:
        if name == "check":
            self.check()
        elif name == "backups":
            self.open_backups()
