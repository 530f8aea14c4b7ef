"""What a person does with whole articles: put away, take back, and begin with nothing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from galley.domain.catalogue import ArticleSummary
from galley.resources import SAMPLE, data_file
from galley.ui.app_model import AppModel
from galley.ui.components.toast import Toast
from galley.ui.importing.flow import ImportFlow
from galley.ui.library.pane import LibraryPane
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
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._themes = window, model, themes
        self._library, self._reader, self._toast = library, reader, toast
        self._importing = importing
        self._trashed = self._trashed_words = ""
        self._empty: EmptyState | None = None
        shelf = model.shelf
        shelf.listed.connect(self._show_list)
        shelf.trashed.connect(self._tell_trashed)
        library.trash_wanted.connect(self._trash)
        model.marking.deleted.connect(self._forget_trashed)
        toast.action_triggered.connect(self._undo)
        if shelf.summaries:
            library.set_articles(shelf.summaries)

    def _import_sample(self) -> None:
        self._importing.take_paths([data_file(SAMPLE)])

    # -- the trash -----------------------------------------------------------------------------

    def _trash(self, article_ids: list[str]) -> None:
        for article_id in article_ids:
            self._model.shelf.trash(article_id)

    def _tell_trashed(self, article_id: str) -> None:
        self._model.clear_desk(article_id)
        self._trashed = article_id
        message = self.tr("Article moved to the trash")
        self._trashed_words = message
        self._toast.show_message(message, icon="trash-2", action=self.tr("Undo"))
        if self._model.article is not None:
            return
        if self._model.shelf.summaries:
            self._model.open_article(self._model.shelf.summaries[0].id)
        else:
            self._show_empty_state()

    def _forget_trashed(self) -> None:
        """The toast speaks of something else now."""
        self._trashed = ""

    def _undo(self) -> None:
        if self._trashed and self._toast.message == self._trashed_words:
            self._model.shelf.restore(self._trashed)
            self._model.open_article(self._trashed)
            self._trashed = ""
        else:
            self._model.undo()

    # -- the list ------------------------------------------------------------------------------

    def _show_list(self, summaries: list[ArticleSummary]) -> None:
        self._library.set_articles(summaries)
        if not summaries and self._model.article is None:
            self._show_empty_state()

    def _show_empty_state(self) -> None:
        if self._empty is None:
            from galley.ui.components.empty_state import EmptyState  # rarely seen

            self._empty = EmptyState(self._themes)
            self._empty.paste_wanted.connect(self._importing.paste)
            self._empty.file_wanted.connect(self._importing.choose_files)
            self._empty.sample_wanted.connect(self._import_sample)
            self._empty.files_dropped.connect(self._importing.take_paths)
            self._empty.text_dropped.connect(self._importing.take_text)
        self._reader.show_instead(self._empty)
        self._library.set_open_article(None)
        self.emptied.emit()
