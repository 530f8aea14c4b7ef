"""The virtual environment: made once, kept in step, and never half made."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from set_up import environment as environment_module
from set_up.environment import (
    PYTHON,
    Environment,
    Stamp,
    Work,
    alone,
    shown_of_pip,
    tool_requirements,
    work_needed,
)
from set_up.shell import Outcome, SetupError
from set_up.system import APT, System
from tests.unit.set_up.fake_shell import FakeShell

ROOT = Path(__file__).resolve().parents[3]
PROJECT = '[dependency-groups]\ndev = ["pytest>=8", "ruff"]\n'
PIP = "pip install"
USABLE_NOT = {"-c": [Outcome(1)]}  # the question whether the environment is usable

THERE = Stamp(place="/p/.venv", python="3.11", project="abc", tools=False, finished=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    return tmp_path


def environment_in(root: Path, shell: FakeShell) -> Environment:
    return Environment(root, shell, System(shell, APT, ("env",)))


def prepare(root: Path, *, tools: bool = False) -> list[str]:
    """Prepare with a shell in which all goes well; return what was run."""
    shell = FakeShell() if (root / ".venv").exists() else FakeShell(USABLE_NOT)
    environment_in(root, shell).prepare(tools=tools, companions=lambda: ["libgl1"])
    return shell.commands


@pytest.mark.parametrize(
    ("found", "usable", "work"),
    [
        (THERE, True, Work.NOTHING),
        (replace(THERE, tools=True), True, Work.NOTHING),
        (replace(THERE, project="old"), True, Work.INSTALL),
        (None, True, Work.INSTALL),
        (None, False, Work.REBUILD),
        (THERE, False, Work.REBUILD),
        (replace(THERE, finished=False), True, Work.REBUILD),
        (replace(THERE, place="/elsewhere/.venv"), True, Work.REBUILD),
        (replace(THERE, python="3.10"), True, Work.REBUILD),
    ],
)
def test_what_is_there_decides_what_is_done(found: Stamp | None, usable: bool, work: Work) -> None:
    assert work_needed(found, replace(THERE, finished=False), usable=usable) is work


def test_tools_that_are_lacking_are_installed() -> None:
    assert work_needed(THERE, replace(THERE, tools=True), usable=True) is Work.INSTALL


def test_a_stamp_reads_back_and_rubbish_is_no_stamp(tmp_path: Path) -> None:
    file = tmp_path / "stamp.json"
    assert Stamp.read(file) is None
    THERE.write(file)
    assert Stamp.read(file) == THERE
    for rubbish in ("", "[]", "{}", '{"place": 1}', '{"place": "x", "more": 2}'):
        file.write_text(rubbish)
        assert Stamp.read(file) is None


def test_the_first_time_it_is_made_and_filled_and_the_second_time_nothing_is_run(
    root: Path,
) -> None:
    first = prepare(root)
    assert [word for line in first for word in ("venv", "pip") if f"-m {word}" in line] == [
        "venv",
        "pip",
    ]
    assert prepare(root) == []


def test_byte_code_is_made_once_all_is_installed_and_is_no_condition(root: Path) -> None:
    shell = FakeShell({**USABLE_NOT, "compileall": [Outcome(1)]})
    environment_in(root, shell).prepare(tools=False, companions=list)
    installing, compiling = shell.commands[-2:]
    assert PIP in installing
    assert compiling.endswith(f"-m compileall -q -j 0 {root / 'app'}")
    assert prepare(root) == []


def test_a_changed_project_is_installed_again_without_making_a_new_environment(
    root: Path,
) -> None:
    prepare(root)
    (root / "pyproject.toml").write_text(PROJECT + "# changed\n")
    lines = prepare(root)
    assert any(PIP in line for line in lines)
    assert not any("-m venv" in line for line in lines)


def test_tools_come_when_asked_for_and_are_kept_in_step_from_then_on(root: Path) -> None:
    assert not any("ruff" in line for line in prepare(root))
    assert any("pytest>=8 ruff" in line for line in prepare(root, tools=True))
    assert prepare(root) == []
    (root / "pyproject.toml").write_text(PROJECT + "# changed\n")
    assert any("pytest>=8 ruff" in line for line in prepare(root))


@pytest.mark.parametrize("end", [Outcome(1), KeyboardInterrupt()])
@pytest.mark.parametrize("moment", ["-m venv", PIP])
def test_an_interrupted_set_up_is_begun_anew_the_next_time(
    root: Path, moment: str, end: Outcome | BaseException
) -> None:
    shell = FakeShell({**USABLE_NOT, moment: [end]})
    with pytest.raises((SetupError, KeyboardInterrupt)):
        environment_in(root, shell).prepare(tools=False, companions=list)
    leftover = root / ".venv" / "half a package"
    leftover.touch()
    lines = prepare(root)
    assert not leftover.exists()
    assert any("-m venv" in line for line in lines)
    assert prepare(root) == []


def test_an_interrupted_update_is_begun_anew_too(root: Path) -> None:
    prepare(root)
    (root / "pyproject.toml").write_text(PROJECT + "# changed\n")
    with pytest.raises(KeyboardInterrupt):
        environment_in(root, FakeShell({PIP: [KeyboardInterrupt()]})).prepare(
            tools=False, companions=list
        )
    assert any("-m venv" in line for line in prepare(root))


def test_an_environment_made_by_hand_is_kept(root: Path) -> None:
    own = root / ".venv" / "own"
    own.parent.mkdir()
    own.touch()
    prepare(root)
    assert own.exists()


def test_a_missing_venv_is_installed_first_with_what_will_be_needed_later(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    install, make = (line for line in prepare(root) if "apt-get" in line or "-m venv" in line)
    assert install.endswith(f"python{PYTHON}-venv libgl1")
    assert "-m venv" in make


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("[Errno -3] Temporary failure in name resolution')': /simple/x/", "Is there a network"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED]", "certificate"),
        ("ERROR: something new", "Look at its last lines"),
    ],
)
def test_a_failing_pip_is_put_in_a_sentence_with_its_last_lines(
    root: Path, line: str, sentence: str
) -> None:
    shell = FakeShell({**USABLE_NOT, PIP: [Outcome(1, ("Collecting x", line))]})
    with pytest.raises(SetupError) as caught:
        environment_in(root, shell).prepare(tools=False, companions=list)
    assert sentence in str(caught.value)
    assert line in str(caught.value)


def test_the_real_project_names_its_tools_as_pip_takes_them() -> None:
    requirements = tool_requirements(ROOT / "pyproject.toml")
    assert any(requirement.startswith("pytest") for requirement in requirements)
    assert not any("{" in requirement for requirement in requirements)


def test_of_pip_only_what_takes_time_is_shown() -> None:
    shown = shown_of_pip("  Downloading pyside6_essentials-6.11.3-cp310-abi3.whl (80.3 MB)")
    assert shown == "Downloading pyside6_essentials-6.11.3-cp310-abi3.whl (80.3 MB)"
    assert shown_of_pip("Installing collected packages: a, b") == "Unpacking"
    assert shown_of_pip("  Downloading nh3-0.3.whl (800 kB)") is None
    assert shown_of_pip("Collecting nh3") is None


@pytest.mark.skipif(sys.platform == "win32", reason="there two at once are not held apart")
def test_a_second_set_up_waits_for_the_first(tmp_path: Path) -> None:
    code = "import pathlib, sys; from set_up.environment import alone\n"
    code += "with alone(pathlib.Path(sys.argv[1])): print('in')"
    with alone(tmp_path):
        second = subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            cwd=Path(environment_module.__file__).parents[1],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert second.stdout
        assert second.stdout.readline() == "Waiting for another set-up to finish\n"
    assert second.communicate()[0] == "in\n"
