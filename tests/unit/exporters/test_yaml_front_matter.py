import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from galley.exporters.yaml_front_matter import quoted, scalar, sequence
from tests.strategies import hostile_texts, texts


@given(texts | hostile_texts)
@example("true")
@example("No")
@example("~")
@example("12")
@example("1e3")
@example("- x")
@example("a: b")
@example("a #b")
@example("{{ x }}")
@example("'")
@example("* x")
@example("%YAML")
@example("\ufeff\u200b\u202e")
@example("0" * 64)
@example("12e" + "4" * 61)
@example("https://example.org/a:")
@example("2016-99-99")
@example("2016-12-20T99:00:00")
def test_a_text_reads_back_as_this_text(text: str) -> None:
    assert yaml.safe_load(f"key: {scalar(text)}\nnext: 1") == {"key": text or None, "next": 1}
    assert yaml.safe_load(f"key: {quoted(text)}\nnext: 1") == {"key": text, "next": 1}


@given(st.lists(texts | hostile_texts, max_size=4))
def test_a_list_reads_back_as_this_list(items: list[str]) -> None:
    assert yaml.safe_load(f"key: {sequence(tuple(items))}\nnext: 1") == {"key": items, "next": 1}


@pytest.mark.parametrize(
    "text",
    [
        "Phnom Penh Post",
        "The Courier’s Own (Sunday)",
        "sample-article.txt",
        "https://example.org/news/2016/a-b?id=3",
        "6f1cd58fc8b6f4baa8a17b7878bcdb6ab5e041a0bc2b69eeb805c072b16caa9e",
    ],
)
def test_what_needs_no_quotes_has_none(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    "text", ["2016-12-20", "2016-12-20T08:30:00+07:00", "2016-12-20T08:30:00Z"]
)
def test_a_date_stays_a_date(text: str) -> None:
    assert scalar(text) == text


def test_an_unknown_field_is_empty() -> None:
    assert scalar("") == ""
    assert sequence(()) == "[]"
