"""What a person does with whole articles: put away, take back, and begin with nothing."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from galley.domain.catalogue import ArticleSummary
from galley.resources import SAMPLE, data_file
from galley.services.edits import article_editing
from galley.services.edits.article_editing import TRASHED
from galley.ui.components.toast import Toast
from galley.ui.importing.flow import ImportFlow
from galley.ui.library.article_edits import ArticleEdits
from galley.ui.library.pane import LibraryPane
from galley.ui.model.app_model import AppModel
from galley.ui.reader.reader_pane import ReaderPane
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.ui.components.empty_state import EmptyState

__all__ = ["ShelfActions"]


class ShelfActions(QObject):
    """Joins the shelf with the library pane and, while nothing is open, the empty state.

    Attributes:
        emptied: No article is open, and there is none to open.
    """

    emptied = Signal()

    def __init__(
        self,
        window: QWidget,
        model: AppModel,
        themes: ThemeSource,
        library: LibraryPane,
        reader: ReaderPane,
        toast: Toast,
        importing: ImportFlow,
        edits: ArticleEdits,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._themes = window, model, themes
        self._library, self._reader = library, reader
        self._importing, self._edits, self._now = importing, edits, now
        self._to_reopen = ""  # if its going to the trash is taken back
        self._empty: EmptyState | None = None
        shelf = model.shelf
        shelf.listed.connect(self._show_list)
        shelf.counted.connect(library.update_article)
        library.trash_wanted.connect(self._trash)
        edits.done.connect(self._on_edited)
        edits.travelled.connect(self._on_taken_back)
        toast.action_triggered.connect(model.undo)
        if shelf.summaries:
            library.set_articles(shelf.summaries, more=not shelf.is_whole)

    def _import_sample(self) -> None:
        self._importing.take_paths([data_file(SAMPLE)])

    # -- the trash -----------------------------------------------------------------------------

    def _trash(self, article_ids: list[str]) -> None:
        self._edits.edit(
            article_ids,
            article_editing.trash(now=self._now()),
            one=self.tr("Article moved to the trash"),
            many=self.tr("%1 articles moved to the trash"),
            icon="trash-2",
        )

    def _on_edited(self, label: str, _count: int) -> None:
        """An article that went to the trash is read no more: the next one is."""
        article = self._model.article
        if label != TRASHED or article is None or article.id not in self._edits.edited:
            return
        gone = set(self._edits.edited)
        self._to_reopen = article.id
        self._model.clear_desk(article.id)
        rest = (one for one in self._model.shelf.summaries if one.id not in gone)
        following = next(rest, None)
        if following is not None:
            self._model.open_article(following.id)
        else:
            self._show_empty_state()

    def _on_taken_back(self, _count: int, _left: int, _redo: bool) -> None:
        if self._to_reopen:
            self._model.open_article(self._to_reopen)
            self._to_reopen = ""

    # -- the list ------------------------------------------------------------------------------

    def _show_list(self, summaries: list[ArticleSummary]) -> None:
        self._library.set_articles(summaries, more=not self._model.shelf.is_whole)
        if not summaries and self._model.article is None:
            self._show_empty_state()

    def _show_empty_state(self) -> None:
        if self._empty is None:
            from galley.ui.components.empty_state import EmptyState  # rarely seen

            self._empty = EmptyState(self._themes)
            self._empty.paste_wanted.connect(self._importing.paste)
            self._empty.file_wanted.connect(self._importing.choose_files)
            self._empty.sample_wanted.connect(self._import_sample)
            self._empty.dropped.connect(self._importing.take_data)
        self._reader.show_instead(self._empty)
        self._library.set_open_article(None)
        self.emptied.emit()
