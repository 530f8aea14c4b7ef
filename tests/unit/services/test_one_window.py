"""How a second start finds the first, and what it dares to do; without any window."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from galley.services import one_window
from galley.services.one_window import (
    Answer,
    NoAddress,
    Request,
    address_of,
    hand_over,
    is_open_elsewhere,
    read_request,
)
from galley.services.paths import lock_path
from galley.storage.library import Library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no sockets like these")

HOLDER = """
import sys, time
from pathlib import Path
from galley.storage.library import Library
with Library.open(Path(sys.argv[1]), exclusive=True):
    print("open", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="galley-run-") as folder:  # a short name
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


def test_a_request_reads_back_equal() -> None:
    link = "galley:article/00000001-0000-4000-8000-000000000000"
    request = Request((Path("/a b/ü.txt"), Path("/odd\udcff.txt")), "token 1", link)
    assert read_request(request.to_bytes()) == request
    assert request.to_bytes().count(b"\n") == 1


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe",
        b"GET / HTTP/1.1",
        b"[1]",
        b"{}",
        b'{"galley": 2, "files": []}',
        b'{"galley": 1, "files": "x"}',
        b'{"galley": 1, "files": [7]}',
        b"[" * 100_000,
    ],
)
def test_what_makes_no_sense_asks_for_nothing(line: bytes) -> None:
    assert read_request(line) is None


def test_a_name_that_can_be_no_file_is_left_out() -> None:
    line = json.dumps({"galley": 1, "files": ["/a\0b", "/c"], "token": 7}).encode()
    assert read_request(line) == Request((Path("/c"),), "")


@pytest.mark.parametrize("link", ["galley:article/x", "https://example.org/", 7, None])
def test_only_a_link_of_galleys_own_is_followed(link: object) -> None:
    line = json.dumps({"galley": 1, "files": [], "token": "", "link": link}).encode()
    assert read_request(line) == Request()


def test_each_library_has_its_own_address_whatever_leads_to_it(tmp_path: Path) -> None:
    one, two, link = tmp_path / "one.galley", tmp_path / "two.galley", tmp_path / "link.galley"
    link.symlink_to(one)
    assert address_of(one) == address_of(link) == address_of(tmp_path / "x" / ".." / "one.galley")
    assert address_of(one) != address_of(two)


def test_a_folder_with_a_long_name_is_no_place_for_a_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("long" * 30)
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    assert len(address_of(tmp_path / "a.galley")) <= 100
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with pytest.raises(NoAddress):
        address_of(tmp_path / "a.galley")


def test_the_folder_of_sockets_is_this_persons_alone(runtime: Path, tmp_path: Path) -> None:
    folder = Path(address_of(tmp_path / "a.galley")).parent
    assert folder.parent == runtime
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o777)
    with pytest.raises(NoAddress):
        address_of(tmp_path / "a.galley")
    assert hand_over(tmp_path / "a.galley", [], patience=0) is None


def test_a_folder_that_is_a_link_is_not_trusted(runtime: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir(mode=0o700)
    (runtime / f"galley-{os.getuid()}").symlink_to(tmp_path / "theirs")
    with pytest.raises(NoAddress):
        address_of(tmp_path / "a.galley")


@pytest.mark.skipif(os.name == "nt", reason="a pipe has no owner to ask there")
def test_a_socket_of_another_person_is_not_spoken_to(
    runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the folder's rights: an administrator's copy of it may hold another's."""
    theirs = runtime / "theirs"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(theirs))
        listening.listen()
        me = os.getuid()
        monkeypatch.setattr("galley.services.one_window.os.getuid", lambda: me + 1)
        with pytest.raises(NoAddress, match="another person"):
            one_window._exchange(str(theirs), b"{}", 1.0)


def test_the_lock_is_looked_for_where_a_window_puts_it(tmp_path: Path) -> None:
    path = tmp_path / "library.galley"
    assert not lock_path(path).exists()
    with Library.open(path, exclusive=True):
        assert lock_path(path).exists()
    assert not lock_path(path).exists()


def test_a_lock_is_open_while_its_process_lives_and_not_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "library.galley"
    assert not is_open_elsewhere(path)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        assert is_open_elsewhere(path)
        holder.send_signal(signal.SIGKILL)
        holder.wait(timeout=10)
        assert lock_path(path).exists()
        assert not is_open_elsewhere(path)
        with Library.open(path, exclusive=True):  # looking left nothing behind
            pass
    finally:
        holder.kill()
        holder.communicate()


def test_nobody_answers_where_nobody_listens(tmp_path: Path) -> None:
    path = tmp_path / "library.galley"
    assert hand_over(path, [tmp_path / "a.txt"], patience=0) is None
    left = socket.socket(socket.AF_UNIX)
    left.bind(address_of(path))
    left.close()  # its file stays, as after a kill
    assert hand_over(path, [], patience=0) is None


def test_one_that_hangs_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "library.galley"
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(address_of(path))
        silent.listen()
        assert hand_over(path, [], patience=0.2) is None


def test_files_go_over_by_their_whole_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.galley"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "abc")
    heard: list[Request | None] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address_of(path))
        server.listen()

        def answer() -> None:
            connection, _ = server.accept()
            with connection, connection.makefile("rb") as lines:
                heard.append(read_request(lines.readline()))
                connection.sendall(Answer(123).to_bytes())

        thread = threading.Thread(target=answer)
        thread.start()
        assert hand_over(path, [Path("a.txt"), Path("/b.txt")]) == Answer(123)
        thread.join()
    assert heard == [Request((tmp_path / "a.txt", Path("/b.txt")), "abc")]
