"""Lets the annotations of a whole library leave the house in one file, verified and whole."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from galley.domain.annotation import Annotation
from galley.domain.article import UNTITLED
from galley.domain.errors import ExportFailed
from galley.domain.jobs import Job
from galley.domain.report import Report, ReportOptions
from galley.domain.report_builder import count_left_home
from galley.exporters.registry import FORMATS, CollectionWriter, Format
from galley.services.files import describe_os_error, write_whole
from galley.services.links.linking import link_ends
from galley.services.outgoing.exporting import make_report

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = [
    "LibraryReport",
    "export_library",
    "render_library",
    "render_reports",
    "report_of",
    "write_report",
]

_LABEL = "Galley library"
_FILE_STEM = "galley-library"


class LibraryReport(NamedTuple):
    """The bytes of a library's annotations.

    Attributes:
        data: The file's content.
        articles: How many articles have annotations in it.
        annotations: How many annotations are in it.
        left_home: How many stayed out because they are marked sensitive.
        not_found: How many of those in it are marked as not in the captured text.
    """

    data: bytes
    articles: int
    annotations: int
    left_home: int
    not_found: int


def render_library(
    library: "Library",
    options: ReportOptions,
    target: Format,
    *,
    now: datetime,
    job: Job | None = None,
) -> LibraryReport:
    """The annotations of every article that is not in the trash, the newest article first.

    Args:
        library: Where they are.
        options: What the person asks for.
        target: In which format.
        now: The time, in UTC.
        job: Told how far it is; may be cancelled.

    Raises:
        ExportFailed: The format holds one article only; or quotations are not in an article's text
            to the character, and the person did not ask to have them marked.
        JobCancelled: The person cancelled.
        LibraryUnusable: The library can't be read.
    """
    _collection_writer(target)  # before all the work
    job = job or Job()
    reports, left_home = list[Report](), 0
    summaries = library.articles()
    for done, summary in enumerate(summaries):
        job.step(done, len(summaries), summary.headline)
        annotations = library.annotations(summary.id)
        left_home += count_left_home(annotations, options)
        if annotations:
            reports.append(report_of(library, summary.id, annotations, options, now=now))
    return render_reports(reports, target, _LABEL, now=now, left_home=left_home)


def report_of(
    library: "Library",
    article_id: str,
    annotations: Sequence[Annotation],
    options: ReportOptions,
    *,
    now: datetime,
) -> Report:
    """The report of one article of several, whose name stands in every error.

    Raises:
        ExportFailed: Quotations are not in its text to the character.
        LibraryUnusable: The library can't be read.
    """
    article = library.article(article_id)
    version = library.version(article.version_id)
    linked = link_ends(library, annotations)
    try:
        return make_report(article, version, annotations, options, now=now, linked=linked)
    except ExportFailed as error:
        raise ExportFailed(f"“{article.metadata.headline or UNTITLED}”: {error}") from error


def _collection_writer(target: Format) -> CollectionWriter:
    if target.collection_writer is None:
        able = ", ".join(known.name for known in FORMATS if known.collection_writer)
        raise ExportFailed(
            f"A file in {target.title} holds one article: name it, or choose for all: {able}."
        )
    return target.collection_writer()


def render_reports(
    reports: Sequence[Report], target: Format, label: str, *, now: datetime, left_home: int = 0
) -> LibraryReport:
    """Reports of several articles as the bytes of one file, every quotation read back out of it.

    Args:
        reports: Those without an entry are left out.
        target: In which format.
        label: What the file is called inside.
        now: The time, in UTC.
        left_home: How many annotations stayed out because they are marked sensitive.

    Raises:
        ExportFailed: The format holds one article only, or a quotation did not survive.
    """
    reports = [report for report in reports if report.entries]
    writer = _collection_writer(target)
    data = writer.render(reports, label, now)
    entries = [entry for report in reports for entry in report.entries]
    if writer.read_back(data) != [tuple(p.text for p in entry.passages) for entry in entries]:
        raise ExportFailed(
            f"A quotation can’t be written verbatim in {target.title}. Nothing was exported: "
            "export the articles one by one to see which."
        )
    missing = sum(not entry.verified for entry in entries)
    return LibraryReport(data, len(reports), len(entries), left_home, missing)


def export_library(
    library: "Library",
    options: ReportOptions,
    target: Format,
    path: Path,
    *,
    now: datetime,
    job: Job | None = None,
) -> tuple[Path, LibraryReport]:
    """Write :func:`render_library`'s bytes to a file, whole or not at all.

    Args:
        library: Where the annotations are.
        options: What the person asks for.
        target: In which format.
        path: The file, or a folder for one of the usual name.
        now: The time, in UTC.
        job: Told how far it is; may be cancelled until the file is written.

    Returns:
        The file that was written, and what is in it.

    Raises:
        ExportFailed: It could not be written; what was there before is untouched.
        JobCancelled: The person cancelled.
        LibraryUnusable: The library can't be read.
    """
    if path.is_dir():
        path /= f"{_FILE_STEM}{target.suffix}"
    report = render_library(library, options, target, now=now, job=job)
    write_report(report, path)
    return path, report


def write_report(report: LibraryReport, path: Path) -> None:
    """Write the bytes to a file, whole or not at all.

    Raises:
        ExportFailed: It could not be written; what was there before is untouched.
    """
    try:
        write_whole(path, report.data)
    except OSError as error:
        raise ExportFailed(describe_os_error(error, path)) from error
