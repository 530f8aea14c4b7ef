"""Headlines as they are looked through while one types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.catalogue import ArticleSummary
from galley.services.finding.headlines import Headlines
from tests.unit.storage.sample_values import NOW


def summary(headline: str) -> ArticleSummary:
    return ArticleSummary(headline, headline, "", "", NOW)


def found(headlines: list[str], typed: str, most: int = 8) -> list[str]:
    return [one.headline for one in Headlines(list(map(summary, headlines))).matching(typed, most)]


def test_the_likeliest_come_first() -> None:
    headlines = ["Unhappy ferry", "Harbour full", "The harbour", "Charbour", "Full of harbours"]
    assert found(headlines, "harbour") == [
        "Harbour full",
        "The harbour",
        "Full of harbours",
        "Charbour",
    ]
    assert found(headlines, "full harb") == ["Harbour full", "Full of harbours"]
    assert found(headlines, "HARBOUR  FULL") == ["Harbour full", "Full of harbours"]


def test_a_few_letters_find_a_headline_where_few_have_the_words() -> None:
    headlines = ["Deputy premier on trafficking", "Ferry full"]
    assert found(headlines, "dptraf") == ["Deputy premier on trafficking"]
    assert found(headlines, "dp") == []
    assert found(headlines, "zzz") == []


def test_no_more_than_asked_for_come_and_equal_ones_as_they_are() -> None:
    headlines = [f"Ferry {number}" for number in range(50)]
    assert found(headlines, "fer", 3) == headlines[:3]


@pytest.mark.parametrize("typed", ["(", "[a-z]", ".*", "\\", "^", "$", "q\nb", "]-^"])
def test_nothing_that_is_typed_is_a_pattern(typed: str) -> None:
    assert found(["Ferry full", "Harbour"], typed) == []


@given(st.lists(st.text("abc (\n", max_size=6), max_size=8), st.text("abc (", min_size=1))
def test_what_has_the_words_is_found_and_nothing_else(headlines: list[str], typed: str) -> None:
    if not typed.strip():
        return
    line = " ".join(typed.casefold().split())
    having = {one for one in headlines if line in " ".join(one.casefold().split())}
    hits = found(headlines, typed, most=99)
    assert having <= set(hits)
    letters = line.replace(" ", "")
    for hit in hits:
        rest = iter(" ".join(hit.casefold().split()))
        in_order = all(letter in rest for letter in letters)
        assert in_order or all(part in hit.casefold() for part in line.split())
