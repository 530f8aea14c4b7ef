"""The composition root: what is known without a window comes first, then Qt and the window.

A start is mostly imports. They are in the functions here, so that nothing slows them down.
"""

import gc
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = ["run"]

log = logging.getLogger(__name__)


def run(library: Path | None, files: Sequence[Path], link: str = "") -> int:
    """Open the window and stay until it is closed.

    Args:
        library: The library's file; None for the usual one.
        files: Captures to take in.
        link: The address of an article or a mark to go to; "" for none.

    Returns:
        The process's exit code.
    """
    if _has_no_screen():
        sys.stderr.write(
            "galley: There is no screen to open a window on. "
            "Start it from a desktop, or use its commands: galley --help\n"
        )
        return 1
    logging.basicConfig(level=logging.WARNING, format="galley: %(levelname)s: %(message)s")
    # Next to nothing of what a start makes is garbage: looking for it takes a tenth of the time.
    gc.disable()
    from galley.services.start.first_screen import find_first_screen

    screen = find_first_screen(library)
    if _is_handed_over(screen.library, files, link):
        return 0
    from galley.ui.running.qt_loading import load_qt

    load_qt()
    from galley.ui.running.session import open_window

    return open_window(screen, files, link, _on_painted)


def _is_handed_over(library: Path, files: Sequence[Path], link: str) -> bool:
    """Whether a window has the library open already, and took the files and the link."""
    from galley.services.paths import lock_path

    if not lock_path(library).exists():  # as nearly always: a start costs no more than this look
        return False
    from galley.services import one_window

    if not one_window.is_open_elsewhere(library):
        return False
    answer = one_window.hand_over(library, files, link)
    if answer is None:  # it is of an older Galley, or hangs: the window says that it is locked
        return False
    sys.stdout.write(f"galley: {one_window.handed_sentence(library, files, answer)}\n")
    return True


def _has_no_screen() -> bool:
    """Whether Qt would end the process because there is no window system to reach."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names)


def _on_painted() -> None:
    """The window is there: from now on, it looks for garbage itself."""
    log.debug("painted")  # what tests/benchmarks/start.py waits for
    gc.freeze()  # what was made until now stays until the end, and need not be looked through
