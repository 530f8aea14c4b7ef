import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.errors import LibraryUnusable
from galley.domain.report import ReportOptions
from galley.resources import data_file
from galley.services.demo import make_demo_library
from galley.services.outgoing.exporting import format_named, make_report, render_report
from galley.storage.library import Library

NOW = datetime(2026, 11, 20, 14, 47, tzinfo=UTC)


def reports(path: Path) -> list[bytes]:
    """Every article's report, each annotation in it found again in the captured text."""
    target = format_named("markdown")
    with Library.open(path, create=False) as library:
        made = []
        for summary in library.articles():
            article = library.article(summary.id)
            version = library.version(article.version_id)
            marks = library.annotations(article.id)
            report = make_report(article, version, marks, ReportOptions(), now=NOW)
            made.append(render_report(report, target))
        return made


def test_the_library_shows_every_state_of_progress(tmp_path: Path) -> None:
    path = tmp_path / "demo.galley"
    assert make_demo_library(path, now=NOW) == 7
    with Library.open(path, create=False) as library:
        listed = library.articles()
        progress = [(summary.checked, summary.facts) for summary in listed]
        assert listed[0].headline == "Kingdom failing to stop human trafficking: DPM"
        assert progress == [(7, 15), (9, 9), (3, 7), (0, 0), (4, 6), (2, 8), (0, 0)]
        marks = library.annotations(listed[0].id)
        assert library.verify() == []
    assert {mark.kind for mark in marks} == set(Kind) - {Kind.CONTEXT, Kind.MARK}
    assert {mark.check.status for mark in marks} == set(CheckStatus)
    assert max(mark.created_at for mark in marks) < NOW


def test_two_are_alike_to_the_byte_of_their_reports(tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_demo_library(tmp_path / name, now=NOW, who="Ada")
    assert reports(tmp_path / "one") == reports(tmp_path / "two")


def test_the_journal_tells_the_time_of_the_story(tmp_path: Path) -> None:
    path = tmp_path / "demo.galley"
    make_demo_library(path, now=NOW, who="Ada")
    with Library.open(path, create=False) as library:
        entries = library.history(library.articles()[0].id)
    assert {entry.who for entry in entries} == {"Ada"}
    times = [entry.at for entry in entries]
    assert times == sorted(times)
    assert times[-1] < NOW


def test_a_library_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.galley"
    path.write_bytes(b"what I wrote")
    with pytest.raises(LibraryUnusable, match="already"):
        make_demo_library(path, now=NOW)
    assert path.read_bytes() == b"what I wrote"


def test_every_capture_that_ships_is_in_the_story() -> None:
    story = data_file("demo/demo.json")
    told = {article["capture"] for article in json.loads(story.read_text("utf-8"))["articles"]}
    shipped = {f"demo/{file.name}" for file in story.parent.glob("*.txt")}
    assert told == shipped | {"sample-article.txt"}
