"""Backups are made behind the window, beside the library's own thread, and only when due."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from galley.services.library_thread import LibraryThread
from galley.services.safety import keeping
from galley.storage.backups import backup_folder
from galley.ui.model.backups import Backups
from tests.ui.driving import NOW, library_file, sample


def test_a_backup_is_made_when_there_is_something_new(qtbot: QtBot, tmp_path: Path) -> None:
    path = library_file(tmp_path)
    thread = LibraryThread(path)
    article, version, data = sample()
    thread.submit(lambda library: library.add_article(article, version, data)).result()
    backups = Backups(thread, lambda: NOW, None)
    backups.make()
    qtbot.waitUntil(lambda: len(keeping.backups(path)) == 1)
    backups.make()
    backups.stop()  # it waits for what was begun
    assert len(keeping.backups(path)) == 1
    assert len(list(backup_folder(path).iterdir())) == 1
    thread.close()
