"""Taking annotations in stays in step with their number: a ratio, the same on any machine."""

from pathlib import Path
from time import perf_counter

from galley.domain.report import ReportOptions
from galley.importers.annotations.registry import read_annotation_file
from galley.resources import data_file
from galley.services.incoming.exchange import Fate, plan_import
from galley.services.incoming.taking_in import take_in
from galley.services.library_reading import on_this_thread
from galley.services.outgoing.exporting import format_named, make_report, render_report
from galley.storage.library import Library
from tests.marked_article import NOW, a_mark, the_sample
from tests.without_backup import WITHOUT_BACKUP

ARTICLE, VERSION = the_sample()
MOST = 30  # times as long for eight times as many: 6 to 13 were measured, 64 would be quadratic


def exported(count: int) -> bytes:
    words = [word for word in VERSION.text.split() if len(word) > 6]
    marks = [a_mark(VERSION, words[n % len(words)], number=n) for n in range(count)]
    report = make_report(ARTICLE, VERSION, marks, ReportOptions(), now=NOW)
    return render_report(report, format_named("json-ld"))


def seconds(count: int, path: Path) -> float:
    """To look at a file whose annotations the library has already; the best of several runs."""
    incoming = read_annotation_file(exported(count), name="marks.jsonld")
    times = []
    with Library.open(path) as library:
        library.add_article(ARTICLE, VERSION, data_file("sample-article.txt").read_bytes())
        plan = plan_import(library, incoming, now=NOW)
        take_in(plan, on_this_thread(library), WITHOUT_BACKUP, library=path, name="marks.jsonld")
        for _ in range(3):
            start = perf_counter()
            plan = plan_import(library, incoming, now=NOW)
            times.append(perf_counter() - start)
            assert plan.count(Fate.KNOWN) == count
    return min(times)


def test_eight_times_as_many_annotations_take_about_eight_times_as_long(tmp_path: Path) -> None:
    few, many = seconds(50, tmp_path / "few.galley"), seconds(400, tmp_path / "many.galley")
    assert many / few < MOST
