from dataclasses import replace
from datetime import date, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.annotation import (
    AnchorStatus,
    Annotation,
    Check,
    CheckStatus,
    Decision,
    Kind,
    Placement,
)
from galley.domain.article import Version
from galley.domain.report import Grouping, Report, ReportOptions, ReportShape
from galley.domain.report_builder import allocate_block_ids, build_report, count_left_home
from tests.marked_article import CAPTURED, FERRY, NOW, a_mark, an_article, sample_marks, the_sample
from tests.strategies import annotations

ARTICLE, VERSION = an_article(FERRY)


def a_report(*marks: Annotation, **options: object) -> Report:
    chosen = ReportOptions(**options)  # type: ignore[arg-type] # the options are the caller's to name
    return build_report(ARTICLE, VERSION, marks, chosen, now=NOW)


def titles(report: Report) -> list[tuple[str, list[str]]]:
    return [
        (section.title, [entry.passages[0].text for entry in section.entries])
        for section in report.sections
    ]


def test_sections_are_in_the_order_of_the_kinds_and_in_reading_order_inside() -> None:
    report = a_report(
        a_mark(VERSION, "All aboard", number=1, kind=Kind.MARK),
        a_mark(VERSION, "105 people", number=2, kind=Kind.STATISTIC),
        a_mark(VERSION, "Gulls", number=3),
        a_mark(VERSION, "105", number=4, kind=Kind.STATISTIC),
        a_mark(VERSION, "Ferry full", number=5),
    )
    assert titles(report) == [
        ("Quotes", ["Ferry full", "Gulls"]),
        ("Statistics", ["105 people", "105"]),
        ("Marks", ["All aboard"]),
    ]


def test_every_kind_has_its_title() -> None:
    marks = [a_mark(VERSION, "105", number=n, kind=kind) for n, kind in enumerate(Kind)]
    assert [section.title for section in a_report(*marks).sections] == [
        "Quotes",
        "Statistics",
        "Names and dates",
        "Claims",
        "Opinions",
        "Context",
        "Queries",
        "Marks",
    ]


MARKS = (
    a_mark(VERSION, "Ferry", number=1, tags=("b", "a"), speaker="Zoë", status=CheckStatus.WRONG),
    a_mark(VERSION, "105", number=2, tags=("A",), speaker="Ada", status=CheckStatus.CONFIRMED),
    a_mark(VERSION, "quay", number=3),
    a_mark(VERSION, "tides", number=4, tags=("b",), speaker="Zoë"),
)


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (
            Grouping.PLACE,
            [
                ("Headline", ["Ferry"]),
                ("Caption", ["quay"]),
                ("Body", ["105"]),
                ("Most viewed", ["tides"]),
            ],
        ),
        (
            Grouping.STATUS,
            [("Wrong", ["Ferry"]), ("Unchecked", ["quay", "tides"]), ("Confirmed", ["105"])],
        ),
        (Grouping.TAG, [("A", ["105"]), ("b", ["Ferry", "tides"]), ("No tag", ["quay"])]),
        (
            Grouping.SPEAKER,
            [("Ada", ["105"]), ("Zoë", ["Ferry", "tides"]), ("No speaker", ["quay"])],
        ),
    ],
)
def test_other_sections(group: Grouping, expected: list[tuple[str, list[str]]]) -> None:
    assert titles(a_report(*MARKS, group=group)) == expected


@pytest.mark.parametrize("group", Grouping)
@pytest.mark.parametrize("shape", ReportShape)
def test_every_annotation_is_in_it_once_and_its_block_id_is_its_own(
    group: Grouping, shape: ReportShape
) -> None:
    entries = a_report(*MARKS, group=group, shape=shape).entries
    assert sorted(entry.annotation_id for entry in entries) == sorted(m.id for m in MARKS)
    assert len({entry.block_id for entry in entries}) == len(MARKS)


@given(st.lists(st.sampled_from(CheckStatus), max_size=12))
def test_the_counts_add_up(statuses: list[CheckStatus]) -> None:
    marks = [a_mark(VERSION, "105", number=n, status=s) for n, s in enumerate(statuses)]
    counts = a_report(*marks).counts
    assert counts.annotations == len(statuses)
    assert counts.annotations == (
        counts.confirmed + counts.wrong + counts.disputed + counts.cant_verify + counts.unchecked
    )


