"""``galley import``: what it takes, and what is said of each capture."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from galley.commands import versions
from galley.services.intake.batch_importing import Outcome, OutcomeState
from galley.services.intake.captures import Captured, file_name_of, keep_bytes

__all__ = ["Said", "add_options", "said_of"]


class Said(NamedTuple):
    """What is said of a capture.

    Attributes:
        lines: On standard output.
        remarks: On standard error, without who says it.
        failed: It is not in the library.
    """

    lines: tuple[str, ...]
    remarks: tuple[str, ...]
    failed: bool = False


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a file, a folder, or the address of a page"
    )
    parser.add_argument(
        "--as-version-of",
        metavar="ARTICLE",
        help="later captures of an article in the library: its next versions",
    )
    parser.add_argument(
        "--keep-unread",
        type=Path,
        metavar="FOLDER",
        help="save what was fetched and can’t be read in a folder, as it came",
    )


def said_of(outcome: Outcome, keep_in: Path | None) -> Said:
    """What is said of a capture; what was fetched in vain is kept if the person wants.

    Args:
        outcome: What became of it.
        keep_in: Where the bytes of what can't be read go if they lie nowhere else; None for away.

    Raises:
        ExportFailed: They could not be written.
    """
    about = {
        OutcomeState.NEW: "",
        OutcomeState.NEW_VERSION: f" (version {outcome.number})",
        OutcomeState.KNOWN: " (in the library already)",
    }.get(outcome.state)
    if about is None:
        return Said((), tuple(_failure(outcome, keep_in)), failed=True)
    carried = versions.carried(outcome.carried)
    lines = [f"{outcome.article_id}  {outcome.headline or outcome.label}{about}"]
    lines += [f"   {carried}"] if carried else []
    offer = versions.offer(outcome.label, outcome.resembles) if outcome.resembles else ""
    return Said(tuple(lines), (offer,) if offer else ())


def _failure(outcome: Outcome, keep_in: Path | None) -> Iterator[str]:
    problem = outcome.problem or f"“{outcome.label}” was not imported."
    # Among many, each sentence says which file it is of. An address may hold a password.
    is_named = problem.startswith("“") or outcome.label in problem or "://" in outcome.label
    yield problem if is_named else f"“{outcome.label}”: {problem}"
    if outcome.captured is None or not outcome.captured.data:
        return
    if keep_in is None:
        yield "To keep what came, name a folder with --keep-unread."
        return
    path = _free_path(keep_in, outcome.captured)
    keep_bytes(path, outcome.captured.data)
    yield f"What came is kept as {path}"


def _free_path(folder: Path, captured: Captured) -> Path:
    name = Path(file_name_of(captured))
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{name.stem}-{number}{name.suffix}"
    return path
