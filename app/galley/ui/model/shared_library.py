"""What all windows on one library share: its thread, its list, and the way of edits to the disk."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from galley.domain.changes import ChangeSet
from galley.domain.errors import GalleyError
from galley.domain.rebasing import rebased, shown_under
from galley.services.library_thread import LibraryThread
from galley.ui.model.backups import Backups
from galley.ui.model.edits import Edits
from galley.ui.model.shelf import Shelf

if TYPE_CHECKING:
    from galley.ui.model.app_model import AppModel

__all__ = ["SharedLibrary"]


class SharedLibrary(QObject):
    """One writer for any number of windows; it ends with the last of them.

    Attributes:
        failed: Something a person can act on went wrong: the GalleyError.
        not_saved: An edit is not on disk and waits: the GalleyError.
        is_replacing: The library's file is about to be another one.
    """

    failed = Signal(object)
    not_saved = Signal(object)

    def __init__(
        self,
        thread: LibraryThread,
        creator: str,
        now: Callable[[], datetime],
        parent: QObject | None,
    ) -> None:
        super().__init__(parent)
        self._creator = creator
        self.is_replacing = False
        self._thread = thread
        self.shelf = Shelf(thread, now, self)
        self.backups = Backups(thread, now, self)
        self.edits = Edits(thread, self)
        self._models: list[AppModel] = []
        self.shelf.failed.connect(self._on_failed)
        self.backups.failed.connect(self._on_failed)
        self.edits.travel_failed.connect(self._on_failed)
        self.edits.failed.connect(self._on_not_saved)
        self.edits.turning.connect(self.flush_typing)
        self.edits.rebased.connect(self._on_rebased)

    @property
    def models(self) -> "Sequence[AppModel]":
        """One behind each window."""
        return tuple(self._models)

    @property
    def creator(self) -> str:
        """Under whose name marks and checks are made, in every window."""
        return self._creator

    @creator.setter
    def creator(self, name: str) -> None:
        self._creator = self._thread.who = name

    @property
    def unsaved(self) -> tuple[ChangeSet, ...]:
        """Edits that are not known to be on disk, in order, what is being typed last."""
        typed = (change_set for model in self._models for change_set in model.marking.typed)
        return (*self.edits.unsaved, *typed)

    def as_seen(self, made: ChangeSet) -> ChangeSet:
        """An edit that other work has just brought to the disk, as it is to be shown.

        What waits, and what is being typed, was made over what was there before it and goes to
        the disk after it: each thing is shown as it will be then.
        """
        self.flush_typing()
        return shown_under(made, rebased(self.edits.unsaved, made))

    def join(self, model: "AppModel") -> None:
        """One window more."""
        self._models.append(model)

    def leave(self, model: "AppModel", last: Callable[[Any], None] | None) -> None:
        """One window less; after the last one everything ends.

        Args:
            model: What was behind the window.
            last: Work on the library's thread before it ends, after all other.
        """
        self._models.remove(model)
        if not self._models:
            self.backups.stop()
            self.shelf.close()
            self.edits.close()
            self._thread.close(last)

    def flush_typing(self) -> None:
        """Send what is typed in any window: edits go to the disk in the order they were made in."""
        for model in self._models:
            model.marking.flush_typing()

    def finish_runs(self) -> None:
        """Have edits of many marks made in every window: what is edited next is what they leave."""
        for model in self._models:
            model.marking.finish_run()

    def tell(self, change_set: ChangeSet, maker: "AppModel") -> None:
        """Have the other windows show an edit that one of them shows."""
        for model in self._models:
            if model is not maker:
                model.see(change_set)

    def _on_rebased(self, change_set: ChangeSet) -> None:
        for model in self._models:
            model.see(change_set)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, GalleyError):
            raise error
        self.failed.emit(error)

    def _on_not_saved(self, error: Exception) -> None:
        if not isinstance(error, GalleyError):
            raise error
        self.not_saved.emit(error)
