"""The whole article as Markdown, its marks numbered and what was said of them as footnotes."""

from collections.abc import Iterator, Sequence

from galley.domain.article import FIGURE_CHARACTER, LINE_BREAK, Block, BlockType, Zone
from galley.domain.report import ABSENT_TITLE, CopyBlock, Entry, Report
from galley.exporters.keep_regions import decode_report, read_keep_regions
from galley.exporters.markdown import (
    QUOTE_WIDTH,
    detail_lines,
    encoded,
    front_lines,
    kept_section,
)
from galley.exporters.markdown_escape import (
    PICTURE,
    escape_edges,
    escape_inline,
    escape_line_start,
    quote_lines,
    read_quote_lines,
)
from galley.exporters.markdown_links import Here, with_written_links
from galley.exporters.markdown_notes import field_text

__all__ = ["read_back", "render"]

_INDENT = "    "  # what keeps a line inside its footnote
_HEADING_ZONES = {Zone.HEADLINE: "## ", Zone.SIDEBAR_HEADING: "## ", Zone.SIDEBAR_ITEM: "### "}
_TIGHT = frozenset({BlockType.LIST_ITEM, BlockType.TABLE})


def render(report: Report, earlier: bytes = b"") -> Iterator[bytes]:
    """The report's bytes, a piece for the article and one for each footnote.

    Args:
        report: What to render, with its copy of the article.
        earlier: The report that stands at the target now, if any; what a person wrote between its
            keep lines is kept at the end.

    Raises:
        ExportFailed: The earlier report's keep lines do not pair.
    """
    regions = read_keep_regions(decode_report(earlier))
    yield encoded([*front_lines(report), *_article_lines(report)])
    entries = report.entries
    if entries:
        yield encoded(["", "## Notes"])
    here = _to_footnotes(entries)
    for number, entry in enumerate(entries, start=1):
        note = with_written_links(entry.note, here, report.linked, report.front.id)
        yield encoded(["", *_footnote_lines(number, entry, note)])
    yield encoded(kept_section(regions, used=set()))


def _article_lines(report: Report) -> list[str]:
    lines: list[str] = []
    before: Block | None = None
    for copied in report.copy:
        block = copied.block
        if before is None or not _same_list(before, block):
            lines.append("")
            if block.type is BlockType.TABLE:
                lines.extend(_table_head(block))
        lines.extend(_block_lines(copied))
        before = block
    # A footnote that nothing refers to is not shown: name those whose words were not found.
    for title, lost in _unmarked(report):
        lines += ["", f"{title}: {' '.join(lost)}"]
    return lines


def _unmarked(report: Report) -> Iterator[tuple[str, list[str]]]:
    """The footnotes of what is marked nowhere in the copy, under what is said of them."""
    numbered = [(f"[^{n}]", entry) for n, entry in enumerate(report.entries, start=1)]
    lost = [note for note, entry in numbered if not entry.verified]
    absent = [note for note, entry in numbered if entry.absent]
    if lost:
        yield "Not found in the captured text", lost
    if absent:
        yield ABSENT_TITLE, absent


def _same_list(before: Block, block: Block) -> bool:
    """Whether two blocks are items of one list or rows of one table."""
    return block.type in _TIGHT and (before.type, before.group) == (block.type, block.group)


def _table_head(row: Block) -> list[str]:
    """An empty heading row: Markdown has no table without one, and every captured row is kept."""
    columns = row.text.count("\t") + 1
    return [f"|{'   |' * columns}", f"|{' - |' * columns}"]


def _block_lines(copied: CopyBlock) -> list[str]:
    block = copied.block
    text = _numbered_text(copied).replace(FIGURE_CHARACTER, PICTURE)
    if block.type is BlockType.TABLE:
        return [f"| {text.replace(LINE_BREAK, ' ').replace(chr(9), ' | ')} |"]
    if block.zone in _HEADING_ZONES or block.type is BlockType.HEADING:
        marks = _HEADING_ZONES.get(block.zone, "### ")
        return [marks + escape_edges(text.replace(LINE_BREAK, " "))]
    first, rest = _prefixes(block)
    lines = [escape_line_start(escape_edges(line)) for line in text.split(LINE_BREAK)]
    prefixes = [first] + [rest] * (len(lines) - 1)
    ends = ["\\"] * (len(lines) - 1) + [""]
    return [f"{prefix}{line}{end}" for prefix, line, end in zip(prefixes, lines, ends, strict=True)]


def _prefixes(block: Block) -> tuple[str, str]:
    """What goes before the first line of a block, and before the others."""
    if block.type is BlockType.QUOTE:
        return "> ", "> "
    if block.type is BlockType.LIST_ITEM:
        depth = _INDENT * max(0, block.level - 1)
        return (f"{depth}1. ", f"{depth}   ") if block.ordered else (f"{depth}- ", f"{depth}  ")
    return "", ""


def _numbered_text(copied: CopyBlock) -> str:
    """A block's text, escaped, with the numbers of the marks that end in it."""
    text, pieces, position = copied.block.text, list[str](), 0
    for mark in sorted(copied.marks, key=lambda mark: (mark.end, mark.number)):
        if mark.last:
            pieces.append(_escape_piece(text[position : mark.end], follows=bool(pieces)))
            pieces.append(f"[^{mark.number}]")
            position = mark.end
    pieces.append(_escape_piece(text[position:], follows=bool(pieces)))
    return "".join(pieces)


def _escape_piece(text: str, *, follows: bool) -> str:
    """A piece of a block; after a number, what would make a link or a footnote of it is escaped."""
    escaped = escape_inline(text)
    return f"\\{escaped}" if follows and escaped[:1] in {"(", ":"} else escaped


def _to_footnotes(entries: Sequence[Entry]) -> Here:
    """Links to an annotation by its number: a footnote can't be linked to in any other way."""
    numbers = {entry.annotation_id: number for number, entry in enumerate(entries, start=1)}

    def here(annotation_id: str, words: str) -> str:
        number = numbers.get(annotation_id)
        if number is None:
            return ""
        return f"{words} (note {number})" if words else f"note {number}"

    return here


def _footnote_lines(number: int, entry: Entry, note: str) -> list[str]:
    quote = quote_lines([passage.text for passage in entry.passages], QUOTE_WIDTH - len(_INDENT))
    lines = [*quote, "", *detail_lines(entry, note, with_kind=False)]
    indented = (f"{_INDENT}{line}" if line else "" for line in lines)
    return [f"[^{number}]: {field_text(entry.kind_name)}", "", *indented]


def read_back(data: bytes) -> list[tuple[str, ...]]:
    """The quotations of a rendered copy's footnotes, each as its passages, in their order."""
    quotations, quote, in_quote = [], list[str](), False
    for line in data.decode("utf-8", "surrogateescape").split("\n"):
        if line.startswith("[^"):
            in_quote, quote = True, []
        elif in_quote and line.startswith(f"{_INDENT}>"):
            quote.append(line.removeprefix(_INDENT))
        elif in_quote and quote:
            quotations.append(read_quote_lines(quote))
            in_quote = False
    return quotations
