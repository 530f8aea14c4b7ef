"""What the model says of the open article and its marks, shown around the reader."""

from collections import deque
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from galley.domain.annotation import Annotation, CheckStatus, Kind, Target
from galley.domain.article import Article, Version
from galley.services.desk import OpenArticle
from galley.services.saving import SaveState
from galley.ui.lists.slices import Slices
from galley.ui.model.app_model import AppModel
from galley.ui.notes.panel import AnnotationsPanel
from galley.ui.window.status_strip import StatusStrip

if TYPE_CHECKING:
    from galley.ui.reader.reader_pane import ReaderPane

__all__ = ["ShownMarks"]

_MANY = 500  # annotations, of which the reader and the panel together take longer than a frame


class ShownMarks(QObject):
    """Keeps the panel, the strip and the open note true to the model of one window."""

    def __init__(
        self, model: AppModel, reader: "ReaderPane", panel: AnnotationsPanel, strip: StatusStrip
    ) -> None:
        super().__init__(panel)
        self._model, self._reader, self._panel, self._strip = model, reader, panel, strip
        self._counted: dict[str, Annotation] = {}  # what strip and tags were last made of
        model.article_changed.connect(self._show_article_change)
        model.annotation_put.connect(self._show_annotation)
        model.annotation_removed.connect(self._drop_annotation)
        self._is_awaited = False  # there are marks, and none is shown yet
        # After the reader, between two frames; what else changes until then is in it, too.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_sliced)
        self._slices = Slices(self)
        model.many_changed.connect(self._on_many_changed)
        model.following.ended.connect(self._show_soon)
        model.save_state_changed.connect(self._show_save_state)

    def show_article(self, opened: OpenArticle) -> None:
        """Another article is on the desk, or another version of it."""
        self._soon.stop()
        self._slices.stop()
        if self._model.following.busy or len(opened.annotations) > _MANY:
            self._await()
            self._show_soon()
        else:
            deque(self._showing(), maxlen=0)
        self._panel.set_article(opened.article, opened.version)
        self._panel.set_active(None)
        self._strip.set_saved_state(self._model.save_state)
        self._reader.set_saved_state(self._model.save_state)
        self.refresh_history()

    def refresh_history(self) -> None:
        """Only for eyes that look: reading it asks the library."""
        if self._panel.shows_history:
            self._model.records.ask_history(self._panel.set_history)

    def _show_article_change(self, article: Article, version: Version) -> None:
        self._panel.set_article(article, version)
        self.refresh_history()

    def show_counts(self) -> None:
        """What the strip says of them is to be said in other words."""
        if self._is_true:
            self._strip.set_annotations(self._model.annotations)

    @property
    def _is_true(self) -> bool:
        """Whether what is shown is all there is, and no more of it is about to be shown."""
        return not (self._model.following.busy or self._soon.isActive() or self._slices.busy)

    def _show_annotation(self, annotation: Annotation) -> None:
        if not self._is_true:
            self._show_soon()
            return
        self._panel.update_annotation(annotation)
        before = self._counted.get(annotation.id)
        self._counted[annotation.id] = annotation
        if annotation.tags != (before.tags if before else ()):
            self._reader.note.set_known_tags(self._model.marking.tags)
        # A key in a note changes nothing that is counted, and thousands take a while to count.
        if before is None or _in_strip(before) != _in_strip(annotation):
            self._strip.set_annotations(self._model.annotations)

    def _on_many_changed(self, put: Sequence[Annotation], removed: Sequence[str]) -> None:
        if len(put) + len(removed) > _MANY or not self._is_true:
            self._show_soon()
        else:
            deque(self._showing(), maxlen=0)

    def _await(self) -> None:
        """What there is of marks in this article will be shown in a moment: count none."""
        version = self._model.version
        self._is_awaited = True
        self._counted = {}
        self._panel.await_annotations(version.id if version else "")
        self._strip.await_annotations()

    def _show_soon(self) -> None:
        if not self._model.following.busy:  # else all are shown when all are there
            self._slices.stop()
            self._soon.start()

    def _show_sliced(self) -> None:
        self._soon.stop()
        self._slices.start(self._showing(), _nothing)

    def _showing(self) -> Generator[None, None, None]:
        """So many have changed that all are shown anew; thousands not in one frame."""
        annotations, version = self._model.annotations, self._model.version
        yield
        self._counted = {annotation.id: annotation for annotation in annotations}
        version_id = version.id if version else ""
        self._panel.set_annotations(annotations, version_id=version_id, in_order=bool(version_id))
        if self._is_awaited and self._reader.active:
            self._panel.set_active(self._reader.active)
        self._is_awaited = False
        yield
        self._reader.note.set_known_tags(self._model.marking.tags)
        self._strip.set_annotations(annotations)

    def _drop_annotation(self, annotation_id: str) -> None:
        if not self._is_true:
            self._show_soon()
            return
        self._counted.pop(annotation_id, None)
        self._panel.remove_annotations([annotation_id])
        self._strip.set_annotations(self._model.annotations)

    def _show_save_state(self, state: SaveState) -> None:
        self._strip.set_saved_state(state)
        self._reader.set_saved_state(state)
        if state is SaveState.SAVED:
            self.refresh_history()


def _nothing(_result: None) -> None:
    """All is shown by then."""


def _in_strip(annotation: Annotation) -> tuple[Kind, CheckStatus, tuple[Target, ...]]:
    """All that the strip shows of it: its pill, and where among the others that stands."""
    return annotation.kind, annotation.check.status, annotation.all_targets
