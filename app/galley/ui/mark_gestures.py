"""What a person does to marks in the reader, handed to the model; and from one mark to the next."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from galley.domain.annotation import Annotation, Kind
from galley.domain.region import Region
from galley.ui.model.app_model import AppModel
from galley.ui.notes.panel import AnnotationsPanel
from galley.ui.reader.reader_pane import ReaderPane

__all__ = ["MarkGestures"]


class MarkGestures(QObject):
    """Joins the reader, its open note and the panel with the marks of the model."""

    def __init__(self, model: AppModel, reader: ReaderPane, panel: AnnotationsPanel) -> None:
        super().__init__(reader)
        self._marking, self._reader, self._panel = model.marking, reader, panel
        self._following = model.following

    def attach(self) -> None:
        """Hear from now on what the person does."""
        marking, reader, note = self._marking, self._reader, self._reader.note
        reader.mark_wanted.connect(self._mark)
        reader.selecting.region_wanted.connect(self._mark_region)
        reader.view.region_moved.connect(marking.move_region)
        reader.activated.connect(self._activate_from_reader)
        note.note_changed.connect(marking.set_note)
        note.closed.connect(marking.flush_typing)
        note.kind_chosen.connect(marking.set_kind)
        note.status_chosen.connect(marking.set_check)
        note.tags_changed.connect(marking.set_tags)
        note.speaker_changed.connect(marking.set_speaker)
        note.evidence_changed.connect(marking.set_evidence)
        note.sensitive_changed.connect(marking.set_sensitive)
        reader.passage_moved.connect(marking.move_passage)
        reader.passage_added.connect(marking.add_passage)
        reader.delete_wanted.connect(marking.trash)
        self._panel.activated.connect(reader.set_active)
        self._panel.edit_wanted.connect(reader.open_note)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What its actions do, by id."""
        return {
            "join": lambda: self._reader.join_selection(),
            "mark.next": lambda: self._go_to_neighbour(1, _any),
            "mark.previous": lambda: self._go_to_neighbour(-1, _any),
            "unchecked.next": lambda: self._go_to_neighbour(1, _is_unchecked),
            "unchecked.previous": lambda: self._go_to_neighbour(-1, _is_unchecked),
        }

    def activate(self, annotation_id: str) -> None:
        """Make an annotation of the open article the active one; "" for none."""

        def activate() -> None:
            self._reader.set_active(annotation_id)
            self._panel.set_active(annotation_id or None)

        self._following.do_once_there(activate)

    def _mark(self, passages: list[tuple[int, int]], kind: Kind, then: str) -> None:
        self._show_new(self._marking.annotate(passages, kind), then)

    def _mark_region(self, figure: int, region: Region, kind: Kind, then: str) -> None:
        self._show_new(self._marking.annotate_region(figure, region, kind), then)

    def _show_new(self, annotation: Annotation | None, then: str) -> None:
        if annotation is None:
            return
        self._activate_from_reader(annotation.id)
        self._reader.set_active(annotation.id, scroll=False)
        if then:
            self._reader.open_note(annotation.id, then)

    def _activate_from_reader(self, annotation_id: str) -> None:
        self._panel.set_active(annotation_id or None)

    def _go_to_neighbour(self, step: int, wanted: Callable[[Annotation], bool]) -> None:
        def go() -> None:
            annotation_id = self._reader.neighbour(step, wanted)
            if annotation_id:
                self.activate(annotation_id)

        self._following.do_once_there(go)


def _any(_annotation: Annotation) -> bool:
    return True


def _is_unchecked(annotation: Annotation) -> bool:
    return not annotation.check.status.is_checked
