import errno
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from galley.services import files
from galley.services.files import describe_os_error, safe_stem, write_whole

OLD, NEW = b"old report\n", b"new report\n" * 1000


def test_a_new_file_is_written_with_the_usual_permissions(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    write_whole(tmp_path / "report.md", NEW)
    assert (tmp_path / "report.md").read_bytes() == NEW
    assert (tmp_path / "report.md").stat().st_mode == usual.stat().st_mode
    assert sorted(p.name for p in tmp_path.iterdir()) == ["report.md", "usual"]


def test_an_older_file_is_replaced_and_its_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(OLD)
    path.chmod(0o640)
    write_whole(path, NEW)
    assert path.read_bytes() == NEW
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_is_followed(tmp_path: Path) -> None:
    real = tmp_path / "vault" / "report.md"
    real.parent.mkdir()
    real.write_bytes(OLD)
    link = tmp_path / "link.md"
    link.symlink_to(real)
    write_whole(link, NEW)
    assert link.is_symlink()
    assert real.read_bytes() == NEW


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_failure_at_any_step_leaves_the_older_file_and_nothing_else(
    step: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(OLD)

    def fail(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr({"fsync": os, "replace": Path}[step], step, fail)
    with pytest.raises(OSError, match=r".") as raised:
        write_whole(path, NEW)
    assert raised.value.errno == number
    assert path.read_bytes() == OLD
    assert [p.name for p in tmp_path.iterdir()] == ["report.md"]


def test_a_cancellation_leaves_the_older_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(OLD)

    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, NEW)
    assert path.read_bytes() == OLD
    assert [p.name for p in tmp_path.iterdir()] == ["report.md"]


def test_the_bytes_reach_the_disk_before_the_name_and_the_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(descriptor: int) -> None:
        is_folder = Path(f"/proc/self/fd/{descriptor}").is_dir()
        steps.append("sync the folder" if is_folder else "sync the file")
        real_sync(descriptor)

    def replace(self: Path, target: Path) -> Path:
        steps.append("replace")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    write_whole(tmp_path / "report.md", NEW)
    if sys.platform == "linux":
        assert steps == ["sync the file", "replace", "sync the folder"]


def test_what_is_not_a_file_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, NEW)
    if os.name == "posix":
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        with pytest.raises(OSError, match=r".") as raised:
            write_whole(pipe, NEW)
        assert raised.value.errno == errno.EINVAL
        assert pipe.is_fifo()


def test_a_file_that_may_not_be_written_is_not_moved_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(OLD)
    # Asked of the system, as root may write everything.
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    with pytest.raises(PermissionError):
        write_whole(path, NEW)
    assert path.read_bytes() == OLD


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_drive_that_can_not_sync_a_folder_is_no_failure(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync
    calls = []

    def sync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 1:
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    write_whole(tmp_path / "report.md", NEW)
    assert (tmp_path / "report.md").read_bytes() == NEW


FULL_DISK = """
import sys, pathlib
from galley.services.files import describe_os_error, write_whole
path = pathlib.Path(sys.argv[1]) / "report.md"
path.write_bytes(b"old")
try:
    write_whole(path, bytes(10_000_000))
except OSError as error:
    sys.stdout.write(describe_os_error(error, path))
assert path.read_bytes() == b"old"
assert [p.name for p in path.parent.iterdir()] == ["report.md"]
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a disk of its own to fill")
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    script = 'mount -t tmpfs -o size=64k none "$1" || exit 77; exec "$2" -c "$3" "$1"'
    isolated = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]
    try:
        done = subprocess.run(
            [*isolated, str(tmp_path), sys.executable, FULL_DISK],
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("unshare is not installed")
    if "unshare" in done.stderr or done.returncode == 77:
        pytest.skip("this system lets nobody mount a disk of their own")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "The disk is full. Make room or choose another place."


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.EROFS, "x"), "“/there” can’t be written to"),
        (FileNotFoundError(errno.ENOENT, "x"), "There is no folder “/there”"),
        (NotADirectoryError(errno.ENOTDIR, "x"), "There is no folder “/there”"),
        (IsADirectoryError(errno.EISDIR, "x"), "“report.md” is a folder"),
        (PermissionError(errno.EACCES, "x"), "not allowed to write “report.md” there"),
        (OSError(errno.ENAMETOOLONG, "x"), "“report.md” is too long"),
        (OSError(errno.EINVAL, "x"), "“report.md” is not a file"),
        (OSError(errno.EIO, "Input/output error"), "can’t be written: Input/output error"),
    ],
)
def test_what_went_wrong_is_said_in_words(error: OSError, words: str) -> None:
    sentence = describe_os_error(error, Path("/there/report.md"))
    assert words in sentence
    assert "Errno" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("headline", "stem"),
    [
        (
            "Kingdom failing to stop human trafficking: DPM",
            "kingdom-failing-to-stop-human-trafficking-dpm",
        ),
        (
            "PM to open new Siem Reap int’l airport December 1",
            "pm-to-open-new-siem-reap-intl-airport-december-1",
        ),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-article"),
        ("aux.", "aux-article"),
        ("LPT¹", "lpt¹-article"),
        ("", "nothing"),
        ("…?!", "nothing"),
        ("-rf *", "rf"),
        ('a/b\\c:d*e?f"g<h>i|j\0k\nl', "a-b-c-d-e-f-g-h-i-j-k-l"),
        ("កម្ពុជា ២០១៦", "កម្ពុជា-២០១៦"),
        ("Cafe\u0301", "caf\u00e9"),
    ],
)
def test_a_headline_makes_a_file_name(headline: str, stem: str) -> None:
    assert safe_stem(headline, fallback="nothing") == stem


@given(st.text(), st.integers(12, 180))
@example("x" * 500, 180)
@example("ក\u17d2ម" * 100, 100)
@example("İ" * 100, 50)
def test_a_file_name_is_safe_on_every_system(text: str, room: int) -> None:
    stem = safe_stem(text, fallback="article", room=room)
    assert 0 < len(stem.encode("utf-8")) <= max(room, len("conout$-article"))
    assert stem == unicodedata.normalize("NFC", stem)
    assert stem.lower() not in files._RESERVED
    assert not set(stem) & set('<>:"/\\|?*. \0')
    assert not stem.startswith("-")
    assert not stem.endswith("-")
    assert not unicodedata.category(stem[0]).startswith(("C", "Z", "P", "S"))
