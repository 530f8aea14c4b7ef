"""The command line of run.py, and what the README and CI promise of it."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from set_up import commands
from set_up.shell import SetupError, Shell
from set_up.system import APT, System

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "run.py"


def test_help_names_every_command() -> None:
    result = subprocess.run(
        [sys.executable, RUN, "--help"], capture_output=True, text=True, check=True
    )
    for name in commands.COMMANDS:
        assert f"run.py {name} " in result.stdout


def test_the_readme_and_ci_say_what_it_understands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\npython3 run.py\n" in readme
    assert "\npython3 run.py test\n" in readme
    assert "python3 run.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "test" in commands.COMMANDS


def test_a_python_too_old_can_read_it() -> None:
    ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_python_too_old_gets_a_sentence() -> None:
    code = "import sys, runpy; sys.version_info = (3, 9, 2); sys.argv = ['run.py']\n"
    code += f"runpy.run_path({str(RUN)!r}, run_name='__main__')"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert result.stdout.startswith("Galley needs Python 3.11 or newer, and this is 3.9.\n")
    assert result.stderr == ""


@pytest.mark.parametrize("arguments", [["list"], ["check", "everything"], ["setup", "now"]])
def test_what_is_not_understood_is_said_with_a_way_on(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.run(arguments) == 2
    assert f"python3 run.py -- {' '.join(arguments)}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [(SetupError("No network."), 1, "No network."), (KeyboardInterrupt(), 130, "Stopped.")],
)
def test_an_end_before_time_is_a_sentence_and_an_exit_code(
    error: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def set_up(*, tools: bool) -> None:
        assert not tools
        raise error

    monkeypatch.setattr(commands, "set_up", set_up)
    assert commands.run([]) == code
    assert said in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "ROOT", ROOT / "no such folder")
    assert commands.run(["setup"]) == 1
    assert "no such folder" in capsys.readouterr().err


class FakeEnvironment:
    def program(self, name: str) -> str:
        return f"/venv/{name}"


@pytest.fixture
def became(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return what run.py went on as, and what it set up before ("tools" or not)."""
    lines: list[list[str]] = []

    def set_up(*, tools: bool) -> FakeEnvironment:
        lines.append(["tools" if tools else "no tools"])
        return FakeEnvironment()

    def become(command: list[str]) -> int:
        lines.append(command)
        return 0

    monkeypatch.setattr(commands, "set_up", set_up)
    monkeypatch.setattr(commands, "become", become)
    return lines


def test_arguments_after_the_dashes_go_to_galley(became: list[list[str]]) -> None:
    assert commands.run(["--", "export", "1", "--format", "markdown"]) == 0
    export = ["/venv/python", "-m", "galley", "export", "1", "--format", "markdown"]
    assert became == [["no tools"], export]


def test_arguments_of_test_go_to_pytest(became: list[list[str]]) -> None:
    assert commands.run(["test", "-k", "quote"]) == 0
    assert became == [["tools"], ["/venv/python", "-m", "pytest", "-k", "quote"]]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_is_not_tried(
    became: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert commands.run([]) == 1
    assert "no screen" in capsys.readouterr().err
    monkeypatch.setenv("DISPLAY", ":7")
    assert commands.run([]) == 0
    assert became[-1] == ["/venv/python", "-m", "galley"]


class TestStoryPrograms:
    system = System(Shell(), APT, prefix=None)

    def test_in_ci_nothing_is_skipped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        with pytest.raises(SetupError, match="xvfb openbox xdotool"):
            commands.provide_story_programs(self.system, {"CI": "true"})

    def test_elsewhere_it_is_said_what_will_be_skipped(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        commands.provide_story_programs(self.system, {})
        said = capsys.readouterr().out
        assert "apt-get install xvfb openbox xdotool" in said
        assert "end-to-end tests will be skipped" in said

    def test_nothing_is_installed_that_is_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/" + name)
        commands.provide_story_programs(self.system, {"CI": "true"})
