import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from galley.domain.errors import ExportFailed, JobCancelled
from galley.domain.jobs import Job, Progress
from galley.domain.report import ReportOptions, ReportShape, Unverifiable
from galley.exporters.registry import Format, Writer
from galley.services.outgoing.exporting import (
    default_file_name,
    export_report,
    file_in_folder,
    format_named,
    make_report,
    render_report,
)
from tests.marked_article import FERRY, NOW, a_mark, an_article, sample_marks, the_sample

MARKDOWN = format_named("markdown")
ARTICLE, VERSION = the_sample()
MARKS = sample_marks(VERSION)


def lost(number: int, words: str) -> object:
    mark = a_mark(VERSION, "victims", number=number)
    return replace(mark, targets=(replace(mark.targets[0], exact=words),))


@pytest.mark.parametrize("shape", ReportShape)
def test_a_report_reaches_its_file(shape: ReportShape, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    options = ReportOptions(shape=shape)
    secret = replace(MARKS[0], id="secret", sensitive=True)
    result = export_report(ARTICLE, VERSION, [*MARKS, secret], options, MARKDOWN, path, now=NOW)
    data = path.read_bytes()
    assert (result.path, result.size) == (path, len(data))
    assert (result.annotations, result.left_home, result.not_found) == (8, 1, 0)
    report = make_report(ARTICLE, VERSION, [*MARKS, secret], options, now=NOW)
    assert data == render_report(report, MARKDOWN)


def test_a_quotation_that_is_not_in_the_text_stops_the_export(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(b"older")
    marks = [*MARKS, lost(1, "victors"), lost(2, "a longer passage " * 9)]
    with pytest.raises(ExportFailed) as raised:
        export_report(ARTICLE, VERSION, marks, ReportOptions(), MARKDOWN, path, now=NOW)  # type: ignore[arg-type] # made above
    assert str(raised.value).startswith(
        "2 quotations are not in the captured text to the character: “victors”, “a longer passage"
    )
    assert "Nothing was exported" in str(raised.value)
    assert path.read_bytes() == b"older"


def test_many_lost_quotations_are_not_all_listed() -> None:
    marks = [lost(number, f"words {number}") for number in range(8)]
    with pytest.raises(ExportFailed, match=r"8 quotations.*“words 4” and 3 more\."):
        make_report(ARTICLE, VERSION, marks, ReportOptions(), now=NOW)  # type: ignore[arg-type] # made above


def test_it_is_marked_if_the_person_says_so(tmp_path: Path) -> None:
    options = ReportOptions(unverifiable=Unverifiable.MARK)
    path = tmp_path / "report.md"
    marks = [*MARKS, lost(1, "victors")]
    result = export_report(ARTICLE, VERSION, marks, options, MARKDOWN, path, now=NOW)  # type: ignore[arg-type] # made above
    assert result.not_found == 1
    assert "- Where: not found in the captured text" in path.read_text(encoding="utf-8")


def test_a_writer_that_changes_a_quotation_is_found_out() -> None:
    report = make_report(ARTICLE, VERSION, MARKS, ReportOptions(), now=NOW)
    real = MARKDOWN.writer(report.shape)

    def straighten(shape: ReportShape) -> Writer:
        def render(report: object, earlier: bytes) -> object:
            for piece in real.render(report, earlier):  # type: ignore[arg-type] # handed on
                yield piece.replace("“still".encode(), b'"still')

        return Writer(render, MARKDOWN.writer(shape).read_back)  # type: ignore[arg-type] # handed on

    broken = Format("typewriter", "Typewriter", ".md", "text/markdown", straighten)
    with pytest.raises(ExportFailed, match=r"““still too slow.*verbatim in Typewriter"):
        render_report(report, broken)


def test_what_was_written_into_the_older_report_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    export_report(ARTICLE, VERSION, MARKS, ReportOptions(), MARKDOWN, path, now=NOW)
    begin = b"<!-- galley:keep g-7f3a2c -->\n"
    path.write_bytes(path.read_bytes().replace(begin, begin + b"Mine.\n"))
    export_report(ARTICLE, VERSION, MARKS, ReportOptions(), MARKDOWN, path, now=NOW)
    assert begin + b"Mine.\n<!-- /galley:keep -->\n" in path.read_bytes()


def test_a_damaged_older_report_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    older = b"<!-- galley:keep g-7f3a2c -->\nMine.\n"
    path.write_bytes(older)
    with pytest.raises(ExportFailed, match="Line 1 of the earlier report has no end"):
        export_report(ARTICLE, VERSION, MARKS, ReportOptions(), MARKDOWN, path, now=NOW)
    assert path.read_bytes() == older


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "The disk is full"), (errno.EROFS, "can’t be written to")]
)
def test_a_report_that_can_not_be_written_is_absent(
    number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportFailed, match=words):
        export_report(
            ARTICLE, VERSION, MARKS, ReportOptions(), MARKDOWN, tmp_path / "report.md", now=NOW
        )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match=r"There is no folder “.*gone”"):
        export_report(
            ARTICLE, VERSION, MARKS, ReportOptions(), MARKDOWN, tmp_path / "gone" / "r.md", now=NOW
        )


def test_an_export_tells_how_far_it_is_and_can_be_cancelled(tmp_path: Path) -> None:
    seen: list[Progress] = []
    path = tmp_path / "report.md"
    export_report(
        ARTICLE, VERSION, MARKS, ReportOptions(), MARKDOWN, path, now=NOW, job=Job(seen.append)
    )
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert (seen[-1].done, seen[-1].total) == (8, 8)
    older = path.read_bytes()
    job = Job()

    def cancel_halfway(progress: Progress) -> None:
        if progress.done == 4:
            job.cancel()

    job.listener = cancel_halfway
    with pytest.raises(JobCancelled):
        export_report(
            ARTICLE, VERSION, MARKS[1:], ReportOptions(), MARKDOWN, path, now=NOW, job=job
        )
    assert path.read_bytes() == older
    assert [p.name for p in tmp_path.iterdir()] == ["report.md"]


def test_the_file_is_named_after_the_headline() -> None:
    nameless, _ = an_article(FERRY, headline="")
    assert default_file_name(nameless, MARKDOWN) == "article.md"
    long, _ = an_article(FERRY, headline="ឃ្មែរ " * 100)
    assert len(default_file_name(long, MARKDOWN).encode()) <= 180


def test_in_a_folder_a_report_goes_over_its_own_older_one_and_over_no_other(
    tmp_path: Path,
) -> None:
    path = file_in_folder(tmp_path, ARTICLE, MARKDOWN)
    assert path == tmp_path / "kingdom-failing-to-stop-human-trafficking-dpm.md"
    export_report(ARTICLE, VERSION, MARKS, ReportOptions(), MARKDOWN, path, now=NOW)
    assert file_in_folder(tmp_path, ARTICLE, MARKDOWN) == path
    other = replace(ARTICLE, id="99999999-2222-4333-8444-555555555555")
    second = file_in_folder(tmp_path, other, MARKDOWN)
    assert second.name == "kingdom-failing-to-stop-human-trafficking-dpm-2.md"
    export_report(other, VERSION, MARKS, ReportOptions(), MARKDOWN, second, now=NOW)
    assert file_in_folder(tmp_path, other, MARKDOWN) == second
    path.write_text("my own notes", encoding="utf-8")
    assert file_in_folder(tmp_path, ARTICLE, MARKDOWN).name.endswith("-3.md")
