"""Lets a report leave the house: verified, rendered, read back, written whole. Knows no format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version
from galley.domain.errors import ExportFailed
from galley.domain.jobs import Job
from galley.domain.note_links import LinkEnd, LinkTarget
from galley.domain.report import Entry, Report, ReportOptions, Unverifiable
from galley.domain.report_builder import build_report, count_left_home
from galley.exporters.registry import FORMATS, Format, format_named
from galley.services.files import LONGEST_NAME, describe_os_error, safe_stem, write_whole

__all__ = [
    "FORMATS",
    "ExportResult",
    "Format",
    "default_file_name",
    "export_report",
    "file_in_folder",
    "format_named",
    "make_report",
    "render_report",
]

_LISTED = 5  # quotations named in an error
_EXCERPT = 60  # code points of each


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What an export did, for the person who asked for it.

    Attributes:
        path: The file that was written.
        size: Its bytes.
        annotations: How many annotations are in it.
        left_home: How many stayed out because they are marked sensitive.
        not_found: How many of those in it are marked as not in the captured text.
    """

    path: Path
    size: int
    annotations: int
    left_home: int
    not_found: int


def make_report(
    article: Article,
    version: Version,
    annotations: Sequence[Annotation],
    options: ReportOptions,
    *,
    now: datetime,
    linked: Mapping[LinkTarget, LinkEnd] | None = None,
) -> Report:
    """A report whose quotations were looked up again in the captured text.

    Args:
        article: The article.
        version: The version that is reported on.
        annotations: All of the article's, those in the trash too: they keep their block ids.
        options: What the person asks for.
        now: The time, in UTC.
        linked: What the links of the notes lead to.

    Raises:
        ExportFailed: Quotations are not in the text to the character, and the person did not ask to
            have them marked; the sentence lists them.
    """
    report = build_report(article, version, annotations, options, now=now, linked=linked)
    missing = [entry for entry in report.entries if not entry.verified]
    if missing and options.unverifiable is Unverifiable.STOP:
        raise ExportFailed(_missing_sentence(missing))
    return report


def _missing_sentence(missing: Sequence[Entry]) -> str:
    listed = ", ".join(f"“{_excerpt(entry)}”" for entry in missing[:_LISTED])
    more = f" and {len(missing) - _LISTED} more" if len(missing) > _LISTED else ""
    subject = "This quotation is" if len(missing) == 1 else f"{len(missing)} quotations are"
    return (
        f"{subject} not in the captured text to the character: {listed}{more}. "
        "Nothing was exported: mend or delete them, or have them marked in the report."
    )


def _excerpt(entry: Entry) -> str:
    words = " ".join(" […] ".join(passage.text for passage in entry.passages).split())
    return words if len(words) <= _EXCERPT else f"{words[: _EXCERPT - 1]}…"


def render_report(
    report: Report, target: Format, *, earlier: bytes = b"", job: Job | None = None
) -> bytes:
    """The report's bytes, every quotation read back out of them and compared.

    Args:
        report: What to render.
        target: In which format.
        earlier: The file it is going to replace, for what a person wrote into it.
        job: Told how far it is; may be cancelled.

    Raises:
        ExportFailed: The earlier file's keep lines do not pair, or a quotation did not survive.
        JobCancelled: The person cancelled.
    """
    job = job or Job()
    writer = target.writer(report.shape)
    entries = report.entries
    pieces = []
    for piece in writer.render(report, earlier):
        pieces.append(piece)
        job.step(min(len(pieces), len(entries)), len(entries))
    data = b"".join(pieces)
    expected = [tuple(passage.text for passage in entry.passages) for entry in entries]
    for entry, wanted, found in zip(entries, expected, writer.read_back(data), strict=True):
        if wanted != found:
            raise ExportFailed(
                f"“{_excerpt(entry)}” can’t be written verbatim in {target.title}. "
                "Nothing was exported: choose another format or delete that mark."
            )
    return data


def export_report(
    article: Article,
    version: Version,
    annotations: Sequence[Annotation],
    options: ReportOptions,
    target: Format,
    path: Path,
    *,
    now: datetime,
    linked: Mapping[LinkTarget, LinkEnd] | None = None,
    job: Job | None = None,
) -> ExportResult:
    """Make a report and write it to a file, whole or not at all.

    Args:
        article: The article.
        version: The version that is reported on.
        annotations: All of the article's, those in the trash too: they keep their block ids.
        options: What the person asks for.
        target: In which format.
        path: The file; an older report there is replaced, and what a person wrote into it kept.
        now: The time, in UTC.
        linked: What the links of the notes lead to.
        job: Told how far it is; may be cancelled until the file is written.

    Raises:
        ExportFailed: It could not be written; what was there before is untouched.
        JobCancelled: The person cancelled; what was there before is untouched.
    """
    report = make_report(article, version, annotations, options, now=now, linked=linked)
    try:
        earlier = path.read_bytes() if path.is_file() else b""
        data = render_report(report, target, earlier=earlier, job=job)
        write_whole(path, data)
    except OSError as error:
        raise ExportFailed(describe_os_error(error, path)) from error
    return ExportResult(
        path=path,
        size=len(data),
        annotations=report.counts.annotations,
        left_home=count_left_home(annotations, options),
        not_found=sum(not entry.verified for entry in report.entries),
    )


def default_file_name(article: Article, target: Format) -> str:
    """A name for the report that every system takes: the headline's words, at most 180 bytes."""
    stem = safe_stem(
        article.metadata.headline, fallback="article", room=LONGEST_NAME - len(target.suffix) - 4
    )
    return stem + target.suffix


def file_in_folder(folder: Path, article: Article, target: Format) -> Path:
    """Where the article's report goes in a folder: over its own older one, over nobody else's.

    Raises:
        ExportFailed: The folder can't be read.
    """
    name = Path(default_file_name(article, target))
    path, number = folder / name, 1
    try:
        while path.exists() and article.id.encode() not in path.read_bytes():
            number += 1
            path = folder / f"{name.stem}-{number}{name.suffix}"
    except OSError as error:
        raise ExportFailed(describe_os_error(error, path)) from error
    return path
