"""The one bridge from services to signals: what is open, what was changed, what is saved.

An edit is shown at once and sent to the library's thread; "saved" is said only when it is on disk.
Nothing here blocks, and nothing here is a widget.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance

from galley.domain.annotation import Annotation, reading_order_in
from galley.domain.article import Article, Metadata, Version
from galley.domain.changes import Change, ChangeSet
from galley.domain.clock import utc_now
from galley.domain.errors import GalleyError, LibraryDamaged, LibraryUnusable
from galley.domain.jobs import Job
from galley.domain.structure import Correction, Structure
from galley.services import desk
from galley.services.desk import HistoryLabels, OpenArticle
from galley.services.library_reading import SubmitToLibrary
from galley.services.library_thread import LibraryThread
from galley.services.saving import SaveState
from galley.ui.marking import Marking
from galley.ui.search.library_search import LibrarySearch
from galley.ui.shared_library import SharedLibrary
from galley.ui.tasks import Task, run_task

__all__ = ["AppModel"]

log = logging.getLogger(__name__)

T = TypeVar("T")
_FEW = 12  # annotations that are shown one by one


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
        corrected: How the open version was read was corrected: the ChangeSet.
        correction_failed: It was to be corrected, and was not; why is told as a trouble.
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
    corrected = Signal(object)
    correction_failed = Signal()
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
        self.search = LibrarySearch(thread, self)
        self.search.failed.connect(self._on_failed)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        self._now = now
        self.is_damaged = False
        self._closed = False
        self.marking = Marking(self, now)
        self.marking.typed_changed.connect(self._say_state)
        self._edits = self.shared.edits
        self._heard: tuple[tuple[SignalInstance, Callable[..., None]], ...] = (
            (self.shared.failed, self._on_failed),
            (self.shared.not_saved, self._on_not_saved),
            (self._edits.saved, self.hear_saved),
            (self._edits.travelled, self._on_travelled),
            (self._edits.made, self._on_made),
            (self._edits.make_failed, self._on_not_made),
            (self._edits.state_changed, self._say_state),
        )
        for signal, slot in self._heard:
            signal.connect(slot)
        self._said = SaveState.SAVED
        self._open: OpenArticle | None = None
        self._once_saved: list[Callable[[], None]] = []
        self._annotations: dict[str, Annotation] = {}
        self._labels = HistoryLabels()

    # -- what is there -------------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        """The open article."""
        return self._open.article if self._open else None

    @property
    def version(self) -> Version | None:
        """The version that is read."""
        return self._open.version if self._open else None

    @property
    def annotations(self) -> list[Annotation]:
        """The open article's annotations in use, in reading order.

        Those that have no place in the version that is shown come last.
        """
        version_id = self._open.version.id if self._open else ""
        return sorted(self._annotations.values(), key=reading_order_in(version_id))

    def annotation(self, annotation_id: str) -> Annotation | None:
        """One of them."""
        return self._annotations.get(annotation_id)

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
        return self._labels

    @property
    def save_state(self) -> SaveState:
        """Whether everything is on disk."""
        return SaveState.SAVING if self.marking.typed else self._edits.state

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
        if self._open is None:
            return None
        return replace(self._open, annotations=tuple(self.annotations), labels=self._labels)

    # -- opening -------------------------------------------------------------------------------

    def show(self, opened: OpenArticle) -> None:
        """Put an article on the desk that was read already."""
        self._set_open(opened)

    def open_first(self, preferred: str) -> None:
        """List the library and open an article of it: the preferred one, or else the newest."""

        def after(article_id: str) -> None:
            if article_id and self._open is None:
                self.open_article(article_id)
            self.shelf.refresh()

        self._ask(lambda library: desk.first_to_open(library, preferred), after)

    def open_article(self, article_id: str) -> None:
        """Put another article on the desk."""
        self.marking.flush_typing()
        self._ask(lambda library: desk.open_article(library, article_id), self._set_open)

    def show_version(self, version_id: str) -> None:
        """Turn to another version of the open article, or read it anew from the library.

        All edits are on the disk first: the view never loses one that is on its way.
        """
        article_id = self._open.article.id if self._open else ""

        def show(opened: OpenArticle) -> None:
            if self._open is not None and self._open.article.id == article_id:
                if self.save_state is SaveState.SAVED:
                    self._set_open(opened)
                else:  # something was edited meanwhile
                    self.show_version(version_id)

        def ask() -> None:
            now = self._now()
            self._ask(lambda lib: desk.show_version(lib, article_id, version_id, now), show)

        self.marking.flush_typing()
        if article_id:
            self._do_once_saved(ask)

    def _do_once_saved(self, step: Callable[[], None]) -> None:
        if self.save_state is SaveState.SAVED:
            step()
        else:
            self._once_saved.append(step)

    def _set_open(self, opened: OpenArticle) -> None:
        """Show what was read, and over it the edits that were not on the disk then."""
        for change_set in self.shared.unsaved:
            if change_set.article_id == opened.article.id:
                opened = opened.with_edit(change_set)
        self._open = opened
        self._annotations = {a.id: a for a in opened.annotations}
        self._set_labels(opened.labels)
        self.article_opened.emit(opened)

    def keep_reading_state(self, article_id: str, state: dict[str, Any]) -> None:
        """Remember where the person is in an article."""
        self._ask(lambda library: library.set_reading_state(article_id, state), _nothing)

    # -- edits ---------------------------------------------------------------------------------

    def set_metadata(self, metadata: Metadata) -> None:
        """What a person knows of the article and the capture lacks."""
        self._edit_article("Details changed", lambda a: replace(a, metadata=metadata))

    def hide_placeholder(self) -> None:
        """Say no more that the photo is missing."""
        self._edit_article("Placeholder hidden", lambda a: replace(a, placeholder_hidden=True))

    def give_picture(self, figure: int, data: bytes, media_type: str) -> None:
        """Give a figure a picture."""
        version = self.version
        if version is None:
            return
        self._ask(
            lambda library: desk.give_picture(library, version, figure, data, media_type),
            self._on_picture,
        )

    def remove_picture(self, figure: int) -> None:
        """Take the picture away that a person gave to a figure; the capture's own stays."""
        version = self.version
        if version is not None:
            own = "" if version.number == 1 else version.id
            self._edit_article(
                "Picture removed",
                lambda article: replace(
                    article,
                    pictures=tuple(
                        one
                        for one in article.pictures
                        if (one.figure, one.version_id) != (figure, own)
                    ),
                ),
            )

    def _on_picture(self, result: tuple[ChangeSet, HistoryLabels]) -> None:
        change_set, labels = result
        self.take_into_view(change_set)
        self.hear_saved(change_set.article_id, labels)

    def _edit_article(self, label: str, edit: Callable[[Article], Article]) -> None:
        article = self.article
        if article is not None and edit(article) != article:
            self.apply(ChangeSet(label, article.id, (Change(article, edit(article)),)))

    def correct(
        self, known: Structure | None, corrections: Sequence[Correction], label: str = ""
    ) -> None:
        """Correct how the version that is shown was read, as one edit.

        Args:
            known: Its corrections so far, as the person sees them.
            corrections: Those to be made after them.
            label: What undo calls it; the usual word if empty.
        """
        from galley.services.correcting import correct  # rarely needed

        version = self.version
        if version is None or self._edits.state is SaveState.FAILED:  # why was said by then
            self.correction_failed.emit()
        else:
            self.shared.flush_typing()
            self._edits.make(
                lambda library: correct(library, version.id, known, corrections, label), self
            )

    def _on_made(self, change_set: ChangeSet, labels: HistoryLabels, who: object) -> None:
        """Every window shows it; the one in which it was asked for says so."""
        self.see(change_set)
        self.hear_saved(change_set.article_id, labels)
        if who is self:
            self.corrected.emit(change_set)

    def _on_not_made(self, error: Exception, who: object) -> None:
        if who is self:
            self.correction_failed.emit()
            self._on_failed(error)

    def apply(self, change_set: ChangeSet) -> None:
        """Show an edit and send it to the disk."""
        read = self.article.version_id if self.article else ""
        self.shared.flush_typing()
        self.take_into_view(change_set)
        self.send(change_set)
        self._turn_from(read)

    def see(self, change_set: ChangeSet) -> None:
        """Show an edit that was made in another window, or taken back."""
        read = self.article.version_id if self.article else ""
        self._show(change_set)
        if self.article is not None and self.article.trashed_at is not None:
            self.clear_desk(self.article.id)
            self.open_first("")  # one reads nothing that is in the trash
            return
        self._turn_from(read)

    def flush_typing_elsewhere(self) -> None:
        """Send what is typed in other windows: what is typed here now comes after it."""
        for model in self.shared.models:
            if model is not self:
                model.marking.flush_typing()

    def _turn_from(self, read_before: str) -> None:
        """Show the version that is read now, if an edit, or an undo, chose another.

        The same where the one that is shown is no longer in use.
        """
        if self._open is None:
            return
        article, read = self._open.article, self._open.article.version_id
        if read != read_before or not article.uses(self._open.version):
            self._do_once_saved(lambda: self.show_version(read))

    def send(self, change_set: ChangeSet) -> None:
        """Send an edit that is in view already to the disk."""
        self._edits.send(change_set)

    def take_into_view(self, change_set: ChangeSet) -> None:
        """Show an edit, in the other windows too."""
        self._show(change_set)
        self.shared.tell(change_set, self)

    def _show(self, change_set: ChangeSet) -> None:
        if self._open is None or change_set.article_id != self._open.article.id:
            return
        if any(isinstance(change.entity, Structure) for change in change_set.changes):
            self._show_corrected(change_set)
            return
        put: list[Annotation] = []
        removed: list[str] = []
        for change in change_set.changes:
            after, entity = change.after, change.entity
            if isinstance(entity, Article):
                self._show_article(entity)
            elif isinstance(after, Annotation) and after.trashed_at is None:
                self._annotations[after.id] = after
                put.append(after)
            else:
                self._annotations.pop(entity.id, None)
                removed.append(entity.id)
        if len(put) + len(removed) > _FEW:
            self.many_changed.emit(put, removed)
            return
        for annotation in put:
            self.annotation_put.emit(annotation)
        for annotation_id in removed:
            self.annotation_removed.emit(annotation_id)

    def _show_corrected(self, change_set: ChangeSet) -> None:
        """The marks that moved are shown with the text that they moved in, and not before."""
        for change in change_set.changes:
            if isinstance(change.entity, Annotation) and change.entity.id in self._annotations:
                self._annotations[change.entity.id] = change.entity
        if self._open is not None:
            self.show_version(self._open.version.id)

    def _show_article(self, article: Article) -> None:
        if self._open is None:
            return
        before, self._open = self._open.article, replace(self._open, article=article)
        self.article_changed.emit(article, self._open.version)
        if before.pictures != article.pictures:
            version = self._open.version
            self._ask(lambda library: desk.pictures(library, article, version), self._on_pictures)

    def _on_pictures(self, pictures: tuple[tuple[int, bytes], ...]) -> None:
        if self._open is not None:
            self._open = replace(self._open, pictures=pictures)
            self.pictures_changed.emit(pictures)

    # -- saving and history --------------------------------------------------------------------

    def hear_saved(self, article_id: str, labels: HistoryLabels) -> None:
        """An edit of an article is on disk."""
        if self._open is not None and self._open.article.id == article_id:
            self._set_labels(labels)
            self._count_facts()
        if self.save_state is SaveState.SAVED:
            steps, self._once_saved = self._once_saved, []
            for step in steps:
                step()

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
        """Take the open article's last edit back."""
        self.shared.flush_typing()
        if self._open is not None:
            self._edits.undo(self._open.article.id, self)

    def redo(self) -> None:
        """Do the last edit that was taken back again."""
        self.shared.flush_typing()
        if self._open is not None:
            self._edits.redo(self._open.article.id, self)

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
        if self._open is not None and self._open.article.id == article_id:
            self._count_facts()
            self._set_labels(labels)

    def _say_state(self) -> None:
        if self.save_state is not self._said:
            self._said = self.save_state
            self.save_state_changed.emit(self._said)

    def _set_labels(self, labels: HistoryLabels) -> None:
        self._labels = labels
        self.labels_changed.emit(labels)

    def look_again(self) -> None:
        """Other work than the desk's has changed the library, open articles perhaps too."""
        self.shelf.refresh()
        for model in self.shared.models:
            model.ask_labels()

    def ask_labels(self) -> None:
        """Read again what undo and redo would do in the open article."""
        if self._open is not None:
            article_id = self._open.article.id
            self._ask(lambda library: desk.history_labels(library, article_id), self._set_labels)

    def _count_facts(self) -> None:
        """The library's row counts the facts of the open article."""
        if self._open is not None:
            facts = self._annotations.values()
            checked = sum(fact.check.status.is_checked for fact in facts)
            self.shelf.count(self._open.article.id, len(facts), checked)

    # -- everything else -----------------------------------------------------------------------

    def ask_versions(self, answer: Callable[[Any], None]) -> None:
        """Read all versions of the open article, the first capture first."""
        article = self.article
        if article is not None:
            self._ask(lambda library: desk.captures(library, article.id), answer)

    def ask_history(self, answer: Callable[[Any], None]) -> None:
        """Read the open article's history, for the Info tab."""
        article = self.article
        if article is not None:
            self._ask(lambda library: desk.history(library, article.id), answer)

    def ask_annotation_history(self, annotation_id: str, answer: Callable[[Any], None]) -> None:
        """Read the edits in which an annotation had a part."""
        self.marking.flush_typing()
        self._ask(lambda library: desk.annotation_history(library, annotation_id), answer)

    def ask_trash(self, answer: Callable[[Any], None]) -> None:
        """Read what is in the trash: (annotations of the open article, articles)."""
        article_id = self._open.article.id if self._open else ""
        self._ask(lambda library: desk.list_trash(library, article_id), answer)

    def clear_desk(self, article_id: str) -> None:
        """Close an article that went to the trash, if it is the open one."""
        if self._open is not None and self._open.article.id == article_id:
            self.marking.flush_typing()
            self._open, self._annotations = None, {}
            self._set_labels(HistoryLabels())
            self.article_closed.emit()

    def work(self, work: Callable[[Job], Any], answer: Callable[[Any], None]) -> Task:
        """Run other long work off the window's thread.

        Args:
            work: Takes a Job, knows nothing of Qt.
            answer: Called with its result, on the window's thread.
        """
        task = Task(self)
        task.succeeded.connect(answer)
        task.failed.connect(self._on_failed)
        task.start(lambda: self._pool.submit(work, task.job))
        return task

    @property
    def submit(self) -> SubmitToLibrary:
        """Has work done on the library's thread, for other long work that needs it in between."""
        return self._thread.submit

    def replace_library(
        self,
        work: Callable[[Path], T],
        answer: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Once everything is saved, have the library's file replaced, and read all of it anew.

        Args:
            work: Takes the file, which is closed meanwhile.
            answer: Called with its result, on the window's thread.
            failed: Called with the exception; then the library is as it was.
        """

        def done(result: T) -> None:
            self.trouble_over.emit()
            for model in self.shared.models:
                model.read_anew()
            answer(result)

        def go() -> None:
            run_task(self, lambda: self._thread.submit_closed(work), done, failed)

        self.shared.flush_typing()
        self._do_once_saved(go)

    def read_anew(self) -> None:
        """Nothing that is shown is known to be in the library any more."""
        article_id = self._open.article.id if self._open else ""
        self._open, self._annotations = None, {}
        self._set_labels(HistoryLabels())
        self.article_closed.emit()
        self.open_first(article_id)

    def take_saved(self, change_set: ChangeSet, labels: HistoryLabels) -> None:
        """Show an edit that other work has brought to the disk.

        Args:
            change_set: Of any article.
            labels: What undo and redo would do in it now.
        """
        self.take_into_view(change_set)
        for model in self.shared.models:
            model.hear_saved(change_set.article_id, labels)

    def _ask(self, work: Callable[[Any], Any], answer: Callable[[Any], None]) -> None:
        run_task(self, lambda: self._thread.submit(work), answer, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, GalleyError):
            raise error
        if isinstance(error, LibraryUnusable):
            self.is_damaged = isinstance(error, LibraryDamaged)
            self.library_trouble.emit(str(error), not self._thread.path.exists())
        else:
            self.trouble.emit(str(error), False)

    def reopen(self, *, create: bool) -> None:
        """Try again to open the library.

        Args:
            create: Begin a new one where it was, because the person said so.
        """
        self.trouble_over.emit()
        self._thread.create = self._thread.create or create
        if self._open is None:
            self.open_first("")
        else:
            self.shelf.refresh()

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
        self.closing.emit()
        self.marking.flush_typing()
        self.search.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        for signal, slot in self._heard:
            signal.disconnect(slot)
        self.shared.leave(self, last)


def _nothing(_result: object) -> None:
    """Nobody waits for this answer."""
