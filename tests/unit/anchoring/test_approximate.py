from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from galley.anchoring.approximate import find_approximate
from galley.anchoring.resemblance import resemblances

words = st.text("abc", min_size=1, max_size=8)
windows = st.text("abcd", min_size=1, max_size=20)


def fewest_errors(pattern: str, window: str) -> int:
    """By trying every place."""
    spans = [(s, e) for s in range(len(window) + 1) for e in range(s + 1, len(window) + 1)]
    return min(Levenshtein.distance(pattern, window[s:e]) for s, e in spans)


@given(words, windows)
def test_no_place_has_fewer_errors(pattern: str, window: str) -> None:
    match = find_approximate(pattern, window, len(pattern) + 20)
    assert match is not None
    assert match.errors == fewest_errors(pattern, window)
    assert Levenshtein.distance(pattern, window[match.start : match.end]) == match.errors


@given(words, windows, st.integers(0, 3))
def test_a_place_with_too_many_errors_is_none(pattern: str, window: str, most: int) -> None:
    match = find_approximate(pattern, window, most)
    assert (match is not None) == (fewest_errors(pattern, window) <= most)


def test_of_equals_the_first_or_the_last() -> None:
    assert find_approximate("ferry", "ferry, ferry", 1) == (0, 5, 0)
    assert find_approximate("ferry", "ferry, ferry", 1, last=True) == (7, 12, 0)


def test_nothing_is_found_without_words() -> None:
    assert find_approximate("", "anything", 3) is None
    assert find_approximate("words", "", 9) is None


def test_a_respelled_passage_is_found_in_a_long_text() -> None:
    text = "Something else entirely was said. " * 200
    there = "The harbour wall was opened in march after repairs."
    found = resemblances("The harbor wall was opened in March after repairs.", text + there + text)
    assert (text + there + text)[found[0].start : found[0].end] == there
    assert 0.9 < found[0].likeness < 1


def test_resemblances_are_looked_for_only_where_told() -> None:
    line = "The harbour wall was opened. "
    text = line + "Quite another matter. " * 20 + line
    behind = len(text) - len(line)
    assert (
        resemblances("The harbour wall was opened", text, [(behind, len(text))])[0].start == behind
    )
    assert resemblances("The harbour wall was opened", text, []) == []
