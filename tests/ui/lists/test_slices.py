"""Long work on the window's thread, a slice at a time."""

from collections.abc import Generator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from galley.ui.lists import slices
from galley.ui.lists.slices import Slices


def work(steps: int) -> Generator[None, None, int]:
    for _ in range(steps):
        yield
    return steps


@pytest.fixture
def parent() -> QObject:
    return QObject()


@pytest.fixture
def _slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step takes a slice."""
    monkeypatch.setattr(slices, "_AT_ONCE", 0.0)


def test_what_is_short_is_done_at_once(parent: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "_AT_ONCE", 60.0)
    told: list[int] = []
    one = Slices(parent)
    one.start(work(3), told.append)
    assert told == [3]
    assert not one.busy


@pytest.mark.usefixtures("_slow")
def test_what_is_long_lets_the_window_work_in_between(qtbot: QtBot, parent: QObject) -> None:
    told: list[int] = []
    one = Slices(parent)
    one.start(work(10), told.append)
    assert one.busy
    assert told == []
    qtbot.waitUntil(lambda: told == [10])
    assert not one.busy


@pytest.mark.usefixtures("_slow")
def test_new_work_takes_the_place_of_what_is_not_finished(qtbot: QtBot, parent: QObject) -> None:
    told: list[int] = []
    one = Slices(parent)
    one.start(work(10), told.append)
    one.start(work(5), told.append)
    qtbot.waitUntil(lambda: bool(told))
    one.start(work(7), told.append)
    one.stop()
    qtbot.wait(30)
    assert told == [5]
