"""What can be typed after ``galley``: every command with its options. Runs none of them."""

import argparse
from pathlib import Path

from galley import __version__
from galley.commands import (
    annotating,
    exporting,
    importing,
    importing_annotations,
    keeping,
    listing,
    searching,
    versions,
)

__all__ = ["make_parser"]


def make_parser() -> argparse.ArgumentParser:
    """What understands all commands with their options."""
    parser = argparse.ArgumentParser(
        prog="galley",
        allow_abbrev=False,
        usage="galley [--library FILE] [FILE ...]\n       galley [--library FILE] COMMAND ...",
        description="Read a news article closely: mark its quotes and figures, check, report.",
        epilog="Without a command the window opens, with the files given, or at the article or "
        "mark whose link is given (galley:article/…). "
        "An ARTICLE is named by its id, the beginning of it, or words of its headline.",
    )
    parser.add_argument("--version", action="version", version=f"galley {__version__}")
    parser.add_argument("--library", type=Path, metavar="FILE", help="the library to use")
    # The same option after the command; left out there, it must not undo the one before it.
    library = argparse.ArgumentParser(add_help=False)
    library.add_argument(
        "--library", type=Path, metavar="FILE", default=argparse.SUPPRESS, help=argparse.SUPPRESS
    )
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, prog="galley"
    )

    def add(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=text,
            description=f"{text[0].upper()}{text[1:]}.",
            parents=[library],
            allow_abbrev=False,
        )

    files = add("import", "put articles into the library")
    importing.add_options(files)
    keeping.add_going_on(files)
    versions.add_options(add("versions", "list the captures of an article"))
    listing.add_options(add("list", "list the library"))
    searching.add_options(add("search", "find articles and annotations"))
    extract = add("extract", "print an article's structure, without a library")
    extract.add_argument("file", type=Path, metavar="FILE")
    extract.add_argument("--json", action="store_true", help="as JSON; else its text")
    reanchor = add("reanchor", "print where marks belong in another text, without a library")
    reanchor.add_argument(
        "case", type=Path, metavar="CASE", help="JSON: the texts “old” and “new”, and “targets”"
    )
    annotating.add_options(add("annotate", "mark an exact quote"))
    exporting.add_options(add("export", "write the annotated report"))
    arrivals = add("import-annotations", "take in annotations that another program wrote")
    importing_annotations.add_options(arrivals)
    keeping.add_going_on(arrivals)
    keeping.add_options(add)
    add("demo", "make a library with marked articles to look at; name it with --library")
    return parser
