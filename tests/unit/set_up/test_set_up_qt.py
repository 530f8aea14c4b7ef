"""Which libraries Qt lacks, learnt by loading it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import PySide6
import pytest

from set_up import qt
from set_up.shell import Outcome, SetupError, Shell
from set_up.system import APT, DNF, PACMAN, System
from tests.unit.set_up.fake_shell import FakeShell

CURSOR = "libxcb-cursor.so.0: cannot open shared object file: No such file or directory"
GLIB = "libglib-2.0.so.0: cannot open shared object file: No such file or directory"
GTHREAD = "libgthread-2.0.so.0: cannot open shared object file: No such file or directory"
STRANGE = "libstrange.so.7: cannot open shared object file: No such file or directory"


def loading(*complaints: str) -> Outcome:
    """Return what the trial prints when the loader has these complaints."""
    return Outcome(0, ("a warning from somewhere", json.dumps(complaints)))


def make_loadable(shell: FakeShell) -> None:
    qt.make_loadable(shell, System(shell, APT, ("env",)), "python", Path("PySide6"))


def test_the_missing_library_is_the_one_the_loader_names() -> None:
    assert qt.missing_libraries([GLIB, CURSOR, GLIB]) == ["libglib-2.0.so.0", "libxcb-cursor.so.0"]


@pytest.mark.parametrize(
    ("complaint", "said"),
    [
        (
            "/lib/libc.so.6: version `GLIBC_2.34' not found (required by /x/libQt6Core.so.6)",
            "too old",
        ),
        ("/x/PySide6/Qt/plugins/platforms/libqxcb.so: cannot open shared object file", "damaged"),
        ("/x/PySide6/Qt/lib/libQt6Widgets.so.6: file too short", "damaged"),
        ("/x/libQt6Gui.so.6: undefined symbol: _ZN7QString, version Qt_6", "damaged"),
    ],
)
def test_what_no_package_mends_is_said_so(complaint: str, said: str) -> None:
    with pytest.raises(SetupError, match=said):
        qt.missing_libraries([CURSOR, complaint])


def test_a_package_is_named_once_and_by_each_system_in_its_own_way() -> None:
    sonames = ["libglib-2.0.so.0", "libgthread-2.0.so.0", "libxcb-cursor.so.0", "libstrange.so.7"]
    assert qt.packages_for(sonames, APT) == ["libglib2.0-0", "libxcb-cursor0"]
    assert qt.packages_for(sonames, None) == ["libglib2.0-0", "libxcb-cursor0"]
    assert qt.packages_for(sonames, PACMAN) == ["glib2", "xcb-util-cursor"]
    assert "libstrange.so.7()(64bit)" in qt.packages_for(sonames, DNF)


def test_what_will_be_lacking_is_told_before_qt_is_there() -> None:
    assert qt.likely_packages(FakeShell({"-S": [loading(GLIB, GTHREAD)]}), APT) == ["libglib2.0-0"]


def test_nothing_is_installed_when_qt_loads() -> None:
    shell = FakeShell({"-S": [loading()]})
    make_loadable(shell)
    assert len(shell.commands) == 1


def test_libraries_are_installed_until_qt_loads() -> None:
    shell = FakeShell({"-S": [loading(GLIB, GTHREAD), loading(CURSOR), loading()]})
    make_loadable(shell)
    installed = [line.split()[-1] for line in shell.commands if "install" in line]
    assert installed == ["libglib2.0-0", "libxcb-cursor0"]


def test_an_unknown_library_may_come_along_with_a_known_one() -> None:
    make_loadable(FakeShell({"-S": [loading(STRANGE, CURSOR), loading()]}))


@pytest.mark.parametrize("complaint", [STRANGE, CURSOR])
def test_a_round_without_progress_ends_it(complaint: str) -> None:
    with pytest.raises(SetupError, match=complaint.split(":")[0]):
        make_loadable(FakeShell({"-S": [loading(complaint)]}))


def test_a_trial_that_crashes_is_no_success() -> None:
    with pytest.raises(SetupError, match="Segmentation fault"):
        make_loadable(FakeShell({"-S": [Outcome(-11, ("Segmentation fault",))]}))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt lacks nothing")
class TestRealLoader:
    package = Path(str(PySide6.__file__)).parent

    def test_this_machine_is_complete(self) -> None:
        assert qt.complaints_on_loading(Shell(), sys.executable, self.package) == []

    def test_a_library_missing_two_steps_away_is_named(self, tmp_path: Path) -> None:
        """The X11 plugin of a copy asks for a library that does not exist."""
        for folder in ("lib", "plugins/iconengines", "plugins/imageformats"):
            (tmp_path / "Qt" / folder).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "Qt" / folder).symlink_to(self.package / "Qt" / folder)
        for name in ("libqxcb.so", "libqoffscreen.so"):
            content = (self.package / "Qt/plugins/platforms" / name).read_bytes()
            copy = tmp_path / "Qt/plugins/platforms" / name
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(content.replace(b"libxcb-icccm.so.4\0", b"libxcb-absent.so4\0"))
        complaints = qt.complaints_on_loading(Shell(), sys.executable, tmp_path)
        assert [complaint.split(":")[0] for complaint in complaints] == ["libxcb-absent.so4"]