def test_the_sample_counts_as_in_the_design() -> None:
    article, version = the_sample()
    counts = build_report(article, version, sample_marks(version), ReportOptions(), now=NOW).counts
    assert (counts.annotations, counts.confirmed, counts.wrong, counts.unchecked) == (8, 5, 1, 2)


def test_only_what_is_asked_for_leaves() -> None:
    assert len(a_report(*MARKS, statuses=frozenset({CheckStatus.WRONG})).entries) == 1
    assert a_report(*MARKS, kinds=frozenset({Kind.CLAIM})).entries == ()


def test_the_trash_and_what_is_sensitive_stay_home() -> None:
    secret = replace(MARKS[0], sensitive=True)
    gone = replace(MARKS[1], trashed_at=CAPTURED, sensitive=True)
    other = replace(MARKS[2], sensitive=True, kind=Kind.CLAIM)
    marks = [secret, gone, other, MARKS[3]]
    options = ReportOptions(kinds=frozenset({Kind.QUOTE}))
    assert [e.annotation_id for e in a_report(*marks, kinds=options.kinds).entries] == [MARKS[3].id]
    assert count_left_home(marks, options) == 1
    assert count_left_home(marks, replace(options, include_sensitive=True)) == 0
    assert len(a_report(*marks, include_sensitive=True).entries) == 3


def test_a_passage_that_is_not_there_to_the_character_is_not_verified() -> None:
    mark = a_mark(VERSION, "105 people")
    target = mark.targets[0]
    for wrong in (
        replace(target, exact="106 people"),
        replace(target, start=target.start + 1, end=target.end + 1),
        replace(target, start=10**6, end=10**6 + 10),
        replace(target, start=5, end=5, exact=""),
    ):
        (entry,) = a_report(replace(mark, targets=(wrong,))).entries
        assert not entry.verified
        assert entry.place is None
        both = replace(mark, targets=(target, wrong))
        (entry,) = a_report(both).entries
        assert [passage.verified for passage in entry.passages] == [True, False]
        assert not entry.verified


@pytest.mark.parametrize("group", list(Grouping))
def test_what_has_no_place_in_this_version_comes_last_in_its_own_words(group: Grouping) -> None:
    here, gone = a_mark(VERSION, "105 people"), a_mark(VERSION, "It was full", number=2)
    there = replace(gone.targets[0], version_id="another", exact="It was half empty", start=0)
    for annotation in (
        replace(gone, targets=(there,)),
        replace(gone, targets=(replace(there, end=10**6),)),
    ):
        report = a_report(annotation, here, group=group)
        assert titles(report)[-1] == ("Not in this capture", ["It was half empty"])
        assert [entry.absent for entry in report.entries] == [False, True]
        assert all(entry.verified for entry in report.entries)
        assert report.entries[1].place is None
        assert report.counts.annotations == 2
    copied = a_report(replace(gone, targets=(there,)), here, shape=ReportShape.ANNOTATED_COPY)
    assert [section.title for section in copied.sections] == ["Notes", "Not in this capture"]
    assert {mark.number for block in copied.copy for mark in block.marks} == {1}


def test_a_place_in_this_version_has_the_words_of_this_version() -> None:
    earlier = replace(
        a_mark(VERSION, "105 people").targets[0], version_id="first", exact="99 people"
    )
    placed = a_mark(VERSION, "105 people")
    place = Placement(VERSION.id, placed.targets, AnchorStatus.CHANGED, Decision.ACCEPTED)
    (entry,) = a_report(replace(placed, targets=(earlier,), placements=(place,))).entries
    assert (entry.passages[0].text, entry.verified, entry.absent) == ("105 people", True, False)
    assert entry.place


def test_the_day_of_a_check_is_told_in_utc() -> None:
    early = CAPTURED.replace(hour=3).astimezone(timezone(timedelta(hours=-8)))
    mark = replace(MARKS[0], check=Check(CheckStatus.CONFIRMED, "", early, ""))
    assert a_report(mark).entries[0].checked_on == date(2026, 11, 23)


