"""Annotations of many articles in one Markdown file, an article a heading.

Unlike a report of one article it has no keep regions: it is made anew each time.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from galley.domain.article import UNTITLED
from galley.domain.report import Entry, FrontMatter, Report
from galley.exporters.markdown import (
    QUOTE_WIDTH,
    detail_lines,
    encoded,
    heading_text,
    read_back,
)
from galley.exporters.markdown_escape import quote_lines
from galley.exporters.markdown_links import Here, to_blocks, with_written_links
from galley.exporters.markdown_notes import field_text
from galley.exporters.yaml_front_matter import quoted

__all__ = ["read_back_collection", "render_collection"]


def render_collection(reports: Sequence[Report], label: str, now: datetime) -> bytes:
    """The file's bytes.

    Args:
        reports: One of each article.
        label: What the file is called in its front matter.
        now: The time, in UTC.
    """
    count = sum(len(report.entries) for report in reports)
    front = [
        "---",
        f"title: {quoted(label)}",
        f"articles: {len(reports)}",
        f"annotations: {count}",
        f"exported: {now.isoformat(timespec='seconds')}",
        "---",
        "",
        f"# {heading_text(label)}",
    ]
    entries = (entry for report in reports for entry in report.entries)
    here = to_blocks({entry.annotation_id: entry.block_id for entry in entries})
    body = (line for report in reports for line in _article_lines(report, here))
    return encoded([*front, *body])


def read_back_collection(data: bytes) -> list[tuple[str, ...]]:
    """The quotations of the file, each as its passages, verbatim, in its order."""
    return read_back(data)


def _article_lines(report: Report, here: Here) -> Iterator[str]:
    yield from ("", f"## {heading_text(report.front.title) or UNTITLED}", "")
    yield from _source_lines(report.front)
    for entry in report.entries:
        note = with_written_links(entry.note, here, report.linked, report.front.id)
        yield from ("", *_entry_lines(entry, note))


def _source_lines(front: FrontMatter) -> Iterator[str]:
    """Where the article is from: a list item each; what is not known is left out."""
    fields = (
        ("Publication", field_text(front.publication)),
        ("Authors", field_text(", ".join(front.authors))),
        ("Published", field_text(front.published)),
        ("Source", field_text(front.source)),
        ("SHA-256", front.sha256),
        ("Id", f"urn:uuid:{front.id}"),
    )
    yield from (f"- {name}: {value}" for name, value in fields if value)


def _entry_lines(entry: Entry, note: str) -> list[str]:
    return [
        *quote_lines([passage.text for passage in entry.passages], QUOTE_WIDTH),
        f"^{entry.block_id}",
        "",
        *detail_lines(entry, note, with_kind=True),
    ]
