"""The middle of the window: the article, the popup over a selection, the editor over a card."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from galley.domain.annotation import Annotation, Target
from galley.domain.article import Article, Version
from galley.domain.open_article import OpenArticle
from galley.ui.reader.article_view import ArticleView
from galley.ui.reader.open_note import OpenNote
from galley.ui.reader.page_stack import PageStack
from galley.ui.reader.pictures import Pictures
from galley.ui.reader.revealing import Revealing
from galley.ui.reader.selecting import Selecting
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.domain.jobs import Job
    from galley.services.saving import SaveState

__all__ = ["ReaderPane"]


class ReaderPane(QWidget):
    """Shows one article and turns gestures into wishes; changes nothing by itself.

    Args:
        themes: The colours.
        plain_note: A note's Markdown as plain text.
        work: Runs long work off the window's thread, and hands its result to a function.

    Attributes:
        mark_wanted: A selection is to become a mark: [(start, end)], Kind, and what to open then
            ("", "note", "tag" or "check").
        passage_moved: A passage of an annotation gets other ends: id, which one, start, end.
        passage_added: A passage is to join an annotation, as an elided quotation: id, start, end.
        activated: A mark or card was clicked: the annotation's id; "" for none.
        delete_wanted: Annotations are to go to the trash: [id].
        quotation_wanted: An annotation is to go to the clipboard with its attribution: its id.
        history_wanted: An annotation's edits are to be shown: its id.
        link_copied: The link to an annotation is to go to the clipboard: its id.
        links_wanted: What an annotation links to, and what links to it, is to be listed: its id.
        picture_wanted: A figure is to get a picture: figure, and the file's Path or None to ask.
        placeholder_unwanted: The person does not want to be told that the photo is missing.
        details_wanted: Byline and date are to be added.
        versions_wanted: The article's versions are to be listed.
        version_wanted: A version is to be shown: its id.
        page_changed: The article is shown again, or another page in its place.
        trouble: Something a person can act on: one sentence.
    """

    mark_wanted = Signal(list, object, str)
    passage_moved = Signal(str, int, int, int)
    passage_added = Signal(str, int, int)
    activated = Signal(str)
    delete_wanted = Signal(list)
    quotation_wanted = Signal(str)
    history_wanted = Signal(str)
    link_copied = Signal(str)
    links_wanted = Signal(str)
    picture_wanted = Signal(int, object)
    placeholder_unwanted = Signal()
    details_wanted = Signal()
    versions_wanted = Signal()
    version_wanted = Signal(str)
    page_changed = Signal()
    trouble = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        plain_note: Callable[[str], str],
        work: Callable[[Callable[["Job"], Any], Callable[[Any], None]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._annotations: dict[str, Annotation] = {}
        self._active = ""
        self.view = ArticleView(themes, plain_note, self)
        self.setFocusProxy(self.view)
        self.setAccessibleName(self.tr("Reader"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._pages = PageStack(self.view)
        self._column.addLayout(self._pages.layout, 1)
        self._pages.layout.currentChanged.connect(self._on_page_changed)
        # To be set anew when the page over it goes.
        self._waiting: tuple[OpenArticle, datetime] | None = None
        self.selecting = Selecting(themes, self.view, self)
        self.note = OpenNote(themes, self.view)
        self._pictures = Pictures(self.view, work, self.trouble.emit)
        self._revealing = Revealing(self.view, themes)
        self._connect()

    def _connect(self) -> None:
        for text in (self.view, self.view.sidebar):
            text.marks_clicked.connect(self._on_marks_clicked)
            text.nothing_clicked.connect(self._let_mark_go)
            text.passage_moved.connect(self.passage_moved)
            text.installEventFilter(self)
        self.selecting.mark_wanted.connect(self.mark_wanted)
        self.note.delete_wanted.connect(lambda one: self.delete_wanted.emit([one]))
        self.view.card_clicked.connect(self._activate)
        self.view.card_opened.connect(self.open_note)
        self.view.links_clicked.connect(self.links_wanted)
        self.view.laid_out.connect(self._on_laid_out)
        self.view.verticalScrollBar().valueChanged.connect(self._place_overlays)
        self.view.placeholder.picture_dropped.connect(
            lambda path: self.picture_wanted.emit(self._lead_figure(), path)
        )
        self.view.placeholder.choose_wanted.connect(
            lambda: self.picture_wanted.emit(self._lead_figure(), None)
        )
        self.view.placeholder.hide_wanted.connect(self.placeholder_unwanted)
        self.view.meta_line.add_wanted.connect(self.details_wanted)
        self.view.meta_line.versions_wanted.connect(self.versions_wanted)
        self.view.meta_line.version_wanted.connect(self.version_wanted)

    # -- what is shown -----------------------------------------------------------------------

    def show_article(self, opened: OpenArticle, now: datetime) -> None:
        """Show an article, where the person left it.

        The text of the version that is shown already, as it is read by now, stays where it is;
        under a page that lies over it, it is set when that page goes.
        """
        again = opened.version.id == self.version_id
        if again and self._pages.is_covered:
            self._waiting = (opened, now)
            self._annotations = {a.id: a for a in opened.annotations}
            return
        offset = opened.reading.get("offset", 0)
        if again and self.view.isVisible():
            offset = self.reading_offset()
        self._waiting, self._active = None, ""
        self.close_note()
        self.selecting.hide_popup()
        self._pages.show(self.view)
        self._annotations = {a.id: a for a in opened.annotations}
        photos, marks = self._pictures.sizes_of(opened.pictures), list(opened.annotations)
        at = offset if isinstance(offset, int) and 0 < offset < len(opened.version.text) else 0
        self.view.show_article(
            opened.article, opened.version, marks, photos, now, at, follow=opened.follow
        )
        self._pictures.decode(opened.pictures)
        self.view.set_active(None)

    def show_instead(self, page: QWidget) -> None:
        """Show something else while no article is open."""
        self.close_note()
        self.selecting.hide_popup()
        self._pages.show(page)

    def _on_page_changed(self) -> None:
        self.setFocusProxy(self._pages.shown)
        self.page_changed.emit()

    def put_line(self, line: QWidget) -> None:
        """Put a line over whatever is shown; it says itself whether it is seen."""
        self._column.insertWidget(0, line)

    def cover(self, page: QWidget) -> None:
        """Lay a page over the article, or over what is shown instead of one."""
        self.close_note()
        self.selecting.hide_popup()
        self._pages.cover(page)

    def uncover(self) -> None:
        """Take away what was laid over the article, if it still lies there."""
        self._pages.uncover()
        if self._waiting is not None:
            opened, now = self._waiting
            self.show_article(opened._replace(annotations=tuple(self._annotations.values())), now)

    def _alter_waiting(self, **changes: Any) -> None:  # noqa: ANN401 - fields of an OpenArticle
        if self._waiting is not None:
            opened, now = self._waiting
            self._waiting = (opened._replace(**changes), now)

    def update_article(self, article: Article, now: datetime) -> None:
        """What a person added to the article changed."""
        self._alter_waiting(article=article)
        self.view.update_article(article, now)

    def set_pictures(self, pictures: Sequence[tuple[int, bytes]]) -> None:
        """The article's pictures changed."""
        self._alter_waiting(pictures=tuple(pictures))
        self.view.set_photos(self._pictures.sizes_of(pictures))
        self._pictures.decode(pictures)

    def put_annotation(self, annotation: Annotation) -> None:
        """An annotation is new or has changed."""
        self._annotations[annotation.id] = annotation
        if self._waiting is not None:  # its place is one in the text that is to be set
            return
        self.view.put_annotation(annotation)
        self.note.update(annotation)

    def change_annotations(self, put: Sequence[Annotation], removed: Sequence[str]) -> None:
        """Many annotations are new or have changed, and many are gone from view."""
        self._annotations.update({annotation.id: annotation for annotation in put})
        for annotation_id in removed:
            self._annotations.pop(annotation_id, None)
        if self.note.annotation_id in removed:
            self.close_note()
        if self._active in removed:
            self._active = ""
            self.view.set_active(None)
        if self._waiting is not None:
            return
        self.view.change_annotations(put, removed)
        open_note = self._annotations.get(self.note.annotation_id or "")
        if open_note is not None:
            self.note.update(open_note)

    def add_annotations(self, annotations: Sequence[Annotation]) -> None:
        """More of the article's annotations are read by now."""
        self._annotations.update({annotation.id: annotation for annotation in annotations})
        if self._waiting is None:
            self.view.add_annotations(annotations)

    def take_all_as_there(self) -> None:
        """All of the article's annotations are read by now."""
        self._alter_waiting(follow=False)
        self.view.take_all_as_there()

    def remove_annotation(self, annotation_id: str) -> None:
        """An annotation is gone from view."""
        self._annotations.pop(annotation_id, None)
        if self.note.annotation_id == annotation_id:
            self.close_note()
        if self._active == annotation_id:
            self._active = ""
            self.view.set_active(None)
        self.view.remove_annotation(annotation_id)

    def set_active(self, annotation_id: str, *, scroll: bool = True) -> None:
        """Ring an annotation's marks; "" rings none."""
        if annotation_id:
            self.uncover()
        self._active = annotation_id
        self.view.set_active(annotation_id or None)
        annotation = self._annotations.get(annotation_id)
        here = self._targets(annotation)
        if annotation is not None and here and scroll:
            self.reveal(self.view.place_of_mark(annotation.id, here[0].start, here[0].end))

    @property
    def version_id(self) -> str:
        """The version's that is shown; empty before there is one."""
        version: Version | None = self.view.version
        return version.id if version else ""

    def _targets(self, annotation: Annotation | None) -> tuple[Target, ...]:
        """An annotation's passages in the version that is shown."""
        return annotation.targets_in(self.version_id) if annotation else ()

    @property
    def active(self) -> str:
        """The active annotation's id, or ""."""
        return self._active

    def reading_offset(self) -> int:
        """The code point at the top of the view."""
        return self.view.offset_at_top()

    def reveal(self, place: QRectF) -> None:
        """Scroll to a place of the viewport, unless it is seen."""
        self._revealing.reveal(place)

    def _lead_figure(self) -> int:
        version: Version | None = self.view.version
        figures = version.figures if version else ()
        return next((number for number, figure in enumerate(figures) if figure.lead), 0)

    # -- the active mark ---------------------------------------------------------------------

    def join_selection(self) -> None:
        """Join the selection to the active annotation: an elided quotation."""
        from galley.ui.reader.passage_ends import join_selection  # not needed to start

        annotation = self._annotations.get(self._active)
        if annotation is not None:
            join_selection(self, annotation, self._targets(annotation))

    def _nudge(self, event: QKeyEvent) -> bool:
        """Shift+arrow moves the active mark's end, with Ctrl its start, by one character."""
        annotation = self._annotations.get(self._active)
        if annotation is None or self.selecting.has_anything:
            return False
        from galley.ui.reader.passage_ends import nudge  # not needed to start

        moved = self.passage_moved.emit
        return nudge(self.view, annotation, self._targets(annotation), event, moved)

    def show_hits(self, hits: list[tuple[int, int]], current: int, *, reveal: bool = True) -> None:
        """Paint the hits of a search, and scroll to the current one; -1 for none."""
        for text in (self.view, self.view.sidebar):
            text.set_hits(hits, current)
        if reveal and 0 <= current < len(hits):
            self.uncover()
            self.reveal(self.view.place_of(*hits[current]))

    # -- marks and cards ---------------------------------------------------------------------

    def _on_marks_clicked(self, ids: list[str]) -> None:
        """Innermost first; clicking again goes on to the next one under the same place."""
        index = ids.index(self._active) + 1 if self._active in ids else 0
        self._activate(ids[index % len(ids)])

    def _activate(self, annotation_id: str) -> None:
        self.set_active(annotation_id, scroll=False)
        self.activated.emit(annotation_id)

    def _let_mark_go(self) -> None:
        """No mark stays active out of sight, where a key might delete it."""
        if self._active and not self.note.annotation_id:
            self._activate("")

    def neighbour(self, step: int, wanted: Callable[[Annotation], bool]) -> str:
        """The annotation before or after the active one; see :func:`.neighbours.neighbour`."""
        from galley.ui.reader.neighbours import neighbour  # not needed to start

        known = self._annotations.values()
        return neighbour(known, self.version_id, self._active, step, wanted)

    # -- the open note -----------------------------------------------------------------------

    def open_note(self, annotation_id: str, part: str = "note") -> None:
        """Open an annotation's editor in the margin; the focus goes to "note", "tag" or "check"."""
        annotation = self._annotations.get(annotation_id)
        if annotation is None:
            return
        self.uncover()
        if annotation_id != self._active:
            self.set_active(annotation_id)
            self.activated.emit(annotation_id)
        self._revealing.stop()
        self.note.open(annotation, part)

    def close_note(self) -> None:
        """Close the editor; what was typed is kept."""
        self.note.close()

    def set_saved_state(self, state: "SaveState") -> None:
        """Say at the editor's foot whether what was typed is on disk."""
        self.note.set_saved_state(state)

    # -- what is laid over the page ----------------------------------------------------------

    def _on_laid_out(self) -> None:
        self.note.make_room()
        self._place_overlays()

    def _place_overlays(self) -> None:
        self.selecting.follow()
        self.note.place()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu for the selection, or for the mark under the pointer or the active one."""
        from galley.ui.reader.context_menu import mark_under, reader_menu

        if not self.selecting.has_anything and event.reason() == QContextMenuEvent.Reason.Mouse:
            under = mark_under(self.view, event.globalPos())
            if under:
                self._activate(under)
        menu = reader_menu(self, self._themes.theme, self._annotations.get(self._active))
        if menu is not None:
            menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The popup and the editor follow the page."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._place_overlays)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape lets go: of the selection, then of the active mark; Shift+arrows move its ends."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and ((event.key() == Qt.Key.Key_Escape and self._let_go()) or self._nudge(event))
        ):
            return True
        return super().eventFilter(watched, event)

    def _let_go(self) -> bool:
        if self.selecting.has_anything:
            self.selecting.clear()
        elif self._active:
            self._activate("")
        else:
            return False
        return True
