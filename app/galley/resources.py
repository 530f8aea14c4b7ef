"""Finds the files that ship with Galley, in a checkout, a wheel or a frozen app."""

import sys
from functools import cache
from pathlib import Path

__all__ = ["PARSED_SAMPLE", "SAMPLE", "data_file", "resource"]

SAMPLE = "sample-article.txt"
PARSED_SAMPLE = "sample-article.parsed.json"  # what packaging/parse_sample.py made of it


@cache
def _root() -> Path:
    """The folder that holds ``resources/`` and ``data/``."""
    frozen = getattr(sys, "_MEIPASS", None)  # set by the frozen app's loader
    if frozen is not None:
        return Path(frozen)
    package = Path(__file__).resolve().parent
    shipped = package / "_shipped"  # where the wheel puts them
    return shipped if shipped.is_dir() else package.parents[1]


def resource(*parts: str) -> Path:
    """The path of a shipped resource, such as ``resource("icons", "plus.svg")``.

    Raises:
        FileNotFoundError: The installation lacks the file.
    """
    return _existing(_root().joinpath("resources", *parts))


def data_file(name: str) -> Path:
    """The path of a shipped data file, such as ``data_file("sample-article.txt")``.

    Raises:
        FileNotFoundError: The installation lacks the file.
    """
    return _existing(_root() / "data" / name)


def _existing(path: Path) -> Path:
    if not path.exists():
        raise FileNotFoundError(f"This copy of Galley is incomplete: {path} is missing.")
    return path