def test_a_source_is_an_address_or_else_a_file_name() -> None:
    assert a_report().front.source == "ferry.txt"
    article = replace(ARTICLE, metadata=replace(ARTICLE.metadata, address="https://example.org/a"))
    report = build_report(article, VERSION, [], ReportOptions(), now=NOW)
    assert report.front.source == "https://example.org/a"


def test_a_headline_that_a_person_corrected_is_the_title() -> None:
    article = replace(ARTICLE, metadata=replace(ARTICLE.metadata, headline="Ferry was full"))
    report = build_report(article, VERSION, [], ReportOptions(), now=NOW)
    assert report.front.title == "Ferry was full"


def test_block_ids_are_the_first_digits_of_the_annotations_id() -> None:
    assert allocate_block_ids(MARKS)[MARKS[0].id] == "g-000001"


def test_of_two_that_begin_alike_the_older_keeps_the_short_one() -> None:
    older = replace(MARKS[0], id="aaaaaa11-0000-4000-8000-000000000000")
    newer = replace(
        older, id="aaaaaa10-0000-4000-8000-000000000000", created_at=NOW + timedelta(days=1)
    )
    block_ids = allocate_block_ids([newer, older])
    assert block_ids == {older.id: "g-aaaaaa", newer.id: "g-aaaaaa1"}
    assert allocate_block_ids([older])[older.id] == block_ids[older.id]


@given(st.lists(annotations, max_size=20, unique_by=lambda a: a.id), st.data())
def test_block_ids_are_unique_and_a_later_annotation_changes_none(
    marks: list[Annotation], data: st.DataObject
) -> None:
    alike = st.text("ab", min_size=1, max_size=3).map(lambda t: f"{t:a<32}")
    named = data.draw(st.lists(alike | st.text(min_size=1), unique=True, max_size=len(marks)))
    marks = [
        replace(mark, id=name, created_at=CAPTURED + timedelta(seconds=n))
        for n, (mark, name) in enumerate(zip(marks, named, strict=False))
    ]
    block_ids = allocate_block_ids(marks)
    assert len(set(block_ids.values())) == len(marks)
    assert all(len(block_id) >= 8 for block_id in block_ids.values())
    assert allocate_block_ids(marks[:-1]) == {m.id: block_ids[m.id] for m in marks[:-1]}


def copied_runs(version: Version, *marks: Annotation) -> list[tuple[str, int, bool]]:
    options = ReportOptions(shape=ReportShape.ANNOTATED_COPY)
    report = build_report(ARTICLE, version, marks, options, now=NOW)
    return [
        (copied.block.text[mark.start : mark.end], mark.number, mark.last)
        for copied in report.copy
        for mark in copied.marks
    ]


def test_the_copy_has_every_block_and_the_runs_that_are_marked() -> None:
    runs = copied_runs(
        VERSION,
        a_mark(VERSION, "The ferry", "harbour master", number=1),
        a_mark(VERSION, "$5\nReturn: $8\nPier", number=2),
        a_mark(VERSION, "ferry carried", number=3),
    )
    assert runs == [
        ("The ferry", 1, False),
        ("ferry carried", 2, True),
        ("harbour master", 1, True),
        ("$5", 3, False),
        ("Return: $8", 3, False),
        ("Pier", 3, True),
    ]
    assert a_report().copy == ()
    copied = a_report(shape=ReportShape.ANNOTATED_COPY).copy
    assert [c.block for c in copied] == list(VERSION.blocks)


def test_a_name_of_ones_own_stands_over_the_section_and_in_the_entry() -> None:
    marks = [
        a_mark(VERSION, "105", number=1, kind=Kind.STATISTIC),
        a_mark(VERSION, "Gulls", number=2, kind=Kind.QUERY),
    ]
    report = a_report(*marks, kind_names={Kind.QUERY: "Ask the desk", Kind.MARK: "Statistics"})
    assert titles(report) == [("Statistics", ["105"]), ("Ask the desk", ["Gulls"])]
    assert [entry.kind_name for entry in report.entries] == ["Statistic", "Ask the desk"]
    assert [entry.kind for entry in report.entries] == [Kind.STATISTIC, Kind.QUERY]
