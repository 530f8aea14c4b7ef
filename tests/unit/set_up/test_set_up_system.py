"""System packages: what is run, what is said, and in which order."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from set_up.shell import Outcome, SetupError
from set_up.system import APT, DNF, PACMAN, Manager, System, prefix_for_root, shown_of_manager
from tests.unit.set_up.fake_shell import DONE, FakeShell

FAILED = Outcome(100, ("E: Failed to fetch libgl1.deb  404  Not Found",))


def system_for(shell: FakeShell, manager: Manager = APT) -> System:
    return System(shell, manager, prefix=("env",))


def test_packages_are_installed_in_one_go() -> None:
    shell = FakeShell()
    system_for(shell).install(["libgl1", "libegl1"], "Qt")
    assert len(shell.commands) == 1
    assert shell.commands[0].startswith("env apt-get install -y")
    assert shell.commands[0].endswith("libgl1 libegl1")


def test_after_a_failure_the_lists_are_renewed_and_the_install_tried_again() -> None:
    shell = FakeShell({"install": [FAILED, DONE]})
    system_for(shell).install(["libgl1"], "Qt")
    install, recover, refresh, again = shell.commands
    assert recover == "env dpkg --configure -a"
    assert refresh == "env apt-get update"
    assert again == install


def test_a_failed_renewal_does_not_stop_the_second_try() -> None:
    """One broken third-party source must not be in the way of the others."""
    shell = FakeShell({"install": [FAILED, DONE], "update": [FAILED]})
    system_for(shell).install(["libgl1"], "Qt")
    assert len(shell.commands) == 4


def test_a_second_failure_says_the_last_lines_and_the_line_to_try() -> None:
    shell = FakeShell({"install": [FAILED]})
    with pytest.raises(SetupError, match=r"404  Not Found(.|\n)*apt-get install libgl1"):
        system_for(shell).install(["libgl1"], "Qt")


def test_what_kept_the_lists_from_being_renewed_is_said() -> None:
    unreachable = Outcome(0, ("W: Failed to fetch http://example.org  Could not resolve host",))
    with pytest.raises(SetupError, match="Could not resolve host"):
        system_for(FakeShell({"install": [FAILED], "update": [unreachable]})).install(["a"], "Qt")


def test_lists_are_never_renewed_where_that_breaks_a_system() -> None:
    shell = FakeShell({"pacman": [FAILED]})
    with pytest.raises(SetupError):
        system_for(shell, PACMAN).install(["libglvnd"], "Qt")
    assert len(shell.commands) == 1


@pytest.mark.parametrize("manager", [APT, DNF, PACMAN, None])
def test_nothing_is_run_where_that_is_not_allowed(manager: Manager | None) -> None:
    shell = FakeShell()
    with pytest.raises(SetupError, match="Qt needs system packages"):
        System(shell, manager, prefix=None).install(["one", "two"], "Qt")
    assert shell.commands == []


def test_the_advice_can_be_pasted(monkeypatch: pytest.MonkeyPatch) -> None:
    system = system_for(FakeShell())
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/" + name)
    assert system.advice(["a", "b"]) == "sudo apt-get update && sudo apt-get install a b"
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert system.advice(["a"]) == "apt-get update && apt-get install a    (as root)"


def test_the_advice_quotes_what_a_shell_would_eat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/" + name)
    advice = system_for(FakeShell(), DNF).advice(["libGL.so.1()(64bit)"])
    assert advice == "sudo dnf install 'libGL.so.1()(64bit)'"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no root on Windows")
class TestPrefix:
    def test_root_needs_no_sudo(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        assert prefix_for_root(FakeShell()) == ("env", "DEBIAN_FRONTEND=noninteractive")

    @pytest.mark.parametrize(
        ("terminal", "password_needed", "allowed"),
        [(True, True, True), (False, False, True), (False, True, False)],
    )
    def test_sudo_asks_at_a_terminal_only(
        self,
        monkeypatch: pytest.MonkeyPatch,
        terminal: bool,
        password_needed: bool,
        allowed: bool,
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/" + name)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: terminal)
        prefix = prefix_for_root(FakeShell({"sudo -n": [Outcome(int(password_needed))]}))
        assert (prefix is not None) is allowed
        assert prefix is None or prefix[0] == "sudo"

    def test_no_sudo_no_root(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        assert prefix_for_root(FakeShell()) is None


def test_only_the_sizes_are_shown() -> None:
    assert shown_of_manager("Need to get 57.0 MB of archives.")
    assert shown_of_manager("Get:1 http://example.org/debian libllvm15 [23.1 MB]") is None
    assert shown_of_manager("Setting up libgl1:amd64 (1.6.0-1) ...") is None
