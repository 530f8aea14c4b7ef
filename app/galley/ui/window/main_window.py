"""The window itself: the reader first, everything around it once the article is painted."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from galley.domain.article import Article, Version
from galley.domain.clock import utc_now
from galley.domain.open_article import OpenArticle
from galley.services.settings import Settings
from galley.ui.model.note_texts import NoteTexts
from galley.ui.reader.page import Typography
from galley.ui.reader.reader_pane import ReaderPane
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.painting import paint_bar
from galley.ui.theme.words import name_kinds
from galley.ui.window.panes import Panes, PanesState

if TYPE_CHECKING:
    from PySide6.QtGui import QDragLeaveEvent

    from galley.domain.jobs import Job
    from galley.services.saving import SaveState
    from galley.ui.components.drop_veil import DropVeil
    from galley.ui.model.app_model import AppModel
    from galley.ui.window.chrome import Chrome

__all__ = ["MainWindow"]

_SIZE, _LEAST = (1440, 900), (900, 600)
_FRAME = QSize(16, 40)  # about what title bar and borders take
_READING_STATE_AFTER = 1500  # ms after the last scroll
_BAR, _STRIP = 48, 34


class _Ground(QWidget):
    """The ground of a part that is not there yet, in its colour and size."""

    def __init__(self, themes: ThemeSource, token: str, height: int = 0) -> None:
        super().__init__()
        self._themes, self._token = themes, token
        if height:
            self.setFixedHeight(height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_bar(QPainter(self), QRectF(self.rect()), getattr(self._themes.theme, self._token))


class MainWindow(QMainWindow):
    """One window on one library: an article to read at once, then :meth:`furnish`, and all works.

    Attributes:
        closed: The window was closed, with the Settings to keep.
        typography_changed: The text is set another way: a Typography.
        remembered_anew: Other settings are kept than before, for other windows: what changes them.
        another_wanted: One window more is wanted, with the article of this id.
        elsewhere_wanted: A link is to be followed in another window: the ids of the article and of
            the mark in it, if it leads to one.
    """

    closed = Signal(object)
    typography_changed = Signal(object)
    remembered_anew = Signal(object)
    another_wanted = Signal(str)
    elsewhere_wanted = Signal(str, str)

    def __init__(
        self,
        themes: ThemeSource,
        texts: NoteTexts,
        settings: Settings,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__()
        self._themes, self._texts, self._now = themes, texts, now
        self._settings = settings
        name_kinds(settings.kinds)
        self._model: AppModel | None = None
        self._waiting: list[tuple[Callable[[Job], Any], Callable[[Any], None]]] = []
        self._chrome: Chrome | None = None
        self._drop_veil: DropVeil | None = None  # once something was dragged over
        self._closing_waits = False  # until what was begun is done
        self._unfinished = ""  # what was told and may not have been seen
        self.typography = Typography()
        self.reader = ReaderPane(themes, texts.plain, self._work)
        self._grounds = [_Ground(themes, "bar", _BAR), _Ground(themes, "bar", _STRIP)]
        self._sides = [_Ground(themes, "surface"), _Ground(themes, "surface")]
        self.panes = Panes(self._sides[0], self.reader, self._sides[1])
        self.centre = QWidget(self)
        self._column = QVBoxLayout(self.centre)
        self._lay_out()
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(_READING_STATE_AFTER)
        self._reading.timeout.connect(self.keep_reading_state)
        self.reader.view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._restore(settings)

    @property
    def chrome(self) -> "Chrome":
        """What is around the reader, once the window is furnished."""
        assert self._chrome is not None  # noqa: S101 - see above
        return self._chrome

    # -- assembly ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setWindowTitle("Galley")
        self.setMinimumSize(*_LEAST)
        self.setAcceptDrops(True)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._grounds[0])
        self._column.addWidget(self.panes, 1)
        self._column.addWidget(self._grounds[1])
        self.setCentralWidget(self.centre)

    def furnish(self, model: "AppModel") -> None:
        """Build what is around the reader, and join all of it to the model.

        Args:
            model: An article on its desk is shown, unless it is here already.
        """
        from galley.ui.window.chrome import Chrome  # a third of all there is to import

        self._model = model
        self._connect(model)
        opened = model.opened()
        if opened is not None and opened.version is not self.reader.view.version:
            self.show_article(opened)
        self._chrome = Chrome(self, model, self._themes, self._texts, self._now)
        for work, answer in self._waiting:
            model.work(work, answer)
        self._waiting.clear()
        self._chrome.error_bar.dismissed.connect(self._forget_unfinished)
        self.tell_unfinished(self._settings.unfinished.get(str(model.library_path), ""))

    def replace_grounds(
        self,
        toolbar: QWidget,
        error_bar: QWidget,
        library: QWidget,
        panel: QWidget,
        strip: QWidget,
    ) -> None:
        """Put the parts around the reader where their grounds are."""
        for ground, part in zip(self._grounds, (toolbar, strip), strict=True):
            self._column.replaceWidget(ground, part)
            ground.deleteLater()
        self._column.insertWidget(1, error_bar)
        self.panes.furnish(library, panel)
        for side in self._sides:
            side.deleteLater()

    def _connect(self, model: "AppModel") -> None:
        reader = self.reader
        model.article_opened.connect(self.show_article)
        model.article_changed.connect(self._show_article_change)
        model.pictures_changed.connect(reader.set_pictures)
        model.annotation_put.connect(reader.put_annotation)
        model.annotation_removed.connect(reader.remove_annotation)
        model.many_changed.connect(reader.change_annotations)
        model.following.came.connect(reader.add_annotations)
        model.following.ended.connect(reader.take_all_as_there)
        model.save_state_changed.connect(self._show_save_state)

    def show_article(self, opened: OpenArticle) -> None:
        """Show an article."""
        headline = opened.article.metadata.headline
        self.setWindowTitle(self.tr("{headline} – Galley").format(headline=headline))
        self.reader.show_article(opened, self._now())

    def _work(self, work: Callable[["Job"], Any], answer: Callable[[Any], None]) -> None:
        """Have something done in the background, as soon as there is a background."""
        if self._model is None:
            self._waiting.append((work, answer))
        else:
            self._model.work(work, answer)

    def _show_article_change(self, article: Article, _version: Version) -> None:
        self.reader.update_article(article, self._now())

    def _show_save_state(self, state: "SaveState") -> None:
        self.reader.set_saved_state(state)

    def _on_scrolled(self, _value: int) -> None:
        self._reading.start()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from pane to pane as they stand, whenever what is in them was made."""
        if self._chrome is None:
            return super().focusNextPrevChild(forward)
        from galley.ui.components.focus_stops import focus_stops, step_focus  # first Tab only

        stops = [stop for pane in self._chrome.in_tab_order for stop in focus_stops(pane)]
        return step_focus(stops, forward=forward)

    # -- files ---------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files, links and text of other programs may be dropped anywhere, once there is a library.

        What is dragged inside the window is not for it: cards, articles, words of a note.
        """
        from galley.ui.components.drop_veil import DropVeil
        from galley.ui.components.droppable import may_be_capture  # not needed to start

        is_own = event.source() is not None
        if self._chrome is not None and not is_own and may_be_capture(event.mimeData()):
            event.acceptProposedAction()
            if self._drop_veil is None:
                self._drop_veil = DropVeil(self._themes, self, self.tr("Drop to import"))
            self._drop_veil.cover()

    def dragLeaveEvent(self, event: "QDragLeaveEvent") -> None:
        """It went elsewhere, or to a part of the window that takes it for itself."""
        super().dragLeaveEvent(event)
        if self._drop_veil is not None:
            self._drop_veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Dropped files are imported; a link is offered to be fetched."""
        event.acceptProposedAction()
        if self._drop_veil is not None:
            self._drop_veil.hide()
        self.chrome.importing.take_data(event.mimeData())

    # -- coming and going ------------------------------------------------------------------------

    @property
    def zoom(self) -> int:
        """The size of the text in per cent."""
        return self.typography.zoom

    def set_zoom(self, percent: int) -> None:
        """Set the text at 80 to 200 per cent."""
        self.set_typography(self.typography._replace(zoom=percent))

    def set_typography(self, typography: Typography) -> None:
        """Set the text another way."""
        self.typography = typography
        self.reader.view.set_typography(typography)
        self.typography_changed.emit(typography)

    def remember(self, change: Callable[[Settings], Settings]) -> None:
        """Keep other settings than before; they are written soon."""
        self._settings = change(self._settings)
        self.remembered_anew.emit(change)

    def adopt(self, change: Callable[[Settings], Settings]) -> None:
        """Keep what another window remembers."""
        self._settings = change(self._settings)
        if self._chrome is not None:
            self._chrome.show_settings(self._settings)

    @property
    def remembered(self) -> Settings:
        """The settings that will be kept, but for what the window itself shows."""
        return self._settings

    @property
    def folder(self) -> str:
        """Where a file was last chosen or saved."""
        return self._settings.folder

    def remember_folder(self, folder: str) -> None:
        """Begin there the next time that a file is asked for."""
        self.remember(lambda settings: settings._replace(folder=folder))

    def checked_at(self, library: Path) -> datetime | None:
        """When all of a library was last checked, in UTC; None for never."""
        try:
            time = datetime.fromisoformat(self._settings.checked.get(str(library), ""))
        except ValueError:
            return None
        return time if time.tzinfo else None

    def remember_check(self, library: Path, time: datetime) -> None:
        """All of a library was checked."""
        known = {**self._settings.checked, str(library): time.isoformat(timespec="seconds")}
        self.remember(lambda settings: settings._replace(checked=known))

    def tell_unfinished(self, words: str) -> None:
        """Say what was under way when a window was closed; it is kept until the person has seen it.

        Args:
            words: A sentence; "" for nothing.
        """
        self._unfinished = words
        if words:
            self.chrome.error_bar.show_error(words)

    def _forget_unfinished(self) -> None:
        self._unfinished = ""

    def _keep_unfinished(self, model: "AppModel") -> None:
        """What ends with this window is for another, or for the next start, to tell."""
        said = [self._unfinished, *(ask() for ask in model.under_way)]
        library, words = str(model.library_path), " ".join(filter(None, said))
        others = {name: told for name, told in self._settings.unfinished.items() if name != library}
        unfinished = {**others, library: words} if words else others
        self._settings = self._settings._replace(unfinished=unfinished)

    def fit(self, room: QSize) -> None:
        """Be no larger than there is room on the screen, frame and all; nor insist on more.

        Args:
            room: What the screen has for windows.
        """
        room -= _FRAME
        self.setMinimumSize(QSize(*_LEAST).boundedTo(room))
        if not self.isMaximized() and not self.isFullScreen():
            self.resize(self.size().boundedTo(room))

    def keep_reading_state(self) -> None:
        """Remember where the person is in the article."""
        self._reading.stop()
        article = self._model.article if self._model else None
        if self._model and article is not None:
            state: dict[str, Any] = {"offset": self.reader.reading_offset()}
            if self.reader.version_id != article.version_id:  # an older one is looked at
                state["version"] = self.reader.version_id
            self._model.keep_reading_state(article.id, state)

    def _restore(self, settings: Settings) -> None:
        self.resize(*_SIZE)
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode("ascii")))
        self.panes.restore(
            PanesState(
                settings.library_pane,
                settings.notes_pane,
                settings.library_width,
                settings.notes_width,
            )
        )
        self.set_typography(
            Typography(settings.reading_face, settings.zoom, settings.line_height, settings.measure)
        )

    def settings(self) -> Settings:
        """The settings as they are now."""
        geometry = self.saveGeometry().toBase64().data()
        model, panes = self._model, self.panes.state()
        kept = self._settings
        if model is not None:
            article_id = model.article.id if model.article else ""
            kept = kept._replace(creator=model.creator, last_article=article_id)
        return kept._replace(
            theme=self._themes.choice,
            zoom=self.typography.zoom,
            reading_face=self.typography.face,
            line_height=self.typography.line_height,
            measure=self.typography.measure,
            geometry=bytes(geometry).decode("ascii"),
            library_pane=panes.library_open,
            notes_pane=panes.panel_open,
            library_width=panes.library_width,
            notes_width=panes.panel_width,
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed goes to disk first; what could not be saved is not let go unasked."""
        self.reader.close_note()
        if self._model is not None and not self._may_let_go_of(self._model):
            event.ignore()
            return
        self.keep_reading_state()
        if self._model is not None:
            self._keep_unfinished(self._model)
        self.closed.emit(self.settings())
        super().closeEvent(event)

    def _may_let_go_of(self, model: "AppModel") -> bool:
        from galley.services.saving import SaveState
        from galley.ui.running.unsaved import ask_before_closing  # not needed to start

        model.marking.flush_typing()
        if model.errands.busy and not self._closing_waits:
            self._closing_waits = True
            self.chrome.telling.say_closing_waits()
            model.errands.do_once_ended(lambda: QTimer.singleShot(0, self, self.close))
            return False
        if not model.is_alone:
            return True  # another window has the edits still
        return model.save_state is not SaveState.FAILED or ask_before_closing(self, model)

    def changeEvent(self, event: QEvent) -> None:
        """Leaving the window sends what was typed to the disk."""
        super().changeEvent(event)
        left = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if left and self._model is not None:
            self._model.marking.flush_typing()
