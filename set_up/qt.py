"""Finds out which system libraries Qt lacks, by loading it; knows nothing of installing them.

Qt's wheels bring Qt itself, but not the libraries for X11, fonts and OpenGL that every desktop has
and a bare system has not.
"""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING

from set_up.shell import SetupError, Shell
from set_up.system import DNF, PACMAN, Manager, System

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# What must load for a window, inside the PySide6 package.
FILES = (
    "lib/libQt6Widgets.so.6",
    "lib/libQt6Svg.so.6",
    "lib/libQt6PrintSupport.so.6",
    "lib/libQt6DBus.so.6",
    "plugins/platforms/libqxcb.so",
    "plugins/platforms/libqoffscreen.so",
    "plugins/iconengines/libqsvgicon.so",
    "plugins/imageformats/libqjpeg.so",
)
FILES_FOR_WAYLAND = ("plugins/platforms/libqwayland.so",)

# What those ask of the system: soname -> package of Debian and Ubuntu, package of Arch. The loader
# names one missing library at a time; trying these as well saves a round of installing for each.
LIBRARIES = {
    "libEGL.so.1": ("libegl1", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libx11"),
    "libX11.so.6": ("libx11-6", "libx11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype2"),
    "libgcc_s.so.1": ("libgcc-s1", "gcc-libs"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libstdc++.so.6": ("libstdc++6", "gcc-libs"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libz.so.1": ("zlib1g", "zlib"),
    "libzstd.so.1": ("libzstd1", "zstd"),
}
LIBRARIES_FOR_WAYLAND = {
    "libwayland-client.so.0": ("libwayland-client0", "wayland"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "wayland"),
    "libwayland-egl.so.1": ("libwayland-egl1", "wayland"),
}

# Loads Qt's files and, only if one of them fails, the libraries that may be missing; prints every
# complaint. A process of its own: a library once loaded hides that another cannot find it.
LOADING = """
import ctypes, json, sys
def complaints(names):
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError as error:
            yield str(error)
files, likely = json.loads(sys.argv[1])
found = list(complaints(files))
print(json.dumps(found + list(complaints(likely)) if found else []))
"""


def complaints_on_loading(shell: Shell, python: str, package: Path) -> list[str]:
    """Load Qt and return what the loader has to say: nothing when all is well.

    Args:
        shell: Runs the trial.
        python: The Python to load it in.
        package: The folder of the PySide6 package.

    Raises:
        SetupError: The trial itself failed.
    """
    files, likely = [*FILES], [*LIBRARIES]
    if os.environ.get("WAYLAND_DISPLAY"):
        files += FILES_FOR_WAYLAND
        likely += LIBRARIES_FOR_WAYLAND
    names = json.dumps([[str(package / "Qt" / file) for file in files], likely])
    outcome = shell.run([python, "-I", "-S", "-c", LOADING, names])
    if outcome.code or not outcome.lines:
        raise SetupError("Qt could not be tried out:\n\n" + outcome.quoted())
    return [str(complaint) for complaint in json.loads(outcome.lines[-1])]


def likely_packages(shell: Shell, manager: Manager | None) -> list[str]:
    """Return the packages Qt will lack, as far as that can be told before Qt itself is there."""
    outcome = shell.run([sys.executable, "-I", "-S", "-c", LOADING, json.dumps([[*LIBRARIES], []])])
    complaints = json.loads(outcome.lines[-1])
    return packages_for(missing_libraries(complaints), manager)


def missing_libraries(complaints: Sequence[str]) -> list[str]:
    """Find the libraries that are really missing in what the loader says.

    Args:
        complaints: The loader's messages. Each names the library that cannot be found, often not
            the one that was asked for but one that it needs in turn.

    Returns:
        Sonames, sorted and each once.

    Raises:
        SetupError: A complaint that no package mends: an old system, or a damaged file.
    """
    missing = set()
    for complaint in complaints:
        absent = re.match(r"([^/\s:]+\.so[.\d]*): cannot open shared object file", complaint)
        if absent:
            missing.add(absent.group(1))
        elif re.search(r"version `(GLIBC|GLIBCXX|CXXABI)_[\d.]+' not found", complaint):
            raise SetupError(f"This system is too old for Qt 6:\n\n  | {complaint}")
        else:
            raise SetupError(
                "Qt's files are incomplete or damaged. Remove the folder .venv, then run this "
                f"again:\n\n  | {complaint}"
            )
    return sorted(missing)


def packages_for(libraries: Sequence[str], manager: Manager | None) -> list[str]:
    """Find the packages that hold libraries.

    Args:
        libraries: Sonames, such as "libxcb-cursor.so.0".
        manager: Whose names are wanted; None for Debian's.

    Returns:
        Package names, sorted and each once; nothing for a library whose package is not known.
    """
    if manager is DNF:  # finds the package itself
        return sorted({f"{soname}()(64bit)" for soname in libraries})
    column = 1 if manager is PACMAN else 0
    table = LIBRARIES | LIBRARIES_FOR_WAYLAND
    return sorted({table[soname][column] for soname in libraries if soname in table})


def make_loadable(shell: Shell, system: System, python: str, package: Path) -> None:
    """Install the system libraries Qt lacks, until it loads.

    Args:
        shell: Runs the trials.
        system: Installs the packages.
        python: The Python to load Qt in.
        package: The folder of the PySide6 package.

    Raises:
        SetupError: Qt cannot be made to load; the message says what is missing.
    """
    tried: set[str] = set()
    while complaints := complaints_on_loading(shell, python, package):
        packages = packages_for(missing_libraries(complaints), system.manager)
        # A library of unknown package may come along with another: only no progress ends it.
        if tried.issuperset(packages):
            lines = "\n".join(f"  | {complaint}" for complaint in complaints)
            raise SetupError(
                "Qt cannot be loaded. The loader says:\n\n"
                + lines
                + "\n\nInstall the packages that hold these libraries, then run this again."
            )
        system.install(packages, "Qt")
        tried.update(packages)
