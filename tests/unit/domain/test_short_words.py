"""Words cut off for want of room: whole ones, and never more than there is room for."""

from hypothesis import given
from hypothesis import strategies as st

from galley.domain.short_words import shortened


def test_what_fits_stays_as_it_is() -> None:
    assert shortened("a total of 202", 14) == "a total of 202"


def test_it_is_cut_after_a_word() -> None:
    assert shortened("law enforcement was falling short", 24) == "law enforcement was…"
    assert shortened("law enforcement, they said", 17) == "law enforcement…"
    assert shortened("law enforcement was", 16) == "law enforcement…"


def test_a_script_without_spaces_is_cut_anywhere() -> None:
    assert shortened("កម្ពុជាកម្ពុជា", 8) == "កម្ពុជា…"
    assert shortened("a " + "b" * 40, 20) == "a " + "b" * 17 + "…"


@given(st.text(), st.integers(2, 40))
def test_it_is_never_longer_and_always_a_beginning(words: str, longest: int) -> None:
    short = shortened(words, longest)
    assert len(short) <= longest
    assert short == words or (short.endswith("…") and words.startswith(short[:-1]))
