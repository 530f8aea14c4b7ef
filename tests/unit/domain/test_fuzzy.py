"""A few typed letters and the names that they may mean."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.fuzzy import match, rank


@pytest.mark.parametrize(
    ("query", "name"),
    [("nuf", "Next unchecked fact"), ("NEXT FACT", "Next unchecked fact"), ("", "Undo")],
)
def test_a_few_letters_find_a_name(query: str, name: str) -> None:
    assert match(query, name) is not None


def test_letters_in_another_order_find_nothing() -> None:
    assert match("odnu", "Undo") is None


@pytest.mark.parametrize(
    ("query", "name"), [("dark", "Delete mark"), ("sepia", "Select to the previous paragraph")]
)
def test_letters_from_the_midst_of_several_words_find_nothing(query: str, name: str) -> None:
    assert match(query, name) is None


def test_beginnings_of_words_go_before_letters_inside_them() -> None:
    names = ["Find in article", "Next unchecked fact", "Undo", "Mark as: Quote"]
    assert names[rank("u", names)[0][0]] == "Undo"
    assert names[rank("fa", names)[0][0]] == "Find in article"
    assert rank("fact", names)[0][1].places == (15, 16, 17, 18)


def worth(places: tuple[int, ...], name: str) -> int | None:
    """What letters at these places are worth, or None if they may not stand for the query's."""
    score = 0
    for number, place in enumerate(places):
        starts_word = place == 0 or not name[place - 1].isalnum()
        score += 10 + 9 * starts_word + 4 * (place == 0)
        if number == 0:
            score -= min(place, 4)
            continue
        between = name[places[number - 1] + 1 : place]
        if between and not starts_word and not between.isalnum():
            return None
        score += -min(len(between), 4) if between else 8
    return score


@given(
    st.text("ab", min_size=1, max_size=4),
    st.text("ab -", max_size=13) | st.text("a ", max_size=13),
)
def test_no_other_way_to_match_is_better(query: str, name: str) -> None:
    ways = (
        worth(places, name)
        for places in combinations(range(len(name)), len(query))
        if all(name[place] == letter for place, letter in zip(places, query, strict=True))
    )
    best = max((score for score in ways if score is not None), default=None)
    found = match(query, name)
    assert (found.score if found else None) == best
    if found is not None:
        assert worth(found.places, name) == found.score


def test_a_long_name_of_one_letter_is_matched_as_one_types() -> None:
    """It took minutes, in which the window stood still."""
    found = match("x" * 400, "x" * 1000)
    assert found is not None
    assert found.places == tuple(range(400))


def test_words_that_begin_a_name_s_words_may_come_in_any_order() -> None:
    found = match("source check", "Check source")
    assert found is not None
    assert found.places == (0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11)
    assert match("sou che", "Check source") is not None
    assert match("source source", "Check source") is None
    assert match("ource check", "Check source") is None
    assert [index for index, _found in rank("check source", ["Check source"])] == [0]
