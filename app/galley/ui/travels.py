"""Going to an article, or to a mark in one, and back and forward again."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction

from galley.ui.model.app_model import AppModel
from galley.ui.model.navigation import Navigation, Stop

if TYPE_CHECKING:
    from galley.ui.window.main_window import MainWindow

__all__ = ["Travels"]


class Travels(QObject):
    """Where one window has been, and what it is on its way to.

    Args:
        window: Its reader is where one arrives.
        model: What is open.
        open_article: Opens an article by its id.
        activate: Makes an annotation of the open article the active one, by its id.

    Attributes:
        not_here: What was gone to has no place in the capture that is shown.
    """

    not_here = Signal()

    def __init__(
        self,
        window: "MainWindow",
        model: AppModel,
        *,
        open_article: Callable[[str], None],
        activate: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._model = window, model
        self._open_article, self._activate = open_article, activate
        self._navigation = Navigation()
        self._actions: Mapping[str, QAction] = {}
        self._bound_for: Stop | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What its actions do, by id."""
        return {"back": lambda: self._step(-1), "forward": lambda: self._step(1)}

    def attach(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions that were made."""
        self._actions = actions
        self._show_state()

    def arrived(self, article_id: str) -> None:
        """An article is on the desk, and shown."""
        self._navigation.visit(article_id)
        self._show_state()
        bound_for = self._bound_for
        if bound_for is not None and bound_for.article_id == article_id:
            self._bound_for = None
            self._show(bound_for)

    def jump(self, article_id: str, annotation_id: str = "", *, left: str = "") -> None:
        """Follow a link; back leads to where one is now.

        Args:
            article_id: Where to.
            annotation_id: The mark in it; "" for the article itself.
            left: The mark that one comes from; without it the active one.
        """
        stop = Stop(article_id, annotation_id)
        self._navigation.jump(left or self._window.reader.active, stop)
        self._show_state()
        self.go(stop)

    def go(self, stop: Stop) -> None:
        """Show an article, or a mark in it."""
        article = self._model.article
        if article is not None and article.id == stop.article_id:
            self._window.reader.uncover()
            self._show(stop)
        else:
            self._bound_for = stop
            self._open_article(stop.article_id)

    def _step(self, by: int) -> None:
        stop = self._navigation.go(by)
        if stop is not None:
            self._show_state()
            self.go(stop)

    def _show(self, stop: Stop) -> None:
        """The page has the keyboard from here on, wherever the link stood."""
        self._window.reader.setFocus(Qt.FocusReason.OtherFocusReason)
        if stop.annotation_id:
            self._model.following.do_once_there(lambda: self._show_mark(stop))

    def _show_mark(self, stop: Stop) -> None:
        mark, version = self._model.annotation(stop.annotation_id), self._model.version
        if mark is None or version is None:
            return
        self._activate(mark.id)
        if not mark.targets_in(version.id):
            self.not_here.emit()

    def _show_state(self) -> None:
        self._actions["back"].setEnabled(self._navigation.can_go_back)
        self._actions["forward"].setEnabled(self._navigation.can_go_forward)
