"""What a selection is taken to mean."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from galley.domain.snapping import Snap, snapped
from galley.domain.stretches import sentence_edges, within_word
from tests.strategies import hostile_texts

TEXT = (
    "Mr. Kheng said some 125 officials don’t “enforce the U.S.-backed law … at all,” he said."
    " Prices rose 12 % to $204 per month in Phnom Penh. It’s anti-trafficking work! And 46 of 51"
    " votes.\n“A second paragraph goes on with what he said.\nភាសាខ្មែរ"
)


def meant(words: str, snap: Snap, text: str = TEXT) -> str:
    start = text.index(words)
    first, last = snapped(text, start, start + len(words), snap)
    return text[first:last]


@pytest.mark.parametrize(
    ("selected", "words"),
    [
        ("heng sa", "Kheng said"),
        ("on’", "don’t"),
        ("-traff", "anti-trafficking"),
        (" officials ", "officials"),
        ("law …", "law …"),
        ("enforce", "enforce"),
        ("ខ្មែ", "ខ្មែ"),
    ],
)
def test_words_are_whole(selected: str, words: str) -> None:
    assert meant(selected, Snap.WORDS) == words


@pytest.mark.parametrize(
    ("selected", "words"),
    [
        ("12 ", "12 %"),
        ("2 ", "12 %"),
        ("%", "12 %"),
        ("204", "$204 per month"),
        ("per mon", "$204 per month"),
        ("rose 1", "rose 12 %"),
        ("46", "46"),
        ("125", "125"),
        ("offic", "officials"),
    ],
)
def test_a_number_is_taken_with_its_unit(selected: str, words: str) -> None:
    assert meant(selected, Snap.NUMBER) == words


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("3.5 million riel a year", "it costs 3.5 million riel a year now"),
        ("1,500 kg", "about 1,500 kg of rice"),
        ("12 and 15 per cent", "between 12 and 15 per cent of them"),
        ("20–30 km/h", "at 20–30 km/h"),
        ("€1.5bn", "a €1.5bn loan"),
        ("40\u202f°C", "at 40\u202f°C today"),
        ("US$3 million", "for US$3 million, he said"),
        ("5-year", "a 5-year plan"),
        ("2.5 percentage points", "up 2.5 percentage points."),
    ],
)
def test_numbers_of_many_kinds(number: str, text: str) -> None:
    at = next(i for i, character in enumerate(text) if character.isdigit())
    first, last = snapped(text, at, at + 1, Snap.NUMBER)
    assert text[first:last] == number


def test_a_quotation_is_taken_with_its_marks() -> None:
    assert meant("backed", Snap.QUOTATION) == "“enforce the U.S.-backed law … at all,”"
    assert meant("ice", Snap.QUOTATION) == "Prices", "outside a quotation: whole words"
    assert meant("goes on", Snap.QUOTATION) == "“A second paragraph goes on with what he said."
    nested = "He said “she called it ‘too slow’ again” and left."
    assert meant("too", Snap.QUOTATION, nested) == "‘too slow’"
    assert meant("called", Snap.QUOTATION, nested) == "“she called it ‘too slow’ again”"
    assert meant("too", Snap.QUOTATION, 'a "far too slow" reply') == '"far too slow"'
    assert meant("it", Snap.QUOTATION, "the workers’ own, it’s said") == "it’s"


def test_sentences_end_where_they_end() -> None:
    assert meant("enforce", Snap.SENTENCE) == TEXT[: TEXT.index(" Prices")]
    assert meant("rose", Snap.SENTENCE) == "Prices rose 12 % to $204 per month in Phnom Penh."
    assert meant("month in Phnom Penh. It", Snap.SENTENCE) == (
        "Prices rose 12 % to $204 per month in Phnom Penh. It’s anti-trafficking work!"
    )
    text = "J. R. Smith of the U.S. agency came at 9 a.m. on Friday. He left … and came back."
    edges = sentence_edges(text, 0, len(text))
    assert [text[a:b].strip() for a, b in pairwise(edges)] == [
        "J. R. Smith of the U.S. agency came at 9 a.m. on Friday.",
        "He left … and came back.",
    ]


def test_off_is_exact_to_the_character() -> None:
    assert meant("12", Snap.OFF) == "12"
    assert meant(" 12 ", Snap.OFF) == " 12 "


ANY = st.one_of(hostile_texts, st.text(max_size=60), st.just(TEXT))


@given(ANY, st.data(), st.sampled_from(Snap))
def test_a_selection_only_grows_and_stays_in_its_blocks(
    text: str, data: st.DataObject, snap: Snap
) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = snapped(text, start, end, snap)
    words = text[start:end]
    assert 0 <= first < last <= len(text)
    assert words.strip() in text[first:last]
    if words.strip():
        assert first <= start + len(words) - len(words.lstrip())
        assert last >= start + len(words.rstrip())
        assert text[first:last].count("\n") == words.strip().count("\n")
    if snap is not Snap.OFF and words.strip():
        assert snapped(text, first, last, Snap.WORDS) == (first, last) or snap in (
            Snap.SENTENCE,
            Snap.QUOTATION,
        )
        assert not text[first:last][-1].isspace()


@given(ANY, st.data(), st.sampled_from([Snap.OFF, Snap.WORDS, Snap.SENTENCE]))
def test_what_is_meant_means_itself(text: str, data: st.DataObject, snap: Snap) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    once = snapped(text, start, end, snap)
    assert snapped(text, *once, snap) == once


@given(ANY)
def test_no_cut_goes_between_a_letter_and_its_accent(text: str) -> None:
    for offset in range(1, len(text)):
        if text[offset] == "\u0301" and not text[offset - 1].isspace():
            assert within_word(text, offset)
