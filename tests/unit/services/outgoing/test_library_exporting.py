import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from galley.domain.annotation import Annotation
from galley.domain.changes import Change, ChangeSet
from galley.domain.errors import ExportFailed, JobCancelled
from galley.domain.jobs import Job
from galley.domain.report import Report, ReportOptions, Unverifiable
from galley.exporters.registry import CollectionWriter
from galley.resources import data_file
from galley.services.outgoing.exporting import format_named
from galley.services.outgoing.library_exporting import export_library, render_library
from galley.storage.library import Library
from tests.marked_article import FERRY, NOW, a_mark, an_article, sample_marks, the_sample

JSON_LD = format_named("json-ld")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The sample with eight marks, an article without any, and one that is in the trash."""
    with Library.open(tmp_path / "library.galley") as opened:
        article, version = the_sample()
        opened.add_article(article, version, sample_bytes())
        opened.apply(marking(article.id, sample_marks(version)))
        for number, text in ((1, "unmarked"), (2, "gone")):
            add_article(opened, number, text)
        gone = opened.article("00000002-2222-4333-8444-555555555555")
        opened.apply(
            ChangeSet("Article deleted", gone.id, (Change(gone, replace(gone, trashed_at=NOW)),))
        )
        yield opened


def sample_bytes() -> bytes:
    return data_file("sample-article.txt").read_bytes()


def marking(article_id: str, marks: list[Annotation]) -> ChangeSet:
    return ChangeSet("Mark added", article_id, tuple(Change(None, mark) for mark in marks))


def add_article(library: Library, number: int, text: str) -> None:
    article, version = an_article(FERRY)
    data = text.encode()
    capture = version.capture._replace(sha256=sha256(data).hexdigest(), size=len(data))
    article_id = f"{number:08x}-2222-4333-8444-555555555555"
    version = replace(version, id=f"v{number}", article_id=article_id, capture=capture)
    library.add_article(replace(article, id=article_id, version_id=version.id), version, data)
    if text == "gone":
        library.apply(marking(article_id, [a_mark(version, "Bo Mast", number=99)]))


def test_every_marked_article_that_is_not_in_the_trash_leaves(
    library: Library, tmp_path: Path
) -> None:
    path, report = export_library(library, ReportOptions(), JSON_LD, tmp_path, now=NOW)
    assert path == tmp_path / "galley-library.jsonld"
    assert path.read_bytes() == report.data
    assert report[1:] == (1, 8, 0, 0)
    collection = json.loads(report.data)
    assert collection["total"] == 8
    assert b"Bo Mast" not in report.data
    assert render_library(library, ReportOptions(), JSON_LD, now=NOW).data == report.data


def test_what_is_sensitive_stays_home(library: Library) -> None:
    article = library.articles()[-1]
    mark = library.annotations(article.id)[0]
    secret = replace(mark, sensitive=True, note="Do not tell.")
    library.apply(ChangeSet("Sensitivity changed", article.id, (Change(mark, secret),)))
    report = render_library(library, ReportOptions(), JSON_LD, now=NOW)
    assert (report.annotations, report.left_home) == (7, 1)
    assert b"Do not tell" not in report.data
    asked = render_library(library, ReportOptions(include_sensitive=True), JSON_LD, now=NOW)
    assert (asked.annotations, asked.left_home) == (8, 0)


def test_a_quotation_that_is_lost_names_its_article(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = library.annotations

    def drifted(article_id: str) -> list[Annotation]:
        return [
            replace(mark, targets=(replace(mark.targets[0], exact="victors"),))
            for mark in real(article_id)
        ]

    monkeypatch.setattr(library, "annotations", drifted)
    with pytest.raises(ExportFailed, match=r"^“Kingdom failing.*”: 8 quotations are not in"):
        render_library(library, ReportOptions(), JSON_LD, now=NOW)
    marked = ReportOptions(unverifiable=Unverifiable.MARK)
    assert render_library(library, marked, JSON_LD, now=NOW).not_found == 8


def test_a_format_for_one_article_is_refused(library: Library) -> None:
    with pytest.raises(ExportFailed, match="holds one article: name it, or choose"):
        render_library(library, ReportOptions(), replace(JSON_LD, collection_writer=None), now=NOW)


def test_markdown_holds_a_whole_library_an_article_a_heading(library: Library) -> None:
    report = render_library(library, ReportOptions(), format_named("markdown"), now=NOW)
    text = report.data.decode()
    assert (report.articles, report.annotations) == (1, text.count("\n^g-"))
    assert "# Galley library\n" in text
    assert "\n## Kingdom failing to stop human trafficking: DPM\n" in text
    assert "- Kind: " in text


def test_a_writer_that_changes_a_quotation_is_found_out(library: Library) -> None:
    assert JSON_LD.collection_writer
    real = JSON_LD.collection_writer()

    def straighten(reports: list[Report], label: str, now: object) -> bytes:
        return real.render(reports, label, now).replace("“".encode(), b"'")  # type: ignore[arg-type] # handed on

    broken = replace(
        JSON_LD,
        collection_writer=lambda: CollectionWriter(straighten, real.read_back),  # type: ignore[arg-type] # see above
    )
    with pytest.raises(ExportFailed, match="verbatim in JSON-LD"):
        render_library(library, ReportOptions(), broken, now=NOW)


def test_it_can_be_cancelled_and_what_was_there_stays(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonld"
    path.write_bytes(b"older")
    job = Job()
    job.cancel()
    with pytest.raises(JobCancelled):
        export_library(library, ReportOptions(), JSON_LD, path, now=NOW, job=job)
    assert path.read_bytes() == b"older"


def test_a_folder_that_is_not_there_is_named(library: Library, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match=r"There is no folder “.*gone”"):
        export_library(library, ReportOptions(), JSON_LD, tmp_path / "gone" / "a.jsonld", now=NOW)
