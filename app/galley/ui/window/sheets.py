"""The small dialogs over the window, each opened when it is asked for."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from galley.domain.article import Article, Version
from galley.domain.catalogue import JournalEntry
from galley.domain.changes import ChangeSet
from galley.domain.clock import utc_now
from galley.domain.open_article import OpenArticle
from galley.ui.model.app_model import AppModel
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.domain.annotation import Annotation
    from galley.services.desk import Trash
    from galley.ui.window.main_window import MainWindow

__all__ = ["Sheets"]


class Sheets(QObject):
    """Opens a dialog and hands its answer to the model. Dialogs are imported when first opened."""

    def __init__(self, window: "MainWindow", model: AppModel, themes: ThemeSource) -> None:
        super().__init__(window)
        self._window, self._model, self._themes = window, model, themes

    def show_trash(self) -> None:
        """What was deleted, each with one way back."""
        from galley.ui.dialogs.trash_dialog import TrashDialog  # only when asked for

        def show(trash: "Trash") -> None:
            dialog = TrashDialog(self._themes, self._window, trash)
            dialog.mark_restored.connect(self._restore_mark)
            dialog.article_restored.connect(self._model.shelf.restore)
            dialog.collection_restored.connect(
                self._window.chrome.library_side.collecting.bring_back
            )
            dialog.open()

        self._model.records.ask_trash(show)

    def _restore_mark(self, annotation: "Annotation") -> None:
        self._model.marking.restore(annotation)
        article = self._model.article
        if article is None or article.id != annotation.article_id:
            self._model.look_again()  # its row in the list counts it again

    def tag_marks(self, annotation_ids: Sequence[str]) -> None:
        """A tag for marks of the open article, or one less."""
        from galley.ui.dialogs.tag_sheet import TagSheet  # only when asked for

        marking = self._model.marking
        known = (self._model.annotation(one) for one in annotation_ids)
        annotations = [annotation for annotation in known if annotation is not None]
        if not annotations:
            return
        ids = [annotation.id for annotation in annotations]
        sheet = TagSheet(self._themes, self._window, annotations, marking.tags)
        article = self._model.article  # another may be open when the tag is chosen
        sheet.tag_wanted.connect(lambda tag: marking.add_tag(ids, tag, article))
        sheet.untag_wanted.connect(lambda tag: marking.remove_tag(ids, tag, article))
        sheet.open()

    def show_history(self, annotation_id: str) -> None:
        """What became of a mark of the open article, edit by edit."""
        from galley.services.edits.annotation_history import steps_of
        from galley.ui.dialogs.history_sheet import HistorySheet  # only when asked for

        def show(entries: list[JournalEntry]) -> None:
            annotation = self._model.annotation(annotation_id)
            if annotation is not None:
                steps, now = steps_of(annotation_id, entries), utc_now().astimezone()
                HistorySheet(self._themes, self._window, annotation, steps, now).open()

        self._model.records.ask_annotation_history(annotation_id, show)

    def show_versions(self) -> None:
        """The captures of the open article: which is read, and a look at another."""
        from galley.services.later_captures import versions as decisions
        from galley.ui.dialogs.versions_sheet import VersionsSheet  # only when asked for

        model = self._model

        def show(versions: list[Version]) -> None:
            article, shown = model.article, model.version
            if article is None or shown is None or versions[0].article_id != article.id:
                return
            now = utc_now().astimezone()
            sheet = VersionsSheet(self._themes, self._window, article, shown.id, versions, now)
            compare = self._window.chrome.actions["compare"].trigger
            sheet.version_chosen.connect(
                lambda one: self._once_open(article, lambda: model.show_version(one))
            )
            sheet.compare_wanted.connect(lambda: self._once_open(article, compare))
            sheet.discard_wanted.connect(
                lambda one: self._decide(article, lambda art: decisions.discard(art, one))
            )
            sheet.return_wanted.connect(
                lambda one: self._decide(
                    article, lambda art: decisions.bring_back(art, versions, one)
                )
            )
            sheet.open()

        model.records.ask_versions(show)

    def _once_open(self, article: Article, then: Callable[[], None]) -> None:
        """Do something with an article that is open; if another is by now, open it again first."""
        now = self._model.article
        if now is not None and now.id == article.id:
            then()
            return

        def on_opened(opened: OpenArticle) -> None:
            if opened.article.id == article.id:
                then()

        once = Qt.ConnectionType.SingleShotConnection
        self._model.article_opened.connect(on_opened, once)
        self._model.open_article(article.id)

    def _decide(self, article: Article, edit: Callable[[Article], ChangeSet]) -> None:
        """Edit an article as it is by now, whichever is open."""
        self._model.apply(edit(self._model.editing.as_now(article)))

    def edit_settings(self) -> None:
        """Under whose name, in which theme, how large."""
        from galley.ui.dialogs.settings_dialog import SettingsDialog  # only when asked for

        window, model = self._window, self._model
        snapping = window.chrome.snapping
        dialog = SettingsDialog(
            self._themes, window, model.creator, window.zoom, snapping.snap, model.library_path
        )

        def keep() -> None:
            model.creator = dialog.creator
            self._themes.set_choice(dialog.theme)
            window.set_zoom(dialog.zoom)
            snapping.choose(dialog.snap)

        dialog.accepted.connect(keep)
        dialog.kind_names_wanted.connect(self.name_kinds)
        dialog.open()

    def name_kinds(self) -> None:
        """What the kinds of marks are called."""
        from galley.ui.dialogs.kind_names_dialog import KindNamesDialog  # only when asked for

        dialog = KindNamesDialog(self._themes, self._window)
        dialog.accepted.connect(lambda: self._window.chrome.kinds.rename(dialog.names))
        dialog.open()

    def give_picture(self, figure: int, path: Path | None) -> None:
        """A picture for a figure: this file, or one that is asked for."""
        from galley.ui.picture_file import choose_picture, load_picture

        version = self._model.version  # another may be shown when the picture is chosen or read
        chosen = path or choose_picture(self._window, self._window)
        if version is not None and chosen is not None:
            self._model.work(
                lambda _job: load_picture(chosen),
                lambda loaded: self._model.editing.give_picture(version, figure, *loaded),
            )

    def edit_details(self) -> None:
        """Byline and date, where the capture does not say."""
        from galley.ui.dialogs.details_dialog import DetailsDialog

        article = self._model.article
        if article is not None:
            dialog = DetailsDialog(self._themes, self._window, article.metadata)
            editing = self._model.editing
            dialog.accepted.connect(lambda: editing.set_metadata(article, dialog.metadata()))
            dialog.open()
