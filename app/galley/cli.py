"""Galley on the command line: the same use cases as the window, without one. Imports no Qt.

What is slow to import, such as the library and the importers, waits for the command that needs it.
"""

import argparse
import io
import json
import os
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from galley.commands import keeping, listing, searching, versions
from galley.commands.typed_words import counted
from galley.domain.errors import GalleyError, LibraryUnusable
from galley.domain.jobs import Job, Progress
from galley.domain.report import ReportOptions

if TYPE_CHECKING:
    from galley.services.outgoing.exporting import Format
    from galley.services.settings import Settings
    from galley.storage.library import Library

__all__ = ["main", "opens_window"]

_OK, _FAILED, _INTERRUPTED, _PIPE_CLOSED = 0, 1, 130, 141
_COMMANDS = (
    *("import", "import-annotations", "list", "search", "extract", "annotate", "export", "demo"),
    *keeping.COMMANDS,
    "reanchor",
    "versions",
)


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether these arguments open the window: they name no command and ask for no help."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--library":
            next(rest, None)
        elif argument in {"-h", "--help", "--version"}:
            return False
        elif not argument.startswith("-") or argument == "--":
            return argument not in _COMMANDS
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: Without the program's name; None for those of this process.

    Returns:
        The exit code: 0 done, 1 it could not be done and a sentence on standard error says why,
        2 the arguments make no sense, 130 interrupted, 141 the reader of the output went away.
    """
    from galley.commands.arguments import make_parser

    _write_utf8()
    try:
        chosen = make_parser().parse_args(arguments)
        code = _run(chosen)
        sys.stdout.flush()
    except SystemExit as usage:  # argparse has said what is wrong
        return usage.code if isinstance(usage.code, int) else _FAILED
    except GalleyError as error:
        return _complain(error)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Python flushes once more at exit: give it somewhere to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    return code


def _write_utf8() -> None:
    """Write the same bytes on every system, whatever its code page and line ends are."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _run(chosen: argparse.Namespace) -> int:
    if chosen.command == "extract":
        return _extract(chosen.file, as_json=chosen.json)
    if chosen.command == "reanchor":
        return _reanchor(chosen.case)
    from galley.services.paths import settings_path
    from galley.services.settings import load_settings

    settings = load_settings(settings_path()).settings
    if chosen.command == "demo":
        return _demo(chosen.library, settings.creator)
    if chosen.command in keeping.COMMANDS:
        return _keep(chosen, settings)
    may_create = chosen.command == "import"
    with _open_library(chosen.library, settings, may_create=may_create) as library:
        if chosen.command == "import":
            return _import(library, chosen)
        if chosen.command == "versions":
            return _versions(library, chosen.article, as_json=chosen.json)
        if chosen.command == "list":
            return _list(library, chosen)
        if chosen.command == "search":
            return _search(library, chosen, settings.kinds)
        if chosen.command == "annotate":
            return _annotate(library, chosen, settings.creator)
        if chosen.command == "import-annotations":
            return _import_annotations(library, chosen)
        return _export(library, chosen, settings.kinds)


def _demo(path: Path | None, who: str) -> int:
    """Never into the usual library: a person's own articles are no place for made-up ones."""
    from galley.services.demo import make_demo_library

    if path is None:
        raise LibraryUnusable("Name the library to make: galley demo --library FILE")
    articles = make_demo_library(path, now=datetime.now(UTC), who=who)
    _say(f"{path}: {counted(articles, 'article')}")
    return _OK


def _keep(chosen: argparse.Namespace, settings: "Settings") -> int:
    """On the library's file: it may be damaged, and for a restore it must not be open."""
    path = _library_path(chosen.library, settings)
    job = Job(_show_step)
    lines, well = keeping.run(chosen, path, now=datetime.now(UTC), who=settings.creator, job=job)
    _say_progress("")
    for line in lines:
        _say(line)
    return _OK if well else _FAILED


def _library_path(named: Path | None, settings: "Settings") -> Path:
    """The library that was named, else that of the settings, else the usual one."""
    from galley.services.paths import library_path

    return named or (Path(settings.library) if settings.library else library_path())


