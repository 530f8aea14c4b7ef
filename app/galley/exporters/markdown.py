"""A report as Markdown: front matter, block quotes with block ids, checks, notes, keep regions."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from galley.domain.article import UNTITLED
from galley.domain.report import STATUS_WORDS, Counts, Entry, FrontMatter, Grouping, Report
from galley.exporters.keep_regions import decode_report, keep_lines, read_keep_regions
from galley.exporters.markdown_escape import escape_inline, quote_lines, read_quote_lines
from galley.exporters.markdown_links import Here, to_blocks, with_written_links
from galley.exporters.markdown_notes import field_text, note_lines, tag_text
from galley.exporters.yaml_front_matter import quoted, scalar, sequence

__all__ = [
    "QUOTE_WIDTH",
    "detail_lines",
    "encoded",
    "front_lines",
    "heading_text",
    "kept_section",
    "read_back",
    "render",
]

QUOTE_WIDTH = 118
NOT_FOUND = "not found in the captured text"
NOT_IN_CAPTURE = "not in the text of this capture"


def render(report: Report, earlier: bytes = b"") -> Iterator[bytes]:
    """The report's bytes, a piece for the front and one for each entry.

    Args:
        report: What to render.
        earlier: The report that stands at the target now, if any: what a person wrote between its
            keep lines is kept, at the end if the annotation is no longer in the report.

    Raises:
        ExportFailed: The earlier report's keep lines do not pair.
    """
    regions = read_keep_regions(decode_report(earlier))
    here = to_blocks({entry.annotation_id: entry.block_id for entry in report.entries})
    yield encoded(front_lines(report))
    for section in report.sections:
        yield encoded(["", f"## {heading_text(section.title)}"])
        for entry in section.entries:
            yield encoded(["", *_entry_lines(entry, report, here, regions)])
    used = {entry.block_id for entry in report.entries}
    yield encoded(kept_section(regions, used))


def encoded(lines: Iterable[str]) -> bytes:
    """Lines as the bytes of a file."""
    # Lone surrogates come only from an earlier report's bytes, see decode_report.
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")


def _moment(time: datetime) -> str:
    return time.isoformat(timespec="seconds")


def heading_text(text: str) -> str:
    """Text for a heading: one line, escaped."""
    return escape_inline(" ".join(text.split()))


def front_lines(report: Report) -> list[str]:
    """The front matter, the title and the counts."""
    front = report.front
    return [
        *_front_matter_lines(front),
        "",
        f"# {heading_text(front.title) or UNTITLED}",
        "",
        f"Counts: {_counts_text(report.counts)}",
    ]


def _front_matter_lines(front: FrontMatter) -> list[str]:
    fields = (
        ("id", f"urn:uuid:{front.id}"),
        ("title", quoted(front.title)),
        ("publication", scalar(front.publication)),
        ("authors", sequence(front.authors)),
        ("published", scalar(front.published)),
        ("captured", _moment(front.captured)),
        ("source", scalar(front.source)),
        ("sha256", scalar(front.sha256)),
        ("exported", _moment(front.exported)),
    )
    return ["---", *(f"{name}: {value}".rstrip() for name, value in fields), "---"]


def _counts_text(counts: Counts) -> str:
    parts = [f"{counts.annotations} annotation{'' if counts.annotations == 1 else 's'}"]
    outcomes = (
        (counts.confirmed, "confirmed"),
        (counts.wrong, "wrong"),
        (counts.disputed, "disputed"),
        (counts.cant_verify, "can’t verify"),
    )
    if counts.checked:
        found = ", ".join(f"{number} {word}" for number, word in outcomes if number)
        parts.append(f"{counts.checked} checked ({found})")
    if counts.unchecked:
        parts.append(f"{counts.unchecked} unchecked")
    return " · ".join(parts)


def _entry_lines(entry: Entry, report: Report, here: Here, regions: Mapping[str, str]) -> list[str]:
    note = with_written_links(entry.note, here, report.linked, report.front.id)
    return [
        *quote_lines([passage.text for passage in entry.passages], QUOTE_WIDTH),
        f"^{entry.block_id}",
        "",
        *detail_lines(entry, note, with_kind=report.group is not Grouping.KIND),
        "",
        *keep_lines(entry.block_id, regions),
    ]


def detail_lines(entry: Entry, note: str, *, with_kind: bool) -> list[str]:
    """What was said of a quotation, a list item each; what is empty is left out.

    Args:
        entry: The annotation.
        note: Its note as it can leave the house.
        with_kind: Whether its kind is said.
    """
    lines = [f"- Kind: {field_text(entry.kind_name)}"] if with_kind else []
    lines.append(f"- Status: {_status_text(entry)}")
    if entry.speaker:
        lines.append(f"- Speaker: {field_text(entry.speaker)}")
    lines.append(f"- Where: {_where(entry)}")
    if entry.region is not None:
        lines.append(f"- Part of the photo: {entry.region.words}")
    if entry.tags:
        lines.append(f"- Tags: {' '.join(tag_text(tag) for tag in entry.tags)}")
    if note.strip():
        lines.extend(note_lines("Note", note))
    return lines


def _where(entry: Entry) -> str:
    if entry.place:
        return field_text(entry.place.text)
    return NOT_IN_CAPTURE if entry.absent else NOT_FOUND


def _status_text(entry: Entry) -> str:
    parts = [STATUS_WORDS[entry.status]]
    if entry.status.is_checked:
        parts.append(entry.checked_on.isoformat() if entry.checked_on else "")
        parts.append(f"by {field_text(entry.by)}" if entry.by else "")
    parts.append(field_text(entry.evidence))
    return ", ".join(part for part in parts if part)


def kept_section(regions: Mapping[str, str], used: set[str]) -> list[str]:
    """What a person wrote beside annotations that are not in this report."""
    lines: list[str] = []
    for block_id in regions:
        if block_id not in used:
            lines += ["", *keep_lines(block_id, regions)]
    return ["", "## Kept from an earlier report", *lines] if lines else []


def read_back(data: bytes) -> list[tuple[str, ...]]:
    """The quotations of a rendered report, each as its passages, verbatim, in its order."""
    quotations, quote, inside_region = [], list[str](), False
    for line in data.decode("utf-8", "surrogateescape").split("\n"):
        if line.startswith("<!-- galley:keep "):
            inside_region = True
        elif line.startswith("<!-- /galley:keep "):
            inside_region = False
        elif inside_region:
            continue
        elif line.startswith(">"):
            quote.append(line)
        else:
            if line.startswith("^g-"):
                quotations.append(read_quote_lines(quote))
            quote = []
    return quotations
