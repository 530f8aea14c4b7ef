"""How long a text is, in scripts with spaces between words and without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.word_counts import count_words


@given(st.lists(st.sampled_from(("ferry", "«да»", "–", "12.5%", "été")), max_size=20))
def test_words_stand_between_spaces(words: list[str]) -> None:
    assert count_words(" ".join(words)) == len(words)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("渡船明天停驶", 3),
        ("フェリーは明日、欠航する。", 6),
        ("เรือข้ามฟากหยุดวิ่งพรุ่งนี้", 6),
        ("ការឆ្លងកាត់", 3),
        ("NHKは渡船を", 3),
        ("", 0),
    ],
)
def test_scripts_without_spaces_count_by_their_letters(text: str, count: int) -> None:
    assert count_words(text) == count
