"""Makes the virtual environment and keeps it in step with pyproject.toml; knows nothing of Qt.

An interrupted set-up never counts: the stamp says "finished" only once everything is in.
"""

from __future__ import annotations

import contextlib
import enum
import hashlib
import importlib.util
import json
import re
import shutil
import sys
import tomllib
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from set_up.shell import SetupError, Shell, say, step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from set_up.system import System

PYTHON = "{}.{}".format(*sys.version_info)

# What pip says, and what that means.
CAUSES = {
    "No space left on device": "The disk is full.",
    "CERTIFICATE_VERIFY_FAILED": "This Python does not trust the package index's certificate.",
    "ProxyError": "The proxy refuses the connection.",
    "Temporary failure in name resolution": "No package index can be reached. Is there a network?",
    "Name or service not known": "No package index can be reached. Is there a network?",
    "Network is unreachable": "No package index can be reached. Is there a network?",
    "Failed to establish a new connection": "No package index can be reached. Is there a network?",
    "Read timed out": "The package index answers too slowly.",
}


@dataclass(frozen=True)
class Stamp:
    """What a virtual environment was set up for; kept inside it."""

    place: str  # it does not survive being moved
    python: str
    project: str  # SHA-256 of pyproject.toml
    tools: bool  # what tests and checks need is in it as well
    finished: bool = False

    @classmethod
    def read(cls, file: Path) -> Stamp | None:
        """Return the stamp in a file; None if there is none or it cannot be understood."""
        try:
            return cls(**json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, file: Path) -> None:
        """Put the stamp into a file, whole or not at all."""
        new = file.with_suffix(".new")
        new.write_text(json.dumps(asdict(self)), encoding="utf-8")
        new.replace(file)


class Work(enum.Enum):
    """What a virtual environment needs."""

    NOTHING = enum.auto()
    INSTALL = enum.auto()
    REBUILD = enum.auto()


def work_needed(found: Stamp | None, wanted: Stamp, *, usable: bool) -> Work:
    """Decide what to do with a virtual environment.

    Args:
        found: The stamp found in it, if any.
        wanted: The stamp it is to get.
        usable: Whether its Python runs, is the right version and has pip.
    """
    if not usable or (found and not found.finished):
        return Work.REBUILD
    if found is None:  # made by hand or by another tool: worth keeping
        return Work.INSTALL
    if (found.place, found.python) != (wanted.place, wanted.python):
        return Work.REBUILD
    if found.project != wanted.project or (wanted.tools and not found.tools):
        return Work.INSTALL
    return Work.NOTHING


def tool_requirements(project: Path) -> list[str]:
    """Return the dependency group "dev" of a pyproject.toml; Debian 12's pip knows no groups."""
    groups = tomllib.loads(project.read_text(encoding="utf-8"))["dependency-groups"]
    return [str(requirement) for requirement in groups["dev"]]


def shown_of_pip(line: str) -> str | None:
    """Show the large downloads and the moment of unpacking."""
    large = re.match(r"\s*Downloading (?:\S+/)?(\S+) (\([\d.]+ MB\))", line)
    if large:
        return f"Downloading {large.group(1)} {large.group(2)}"
    return "Unpacking" if line.startswith("Installing collected packages") else None


class Environment:
    """The virtual environment Galley runs in."""

    def __init__(self, root: Path, shell: Shell, system: System) -> None:
        """Take the project's folder; the environment is `.venv` in it."""
        self._root = root
        self._shell = shell
        self._system = system
        self._project = root / "pyproject.toml"
        self.folder = root / ".venv"
        self.stamp_file = self.folder / "galley-setup.json"

    def program(self, name: str) -> str:
        """Return the path of one of its programs."""
        if sys.platform == "win32":
            return str(self.folder / "Scripts" / f"{name}.exe")
        return str(self.folder / "bin" / name)

    def package(self, name: str) -> Path:
        """Return the folder of a package installed in it (not on Windows)."""
        return self.folder / "lib" / f"python{PYTHON}" / "site-packages" / name

    def prepare(self, *, tools: bool, companions: Callable[[], list[str]]) -> None:
        """Bring it to what pyproject.toml asks; nothing is started if it is there already.

        Args:
            tools: Install what tests and checks need as well.
            companions: System packages that will be needed later. They go along if Python itself
                lacks one: the machine is bare then, and its owner is to be asked once, not thrice.

        Raises:
            SetupError: It could not be made or filled.
        """
        found = Stamp.read(self.stamp_file)
        wanted = Stamp(
            place=str(self.folder),
            python=PYTHON,
            project=hashlib.sha256(self._project.read_bytes()).hexdigest(),
            # Tools once installed are kept in step, or the stamp would no longer be true of them.
            tools=tools or bool(found and found.tools),
        )
        if found == replace(wanted, finished=True):
            return
        work = work_needed(found, wanted, usable=self._usable())
        if work is Work.REBUILD:
            self._make(wanted, companions)
        wanted.write(self.stamp_file)
        self._install(tools=wanted.tools)
        self._compile()
        replace(wanted, finished=True).write(self.stamp_file)

    def _usable(self) -> bool:
        question = f"import pip, sys; sys.exit('{{}}.{{}}'.format(*sys.version_info) != '{PYTHON}')"
        return self._shell.run([self.program("python"), "-I", "-c", question]).code == 0

    def _make(self, wanted: Stamp, companions: Callable[[], list[str]]) -> None:
        if importlib.util.find_spec("ensurepip") is None:
            # Debian and Ubuntu keep this part of Python in a package of its own.
            self._system.install([f"python{PYTHON}-venv", *companions()], "Galley")
        if self.folder.exists():
            say(
                "Removing the old .venv: it is unfinished, or made by another tool, Python or place"
            )
            shutil.rmtree(self.folder)
        self.folder.mkdir()
        wanted.write(self.stamp_file)
        # Not the Python of the very environment that was just removed.
        base = getattr(sys, "_base_executable", sys.executable)
        with step("Making a virtual environment in .venv"):
            outcome = self._shell.run([base, "-m", "venv", str(self.folder)])
        if outcome.code:
            raise SetupError(f"The virtual environment could not be made:\n\n{outcome.quoted()}")

    def _install(self, *, tools: bool) -> None:
        command = [self.program("python"), "-I", "-m", "pip", "install", "--no-input"]
        command += ["--disable-pip-version-check", "--editable", str(self._root)]
        what = "Galley and its parts"
        if tools:
            command += tool_requirements(self._project)
            what += ", and the tools for tests and checks"
        with step(f"Installing {what} (a minute or two, the first time)"):
            outcome = self._shell.run(command, shown_of_pip)
        if outcome.code:
            text = "\n".join(outcome.lines)
            cause = next((CAUSES[sign] for sign in CAUSES if sign in text), "")
            raise SetupError(
                f"pip could not install Galley. {cause or 'Look at its last lines.'}\n\n"
                f"{outcome.quoted()}"
            )

    def _compile(self) -> None:
        """Make Galley's byte code now, so that the very first window opens as quickly as the rest.

        It is also there for those who have Python keep none. Where it can't be written, a start
        compiles what it needs.
        """
        command = [self.program("python"), "-I", "-m", "compileall", "-q", "-j", "0"]
        self._shell.run([*command, str(self._root / "app")])


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Let a second set-up wait for the first instead of tearing down its work."""
    if sys.platform == "win32":  # two at once are for Windows to forbid: files in use stay put
        yield
        return
    import fcntl

    with (root / ".venv.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another set-up to finish")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
