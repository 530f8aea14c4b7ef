"""The composition root: logging, settings, what to paint first, wiring, and an orderly end."""

import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from galley import __version__
from galley.domain.errors import GalleyError
from galley.resources import SAMPLE, data_file, resource
from galley.services.desk import OpenArticle
from galley.services.library_thread import LibraryThread
from galley.services.paths import library_path, settings_path, snapshot_path
from galley.services.settings import Settings, load_settings, save_settings
from galley.services.snapshot import Snapshot, load_snapshot, save_snapshot
from galley.ui.app_model import AppModel, utc_now
from galley.ui.main_window import MainWindow
from galley.ui.note_texts import NoteTexts
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.style import dress

__all__ = ["run"]

log = logging.getLogger(__name__)


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


@dataclass(slots=True)
class _Session:
    """Everything that lives as long as the window."""

    application: QApplication
    thread: LibraryThread
    model: AppModel
    window: MainWindow
    texts: NoteTexts
    settings_file: Path
    problem: str = ""
    last_article: str = ""
    first_capture: bytes = b""


def run(library: Path | None, files: Sequence[Path]) -> int:
    """Open the window and stay until it is closed.

    Args:
        library: The library's file; None for the usual one.
        files: Captures to take in.

    Returns:
        The process's exit code.
    """
    if _has_no_screen():
        sys.stderr.write(
            "galley: There is no screen to open a window on. "
            "Start it from a desktop, or use its commands: galley --help\n"
        )
        return 1
    logging.basicConfig(level=logging.WARNING, format="galley: %(levelname)s: %(message)s")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("galley")
    application.setApplicationDisplayName("Galley")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("galley")
    application.setQuitOnLastWindowClosed(True)
    sys.excepthook = _show_bug
    session = _set_up(application, library)
    first_paint = _FirstPaint(session.window.reader.view.viewport())
    first_paint.happened.connect(lambda: _after_first_paint(session, files))
    session.window.show()
    code = application.exec()
    session.model.close()
    return code


def _has_no_screen() -> bool:
    """Whether Qt would end the process because there is no window system to reach."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names)


def _set_up(application: QApplication, library: Path | None) -> _Session:
    settings_file = settings_path()
    loaded = load_settings(settings_file)
    settings = loaded.settings
    path = library or (Path(settings.library) if settings.library else library_path())
    path.parent.mkdir(parents=True, exist_ok=True)
    themes = ThemeSource(settings.theme, application)
    dress(application, themes)
    snapshot = load_snapshot(snapshot_path(path), path)
    texts = NoteTexts(snapshot.notes if snapshot else ())
    # A library that was read before and is gone lies on a disk that is not there: it is not
    # replaced by an empty one. One that is named is made if there is none.
    gone = library is None and bool(settings.last_article) and not path.exists()
    thread = LibraryThread(path, settings.creator, create=not gone)
    model = AppModel(thread, creator=settings.creator, parent=application)
    window = MainWindow(model, themes, texts, settings)
    session = _Session(
        application,
        thread,
        model,
        window,
        texts,
        settings_file,
        loaded.problem,
        settings.last_article,
    )
    window.closed.connect(lambda kept: _on_closed(session, kept))
    _paint_first(session, snapshot, path)
    return session


def _paint_first(session: _Session, snapshot: Snapshot | None, path: Path) -> None:
    """What is known to be true without the library: the last screen, or the sample's own text."""
    if snapshot is not None:
        session.model.shelf.show(snapshot.articles)
        session.model.show(snapshot.open)
    elif not path.exists() and session.thread.create:
        from galley.services.importing import make_article, parse_capture  # the first time only

        data = data_file(SAMPLE).read_bytes()
        parsed = parse_capture(data, name=SAMPLE)
        article, version = make_article(
            parsed, data, name=SAMPLE, media_type="text/plain", now=utc_now()
        )
        session.model.show(OpenArticle(article, version, ()))
        session.first_capture = data


def _after_first_paint(session: _Session, files: Sequence[Path]) -> None:
    """Now the database layer may load."""
    from PySide6.QtGui import QIcon  # its list of theme icons takes a while to make

    chrome = session.window.chrome
    if session.problem:
        chrome.error_bar.show_error(session.problem)
    session.application.setWindowIcon(QIcon(str(resource("icons", "galley.svg"))))
    opened = session.model.opened()
    if session.first_capture and opened is not None:
        session.model.shelf.begin(opened.article, opened.version, session.first_capture)
    if files:
        chrome.importing.take_paths(files)
    elif opened is None:
        session.model.open_first(session.last_article)
    elif not session.first_capture:
        session.model.shelf.refresh()


def _on_closed(session: _Session, settings: Settings) -> None:
    try:
        save_settings(session.settings_file, settings)
    except GalleyError as error:
        log.warning("%s", error)
    opened = session.model.opened()
    summaries = session.model.shelf.summaries
    session.model.close()
    if opened is not None and not session.model.unsaved:
        library = session.thread.path
        notes = session.texts.of({a.note for a in opened.annotations if a.note})
        save_snapshot(snapshot_path(library), library, opened, summaries, notes)


def _show_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug is shown with its details; the window stays, and what is on disk is safe."""
    sys.__excepthook__(kind, error, trace)
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    from galley.ui.dialogs.crash_dialog import CrashDialog, crash_details

    CrashDialog(crash_details(kind, error, trace)).exec()
