import gc
import threading
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from galley.ui.running.collecting import GarbageCollector


class Knot:
    """Garbage that only the collector can find."""

    def __init__(self, destroyed: Callable[[], object]) -> None:
        self.itself = self
        weakref.finalize(self, destroyed)


def test_garbage_of_any_thread_is_collected_on_the_window_s_thread(qtbot: QtBot) -> None:
    gc.enable()  # as a process begins
    parent = QObject()
    GarbageCollector(parent)
    places: list[threading.Thread] = []
    kept: list[list[int]] = []

    def work() -> None:
        Knot(lambda: places.append(threading.current_thread()))
        kept.extend([number] for number in range(50_000))  # enough for Python to look for garbage

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert places == []
    qtbot.waitUntil(lambda: bool(places))
    assert places == [threading.main_thread()]


@pytest.mark.usefixtures("qapp")
def test_what_is_not_full_is_left_alone() -> None:
    parent = QObject()
    collector = GarbageCollector(parent)
    gc.collect()
    before = [generation["collections"] for generation in gc.get_stats()]
    collector.collect_if_due()
    assert [generation["collections"] for generation in gc.get_stats()] == before


@pytest.mark.usefixtures("qapp")
def test_what_a_start_has_made_is_not_looked_at_again() -> None:
    parent = QObject()
    collector = GarbageCollector(parent)
    kept = [[number] for number in range(2 * gc.get_threshold()[0])]
    try:
        collector.spare_what_is_there()
        assert gc.get_freeze_count() > len(kept)
        looked_at = {id(one) for one in gc.get_objects()}
        assert not any(id(one) in looked_at for one in kept)
    finally:
        gc.unfreeze()
