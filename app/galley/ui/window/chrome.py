"""Everything around the reader: toolbar, library, annotations, status strip, actions, dialogs.

Built after the article has been painted, so that it never waits for what is around it.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from galley.domain.snapping import Snap
from galley.services.desk import HistoryLabels, OpenArticle
from galley.services.settings import Settings
from galley.ui.actions import make_actions
from galley.ui.chosen_marks import ChosenMarks
from galley.ui.compare.comparing import Comparing
from galley.ui.components.error_bar import ErrorBar
from galley.ui.components.focus_ring import FocusRing
from galley.ui.components.toast import Toast
from galley.ui.exchange.flow import AnnotationImportFlow
from galley.ui.find.find_in_article import FindInArticle
from galley.ui.importing.flow import ImportFlow
from galley.ui.keeping.background_check import BackgroundCheck
from galley.ui.keeping.flow import KeepingFlow
from galley.ui.keys import cap_of
from galley.ui.kind_naming import KindNaming
from galley.ui.library.pane import LibraryPane
from galley.ui.links.linking import Linking
from galley.ui.mark_gestures import MarkGestures
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.notes.panel import AnnotationsPanel
from galley.ui.reader.scroll_ticks import ScrollTicks
from galley.ui.reading_actions import ReadingActions
from galley.ui.snapping import Snapping
from galley.ui.theme.current import ThemeSource
from galley.ui.travels import Travels
from galley.ui.window.library_side import LibrarySide
from galley.ui.window.look_menus import show_theme_menu, theme_handlers
from galley.ui.window.pane_focus import focus_neighbour
from galley.ui.window.sheets import Sheets
from galley.ui.window.shown_marks import ShownMarks
from galley.ui.window.status_strip import StatusStrip
from galley.ui.window.telling import Telling
from galley.ui.window.toolbar import Toolbar

if TYPE_CHECKING:
    from galley.ui.running.other_libraries import OtherLibraries
    from galley.ui.source_check.check import SourceCheck
    from galley.ui.window.main_window import MainWindow

__all__ = ["Chrome"]

_OF_AN_ARTICLE = (
    "export",
    "compare",
    "source.check",
    "highlighter",
    "link.copy.article",
    "details",
)


class Chrome(QObject):
    """Joins the panes, the model and the actions of one window."""

    def __init__(
        self,
        window: "MainWindow",
        model: AppModel,
        themes: ThemeSource,
        texts: NoteTexts,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._themes, self._now = window, model, themes, now
        self.reader, self.panes = window.reader, window.panes
        self.panel = AnnotationsPanel(themes, texts.html)
        self.gestures = MarkGestures(model, self.reader, self.panel)
        self.travels = Travels(
            window, model, open_article=self._open_article, activate=self.gestures.activate
        )
        self._source_check: SourceCheck | None = None
        self._is_bare = False
        self.reading = ReadingActions(window, model, themes, texts.plain)
        self.error_bar, self.toast = ErrorBar(themes), Toast(themes, window.centre)
        self.telling = Telling(window, model, self.error_bar, self.toast)
        self._sheets = Sheets(window, model, themes)
        self._marks = ChosenMarks(model, self.reader, self.panel, self._sheets, self.telling)
        self.linking = Linking(
            window, model, themes, self.panel, self._marks, self.toast, self.travels
        )
        self.snapping = Snapping(window, self.toast)
        self.comparing = Comparing(window, model, themes, self.telling, now)
        self.actions = make_actions(window, self._handlers())
        self.kinds = KindNaming(window, themes, self.actions)
        self.snapping.attach(self.actions)
        self.travels.attach(self.actions)
        self.comparing.attach(self.actions)
        self.keys = self.reading.attach(self.actions)
        self.toolbar = Toolbar(themes, self.actions)
        self.library = LibraryPane(themes)
        self.strip = StatusStrip(themes)
        self.kinds.renamed.connect(lambda: self._shown.show_counts())
        self._ticks = ScrollTicks(themes, self.reader.view)
        self._find = FindInArticle(self.toolbar.find_field, self.reader, self._ticks, window)
        window.replace_grounds(self.toolbar, self.error_bar, self.library, self.panel, self.strip)
        self._focus_ring = FocusRing(window, themes)
        self.importing = ImportFlow(window, model, themes, self.toast)
        self.exchange = AnnotationImportFlow(window, model, themes, self.toast, now)
        self.importing.source_check_wanted.connect(lambda: self.check_source(doubt=True))
        self.importing.annotations_found.connect(self.exchange.take)
        self.keeping = KeepingFlow(
            window, model, themes, self.toast, self.error_bar, self.telling.way_back, now
        )
        self.background_check = self._make_background_check()
        self.reading.furnish()
        self._connect_model()
        # After the model: what is found is shown in an article that is there already.
        self.library_side = LibrarySide(
            window,
            model,
            themes,
            self.library,
            self.toast,
            self.telling,
            self._sheets,
            self.importing,
            texts.plain,
            now,
            open_article=self._open_article,
            activate=self.gestures.activate,
        )
        self._connect_panes()
        self.library_side.history_changed.connect(lambda: self._show_history_state(model.labels))
        self._show_pane_state()
        self.telling.way_back.changed.connect(lambda: self._show_history_state(model.labels))
        self._show_history_state(model.labels)
        for action in _OF_AN_ARTICLE:
            self.actions[action].setEnabled(False)
        opened = model.opened()
        if opened is not None:
            self._show_article(opened)

    @property
    def in_tab_order(self) -> tuple[QWidget, ...]:
        """The parts of the window in the order in which Tab goes through them."""
        return (
            self.toolbar,
            self.error_bar,
            self.library,
            self.reader,
            self.panel,
            self.strip,
            self.toast,
        )

    def _make_background_check(self) -> BackgroundCheck:
        window, model = self._window, self._model
        library = model.library_path
        check = BackgroundCheck(
            model.library_thread, self._now, lambda: window.checked_at(library), self
        )
        check.faults.connect(self.keeping.tell_faults)
        check.checked.connect(lambda time: window.remember_check(library, time))
        self.keeping.replacing.connect(check.pause)
        model.closing.connect(check.stop)
        return check

    def _connect_model(self) -> None:
        model = self._model
        self._shown = ShownMarks(model, self.reader, self.panel, self.strip)
        model.article_opened.connect(self._show_article)
        for changed in (
            model.annotation_put,
            model.annotation_removed,
            model.many_changed,
            model.article_opened,
            model.following.ended,
        ):
            changed.connect(lambda *_what: self._ticks.marks_changed())
        model.labels_changed.connect(self._show_history_state)

    def _connect_panes(self) -> None:
        model, reader, panel = self._model, self.reader, self.panel
        self.gestures.attach()
        reader.picture_wanted.connect(self._sheets.give_picture)
        reader.placeholder_unwanted.connect(model.editing.hide_placeholder)
        reader.details_wanted.connect(self._sheets.edit_details)
        reader.versions_wanted.connect(self._sheets.show_versions)
        reader.version_wanted.connect(model.show_version)
        reader.selecting.copied.connect(self.telling.copied)
        self.importing.trouble.connect(self.telling.trouble)
        self.importing.compare_wanted.connect(self.actions["compare"].trigger)
        self.library_side.emptied.connect(self._show_nothing)
        reader.trouble.connect(self.telling.trouble)
        self.reading.printed.connect(self.telling.printed)
        panel.history_wanted.connect(self._shown.refresh_history)
        panel.source_check_wanted.connect(self.check_source)
        panel.tags_wanted.connect(self.library_side.edit_tags)
        self.library.article_chosen.connect(self._open_article)
        self.library.another_window_wanted.connect(self._window.another_wanted)
        self.library.link_copied.connect(self.linking.copy_article)
        self.linking.elsewhere_wanted.connect(self._window.elsewhere_wanted)
        self.linking.web_wanted.connect(self.reading.ask_about_link)
        self.library.settings_wanted.connect(self.actions["settings"].trigger)
        self.strip.next_unchecked.connect(self.actions["unchecked.next"].trigger)
        self.panes.visibility_changed.connect(self._show_pane_state)
        self.keys.changed.connect(self._show_keys)
        self._show_keys()

    def _handlers(self) -> dict[str, Callable[[], None]]:
        model = self._model
        handlers: dict[str, Callable[[], None]] = {
            "import": lambda: self.importing.open_sheet(),
            "annotations.import": lambda: self.exchange.ask(),
            "library.open": lambda: self._other_libraries().open(),
            "library.new": lambda: self._other_libraries().begin(),
            "backups": lambda: self.keeping.open_backups(),
            "library.check": lambda: self.keeping.check(),
            "export": lambda: model.following.do_once_there(self._export),
            "find": lambda: self._find.begin(),
            "find.next": lambda: self._find.step(1),
            "find.previous": lambda: self._find.step(-1),
            "find.case": lambda: self._find.switch_case(),
            "find.words": lambda: self._find.switch_words(),
            "library.search": self._search_library,
            "annotations.all": lambda: self.library_side.show_all_annotations(),
            "duplicates": lambda: self.library_side.find_duplicates(),
            "undo": self._undo,
            "redo": lambda: (self.library_side.table_in_sight or self._model).redo(),
            "versions": lambda: self._sheets.show_versions(),
            "details": lambda: self._sheets.edit_details(),
            "source.check": self.check_source,
            "trash": lambda: self._sheets.show_trash(),
            "pane.next": lambda: self._focus_pane(1),
            "pane.previous": lambda: self._focus_pane(-1),
            "library.toggle": lambda: self.panes.toggle_library(),
            "annotations.toggle": lambda: self.panes.toggle_panel(),
            "highlighter": self._toggle_highlighter,
            "theme": lambda: _ignore(show_theme_menu(self._themes, self.toolbar.theme_button)),
            **theme_handlers(self._themes),
            "settings": lambda: self._sheets.edit_settings(),
            "kinds": lambda: self._sheets.name_kinds(),
            "window.new": lambda: self._window.another_wanted.emit(self._article_id()),
            "window.close": lambda: _ignore(self._window.close()),
            "quit": lambda: QApplication.closeAllWindows(),
            **self._marks.handlers(),
            **self.gestures.handlers(),
            **self.travels.handlers(),
            **self.linking.handlers(),
            **self.snapping.handlers(),
            **self.reading.handlers(),
            **self.comparing.handlers(),
        }
        for one in ("delete", "mark.next", "mark.previous"):
            handlers[one] = partial(self.comparing.first, one, handlers[one])
        return handlers

    def _other_libraries(self) -> "OtherLibraries":
        from galley.ui.running.other_libraries import OtherLibraries  # few have more than one

        return OtherLibraries(self._window, self.error_bar)

    def show_settings(self, settings: Settings) -> None:
        """Another window has changed what holds in all of them."""
        self.keys.take(settings.keys)
        self.snapping.choose(Snap(settings.snap))
        self.kinds.name_actions()
        self._shown.show_counts()

    # -- what the model says ---------------------------------------------------------------------

    def _show_article(self, opened: OpenArticle) -> None:
        self._shown.show_article(opened)
        self.library.set_open_article(opened.article.id)
        self._find.text_changed(opened.version.text)
        for action in ("find", *_OF_AN_ARTICLE):
            self.actions[action].setEnabled(True)
        if self._is_bare:
            self._is_bare = False
            self.strip.show()
            self.panes.cover_panel(covered=False)
        self.travels.arrived(opened.article.id)

    def _undo(self) -> None:
        """What the toast offers to; else of the table while it is seen, or of the article."""
        if not self.telling.way_back.take():
            (self.library_side.table_in_sight or self._model).undo()

    def _show_history_state(self, labels: HistoryLabels) -> None:
        table = self.library_side.table_in_sight
        can_undo = table.can_undo if table else labels.undo is not None
        self.actions["undo"].setEnabled(can_undo or self.telling.way_back.is_open)
        self.actions["redo"].setEnabled(table.can_redo if table else labels.redo is not None)

    # -- what the person does --------------------------------------------------------------------

    def _open_article(self, article_id: str) -> None:
        self.panes.close_overlay()
        article = self._model.article
        if article is None or article.id != article_id:
            self._window.keep_reading_state()
            self._model.open_article(article_id)

    def _article_id(self) -> str:
        return self._model.article.id if self._model.article else ""

    def _show_nothing(self) -> None:
        self.panel.set_annotations(self._model.annotations)
        self.strip.set_annotations([])
        self.strip.hide()  # there is nothing to check
        self._window.setWindowTitle("Galley")
        for action in ("find", *_OF_AN_ARTICLE):
            self.actions[action].setEnabled(False)
        self._is_bare = True  # no article, and so no notes of it
        self.panes.cover_panel(covered=True)

    def _show_keys(self) -> None:
        self.toolbar.find_field.set_key(self._cap("find"))
        self.strip.set_next_key(self._cap("unchecked.next"))
        self.telling.undo_key = self._cap("undo")
        self.reader.selecting.set_keys(self.keys.of)
        self.panel.cards.set_keys(self.keys.of)
        self.comparing.set_keys(self._cap)

    def _cap(self, action_id: str) -> str:
        return cap_of(self.keys.of, action_id)

    def _search_library(self) -> None:
        if not self.panes.library_open:
            self.panes.toggle_library()
        self.library.focus_search()

    def check_source(self, *, doubt: bool = False) -> None:
        """Show the article beside its capture. A search is left first: it would lie under it.

        Args:
            doubt: Begin at what may have been read wrongly.
        """
        if self._source_check is None:
            from galley.ui.source_check.check import SourceCheck  # when asked for

            self._source_check = SourceCheck(
                self._window,
                self._model,
                self._themes,
                self.toast,
                self._sheets,
                trouble=self.telling.trouble,
                undo_key=lambda: self.telling.undo_key,
            )
        self.library.clear_search()
        self.panes.close_overlay()
        self._source_check.show(doubt=doubt)
        if self._model.article is not None:
            self.importing.doubts.checking(self._model.article.id)

    def _toggle_highlighter(self) -> None:
        self.reader.selecting.set_highlighting(self.actions["highlighter"].isChecked())

    def _show_pane_state(self) -> None:
        self.actions["library.toggle"].setChecked(self.panes.library_open)
        self.actions["annotations.toggle"].setChecked(self.panes.panel_open)

    def _focus_pane(self, step: int) -> None:
        panes: list[QWidget] = [self.toolbar.find_field, self.error_bar]
        panes += [self.library] if self.panes.library_open else []
        panes += self.comparing.panes or [self.reader]
        panes += [self.panel] if self.panes.panel_open else []
        panes += [self.strip, self.toast]
        focus_neighbour(panes, self._window.focusWidget(), step)

    # -- files -----------------------------------------------------------------------------------

    def _export(self) -> None:
        from galley.ui.export_flow import open_export

        opened = self._model.opened()
        if opened is not None:
            self._model.marking.flush_typing()
            open_export(self, self._window, self._themes, self._model, opened, self._now)


def _ignore(_result: object) -> None:
    """For handlers whose answer nobody needs."""
