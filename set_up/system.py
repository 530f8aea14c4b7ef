"""Installs packages of the operating system where it may, or says the line that does.

Knows package managers, not what the packages are for.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from set_up.shell import Outcome, SetupError, Shell, say, step

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Manager:
    """A package manager: how it installs, renews its lists and recovers from being interrupted.

    What is empty is not to be done.
    """

    name: str
    install: tuple[str, ...]
    refresh: tuple[str, ...] = ()
    recover: tuple[str, ...] = ()


APT = Manager(
    "apt-get",
    ("apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"),
    ("apt-get", "update"),
    ("dpkg", "--configure", "-a"),
)
DNF = Manager("dnf", ("dnf", "install", "-y"))
# Renewing pacman's lists without upgrading everything is what breaks an Arch system.
PACMAN = Manager("pacman", ("pacman", "-S", "--needed", "--noconfirm"))
MANAGERS = (APT, DNF, PACMAN)


def prefix_for_root(shell: Shell) -> tuple[str, ...] | None:
    """Return what stands before a command that is to run as root; None if that is not allowed."""
    if sys.platform == "win32":
        return None
    quiet = ("env", "DEBIAN_FRONTEND=noninteractive")
    if os.geteuid() == 0:
        return quiet
    # At a terminal sudo asks for the password itself; elsewhere it must not need one.
    if shutil.which("sudo") and (sys.stdin.isatty() or shell.run(["sudo", "-n", "true"]).code == 0):
        return ("sudo", *quiet)
    return None


def shown_of_manager(line: str) -> str | None:
    """Show how much is fetched and how much room it takes; the rest is noise."""
    return line if " MB " in line and not line.startswith("Get:") else None


class System:
    """The packages of this machine's system."""

    def __init__(
        self, shell: Shell, manager: Manager | None, prefix: tuple[str, ...] | None
    ) -> None:
        """Take a manager (None: none known here) and the prefix for root (None: not allowed)."""
        self._shell = shell
        self._prefix = prefix
        self.manager = manager

    @classmethod
    def here(cls, shell: Shell) -> System:
        """Return the system this runs on."""
        manager = next((each for each in MANAGERS if shutil.which(each.name)), None)
        return cls(shell, manager, prefix_for_root(shell) if manager else None)

    def advice(self, packages: Sequence[str]) -> str:
        """Return the line a person can paste to install packages."""
        if self.manager is None:
            return "Packages, as Debian names them: " + " ".join(packages)
        sudo = ["sudo"] if shutil.which("sudo") else []
        lines = [[*sudo, self.manager.name, self.manager.install[1], *packages]]
        if self.manager.refresh:
            lines.insert(0, [*sudo, *self.manager.refresh])
        advice = " && ".join(map(shlex.join, lines))
        return advice if sudo else advice + "    (as root)"

    def install(self, packages: Sequence[str], purpose: str) -> None:
        """Install packages, renewing the package lists if they prove stale.

        Args:
            packages: Their names.
            purpose: What needs them, as the start of a sentence: "Qt".

        Raises:
            SetupError: They may not be installed from here, or could not be.
        """
        if self.manager is None or self._prefix is None:
            raise SetupError(
                f"{purpose} needs system packages. Install them, then run this again:\n\n"
                f"  {self.advice(packages)}"
            )
        with step(f"Installing system packages: {' '.join(packages)}"):
            outcome = self._install(self.manager, self._prefix, packages)
        if outcome.code:
            raise SetupError(
                f"{self.manager.name} could not install what {purpose} needs. Its last lines:\n\n"
                f"{outcome.quoted()}\n\nTo try by hand:\n\n  {self.advice(packages)}"
            )

    def _install(
        self, manager: Manager, prefix: tuple[str, ...], packages: Sequence[str]
    ) -> Outcome:
        command = [*prefix, *manager.install, *packages]
        outcome = self._shell.run(command, shown_of_manager)
        if outcome.code == 0 or not manager.refresh:
            return outcome
        say("    The package lists may be old; renewing them")
        if manager.recover:
            self._shell.run([*prefix, *manager.recover])
        renewed = self._shell.run([*prefix, *manager.refresh])
        again = self._shell.run(command, shown_of_manager)
        # apt-get calls it a success when it could not reach its servers: only its words tell.
        return Outcome(again.code, renewed.lines[-3:] + again.lines[-5:])