def _open_library(named: Path | None, settings: "Settings", *, may_create: bool) -> "Library":
    from galley.services.files import describe_os_error
    from galley.storage.library import Library

    path = _library_path(named, settings)
    if not named and not settings.library:
        if may_create:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise LibraryUnusable(describe_os_error(error, path.parent)) from error
        elif not path.parent.exists():  # its folder came with it, and stays if it is lost
            raise LibraryUnusable(
                "There is no library yet. Begin one: galley import FILE, or name another with "
                "--library."
            )
    return Library.open(path, who=settings.creator, create=may_create)


def _import(library: "Library", chosen: argparse.Namespace) -> int:
    """One file that can't be read does not keep the others out."""
    from galley.commands.importing import said_of
    from galley.services.intake.batch_importing import Outcome, import_named

    failed = 0

    def tell(_number: int, outcome: Outcome) -> None:
        nonlocal failed
        _say_progress("")
        said = said_of(outcome, chosen.keep_unread)
        for line in said.lines:
            _say(line)
        for remark in said.remarks:
            sys.stderr.write(f"galley: {_printable(remark)}\n")
        failed += said.failed

    def show(progress: Progress) -> None:
        _say_progress(f"{progress.done + 1} of {progress.total}: {progress.label}")

    version_of = chosen.as_version_of
    article_id = library.find_article(version_of).id if version_of is not None else ""
    passed_over = import_named(
        library,
        chosen.files,
        now=lambda: datetime.now(UTC),
        job=Job(show),
        told=tell,
        keep=lambda one: keeping.before(one, library, chosen, Job(_show_step), datetime.now(UTC)),
        version_of=article_id,
    )
    if passed_over:
        sys.stderr.write(f"galley: passed over in the folders: {counted(passed_over, 'file')}\n")
    return _FAILED if failed else _OK


