"""The note that is open in the margin: one editor, over its card's place. Saves nothing itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from galley.domain.annotation import Annotation
from galley.ui.reader.article_view import ArticleView
from galley.ui.reader.page import Layout
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.services.saving import SaveState
    from galley.ui.reader.note_editor import NoteEditor

__all__ = ["OpenNote"]

_ASIDE = 5  # an open card is this much wider than a closed one, on each side
_WIDTH = 300  # in a page without a rail
_AIR = 12  # between the editor and the edge of the view
_EDGE = 16


class OpenNote(QObject):
    """Opens, places and closes the editor of one annotation at a time.

    Attributes:
        note_changed: A note as it is typed: id, Markdown, a word for this visit to the field.
        speaker_changed, evidence_changed: The same for the speaker and the evidence.
        sensitive_changed: The annotation is to stay home, or not: id and which.
        kind_chosen, status_chosen, tags_changed: About an annotation, by id.
        delete_wanted: The annotation is to go to the trash: its id.
        opened: There is an editor: a NoteEditor, which goes with its note.
        closed: The editor was left.
    """

    note_changed = Signal(str, str, str)
    speaker_changed = Signal(str, str, str)
    evidence_changed = Signal(str, str, str)
    sensitive_changed = Signal(str, bool)
    kind_chosen = Signal(str, object)
    status_chosen = Signal(str, object)
    tags_changed = Signal(str, object)
    delete_wanted = Signal(str)
    opened = Signal(object)
    closed = Signal()

    def __init__(self, themes: ThemeSource, view: ArticleView) -> None:
        super().__init__(view)
        self._themes = themes
        self._view = view
        self._editor: NoteEditor | None = None
        self._annotation: Annotation | None = None
        self._known_tags: tuple[str, ...] = ()

    def set_known_tags(self, tags: Sequence[str]) -> None:
        """Offer these while a tag is typed."""
        self._known_tags = tuple(tags)
        if self._editor is not None:
            self._editor.set_known_tags(self._known_tags)

    @property
    def annotation_id(self) -> str:
        """Whose note is open, or ""."""
        return self._annotation.id if self._annotation else ""

    @property
    def editor(self) -> "NoteEditor | None":
        """The editor that is open."""
        return self._editor

    def open(self, annotation: Annotation, part: str) -> None:
        """Open an annotation's editor.

        Args:
            annotation: Whose.
            part: Where the focus goes: "note", "tag" or "check".
        """
        if self.annotation_id != annotation.id:
            self.close()
            self._set_up(annotation)
        if self._editor is not None:
            {
                "note": self._editor.focus_note,
                "tag": self._editor.focus_tags,
                "check": self._editor.focus_statuses,
            }[part]()

    def _set_up(self, annotation: Annotation) -> None:
        from uuid import uuid4  # these two are not needed to start

        from galley.ui.reader.note_editor import NoteEditor

        editor = NoteEditor(self._themes, self._view.viewport())
        self._editor, self._annotation = editor, annotation
        one, typing = annotation.id, uuid4().hex[:8]
        editor.note_changed.connect(lambda text: self.note_changed.emit(one, text, typing))
        editor.speaker_changed.connect(lambda text: self.speaker_changed.emit(one, text, typing))
        editor.evidence_changed.connect(lambda text: self.evidence_changed.emit(one, text, typing))
        editor.sensitive_changed.connect(lambda on: self.sensitive_changed.emit(one, on))
        editor.kind_chosen.connect(lambda kind: self.kind_chosen.emit(one, kind))
        editor.status_chosen.connect(lambda status: self.status_chosen.emit(one, status))
        editor.tags_changed.connect(lambda tags: self.tags_changed.emit(one, tags))
        editor.delete_wanted.connect(lambda: self.delete_wanted.emit(one))
        editor.done.connect(self.close)
        editor.height_changed.connect(self._on_height)
        editor.set_known_tags(self._known_tags)
        editor.set_zoom(self._view.page.scale)
        self.make_room()
        editor.set_annotation(annotation, self._view.number_of(one))
        self.make_room()
        editor.show()
        editor.raise_()
        self._bring_into_sight()
        self.opened.emit(editor)

    def update(self, annotation: Annotation) -> None:
        """Show the annotation as it has become, if it is the open one."""
        if self._editor is not None and annotation.id == self.annotation_id:
            self._annotation = annotation
            self._editor.set_annotation(annotation, self._view.number_of(annotation.id))
            self.place()

    def set_saved_state(self, state: "SaveState") -> None:
        """Say at the editor's foot whether what was typed is on disk."""
        if self._editor is not None:
            self._editor.set_saved_state(state)

    def close(self) -> None:
        """Close the editor; what was typed is kept."""
        if self._editor is None:
            return
        editor, self._editor, self._annotation = self._editor, None, None
        editor.hide()
        editor.deleteLater()
        self._view.open_editor_room("", 0)
        self._view.setFocus()
        self.closed.emit()

    # -- where it stands -----------------------------------------------------------------------

    def make_room(self) -> None:
        """Have the margin leave as much room as the editor needs, and put it there."""
        if self._editor is not None:
            self._view.open_editor_room(self.annotation_id, self._editor.card().height())
            self.place()

    def _on_height(self) -> None:
        """What is being typed stays in sight while the card grows."""
        self.make_room()
        if self._editor is not None and self._editor.isVisible():
            self._bring_into_sight()

    def place(self) -> None:
        """Put the editor over its card, or beside its words in a page without a rail."""
        if self._editor is None or self._annotation is None:
            return
        page, viewport = self._view.page, self._view.viewport()
        rect = self._view.editor_rect(self._annotation.id)
        if rect is not None and page.layout is not Layout.NARROW:
            self._editor.place(
                rect.left() - _ASIDE, rect.top(), round(page.rail_width) + 2 * _ASIDE
            )
            return
        top = 8
        marks = self._view.marks.get(self._annotation.id)
        if marks:  # else it has no place in this version
            words = self._view.place_of(marks[0].start, marks[0].end)
            lowest = viewport.height() - self._editor.card().height() - 8.0
            top = round(max(8.0, min(words.bottom() + 8, lowest)))
        self._editor.place(viewport.width() - _WIDTH - _EDGE, top, _WIDTH)

    def _bring_into_sight(self) -> None:
        if self._editor is None or self._view.page.layout is Layout.NARROW:
            return
        card, bar = self._editor.card(), self._view.verticalScrollBar()
        below = card.bottom() + _AIR - self._view.viewport().height()
        above = card.top() - _AIR
        if below > 0:
            bar.setValue(bar.value() + min(below, above))
        elif above < 0:
            bar.setValue(bar.value() + above)
