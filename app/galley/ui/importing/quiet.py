"""Imports of one capture without the sheet: what takes long is told of, and can be cancelled."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from galley.ui.components.toast import Toast
from galley.ui.model.app_model import AppModel

if TYPE_CHECKING:  # none of it is needed before something is imported
    from galley.services.intake.batch_importing import Outcome
    from galley.services.intake.captures import Source
    from galley.ui.importing.run import ImportRun

__all__ = ["QuietImports"]

_UNTOLD_MS = 700  # most captures are open by then
_TOLD_MS = 120_000  # longer than a capture may take


class QuietImports(QObject):
    """Those of one window.

    Attributes:
        finished: With the outcomes of one; none of them if the library was restored meanwhile.
        given_up: One was cancelled, and nothing of it is in the library.
    """

    finished = Signal(list)
    given_up = Signal()

    def __init__(self, parent: QObject, model: AppModel, toast: Toast) -> None:
        super().__init__(parent)
        self._model, self._toast = model, toast
        self._running: list[ImportRun] = []
        self._cancelled: list[ImportRun] = []

    @property
    def running(self) -> "Sequence[ImportRun]":
        """What is under way."""
        return tuple(self._running)

    def take(self, paths: Sequence[Path], sources: "Sequence[Source]") -> None:
        """Import one capture.

        Args:
            paths: The file, if it is one.
            sources: What it is, if it comes from elsewhere.
        """
        (name,) = [*(path.name for path in paths), *(source.label for source in sources)]
        words = self.tr("Importing “{name}”…").format(name=name)
        run = self._model.shelf.make_run(paths, sources, self._model.large)
        heard = _Ends(self, run, words)
        clock = QTimer(heard, singleShot=True, interval=_UNTOLD_MS)
        clock.timeout.connect(lambda: self._tell(run, words, clock))
        run.edited.connect(self._model.take_saved)
        run.finished.connect(heard.finish)
        for ended in (run.finished, run.failed):
            ended.connect(heard.forget)
        self._running.append(run)
        clock.start()
        self._model.shelf.start(run)

    def _tell(self, run: "ImportRun", words: str, clock: QTimer) -> None:
        if run not in self._running:
            return
        if self._toast.isVisible():  # it may offer to take back what was done just now
            clock.start()
        else:
            self._toast.show_message(
                words,
                icon="file-down",
                action=self.tr("Cancel"),
                then=lambda: self._cancel(run),
                milliseconds=_TOLD_MS,
            )

    def _cancel(self, run: "ImportRun") -> None:
        if run in self._running:
            self._cancelled.append(run)
            run.cancel()

    def finish(self, run: "ImportRun", outcomes: "list[Outcome]") -> None:
        """Say what one came to."""
        if run in self._cancelled and not any(one.article_id or one.problem for one in outcomes):
            self._toast.show_message(self.tr("Import cancelled"), icon="info")
            self.given_up.emit()
        else:
            self.finished.emit(outcomes)

    def forget(self, run: "ImportRun", words: str) -> None:
        """One is not under way any more, and is not told of as if it were."""
        self._running.remove(run)
        if run in self._cancelled:
            self._cancelled.remove(run)
        if self._toast.isVisible() and self._toast.message == words:
            self._toast.dismiss()


class _Ends(QObject):
    """Hears how an import ends, as long as its window is there: a run outlives it.

    Its slots are methods, which Qt disconnects with their object; a lambda it would call after all.
    """

    def __init__(self, imports: QuietImports, run: "ImportRun", words: str) -> None:
        super().__init__(imports)
        self._imports, self._run, self._words = imports, run, words

    def finish(self, outcomes: "list[Outcome]") -> None:
        """It came to an end of its own."""
        self._imports.finish(self._run, outcomes)

    def forget(self, _outcome: object) -> None:
        """It came to an end, or failed."""
        self._imports.forget(self._run, self._words)
        self.deleteLater()
