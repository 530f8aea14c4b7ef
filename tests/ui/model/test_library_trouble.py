"""A library that can't be opened is told, and never replaced by an empty one."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from galley.services.library_thread import LibraryThread
from galley.storage.library import Library
from galley.ui.model.app_model import AppModel
from tests.ui.driving import library_file, sample


def test_a_library_that_is_gone_is_not_replaced_unasked(qtbot: QtBot, tmp_path: Path) -> None:
    path = library_file(tmp_path)
    model = AppModel(LibraryThread(path, create=False))
    with qtbot.waitSignal(model.library_trouble) as trouble:
        model.open_first("")
    assert trouble.args[1]
    assert not path.exists()
    with qtbot.waitSignal(model.shelf.listed):
        model.file.reopen(create=True)
    assert path.exists()
    model.close()


def test_a_second_window_is_told_and_can_try_again(qtbot: QtBot, tmp_path: Path) -> None:
    path = library_file(tmp_path)
    article, version, data = sample()
    with Library.open(path, exclusive=True) as first:
        first.add_article(article, version, data)
        model = AppModel(LibraryThread(path))
        with qtbot.waitSignal(model.library_trouble) as trouble:
            model.open_first("")
        assert not trouble.args[1]
    with qtbot.waitSignal(model.article_opened):
        model.file.reopen(create=False)
    model.close()
