"""Finding in the library: from the field to the page of results, and to a hit's place.

Knows no query language; joins the library pane, the search, the page and the reader.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from galley.domain.jobs import Progress
from galley.domain.search import QueryUnclear, SearchHit, SearchResults, parse_query
from galley.services.desk import OpenArticle
from galley.services.finding.hit_places import HitPlace, hit_place
from galley.ui.library.pane import LibraryPane
from galley.ui.model.app_model import AppModel
from galley.ui.reader.reader_pane import ReaderPane
from galley.ui.search.library_search import FIRST_HITS
from galley.ui.search.results import each_place, hit_ranges, matches
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.words import own_kind_names

if TYPE_CHECKING:
    from galley.ui.search.results_page import ResultsPage

__all__ = ["Finding"]

_MORE_TIMES = 4


class Finding(QObject):
    """One window's search through its library.

    Args:
        window: Owns it.
        model: What is searched.
        themes: The colours.
        library: Has the field, and lists the articles that were found.
        reader: The page of results lies over it; a hit is shown in it.
        open_article: Opens an article by its id.
        activate: Makes an annotation of the open article the active one, by its id.
        close_overlay: Takes the library away where it lies over the page.
        cover_panel: Gives the annotations' room to the page, or back.
    """

    save_wanted = Signal(str, QWidget)  # a query, and what a card may hang under

    def __init__(
        self,
        window: QWidget,
        model: AppModel,
        themes: ThemeSource,
        library: LibraryPane,
        reader: ReaderPane,
        *,
        open_article: Callable[[str], None],
        activate: Callable[[str], None],
        close_overlay: Callable[[], None],
        cover_panel: Callable[[bool], None],
    ) -> None:
        super().__init__(window)
        self._model, self._themes = model, themes
        self._library, self._reader = library, reader
        self._open_article, self._activate = open_article, activate
        self._close_overlay, self._cover_panel = close_overlay, cover_panel
        self._reading = False  # what stands around a hit
        self._to_read: SearchHit | None = None
        self._search = model.search
        self._page: ResultsPage | None = None
        self._shown = ""  # the query whose answer the page has
        self._limit = FIRST_HITS
        self._open_best = False  # Enter was pressed before the answer came
        self._to_show: SearchHit | None = None  # once its article is open
        self._painted = False  # hits, in the article
        library.searched.connect(self._look_for)
        library.results_wanted.connect(self._enter_results)
        library.first_wanted.connect(self._open_first)
        library.article_chosen.connect(self._uncover_if_open)
        self._search.answered.connect(self._show_results)
        self._search.building.connect(self._show_building)
        model.article_opened.connect(self._on_article_opened)
        model.shelf.listed.connect(self._look_again)
        model.save_state_changed.connect(self._look_again)

    # -- asking ----------------------------------------------------------------------------------

    def _look_for(self, query: str) -> None:
        self._open_best = False
        self._limit = FIRST_HITS
        if not query.strip():
            self._stop()
            return
        try:
            says_nothing = parse_query(query, typing=True, kind_names=own_kind_names()).is_empty
        except QueryUnclear as unclear:
            self._search.stop()
            self._library.set_message(str(unclear))
            return
        self._library.set_message("")
        if not says_nothing:  # “kind:” is half typed: what was found before stays
            self._search.look_for(query)

    def _look_again(self) -> None:
        """The library has changed; what was found in it may have, too."""
        seen = self._page is not None and self._page.isVisible()
        if self._shown and seen and not self._search.busy:
            self._search.look_for(self._shown, limit=self._limit)

    def _look_for_more(self) -> None:
        self._limit *= _MORE_TIMES
        self._search.look_for(self._shown, limit=self._limit)

    def _stop(self) -> None:
        self._search.stop()
        self._shown = ""
        self._library.set_matches(None)
        self._library.set_message("")
        self._reader.uncover()
        if self._painted:
            self._paint([])

    # -- answers ---------------------------------------------------------------------------------

    def _show_results(self, query: str, results: SearchResults) -> None:
        page, again = self._make_page(), query == self._shown
        results = replace(results, hits=each_place(results.hits))
        self._shown = query
        if not again or results != page.results:
            page.show_results(query, results, self._model.shelf.by_id)
            self._library.set_matches(matches(results.hits))
        if not again:
            self._cover()
        if self._open_best:
            self._open_best = False
            page.choose_best()

    def _show_building(self, progress: Progress) -> None:
        if self._library.query.strip():
            page = self._make_page()
            page.show_progress(self._library.query, progress.done, progress.total)
            self._cover()

    def _make_page(self) -> "ResultsPage":
        if self._page is None:
            from galley.ui.search.results_page import ResultsPage  # only who searches needs it

            self._page = ResultsPage(self._themes)
            self._page.chosen.connect(self._open)
            self._page.article_chosen.connect(self._uncover_if_open)
            self._page.article_chosen.connect(self._open_article)
            self._page.more_wanted.connect(self._look_for_more)
            self._page.save_wanted.connect(self.save_wanted)
            self._page.dismissed.connect(self._leave)
            self._page.preview_wanted.connect(self._read_around)
            self._page.shown.connect(lambda: self._cover_panel(True))
            self._page.hidden.connect(lambda: self._cover_panel(False))
        return self._page

    def _read_around(self, hit: SearchHit) -> None:
        """One at a time: of those that are passed over by keys, only the last is read."""
        self._to_read = hit
        if self._reading:
            return
        self._reading = True

        def show(place: HitPlace) -> None:
            self._reading = False
            if self._page is not None:
                self._page.show_preview(hit, place)
            if self._to_read is not None and self._to_read != hit:
                self._read_around(self._to_read)

        self._model.ask(lambda library: hit_place(library, hit), show)

    def _cover(self) -> None:
        """No mark stays active out of sight, where a key might delete it."""
        page = self._make_page()
        if not page.isVisible():
            self._activate("")
            self._reader.selecting.clear()
            self._reader.cover(page)

    # -- going there -----------------------------------------------------------------------------

    def _enter_results(self) -> None:
        if self._shown and self._page is not None:
            self._cover()
            self._close_overlay()
            self._page.focus_first()

    def _open_first(self) -> None:
        if self._search.busy:
            self._open_best = True
        elif self._page is not None and self._shown == self._library.query:
            self._page.choose_best()  # and not the best of what was asked before

    def _leave(self) -> None:
        self._library.clear_search()
        self._reader.setFocus()

    def _open(self, hit: SearchHit) -> None:
        self._to_show = hit
        self._close_overlay()
        article = self._model.article
        if article is not None and article.id == hit.article_id:
            self._reader.uncover()
            self._show_waiting()
        else:
            self._open_article(hit.article_id)

    def _uncover_if_open(self, article_id: str) -> None:
        """To open an article again changes nothing but what is seen of it."""
        article = self._model.article
        if article is not None and article.id == article_id:
            self._reader.uncover()

    def _on_article_opened(self, opened: OpenArticle) -> None:
        if self._to_show is not None and self._to_show.article_id != opened.article.id:
            self._to_show = None
        self._show_waiting()

    def _show_waiting(self) -> None:
        hit, article, version = self._to_show, self._model.article, self._model.version
        if hit is None or article is None or version is None:
            return
        if not hit.annotation_id and version.id != article.version_id:
            self._model.show_version(article.version_id)  # in whose text the words were found
            return
        self._to_show = None
        self._reader.setFocus()
        if hit.annotation_id:
            self._paint([])
            self._activate(hit.annotation_id)
        else:
            self._paint(hit_ranges(hit, version.text))

    def _paint(self, ranges: list[tuple[int, int]]) -> None:
        self._painted = bool(ranges)
        self._reader.show_hits(ranges, 0 if ranges else -1)
