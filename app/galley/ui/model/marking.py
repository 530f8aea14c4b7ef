"""Every edit of a mark: shown at once, sent to disk; typing goes there at the first pause."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.domain.article import Article, Version
from galley.domain.changes import ChangeSet
from galley.domain.keeping import Before, Occasion
from galley.domain.open_article import HistoryLabels
from galley.domain.region import Region
from galley.services.edits import annotating
from galley.services.safety.large_changes import Kept
from galley.ui.model.edit_run import EditRun
from galley.ui.model.tasks import run_task

if TYPE_CHECKING:
    from galley.ui.model.app_model import AppModel

__all__ = ["Marking"]

_TYPING_PAUSE = 400  # ms without a key after which a note goes to disk
_AT_ONCE = 100  # annotations that are edited before anything else
_TYPING_MOST = 1500  # ms after which it goes there even while somebody types on


class Marking(QObject):
    """The edits of the open article's annotations.

    Attributes:
        typed_changed: Something that was typed waits for the disk, or no longer does.
        deleted: Annotations went to the trash: how many.
        several_changed: One step changed several annotations: its label, and how many.
        changed_elsewhere: The same of an article that is not open any more, and its headline.
    """

    typed_changed = Signal()
    deleted = Signal(int)
    several_changed = Signal(str, int)
    changed_elsewhere = Signal(str, int, str)

    def __init__(self, model: "AppModel", now: Callable[[], datetime]) -> None:
        super().__init__(model)
        self._model, self._now = model, now
        self._typed: dict[str, ChangeSet] = {}
        self._run: EditRun | None = None  # many marks on their way to one step
        self._typing_since: datetime | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.timeout.connect(self.flush_typing)

    @property
    def typed(self) -> tuple[ChangeSet, ...]:
        """What was typed and has not been sent to the disk yet."""
        return tuple(self._typed.values())

    @property
    def is_pending(self) -> bool:
        """Whether something was asked for or typed that has not been sent to the disk yet."""
        return bool(self._typed) or self._run is not None

    def annotate(self, passages: Sequence[tuple[int, int]], kind: Kind) -> Annotation | None:
        """Mark passages of the open article; the annotation, shown at once."""
        version = self._model.version
        if version is None:
            return None
        change_set = annotating.annotate(
            version, passages, kind, now=self._now(), creator=self._model.creator
        )
        self._model.apply(change_set)
        annotation = change_set.changes[0].after
        return annotation if isinstance(annotation, Annotation) else None

    def annotate_region(self, figure: int, region: Region, kind: Kind) -> Annotation | None:
        """Mark a part of a photo of the open article; the annotation, shown at once."""
        version = self._model.version
        if version is None:
            return None
        change_set = annotating.annotate_region(
            version, figure, region, kind, now=self._now(), creator=self._model.creator
        )
        self._model.apply(change_set)
        annotation = change_set.changes[0].after
        return annotation if isinstance(annotation, Annotation) else None

    def move_region(self, annotation_id: str, region: Region) -> None:
        """Give an annotation another part of its photo."""
        self._edit(annotation_id, lambda a: annotating.move_region(a, region, now=self._now()))

    def set_note(self, annotation_id: str, note: str, typing: str) -> None:
        """A note as it is being typed; it goes to disk at the first pause.

        Args:
            annotation_id: Whose note.
            note: All of it, as Markdown.
            typing: A word for this visit to the field: its edits undo as one.
        """
        self._model.shared.finish_runs()
        annotation = self._model.annotation(annotation_id)
        if annotation is not None and annotation.note != note:
            self._type(annotating.set_note(annotation, note, now=self._now(), typing=typing))

    def _type(self, change_set: ChangeSet) -> None:
        """Show an edit at once, and send it to disk with what is typed on, at the first pause."""
        self._model.flush_typing_elsewhere()
        now = self._now()
        annotation_id = change_set.changes[0].entity.id
        waiting = self._typed.get(annotation_id)
        if waiting is not None and waiting.merge_key == change_set.merge_key:
            change_set = waiting.joined(change_set)
        elif waiting is not None:
            self.flush_typing()
        self._typed[annotation_id] = change_set
        self._model.take_into_view(change_set)
        if self._typing_since is None:
            self._typing_since = now
        spent = (now - self._typing_since).total_seconds() * 1000
        self._typing.start(max(0, min(_TYPING_PAUSE, round(_TYPING_MOST - spent))))
        self.typed_changed.emit()

    def finish_run(self) -> None:
        """Whatever is edited next is edited as the edit of many marks leaves it."""
        if self._run is not None:
            self._run.finish()

    def flush_typing(self) -> None:
        """Send what was typed to the disk now; of an edit of many marks, all of it."""
        self.finish_run()
        self._typing.stop()
        self._typing_since = None
        typed, self._typed = list(self._typed.values()), {}
        for change_set in typed:
            self._model.send(change_set)
        self.typed_changed.emit()

    def set_kind(self, annotation_id: str, kind: Kind) -> None:
        """Another kind; the note is kept."""
        self.set_kinds([annotation_id], kind)

    def set_kinds(self, annotation_ids: Sequence[str], kind: Kind) -> None:
        """Another kind for each, as one step."""
        self._edit_all(annotation_ids, lambda a: annotating.set_kind(a, kind, now=self._now()))

    def set_check(self, annotation_id: str, status: CheckStatus) -> None:
        """The outcome of a check."""
        self.set_checks([annotation_id], status)

    def set_checks(self, annotation_ids: Sequence[str], status: CheckStatus) -> None:
        """The outcome of a check of each, as one step; one that has it keeps by whom and when."""
        self._model.shared.finish_runs()
        now, by = self._now(), self._model.creator
        known = (self._model.annotation(one) for one in annotation_ids)
        others = [a.id for a in known if a is not None and a.check.status is not status]
        self._edit_all(others, lambda a: annotating.set_check(a, status, now=now, by=by))

    def add_tag(
        self, annotation_ids: Sequence[str], tag: str, article: Article | None = None
    ) -> None:
        """One tag more for each, as one step; ``article`` as in :meth:`_edit_all`."""
        now = self._now()

        def with_it(annotation: Annotation) -> ChangeSet:
            return annotating.set_tags(annotation, (*annotation.tags, tag), now=now)

        self._edit_all(annotation_ids, with_it, article=article)

    def remove_tag(
        self, annotation_ids: Sequence[str], tag: str, article: Article | None = None
    ) -> None:
        """One tag less for each, as one step; ``article`` as in :meth:`_edit_all`."""
        now = self._now()

        def without(annotation: Annotation) -> ChangeSet:
            left = [one for one in annotation.tags if one != tag]
            return annotating.set_tags(annotation, left, now=now)

        self._edit_all(annotation_ids, without, article=article)

    def set_tags(self, annotation_id: str, tags: Sequence[str]) -> None:
        """Other tags."""
        self._edit(annotation_id, lambda a: annotating.set_tags(a, tags, now=self._now()))

    def set_speaker(self, annotation_id: str, speaker: str, typing: str) -> None:
        """A speaker as it is being typed, like :meth:`set_note`."""
        self._model.shared.finish_runs()
        annotation = self._model.annotation(annotation_id)
        if annotation is not None:
            now = self._now()
            change_set = annotating.set_speaker(annotation, speaker, now=now, typing=typing)
            if annotating.alters(change_set):
                self._type(change_set)

    def set_evidence(self, annotation_id: str, evidence: str, typing: str) -> None:
        """What a check rests on, as it is being typed, like :meth:`set_note`."""
        self._model.shared.finish_runs()
        annotation = self._model.annotation(annotation_id)
        if annotation is not None:
            now = self._now()
            change_set = annotating.set_evidence(annotation, evidence, now=now, typing=typing)
            if annotating.alters(change_set):
                self._type(change_set)

    def set_sensitive(self, annotation_id: str, sensitive: bool) -> None:
        """Whether an annotation stays out of reports."""
        self._edit(annotation_id, lambda a: annotating.set_sensitive(a, sensitive, now=self._now()))

    def add_passage(self, annotation_id: str, start: int, end: int) -> None:
        """Join a passage to an annotation: an elided quotation."""
        version = self._model.version
        if version is not None:
            self._edit(annotation_id, lambda a: self._joined(a, version, start, end))

    def _joined(self, annotation: Annotation, version: Version, start: int, end: int) -> ChangeSet:
        """With one passage more; an annotation without a place in this version has one now."""
        now = self._now()
        if annotation.targets_in(version.id):
            return annotating.add_passage(annotation, version, start, end, now=now)
        from galley.services.later_captures import deciding

        return deciding.attach(annotation, version, [(start, end)], now=now, by=self._model.creator)

    def move_passage(self, annotation_id: str, index: int, start: int, end: int) -> None:
        """Give one passage of an annotation other ends."""
        version = self._model.version
        if version is not None:
            self._edit(
                annotation_id,
                lambda a: annotating.move_passage(a, version, index, start, end, now=self._now()),
            )

    def restore(self, annotation: Annotation) -> None:
        """An annotation back from the trash."""
        self._model.shared.flush_typing()
        self._model.apply(annotating.restore(annotation))
        version = self._model.version
        if version is not None and not annotation.is_decided_in(version.id):
            # A capture came in while it was in the trash: it may stand unchanged in it.
            self._model.show_version(version.id)

    @property
    def tags(self) -> list[str]:
        """The tags of the open article's annotations, the most used first."""
        counts = Counter(tag for a in self._model.annotations for tag in a.tags)
        return [tag for tag, _count in counts.most_common()]

    def trash(self, annotation_ids: Sequence[str]) -> None:
        """Annotations to the trash, as one step."""
        now = self._now()

        def tell(step: ChangeSet) -> None:
            self.deleted.emit(len(step.changes))

        self._edit_all(annotation_ids, lambda a: annotating.trash([a], now=now), tell)

    def _edit(self, annotation_id: str, edit: Callable[[Annotation], ChangeSet]) -> None:
        self._edit_all([annotation_id], edit)

    def _edit_all(
        self,
        annotation_ids: Sequence[str],
        edit: Callable[[Annotation], ChangeSet],
        tell: Callable[[ChangeSet], None] | None = None,
        article: Article | None = None,
    ) -> None:
        """The same edit of each, as one step; those that it does not alter are left alone.

        Args:
            annotation_ids: Marks of one article.
            edit: Makes the edit of one.
            tell: Says that it was made, where the usual words do not.
            article: Whose they are, if another one may be open by now; else of the open one.
        """
        ids, article = list(annotation_ids), article or self._model.article
        if article is None:
            return

        def make(_kept: Kept) -> None:
            if self._model.article is not None and self._model.article.id == article.id:
                self._edit_now(ids, edit, tell or self._tell)
            else:  # another was opened meanwhile
                self._edit_elsewhere(article, ids, edit)

        before = Before.CHANGE if tell is None else Before.DELETE
        self._model.large.begin(Occasion(before, len(ids)), make)

    def _edit_elsewhere(
        self, article: Article, ids: Sequence[str], edit: Callable[[Annotation], ChangeSet]
    ) -> None:
        """Edit marks of an article that is not open, as the library knows them."""

        def made(result: tuple[ChangeSet | None, HistoryLabels]) -> None:
            step, labels = result
            self._model.errands.end(made)
            if step is not None:
                self._model.take_saved(step, labels)
                headline = article.metadata.headline
                self.changed_elsewhere.emit(step.label, len(step.changes), headline)

        def failed(error: Exception) -> None:
            self._model.errands.end(made)
            self._model.tell_failed(error)

        from galley.services.edits import annotating_stored

        self._model.shared.flush_typing()
        self._model.errands.begin(made)
        run_task(
            self,
            lambda: self._model.submit(
                lambda library: annotating_stored.edit_marks(library, article.id, ids, edit)
            ),
            made,
            failed,
        )

    def _edit_now(
        self,
        annotation_ids: Sequence[str],
        edit: Callable[[Annotation], ChangeSet],
        tell: Callable[[ChangeSet], None],
    ) -> None:
        self._model.shared.flush_typing()

        def edit_one(annotation_id: str) -> ChangeSet | None:
            annotation = self._model.annotation(annotation_id)
            made = edit(annotation) if annotation is not None else None
            return made if made is not None and annotating.alters(made) else None

        run = self._run = EditRun(
            annotation_ids, edit_one, lambda edits: self._make(edits, tell), self
        )
        if len(annotation_ids) > _AT_ONCE:
            run.start()
            self.typed_changed.emit()
        else:
            run.finish()

    def _make(self, edits: list[ChangeSet], tell: Callable[[ChangeSet], None]) -> None:
        """Make edits of different annotations one step."""
        self._run = None
        if edits:
            step = annotating.together(edits)
            self._model.apply(step)
            tell(step)
        self.typed_changed.emit()

    def _tell(self, step: ChangeSet) -> None:
        if len(step.changes) > 1:
            self.several_changed.emit(step.label, len(step.changes))
