"""The formats a report can leave in. A format's code is loaded when a report is rendered in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from galley.domain.errors import ExportFailed
from galley.domain.report import Report, ReportShape

__all__ = ["FORMATS", "Format", "Writer", "format_named"]


@dataclass(frozen=True, slots=True)
class Writer:
    """How a report is written in one format and one shape.

    Attributes:
        render: ``render(report, earlier)`` yields the report's bytes in pieces, about one an entry;
            ``earlier`` is the file that stands at the target now, or empty.
        read_back: Reads the quotations out of these bytes again, each as its passages, verbatim.
    """

    render: Callable[[Report, bytes], Iterator[bytes]]
    read_back: Callable[[bytes], list[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format a report can leave in.

    Attributes:
        name: As it is given on the command line.
        title: As it is shown.
        suffix: Of its files, with the dot.
        media_type: Of its files.
        writer: Loads what writes a report of a shape.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    writer: Callable[[ReportShape], Writer]


def _markdown(shape: ReportShape) -> Writer:
    if shape is ReportShape.ANNOTATED_COPY:
        from galley.exporters import annotated_copy

        return Writer(annotated_copy.render, annotated_copy.read_back)
    from galley.exporters import markdown

    return Writer(markdown.render, markdown.read_back)


FORMATS = (Format("markdown", "Markdown", ".md", "text/markdown", _markdown),)


def format_named(name: str) -> Format:
    """The format of a name.

    Raises:
        ExportFailed: There is none.
    """
    for known in FORMATS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in FORMATS)
    raise ExportFailed(f"There is no format “{name}”. Choose one of: {names}.")
