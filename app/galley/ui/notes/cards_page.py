"""The Notes tab: filters, the list of cards, and their menus; sends wishes and edits nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from galley.domain.annotation import Annotation
from galley.domain.note_links import find_links
from galley.ui.components.side_pane import QuietLabel, SidePane
from galley.ui.keys import KeysOf, usual_keys
from galley.ui.notes.delegate import CARD_GUESS, CARD_LEFT, CARD_RIGHT, CardDelegate
from galley.ui.notes.filter_bar import FilterBar
from galley.ui.notes.filters import NoteFilter, occurrences
from galley.ui.notes.menus import CardActions, card_menu, kind_menu, status_menu
from galley.ui.notes.model import NotesModel
from galley.ui.notes.note_document import Anchor, LinkedFrom
from galley.ui.notes.selection_bar import SelectionBar
from galley.ui.notes.view import CardListView
from galley.ui.theme.current import ThemeSource

__all__ = ["CardsPage"]

_ABOVE_CARDS, _BELOW_CARDS = 6, 12


class CardsPage(QWidget):
    """The cards that a filter lets through, in reading order.

    Args:
        themes: The colours.
        render_note: Makes sanitised HTML of a note's Markdown.
        now: The time, in the person's time zone.
    """

    activated = Signal(str)
    edit_wanted = Signal(str)
    delete_wanted = Signal(list)  # of ids
    status_chosen = Signal(list, object)  # ids and a CheckStatus
    kind_chosen = Signal(list, object)  # ids and a Kind
    copy_wanted = Signal(list)  # ids
    tag_wanted = Signal(list)  # ids
    untag_wanted = Signal(list, str)  # ids and a tag
    history_of_wanted = Signal(str)
    link_copied = Signal(str)  # to an annotation, by its id
    # The annotation whose card the link is on, its address, and whether in another window.
    link_wanted = Signal(str, str, bool)
    links_wanted = Signal(str)  # of an annotation, by its id

    def __init__(
        self,
        themes: ThemeSource,
        render_note: Callable[[str], str],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._active_id = ""
        self._model = NotesModel(self)
        self._keys_of: KeysOf = usual_keys
        self._delegate = CardDelegate(
            themes,
            render_note,
            self._active_row,
            now,
            lambda: self._list.selected_count > 1,
            self._model.standing,
            self._model.linked,
        )
        self._filters = FilterBar(themes)
        self._list = CardListView(
            CARD_GUESS, self._chip_rect, themes, self._anchors, (_ABOVE_CARDS, _BELOW_CARDS)
        )
        self._empty = QuietLabel(themes, 12.5)
        self._is_known = False  # what annotations there are: an article is still being read
        self._bar = SelectionBar(themes)
        self._actions = CardActions(
            edit=self.edit_wanted.emit,
            copy=self.copy_wanted.emit,
            delete=self.delete_wanted.emit,
            set_status=self.status_chosen.emit,
            set_kind=self.kind_chosen.emit,
            tag=self.tag_wanted.emit,
            untag=self.untag_wanted.emit,
            history=self.history_of_wanted.emit,
            copy_link=self.link_copied.emit,
            links=self.links_wanted.emit,
            has_links=lambda one: bool(self._model.linked(one) or find_links(one.note)),
        )
        self._set_up_list()
        self._lay_out()
        self._filters.changed.connect(self._filter_changed)
        self.setFocusProxy(self._list)
        self._rows_changed()

    @property
    def count(self) -> int:
        """How many annotations there are, shown or not."""
        return len(self._model.annotations)

    @property
    def has_keys(self) -> bool:
        """Whether the list of cards has the keyboard."""
        return self._list.hasFocus()

    @property
    def selected(self) -> list[str]:
        """The ids of the selected cards, in reading order."""
        return [annotation.id for annotation in self._selection]

    def set_keys(self, keys_of: KeysOf) -> None:
        """Some action has other keys."""
        self._keys_of = keys_of
        self._bar.set_keys(keys_of)

    def set_quoting(self, quoting: Callable[[Sequence[str]], QMimeData]) -> None:
        """Have cards that are dragged away made into quotations."""
        self._model.set_quoting(quoting)

    def open_status_menu(self) -> None:
        """Offer the outcomes of a check for the selected cards."""
        rows = self._list.selected_rows()
        if rows:
            row = self._list.currentIndex().row()
            index = self._model.index(row if row in rows else rows[0])
            self._list.scrollTo(index)
            self._offer_statuses(self._selection, self._list.chip_foot(index))

    def set_annotations(
        self,
        annotations: Sequence[Annotation],
        numbers: Mapping[str, int] | None = None,
        version_id: str = "",
        *,
        in_order: bool = False,
    ) -> None:
        """Show an article's annotations; see ``AnnotationsPanel``."""
        self._is_known = True
        self._model.set_annotations(annotations, numbers, version_id, in_order=in_order)
        self._rows_changed()

    def await_annotations(self, version_id: str) -> None:
        """They are still being read; see ``AnnotationsPanel``."""
        self._is_known = False
        self._model.set_annotations([], version_id=version_id)
        self._rows_changed()

    def update_annotation(self, annotation: Annotation) -> None:
        """Show what changed about one annotation, or a new one."""
        if self._model.update_annotation(annotation):
            self._rows_changed()

    def set_linked(self, linked: Mapping[str, tuple[LinkedFrom, ...]]) -> None:
        """Take what links to the annotations, by their ids."""
        self._model.set_linked(linked)

    def remove_annotations(self, ids: Sequence[str]) -> None:
        """Show these no longer."""
        self._model.remove_annotations(ids)
        self._rows_changed()

    def set_active(self, annotation_id: str | None, scroll: bool) -> None:
        """Show which annotation the reader is at; see ``AnnotationsPanel``."""
        self._active_id = annotation_id or ""
        if self._active_id and self._active_row() < 0 and self._model.has(self._active_id):
            self._filters.set_filter(NoteFilter())
        self._select_active(scroll)

    # Building

    def _set_up_list(self) -> None:
        view = self._list
        view.setModel(self._model)
        view.setItemDelegate(self._delegate)
        view.setAccessibleName(self.tr("Notes"))
        view.chosen.connect(self._chosen)
        view.edit_wanted.connect(self._edit_wanted)
        view.copy_wanted.connect(self._copy_wanted)
        view.link_wanted.connect(self._link_wanted)
        view.removal_wanted.connect(self._removal_wanted)
        view.menu_wanted.connect(self._open_menu)
        view.status_menu_wanted.connect(self._open_status_menu)
        view.selection_changed.connect(self._selection_changed)
        bar = self._bar
        bar.kind_wanted.connect(self._open_kind_menu)
        bar.status_wanted.connect(lambda place: self._offer_statuses(self._selection, place))
        bar.tag_wanted.connect(lambda: self.tag_wanted.emit(self.selected))
        bar.copy_wanted.connect(lambda: self.copy_wanted.emit(self.selected))
        bar.delete_wanted.connect(lambda: self.delete_wanted.emit(self.selected))
        bar.let_go.connect(view.select_current)
        bar.hide()
        SidePane.let_ground_through(view)
        self._themes.changed.connect(view.forget_heights)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setContentsMargins(CARD_LEFT, 0, CARD_RIGHT - 2, 0)
        filters.addWidget(self._filters)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(24, 40, 24, 0)
        inside.addWidget(self._empty)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 9, 0, 0)
        column.setSpacing(0)
        column.addLayout(filters)
        column.addSpacing(3)
        column.addWidget(self._list, 1)
        column.addWidget(self._bar)

    # What the person does

    def _annotation(self, index: QModelIndex) -> Annotation:
        return self._model.annotation_at(index.row())

    def _chosen(self, index: QModelIndex) -> None:
        self._active_id = self._annotation(index).id
        self._list.viewport().update()
        self.activated.emit(self._active_id)

    def _edit_wanted(self, index: QModelIndex) -> None:
        self.edit_wanted.emit(self._annotation(index).id)

    def _copy_wanted(self, rows: list[int]) -> None:
        self.copy_wanted.emit(self._ids(rows))

    def _link_wanted(self, index: QModelIndex, address: str, elsewhere: bool) -> None:
        self.link_wanted.emit(self._annotation(index).id, address, elsewhere)

    def _removal_wanted(self, rows: list[int]) -> None:
        self.delete_wanted.emit(self._ids(rows))

    def _ids(self, rows: Sequence[int]) -> list[str]:
        return [self._model.annotation_at(row).id for row in rows]

    @property
    def _selection(self) -> list[Annotation]:
        return [self._model.annotation_at(row) for row in self._list.selected_rows()]

    def _meant(self, index: QModelIndex) -> list[Annotation]:
        """A card alone, or with all others that are selected if it is one of them."""
        selected = index.row() in self._list.selected_rows()
        return self._selection if selected else [self._annotation(index)]

    def _open_status_menu(self, index: QModelIndex, place: QPoint) -> None:
        self._offer_statuses(self._meant(index), place)

    def _offer_statuses(self, annotations: Sequence[Annotation], place: QPoint) -> None:
        status_menu(self, annotations, self._themes.theme, self._actions).popup(place)

    def _open_kind_menu(self, place: QPoint) -> None:
        theme = self._themes.theme
        kind_menu(self, self._selection, theme, self._actions, self._keys_of).popup(place)

    def _open_menu(self, index: QModelIndex, place: QPoint) -> None:
        meant, theme = self._meant(index), self._themes.theme
        card_menu(self, meant, theme, self._actions, self._keys_of).popup(place)

    def _selection_changed(self) -> None:
        count = self._list.selected_count
        self._bar.set_count(count)
        self._bar.setVisible(count > 1)

    def _filter_changed(self, note_filter: NoteFilter) -> None:
        self._model.set_filter(note_filter)
        self._rows_changed()
        self._select_active(scroll=True)

    # What follows from it

    def _active_row(self) -> int:
        row = self._model.row_of(self._active_id)
        return -1 if row is None else row

    def _chip_rect(self, index: QModelIndex) -> QRectF:
        return self._delegate.chip_rect(self._list.width(), self._annotation(index))

    def _anchors(self, index: QModelIndex) -> Sequence[Anchor]:
        return self._delegate.anchors(self._list.width(), self._annotation(index))

    def _select_active(self, scroll: bool) -> None:
        row = self._active_row()
        if row < 0:
            self._list.clearSelection()
        else:
            index = self._model.index(row)
            self._list.setAutoScroll(False)  # or Qt scrolls to every new current row
            self._list.setCurrentIndex(index)
            self._list.setAutoScroll(True)
            if scroll:
                self._list.scrollTo(index)
        self._list.viewport().update()

    def _rows_changed(self) -> None:
        self._filters.set_occurrences(occurrences(self._model.annotations))
        self._empty.setVisible(self._is_known and not self._model.rowCount())
        if self.count:
            self._empty.setText(self.tr("No note fits these filters."))
        else:
            self._empty.setText(self.tr("No notes yet. Select words in the article to mark them."))
