"""Every edit of the article itself: its details, its pictures, and how it was read."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from galley.domain.article import Article, Metadata, Version
from galley.domain.changes import Change, ChangeSet
from galley.domain.structure import Correction, Structure
from galley.services import desk
from galley.services.desk import HistoryLabels
from galley.services.saving import SaveState

if TYPE_CHECKING:
    from galley.ui.model.app_model import AppModel
    from galley.ui.model.edits import Edits

__all__ = ["ArticleEditing"]


class ArticleEditing(QObject):
    """The edits of the open article, but not of its annotations.

    Attributes:
        corrected: How the open version was read was corrected: the ChangeSet.
        picture_changed: A figure was given a picture, or lost it again: the ChangeSet.
        correction_failed: It was to be corrected, and was not; why is told as a trouble.
        withdraw: Gives up the last correction that is wished and not begun; whether there was one.
    """

    corrected = Signal(object)
    picture_changed = Signal(object)
    correction_failed = Signal()

    def __init__(self, model: "AppModel", edits: "Edits") -> None:
        super().__init__(model)
        self._model, self._edits = model, edits
        self.withdraw: Callable[[], bool] = lambda: False

    def set_metadata(self, article: Article, metadata: Metadata) -> None:
        """What a person knows of an article and the capture lacks.

        Args:
            article: As the person saw it; another one may be open by now.
            metadata: What it is to be. Only what differs from what was seen is changed.
        """
        names = [field.name for field in fields(Metadata)]
        changed = {
            n: v for n in names if (v := getattr(metadata, n)) != getattr(article.metadata, n)
        }
        before = self.as_now(article)
        after = replace(before, metadata=replace(before.metadata, **changed))
        if after != before:
            change = Change(before, after)
            self._model.apply(ChangeSet("Details changed", before.id, (change,)))

    def as_now(self, article: Article) -> Article:
        """An article as it is by now if it is open, else as it was seen."""
        now = self._model.article
        return now if now is not None and now.id == article.id else article

    def hide_placeholder(self) -> None:
        """Say no more that the photo is missing."""
        self._edit("Placeholder hidden", lambda article: replace(article, placeholder_hidden=True))

    def give_picture(self, version: Version, figure: int, data: bytes, media_type: str) -> None:
        """Give a figure of a version a picture; another article may be open by now."""
        self._model.ask(
            lambda library: desk.give_picture(library, version, figure, data, media_type),
            self._on_picture,
        )

    def remove_picture(self, figure: int) -> None:
        """Take the picture away that a person gave to a figure; the capture's own stays."""
        version = self._model.version
        if version is not None:
            own = "" if version.number == 1 else version.id
            change_set = self._edit(
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
            if change_set is not None:
                self.picture_changed.emit(change_set)

    def _on_picture(self, result: tuple[ChangeSet, HistoryLabels]) -> None:
        change_set, labels = result
        self._model.take_into_view(change_set)
        self._model.hear_saved(change_set.article_id, labels)
        self.picture_changed.emit(change_set)

    def _edit(self, label: str, edit: Callable[[Article], Article]) -> ChangeSet | None:
        """Edit the open article; what that came to, or None where it changes nothing."""
        article = self._model.article
        if article is None or edit(article) == article:
            return None
        change_set = ChangeSet(label, article.id, (Change(article, edit(article)),))
        self._model.apply(change_set)
        return change_set

    def correct(
        self, known: Structure | None, corrections: Sequence[Correction], label: str = ""
    ) -> None:
        """Correct how the version that is shown was read, as one edit.

        Args:
            known: Its corrections so far, as the person sees them.
            corrections: Those to be made after them.
            label: What undo calls it; the usual word if empty.
        """
        from galley.services.corrections.correcting import correct  # rarely needed

        version = self._model.version
        if version is None or self._edits.state is SaveState.FAILED:  # why was said by then
            self.correction_failed.emit()
        else:
            self._model.shared.flush_typing()
            self._edits.make(
                lambda library: correct(library, version.id, known, corrections, label),
                self._model,
            )

    def hear_made(self, change_set: ChangeSet, labels: HistoryLabels, who: object) -> None:
        """Every window shows a correction; the one in which it was asked for says so."""
        self._model.see(change_set)
        self._model.hear_saved(change_set.article_id, labels)
        if who is self._model:
            self.corrected.emit(change_set)

    def hear_not_made(self, error: Exception, who: object) -> None:
        """A correction could not be made; the window in which it was asked for says why."""
        if who is self._model:
            self.correction_failed.emit()
            self._model.tell_failed(error)
