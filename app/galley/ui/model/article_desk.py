"""The article on one window's desk: opened, turned to another version, shown with every edit.

It says what is shown through the signals of the window's model; what becomes of an edit on the
disk is that model's business.
"""

from bisect import bisect_left, insort
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from galley.domain.annotation import Annotation, reading_order_in
from galley.domain.article import Article, Version
from galley.domain.changes import ChangeSet
from galley.domain.structure import Structure
from galley.services import desk
from galley.services.desk import HistoryLabels, OpenArticle
from galley.services.saving import SaveState
from galley.ui.model.following_marks import FollowingMarks

if TYPE_CHECKING:
    from galley.ui.model.app_model import AppModel

__all__ = ["ArticleDesk"]

_FEW = 12  # annotations that are shown one by one


class ArticleDesk:
    """What of the library one window shows as its article.

    Args:
        model: The window's, which asks the library and whose signals tell of everything here.
        now: The time, in UTC.

    Attributes:
        labels: What undo and redo would do.
        following: Its marks that are still being read.
    """

    def __init__(self, model: "AppModel", now: Callable[[], datetime]) -> None:
        self._model, self._now = model, now
        self._open: OpenArticle | None = None
        self._once_saved: list[Callable[[], None]] = []
        self._annotations: dict[str, Annotation] = {}
        # Asked for by all that show them, at each key; None until then, and after a large edit.
        self._ordered: list[Annotation] | None = None
        self.labels = HistoryLabels()
        self._before = ""  # the article that lay there before this one
        self._row_is_old = False  # the library's row says something that was edited
        self.following = FollowingMarks(model)
        self.following.came.connect(self._on_marks_came)
        self.following.ended.connect(self._count_facts)
        self.following.failed.connect(self._on_marks_failed)

    # -- what lies there -----------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        """The open article."""
        return self._open.article if self._open else None

    @property
    def article_id(self) -> str:
        """Its id; empty while there is none."""
        return self._open.article.id if self._open else ""

    @property
    def version(self) -> Version | None:
        """The version that is shown."""
        return self._open.version if self._open else None

    @property
    def annotations(self) -> list[Annotation]:
        """The open article's annotations in use, in reading order.

        Those that have no place in the version that is shown come last.
        """
        if self._ordered is None:
            self._ordered = sorted(self._annotations.values(), key=self._order)
        return list(self._ordered)

    @property
    def _order(self) -> Callable[[Annotation], Any]:
        return reading_order_in(self._open.version.id if self._open else "")

    def annotation(self, annotation_id: str) -> Annotation | None:
        """One of them."""
        return self._annotations.get(annotation_id)

    def opened(self) -> OpenArticle | None:
        """The open article as it is now, for a snapshot."""
        if self._open is None:
            return None
        known, follow = tuple(self.annotations), self.following.busy
        return self._open._replace(annotations=known, labels=self.labels, follow=follow)

    # -- opening and turning -------------------------------------------------------------------

    def show(self, opened: OpenArticle) -> None:
        """Show what was read, and over it the edits that were not on the disk then."""
        edited = [annotation.id for annotation in opened.annotations] if opened.follow else []
        for change_set in self._model.shared.unsaved:
            if change_set.article_id == opened.article.id:
                opened = opened.with_edit(change_set)
                edited += [change.entity.id for change in change_set.changes]
        if opened.article.id != self.article_id:
            self._before = self.article_id
        self._open = opened
        self._annotations = {a.id: a for a in opened.annotations}
        self._ordered = None
        self.set_labels(opened.labels)
        self.following.begin(opened.article.id if opened.follow else "", edited)
        self._model.article_opened.emit(opened)

    def open_first(self, preferred: str) -> None:
        """List the library and open an article of it: the preferred one, or else the newest."""

        def after(article_id: str) -> None:
            if article_id and self._open is None:
                self.open_article(article_id)
            self._model.shelf.refresh()

        self._model.ask(lambda library: desk.first_to_open(library, preferred), after)

    def open_article(self, article_id: str) -> None:
        """Put another article on the desk."""
        self._model.marking.flush_typing()
        self._model.ask(
            lambda library: desk.open_article(library, article_id, soon=True), self.show
        )

    def _on_marks_came(self, annotations: list[Annotation]) -> None:
        self._ordered = None
        self._annotations.update((annotation.id, annotation) for annotation in annotations)

    def _on_marks_failed(self, error: Exception) -> None:
        """An article of which not all can be read is not read at all."""
        before = self._before
        self.clear()
        self._model.tell_failed(error)
        if before:
            self.open_article(before)

    def show_version(self, version_id: str) -> None:
        """Turn to another version of the open article, or read it anew from the library.

        All edits are on the disk first: the view never loses one that is on its way.
        """
        article_id = self.article_id

        def show(opened: OpenArticle) -> None:
            if self._open is not None and self._open.article.id == article_id:
                if self._model.save_state is SaveState.SAVED:
                    self.show(opened)
                else:  # something was edited meanwhile
                    self.show_version(version_id)

        def ask() -> None:
            now = self._now()
            self._model.ask(lambda lib: desk.show_version(lib, article_id, version_id, now), show)

        self._model.marking.flush_typing()
        if article_id:
            self.do_once_saved(ask)

    def do_once_saved(self, step: Callable[[], None]) -> None:
        """Do something as soon as every edit is on the disk, at once if they all are."""
        if self._model.save_state is SaveState.SAVED:
            step()
        else:
            self._once_saved.append(step)

    def turn_from(self, read_before: str) -> None:
        """Show the version that is read now, if an edit, or an undo, chose another.

        The same where the one that is shown is no longer in use.
        """
        if self._open is None:
            return
        article, read = self._open.article, self._open.article.version_id
        if read != read_before or not article.uses(self._open.version):
            self.do_once_saved(lambda: self.show_version(read))

    def clear(self) -> None:
        """Close the open article."""
        self.following.stop()
        self._open, self._annotations, self._ordered = None, {}, None
        self.set_labels(HistoryLabels())
        self._model.article_closed.emit()

    # -- edits ---------------------------------------------------------------------------------

    def see(self, change_set: ChangeSet) -> None:
        """Show an edit that was made in another window, or taken back."""
        read = self.article.version_id if self.article else ""
        self.put(change_set)
        if self.article is not None and self.article.trashed_at is not None:
            self._model.clear_desk(self.article.id)
            self.open_first("")  # one reads nothing that is in the trash
            return
        self.turn_from(read)

    def put(self, change_set: ChangeSet) -> None:
        """Show an edit, if it is one of the open article."""
        if self._open is None or change_set.article_id != self._open.article.id:
            return
        if any(isinstance(c.after or c.before, Structure) for c in change_set.changes):
            self._show_corrected(change_set)
            return
        self.following.hear_edited(change.entity.id for change in change_set.changes)
        if len(change_set.changes) > _FEW:
            self._ordered = None
        put: list[Annotation] = []
        removed: list[str] = []
        for change in change_set.changes:
            after = change.after
            if isinstance(after, Annotation) and after.trashed_at is None:
                self._keep(after)
                put.append(after)
                continue
            entity = change.entity
            if isinstance(entity, Article):
                self._show_article(entity)
            else:
                self._drop(entity.id)
                removed.append(entity.id)
        if len(put) + len(removed) > _FEW:
            self._model.many_changed.emit(put, removed)
            return
        for annotation in put:
            self._model.annotation_put.emit(annotation)
        for annotation_id in removed:
            self._model.annotation_removed.emit(annotation_id)

    def _keep(self, annotation: Annotation) -> None:
        """An annotation is new or altered."""
        if self._ordered is None:
            self._annotations[annotation.id] = annotation
        else:
            self._drop(annotation.id)
            self._annotations[annotation.id] = annotation
            insort(self._ordered, annotation, key=self._order)

    def _drop(self, annotation_id: str) -> None:
        """One is gone from view, or about to be another."""
        before = self._annotations.pop(annotation_id, None)
        if before is not None and self._ordered is not None:
            order = self._order
            del self._ordered[bisect_left(self._ordered, order(before), key=order)]

    def _show_corrected(self, change_set: ChangeSet) -> None:
        """The marks that moved are shown with the text that they moved in, and not before."""
        self._ordered = None
        for change in change_set.changes:
            if isinstance(change.entity, Annotation) and change.entity.id in self._annotations:
                self._annotations[change.entity.id] = change.entity
            elif isinstance(change.entity, Article):
                self._show_article(change.entity)
        if self._open is not None:
            self.show_version(self._open.version.id)

    def _show_article(self, article: Article) -> None:
        if self._open is None:
            return
        before, self._open = self._open.article, self._open._replace(article=article)
        version = self._open.version
        self._model.article_changed.emit(article, version)
        self._row_is_old = self._row_is_old or before.metadata != article.metadata
        if before.pictures != article.pictures:
            self._model.ask(
                lambda library: desk.pictures(library, article, version), self._on_pictures
            )

    def _on_pictures(self, pictures: tuple[tuple[int, bytes], ...]) -> None:
        if self._open is not None:
            self._open = self._open._replace(pictures=pictures)
            self._model.pictures_changed.emit(pictures)

    # -- what the library says of it -----------------------------------------------------------

    def hear_saved(self, article_id: str, labels: HistoryLabels) -> None:
        """An edit of an article is on disk."""
        if article_id and self.article_id == article_id:
            self.set_labels(labels)
            self._count_facts()
        self._renew_row()
        if self._model.save_state is SaveState.SAVED:
            steps, self._once_saved = self._once_saved, []
            for step in steps:
                step()

    def hear_travelled(self, article_id: str, labels: HistoryLabels) -> None:
        """An edit of an article was taken back or done again."""
        if article_id and self.article_id == article_id:
            self._count_facts()
            self.set_labels(labels)
        self._renew_row()

    def _renew_row(self) -> None:
        """Read the list again if the open article's headline, paper or date is another on disk."""
        if self._row_is_old:
            self._row_is_old = False
            self._model.shelf.refresh()

    def set_labels(self, labels: HistoryLabels) -> None:
        """Undo and redo would do this."""
        self.labels = labels
        self._model.labels_changed.emit(labels)

    def ask_labels(self) -> None:
        """Read again what undo and redo would do in the open article."""
        article_id = self.article_id
        if article_id:
            self._model.ask(
                lambda library: desk.history_labels(library, article_id), self.set_labels
            )

    def _count_facts(self) -> None:
        """The library's row counts the facts of the open article, once all are known."""
        if self.following.busy:
            return
        facts = self._annotations.values()
        checked = sum(fact.check.status.is_checked for fact in facts)
        waiting = self._open is not None and bool(self._open.article.waiting_version_id)
        self._model.shelf.count(self.article_id, len(facts), checked, waiting=waiting)
