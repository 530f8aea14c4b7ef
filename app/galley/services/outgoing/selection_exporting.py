"""Lets chosen annotations of any articles leave the house in one file, verified and whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from galley.domain.annotation import Kind
from galley.domain.report import Report, ReportOptions
from galley.domain.report_builder import count_left_home
from galley.services.outgoing.exporting import Format
from galley.services.outgoing.library_exporting import (
    LibraryReport,
    render_reports,
    report_of,
    write_report,
)

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = ["SELECTION_STEM", "SelectedReports", "export_reports", "selected_reports"]

SELECTION_STEM = "galley-annotations"
_LABEL = "Galley annotations"


class SelectedReports(NamedTuple):
    """The reports of a piece of what was chosen.

    Attributes:
        reports: One of each article.
        left_home: How many annotations stayed out because they are marked sensitive.
    """

    reports: tuple[Report, ...]
    left_home: int


def selected_reports(
    library: "Library", piece: Sequence[int], *, now: datetime, kind_names: Mapping[Kind, str]
) -> SelectedReports:
    """The reports of the annotations of some numbers. Runs on the library's thread.

    Args:
        library: Where they are.
        piece: Their numbers, as :func:`galley.services.edits.bulk_editing.pieces` gives them.
        now: The time, in UTC.
        kind_names: What the person calls kinds, where it is not the usual name.

    Raises:
        ExportFailed: Quotations are not in an article's text to the character.
        LibraryUnusable: The library can't be read.
    """
    reports, left_home = [], 0
    for article_id, chosen in library.table.annotations(piece).items():
        only = frozenset(mark.id for mark in chosen)
        options = ReportOptions(only=only, kind_names=kind_names)
        annotations = library.annotations(article_id)
        left_home += count_left_home(annotations, options)
        reports.append(report_of(library, article_id, annotations, options, now=now))
    return SelectedReports(tuple(reports), left_home)


def export_reports(
    selected: Sequence[SelectedReports], target: Format, path: Path, *, now: datetime
) -> LibraryReport:
    """Write the reports to a file, whole or not at all.

    Raises:
        ExportFailed: A quotation did not survive, or the file could not be written; what was
            there before is untouched.
    """
    reports = [report for piece in selected for report in piece.reports]
    left_home = sum(piece.left_home for piece in selected)
    report = render_reports(reports, target, _LABEL, now=now, left_home=left_home)
    write_report(report, path)
    return report
