"""The formats a report can leave in. A format's code is loaded when a report is rendered in it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from galley.domain.errors import ExportFailed
from galley.domain.report import Report, ReportShape

__all__ = ["FORMATS", "CollectionWriter", "Format", "Writer", "format_named"]


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
class CollectionWriter:
    """How many articles' annotations are written in one file.

    Attributes:
        render: ``render(reports, label, now)`` gives the bytes.
        read_back: Reads the quotations out of these bytes again, each as its passages, verbatim.
    """

    render: Callable[[Sequence[Report], str, datetime], bytes]
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
        for_reading: Whether people read it: shape and sections mean something to them only.
        collection_writer: Loads what writes many articles into one file; None if nothing does.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    writer: Callable[[ReportShape], Writer]
    for_reading: bool = True
    collection_writer: Callable[[], CollectionWriter] | None = None


def _markdown(shape: ReportShape) -> Writer:
    if shape is ReportShape.ANNOTATED_COPY:
        from galley.exporters import annotated_copy

        return Writer(annotated_copy.render, annotated_copy.read_back)
    from galley.exporters import markdown

    return Writer(markdown.render, markdown.read_back)


def _markdown_collection() -> CollectionWriter:
    from galley.exporters import markdown_collection as collection

    return CollectionWriter(collection.render_collection, collection.read_back_collection)


def _json_ld(_shape: ReportShape) -> Writer:
    from galley.exporters import web_annotation

    return Writer(web_annotation.render, web_annotation.read_back)


def _json_ld_collection() -> CollectionWriter:
    from galley.exporters import web_annotation

    return CollectionWriter(web_annotation.render_collection, web_annotation.read_back_collection)


FORMATS = (
    Format(
        "markdown",
        "Markdown",
        ".md",
        "text/markdown",
        _markdown,
        collection_writer=_markdown_collection,
    ),
    Format(
        "json-ld",
        "JSON-LD",
        ".jsonld",
        "application/ld+json",
        _json_ld,
        for_reading=False,
        collection_writer=_json_ld_collection,
    ),
)


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
