"""Exporting stays in step with the number of annotations: a ratio, the same on any machine."""

from dataclasses import replace
from time import perf_counter

import pytest

from galley.domain.annotation import Annotation
from galley.domain.report import ReportOptions, ReportShape
from galley.services.outgoing.exporting import format_named, make_report, render_report
from tests.marked_article import NOW, a_mark, the_sample

ARTICLE, VERSION = the_sample()
MOST = 40  # times as long for ten times as many: 9 to 17 were measured, 100 would be quadratic


def marks(count: int) -> list[Annotation]:
    words = [word for word in VERSION.text.split() if len(word) > 6]
    return [
        replace(a_mark(VERSION, words[n % len(words)], number=n), note="A **note**.\n- a\n- b")
        for n in range(count)
    ]


def seconds(annotations: list[Annotation], shape: ReportShape) -> float:
    """The best of several runs: what else the machine does only ever adds to it."""
    times = []
    for _ in range(5):
        start = perf_counter()
        report = make_report(ARTICLE, VERSION, annotations, ReportOptions(shape=shape), now=NOW)
        render_report(report, format_named("markdown"))
        times.append(perf_counter() - start)
    return min(times)


@pytest.mark.parametrize("shape", ReportShape)
def test_ten_times_as_many_annotations_take_about_ten_times_as_long(shape: ReportShape) -> None:
    few, many = marks(100), marks(1000)
    assert seconds(many, shape) / seconds(few, shape) < MOST