def _say_progress(line: str) -> None:
    """On a terminal, a line that the next one replaces."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{_printable(line)}")
        sys.stderr.flush()


def _show_step(progress: Progress) -> None:
    _say_progress(f"{progress.label}: {progress.done} of {progress.total}")


def _list(library: "Library", chosen: argparse.Namespace) -> int:
    from galley.services.edits.collecting import collection_named, members

    summaries = library.articles()
    if chosen.collection is not None:
        collection = collection_named(library, chosen.collection, saved=False)
        wanted = set(members(library, collection.id))
        summaries = [summary for summary in summaries if summary.id in wanted]
    if chosen.json:
        _say_json(listing.as_data(summaries))
    else:
        for line in listing.as_lines(summaries):
            _say(line)
    return _OK


def _versions(library: "Library", named: str, *, as_json: bool) -> int:
    from galley.services.desk import captures

    article = library.find_article(named)
    known = (article, captures(library, article.id), library.annotations(article.id))
    if as_json:
        _say_json(versions.as_data(*known))
    for line in () if as_json else versions.as_lines(*known):
        _say(line)
    return _OK


def _reanchor(case: Path) -> int:
    from galley.services.later_captures.reanchoring import read_case, reanchor_case

    _say_json(reanchor_case(read_case(case)))
    return _OK


def _search(library: "Library", chosen: argparse.Namespace, kinds: Mapping[str, str]) -> int:
    from galley.domain.annotation import Kind
    from galley.domain.search import QueryUnclear
    from galley.services.edits.collecting import collection_named
    from galley.services.finding.searching import search

    query = " ".join(chosen.query)
    if chosen.saved is not None:
        query = f"{collection_named(library, chosen.saved, saved=True).query} {query}".strip()
    if not query:
        raise QueryUnclear("Say what to search for, or name a saved search with --saved.")
    names = {kind: kinds[kind] for kind in Kind if kinds.get(kind)}
    results = search(library, query, limit=chosen.limit, kind_names=names, job=Job(_show_step))
    _say_progress("")
    if chosen.json:
        _say_json(searching.as_data(results))
    else:
        for line in searching.as_lines(results):
            _say(line)
    return _OK


def _extract(file: Path, *, as_json: bool) -> int:
    from galley.services.intake.importing import parse_capture, read_capture, structure_of

    parsed = parse_capture(read_capture(file), name=file.name)
    if as_json:
        _say_json(structure_of(parsed))
    else:
        for block in parsed.blocks:
            _say(f"{block.text}\n")
    return _OK


def _annotate(library: "Library", chosen: argparse.Namespace, creator: str) -> int:
    from galley.commands.annotating import annotate

    _say(annotate(library, chosen, creator, datetime.now(UTC)))
    return _OK


def _export(library: "Library", chosen: argparse.Namespace, kinds: Mapping[str, str]) -> int:
    from galley.commands import exporting
    from galley.services.links.linking import link_ends
    from galley.services.outgoing.exporting import (
        export_report,
        file_in_folder,
        format_named,
        make_report,
        render_report,
    )

    options = exporting.report_options(chosen, kinds)
    target = format_named(chosen.format)
    now, path = datetime.now(UTC), chosen.output
    named_article = exporting.article_named(chosen)
    if not named_article:
        return _export_all(library, options, target, path)
    article = library.find_article(named_article)
    version = library.version(article.version_id)
    if chosen.of_version is not None:
        from galley.services.later_captures.versions import version_numbered

        version = version_numbered(library, article, chosen.of_version)
    annotations = [
        *library.annotations(article.id),
        *library.annotations(article.id, trashed=True),
    ]
    linked = link_ends(library, annotations)
    if path is None:
        report = make_report(article, version, annotations, options, now=now, linked=linked)
        sys.stdout.write(render_report(report, target).decode("utf-8"))
        return _OK
    if path.is_dir():
        path = file_in_folder(path, article, target)
    result = export_report(
        article, version, annotations, options, target, path, now=now, linked=linked
    )
    _say(exporting.as_sentence(result))
    return _OK


def _export_all(
    library: "Library", options: ReportOptions, target: "Format", path: Path | None
) -> int:
    from galley.commands import exporting
    from galley.services.outgoing.library_exporting import export_library, render_library

    now = datetime.now(UTC)
    if path is None:
        report = render_library(library, options, target, now=now)
        sys.stdout.write(report.data.decode("utf-8"))
        return _OK
    written, report = export_library(library, options, target, path, now=now)
    _say(exporting.as_library_sentence(written, report))
    return _OK


def _import_annotations(library: "Library", chosen: argparse.Namespace) -> int:
    """What can't be placed is told with all that it says, and does not keep the others out."""
    from galley.commands import importing_annotations as words
    from galley.services.incoming.annotation_files import read_annotations
    from galley.services.incoming.exchange import Fate, plan_import
    from galley.services.incoming.taking_in import occasion_of, take_in
    from galley.services.library_reading import on_this_thread

    file: Path = chosen.file
    now, job = datetime.now(UTC), Job(_show_step)
    plan = plan_import(library, read_annotations(file), now=now, job=job)
    unplaced = None
    if not chosen.dry_run:
        kept = keeping.before(occasion_of(plan), library, chosen, job, now)
        submit = on_this_thread(library)
        unplaced = take_in(plan, submit, kept, library=library.path, name=file.name).kept
    _say_progress("")
    for arrival in plan.arrivals:
        lines = "\n".join(words.as_lines(arrival))
        if arrival.fate is Fate.UNPLACED:
            sys.stderr.write(f"galley: {_printable(lines)}\n")
        else:
            _say(lines)
    _say(words.as_sentence(plan, dry_run=chosen.dry_run))
    if unplaced:
        _say(f"What has no article is kept in {unplaced}.")
    return _FAILED if plan.count(Fate.UNPLACED) else _OK


def _say(line: str) -> None:
    sys.stdout.write(f"{_printable(line)}\n")


def _say_json(data: object) -> None:
    sys.stdout.write(f"{json.dumps(data, ensure_ascii=False, indent=2)}\n")


def _complain(error: GalleyError) -> int:
    sys.stderr.write(f"galley: {_printable(str(error))}\n")
    return _FAILED


def _printable(text: str) -> str:
    """Text that can't give orders to a terminal."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) == "Cc" and c not in "\n\t" else c
        for c in text
    )
