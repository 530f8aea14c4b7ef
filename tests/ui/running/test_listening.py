"""A window that listens takes what another start hands over, and nothing else."""

import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from galley.services.one_window import Answer, Request, address_of, hand_over
from galley.ui.running.coming_forward import come_forward
from galley.ui.running.listening import Listener

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no sockets like these")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    monkeypatch.delenv("DESKTOP_STARTUP_ID", raising=False)
    with tempfile.TemporaryDirectory(prefix="galley-run-") as folder:  # a short name
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield tmp_path / "library.galley"


@pytest.fixture
def listener(qtbot: QtBot, library: Path) -> Iterator[Listener]:  # noqa: ARG001 - Qt is needed
    listener = Listener(library, None)  # type: ignore[arg-type]  # nobody owns it here
    assert listener.start()
    yield listener
    listener.stop()


def hand(library: Path, *files: Path) -> tuple[threading.Thread, list[Answer | None]]:
    """What another process would do, on a thread of its own."""
    answers: list[Answer | None] = []
    thread = threading.Thread(target=lambda: answers.append(hand_over(library, files)))
    thread.start()
    return thread, answers


def test_files_arrive_and_the_other_start_hears_of_it(
    qtbot: QtBot, listener: Listener, library: Path
) -> None:
    with qtbot.waitSignal(listener.asked) as asked:
        thread, answers = hand(library, Path("/a.txt"))
    thread.join()
    assert asked.args == [Request((Path("/a.txt"),))]
    assert [answer is not None for answer in answers] == [True]


def test_many_starts_at_once_are_all_heard(qtbot: QtBot, listener: Listener, library: Path) -> None:
    heard: list[Request] = []
    listener.asked.connect(heard.append)
    threads = [hand(library, Path(f"/{number}.txt"))[0] for number in range(12)]
    qtbot.waitUntil(lambda: len(heard) == 12)
    for thread in threads:
        thread.join()
    assert {request.files[0].name for request in heard} == {f"{n}.txt" for n in range(12)}


def test_noise_is_hung_up_on(qtbot: QtBot, listener: Listener, library: Path) -> None:
    heard: list[Request] = []
    listener.asked.connect(heard.append)
    with socket.socket(socket.AF_UNIX) as noisy:
        noisy.connect(address_of(library))
        noisy.sendall(b"GET / HTTP/1.1\r\n\r\n")
        noisy.setblocking(False)

        def hung_up() -> bool:
            try:
                return noisy.recv(100) == b""
            except BlockingIOError:
                return False
            except ConnectionResetError:
                return True

        qtbot.waitUntil(hung_up)
    with qtbot.waitSignal(listener.asked):
        hand(library)[0]
    assert len(heard) == 1


def test_a_socket_that_a_killed_window_left_is_no_hindrance(qtbot: QtBot, library: Path) -> None:
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(address_of(library))
    assert Path(address_of(library)).exists()
    listener = Listener(library, None)  # type: ignore[arg-type]  # nobody owns it here
    assert listener.start()
    with qtbot.waitSignal(listener.asked):
        thread, _answers = hand(library)
    thread.join()
    listener.stop()
    assert not Path(address_of(library)).exists()


def test_a_window_that_was_made_small_comes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMaximized()
    window.showMinimized()
    come_forward(window)
    assert not window.isMinimized()
    assert window.isMaximized()
    assert window.isVisible()
