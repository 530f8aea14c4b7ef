"""What the model says of the open article and its marks, shown around the reader."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from galley.domain.annotation import Annotation, CheckStatus, Kind, Target
from galley.domain.article import Article, Version
from galley.services.desk import OpenArticle
from galley.services.saving import SaveState
from galley.ui.app_model import AppModel
from galley.ui.notes.panel import AnnotationsPanel
from galley.ui.status_strip import StatusStrip

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
        # After the reader, between two frames; what else changes until then is in it, too.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_annotations)
        model.many_changed.connect(self._on_many_changed)
        model.save_state_changed.connect(self._show_save_state)

    def show_article(self, opened: OpenArticle) -> None:
        """Another article is on the desk, or another version of it."""
        self._show_annotations()
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

    def _show_annotation(self, annotation: Annotation) -> None:
        self._panel.update_annotation(annotation)
        before = self._counted.get(annotation.id)
        self._counted[annotation.id] = annotation
        if annotation.tags != (before.tags if before else ()):
            self._reader.note.set_known_tags(self._model.marking.tags)
        # A key in a note changes nothing that is counted, and thousands take a while to count.
        if before is None or _in_strip(before) != _in_strip(annotation):
            self._strip.set_annotations(self._model.annotations)

    def _on_many_changed(self, put: Sequence[Annotation], removed: Sequence[str]) -> None:
        if len(put) + len(removed) > _MANY:
            self._soon.start()
        else:
            self._show_annotations()

    def _show_annotations(self) -> None:
        """So many have changed that all are shown anew."""
        self._soon.stop()
        version = self._model.version
        annotations = self._model.annotations
        self._counted = {annotation.id: annotation for annotation in annotations}
        self._panel.set_annotations(annotations, version_id=version.id if version else "")
        self._reader.note.set_known_tags(self._model.marking.tags)
        self._strip.set_annotations(annotations)

    def _drop_annotation(self, annotation_id: str) -> None:
        self._counted.pop(annotation_id, None)
        self._panel.remove_annotations([annotation_id])
        self._strip.set_annotations(self._model.annotations)

    def _show_save_state(self, state: SaveState) -> None:
        self._strip.set_saved_state(state)
        self._reader.set_saved_state(state)
        if state is SaveState.SAVED:
            self.refresh_history()


def _in_strip(annotation: Annotation) -> tuple[Kind, CheckStatus, tuple[Target, ...]]:
    """All that the strip shows of it: its pill, and where among the others that stands."""
    return annotation.kind, annotation.check.status, annotation.all_targets
