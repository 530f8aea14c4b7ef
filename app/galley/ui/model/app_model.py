"""The one bridge from services to signals: what is open, what was changed, what is saved.

An edit is shown at once and sent to the library's thread; "saved" is said only when it is on disk.
Nothing here blocks, and nothing here is a widget.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version
from galley.domain.changes import ChangeSet
from galley.domain.clock import utc_now
from galley.domain.errors import GalleyError, LibraryUnusable
from galley.domain.jobs import Job
from galley.services.desk import HistoryLabels, OpenArticle
from galley.services.library_reading import SubmitToLibrary
from galley.services.library_thread import LibraryThread
from galley.services.saving import SaveState
from galley.ui.model.article_desk import ArticleDesk
from galley.ui.model.article_editing import ArticleEditing
from galley.ui.model.errands import Errands
from galley.ui.model.large_changes import LargeChanges
from galley.ui.model.library_file import LibraryFile
from galley.ui.model.marking import Marking
from galley.ui.model.records import Records
from galley.ui.model.shared_library import SharedLibrary
from galley.ui.model.tasks import Task, run_task
from galley.ui.search.library_search import LibrarySearch

__all__ = ["AppModel"]

log = logging.getLogger(__name__)


class AppModel(QObject):
    """The state behind one window.

    Attributes:
        article_opened: Another article is on the desk: an OpenArticle.
        article_closed: There is none any more.
        article_changed: What is said about it changed: (Article, Version).
        pictures_changed: Its pictures changed: ((figure, bytes), …).
        annotation_put: An annotation is new or altered.
        annotation_removed: One is gone from view (trashed, or its making undone): its id.
        many_changed: Many are new or altered, and many gone, in one edit: [Annotation], [id]; the
            two signals above are not sent of them.
        save_state_changed: A SaveState.
        labels_changed: HistoryLabels of the open article.
        trouble: Something a person can act on went wrong: (sentence, whether saving waits).
        library_trouble: The library can't be used: (sentence, whether its file is gone).
        trouble_over: It works again.
        undone: An edit was taken back or done again: its label, and True for redo.
        stored: An edit of any article is on the disk, or was taken back there.
        library_replacing: Its file is about to be another one: what goes on by numbers ends here.
        library_replaced: The library's file is another one: what was known of it holds no more.
        closing: Whatever is under way is to be given up.
    """

    article_opened = Signal(object)
    article_closed = Signal()
    article_changed = Signal(object, object)
    pictures_changed = Signal(object)
    annotation_put = Signal(object)
    annotation_removed = Signal(str)
    many_changed = Signal(list, list)
    save_state_changed = Signal(object)
    labels_changed = Signal(object)
    trouble = Signal(str, bool)
    library_trouble = Signal(str, bool)
    trouble_over = Signal()
    undone = Signal(str, bool)
    stored = Signal()
    library_replacing = Signal()
    library_replaced = Signal()
    closing = Signal()

    def __init__(
        self,
        thread: LibraryThread,
        *,
        creator: str = "",
        now: Callable[[], datetime] = utc_now,
        parent: QObject | None = None,
        beside: "AppModel | None" = None,
    ) -> None:
        super().__init__(parent)
        self._thread = thread
        made = beside.shared if beside else SharedLibrary(thread, creator, now, parent)
        self.shared: SharedLibrary = made
        self.shared.join(self)
        self.shelf, self.backups = self.shared.shelf, self.shared.backups
        self.errands = Errands(self)
        self.large = LargeChanges(self.backups, self.errands, self)
        self.search = LibrarySearch(thread, self)
        self.search.failed.connect(self.tell_failed)
        # Each says, when the window is about to close, what it has under way; nothing is "".
        self.under_way: list[Callable[[], str]] = []
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        self._now = now
        self._closed = False
        self.marking = Marking(self, now)
        self.marking.typed_changed.connect(self._say_state)
        self._edits = self.shared.edits
        self._desk = ArticleDesk(self, now)
        self.following = self._desk.following
        self.file = LibraryFile(self, thread, self._desk)
        self.editing = ArticleEditing(self, self._edits)
        self.records = Records(self)
        self._heard: tuple[tuple[SignalInstance, Callable[..., None]], ...] = (
            (self.shared.failed, self.tell_failed),
            (self.shared.not_saved, self._on_not_saved),
            (self._edits.saved, self.hear_saved),
            (self._edits.travelled, self._on_travelled),
            (self._edits.made, self.editing.hear_made),
            (self._edits.make_failed, self.editing.hear_not_made),
            (self._edits.state_changed, self._say_state),
        )
        for signal, slot in self._heard:
            signal.connect(slot)
        self._said = SaveState.SAVED

    # -- what is there -------------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        """The open article."""
        return self._desk.article

    @property
    def version(self) -> Version | None:
        """The version that is read."""
        return self._desk.version

    @property
    def annotations(self) -> list[Annotation]:
        """The open article's annotations in use, in reading order.

        Those that have no place in the version that is shown come last.
        """
        return self._desk.annotations

    def annotation(self, annotation_id: str) -> Annotation | None:
        """One of them."""
        return self._desk.annotation(annotation_id)

    @property
    def creator(self) -> str:
        """Under whose name marks and checks are made."""
        return self.shared.creator

    @creator.setter
    def creator(self, name: str) -> None:
        self.shared.creator = name

    @property
    def labels(self) -> HistoryLabels:
        """What undo and redo would do."""
        return self._desk.labels

    @property
    def save_state(self) -> SaveState:
        """Whether everything is on disk."""
        return SaveState.SAVING if self.marking.is_pending else self._edits.state

    def another(self, parent: QObject | None = None) -> "AppModel":
        """The state behind one window more on the same library."""
        return AppModel(self._thread, now=self._now, parent=parent, beside=self)

    @property
    def is_turning(self) -> bool:
        """Whether an undo is under way: what is seen is not what an edit would be made of."""
        return self._edits.is_turning

    @property
    def library_thread(self) -> LibraryThread:
        """The library's thread, for what asks the library on its own account."""
        return self._thread

    @property
    def library_path(self) -> Path:
        """The library's file."""
        return self._thread.path

    def opened(self) -> OpenArticle | None:
        """The open article as it is now, for a snapshot."""
        return self._desk.opened()

    # -- opening -------------------------------------------------------------------------------

    def show(self, opened: OpenArticle) -> None:
        """Put an article on the desk that was read already."""
        self._desk.show(opened)

    def open_first(self, preferred: str) -> None:
        """List the library and open an article of it: the preferred one, or else the newest."""
        self._desk.open_first(preferred)

    def open_article(self, article_id: str) -> None:
        """Put another article on the desk."""
        self._desk.open_article(article_id)

    def show_version(self, version_id: str) -> None:
        """Turn to another version of the open article, or read it anew from the library.

        All edits are on the disk first: the view never loses one that is on its way.
        """
        self._desk.show_version(version_id)

    def keep_reading_state(self, article_id: str, state: dict[str, Any]) -> None:
        """Remember where the person is in an article."""
        self.ask(lambda library: library.set_reading_state(article_id, state), _nothing)

    # -- edits ---------------------------------------------------------------------------------

    def apply(self, change_set: ChangeSet) -> None:
        """Show an edit and send it to the disk."""
        read = self.article.version_id if self.article else ""
        self.shared.flush_typing()
        self.take_into_view(change_set)
        self.send(change_set)
        self._desk.turn_from(read)

    def see(self, change_set: ChangeSet) -> None:
        """Show an edit that was made in another window, or taken back."""
        self._desk.see(change_set)

    def flush_typing_elsewhere(self) -> None:
        """Send what is typed in other windows: what is typed here now comes after it."""
        for model in self.shared.models:
            if model is not self:
                model.marking.flush_typing()

    def send(self, change_set: ChangeSet) -> None:
        """Send an edit that is in view already to the disk."""
        self._edits.send(change_set)

    def take_into_view(self, change_set: ChangeSet) -> None:
        """Show an edit, in the other windows too."""
        self._desk.put(change_set)
        self.shared.tell(change_set, self)

    def take_made(self, change_set: ChangeSet) -> None:
        """Show an edit that other work has made on the library's thread, in all windows."""
        self.take_into_view(self.shared.as_seen(change_set))

    # -- saving and history --------------------------------------------------------------------

    def hear_saved(self, article_id: str, labels: HistoryLabels) -> None:
        """An edit of an article is on disk."""
        self._desk.hear_saved(article_id, labels)
        self.stored.emit()

    def _on_not_saved(self, error: GalleyError) -> None:
        self._say_state()
        self.trouble.emit(str(error), True)

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        self.trouble_over.emit()
        self._edits.retry()

    @property
    def unsaved(self) -> tuple[ChangeSet, ...]:
        """Edits that are not known to be on disk."""
        return (*self._edits.unsaved, *self.marking.typed)

    def undo(self) -> None:
        """Take the open article's last edit back, or what was wished after it and still waits."""
        self.shared.flush_typing()
        if self._desk.article_id and not self.editing.withdraw():
            self._edits.undo(self._desk.article_id, self)

    def redo(self) -> None:
        """Do the last edit that was taken back again."""
        self.shared.flush_typing()
        if self._desk.article_id:
            self._edits.redo(self._desk.article_id, self)

    def _on_travelled(
        self,
        article_id: str,
        change_set: ChangeSet | None,
        labels: HistoryLabels,
        redo: bool,
        who: object,
    ) -> None:
        """Every window hears it; the one in which it was asked for says so."""
        if change_set is not None:
            self.see(change_set)
            if who is self:
                self.undone.emit(change_set.label, redo)
        self._desk.hear_travelled(article_id, labels)
        self.stored.emit()

    def _say_state(self) -> None:
        if self.save_state is not self._said:
            self._said = self.save_state
            self.save_state_changed.emit(self._said)

    def look_again(self) -> None:
        """Other work than the desk's has changed the library, open articles perhaps too."""
        self.shelf.refresh()
        for model in self.shared.models:
            model.ask_labels()

    def ask_labels(self) -> None:
        """Read again what undo and redo would do in the open article."""
        self._desk.ask_labels()

    # -- everything else -----------------------------------------------------------------------

    def clear_desk(self, article_id: str) -> None:
        """Close an article that went to the trash, if it is the open one."""
        if article_id and self._desk.article_id == article_id:
            self.marking.flush_typing()
            self._desk.clear()

    def work(self, work: Callable[[Job], Any], answer: Callable[[Any], None]) -> Task:
        """Run other long work off the window's thread.

        Args:
            work: Takes a Job, knows nothing of Qt.
            answer: Called with its result, on the window's thread.
        """
        task = Task(self)
        task.succeeded.connect(answer)
        task.failed.connect(self.tell_failed)
        task.start(lambda: self._pool.submit(work, task.job))
        return task

    @property
    def submit(self) -> SubmitToLibrary:
        """Has work done on the library's thread, for other long work that needs it in between."""
        return self._thread.submit

    def take_saved(self, change_set: ChangeSet, labels: HistoryLabels) -> None:
        """Show an edit that other work has brought to the disk.

        Args:
            change_set: Of any article.
            labels: What undo and redo would do in it now.
        """
        self.take_made(change_set)
        for model in self.shared.models:
            model.hear_saved(change_set.article_id, labels)

    def ask(self, work: Callable[[Any], Any], answer: Callable[[Any], None]) -> None:
        """Have work done on the library's thread; what goes wrong is told as a trouble.

        Args:
            work: Takes the Library.
            answer: Called with its result, on the window's thread.
        """
        run_task(self, lambda: self._thread.submit(work), answer, self.tell_failed)

    def tell_failed(self, error: Exception) -> None:
        """Say what went wrong, if a person can act on it; a bug is raised."""
        if not isinstance(error, GalleyError):
            raise error
        if isinstance(error, LibraryUnusable):
            self.file.tell_unusable(error)
        else:
            self.trouble.emit(str(error), False)

    @property
    def is_alone(self) -> bool:
        """Whether no other window is open on the library."""
        return len(self.shared.models) == 1

    def close(self, last: Callable[[Any], None] | None = None) -> None:
        """Send what was typed, let all work end; after the last window, close the library.

        Args:
            last: Work on the library's thread, after all other.
        """
        if self._closed:
            return
        self._closed = True
        self.errands.stop()
        self.closing.emit()
        self.large.stop()
        self.marking.flush_typing()
        self.search.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        for signal, slot in self._heard:
            signal.disconnect(slot)
        self.shared.leave(self, last)


def _nothing(_result: object) -> None:
    """Nobody waits for this answer."""
