"""A few typed letters and the names that they may mean."""

import pytest

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
