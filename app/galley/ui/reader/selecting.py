"""Selected words: the popup over them, and what becomes of them. Changes nothing by itself."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from galley.domain.annotation import Kind
from galley.ui.reader.article_text import ArticleText
from galley.ui.reader.article_view import ArticleView
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.domain.snapping import Snap
    from galley.ui.keys import KeysOf
    from galley.ui.reader.selection_popup import SelectionPopup

__all__ = ["Selecting"]


class Selecting(QObject):
    """The one selection of the reader, in the article or in the page's own sidebar.

    Attributes:
        mark_wanted: It is to become a mark: [(start, end)], Kind, and what to open then ("",
            "note", "tag" or "check").
        region_wanted: A part of a photo is to become a mark: its figure, Region, Kind, and what to
            open then.
        copied: Words went to the clipboard.
    """

    mark_wanted = Signal(list, object, str)
    region_wanted = Signal(int, object, object, str)
    copied = Signal()

    def __init__(self, themes: ThemeSource, view: ArticleView, pane: QWidget) -> None:
        super().__init__(pane)
        self._themes, self._view, self._pane = themes, view, pane
        self._text: ArticleText = view
        self._last_kind = Kind.QUOTE
        self._highlighting = False
        self._popup: SelectionPopup | None = None
        self._keys_of: KeysOf | None = None
        self._snap: Snap | None = None  # None is exact to the character
        for text in (view, view.sidebar):
            text.selection_moves.connect(partial(self._show_meant, text))
            text.passage_selected.connect(partial(self._on_selected, text))
            text.selection_cleared.connect(self._on_cleared)
        view.region_drawn.connect(lambda _figure, _region: self._on_region())

    @property
    def passage(self) -> tuple[int, int] | None:
        """The passage that is meant, in code points, without white space at its ends."""
        return self._meant_in(self._text)

    def _meant_in(self, text: ArticleText) -> tuple[int, int] | None:
        passage, version = text.selected_passage(), self._view.version
        if passage is None or version is None:
            return None
        start, end = passage
        if self._snap is not None:
            from galley.domain.snapping import snapped  # not needed to start

            start, end = snapped(version.text, start, end, self._snap)
        words = version.text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        return (start, end) if start < end else None

    def set_snap(self, snap: "Snap | None") -> None:
        """What the ends of a selection go to from now on; None is exact to the character."""
        self._snap = snap
        for text in (self._view, self._view.sidebar):
            self._show_meant(text)
        self.follow()

    def _show_meant(self, text: ArticleText) -> None:
        """Show what would be marked, before it is, where it is not what is selected."""
        text.show_meant(None if self._snap is None else self._meant_in(text))

    def move_caret(self, unit: str, step: int, *, select: bool) -> None:
        """Move the caret by a sentence or a paragraph, in the text that has the keys."""
        from galley.ui.reader.caret_moves import Unit, move_caret  # not needed to start

        sidebar, version = self._view.sidebar, self._view.version
        text = sidebar if sidebar.hasFocus() else self._view
        if version is not None:
            move_caret(text, version.text, Unit(unit), step, select=select)

    @property
    def has_anything(self) -> bool:
        """Whether words are selected, or a part of a photo."""
        return self.passage is not None or self._view.pending_region is not None

    def clear(self) -> None:
        """Select nothing."""
        self._view.drop_region()
        self._text.clear_selection()
        self.hide_popup()

    def set_highlighting(self, on: bool) -> None:
        """Highlighter mode: a selection becomes a mark of the last kind as soon as it is made."""
        self._highlighting = on

    @property
    def keys_of(self) -> "KeysOf":
        """The keys that do here what they do in the window."""
        from galley.ui.keys import usual_keys  # not needed to start

        return self._keys_of or usual_keys

    def set_keys(self, keys_of: "KeysOf") -> None:
        """Some action has other keys."""
        self._keys_of = keys_of
        if self._popup is not None:
            self._popup.set_keys(keys_of)

    def mark(self, kind: Kind, then: str = "") -> None:
        """Turn the selection into a mark; does nothing without one."""
        passage, pending = self.passage, self._view.pending_region
        if pending is not None:
            self.clear()
            self.region_wanted.emit(*pending, kind, then)
            return
        if passage is None:
            return
        if not then:
            self._last_kind = kind
        self.clear()
        self.mark_wanted.emit([passage], kind, then)

    def copy(self) -> None:
        """The captured words to the clipboard, to the character."""
        passage, version = self.passage, self._view.version
        if passage is not None and version is not None:
            self.copy_text(version.text[slice(*passage)])

    def copy_text(self, text: str) -> None:
        """Words to the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.copied.emit()

    @property
    def last_kind(self) -> Kind:
        """The kind that was last chosen for a mark."""
        return self._last_kind

    def _on_selected(self, text: ArticleText, _start: int, _end: int) -> None:
        self._text = text
        self._view.drop_region()
        other = self._view if text is self._view.sidebar else self._view.sidebar
        other.clear_selection()
        if self._highlighting and not QGuiApplication.mouseButtons():
            self.mark(self._last_kind)
            return
        self.place_popup()

    def _on_cleared(self) -> None:
        self._view.drop_region()
        self.hide_popup()

    def _on_region(self) -> None:
        """A rectangle was drawn on a photo: it is what is selected now."""
        for text in (self._view, self._view.sidebar):
            if text.selected_passage() is not None:
                text.clear_selection()
        if self._highlighting and not QGuiApplication.mouseButtons():
            self.mark(self._last_kind)
        else:
            self.place_popup()

    def _selection_rect(self) -> QRect:
        pending, passage = self._view.pending_region, self.passage
        if pending is not None:
            rect = self._view.region_place(*pending).toRect()
            return rect.translated(self._view.viewport().mapTo(self._pane, QPoint(0, 0)))
        if passage is None:
            return QRect()
        rect = self._text.rect_of(*passage).toRect()
        rect.translate(self._text.viewport().mapTo(self._pane, QPoint(0, 0)))
        return rect

    def place_popup(self) -> None:
        """Put the popup over the selection, and show it."""
        if self._popup is None:
            self._popup = self._make_popup()
        self._popup.popup_at(self._selection_rect())

    def _make_popup(self) -> "SelectionPopup":
        from galley.ui.reader.selection_popup import SelectionPopup  # not needed to start

        popup = SelectionPopup(self._themes, self._pane, self._view)
        popup.kind_chosen.connect(self.mark)
        popup.note_wanted.connect(lambda: self.mark(self._last_kind, "note"))
        popup.tag_wanted.connect(lambda: self.mark(self._last_kind, "tag"))
        popup.check_wanted.connect(lambda: self.mark(self._last_kind, "check"))
        popup.copy_wanted.connect(self.copy)
        popup.dismissed.connect(self.clear)
        popup.set_keys(self.keys_of)
        return popup

    def hide_popup(self) -> None:
        """Show no popup."""
        if self._popup is not None:
            self._popup.hide()

    def follow(self) -> None:
        """The page moved under the popup: move it along."""
        if self._popup is not None and self._popup.isVisible():
            self.place_popup()
