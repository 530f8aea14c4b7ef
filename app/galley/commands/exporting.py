"""``galley export``: its options, and what was written in a sentence."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from galley.commands.typed_words import ARTICLE, counted, hyphened, named, words
from galley.domain.annotation import CheckStatus, Kind
from galley.domain.errors import ExportFailed
from galley.domain.report import Grouping, ReportOptions, ReportShape, Unverifiable
from galley.services.outgoing.exporting import FORMATS, ExportResult
from galley.services.outgoing.library_exporting import LibraryReport

__all__ = ["add_options", "article_named", "as_library_sentence", "as_sentence", "report_options"]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("article", nargs="?", metavar="ARTICLE", help=ARTICLE)
    parser.add_argument("--all", action="store_true", help="every article, in one file")
    parser.add_argument(
        "--format",
        choices=[known.name for known in FORMATS],
        default="markdown",
        help="markdown, if nothing is said",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="a file, or a folder for a file named after the headline; else standard output",
    )
    parser.add_argument(
        "--of-version",
        type=int,
        metavar="N",
        help="of another capture than the one that is read; see galley versions",
    )
    parser.add_argument(
        "--shape",
        choices=words(ReportShape),
        default="annotations",
        help="the marks alone, or the article with its marks in it",
    )
    parser.add_argument(
        "--group", choices=words(Grouping), default="kind", help="what the sections are"
    )
    for option, values in (("--kind", Kind), ("--status", CheckStatus)):
        parser.add_argument(
            option,
            type=hyphened,
            choices=words(values),
            action="append",
            help="only these; repeatable",
        )
    parser.add_argument(
        "--include-sensitive", action="store_true", help="what is marked sensitive too"
    )
    parser.add_argument(
        "--mark-missing",
        action="store_true",
        help="mark quotations that are not in the text, instead of stopping",
    )


def article_named(chosen: argparse.Namespace) -> str:
    """The article that is asked for, as it was typed; empty where all are.

    Raises:
        ExportFailed: None is, or one and all.
    """
    if bool(chosen.article) is chosen.all:
        raise ExportFailed("Name one article to export, or give --all.")
    return "" if chosen.all else str(chosen.article)


def report_options(chosen: argparse.Namespace, kinds: Mapping[str, str]) -> ReportOptions:
    """What is asked of the report.

    Args:
        chosen: What was typed.
        kinds: What the person calls kinds, by the stored word.
    """
    return ReportOptions(
        shape=ReportShape(chosen.shape),
        group=Grouping(chosen.group),
        include_sensitive=chosen.include_sensitive,
        statuses=frozenset(CheckStatus(named(s)) for s in chosen.status or words(CheckStatus)),
        kinds=frozenset(Kind(named(kind)) for kind in chosen.kind or words(Kind)),
        unverifiable=Unverifiable.MARK if chosen.mark_missing else Unverifiable.STOP,
        kind_names={kind: kinds[kind] for kind in Kind if kinds.get(kind)},
    )


def as_sentence(result: ExportResult) -> str:
    """What an export did."""
    return _sentence(result.path, result.annotations, result.left_home, result.not_found)


def as_library_sentence(path: Path, report: LibraryReport) -> str:
    """What the export of a library did."""
    articles = counted(report.articles, "article")
    sentence = _sentence(path, report.annotations, report.left_home, report.not_found)
    return f"{sentence}, in {articles}"


def _sentence(path: Path, annotations: int, left_home: int, not_found: int) -> str:
    parts = [f"{path}: {counted(annotations, 'annotation')}"]
    if left_home:
        parts.append(f"{left_home} left out as sensitive")
    if not_found:
        parts.append(f"{not_found} marked as not found")
    return ", ".join(parts)
