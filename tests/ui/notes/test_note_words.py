from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from galley.domain.annotation import (
    Absence,
    AnchorStatus,
    Annotation,
    Check,
    CheckStatus,
    Decision,
    Kind,
    Placement,
    Target,
)
from galley.domain.region import Region
from galley.ui.notes.words import Standing, accessible_text, excerpt_text, standing, time_text

MOMENT = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)


def annotation(exact: str, *more: str) -> Annotation:
    targets = tuple(Target("v1", 0, len(words), words) for words in (exact, *more))
    return Annotation("n1", "a1", Kind.QUOTE, targets, MOMENT, MOMENT)


@pytest.mark.parametrize(
    ("exact", "words"),
    [
        ("some 125 officials", "“some 125 officials”"),
        ("“We waited,” she said", "“We waited,” she said"),
        ('"We waited"', '"We waited"'),
        ("two\nblocks", "“two blocks”"),
        ("\ufffc", "Photo"),
        ("see \ufffc", "“see [photo]”"),
    ],
)
def test_an_excerpt_is_in_quotation_marks_once(exact: str, words: str) -> None:
    assert excerpt_text(Standing(annotation(exact).exact)) == words


def test_an_elided_quotation_shows_what_was_left_out() -> None:
    elided = annotation("We waited", "for hours").exact
    assert excerpt_text(Standing(elided)) == "“We waited […] for hours”"


def test_a_whole_article_as_one_mark_is_not_laid_out_whole() -> None:
    assert len(excerpt_text(Standing("word " * 100_000))) < 500


def test_an_annotation_stands_in_the_version_that_is_shown() -> None:
    made = annotation("105 people")
    there = Target("v2", 3, 13, "115 people")
    placed = replace(
        made,
        placements=(
            Placement("v2", (there,), AnchorStatus.CHANGED, Decision.ACCEPTED),
            Placement("v3", (), AnchorStatus.ORPHAN, Decision.KEPT),
            Placement("v4", (), AnchorStatus.CHANGED, Decision.KEPT),
        ),
    )
    assert standing(placed, "") == standing(placed, "v1") == Standing("105 people")
    assert standing(placed, "v2") == Standing("115 people", None)
    assert standing(placed, "v3") == Standing("105 people", Absence.ORPHAN)
    assert standing(placed, "v4") == Standing("105 people", Absence.KEPT)
    assert standing(placed, "v5") == Standing("105 people", Absence.UNDECIDED)
    assert "not in this capture" in accessible_text(placed, 1, Absence.ORPHAN)


def test_the_time_is_as_exact_as_its_age_allows() -> None:
    assert time_text(MOMENT, MOMENT + timedelta(minutes=20)) == "23:30"
    assert time_text(MOMENT, MOMENT + timedelta(hours=20)) == "4 Mar"
    assert time_text(MOMENT, MOMENT + timedelta(days=400)) == "4 Mar 2026"


def test_times_are_shown_where_the_person_is() -> None:
    now = datetime(2026, 3, 5, 8, 0, tzinfo=timezone(timedelta(hours=7)))

    assert time_text(MOMENT, now) == "06:30"


def test_a_card_is_said_in_few_words() -> None:
    note = annotation("x")
    spoken = replace(note, speaker="Sar Kheng", check=Check(CheckStatus.CONFIRMED))

    assert accessible_text(note, 1) == "Note 1, Quote, Unchecked"
    assert accessible_text(spoken, 4) == "Note 4, Quote, Confirmed, Sar Kheng"


def test_a_part_of_a_photo_is_called_that() -> None:
    made = replace(annotation("\ufffc"), region=Region("ab" * 32, 100, 100, 200, 200))
    assert excerpt_text(standing(made, "v1")) == "Photo, region"
    assert excerpt_text(standing(made, "")) == "Photo, region"
