"""Everything that is done with the library from its pane: finding, collections, tags, the tables.

Joins the pane with the model, the reader and the toast. What is rarely wanted is made when asked
for.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from galley.ui.library.article_edits import ArticleEdits
from galley.ui.library.collecting import Collecting
from galley.ui.library.tagging import ArticleTagging
from galley.ui.search.finding import Finding
from galley.ui.shelf_actions import ShelfActions

if TYPE_CHECKING:
    from galley.ui.annotations.all_annotations import AllAnnotations
    from galley.ui.components.toast import Toast
    from galley.ui.importing.flow import ImportFlow
    from galley.ui.library.duplicates import FindingDuplicates
    from galley.ui.library.pane import LibraryPane
    from galley.ui.model.app_model import AppModel
    from galley.ui.theme.current import ThemeSource
    from galley.ui.window.main_window import MainWindow
    from galley.ui.window.sheets import Sheets
    from galley.ui.window.telling import Telling

__all__ = ["LibrarySide"]


class LibrarySide(QObject):
    """The library's part of one window.

    Args:
        window: Owns it.
        model: The library.
        themes: The colours.
        pane: The library's pane.
        toast: Says what was done.
        telling: Says what went wrong.
        sheets: Opens the trash.
        importing: Begins an import where there is nothing yet.
        plain_note: A note's Markdown as plain words.
        now: The time, in UTC.
        open_article: Opens an article by its id.
        activate: Makes an annotation of the open article the active one, by its id.

    Attributes:
        emptied: No article is open, and there is none to open.
        history_changed: What undo and redo would do may have changed.
    """

    emptied = Signal()
    history_changed = Signal()

    def __init__(
        self,
        window: "MainWindow",
        model: "AppModel",
        themes: "ThemeSource",
        pane: "LibraryPane",
        toast: "Toast",
        telling: "Telling",
        sheets: "Sheets",
        importing: "ImportFlow",
        plain_note: Callable[[str], str],
        now: Callable[[], datetime],
        *,
        open_article: Callable[[str], None],
        activate: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._themes = window, model, themes
        self._pane, self._toast, self._telling = pane, toast, telling
        self._plain_note, self._now = plain_note, now
        self._open_article, self._activate = open_article, activate
        self._all_annotations: AllAnnotations | None = None
        self._duplicates: FindingDuplicates | None = None
        self.edits = ArticleEdits(model, telling, self)
        self.edits.failed.connect(lambda error: telling.trouble(str(error)))
        shelf = ShelfActions(
            window, model, themes, pane, window.reader, toast, importing, self.edits, now
        )
        shelf.emptied.connect(self.emptied)
        self._tagging = ArticleTagging(model, themes, self.edits, self)
        pane.tags_wanted.connect(self._tagging.open)
        self.collecting = Collecting(
            window,
            model,
            themes,
            pane,
            self.edits,
            telling,
            now,
            show_trash=sheets.show_trash,
        )
        self.finding = Finding(
            window,
            model,
            themes,
            pane,
            window.reader,
            open_article=open_article,
            activate=activate,
            close_overlay=window.panes.close_overlay,
            cover_panel=lambda covered: window.panes.cover_panel(covered=covered),
        )
        self.finding.save_wanted.connect(self.collecting.save_search)
        pane.annotations_wanted.connect(self.show_all_annotations)
        pane.duplicates_wanted.connect(self.find_duplicates)

    @property
    def all_annotations(self) -> "AllAnnotations | None":
        """The table of all annotations, once it was asked for."""
        return self._all_annotations

    @property
    def table_in_sight(self) -> "AllAnnotations | None":
        """The same while it is to be seen: undo and redo are of its edits then."""
        table = self._all_annotations
        return table if table is not None and table.page.isVisible() else None

    @property
    def duplicates(self) -> "FindingDuplicates | None":
        """The search for duplicates, once it was asked for."""
        return self._duplicates

    def edit_tags(self, under: QWidget) -> None:
        """Ask for the tags of the open article, on a card under a button."""
        article = self._model.article
        if article is not None:
            self._tagging.open([article.id], under)

    def show_all_annotations(self) -> None:
        """A search is left first: its results would lie under the table."""
        if self._all_annotations is None:
            from galley.ui.annotations.all_annotations import AllAnnotations  # when asked for

            self._all_annotations = AllAnnotations(
                self._window,
                self._model,
                self._themes,
                self._toast,
                self._plain_note,
                self._now,
                open_article=self._open_article,
                activate=self._activate,
                trouble=self._telling.trouble,
                undo_key=lambda: self._telling.undo_key,
            )
            self._all_annotations.history_changed.connect(self.history_changed)
        self._pane.clear_search()
        self._window.panes.close_overlay()
        self._all_annotations.show()

    def find_duplicates(self) -> None:
        """Compare all articles, and show those that are alike."""
        if self._duplicates is None:
            from galley.ui.library.duplicates import FindingDuplicates  # rarely wanted

            self._duplicates = FindingDuplicates(
                self._window,
                self._model,
                self._themes,
                self.edits,
                self._now,
                open_article=self._open_article,
                trouble=self._telling.trouble,
            )
        self._duplicates.begin()
