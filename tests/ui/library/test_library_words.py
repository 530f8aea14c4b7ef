from datetime import UTC, datetime

import pytest

from galley.domain.catalogue import ArticleSummary
from galley.ui.library.words import (
    accessible_text,
    count_text,
    headline_text,
    meta_text,
    month_text,
    progress_text,
)


def article(
    headline: str = "River rises",
    publication: str = "Daily Ledger",
    published: str = "",
    facts: int = 0,
    checked: int = 0,
) -> ArticleSummary:
    return ArticleSummary(
        "a1", headline, publication, published, datetime(2026, 1, 2, tzinfo=UTC), facts, checked
    )


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("", "Undated"),
        ("2023-10-05T08:00:00+07:00", "Oct 2023"),
        ("2023-10-05", "Oct 2023"),
        ("2023-10", "Oct 2023"),
        ("2023", "2023"),
        ("2023-13", "2023"),
        ("yesterday", "Undated"),
    ],
)
def test_a_date_is_as_exact_as_the_list_needs_and_never_invented(
    published: str, words: str
) -> None:
    assert month_text(published) == words


def test_what_the_capture_lacks_is_said() -> None:
    bare = article(headline="", publication="")

    assert headline_text(bare) == "Untitled"
    assert meta_text(bare) == "Unknown publication · Undated"


def test_a_headline_of_several_lines_is_one() -> None:
    assert headline_text(article(headline="River\nrises \u2028 again")) == "River rises again"


@pytest.mark.parametrize(
    ("facts", "checked", "words"),
    [(0, 0, "No marks yet"), (7, 0, "0/7 checked"), (7, 3, "3/7 checked")],
)
def test_progress(facts: int, checked: int, words: str) -> None:
    assert progress_text(article(facts=facts, checked=checked)) == words


def test_a_row_is_said_in_whole_words() -> None:
    row = article(published="2023-10", facts=7, checked=3)

    assert accessible_text(row) == "River rises, Daily Ledger, Oct 2023, 3 of 7 checked"
    assert accessible_text(row._replace(waiting=True)).endswith("3 of 7 checked, New capture")
    assert accessible_text(row._replace(checked=0)).endswith("0 of 7 checked")
    assert accessible_text(row._replace(checked=0, facts=0)).endswith("No marks yet")


@pytest.mark.parametrize(
    ("shown", "total", "words"),
    [(0, 0, "0 articles"), (1, 1, "1 article"), (7, 7, "7 articles"), (2, 7, "2 of 7 articles")],
)
def test_the_number_of_articles(shown: int, total: int, words: str) -> None:
    assert count_text(shown, total) == words
