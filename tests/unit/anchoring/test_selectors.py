import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from galley.anchoring.selectors import count_occurrences, describe, find_exact
from galley.domain.annotation import CONTEXT_LENGTH

small_texts = st.text("ab \n…🛥é", min_size=1, max_size=200)


@given(small_texts, st.data())
@example("aaaa", None)
def test_a_passage_is_described_by_its_own_words(text: str, data: st.DataObject | None) -> None:
    start = data.draw(st.integers(0, len(text) - 1)) if data else 1
    end = data.draw(st.integers(start + 1, len(text))) if data else 3
    target = describe(text, "v", start, end)
    assert target.exact == text[start:end]
    assert (target.prefix + target.exact + target.suffix) in text
    assert len(target.prefix) == min(CONTEXT_LENGTH, start)
    assert len(target.suffix) == min(CONTEXT_LENGTH, len(text) - end)
    places = find_exact(text, target.exact)
    assert places[target.occurrence] == start
    assert len(places) == target.occurrences


@given(small_texts, st.text("ab …", min_size=1, max_size=4))
def test_every_place_is_found_and_no_other(text: str, words: str) -> None:
    everywhere = [at for at in range(len(text)) if text[at : at + len(words)] == words]
    assert find_exact(text, words) == everywhere


def test_overlapping_places_are_places_of_their_own() -> None:
    assert find_exact("aaaa", "aa") == [0, 1, 2]


def test_offsets_are_code_points() -> None:
    text = "🛥🛥 ferry"
    assert find_exact(text, "ferry") == [3]
    assert describe(text, "v", 3, 8).prefix == "🛥🛥 "


def test_words_that_look_alike_are_not_the_same_words() -> None:
    assert find_exact("women’s", "women's") == []
    assert find_exact("12\u00a0000", "12 000") == []


def test_no_words_are_nowhere() -> None:
    with pytest.raises(ValueError, match="no words"):
        find_exact("text", "")


@given(small_texts, st.integers(-3, 203), st.integers(-3, 203))
def test_a_range_outside_the_text_is_refused(text: str, start: int, end: int) -> None:
    assume(not 0 <= start < end <= len(text))
    with pytest.raises(ValueError, match="no passage"):
        describe(text, "v", start, end)


def test_an_occurrence_is_counted_from_where_it_starts() -> None:
    found = count_occurrences("ab ab ab", "ab", 3)
    assert (found.index, found.total) == (1, 3)
