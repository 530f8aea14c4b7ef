"""Where Galley starts: a command goes to the command line, anything else to the window."""

import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = ["main"]


def main() -> int:
    """Run what the arguments of this process ask for, and return the exit code."""
    arguments = sys.argv[1:]
    if not arguments:  # the usual start waits for no parser of arguments
        return _open_window(None, [], "")
    if getattr(sys, "frozen", False):  # one file is all there is to start the other process with
        from galley.services.intake.parsing_worker import WORKER, serve

        if arguments == [WORKER]:
            serve()
            return 0
    from galley import cli

    if not cli.opens_window(arguments):
        return cli.main(arguments)
    return _open_window(*_window_arguments(arguments))


def _open_window(library: Path | None, files: list[Path], link: str) -> int:
    from galley.bootstrap import run  # the only way from here to Qt

    return run(library, files, link)


def _window_arguments(arguments: Sequence[str]) -> tuple[Path | None, list[Path], str]:
    """The library, the files and the link that the window is to open; the usual library is None.

    Raises:
        SystemExit: The arguments make no sense; the usage was written to standard error.
    """
    import argparse

    from galley.domain.note_links import parse_address

    parser = argparse.ArgumentParser(prog="galley", allow_abbrev=False)
    parser.add_argument("--library", type=Path, metavar="FILE")
    parser.add_argument("files", nargs="*", metavar="FILE or LINK")
    found = parser.parse_args(arguments)
    links = [given for given in found.files if parse_address(given)]
    files = [Path(given) for given in found.files if given not in links]
    return found.library, files, links[-1] if links else ""


if __name__ == "__main__":
    sys.exit(main())
