"""Where captures come from: files, folders and what was pasted, as one ordered list of sources.

Knows no importer and no library. What is fetched from the network is in ``fetching``.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from galley.domain.article import ParsedArticle
from galley.domain.errors import ExportFailed, JobCancelled
from galley.domain.jobs import Job
from galley.services.files import describe_os_error, safe_stem, write_whole
from galley.services.intake.complete_pages import PAGE_SUFFIXES, page_of
from galley.services.intake.importing import read_capture

__all__ = [
    "Captured",
    "Collected",
    "FileSource",
    "PastedSource",
    "Source",
    "collect",
    "file_name_of",
    "is_named_as_capture",
    "keep_bytes",
]

_CAPTURE_SUFFIXES = PAGE_SUFFIXES | {
    ".docx",
    ".epub",
    ".markdown",
    ".md",
    ".mht",
    ".mhtml",
    ".pdf",
    ".text",
    ".txt",
}
_SUFFIXES = {"text/html": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}


@dataclass(frozen=True, slots=True)
class Captured:
    """The untouched bytes of a capture, and what is known of them.

    Attributes:
        name: The file's name, or a word for where they came from.
        media_type: What the sender called them; may be empty.
        address: Where they were fetched, if they were.
        path: The file, where it lies on a disk: pictures may lie beside it.
    """

    data: bytes
    name: str
    media_type: str = ""
    address: str = ""
    path: Path | None = None


class Source(Protocol):
    """Something that a capture can be had from."""

    @property
    def label(self) -> str:
        """What a person knows it by."""
        ...

    @property
    def elsewhere(self) -> bool:
        """Whether its bytes lie somewhere already, so that nobody needs to keep them."""
        ...

    def read(self, job: Job) -> Captured:
        """Get the bytes; may take long, and may run on any thread.

        Raises:
            ImportFailed: They can't be had.
            JobCancelled: The person cancelled.
        """
        ...

    def other(self) -> "Source | None":
        """The same in another form, to try where this one can’t be read, if there is one."""
        ...

    def complete(self, parsed: ParsedArticle, job: Job) -> tuple[ParsedArticle, int]:
        """Bring what belongs to the article and is not in its bytes; may take long.

        Returns:
            The article, and how many of its pictures were wanted and could not be had.

        Raises:
            JobCancelled: The person cancelled.
        """
        ...


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file on a disk."""

    path: Path
    elsewhere: bool = True

    @property
    def label(self) -> str:
        """Its name."""
        return self.path.name or str(self.path)

    def read(self, _job: Job) -> Captured:
        """Read it; the pictures that lie beside it come with it."""
        return Captured(read_capture(self.path), self.path.name, path=self.path)

    def other(self) -> None:
        """A file has one form."""

    def complete(self, parsed: ParsedArticle, _job: Job) -> tuple[ParsedArticle, int]:
        """It is complete."""
        return parsed, 0


@dataclass(frozen=True, slots=True)
class PastedSource:
    """What was on the clipboard, or was dropped as text.

    Attributes:
        captured: In the form that tells most.
        plain: The same as plain text, if it has that form too.
    """

    captured: Captured
    plain: Captured | None = None
    elsewhere: bool = False

    @property
    def label(self) -> str:
        """What it is called."""
        return self.captured.name

    def read(self, _job: Job) -> Captured:
        """It is there."""
        return self.captured

    def other(self) -> "PastedSource | None":
        """The plain text: a few words or a table are no page, but they are words."""
        return None if self.plain is None else PastedSource(self.plain)

    def complete(self, parsed: ParsedArticle, _job: Job) -> tuple[ParsedArticle, int]:
        """It is complete."""
        return parsed, 0


@dataclass(frozen=True, slots=True)
class Collected:
    """What was found in files and folders.

    Attributes:
        sources: The captures, in order.
        passed_over: The names of files in the folders that are no captures by these.
        problems: A sentence for each folder that gave nothing or could not be read.
    """

    sources: tuple[FileSource, ...] = ()
    passed_over: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def is_named_as_capture(file: Path) -> bool:
    """Whether a file's name says that it is a page or a document.

    Of a folder only these are taken, and what has no suffix; a file that is named itself is
    always tried.
    """
    return file.suffix.lower() in _CAPTURE_SUFFIXES


def collect(paths: Iterable[Path], job: Job | None = None) -> Collected:
    """Find the captures in files, folders and mixtures of both.

    A file is taken as it is named. Of a folder, with all folders in it, those files are taken that
    may be captures by their names, in the order of their names; what a browser saved beside a page
    belongs to that page and is none of its own. Nothing is taken twice.

    Args:
        paths: As they were named or dropped.
        job: Reports nothing; asked at every folder whether the person cancelled.

    Raises:
        JobCancelled: The person cancelled.
    """
    found: dict[Path, FileSource] = {}
    passed_over: list[str] = []
    problems: list[str] = []
    for path in paths:
        page = page_of(path)
        if page is not None or not path.is_dir():
            found.setdefault(_place_of(page or path), FileSource(page or path))
            continue
        said = len(problems)
        captures = 0
        for file in _files_in(path, job or Job(), problems):
            if not file.suffix or is_named_as_capture(file):
                found.setdefault(_place_of(file), FileSource(file))
                captures += 1
            else:
                passed_over.append(file.name)
        if not captures and said == len(problems):
            problems.append(f"“{path.name}” holds nothing to import: choose another folder.")
    return Collected(tuple(found.values()), tuple(passed_over), tuple(problems))


def _place_of(file: Path) -> Path:
    """The same file under one name, whichever way leads to its folder; a link to it is another."""
    return Path(os.path.realpath(file.parent), file.name)


def _files_in(folder: Path, job: Job, problems: list[str]) -> Iterator[Path]:
    """The files of a folder and the folders in it, by name, without what is hidden."""

    def note(error: OSError) -> None:
        reason = error.strerror or str(error)
        problems.append(f"“{error.filename}” can’t be read ({reason}): choose another folder.")

    for here, folders, files in os.walk(folder, onerror=note):
        if job.cancelled:
            raise JobCancelled
        place = Path(here)
        folders[:] = sorted(name for name in folders if _is_own(place / name))
        yield from (place / name for name in sorted(files) if not name.startswith("."))


def _is_own(folder: Path) -> bool:
    return not folder.name.startswith(".") and page_of(folder) is None


def file_name_of(captured: Captured) -> str:
    """What a file with these bytes is called: a name, and an ending that tells its kind."""
    bare = captured.media_type.partition(";")[0].strip().lower()
    named = Path(captured.name)
    stem = safe_stem(named.stem, fallback="page")
    return f"{stem}{named.suffix or _SUFFIXES.get(bare, '')}"


def keep_bytes(path: Path, data: bytes) -> None:
    """Save the bytes of a capture that could not be read, as they came.

    Raises:
        ExportFailed: They could not be written; what was there before is as it was.
    """
    try:
        write_whole(path, data)
    except OSError as error:
        raise ExportFailed(describe_os_error(error, path)) from error
