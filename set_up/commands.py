"""What can be asked of run.py: start Galley, test it, check it, or only set it up."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from set_up import qt
from set_up.environment import Environment, alone
from set_up.shell import SetupError, Shell, say, step
from set_up.system import System

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from set_up.system import Manager

ROOT = Path(__file__).resolve().parent.parent

# The programs of the end-to-end tests: program -> its package, by manager.
STORY_PROGRAMS = {
    "Xvfb": {"apt-get": "xvfb", "dnf": "xorg-x11-server-Xvfb", "pacman": "xorg-server-xvfb"},
    "openbox": {"apt-get": "openbox", "dnf": "openbox", "pacman": "openbox"},
    "xdotool": {"apt-get": "xdotool", "dnf": "xdotool", "pacman": "xdotool"},
    "dbus-daemon": {"apt-get": "dbus-daemon", "dnf": "dbus-daemon", "pacman": "dbus"},
    "at-spi-bus-launcher": {
        "apt-get": "at-spi2-core",
        "dnf": "at-spi2-core",
        "pacman": "at-spi2-core",
    },
}
# Where a program may be that nobody is meant to start by hand.
BEHIND_THE_SCENES = ("/usr/libexec", "/usr/lib/at-spi2-core", "/usr/lib")


def set_up(*, tools: bool) -> Environment:
    """Bring the machine to where Galley can run, and its tests too if `tools`.

    Raises:
        SetupError: Something is missing that this may not install, or cannot.
    """
    shell = Shell()
    system = System.here(shell)
    environment = Environment(ROOT, shell, system)

    def companions() -> list[str]:
        stories = story_packages(system.manager) if tools else []
        return qt.likely_packages(shell, system.manager) + stories

    try:
        with alone(ROOT):
            environment.prepare(tools=tools, companions=companions)
            if sys.platform == "linux":
                python, package = environment.program("python"), environment.package("PySide6")
                qt.make_loadable(shell, system, python, package)
                if tools:
                    provide_story_programs(system, os.environ)
    except OSError as error:
        raise SetupError(f"{error.strerror}: {error.filename}") from error
    return environment


def story_packages(manager: Manager | None) -> list[str]:
    """Return the packages of the end-to-end tests' programs that are missing here."""
    name = manager.name if manager else "apt-get"
    return [names[name] for program, names in STORY_PROGRAMS.items() if not is_there(program)]


def is_there(program: str) -> bool:
    """Return whether a program is installed, in the path or behind the scenes."""
    hidden = (Path(folder) / program for folder in BEHIND_THE_SCENES)
    return bool(shutil.which(program)) or any(path.is_file() for path in hidden)


def provide_story_programs(system: System, environ: Mapping[str, str]) -> None:
    """Install what the end-to-end tests need, or say that they will be skipped.

    Raises:
        SetupError: It cannot be had, and this is CI, where nothing may be skipped.
    """
    packages = story_packages(system.manager)
    if not packages:
        return
    try:
        system.install(packages, "The end-to-end test")
    except SetupError as error:
        if environ.get("CI"):
            raise
        say(f"{error}\n\nGoing on without: the end-to-end tests will be skipped.\n")


def become(command: Sequence[str]) -> int:  # noqa: RET503 - execv does not return
    """Go on as another program; where a process cannot do that, run it and return its exit code."""
    if sys.platform == "win32":
        return subprocess.run(command, check=False).returncode
    os.execv(command[0], list(command))


def start(arguments: Sequence[str]) -> int:
    """Open Galley's window, or hand the arguments to its command line."""
    environment = set_up(tools=False)
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not arguments and not any(map(os.environ.get, screens)):
        raise SetupError("Galley is set up, but there is no screen here to open its window on.")
    if not arguments:
        say("Opening Galley")
    return become([environment.program("python"), "-m", "galley", *arguments])


def test(arguments: Sequence[str]) -> int:
    """Run the tests; the arguments go to pytest."""
    environment = set_up(tools=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(ROOT)
    return become([environment.program("python"), "-m", "pytest", *arguments])


def check(_arguments: Sequence[str]) -> int:
    """Run lint, format, types and layers, every one of them; return 1 if one complains."""
    environment = set_up(tools=True)
    python = environment.program("python")
    checks = {
        "Lint": [python, "-m", "ruff", "check", "."],
        "Format": [python, "-m", "ruff", "format", "--check", "."],
        "Types": [python, "-m", "mypy"],
        "Layers": [environment.program("lint-imports")],
    }
    failed = []
    for name, command in checks.items():
        with step(f"{name}: {shlex.join([Path(command[0]).name, *command[1:]])}"):
            if subprocess.run(command, cwd=ROOT, check=False).returncode:
                failed.append(name)
    say(f"Not in order: {', '.join(failed)}" if failed else "All checks passed")
    return 1 if failed else 0


def only_set_up(_arguments: Sequence[str]) -> int:
    """Set up and stop there."""
    set_up(tools=False)
    say("Galley is set up")
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "--": start,
    "test": test,
    "check": check,
    "setup": only_set_up,
}


def run(arguments: Sequence[str]) -> int:
    """Do what a command line asks.

    Args:
        arguments: The command line without the program's name.

    Returns:
        The exit code: 0 done, 1 something is wrong, 2 the question was not understood.
    """
    name, *rest = arguments or ["--"]
    command = COMMANDS.get(name)
    if command is None or (rest and command in (check, only_set_up)):
        say(f"run.py does not know “{shlex.join(arguments)}”. See: python3 run.py --help")
        say(f"To hand it to Galley: python3 run.py -- {shlex.join(arguments)}")
        return 2
    try:
        return command(rest)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130
