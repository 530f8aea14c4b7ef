"""All windows of a session: one more on the same library, and what follows when one is closed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from galley.domain.open_article import OpenArticle
from galley.services.settings import Settings
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.model.tasks import run_task
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow

__all__ = ["Windows"]

_ASIDE = QPoint(32, 32)


class Windows(QObject):
    """Opens windows beside the first and lets them go.

    Attributes:
        went: A window was closed and others are left: the model of one of these.
        last_went: The last window was closed.
        settings_changed: The Settings to keep, of a window that was opened here.
        settings_changing: Others are to be kept soon: what says them.
    """

    went = Signal(object)
    last_went = Signal()
    settings_changed = Signal(object)
    settings_changing = Signal(object)

    def __init__(
        self,
        first: MainWindow,
        model: AppModel,
        themes: ThemeSource,
        texts: NoteTexts,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._themes, self._texts = themes, texts
        self._open: list[tuple[MainWindow, AppModel]] = []
        self._first = model
        self._last_opened = first.remembered.last_article
        self._watch(first, model)
        themes.chosen.connect(lambda: self._keep_soon(self.newest))

    @property
    def newest(self) -> MainWindow:
        """The one in front, or the one that was opened last."""
        windows = [window for window, _model in self._open]
        return next((window for window in windows if window.isActiveWindow()), windows[-1])

    def open(self, article_id: str, annotation_id: str = "") -> MainWindow:
        """One window more.

        Args:
            article_id: What to show in it; "" for the first article of the library.
            annotation_id: The mark in it to go to; "" for none.
        """
        beside, first = self.newest, self._open[0][1]
        window = MainWindow(self._themes, self._texts, beside.settings())
        model = first.another(self)
        self._watch(window, model)
        window.furnish(model)
        if not beside.isMaximized() and not beside.isFullScreen():
            window.move(beside.pos() + _ASIDE)
        window.show()
        if article_id:
            window.chrome.travels.jump(article_id, annotation_id)
        else:
            model.open_first("")
        return window

    def show_elsewhere(self, origin: MainWindow, article_id: str, annotation_id: str) -> None:
        """Follow a link in another window than the one it was followed from, or in a new one.

        Args:
            origin: Where the link stands.
            article_id: What to show.
            annotation_id: The mark in it; "" for none.
        """
        from galley.ui.running.coming_forward import come_forward  # few links are followed so

        others = [window for window, _model in self._open if window is not origin]
        if not others:
            self.open(article_id, annotation_id)
            return
        come_forward(others[-1])
        others[-1].chrome.travels.jump(article_id, annotation_id)

    def _watch(self, window: MainWindow, model: AppModel) -> None:
        self._open.append((window, model))
        window.another_wanted.connect(lambda article_id: self.open(article_id))
        window.elsewhere_wanted.connect(partial(self.show_elsewhere, window))
        window.remembered_anew.connect(partial(self._share, window))
        for changed in (window.typography_changed, window.remembered_anew):
            changed.connect(lambda _what: self._keep_soon(window))
        model.article_opened.connect(partial(self._keep_opened, window))
        window.closed.connect(partial(self._on_closed, window, model))

    def _keep_opened(self, window: MainWindow, opened: OpenArticle) -> None:
        """Also a start after a power cut shows what was opened last."""
        if opened.article.id != self._last_opened:  # not another version, or read anew
            self._last_opened = opened.article.id
            self._keep_soon(window)

    def _keep_soon(self, window: MainWindow) -> None:
        """What a person changes is on the disk before the window is closed, if that ever happens.

        A window that is gone by then has left its settings.
        """

        def ask() -> Settings | None:
            return window.settings() if any(one is window for one, _model in self._open) else None

        self.settings_changing.emit(ask)

    def _share(self, origin: MainWindow, change: Callable[[Settings], Settings]) -> None:
        """What one window remembers holds in all of them, whichever is closed last."""
        for window, _model in self._open:
            if window is not origin:
                window.blockSignals(True)  # it has nothing new to tell
                window.adopt(change)
                window.blockSignals(False)

    def _on_closed(self, window: MainWindow, model: AppModel, settings: Settings) -> None:
        if model is not self._first:
            self.settings_changed.emit(settings)
        if len(self._open) == 1:
            self.last_went.emit()
            return
        self._open.remove((window, model))
        model.close()
        self.went.emit(self._open[-1][1])
        if left := settings.unfinished.get(str(model.library_path), ""):
            self.newest.tell_unfinished(left)

        def forget(_nothing: object = None) -> None:
            window.deleteLater()
            model.deleteLater()

        # Answers that are on their way still find both.
        submit = self._open[0][1].submit
        run_task(self, lambda: submit(lambda _library: None), forget, forget)
