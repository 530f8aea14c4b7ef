"""All annotations of the library over the reader: joins the page, the library and the window."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from galley.domain.annotation_table import AnnotationOrder, AnnotationRow, TableWish
from galley.domain.errors import GalleyError
from galley.domain.jobs import Progress
from galley.domain.search import QueryUnclear, parse_query
from galley.services.desk import OpenArticle
from galley.services.outgoing.exporting import FORMATS
from galley.services.saving import SaveState
from galley.ui.annotations.bulk_edits import BulkEdits
from galley.ui.annotations.export import SelectionExport
from galley.ui.annotations.page import AnnotationsPage
from galley.ui.annotations.source import AnnotationSource
from galley.ui.annotations.words import number_text
from galley.ui.components.placeholders import filled
from galley.ui.model.tasks import run_task
from galley.ui.theme.words import own_kind_names

if TYPE_CHECKING:
    from galley.ui.components.toast import Toast
    from galley.ui.model.app_model import AppModel
    from galley.ui.theme.current import ThemeSource
    from galley.ui.window.main_window import MainWindow

__all__ = ["AllAnnotations"]


class AllAnnotations(QObject):
    """The page, made when it is first asked for, and what it asks of the library.

    Args:
        window: Owns it; the page lies over its reader, and its panel makes room.
        model: What is shown.
        themes: The colours.
        toast: Says what was done.
        plain_note: A note's Markdown as plain words.
        now: The time, in UTC.
        open_article: Opens an article by its id.
        activate: Makes an annotation of the open article the active one, by its id.
        trouble: Says a sentence that a person can act on.
        undo_key: The key of Undo as it is written.

    Attributes:
        history_changed: What undo and redo do here, or whether the page is seen, may have changed.
    """

    history_changed = Signal()

    def __init__(
        self,
        window: "MainWindow",
        model: "AppModel",
        themes: "ThemeSource",
        toast: "Toast",
        plain_note: Callable[[str], str],
        now: Callable[[], datetime],
        *,
        open_article: Callable[[str], None],
        activate: Callable[[str], None],
        trouble: Callable[[str], None],
        undo_key: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._toast = window, model, toast
        self._open_article, self._activate, self._trouble = open_article, activate, trouble
        self._undo_key = undo_key
        self._asked: TableWish | None = None
        self._shown: TableWish | None = None
        self._to_show: AnnotationRow | None = None  # once its article is open
        self.page = AnnotationsPage(themes, plain_note)
        self.page.bar.set_formats(
            [(form.name, form.title) for form in FORMATS if form.collection_writer]
        )
        settings = window.remembered
        self.page.like(settings.table_columns, settings.table_sort, settings.table_group)
        self._source = AnnotationSource(model.library_thread, self)
        self._edits = BulkEdits(model, now, self)
        self._export = SelectionExport(window, model, toast, now, trouble, self)
        self._look_soon = QTimer(self, singleShot=True, interval=0)
        self._look_soon.timeout.connect(self._look_again)
        self._connect_page()
        self._connect_source()
        model.article_opened.connect(self._on_article_opened)
        model.shelf.listed.connect(self._on_listed)  # a lambda would outlive the window
        model.save_state_changed.connect(self._on_save_state)
        model.closing.connect(self._source.close)

    def _on_listed(self, _rows: object) -> None:
        self._look_soon.start()

    def _connect_page(self) -> None:
        page, bar = self.page, self.page.bar
        page.wish_changed.connect(self._look)
        page.arranging.liked_anew.connect(self._remember)
        page.shown.connect(self.history_changed)
        page.hidden.connect(self.history_changed)
        page.filtered.connect(lambda _words: self._look())
        page.opened.connect(self._open)
        page.dismissed.connect(self.leave)
        page.shown.connect(lambda: self._window.panes.cover_panel(covered=True))
        page.hidden.connect(self._on_hidden)
        page.model.rows_wanted.connect(self._source.read_rows)
        edits = self._edits
        bar.kind_chosen.connect(lambda kind: edits.set_kind(page.chosen(), kind))
        bar.status_chosen.connect(lambda status: edits.set_status(page.chosen(), status))
        bar.tag_added.connect(lambda tag: edits.add_tag(page.chosen(), tag))
        bar.tag_removed.connect(lambda tag: edits.remove_tag(page.chosen(), tag))
        bar.trash_wanted.connect(lambda: edits.trash(page.chosen()))
        bar.export_wanted.connect(lambda name: self._export.begin(page.chosen(), name))
        bar.cancel_wanted.connect(edits.cancel)
        bar.cancel_wanted.connect(self._export.cancel)
        for work in (edits, self._export):
            work.progressed.connect(bar.show_progress)
            work.ended.connect(lambda: bar.end_progress(page.count_chosen()))
        edits.kept.connect(bar.show_backup)
        edits.done.connect(self._tell_done)
        edits.travelled.connect(self._tell_travelled)
        edits.history_changed.connect(self.history_changed)
        edits.failed.connect(self._on_failed)

    def _connect_source(self) -> None:
        source = self._source
        source.ordered.connect(self._show_order)
        source.read.connect(self.page.model.take_rows)
        source.building.connect(self._show_building)
        source.failed.connect(self._on_failed)

    # -- coming and going ------------------------------------------------------------------------

    def show(self) -> None:
        """Lay the page over the reader and give it the keys."""
        self._activate("")
        self._window.reader.selecting.clear()
        self._window.reader.cover(self.page)
        self.page.view.setFocus()
        self._look()
        self._ask_tags()

    def leave(self) -> None:
        """Back to the article."""
        self._window.reader.uncover()
        self._window.reader.setFocus()

    def _on_hidden(self) -> None:
        """What nobody looks at need not be read to its end."""
        self._source.stop()
        self._window.panes.cover_panel(covered=False)

    def _open(self, row: AnnotationRow) -> None:
        self._to_show = row
        article = self._model.article
        if article is not None and article.id == row.article_id:
            self._window.reader.uncover()
            self._show_place()
        else:
            self._open_article(row.article_id)

    def _on_article_opened(self, opened: OpenArticle) -> None:
        if self._to_show is not None and self._to_show.article_id == opened.article.id:
            self._show_place()
        self._to_show = None

    def _show_place(self) -> None:
        row, self._to_show = self._to_show, None
        if row is not None:
            self._window.reader.setFocus()
            self._activate(row.annotation_id)

    def _remember(self, columns: list[str], sorting: str, grouping: str) -> None:
        self._window.remember(
            lambda settings: settings._replace(
                table_columns=columns, table_sort=sorting, table_group=grouping
            )
        )

    # -- undo ------------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Whether an edit that was made here can be taken back."""
        return self._edits.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether one that was taken back can be done again."""
        return self._edits.can_redo

    def undo(self) -> None:
        """Take the last edit that was made here back, in all articles at once."""
        self._edits.undo()

    def redo(self) -> None:
        """Do it again."""
        self._edits.redo()

    # -- asking ----------------------------------------------------------------------------------

    def _look(self) -> None:
        """Ask for what the page says."""
        try:
            query = parse_query(self.page.words, typing=True, kind_names=own_kind_names())
        except QueryUnclear as unclear:
            self._source.stop()
            self.page.say(str(unclear))
            return
        wish = replace(self.page.wish(), query=query)
        self._asked = wish
        self._source.look_for(wish)

    def _look_again(self) -> None:
        """The library has changed, and what is shown with it."""
        if self._asked is None or not self.page.isVisible() or self._edits.busy:
            return
        self.page.model.forget_rows()
        self._source.look_for(self._asked, whole=self._shown == self._asked)

    def _on_save_state(self, state: SaveState) -> None:
        if state is SaveState.SAVED:
            self._look_soon.start()

    def _show_order(self, wish: TableWish, order: AnnotationOrder) -> None:
        self.page.show_order(wish, order, same=wish == self._shown)
        self._shown = wish

    def _show_building(self, progress: Progress) -> None:
        self.page.show_progress(progress.done, progress.total)

    def _ask_tags(self) -> None:
        run_task(
            self,
            lambda: self._model.library_thread.submit(lambda library: library.table.tags()),
            self.page.bar.set_known_tags,
            self._on_failed,
        )

    # -- what was done ---------------------------------------------------------------------------

    def _tell_done(self, label: str, count: int) -> None:
        self._look_soon.start()
        if not count:
            self._toast.show_message(self.tr("Nothing to change: they are like that already"))
            return
        words = {
            "Kind changed": self.tr("Kind changed in %1 annotations"),
            "Check changed": self.tr("Status changed in %1 annotations"),
            "Tags changed": self.tr("Tags changed in %1 annotations"),
            "Marks deleted": self.tr("%1 annotations moved to the trash"),
        }
        one = {
            "Kind changed": self.tr("Kind changed"),
            "Check changed": self.tr("Status changed"),
            "Tags changed": self.tr("Tags changed"),
            "Marks deleted": self.tr("Annotation moved to the trash"),
        }
        self._toast.show_message(
            one[label] if count == 1 else filled(words[label], number_text(count)),
            icon="trash-2" if label == "Marks deleted" else "check",
            action=self.tr("Undo"),
            key=self._undo_key(),
            then=self._edits.undo,
        )

    def _tell_travelled(self, count: int, left: int, redo: bool) -> None:
        self._look_soon.start()
        if redo:
            one, many = (
                self.tr("Done again in 1 annotation"),
                self.tr("Done again in %1 annotations"),
            )
        else:
            one, many = self.tr("Undone in 1 annotation"), self.tr("Undone in %1 annotations")
        words = filled(one if count == 1 else many, number_text(count))
        if left:
            stay = self.tr("%1; %2 were changed since and stay as they are")
            words = filled(stay, words, number_text(left))
        self._toast.show_message(words, icon="redo-2" if redo else "undo-2")

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, GalleyError):
            raise error
        self._trouble(str(error))
