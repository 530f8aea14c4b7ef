"""Going to a mark far away: the page takes a moment, and arrives, however often."""

from functools import partial

import shiboken6
from pytestqt.qtbot import QtBot

from galley.ui.reader.reader_pane import ReaderPane
from galley.ui.theme.current import ThemeSource
from galley.ui.window.main_window import MainWindow
from tests.ui.driving import passage, sample


def is_seen(reader: ReaderPane, place: tuple[int, int]) -> bool:
    return 0 <= reader.view.place_of(*place).top() <= reader.view.viewport().height()


def test_the_page_goes_to_places_again_and_again(
    qtbot: QtBot, window: MainWindow, themes: ThemeSource
) -> None:
    themes.set_reduced_motion(False)
    reader, (_article, version, _data) = window.reader, sample()
    bar = reader.view.verticalScrollBar

    def has_left(before: int) -> bool:
        return bar().value() != before

    for words in ("Additional reporting", "Kingdom failing", "Additional reporting"):
        place = passage(version, words)
        before = bar().value()
        reader.reveal(reader.view.place_of(*place))
        qtbot.waitUntil(partial(has_left, before))
        qtbot.waitUntil(partial(is_seen, reader, place))
        shiboken6.invalidate(bar())  # as PySide does at times with what Qt made itself
