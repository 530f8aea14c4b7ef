"""One window on one library: painted first, then furnished and joined to it, closed in order."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from galley import __version__
from galley.services.settings import Settings
from galley.services.start.first_screen import FirstScreen
from galley.ui.model.note_texts import NoteTexts
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.style import STYLE, dress
from galley.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from galley.domain.jobs import Job
    from galley.services.one_window import Request
    from galley.ui.model.app_model import AppModel
    from galley.ui.running.collecting import GarbageCollector
    from galley.ui.running.last_screen import LastScreen
    from galley.ui.running.listening import Listener
    from galley.ui.running.settings_keeping import SettingsKeeper
    from galley.ui.running.windows import Windows

__all__ = ["open_window"]

_LISTEN_AFTER = 500  # ms: a moment in which nobody waits for the window


def open_window(
    screen: FirstScreen, files: Sequence[Path], link: str, on_painted: Callable[[], None]
) -> int:
    """Show the window and stay until it is closed.

    Args:
        screen: What to show before the library is there.
        files: Captures to take in.
        link: The address of an article or a mark to go to; "" for none.
        on_painted: Called once, when the window has been painted for the first time.

    Returns:
        The process's exit code.
    """
    application = _make_application()
    sys.excepthook = _show_bug
    session = _Session(application, screen, files, link)
    session.painted.connect(on_painted)
    session.show()
    code = application.exec()
    session.close()
    return code


def _make_application() -> QApplication:
    # As an argument: asked to set a style, PySide makes all of QStyle's enums to hand it back.
    application = QApplication([*sys.argv[:1], "-style", STYLE])
    application.setApplicationName("galley")
    application.setApplicationDisplayName("Galley")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("galley")
    application.setQuitOnLastWindowClosed(True)
    return application


class _FirstPaint(QObject):
    """Says once that the reader has been painted: nothing heavy is loaded before that."""

    happened = Signal()

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.happened.emit)
        return False


class _Session(QObject):
    """Everything that lives as long as the window.

    Attributes:
        painted: The window has been painted for the first time.
    """

    painted = Signal()

    def __init__(
        self, application: QApplication, screen: FirstScreen, files: Sequence[Path], link: str
    ) -> None:
        super().__init__(application)
        self._application, self._screen, self._files = application, screen, files
        self._link = link
        themes = self._themes = ThemeSource(screen.settings.theme, application)
        dress(application, themes)
        self._texts = NoteTexts(screen.last.notes if screen.last else ())
        self._model: AppModel | None = None
        self._windows: Windows | None = None
        self._last_screen: LastScreen | None = None
        self._garbage: GarbageCollector | None = None
        self._listener: Listener | None = None
        self._keeper: SettingsKeeper | None = None
        self._asked = False  # who has the library, if not this window
        self._window = MainWindow(themes, self._texts, screen.settings)
        self._window.closed.connect(self._keep_settings)
        if screen.open is not None:
            self._window.show_article(screen.open)
        first_paint = _FirstPaint(self._window.reader.view.viewport())
        first_paint.happened.connect(self._after_first_paint)

    def show(self) -> None:
        """Show the window."""
        self._window.fit(self._window.screen().availableSize())
        self._window.show()

    def _after_first_paint(self) -> None:
        """Now all the rest may load, the database layer too."""
        self.painted.emit()
        from PySide6.QtGui import QIcon

        from galley.resources import resource
        from galley.ui.running.collecting import GarbageCollector

        self._garbage = GarbageCollector(self)
        self._application.setWindowIcon(QIcon(str(resource("icons", "galley.svg"))))
        self._model = self._make_model()
        self._window.furnish(self._model)
        self._windows = self._make_windows(self._model)
        if self._screen.problem:
            self._window.chrome.error_bar.show_error(self._screen.problem)
        self._begin(self._model)

    def _make_model(self) -> "AppModel":
        from galley.services.library_thread import LibraryThread
        from galley.services.paths import snapshot_path
        from galley.services.start.snapshot_keeping import SnapshotKeeper
        from galley.ui.model.app_model import AppModel
        from galley.ui.running.last_screen import LastScreen

        screen = self._screen
        if not screen.gone:
            screen.library.parent.mkdir(parents=True, exist_ok=True)
        thread = LibraryThread(screen.library, screen.settings.creator, create=not screen.gone)
        model = AppModel(thread, creator=screen.settings.creator, parent=self)
        snapshot = snapshot_path(screen.library)
        keeper = SnapshotKeeper(snapshot, screen.library, self._texts.of)
        self._last_screen = LastScreen(thread, model, keeper)
        if screen.last is not None:
            model.shelf.show(screen.last.articles)
        if screen.open is not None:
            model.show(screen.open)
        return model

    def _make_windows(self, model: "AppModel") -> "Windows":
        from galley.ui.running.windows import Windows

        windows = Windows(self._window, model, self._themes, self._texts, self)
        windows.settings_changed.connect(self._keep_settings)
        windows.settings_changing.connect(self._settings_keeper().keep_soon)
        windows.went.connect(self._follow)
        windows.last_went.connect(self.close)
        return windows

    def _follow(self, model: "AppModel") -> None:
        """The window that was the first is gone: the screen that is kept is another's."""
        self._model = model
        if self._last_screen is not None:
            self._last_screen.follow(model)
        if self._windows is not None:
            self._windows.newest.chrome.background_check.start()

    def _begin(self, model: "AppModel") -> None:
        """Read from the library what the first screen could not know."""
        screen = self._screen
        model.library_trouble.connect(self._ask_who_has_it)
        if screen.sample is not None:
            opened, capture = screen.sample
            model.shelf.begin(opened.article, opened.version, capture)
        if self._files:
            self._window.chrome.importing.take_paths(self._files)
        elif screen.open is None:
            model.open_first(screen.settings.last_article)
        elif screen.sample is None:
            model.shelf.refresh()
        if self._link:
            self._window.chrome.linking.follow(self._link)
        model.backups.start()
        model.shelf.listed.connect(self._library_is_ours, Qt.ConnectionType.SingleShotConnection)
        self._window.chrome.background_check.start()
        from galley.ui.running.place_warning import PlaceWarning

        PlaceWarning(self._window, model).start()

    def _ask_who_has_it(self, _sentence: str, gone: bool) -> None:
        """The library can't be opened: of two starts at once, the other may have been quicker."""
        if self._model is None or self._asked or gone:
            return
        self._asked = True
        library, files, link = self._screen.library, self._files, self._link

        def ask(_job: "Job") -> str:
            from galley.services.one_window import hand_over, handed_sentence, is_open_elsewhere

            answer = hand_over(library, files, link) if is_open_elsewhere(library) else None
            return handed_sentence(library, files, answer) if answer else ""

        self._model.work(ask, self._give_way)

    def _give_way(self, handed: str) -> None:
        """The other window has what was brought: this one would only say that it can do nothing."""
        if handed:
            sys.stdout.write(f"galley: {handed}\n")
            self._window.close()

    def _library_is_ours(self, _summaries: object) -> None:
        """It was opened: other starts may bring their files from now on."""
        self._asked = True
        if self._garbage is not None:
            self._garbage.spare_what_is_there()
        QTimer.singleShot(_LISTEN_AFTER, self, self._listen)

    def _listen(self) -> None:
        from galley.ui.running.listening import (
            Listener,  # brings Qt's network, which no start waits for
        )

        if self._model is not None and self._listener is None:
            self._listener = Listener(self._screen.library, self)
            self._listener.asked.connect(self._on_asked)
            self._listener.start()

    def _on_asked(self, request: "Request") -> None:
        """Another start has brought files, or wants the window seen."""
        from galley.ui.running.coming_forward import come_forward

        window = self._windows.newest if self._windows is not None else self._window
        come_forward(window, request.token)
        if request.files:
            window.chrome.importing.take_handed(request.files)
        if request.link:
            window.chrome.linking.follow(request.link)

    def _settings_keeper(self) -> "SettingsKeeper":
        """Made when it is first needed: a window may be closed before it is furnished."""
        if self._keeper is None:
            from galley.ui.running.settings_keeping import SettingsKeeper

            self._keeper = SettingsKeeper(self._screen.settings_file, self)
        return self._keeper

    def _keep_settings(self, settings: Settings) -> None:
        self._settings_keeper().keep(settings)

    def close(self) -> None:
        """Let all work end, keep the screen, close the library. Once is enough."""
        if self._listener is not None:
            self._listener.stop()
        if self._model is not None and self._last_screen is not None:
            self._model.close(self._last_screen.keep())


def _show_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug is shown with its details; the window stays, and what is on disk is safe."""
    sys.__excepthook__(kind, error, trace)
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    from galley.ui.dialogs.crash_dialog import CrashDialog, crash_details

    CrashDialog(crash_details(kind, error, trace)).exec()
