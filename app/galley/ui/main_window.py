"""The window itself: the reader first, everything around it once the article is painted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from galley.domain.article import Article, Version
from galley.services.desk import OpenArticle
from galley.services.saving import SaveState
from galley.services.settings import Settings
from galley.ui.app_model import AppModel, utc_now
from galley.ui.note_texts import NoteTexts
from galley.ui.panes import Panes, PanesState
from galley.ui.reader.page import Typography
from galley.ui.reader.reader_pane import ReaderPane
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.ui.chrome import Chrome

__all__ = ["MainWindow"]

_SIZE, _LEAST = (1440, 900), (900, 600)
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
        QPainter(self).fillRect(self.rect(), QColor(getattr(self._themes.theme, self._token)))


class MainWindow(QMainWindow):
    """One window on one library.

    Attributes:
        closed: The window was closed, with the Settings to keep.
    """

    closed = Signal(object)

    def __init__(
        self,
        model: AppModel,
        themes: ThemeSource,
        texts: NoteTexts,
        settings: Settings,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__()
        self._model, self._themes, self._texts, self._now = model, themes, texts, now
        self._settings = settings
        self._chrome: Chrome | None = None
        self.typography = Typography()
        self.reader = ReaderPane(themes, texts.plain, model.work)
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
        self._connect()
        self._restore(settings)

    @property
    def chrome(self) -> "Chrome":
        """What is around the reader; built when first asked for."""
        if self._chrome is None:
            from galley.ui.chrome import Chrome  # a third of all there is to import

            self._chrome = Chrome(self, self._model, self._themes, self._texts, self._now)
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

    def furnish(
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

    def _connect(self) -> None:
        model, reader = self._model, self.reader
        model.article_opened.connect(self._show_article)
        model.article_changed.connect(self._show_article_change)
        model.pictures_changed.connect(reader.set_pictures)
        model.annotation_put.connect(reader.put_annotation)
        model.annotation_removed.connect(reader.remove_annotation)
        model.save_state_changed.connect(self._show_save_state)
        reader.view.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def _show_article(self, opened: OpenArticle) -> None:
        headline = opened.article.metadata.headline
        self.setWindowTitle(self.tr("{headline} – Galley").format(headline=headline))
        self.reader.show_article(opened, self._now())

    def _show_article_change(self, article: Article, _version: Version) -> None:
        self.reader.update_article(article, self._now())

    def _show_save_state(self, state: SaveState) -> None:
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
        """Files, and links from a browser, may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Dropped files are imported; a link is offered to be fetched."""
        event.acceptProposedAction()
        self.chrome.importing.take_data(event.mimeData())

    # -- coming and going ------------------------------------------------------------------------

    @property
    def zoom(self) -> int:
        """The size of the text in per cent."""
        return self.typography.zoom

    def set_zoom(self, percent: int) -> None:
        """Set the text at 80 to 200 per cent."""
        self.set_typography(replace(self.typography, zoom=percent))

    def set_typography(self, typography: Typography) -> None:
        """Set the text another way."""
        self.typography = typography
        self.reader.view.set_typography(typography)

    def remember(self, change: Callable[[Settings], Settings]) -> None:
        """Keep other settings than before; they are written when the window closes."""
        self._settings = change(self._settings)

    def keep_reading_state(self) -> None:
        """Remember where the person is in the article."""
        self._reading.stop()
        article = self._model.article
        if article is not None:
            state = {"offset": self.reader.reading_offset()}
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
        article, panes = self._model.article, self.panes.state()
        return replace(
            self._settings,
            theme=self._themes.choice,
            creator=self._model.creator,
            zoom=self.typography.zoom,
            reading_face=self.typography.face,
            line_height=self.typography.line_height,
            measure=self.typography.measure,
            geometry=bytes(geometry).decode("ascii"),
            library_pane=panes.library_open,
            notes_pane=panes.panel_open,
            library_width=panes.library_width,
            notes_width=panes.panel_width,
            last_article=article.id if article else "",
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed goes to disk first; what could not be saved is not let go unasked."""
        self.reader.close_note()
        self._model.marking.flush_typing()
        if self._model.save_state is SaveState.FAILED:
            from galley.ui.unsaved import ask_before_closing  # only in need

            if not ask_before_closing(self, self._model):
                event.ignore()
                return
        self.keep_reading_state()
        self.closed.emit(self.settings())
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Leaving the window sends what was typed to the disk."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._model.marking.flush_typing()
