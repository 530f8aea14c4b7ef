"""A window on the demo library, with the sample open; what the tests of links do with it."""

from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from galley.domain.annotation import Annotation
from galley.domain.note_links import LinkKind, LinkTarget
from galley.services.library_thread import LibraryThread
from galley.services.saving import SaveState
from galley.services.settings import Settings
from galley.storage.library import Library
from galley.ui.model.app_model import AppModel
from galley.ui.model.note_texts import NoteTexts
from galley.ui.running.windows import Windows
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow

FERRY = "Ferry fares to rise by a tenth in May"


class Desk:
    """The first window, and what is in its library."""

    def __init__(self, qtbot: QtBot, themes: ThemeSource, path: Path) -> None:
        with Library.open(path) as library:
            self.sample = next(one for one in library.articles() if "Kingdom" in one.headline)
            self.ferry = next(one for one in library.articles() if one.headline == FERRY)
            self.marks = library.annotations(self.sample.id)
            self.ferry_marks = library.annotations(self.ferry.id)
        self.qtbot = qtbot
        self.owner = QObject()
        self.model = AppModel(LibraryThread(path, "Ada"), creator="Ada", parent=self.owner)
        self.window = MainWindow(themes, NoteTexts(), Settings())
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.furnish(self.model)
        self.windows = Windows(self.window, self.model, themes, NoteTexts(), self.owner)
        with qtbot.waitSignal(self.model.article_opened):
            self.model.open_first(self.sample.id)
        qtbot.waitUntil(lambda: len(self.model.shelf.summaries) == 7)
        self.window.activateWindow()

    def mark(self, words: str) -> Annotation:
        """The mark of the sample on these words."""
        return next(mark for mark in self.marks if mark.exact == words)

    def write(self, mark: Annotation, note: str) -> None:
        """Give a mark of the open article a note, and have it on the disk."""
        self.model.marking.set_note(mark.id, note, "")
        self.model.marking.flush_typing()
        self.saved()

    def saved(self) -> None:
        """Wait until all is on the disk and read again."""
        self.qtbot.waitUntil(lambda: self.model.save_state is SaveState.SAVED)
        linking = self.window.chrome.linking
        self.qtbot.waitUntil(lambda: not linking.linked_here._reading)

    def close(self) -> None:
        """Close every window, and the library with the last one."""
        models = [model for _window, model in self.windows._open]
        for window, _model in list(self.windows._open):
            window.close()
            window.deleteLater()
        for model in reversed(models):
            model.close()


def to_mark(mark: Annotation) -> LinkTarget:
    return LinkTarget(LinkKind.ANNOTATION, mark.id)


def to_article(article_id: str) -> LinkTarget:
    return LinkTarget(LinkKind.ARTICLE, article_id)
