"""Backups are made behind the window, on the library's own thread, and only when due."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from galley.services import keeping
from galley.services.library_thread import LibraryThread
from galley.ui.backups import RollingBackups
from tests.ui.driving import NOW, library_file, sample


def test_a_backup_is_made_when_there_is_something_new(qtbot: QtBot, tmp_path: Path) -> None:
    path = library_file(tmp_path)
    thread = LibraryThread(path)
    article, version, data = sample()
    thread.submit(lambda library: library.add_article(article, version, data)).result()
    backups = RollingBackups(thread, lambda: NOW, None)  # type: ignore[arg-type]  # no window
    backups.make()
    qtbot.waitUntil(lambda: len(keeping.backups(path)) == 1)
    backups.make()
    thread.submit(lambda _library: None).result()
    assert len(keeping.backups(path)) == 1
    backups.stop()
    thread.close()
