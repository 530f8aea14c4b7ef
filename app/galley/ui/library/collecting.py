"""Collections and saved searches: joins the library pane, the library's thread and the toast."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from galley.domain.collection import Collection, CollectionSummary
from galley.domain.errors import GalleyError
from galley.domain.keeping import Before, Occasion
from galley.services.edits import article_editing, collecting
from galley.ui.components.name_card import ask_for_name
from galley.ui.components.placeholders import filled
from galley.ui.library.model import ArticleOrder
from galley.ui.library.places import Place, PlaceKind, places_of
from galley.ui.model.tasks import run_task

if TYPE_CHECKING:
    from galley.ui.library.article_edits import ArticleEdits
    from galley.ui.library.pane import LibraryPane
    from galley.ui.model.app_model import AppModel
    from galley.ui.theme.current import ThemeSource
    from galley.ui.window.main_window import MainWindow
    from galley.ui.window.telling import Telling

__all__ = ["Collecting"]


class Collecting(QObject):
    """What a person does with collections.

    Args:
        window: Owns it, and remembers how the pane is liked.
        model: The library.
        themes: The colours.
        pane: Shows the list and the section of collections.
        edits: Changes which articles are in a collection.
        telling: Says what was done, and what went wrong.
        show_trash: Opens the trash.
    """

    def __init__(
        self,
        window: "MainWindow",
        model: "AppModel",
        themes: "ThemeSource",
        pane: "LibraryPane",
        edits: "ArticleEdits",
        telling: "Telling",
        now: Callable[[], datetime],
        *,
        show_trash: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._themes = window, model, themes
        self._pane, self._edits, self._telling, self._now = pane, edits, telling, now
        self._show_trash = show_trash
        self._collections: dict[str, Collection] = {}
        self._counts: dict[str, int] = {}  # of the articles in each
        self._shown = ""
        section = pane.places
        section.chosen.connect(self._choose)
        section.new_wanted.connect(lambda: self._ask_new([]))
        section.menu_wanted.connect(self._open_menu)
        section.removal_wanted.connect(lambda place: self._remove(place.id))
        section.dropped.connect(self._drop)
        section.unfolded.connect(self._remember_fold)
        pane.put_wanted.connect(self._put)
        pane.taken_out.connect(self._take_out)
        pane.order_changed.connect(self._remember_order)
        pane.set_order(ArticleOrder(window.settings().library_order))
        section.unfold(unfolded=window.settings().collections_open)
        listed = model.shelf.listed
        listed.connect(self._on_listed)  # a lambda would outlive the window
        model.closing.connect(lambda: listed.disconnect(self._on_listed))

    def refresh(self) -> None:
        """Read the collections again, and the members of the one that is shown."""
        self._ask(collecting.list_collections, self._show)
        if self._shown:
            self._ask_members(self._shown)

    def _on_listed(self, _rows: object) -> None:
        self.refresh()

    def bring_back(self, collection: Collection) -> None:
        """A collection back from the trash."""
        self._put_collection(replace(collection, trashed_at=None))

    def save_search(self, query: str, under: QWidget) -> None:
        """Ask for a name, and keep a search under it."""
        ask_for_name(
            self._themes,
            under,
            self.tr("Name of the search"),
            self.tr("Save"),
            lambda name: self._make(name, query=query),
            text=query,
        )

    # -- what is there ---------------------------------------------------------------------------

    def _show(self, summaries: Sequence[CollectionSummary]) -> None:
        self._collections = {one.collection.id: one.collection for one in summaries}
        self._counts = {one.collection.id: one.articles for one in summaries}
        total = len(self._model.shelf.summaries)
        self._pane.places.set_places(places_of(summaries, total))
        own = [one for one in self._collections.values() if not one.query]
        self._pane.set_collections([(one.id, one.name) for one in own])
        if self._shown and self._shown not in self._collections:
            self._show_all()

    def _choose(self, place: Place) -> None:
        if place.kind is PlaceKind.TRASH:
            self._show_trash()
        elif place.kind is PlaceKind.SEARCH:
            self._pane.search_for(place.query)
        elif place.kind is PlaceKind.ALL:
            self._pane.clear_search()
            self._show_all()
        else:
            self._pane.clear_search()
            self._ask_members(place.id)

    def _show_all(self) -> None:
        self._shown = ""
        self._pane.show_collection("", "", None)

    def _ask_members(self, collection_id: str) -> None:
        self._shown = collection_id

        def show(members: list[str]) -> None:
            collection = self._collections.get(collection_id)
            if self._shown == collection_id and collection is not None:
                self._pane.show_collection(collection_id, collection.name, members)

        self._ask(lambda library: collecting.members(library, collection_id), show)

    # -- collections themselves ------------------------------------------------------------------

    def _ask_new(self, article_ids: list[str]) -> None:
        ask_for_name(
            self._themes,
            self._pane.places.plus,
            self.tr("Name of the collection"),
            self.tr("Create"),
            lambda name: self._make(name, article_ids=article_ids),
        )

    def _make(self, name: str, *, query: str = "", article_ids: Sequence[str] = ()) -> None:
        collection = collecting.new_collection(name, now=self._now(), query=query)
        self._put_collection(collection)
        self._pane.places.unfold(unfolded=True)
        self._remember_fold(True)
        if article_ids:
            self._collections[collection.id] = collection
            self._put(list(article_ids), collection.id)
        else:
            words = self.tr("Search saved as “%1”") if query else self.tr("“%1” was created")
            self._telling.tell(filled(words, collection.name), "check")

    def _put_collection(self, collection: Collection) -> None:
        self._ask(lambda library: collecting.put_collection(library, collection), self._show)

    def _open_menu(self, place: Place, point: QPoint) -> None:
        menu = QMenu(self._pane)
        menu.addAction(self.tr("Rename…")).triggered.connect(lambda: self._ask_rename(place))
        words = (
            self.tr("Delete the saved search")
            if place.kind is PlaceKind.SEARCH
            else self.tr("Delete the collection")
        )
        menu.addAction(words).triggered.connect(lambda: self._remove(place.id))
        menu.popup(point)

    def _ask_rename(self, place: Place) -> None:
        def rename(name: str) -> None:
            collection = self._collections.get(place.id)
            if collection is not None:
                self._put_collection(collecting.renamed(collection, name))
                if self._shown == place.id:
                    self._ask_members(place.id)

        ask_for_name(
            self._themes,
            self._pane.places.plus,
            self.tr("Name"),
            self.tr("Rename"),
            rename,
            text=place.name,
        )

    def _remove(self, collection_id: str) -> None:
        """To the trash; the articles stay where they are, and know that they were in it."""
        collection = self._collections.get(collection_id)
        if collection is None:
            return
        members = 0 if collection.query else self._counts.get(collection_id, 0)
        self._model.large.begin(
            Occasion(Before.COLLECTION, members), lambda _kept: self._remove_now(collection)
        )

    def _remove_now(self, collection: Collection) -> None:
        self._put_collection(replace(collection, trashed_at=self._now()))
        self._telling.way_back.offer(
            filled(self.tr("“%1” was deleted; its articles stay"), collection.name)
            if not collection.query
            else filled(self.tr("“%1” was deleted"), collection.name),
            lambda: self._put_collection(collection),
            icon="trash-2",
        )

    # -- articles in them ------------------------------------------------------------------------

    def _drop(self, place: Place, article_ids: list[str]) -> None:
        if place.kind is PlaceKind.TRASH:
            self._pane.trash_wanted.emit(article_ids)
        else:
            self._put(article_ids, place.id)

    def _put(self, article_ids: list[str], collection_id: str) -> None:
        if not collection_id:
            self._ask_new(article_ids)
            return
        collection = self._collections.get(collection_id)
        if collection is None:
            return
        self._edits.edit(
            article_ids,
            article_editing.put_into(collection_id),
            one=filled(self.tr("Put into “%1”"), collection.name),
            many=filled(self.tr("%2 articles put into “%1”"), collection.name, "%1"),
        )

    def _take_out(self, article_ids: list[str]) -> None:
        collection = self._collections.get(self._shown)
        if collection is None:
            return
        self._edits.edit(
            article_ids,
            article_editing.take_out_of(collection.id),
            one=filled(self.tr("Taken out of “%1”"), collection.name),
            many=filled(self.tr("%2 articles taken out of “%1”"), collection.name, "%1"),
        )

    # -- what is remembered ----------------------------------------------------------------------

    def _remember_fold(self, unfolded: bool) -> None:
        self._window.remember(lambda settings: settings._replace(collections_open=unfolded))

    def _remember_order(self, order: ArticleOrder) -> None:
        self._window.remember(lambda settings: settings._replace(library_order=order.value))

    def _ask(self, work: Callable[[Any], Any], answer: Callable[[Any], None]) -> None:
        thread = self._model.library_thread
        run_task(self, lambda: thread.submit(work), answer, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, GalleyError):
            raise error
        self._telling.trouble(str(error))
